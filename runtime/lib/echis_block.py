# SPDX-License-Identifier: ISC
# A Solo5 block device in MicroPython's block device protocol. Whole blocks are moved
# together; of a request that begins or ends within one, that one is moved apart.
import _solo5

_SYNC = 3
_BLOCK_COUNT = 4
_BLOCK_SIZE = 5


async def connect(name):
    return Block(name)


class Block:
    def __init__(self, name):
        self._handle, self.capacity, self.block_size = _solo5.block_acquire(name)

    def readblocks(self, number, buffer, offset=0):
        for at, skip, view in self._pieces(number, buffer, offset):
            if len(view) % self.block_size == 0:
                _solo5.block_read(self._handle, at, view)
            else:
                view[:] = self._block(at)[skip : skip + len(view)]

    def writeblocks(self, number, buffer, offset=0):
        for at, skip, view in self._pieces(number, buffer, offset):
            if len(view) % self.block_size:
                self._patch(at, skip, view)
            else:
                _solo5.block_write(self._handle, at, view)

    def ioctl(self, op, arg):
        if op == _BLOCK_COUNT:
            return self.capacity // self.block_size
        if op == _BLOCK_SIZE:
            return self.block_size
        if op == _SYNC:
            _solo5.block_flush(self._handle)
        # There is nothing to start, stop or erase.
        return 0

    def _block(self, at):
        whole = bytearray(self.block_size)
        _solo5.block_read(self._handle, at, whole)
        return whole

    def _patch(self, at, skip, view):
        whole = self._block(at)
        whole[skip : skip + len(view)] = view
        _solo5.block_write(self._handle, at, whole)

    def _pieces(self, number, buffer, offset):
        # Yields the byte offset of the block in which a piece begins, how far in, and
        # that part of the buffer: whole blocks, or less than one.
        view = memoryview(buffer)
        at = number * self.block_size + offset
        while len(view) > 0:
            skip = at % self.block_size
            count = len(view) // self.block_size * self.block_size
            if skip or count == 0:
                count = min(self.block_size - skip, len(view))
            yield at - skip, skip, view[:count]
            view = view[count:]
            at += count
