# SPDX-License-Identifier: ISC
"""A private apt root: packages of any architecture, without root rights and
without touching this machine's own lists.

The mirrors are those of the machine's own apt configuration, the suite is
named here, and Debian's keyring verifies what comes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bootstrap import mirrors

from .errors import Missing

SUITE = "bookworm"
_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_ARCHES = {"x86_64": "amd64", "aarch64": "arm64"}
# Debian's archives by the label of their Release files, and the suites in each.
_SUITES = {"Debian": ("", "-updates"), "Debian-Security": ("-security",)}
_TIMEOUT = 600.0


class AptRoot:
    """The apt lists of one architecture and suite in `folder`."""

    def __init__(self, arch: str, folder: Path, suite: str = SUITE) -> None:
        self._folder, self._suite = folder, suite
        self._conf = folder / "apt.conf"
        sources = _sources(_ARCHES[arch], suite)
        for name in ("state/lists/partial", "cache/archives/partial", "parts"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        (folder / "sources.list").write_text("".join(sources))
        self._conf.write_text(_configuration(_ARCHES[arch], folder))

    def update(self) -> None:
        """Fetches and verifies the lists."""
        self._run("apt-get", "update", "-q")

    def dependency(self, package: str, pattern: str) -> str:
        """The dependency of a meta-package whose name matches `pattern`."""
        listed = self._run("apt-cache", "depends", "--important", package)
        names = re.findall(r"Depends: (\S+)", listed)
        found = [name for name in names if re.fullmatch(pattern, name)]
        if not found:
            raise Missing(f"{package} of {self._suite} depends on no {pattern}")
        return str(found[0])

    def libraries(self, packages: Sequence[str]) -> list[str]:
        """The packages of libraries that `packages` need, and that those need."""
        seen: set[str] = set()
        more = set(packages)
        while more:
            seen |= more
            listed = self._run("apt-cache", "depends", "--important", *sorted(more))
            more = set(re.findall(r"Depends: (z?lib\S+)", listed)) - seen
        return sorted(seen - set(packages))

    def download(self, packages: Sequence[str], target: Path) -> list[Path]:
        """The verified .deb files of `packages`, in `target`."""
        target.mkdir(parents=True, exist_ok=True)
        self._run("apt-get", "download", "-q", *packages, cwd=target)
        return sorted(target.glob("*.deb"))

    def download_whole(self, package: str) -> list[Path]:
        """The verified .deb files of `package` and of all that it depends on."""
        words = ("--download-only", "--no-install-recommends", "-y", "-q")
        self._run("apt-get", "install", *words, package)
        return sorted((self._folder / "cache" / "archives").glob("*.deb"))

    def _run(self, *argv: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            [argv[0], "-c", str(self._conf), *argv[1:]],
            cwd=cwd,
            check=False,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no message"]
            raise Missing(f"`{' '.join(argv[:2])}` failed for the test lab: {lines[0]}")
        return done.stdout


def _sources(arch: str, suite: str) -> list[str]:
    """The lines of a sources.list for `suite` on the machine's own mirrors."""
    if not shutil.which("apt-get") or not _KEYRING.exists():
        raise Missing(
            "the lab's packages come with apt and Debian's keyring, and this "
            "machine has not both",
            "apt-get install debian-archive-keyring",
        )
    options = f"[arch={arch} signed-by={_KEYRING}]"
    lines = [
        f"deb {options} {mirror} {suite}{suffix} main\n"
        for label, mirror in _mirrors()
        for suffix in _SUITES[label]
    ]
    if not lines:
        raise Missing("this machine's apt has no Debian mirror", "apt-get update")
    return lines


def _mirrors() -> list[tuple[str, str]]:
    """(label, address) of each Debian archive that the machine's apt uses, or
    $ECHIS_DEBIAN_MIRROR alone.
    """
    if os.environ.get("ECHIS_DEBIAN_MIRROR"):
        return [("Debian", mirror) for mirror in mirrors.debian()]
    shape = "$(ORIGIN)|$(LABEL)|$(REPO_URI)"
    argv = ["apt-get", "indextargets", "--format", shape, "Created-By: Packages"]
    done = subprocess.run(
        argv, check=False, capture_output=True, text=True, timeout=_TIMEOUT
    )
    rows = {tuple(line.split("|")) for line in done.stdout.splitlines()}
    return sorted(
        (label, mirror)
        for origin, label, mirror in rows
        if origin == "Debian" and label in _SUITES
    )


def _configuration(arch: str, folder: Path) -> str:
    """Settings laid over the machine's own, so that its proxy still counts."""
    return f"""\
APT::Architecture "{arch}";
#clear APT::Architectures;
APT::Architectures {{ "{arch}"; }};
Dir::State "{folder}/state";
Dir::State::status "{folder}/status";
Dir::Cache "{folder}/cache";
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "{folder}/parts";
Acquire::Languages "none";
APT::Sandbox::User "";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
"""


def unpack(deb: Path, target: Path) -> None:
    """Adds a package's files to the folder `target`."""
    dpkg_deb("--extract", str(deb), str(target))


def dpkg_deb(*words: str) -> str:
    """What dpkg-deb prints."""
    argv = ["dpkg-deb", *words]
    done = subprocess.run(
        argv, check=False, capture_output=True, text=True, timeout=_TIMEOUT
    )
    if done.returncode:
        raise Missing(f"`{' '.join(argv[:2])}` failed: {done.stderr.strip()}")
    return done.stdout
