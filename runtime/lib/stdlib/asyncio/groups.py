# SPDX-License-Identifier: ISC
# asyncio.TaskGroup, timeout and as_completed. There are no exception groups here: a
# TaskGroup raises the first exception of its tasks.

from . import core
from .event import Event


class TaskGroup:
    def __init__(self):
        self._running = []
        self._error = None
        self._done = Event()
        self._owner = None
        self._waits = False

    async def __aenter__(self):
        self._owner = core.current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = core.create_task(self._watched(coro))
        self._running.append(task)
        return task

    async def _watched(self, coro):
        try:
            return await coro
        except core.CancelledError:
            raise
        except BaseException as error:
            self._fail(error)
        finally:
            self._running.remove(core.current_task())
            if not self._running:
                self._done.set()

    def _fail(self, error):
        if self._error is None:
            self._error = error
            for task in self._running:
                if task is not core.current_task():
                    task.cancel()
            if not self._waits:
                self._owner.cancel()

    async def __aexit__(self, kind, error, trace):
        self._waits = True
        if kind is not None and self._error is None:
            self._error = error
            for task in self._running:
                task.cancel()
        while self._running:
            self._done.clear()
            try:
                await self._done.wait()
            except core.CancelledError as cancelled:
                self._error = self._error or cancelled
                for task in self._running:
                    task.cancel()
        if self._error is not None and self._error is not error:
            raise self._error
        return False


class timeout:
    def __init__(self, delay):
        self._delay = delay
        self._watch = None
        self._expired = False

    def expired(self):
        return self._expired

    async def __aenter__(self):
        if self._delay is not None:
            self._watch = core.create_task(self._ends(core.current_task()))
        return self

    async def _ends(self, task):
        await core.sleep(self._delay)
        self._expired = True
        task.cancel()

    async def __aexit__(self, kind, error, trace):
        if self._watch and not self._expired:
            self._watch.cancel()
        if self._expired and kind is core.CancelledError:
            raise core.TimeoutError
        return False


def as_completed(aws, *, timeout=None):
    from .queues import Queue

    done = Queue()

    async def run(aw):
        try:
            done.put_nowait((await aw, None))
        except Exception as error:
            done.put_nowait((None, error))

    async def next_one():
        result, error = await done.get()
        if error:
            raise error
        return result

    every = list(aws)
    for aw in every:
        core.create_task(run(aw))
    return [next_one() for _ in every]
