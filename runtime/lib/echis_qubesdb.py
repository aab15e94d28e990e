# SPDX-License-Identifier: ISC
# The Qubes database of dom0, through a vchan: all of it is read when the image starts,
# and followed from then on. The messages are those of qubesdb.h.
import asyncio
import errno
import struct

import _vchan

_DOM0 = 0
_PORT = "111"
# dom0 begins to serve before it lets the domain run.
_SECONDS = 10
_EVERY_MS = 50

# Type, path, length of the data; in a C structure.
_HEADER = "<B64s3xI"
_PATH_SIZE = 64
_DATA_SIZE = 3072

_WRITE = 1
_MULTIREAD = 2
_REMOVE = 4
_OK = 7
_ERROR = 9
_VALUE = 11


async def connect():
    try:
        channel = await _offered()
        database = Qubesdb(asyncio.StreamReader(channel))
        await asyncio.wait_for(database.fetch(), _SECONDS)
    except asyncio.TimeoutError:  # noqa: UP041 (MicroPython has no other)
        raise OSError(errno.ETIMEDOUT, "dom0's QubesDB does not answer") from None
    database.follow()
    return database


async def _offered():
    for _ in range(_SECONDS * 1000 // _EVERY_MS):
        try:
            channel = _vchan.connect(_DOM0, _PORT)
        except OSError:
            raise _broken("offers a channel that is none") from None
        if channel:
            return channel
        await asyncio.sleep_ms(_EVERY_MS)
    said = f"dom0 offers no QubesDB (vchan port {_PORT}) within {_SECONDS} s"
    raise OSError(errno.ETIMEDOUT, said)


class Qubesdb:
    def __init__(self, stream):
        self._stream = stream
        self._entries = {}
        self._asked = []
        self._watched = {}
        self._sending = asyncio.Lock()
        self._failure = None
        self._task = None

    def read(self, path):
        value = self._entries.get(path)
        return None if value is None else value.decode()

    async def write(self, path, value):
        data = value.encode()
        _check(path, data)
        self._check_connected()
        request = _Request(path, data)
        async with self._sending:
            # Answers come in the order of the requests.
            self._asked.append(request)
            await self._put(_WRITE, path, data)
        await request.answered.wait()
        self._check_connected()
        if request.refused:
            raise OSError(errno.EACCES, f"dom0's QubesDB refuses {path}")

    async def changed(self, path):
        self._check_connected()
        event = self._watched.setdefault(path, asyncio.Event())
        await event.wait()
        event.clear()
        self._check_connected()
        return self.read(path)

    async def fetch(self):
        # Everything, at the beginning: until an entry without a name.
        await self._send(_MULTIREAD)
        while True:
            kind, path, data = await self._receive()
            if kind != _VALUE:
                raise _broken(f"answers with a message of type {kind}")
            if not path:
                return
            self._entries[path] = data

    def follow(self):
        self._task = asyncio.create_task(self._follow())

    async def _follow(self):
        try:
            while True:
                await self._handle(*await self._receive())
        except Exception as error:
            self._fail(error)

    async def _handle(self, kind, path, data):
        if kind == _WRITE:
            self._set(path, data)
            await self._send(_OK, path)
        elif kind == _REMOVE:
            self._remove(path)
            await self._send(_OK, path)
        elif kind in (_OK, _ERROR):
            self._answer(path, kind == _ERROR)
        else:
            raise _broken(f"sends a message of type {kind}")

    def _set(self, path, data):
        self._entries[path] = data
        self._tell(path)

    def _remove(self, path):
        # With a slash at its end it is a whole folder.
        every = path.endswith("/")
        gone = [p for p in self._entries if p == path or (every and p.startswith(path))]
        for one in gone:
            del self._entries[one]
            self._tell(one)

    def _tell(self, path):
        if path in self._watched:
            self._watched[path].set()

    def _answer(self, path, refused):
        if not self._asked or self._asked[0].path != path:
            raise _broken(f"answers for {path}, which nobody asked")
        request = self._asked.pop(0)
        request.refused = refused
        if not refused:
            self._set(path, request.data)
        request.answered.set()

    def _fail(self, error):
        self._failure = error
        for event in self._watched.values():
            event.set()
        for request in self._asked:
            request.answered.set()

    def _check_connected(self):
        if self._failure:
            raise type(self._failure)(*self._failure.args)

    async def _send(self, kind, path=""):
        async with self._sending:
            await self._put(kind, path, b"")

    async def _put(self, kind, path, data):
        header = struct.pack(_HEADER, kind, path.encode(), len(data))
        try:
            self._stream.write(header + data)
            await self._stream.drain()
        except OSError:
            raise _gone() from None
        except asyncio.CancelledError:
            # Nothing can follow half a message.
            if self._stream.out_buf:
                self._fail(_gone())
            raise

    async def _receive(self):
        header = await self._exactly(struct.calcsize(_HEADER))
        kind, name, size = struct.unpack(_HEADER, header)
        if size > _DATA_SIZE:
            raise _broken(f"sends a message of {size} bytes")
        return kind, _path(name), await self._exactly(size)

    async def _exactly(self, size):
        try:
            return await self._stream.readexactly(size)
        except EOFError:
            raise _gone() from None


class _Request:
    def __init__(self, path, data):
        self.path, self.data = path, data
        self.answered = asyncio.Event()
        self.refused = False


def _check(path, data):
    # dom0 closes the channel of who sends it anything else.
    if not 0 < len(path) < _PATH_SIZE or not _is_plain(path):
        raise OSError(errno.EINVAL, f"{path!r} is no path of a QubesDB")
    if len(data) >= _DATA_SIZE or 0 in data:
        raise OSError(errno.EINVAL, f"a QubesDB cannot hold the value for {path}")


def _is_plain(path):
    if path.startswith("-") or path.endswith("/"):
        return False
    return all(c in "-_/.:@" or c.isalpha() or c.isdigit() for c in path)


def _path(field):
    name, zero, _ = field.partition(b"\0")
    if not zero or max(name, default=0) > 127:
        raise _broken("sends a path that is none")
    return name.decode()


def _broken(what):
    return OSError(errno.EIO, f"dom0's QubesDB {what}")


def _gone():
    return OSError(errno.ECONNRESET, "dom0's QubesDB is gone")
