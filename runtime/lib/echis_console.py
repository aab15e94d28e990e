# SPDX-License-Identifier: ISC
# The console. Input never ends where there is any: an end says that there is none.
import errno
import sys
from asyncio import core


class Console:
    def __init__(self, name):
        self.name = name

    def write(self, data):
        raw = data.encode() if isinstance(data, str) else bytes(data)
        sys.stdout.buffer.write(raw)
        return len(raw)

    async def read(self, count):
        await _readable()
        data = sys.stdin.buffer.read1(count)
        if not data:
            raise OSError(errno.EOPNOTSUPP)
        return data


def _readable():
    yield core._io_queue.queue_read(sys.stdin)
