# SPDX-License-Identifier: ISC
# Calls all that each type promises, and prints what it gives.
from echis import Argv, Block, BuildInfo, Console, Mclock, Pclock, Reporter, Time


def told(name: str, found: object = None) -> None:
    print(f"{name} {found!r}")


async def start(
    time: Time,
    pclock: Pclock,
    mclock: Mclock,
    reporter: Reporter,
    silent: Reporter,
    console: Console,
    block: Block,
    info: BuildInfo,
    argv: Argv,
) -> None:
    told("argv.argv", argv.argv())
    before = mclock.elapsed_ns()
    await time.sleep_ns(2000001)
    told("time.sleep_ns")
    await time.sleep_ms(2)
    told("time.sleep_ms")
    told("mclock.elapsed_ns", mclock.elapsed_ns() - before >= 5000000)
    told("mclock.period_ns", mclock.period_ns())
    told("pclock.time_ns", pclock.time_ns() > 1500000000000000000)
    told("pclock.offset_s", pclock.offset_s())
    told("pclock.period_ns", pclock.period_ns())
    lines(reporter)
    lines(silent)
    told("console.write", console.write("é\n"))
    told("console.write", console.write(memoryview(b"b\n")))
    try:
        await console.read(1)
    except OSError as error:
        told("console.read", error.errno)
    disk(block)
    told("info.name", info.name)
    told("info.target", info.target)
    told("info.echis", info.echis)
    told("info.src", info.src)
    told("info.packages", [len(one) for one in info.packages])


def lines(reporter: Reporter) -> None:
    reporter.set_level(40)
    told("reporter.set_level")
    reporter.set_level(20, "net")
    told("reporter.set_level")
    for source in ("net", "tls", "net"):
        reporter.report(source, 30, source)
        told("reporter.report")
    told("reporter.recent", [line.split("] ")[-1] for line in reporter.recent()])


def disk(block: Block) -> None:
    told("block.capacity", block.capacity)
    told("block.block_size", block.block_size)
    told("block.ioctl", block.ioctl(4, 0))
    block.writeblocks(1, b"written", 3)
    told("block.writeblocks")
    found = bytearray(9)
    block.readblocks(1, found, 2)
    told("block.readblocks", found)
