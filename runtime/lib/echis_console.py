# SPDX-License-Identifier: ISC
# The console of solo5.h, which can be written and not read.
import errno
import sys


class Console:
    def __init__(self, name):
        self.name = name

    def write(self, data):
        raw = data.encode() if isinstance(data, str) else bytes(data)
        sys.stdout.buffer.write(raw)
        return len(raw)

    async def read(self, count):
        raise OSError(errno.EOPNOTSUPP)
