# SPDX-License-Identifier: ISC
"""Hypervisor, tools, kernel and busybox of a Xen host, from Debian, in the cache.

All are of one suite: Xen's tools speak to a hypervisor of their own version only.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

from bootstrap import folders

from .apt import AptRoot, unpack
from .errors import Missing
from .pieces import cache

SUITE = "trixie"
_ARCH = "x86_64"
# The cloud kernel cannot be dom0.
_KERNEL = ("linux-image-amd64", r"linux-image-\d.*")
_HYPERVISOR = ("xen-system-amd64", r"xen-hypervisor-\d.*")
_TOOLS = ("xen-system-amd64", r"xen-utils-\d.*")
# In the order of loading.
_MODULES = (
    *("xen-evtchn", "xen-gntdev", "xen-gntalloc", "xen-privcmd", "xenfs"),
    *("llc", "stp", "bridge", "loop", "xen-netback", "xen-blkback"),
    *("scsi_common", "scsi_mod", "libata", "ata_piix", "sd_mod"),
)
_FRONTENDS = ("xen-netfront", "xen-blkfront")
_PROGRAMS = (
    *("usr/bin/busybox", "usr/sbin/losetup", "usr/bin/xenstore"),
    *(f"usr/lib/xen-*/bin/{name}" for name in (
        *("xl", "xenstored", "xenconsoled", "xenconsole", "xen-init-dom0"),
        *("xenstore-control", "lsevtchn", "xen-diag"),
    )),
)  # fmt: skip
# Of no program's own: what pthread_cancel loads, and what tests bring along need.
_LIBRARIES = ("libgcc_s.so.1", "libxenvchan.so.*")
_LINKER = "usr/lib64/ld-linux-x86-64.so.2"
_FOLDER = "usr/lib/x86_64-linux-gnu"


@dataclass(frozen=True, slots=True)
class XenPieces:
    """The files of a Xen host. `modules` are dom0's in the order of loading,
    `frontends` a guest's; `root` are programs and libraries by their places;
    `version` tells one set of pieces from another.
    """

    xen: Path
    kernel: Path
    modules: Sequence[Path]
    frontends: Sequence[Path]
    root: Mapping[str, Path]
    version: str


def xen_pieces(update: bool = False) -> XenPieces:
    """The cached pieces, fetched when absent or when `update`."""
    wanted = repr((_MODULES, _FRONTENDS, _PROGRAMS, _LIBRARIES)).encode()
    folder = cache() / f"xen-{SUITE}-{hashlib.sha256(wanted).hexdigest()[:8]}"
    with folders.locked(cache() / "xen.lock"):
        if update or not folder.exists():
            _fetch(folder)
    root = folder / "root"
    return XenPieces(
        folder / "xen",
        folder / "vmlinuz",
        [folder / f"{name}.ko" for name in _MODULES],
        [folder / f"{name}.ko" for name in _FRONTENDS],
        {
            str(file.relative_to(root)): file
            for file in sorted(root.rglob("*"))
            if file.is_file()
        },
        (folder / "version").read_text(encoding="utf-8"),
    )


def _fetch(folder: Path) -> None:
    """Fills `folder` at once or not at all."""
    print("lab xen: fetching Xen, its tools and a kernel", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="fetch-") as scratch:
        here = Path(scratch)
        debs = _download(here)
        for deb in debs:
            unpack(deb, here / "unpacked")
        fresh = here / "pieces"
        _pick(here / "unpacked", fresh)
        names = "".join(f"{deb.name}\n" for deb in debs)
        (fresh / "version").write_text(names, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _download(scratch: Path) -> list[Path]:
    apt = AptRoot(_ARCH, scratch / "apt", SUITE)
    apt.update()
    kernel, xen, tools = (
        apt.dependency(*what) for what in (_KERNEL, _HYPERVISOR, _TOOLS)
    )
    programs = [tools, "xenstore-utils", "mount", "busybox-static"]
    libraries = apt.libraries(programs)
    return apt.download([kernel, xen, *programs, *libraries], scratch / "debs")


def _pick(source: Path, target: Path) -> None:
    """What a Xen host needs of the unpacked packages."""
    (target / "root").mkdir(parents=True)
    (hypervisor,) = _found(source, ["boot/xen-*.gz"])
    (target / "xen").write_bytes(gzip.decompress(hypervisor.read_bytes()))
    (kernel,) = _found(source, ["boot/vmlinuz-*"])
    shutil.copy(kernel, target / "vmlinuz")
    for name in (*_MODULES, *_FRONTENDS):
        (module,) = _found(source, [f"usr/lib/modules/*/kernel/**/{name}.ko.xz"])
        (target / f"{name}.ko").write_bytes(lzma.decompress(module.read_bytes()))
    programs = list(_found(source, _PROGRAMS))
    extra = list(_found(source, [f"{_FOLDER}/{name}" for name in _LIBRARIES]))
    for file in [*programs, *_closure(source, [*programs, *extra])]:
        _copy(file, target / "root" / file.relative_to(source))
    _copy(source / _LINKER, target / "root" / _LINKER)


def _found(source: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        files = sorted(source.glob(pattern))
        if not files:
            raise Missing(f"the packages of {SUITE} have no {pattern}")
        yield from files


def _closure(source: Path, files: Sequence[Path]) -> list[Path]:
    """The libraries that `files` are and need, by the names that are asked for."""
    libraries = source / _FOLDER
    seen = {file for file in files if file.parent == libraries}
    todo = list(files)
    while todo:
        needed = {libraries / name for name in _needed(todo.pop())} - seen
        seen |= needed
        todo += needed
    return sorted(seen)


def _needed(program: Path) -> list[str]:
    with program.open("rb") as file:
        dynamic = ELFFile(file).get_section_by_name(".dynamic")
        if not isinstance(dynamic, DynamicSection):
            return []
        return [str(vars(tag)["needed"]) for tag in dynamic.iter_tags("DT_NEEDED")]


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # The linker's link is right only inside the packages' own root.
    shutil.copy(file.resolve(), target)
