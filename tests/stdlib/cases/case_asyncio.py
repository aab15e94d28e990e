# SPDX-License-Identifier: ISC
import asyncio


async def produce(queue, name, count):
    for n in range(count):
        await queue.put((name, n))
        await asyncio.sleep(0)


async def queues():
    queue = asyncio.Queue(2)
    maker = asyncio.create_task(produce(queue, "a", 4))
    got = []
    for _ in range(4):
        got.append(await queue.get())
        queue.task_done()
    await maker
    await queue.join()
    print(got, queue.empty(), queue.full(), queue.qsize(), queue.maxsize)
    for wrong in (queue.get_nowait, queue.task_done):
        try:
            wrong()
        except (asyncio.QueueEmpty, ValueError) as error:
            print(type(error).__name__)
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        print("full", queue.full())
    last, first = asyncio.LifoQueue(), asyncio.PriorityQueue()
    for n in (2, 3, 1):
        last.put_nowait(n)
        await first.put(n)
    print([last.get_nowait() for _ in range(3)])
    for _ in range(3):
        print(await first.get())


async def semaphores():
    gate, order = asyncio.Semaphore(2), []

    async def work(n):
        async with gate:
            order.append(n)
            await asyncio.sleep(0)
            order.append(-n)

    await asyncio.gather(*[work(n) for n in range(1, 6)])
    print(sorted(order), gate.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)


async def conditions():
    condition, ready, seen = asyncio.Condition(), [], []

    async def wait(n):
        async with condition:
            await condition.wait_for(lambda: n in ready)
            seen.append(n)

    tasks = [asyncio.create_task(wait(n)) for n in (1, 2, 3)]
    await asyncio.sleep(0.01)
    for n in (3, 1, 2):
        async with condition:
            ready.append(n)
            condition.notify_all()
        await asyncio.sleep(0.01)
    await asyncio.gather(*tasks)
    print(seen)
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)


async def groups():
    async def work(n):
        await asyncio.sleep(n / 1000)
        return n * 2

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(n)) for n in (3, 1, 2)]
    for task in tasks:
        print(await task)

    async def fail():
        await asyncio.sleep(0.005)
        raise KeyError("k")

    stopped = []

    async def endless():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            stopped.append(1)
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(endless())
            await asyncio.sleep(50)
    except Exception as error:
        inner = getattr(error, "exceptions", [error])[0]
        print(type(inner).__name__, inner.args)
    print(stopped)


async def timeouts():
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(50)
    except asyncio.TimeoutError:
        print("timed out")
    async with asyncio.timeout(50) as limit:
        await asyncio.sleep(0)
    print(limit.expired())
    async with asyncio.timeout(None):
        print("no limit")

    async def work(n):
        await asyncio.sleep(n / 1000)
        return n

    for each in asyncio.as_completed([work(30), work(1), work(15)]):
        print(await each)
    print(await asyncio.gather(work(2), work(1)), await asyncio.wait_for(work(1), 5))


async def main():
    for part in (queues, semaphores, conditions, groups, timeouts):
        print(part.__name__)
        await part()


asyncio.run(main())
