# SPDX-License-Identifier: ISC
"""Unpacking of archives whose members may be hostile.

A member that would leave the folder, by its name or through a link, and anything
that is no file, folder or link, is refused before the first byte is written.
"""

from __future__ import annotations

import io
import lzma
import os
import posixpath
import shutil
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from echis.errors import ConfigError

_BROKEN = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    RuntimeError,  # zipfile's for encryption and for unknown compression
    ValueError,  # a number or a name that is none
)
_LAST_SECOND = float(1 << 32)


@dataclass(frozen=True, slots=True)
class _Member:
    """One member: its path below the folder, and how to read it."""

    path: str
    kind: str  # file, folder, symlink or hardlink
    target: str
    executable: bool
    mtime: float
    key: tarfile.TarInfo | zipfile.ZipInfo


def unpack(
    archive: Path, name: str, folder: Path, strip: str = "", *, part: bool = False
) -> None:
    """All members of the archive called `name`, below the new or empty folder.

    `strip` is the leading folder that is left out; with `part` so is what lies
    elsewhere, which is an error without. ConfigError on a hostile or broken archive;
    the folder may then hold a part of it, which is the caller's to drop.
    """
    try:
        with _opened(archive, name) as reader:
            members = [
                member
                for raw in reader.members()
                if not part or f"{raw.path}/".startswith(f"{strip}/" * bool(strip))
                if (member := _stripped(raw, strip, name)).path
            ]
            _check_links(members, name)
            _write(reader, members, folder)
    except _BROKEN as error:
        raise _unsound(name, str(error)) from None
    except OSError as error:
        if error.errno is not None:
            raise
        # The decompressors' own errors have no number.
        raise _unsound(name, str(error)) from None


def _unsound(name: str, why: str) -> ConfigError:
    return ConfigError(f"{name}: is no sound archive: {why}")


class _Tar:
    def __init__(self, tar: tarfile.TarFile, name: str) -> None:
        self._tar, self._name = tar, name

    def members(self) -> Iterator[_Member]:
        for info in self._tar:
            yield _Member(
                path=_clean(info.name, self._name),
                kind=self._kind(info),
                target=info.linkname,
                executable=bool(info.mode & 0o111),
                mtime=info.mtime,
                key=info,
            )
        # The checksum of the compression stands behind the last member.
        while self._tar.fileobj and self._tar.fileobj.read(1 << 20):
            pass

    def _kind(self, info: tarfile.TarInfo) -> str:
        if info.isreg():
            return "file"
        if info.isdir():
            return "folder"
        if info.issym():
            return "symlink"
        if info.islnk():
            return "hardlink"
        raise ConfigError(
            f"{self._name}: {info.name!r} is a device or a pipe; the archive is refused"
        )

    def open(self, member: _Member) -> IO[bytes]:
        assert isinstance(member.key, tarfile.TarInfo)
        stream = self._tar.extractfile(member.key)
        assert stream is not None
        return stream


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._zip, self._name = archive, name

    def members(self) -> Iterator[_Member]:
        for info in self._zip.infolist():
            mode = info.external_attr >> 16
            kind = "folder" if info.is_dir() else "file"
            target = ""
            if stat.S_ISLNK(mode):
                kind, target = "symlink", self._zip.read(info).decode("utf-8")
            elif stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise ConfigError(
                    f"{self._name}: {info.filename!r} is a device or a pipe; "
                    "the archive is refused"
                )
            yield _Member(
                path=_clean(info.filename, self._name),
                kind=kind,
                target=target,
                executable=bool(mode & 0o111),
                mtime=0,
                key=info,
            )

    def open(self, member: _Member) -> IO[bytes]:
        assert isinstance(member.key, zipfile.ZipInfo)
        return self._zip.open(member.key)


@contextmanager
def _opened(archive: Path, name: str) -> Iterator[_Tar | _Zip]:
    if name.endswith((".zip", ".whl")):
        with zipfile.ZipFile(archive) as zipped:
            yield _Zip(zipped, name)
    elif name.endswith(".deb"):
        data = io.BytesIO(_deb_data(archive, name))
        with tarfile.open(fileobj=data) as tar:
            yield _Tar(tar, name)
    else:
        if name.endswith(".zst") and sys.version_info < (3, 14):
            raise ConfigError(f"{name}: zstd needs Python 3.14 or newer")
        with tarfile.open(archive) as tar:
            yield _Tar(tar, name)


