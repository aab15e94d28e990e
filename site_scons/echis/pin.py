# SPDX-License-Identifier: ISC
"""Changes of the lock: one entry at a time, from the machine's own mirrors."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from bootstrap import folders, pip_install
from echis import archives, cache, fetch, requirements
from echis.errors import ConfigError
from echis.fetch import debian, pypi
from echis.fetch.session import Unavailable
from echis.lock import Entry, File, Lock, dumps
from echis.progress import Progress

# Debian 12, the oldest host, has glibc 2.36.
_MANYLINUX = (
    *("manylinux2014", "manylinux2010", "manylinux1"),
    *(f"manylinux_2_{minor}" for minor in range(36, 4, -1)),
)
_ARCHES = ("x86_64", "aarch64")
_PYTHONS = ("311", "312", "313")


def refresh(root: Path, lock: Lock) -> str:
    """Writes the files that do not say what the lock says, itself in its own form."""
    stale = requirements.stale(root, lock)
    for name in stale:
        text = requirements.text(lock, requirements.FILES[name])
        write(root / name, text)
    changed = f"; written anew: {', '.join(stale)}" if stale else ", nothing to change"
    return f"{lock.path.name}: {len(lock.entries)} entries{changed}"


def check(root: Path, lock: Lock) -> str:
    """Says that the lock and what is written from it agree, or what does not."""
    stale = requirements.stale(root, lock)
    if lock.path.read_text(encoding="utf-8") != dumps(lock.entries):
        stale = [lock.path.name, *stale]
    if stale:
        raise ConfigError(
            f"{', '.join(stale)}: not as `./scons lock` writes it; run that"
        )
    return f"{lock.path.name}: {len(lock.entries)} entries, as they should be"


def update(root: Path, lock: Lock, what: str, *, progress: Progress) -> str:
    """Brings one entry, ``NAME`` or ``NAME==VERSION``, to a new version.

    Returns ``name old → new``; nothing is written when anything fails.
    """
    name, _, version = what.partition("==")
    if package := _only_a_package(lock, name):
        raise ConfigError(
            f"{name} is a package of applications: run ./scons app=DIR lock "
            f"update={what}",
            package.location,
        )
    old = lock.entry(name)
    progress.step(f"lock: looking for {name} {version}".rstrip())
    try:
        new = _KINDS[old.origin.kind](root, old, version, progress)
    except Unavailable as why:
        raise ConfigError(f"{name}: cannot be looked up: {why}", old.location) from None
    if dumps([new]) == dumps([old]):
        return f"{name} {old.version} is the newest"
    entries = tuple(new if entry is old else entry for entry in lock.entries)
    changed = Lock(lock.path, entries)
    if new.scope in requirements.FILES.values():
        _check_whole(changed, new)
    write(lock.path, dumps(entries))
    refresh(root, changed)
    return f"{name} {old.version} → {new.version}"


def _only_a_package(lock: Lock, name: str) -> Entry | None:
    """The entry that applications have of a name that Echis itself does not need."""
    own = {entry.name for entry in lock.entries if not entry.is_package}
    return None if name in own else lock.packages.get(name)


def write(path: Path, text: str) -> None:
    """Writes a file in one step."""
    coming = path.with_name(f".{path.name}.coming")
    try:
        coming.write_text(text, encoding="utf-8")
        coming.replace(path)
    except OSError as error:
        raise ConfigError(folders.problem(error, path.parent)) from None


def _from_debian(root: Path, old: Entry, version: str, progress: Progress) -> Entry:
    release = debian.latest(old)
    if version and version != release.version:
        raise ConfigError(
            f"{old.name}: the mirror's suite {debian.SUITE} has {release.version}, "
            f"not {version}",
            old.location,
        )
    return _moved(root, old, release.version, release.file, progress)


def _from_file(root: Path, old: Entry, version: str, progress: Progress) -> Entry:
    path = root / old.origin.name
    if not path.is_file():
        raise ConfigError(f"{old.name}: there is no file {path}", old.location)
    file = File(path.name, path.stat().st_size, cache.digest(path))
    return _moved(root, old, version or old.version, file, progress)


def _moved(
    root: Path, old: Entry, version: str, file: File, progress: Progress
) -> Entry:
    """The entry at another version of its one archive."""
    new = replace(old, version=version, files=(file,), purl=_purl(old, version))
    if old.strip and file != old.files[0]:
        fetched = fetch.fetch(new, file, root, progress)
        new = replace(new, strip=_top(fetched, file.name) or old.strip)
    return new


def _purl(old: Entry, version: str) -> str:
    return old.purl.replace(f"@{quote(old.version)}", f"@{quote(version)}")


def _top(fetched: Path, name: str) -> str:
    """The one folder that holds the whole archive, if there is one."""
    with tempfile.TemporaryDirectory(prefix="echis-") as folder:
        archives.unpack(fetched, name, Path(folder))
        tops = list(Path(folder).iterdir())
        return tops[0].name if len(tops) == 1 and tops[0].is_dir() else ""


def _from_pypi(root: Path, old: Entry, version: str, progress: Progress) -> Entry:
    pure = all(file.name.endswith("-any.whl") for file in old.files)
    return _of_one_version(old, wheels(old, version, pure, progress))


def wheels(
    old: Entry, version: str, pure: bool, progress: Progress
) -> tuple[File, ...]:
    """The index's files of a version, or of the newest, for each host."""
    wanted = f"{old.name}=={version}" if version else old.name
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        folder = Path(temporary)
        for wheel in _tags(pure):
            progress.step(f"lock: {wanted} for {wheel[0]} {wheel[2].split('.')[0]}")
            said = pypi.download([wanted], "-".join(("x", "0", *wheel)), folder)
            if said:
                raise ConfigError(
                    f"{old.name}: {pip_install.sentence(said)}", old.location
                )
        paths = sorted(folder.iterdir())
        return tuple(
            File(path.name, path.stat().st_size, cache.digest(path)) for path in paths
        )


