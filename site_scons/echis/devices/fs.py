# SPDX-License-Identifier: ISC
"""File systems: files in directories, on a block device."""

from __future__ import annotations

from typing import Protocol

from echis.checked import checked
from echis.devices.block import Block, block, block_of_file
from echis.devices.buffer import ReadBuffer
from echis.impl import impl
from echis.type import Impl, Typ


class Stat(Protocol):
    """What is known of a file or directory."""

    @property
    def name(self) -> str:
        """The last part of its path."""

    @property
    def directory(self) -> bool:
        """Whether it is a directory."""

    @property
    def read_only(self) -> bool:
        """Whether it cannot be written."""

    @property
    def size(self) -> int:
        """Bytes of a file; 0 for a directory."""


class FsSignature(Protocol):
    """What a file system does; after Mirage_fs.S.

    Paths begin with ``/``. OSError: ENOENT, EEXIST, EISDIR, ENOTDIR, ENOTEMPTY,
    ENOSPC, EROFS, and EIO where the block device fails.
    """

    async def read(self, path: str, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes of a file from byte ``offset`` on."""

    async def write(self, path: str, offset: int, data: ReadBuffer) -> None:
        """Overwrites a file from byte ``offset`` on; it grows where needed."""

    async def create(self, path: str) -> None:
        """Makes an empty file."""

    async def mkdir(self, path: str) -> None:
        """Makes an empty directory."""

    async def destroy(self, path: str) -> None:
        """Removes a file or an empty directory."""

    async def stat(self, path: str) -> Stat:
        """What is known of ``path``."""

    async def listdir(self, path: str) -> list[str]:
        """Names in a directory, sorted."""

    async def size(self, path: str) -> int:
        """Bytes of a file."""


class Fs(FsSignature):
    """The marker of ``fs``."""


fs: Typ[Fs] = Typ(Fs, "fs")


_fat = impl("fat", block >> fs, module="echis_fat", later=True)


@checked
def fat(block: Impl[Block]) -> Impl[Fs]:
    """A FAT file system on a block device."""
    return _fat(block)


@checked
def fat_of_files(*, dir: str = ".", regexp: str = "*") -> Impl[Fs]:
    """The files of ``dir`` that match ``regexp``, in an image that the build makes.

    As in MirageOS, ``regexp`` is a pattern of the shell, like ``*.html``.
    """
    return fat(block_of_file("fat" + "".join(c for c in dir if c.isalnum())))
