# SPDX-License-Identifier: ISC
"""Where is measured: the tree, images apart from the user's, a copy to build in."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from bench.figure import NotMeasured
from echis.arguments import host_arch


class Place:
    """The tree at `root`; what is made for the figures lies in `build/bench/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "build" / "bench"
        self.dist = self.folder / "dist"
        self.tender = self.dist / "solo5-spt"

    def image(self, name: str, target: str = "spt") -> Path:
        """The image of an application that `build` built."""
        return self.dist / f"{name}.{target}"

    @property
    def c_hello(self) -> Path:
        """The property test that prints one line, in C on our runtime."""
        return self.c_image("test_hello", "spt")

    def c_image(self, name: str, target: str) -> Path:
        """An image in C: of the property tests, or of `bench/unikernels`."""
        build = self.root / "build" / f"{target}-{host_arch()}"
        return _built(build / "tests" / f"{name}.{target}")

    def program(self, name: str) -> Path:
        """A program of `bench/linux`."""
        return _built(self.folder / host_arch() / name)

    def build(self, *apps: Path, target: str = "spt", check: str = "on") -> None:
        """Builds the images of these applications; `check` is the build's variable."""
        folders = ",".join(str(app) for app in apps)
        scons = str(Path(sys.executable).with_name("scons"))
        words = [sys.executable, scons, f"target={target}", f"app={folders}"]
        run([*words, f"out={self.dist}", f"check={check}"], self.root)

    @cached_property
    def copy(self) -> Path:
        """A copy of the tree with its vendored sources, and nothing built."""
        self._scratch = tempfile.TemporaryDirectory(prefix="echis-bench-")
        copy = Path(self._scratch.name)
        for name in _tracked(self.root):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.root / name, copy / name)
        shutil.copytree(self.root / "vendor", copy / "vendor", symlinks=True)
        return copy

    def build_copy(self) -> None:
        """One image in the copy, through the wrapper, as a user would build it."""
        words = [str(self.copy / "scons"), "-j2", "target=spt", "app=bench/hello"]
        run(words, self.copy)


def _built(file: Path) -> Path:
    if not file.exists():
        raise NotMeasured(f"{file.name} is not built; ./scons bench builds it")
    return file


def run(words: list[str], cwd: Path) -> str:
    """What a command prints; it is shown, and an error raised, when it fails."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()
    return done.stdout


def _tracked(root: Path) -> Iterable[str]:
    words = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(words, cwd=root, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotMeasured("git is needed to copy the tree") from None
    if done.returncode:
        raise NotMeasured("this is no clone: git does not list its files")
    return (name for name in done.stdout.split("\0") if (root / name).is_file())