def _tags(pure: bool) -> list[tuple[str, str, str]]:
    """Python, ABI and platform tags of every host that the lock serves."""
    if pure:
        return [("py3", "none", "any")]
    return [
        (f"cp{python}", f"cp{python}", ".".join(f"{one}_{arch}" for one in _MANYLINUX))
        for arch in _ARCHES
        for python in _PYTHONS
    ]


def _of_one_version(old: Entry, files: tuple[File, ...]) -> Entry:
    versions = sorted({file.name.split("-")[1] for file in files})
    if len(versions) != 1:
        raise ConfigError(
            f"{old.name}: the index has {' and '.join(versions)} for different hosts; "
            f"run ./scons lock update={old.name}==VERSION",
            old.location,
        )
    return replace(old, version=versions[0], files=files, purl=_purl(old, versions[0]))


def _check_whole(lock: Lock, new: Entry) -> None:
    """Asks pip whether the changed requirements are complete and fit together."""
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        command = [sys.executable, "-I", "-m", "pip", "install", "--dry-run", "-q"]
        command += ["--require-hashes", "--only-binary=:all:", "--ignore-installed"]
        for name, scope in requirements.FILES.items():
            Path(temporary, name).write_text(requirements.text(lock, scope))
            command += ["-r", str(Path(temporary, name))]
        done = subprocess.run(
            command,
            check=False,
            env=pip_install.clean_environ(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    if done.returncode:
        said = pip_install.redacted(done.stderr).strip().splitlines()
        why = next(
            (line for line in said if " from " in line), said[-1] if said else ""
        )
        raise ConfigError(
            f"{new.name} {new.version} does not fit the rest of the lock: "
            f"{why.removeprefix('ERROR: ').strip()}",
            new.location,
        )


_KINDS: dict[str, Callable[[Path, Entry, str, Progress], Entry]] = {
    "debian": _from_debian,
    "deb": _from_debian,
    "pypi": _from_pypi,
    "file": _from_file,
}
