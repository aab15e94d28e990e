# SPDX-License-Identifier: ISC
import asyncio
from contextlib import *


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("caught", type(error).__name__)
    finally:
        print(f"</{name}>")


with tag("a") as value:
    print(value)
with tag("b"):
    raise KeyError("x")
try:
    with tag("c"):
        raise ValueError("through")
except ValueError as error:
    print(error)


@tag("decorated")
def work(n):
    print("working", n)
    return n + 1


print(work(1), work(2))


@contextmanager
def broken(times):
    for _ in range(times):
        yield


for times in (0, 2):
    try:
        with broken(times):
            print("inside")
    except RuntimeError as error:
        print(error)


@contextmanager
def swallowing():
    try:
        yield
    except ValueError:
        yield


try:
    with swallowing():
        raise ValueError
except RuntimeError as error:
    print(error)


class Thing:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("closed", self.name)

    @contextmanager
    def during(self):
        print("start", self.name)
        yield self
        print("end", self.name)


with closing(Thing("x")) as thing:
    print(thing.name)
with Thing("y").during() as same:
    print(same.name)
with nullcontext(5) as five, nullcontext():
    print(five)
with suppress(KeyError, ZeroDivisionError):
    1 / 0
with suppress(OSError):
    print("nothing raised")
try:
    with suppress(KeyError):
        raise ValueError("not suppressed")
except ValueError as error:
    print(error)

with ExitStack() as stack:
    print(stack.enter_context(tag("one")))
    stack.enter_context(tag("two"))
    stack.callback(print, "called", sep="")
    stack.push(lambda kind, error, trace: print("pushed", kind))
with ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    stack.callback(print, "on the way")
    raise KeyError
try:
    with ExitStack() as stack:
        stack.enter_context(tag("outer"))
        stack.callback(lambda: 1 / 0)
except ZeroDivisionError:
    print("from a callback")
with ExitStack() as stack:
    stack.callback(print, "moved")
    kept = stack.pop_all()
print("before close")
kept.close()


class Managed(AbstractContextManager):
    def __exit__(self, kind, error, trace):
        print("left", kind)


with Managed() as managed:
    print(type(managed).__name__)


class Around(ContextDecorator):
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, *args):
        print("out")


@Around()
def inner():
    print("body")


inner()


class Slow:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return "slow"

    async def __aexit__(self, *args):
        await asyncio.sleep(0)
        print("slow left", args[0])


class Closes:
    async def aclose(self):
        print("aclosed")


async def later(n):
    await asyncio.sleep(0)
    print("later", n)


async def main():
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(Slow()))
        stack.push_async_callback(later, 3)
        stack.callback(print, "sync too")
        stack.enter_context(tag("sync"))
    async with nullcontext(1) as one:
        print(one)
    async with aclosing(Closes()):
        print("using")


asyncio.run(main())
