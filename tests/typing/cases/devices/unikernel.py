# SPDX-License-Identifier: ISC
import asyncio
from echis import Console, DnsClient, Flow, HappyEyeballs, Http, KvRo, Pclock, Random, Stackv4v6
from echis import Request, Response

async def start(random: Random, console: Console, clock: Pclock, stack: Stackv4v6, data: KvRo, dns: DnsClient, eyeballs: HappyEyeballs, web: Http) -> None:
    async def serve(flow: Flow) -> None:
        flow.write(await data.get("index.html"))
        await flow.drain()
        print(flow.dst()[0] + 1)

    async def handle(request: Request) -> Response:
        return 200, {}, await data.get(request.path)

    stack.tcp.listen(80, serve)
    stack.udp.listen(53, lambda source, port, data: print(source, port, len(data)))
    web.listen(8080, handle)
    console.write(str(clock.time_ns()))
    (address, port), flow = await eyeballs.connect("example.org", [443])
    print(address, port, random.generate(3) + "x", await dns.gethostbyname("a"))
    await stack.listen()
