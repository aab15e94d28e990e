# SPDX-License-Identifier: ISC
"""The two images that run the suite, and the volume that they read it from."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.build.conftest import scons_in
from tests.lab.job import Job, command
from tests.lab.xen import TENDER

from . import fat
from .suite import FROZEN, LIBRARY, ROOT, SOURCE, TESTS, Script, files
from .verdict import Output

_RUNNER = Path("tests/micropython/runner")
_FROZEN = Path("build/micropython-suite")
_IMPORTS = "import"
_MEMORY = 16  # MiB
# A boot and a test take milliseconds; a busy machine needs its time.
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Images:
    """The built images of `target` in `folder`, with the tender and the volume."""

    folder: Path
    target: str = "spt"

    def run(self, test: Script, how: str) -> Output:
        """What the image of a pass prints for a test, which has its own copy of
        the volume: some tests write.
        """
        disk = self.folder / f"{test.name.replace('/', '-')}-{how}.disk"
        shutil.copyfile(self.folder / "tests.disk", disk)
        try:
            return _output(self._command(test, how, disk))
        finally:
            disk.unlink()

    def job_of_xen(self, test: Script) -> Job:
        """The same as a job in dom0, from source."""
        words = [f"--mem={_MEMORY}", "--block:tests=disk", "--", "./image"]
        return Job(
            test.name,
            # The end of the guest is told on standard error.
            command(["./tender", *words, f"--file={test.name}"]) + " 2>&-",
            {
                "tender": TENDER,
                "image": self.folder / "suite.xen",
                "tests.disk": self.folder / "tests.disk",
            },
            pre="cp tests.disk disk",
        )

    def _command(self, test: Script, how: str, disk: Path) -> list[str]:
        name = {SOURCE: "suite", FROZEN: "suite_frozen"}[how]
        tender = [str(self.folder / f"solo5-{self.target}"), f"--mem={_MEMORY}"]
        image = str(self.folder / f"{name}.{self.target}")
        return [*tender, f"--block:tests={disk}", "--", image, f"--file={test.name}"]


def _output(command: list[str]) -> Output:
    try:
        # An environment of its own: pytest changes the common one at every test,
        # while other threads hand it to their programs.
        done = subprocess.run(
            command,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return Output((late.stdout or b"") + b"TIMEOUT", ended_well=False)
    return Output(done.stdout, done.returncode == 0)


def build(folder: Path, frozen: Sequence[Script]) -> Images:
    """Both images and the volume, in `folder`."""
    _write_frozen(ROOT / _FROZEN, frozen)
    return _build(folder, "spt", f"app={_RUNNER},{_FROZEN}")


def build_for(target: str, folder: Path) -> Images:
    """The image that reads tests from the volume, for another target."""
    return _build(folder, target, f"app={_RUNNER}")


def _build(folder: Path, target: str, apps: str) -> Images:
    done = scons_in(ROOT, f"out={folder}", f"target={target}", apps)
    assert done.returncode == 0, done.stderr
    (folder / "tests.disk").write_bytes(fat.volume(fat.tree(_on_the_volume())))
    return Images(folder, target)


def _on_the_volume() -> dict[str, bytes]:
    suite = {f"tests/{name}": data for name, data in files()}
    return suite | {f"lib/{f.name}": f.read_bytes() for f in LIBRARY.glob("*.py")}


def _write_frozen(app: Path, frozen: Sequence[Script]) -> None:
    """The runner once more, with the tests and what they import beside it."""
    shutil.rmtree(app, ignore_errors=True)
    shutil.copytree(ROOT / _RUNNER, app, ignore=shutil.ignore_patterns("__pycache__"))
    for file in LIBRARY.glob("*.py"):
        shutil.copy(file, app)
    for folder in sorted((TESTS / _IMPORTS).iterdir()):
        if folder.is_dir():
            shutil.copytree(folder, app / folder.name)
    for test in frozen:
        file = frozen_file(app, test)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(test.text())
    # A folder is a package when there is a file in it.
    for parent in ("tests", "tests/ports"):
        (app / parent / "__init__.py").touch()


def frozen_file(app: Path, test: Script) -> Path:
    """Where a test lies beside the frozen runner, and so what its module is."""
    if test.group == _IMPORTS:
        return app / Path(test.name).name
    return app / "tests" / test.name
