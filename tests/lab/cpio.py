# SPDX-License-Identifier: ISC
"""A writer of `newc` cpio archives, the format Linux unpacks as its first root.

Layout: Linux Documentation/driver-api/early-userspace/buffer-format.rst.
"""

from __future__ import annotations

import io
import stat

_MAGIC = b"070701"
_ALIGN = 4
_TRAILER = "TRAILER!!!"


class Cpio:
    """One archive in memory; members are added in the order given."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._count = 0
        self._folders: set[str] = set()

    def folder(self, path: str) -> None:
        """A directory and the directories above it, each once."""
        name = path.strip("/")
        if not name or name in self._folders:
            return
        self._parent(name)
        self._folders.add(name)
        self._member(name, stat.S_IFDIR | 0o755, b"")

    def file(self, path: str, content: bytes, mode: int = 0o644) -> None:
        """A regular file; `mode` is its permission bits."""
        name = path.strip("/")
        self._parent(name)
        self._member(name, stat.S_IFREG | mode, content)

    def link(self, path: str, target: str) -> None:
        """A symbolic link at `path` that points to `target`."""
        name = path.strip("/")
        self._parent(name)
        self._member(name, stat.S_IFLNK | 0o777, target.encode())

    def device(self, path: str, major: int, minor: int) -> None:
        """A character device, for the console that /init needs before /dev."""
        name = path.strip("/")
        self._parent(name)
        self._member(name, stat.S_IFCHR | 0o600, b"", (major, minor))

    def finished(self) -> bytes:
        """The finished archive; more members may still be added afterwards."""
        body = self._out.getvalue()
        return body + _record(0, _TRAILER, 0, b"", (0, 0))

    def _parent(self, name: str) -> None:
        self.folder(name.rpartition("/")[0])

    def _member(
        self, name: str, mode: int, content: bytes, device: tuple[int, int] = (0, 0)
    ) -> None:
        self._count += 1
        self._out.write(_record(self._count, name, mode, content, device))


def _record(
    inode: int, name: str, mode: int, content: bytes, device: tuple[int, int]
) -> bytes:
    """Header, name and content of one member, each padded to four bytes."""
    path = name.encode() + b"\0"
    links = 2 if stat.S_ISDIR(mode) else 1
    # ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor
    # rdevminor namesize check: thirteen fields of eight hex digits.
    fields = (inode, mode, 0, 0, links, 0, len(content), 0, 0, *device, len(path), 0)
    header = _MAGIC + b"".join(b"%08x" % field for field in fields)
    return _padded(header + path) + _padded(content)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGN)
