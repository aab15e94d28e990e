# SPDX-License-Identifier: ISC
# asyncio.Semaphore and asyncio.Condition.

from .event import Event
from .lock import Lock


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiting = []

    def locked(self):
        return self._value == 0 or bool(self._waiting)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        turn = Event()
        self._waiting.append(turn)
        try:
            await turn.wait()
        except BaseException:
            self._leave(turn)
            raise
        return True

    def _leave(self, turn):
        # A task that is cancelled hands on the turn that it was given already.
        if turn in self._waiting:
            self._waiting.remove(turn)
        elif turn.is_set():
            self.release()

    def release(self):
        if self._waiting:
            self._waiting.pop(0).set()
        else:
            self._value += 1

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, trace):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self._waiting = []

    def locked(self):
        return self._lock.locked()

    async def acquire(self):
        return await self._lock.acquire()

    def release(self):
        self._lock.release()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, trace):
        self.release()

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        turn = Event()
        self._waiting.append(turn)
        self.release()
        try:
            await turn.wait()
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
            await self.acquire()
        return True

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for turn in self._waiting[:n]:
            self._waiting.remove(turn)
            turn.set()

    def notify_all(self):
        self.notify(len(self._waiting))
