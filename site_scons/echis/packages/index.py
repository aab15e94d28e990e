# SPDX-License-Identifier: ISC
"""Which versions fit together, by pip's resolver and the machine's own index."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from bootstrap import pip_install
from echis.packages import guest

# pip reads markers by the Python that it runs in, whatever --python-version says.
_PIP = """\
import json, sys
from pip._vendor.packaging import markers
environment = json.loads(sys.argv.pop(1))
if environment:
    markers.default_environment = lambda: dict(environment)
from pip._internal.cli.main import main
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One distribution that the index offers; `path` is set of a file pinned here."""

    name: str
    version: str
    file: str
    sha256: str
    requires: tuple[Requirement, ...]
    extras: frozenset[str]
    metadata: dict[str, Any]
    path: Path | None


class Impossible(Exception):
    """The requirements cannot all be met; the words are pip's."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = pip_install.redacted(said)


def resolve(
    requirements: Sequence[str], constraints: Sequence[str] = (), *, for_guest: bool
) -> tuple[Candidate, ...]:
    """The newest versions that meet all of it, transitively; Impossible otherwise.

    `for_guest` takes wheels that hold nothing but Python, and reads markers as the
    unikernel's Python would; else both are this Python's.
    """
    report = _install(requirements, constraints, [], for_guest)
    return tuple(map(_candidate, report))


def offered(requirement: str) -> Candidate | None:
    """What the index has for this very machine, without its dependencies."""
    try:
        (found,) = _install([requirement], (), ["--no-deps"], False)
    except (Impossible, ValueError):
        return None
    return _candidate(found)


def _install(
    requirements: Sequence[str],
    constraints: Sequence[str],
    options: Sequence[str],
    for_guest: bool,
) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        place = Path(temporary)
        wanted, kept = place / "wanted.txt", place / "kept.txt"
        wanted.write_text("".join(f"{line}\n" for line in requirements))
        kept.write_text("".join(f"{line}\n" for line in constraints))
        report = place / "report.json"
        command = _command(for_guest, place, [f"--report={report}", *options])
        done = subprocess.run(
            [*command, "-r", str(wanted), "-c", str(kept)],
            check=False,
            env=pip_install.clean_environ(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode:
            raise Impossible(done.stdout)
        found: list[dict[str, Any]] = json.loads(report.read_text())["install"]
        return found


def _command(for_guest: bool, place: Path, options: Sequence[str]) -> list[str]:
    environment = guest.ENVIRONMENT if for_guest else {}
    tags = guest.TAGS if for_guest else ()
    return [
        *(sys.executable, "-I", "-c", _PIP, json.dumps(environment)),
        *("install", "--dry-run", "--ignore-installed", "--only-binary=:all:"),
        *("--disable-pip-version-check", "--no-input", f"--target={place / 'none'}"),
        *(*tags, *options),
    ]


def _candidate(item: dict[str, Any]) -> Candidate:
    metadata, source = item["metadata"], item["download_info"]
    address = urlsplit(source["url"])
    path = Path(unquote(address.path))
    direct = item.get("is_direct", False) and address.scheme == "file"
    return Candidate(
        name=canonicalize_name(metadata["name"]),
        version=metadata["version"],
        file=path.name,
        sha256=source.get("archive_info", {}).get("hashes", {}).get("sha256", ""),
        requires=tuple(_requirements(metadata.get("requires_dist", ()))),
        extras=frozenset(map(canonicalize_name, metadata.get("provides_extra", ()))),
        metadata=metadata,
        path=path if direct else None,
    )


def _requirements(texts: Sequence[str]) -> list[Requirement]:
    found = []
    for text in texts:
        try:
            found.append(Requirement(text))
        except InvalidRequirement:
            # Old metadata: pip's own reader is more lenient, ours takes the name.
            found.append(Requirement(re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0]))
    return found