def _deb_data(archive: Path, name: str) -> bytes:
    """The data.tar of a Debian package, which is an ar archive (deb(5))."""
    with archive.open("rb") as stream:
        if stream.read(8) != b"!<arch>\n":
            raise _unsound(name, "it is no Debian package")
        while len(header := stream.read(60)) == 60:
            length = int(header[48:58])
            body = stream.read(length)
            if header[:16].startswith(b"data.tar"):
                return body
            stream.seek(length % 2, os.SEEK_CUR)
    raise _unsound(name, "it has no data.tar")


def _clean(path: str, name: str) -> str:
    """The member's path, normalised; refused where it is not below the folder."""
    if path.startswith(("/", "\\")) or "\\" in path or "\0" in path:
        raise _leaving(name, path)
    clean = posixpath.normpath(path)
    if clean == ".." or clean.startswith("../"):
        raise _leaving(name, path)
    return "" if clean == "." else clean


def _leaving(name: str, path: str) -> ConfigError:
    return ConfigError(
        f"{name}: {path!r} would leave the folder; the archive is refused"
    )


def _stripped(member: _Member, strip: str, name: str) -> _Member:
    def inside(path: str) -> str:
        if not strip or not path:
            return path
        if path == strip:
            return ""
        if path.startswith(f"{strip}/"):
            return path[len(strip) + 1 :]
        raise ConfigError(f"{name}: {path!r} is not in {strip!r}, which strip= names")

    target = member.target
    if member.kind == "hardlink":
        # Its target counts from the archive's root, a symbolic one from its place.
        target = inside(_clean(target, name))
    path = inside(member.path)
    return _Member(
        path, member.kind, target, member.executable, member.mtime, member.key
    )


def _check_links(members: list[_Member], name: str) -> None:
    """Refuses what would be written, or would point, outside by way of a link."""
    kinds: dict[str, str] = {}
    for member in members:
        for folder in _above(member.path):
            if kinds.setdefault(folder, "folder") != "folder":
                raise _refused(name, member, f"lies behind {folder!r}, no folder")
        if kinds.setdefault(member.path, member.kind) != member.kind:
            raise _refused(name, member, "is in it twice, as two kinds")
        if member.kind == "symlink":
            _check_symlink(member, name)
        if member.kind == "hardlink" and kinds.get(member.target) != "file":
            raise _refused(name, member, f"links to {member.target!r}, no earlier file")


def _check_symlink(member: _Member, name: str) -> None:
    """Refuses targets that leave the folder.

    Lexical normalisation is right only where no ``..`` follows a name: the name may
    be a link itself.
    """
    steps = [step for step in member.target.split("/") if step not in ("", ".")]
    names = [index for index, step in enumerate(steps) if step != ".."]
    if names and ".." in steps[names[0] :]:
        raise _leaving(name, f"{member.path} -> {member.target}")
    depth = member.path.count("/")
    if member.target.startswith("/") or steps.count("..") > depth or not steps:
        raise _leaving(name, f"{member.path} -> {member.target}")


def _above(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _refused(name: str, member: _Member, why: str) -> ConfigError:
    return ConfigError(f"{name}: {member.path!r} {why}; the archive is refused")


def _write(reader: _Tar | _Zip, members: list[_Member], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for member in members:
        place = folder / member.path
        if member.kind == "folder":
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        if member.kind == "symlink":
            place.symlink_to(member.target)
        elif member.kind == "hardlink":
            shutil.copy2(folder / member.target, place)
        else:
            _write_file(reader, member, place)


def _write_file(reader: _Tar | _Zip, member: _Member, place: Path) -> None:
    with reader.open(member) as stream, place.open("xb") as file:
        shutil.copyfileobj(stream, file, 1 << 18)
    place.chmod(0o755 if member.executable else 0o644)
    mtime = min(max(member.mtime, 0.0), _LAST_SECOND)
    os.utime(place, (mtime, mtime))
