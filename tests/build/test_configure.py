# SPDX-License-Identifier: ISC
"""What devices do beside the image: files, build rules, and what is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.build.conftest import Scons

CONFIG = """
made = impl(
    "made", job, module="", connect=lambda info, module, args: "None", early=True,
    configure=lambda info: Action.write_file("tool.in", "#!/bin/sh\\n"),
    scons=lambda info: [rule("tool", ["tool.in"], ["cp", "$SOURCES", "$TARGET"])],
    install=lambda info: install(
        bin=[("tool", "bin/tool")], etc=[("tool.in", "etc/tool.conf"), ("own", "own")]
    ),
)
register("installs", [main("unikernel", job, deps=[made])])
"""


def test_what_is_installed(
    app: Callable[..., Path], scons: Scons, tmp_path: Path
) -> None:
    folder = app(config=CONFIG, unikernel__py="def start(made):\n    pass\n")
    (folder / "own").write_text("own\n")
    (folder / "own").chmod(0o700)
    done = scons("target=spt", f"app={folder}")
    assert done.returncode == 0, done.stderr
    dist = tmp_path / "dist"
    found = {
        name: ((dist / name).read_text(), (dist / name).stat().st_mode & 0o777)
        for name in ("bin/tool", "etc/tool.conf", "own")
    }
    assert found == {
        "bin/tool": ("#!/bin/sh\n", 0o755),
        "etc/tool.conf": ("#!/bin/sh\n", 0o644),
        "own": ("own\n", 0o644),
    }


RENAMED = """
made = impl(
    "made", job, module="", connect=lambda info, module, args: "None", early=True,
    configure=lambda info: Action.write_file("{}.py", ""),
)
register("renamed", [main("unikernel", job, deps=[made])])
"""


def test_a_file_that_configure_no_longer_writes_is_not_in_the_image(
    app: Callable[..., Path], scons: Scons
) -> None:
    folder = app(
        config=RENAMED.format("old"),
        unikernel__py="import old\ndef start(made): pass\n",
    )
    assert scons("target=spt", f"app={folder}").returncode == 0
    text = f"from echis import *\n{RENAMED.format('new')}"
    (folder / "config.py").write_text(text)
    done = scons("target=spt", f"app={folder}")
    assert done.returncode
    assert "unikernel.py:1: there is no module old" in done.stderr
