# SPDX-License-Identifier: ISC
"""Kernel, modules and busybox of a nested host, from Debian, kept in the cache."""

from __future__ import annotations

import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap import folders
from echis.cache import folder as project_cache

from .apt import SUITE, AptRoot
from .errors import Missing

_KERNELS = {"x86_64": "linux-image-cloud-amd64", "aarch64": "linux-image-cloud-arm64"}
# In the order of loading; arm64's cloud kernel has KVM built in.
_MODULES = {
    "x86_64": ("irqbypass", "kvm", "kvm-amd", "tun"),
    "aarch64": ("tun",),
}
# The drivers of a guest that has virtio devices itself.
_VIRTIO = {
    "x86_64": (
        *("virtio_ring", "virtio", "virtio_pci_legacy_dev"),
        *("virtio_pci_modern_dev", "virtio_pci", "virtio_blk"),
        *("failover", "net_failover", "virtio_net"),
    ),
    "aarch64": (),
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The files of one nested host; `modules` in the order of loading, and those for
    devices of virtio.
    """

    kernel: Path
    modules: Sequence[Path]
    busybox: Path
    virtio: Sequence[Path] = ()


def pieces(arch: str, update: bool = False) -> Pieces:
    """The cached pieces for `arch`, fetched when absent or when `update`."""
    folder = cache() / f"{SUITE}-{arch}"
    with folders.locked(cache() / f"{arch}.lock"):
        if update or _absent(arch, folder):
            _fetch(arch, folder)
    modules, virtio = (
        [folder / f"{name}.ko" for name in names[arch]] for names in (_MODULES, _VIRTIO)
    )
    return Pieces(folder / "vmlinuz", modules, folder / "busybox", virtio)


def cache() -> Path:
    """The lab's folder in the project's cache."""
    lab = project_cache() / "lab"
    lab.mkdir(parents=True, exist_ok=True)
    return lab


def _fetch(arch: str, folder: Path) -> None:
    """Fills `folder` at once or not at all."""
    print(f"lab {arch}: fetching a guest kernel and busybox", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="fetch-") as scratch:
        root = AptRoot(arch, Path(scratch) / "apt")
        root.update()
        kernel = root.dependency(_KERNELS[arch], r"linux-image-\d.*")
        debs = root.download([kernel, "busybox-static"], Path(scratch) / "debs")
        fresh = Path(scratch) / "pieces"
        fresh.mkdir()
        for deb in debs:
            _unpack(deb, fresh, _wanted(arch))
        _complete(arch, fresh)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _wanted(arch: str) -> set[str]:
    modules = {f"{name}.ko" for name in (*_MODULES[arch], *_VIRTIO[arch])}
    return {"vmlinuz", "busybox"} | modules


def _absent(arch: str, folder: Path) -> list[str]:
    """What is wanted and was not kept, by a lab of earlier days."""
    return sorted(name for name in _wanted(arch) if not (folder / name).exists())


def _unpack(deb: Path, target: Path, wanted: set[str]) -> None:
    """Writes the members of `deb` that are wanted, under their bare names."""
    argv = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    with (
        subprocess.Popen(argv, stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as archive,
    ):
        for member in archive:
            name = _bare(member.name)
            content = archive.extractfile(member) if name in wanted else None
            if content is not None:
                packed = member.name.endswith(".xz")
                data = content.read()
                (target / name).write_bytes(lzma.decompress(data) if packed else data)


def _bare(path: str) -> str:
    """`boot/vmlinuz-6.1.0-…` → `vmlinuz`, `…/tun.ko.xz` → `tun.ko`."""
    name = path.rpartition("/")[2].removesuffix(".xz")
    if path.startswith("./boot/vmlinuz-"):
        return "vmlinuz"
    return "" if name == "busybox" and "/bin/" not in path else name


def _complete(arch: str, folder: Path) -> None:
    if absent := _absent(arch, folder):
        raise Missing(f"the kernel package of {SUITE} has no {', '.join(absent)}")
