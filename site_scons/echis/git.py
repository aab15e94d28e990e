# SPDX-License-Identifier: ISC
"""What is needed of a git repository: a commit of a name, and an archive of a commit.

The user's own settings reach the remote (logins, ``url.<base>.insteadOf``); none of
them reaches the archive, whose bytes have to be the same on every machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# What git sets for its own hooks would lead it to another repository.
_HOOK = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|(ALTERNATE_)?OBJECT_DIRECTOR.*)"
)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BEGINNING = re.compile(r"[0-9a-f]{4,64}")
_REMOTE = re.compile(r"\w[\w+.-]*://|[\w.-]+@[\w.-]+:|[\w-][\w.-]+:")

# Files as they were committed: these attributes depend on the machine or the clone.
_ATTRIBUTES = "* -text !eol -ident -filter -export-subst !working-tree-encoding\n"
_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


class Refused(Exception):
    """git cannot do it; the words are a part of a sentence."""


def is_path(url: str) -> bool:
    """Whether it is a folder of this machine, and no address."""
    return not _REMOTE.match(url)


def address(name: str, root: Path) -> str:
    """A repository as git takes it; a folder counts from `root`."""
    return str(root.resolve() / name) if is_path(name) else name


def commit(url: str, ref: str) -> str:
    """The commit that a branch, a tag or a commit names; without one, HEAD's."""
    refs = _refs(url)
    for name in (ref or "HEAD", f"refs/tags/{ref}", f"refs/heads/{ref}"):
        if name in refs:
            return refs.get(f"{name}^{{}}", refs[name])
    if _COMMIT.fullmatch(ref):
        return ref
    if found := _BEGINNING.fullmatch(ref) and _full(url, ref):
        return found
    raise Refused(f"has no branch, tag or commit {ref}" if ref else "has no commit")


@contextmanager
def copy(url: str, of: str) -> Iterator[Path]:
    """A repository without files that holds this one commit of the remote."""
    with _empty() as folder:
        try:
            _git("fetch", "--quiet", "--depth=1", "--no-tags", "--", url, of, at=folder)
        except Refused:
            # Not every server gives a commit that no branch or tag stands at.
            _fetch_all(url, folder)
        if not _has(folder, of):
            raise Refused(f"has no commit {of}")
        yield folder


def archive(folder: Path, of: str, file: Path) -> None:
    """The tree of a commit as an uncompressed tar, equal wherever it is made."""
    info = folder / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text(_ATTRIBUTES)
    words = ("archive", "--format=tar", f"--output={file}", of)
    _git(*words, at=folder, more=_NO_SETTINGS)


def _refs(url: str) -> dict[str, str]:
    lines = _git("ls-remote", "--", url).splitlines()
    pairs = (line.split("\t", 1) for line in lines if "\t" in line)
    return {name: found for found, name in pairs}


def _full(url: str, beginning: str) -> str:
    with _empty() as folder:
        _fetch_all(url, folder)
        try:
            name = f"{beginning}^{{commit}}"
            return _git("rev-parse", "--verify", "--quiet", name, at=folder).strip()
        except Refused:
            return ""


def _fetch_all(url: str, folder: Path) -> None:
    _git("fetch", "--quiet", "--no-tags", "--", url, "+refs/*:refs/*", at=folder)


def _has(folder: Path, of: str) -> bool:
    try:
        _git("cat-file", "-e", f"{of}^{{commit}}", at=folder)
    except Refused:
        return False
    return True


@contextmanager
def _empty() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        _git("init", "--quiet", "--bare", "--template=", temporary)
        yield Path(temporary)


def _git(
    *words: str, at: Path | None = None, more: Mapping[str, str] | None = None
) -> str:
    """What git prints; Refused with its last word when it fails."""
    try:
        done = subprocess.run(
            ["git", *([f"--git-dir={at}"] if at else []), *words],
            check=False,
            env={**_environ(), **(more or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        raise Refused("needs git, which is not installed here") from None
    if done.returncode:
        raise Refused(f"cannot be read: {_sentence(done.stderr)}")
    return done.stdout


def _environ() -> dict[str, str]:
    """The environment in which git asks nobody anything."""
    kept = {key: value for key, value in os.environ.items() if not _HOOK.fullmatch(key)}
    kept.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
    return kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _sentence(said: str) -> str:
    """The first complaint: what follows it is advice to people at a terminal."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    line = (told or lines or ["git failed"])[0]
    return line.removeprefix("fatal: ").removeprefix("error: ")
