# SPDX-License-Identifier: ISC
"""Key/value stores: values by path, read-only or not."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from echis.devices.buffer import ReadBuffer
from echis.type import Typ

Kind: TypeAlias = Literal["value", "dictionary"]


class KvRoSignature(Protocol):
    """What a read-only store does; after Mirage_kv.RO.

    A key is a path: ``a/b.txt``; ``""`` is the root, and a leading ``/`` is
    allowed. OSError: ENOENT where there is no such key, EISDIR and ENOTDIR where
    a value is asked of a dictionary or the reverse, EIO where the store fails.
    """

    async def exists(self, key: str) -> Kind | None:
        """What ``key`` is; None where there is nothing."""

    async def get(self, key: str) -> bytes:
        """The whole value of ``key``."""

    async def get_partial(self, key: str, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes of the value from byte ``offset`` on."""

    async def list(self, key: str = "") -> list[tuple[str, Kind]]:
        """Names in the dictionary ``key`` and what each is, sorted by name."""

    async def last_modified(self, key: str) -> int:
        """Nanoseconds since 1970 of the last change of ``key`` or below it."""

    async def digest(self, key: str) -> bytes:
        """A hash that changes with the value, or with anything below ``key``."""

    async def size(self, key: str) -> int:
        """Bytes of the value; of a dictionary, the sum of what is below it."""


class KvRwSignature(KvRoSignature, Protocol):
    """What a store that can be written does; after Mirage_kv.RW.

    Dictionaries appear with their first value. OSError: ENOSPC where it is full,
    EROFS where it cannot be written, and those of reading.
    """

    async def set(self, key: str, value: ReadBuffer) -> None:
        """Replaces the value of ``key``, whole or not at all."""

    async def set_partial(self, key: str, offset: int, value: ReadBuffer) -> None:
        """Overwrites the value from byte ``offset`` on; zeros fill a gap before."""

    async def allocate(self, key: str, size: int) -> None:
        """Makes ``key`` a value of ``size`` zero bytes. EEXIST where it is there."""

    async def remove(self, key: str) -> None:
        """Removes ``key`` and all below it."""

    async def rename(self, source: str, target: str) -> None:
        """Moves ``source``, and all below it, to ``target``, replacing a value."""


class KvRo(KvRoSignature):
    """The marker of ``kv_ro``."""


class KvRw(KvRwSignature):
    """The marker of ``kv_rw``."""


kv_ro: Typ[KvRo] = Typ(KvRo, "kv_ro")
kv_rw: Typ[KvRw] = Typ(KvRw, "kv_rw")
