# SPDX-License-Identifier: ISC
"""Key/value stores: values by path, read-only or not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

from echis.checked import checked
from echis.device import Connect
from echis.devices.block import Block, block, block_of_file
from echis.devices.buffer import ReadBuffer
from echis.devices.clock import Pclock, default_posix_clock, pclock
from echis.devices.fs import Fs, fat_of_files, fs
from echis.devices.targets import UNIX
from echis.impl import if_impl, impl, match_impl
from echis.info import Info
from echis.key import Key, is_unix
from echis.mirage_key import analyze as analyze_key
from echis.mirage_key import disk as disk_key
from echis.mirage_key import kv_ro as kv_ro_key
from echis.type import Impl, Typ
from echis.value import Value

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


@checked
def crunch(folder: str) -> Impl[KvRo]:
    """The files below ``folder``, inside the image."""
    return impl(
        "crunch",
        kv_ro,
        module="echis_crunch",
        arguments=[json.dumps(folder)],
        later=True,
    )


_archive = impl("archive", block >> kv_ro, module="echis_tar", later=True)


@checked
def archive(block: Impl[Block]) -> Impl[KvRo]:
    """The files of a tar archive on a block device."""
    return _archive(block)


@checked
def archive_of_files(*, dir: str = ".") -> Impl[KvRo]:
    """The files below ``dir``, in a tar archive that the build makes."""
    return archive(block_of_file(_device_name("tar", dir)))


def _device_name(kind: str, folder: str) -> str:
    """A manifest name for what is made of ``folder``."""
    return kind + "".join(c for c in folder if c.isalnum())


@checked
def direct_kv_ro(folder: str) -> Impl[KvRo]:
    """On unix the host's files below ``folder``, elsewhere ``crunch``."""
    return if_impl(is_unix, _direct_kv_ro(folder), crunch(folder))


def _direct_kv_ro(folder: str) -> Impl[KvRo]:
    return impl(
        "direct_kv_ro",
        kv_ro,
        module="echis_host_files",
        arguments=[json.dumps(folder)],
        targets=UNIX,
        later=True,
    )


_kv_ro_of_fs = impl("kv_ro_of_fs", fs >> kv_ro, module="echis_kv_of_fs", later=True)


@checked
def kv_ro_of_fs(fs: Impl[Fs]) -> Impl[KvRo]:
    """A file system, read only."""
    return _kv_ro_of_fs(fs)


@checked
def generic_kv_ro(
    folder: str, *, group: str = "", key: Value[str] | None = None
) -> Impl[KvRo]:
    """What ``--kv_ro`` says: ``fat``, ``archive``, ``crunch`` or ``direct``."""
    return match_impl(
        key or kv_ro_key(group),
        {
            "fat": kv_ro_of_fs(fat_of_files(dir=folder)),
            "archive": archive_of_files(dir=folder),
            "crunch": crunch(folder),
        },
        default=direct_kv_ro(folder),
    )


@checked
def docteur(
    remote: str,
    *,
    mode: Literal["fast", "light"] = "fast",
    disk: Key[str] | None = None,
    analyze: Key[bool] | None = None,
    branch: str = "",
) -> Impl[KvRo]:
    """A packed image of a git repository or a folder, on a block device.

    ``remote`` is ``file:PATH``, ``relativize:PATH`` or a git URL. ``fast`` keeps the
    directories in memory, ``light`` finds each path anew.
    """
    checked = analyze or analyze_key()
    return impl(
        f"docteur_{mode}",
        kv_ro,
        module="echis_docteur",
        arguments=[json.dumps(mode), f"key_gen.{checked.function}()"],
        keys=[checked],
        manifest=[(disk or disk_key(), "BLOCK_BASIC")],
        connect=_docteur(remote, branch),
        later=True,
    )


def _docteur(remote: str, branch: str) -> Connect:
    def connect(info: Info, module: str, args: Sequence[str]) -> str:
        source = json.dumps([remote, branch])
        return f"await {module}.connect({', '.join(args)})  # {source}"

    return connect


@checked
def direct_kv_rw(folder: str) -> Impl[KvRw]:
    """The host's files below ``folder``."""
    return impl(
        "direct_kv_rw",
        kv_rw,
        module="echis_host_files",
        arguments=[json.dumps(folder)],
        targets=UNIX,
        later=True,
    )


_kv_rw_mem = impl("kv_rw_mem", pclock >> kv_rw, module="echis_kv_mem", later=True)


@checked
def kv_rw_mem(*, clock: Impl[Pclock] | None = None) -> Impl[KvRw]:
    """A store in memory, empty at every start."""
    return _kv_rw_mem(clock or default_posix_clock)
