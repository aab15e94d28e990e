# SPDX-License-Identifier: ISC
"""What devices do beside the image: files, build rules, and what is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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


SHARED = """
made = impl(
    "made", job, module="", connect=lambda info, module, args: "None", early=True,
    configure=lambda info: Action.write_file("tool.in", "{0}"),
    scons=lambda info: [rule("tool", ["tool.in"], ["sh", "-c", "cat $SOURCES > $TARGET"])],
    install=lambda info: install(bin=[("tool", "tool")], etc=[("tool.in", "{1}")]),
)
register("{2}", [impl("own", job, deps=[made], connect=lambda i, m, a: "print()", module="")])
"""


def _two(folder: Path, text: str, name: str) -> str:
    """Two applications that install `tool` and `name`, the second with `text` in it."""
    for app, inside in (("one", "text"), ("two", text)):
        (folder / app).mkdir()
        config = f"from echis import *\n{SHARED.format(inside, name, app)}"
        (folder / app / "config.py").write_text(config)
    return f"app={folder}/one,{folder}/two"


def test_what_two_images_install_alike_is_one_file(tmp_path: Path, scons: Scons) -> None:
    done = scons("target=spt", "check=off", _two(tmp_path, "text", "conf"))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("INSTALL tool\n") == 1
    assert (tmp_path / "dist" / "tool").read_text() == "text"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("other", "conf", "one for spt and two for spt install two different files as"),
        ("text", "two.spt", "two.spt is the name of an image, and cannot be installed"),
        ("text", "solo5-hvt", "solo5-hvt is the name of a tender, and cannot be"),
    ],
)
def test_what_cannot_be_installed_side_by_side(
    tmp_path: Path, scons: Scons, text: str, name: str, expected: str
) -> None:
    done = scons("target=spt", "check=off", _two(tmp_path, text, name))
    assert done.returncode
    assert f"config.py:9: {expected}" in done.stderr


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
