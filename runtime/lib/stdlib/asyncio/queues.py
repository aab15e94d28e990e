# SPDX-License-Identifier: ISC
# asyncio.Queue and its kinds.

import heapq

from .event import Event


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._items = []
        self._unfinished = 0
        self._changed = Event()
        self._finished = Event()
        self._finished.set()

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self._maxsize <= len(self._items)

    def _take(self):
        return self._items.pop(0)

    def _add(self, item):
        self._items.append(item)

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._take()
        self._changed.set()
        return item

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._add(item)
        self._unfinished += 1
        self._finished.clear()
        self._changed.set()

    async def get(self):
        while self.empty():
            await self._change()
        return self.get_nowait()

    async def put(self, item):
        while self.full():
            await self._change()
        self.put_nowait(item)

    async def _change(self):
        # All that wait wake up, and look again in their order.
        self._changed.clear()
        await self._changed.wait()

    def task_done(self):
        if not self._unfinished:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if not self._unfinished:
            self._finished.set()

    async def join(self):
        await self._finished.wait()


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _take(self):
        return heapq.heappop(self._items)

    def _add(self, item):
        heapq.heappush(self._items, item)
