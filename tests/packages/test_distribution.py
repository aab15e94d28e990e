# SPDX-License-Identifier: ISC
"""What is read out of an unpacked wheel."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from echis import archives
from echis.packages import distribution, guest
from tests.packages.index import wheel


def _unpacked(place: Path, file: tuple[str, bytes]) -> Path:
    (place / file[0]).write_bytes(file[1])
    archives.unpack(place / file[0], file[0], place / "tree")
    return place / "tree"


def test_modules(tmp_path: Path) -> None:
    files = {
        "one.py": "",
        "package/__init__.py": "",
        "namespace/deep/inner.py": "",
        "docs/readme.txt": "",
        "not-a-module.py": "",
        "tiny-1.0.data/purelib/x.py": "",
    }
    tree = _unpacked(tmp_path, wheel("tiny", files=files))
    assert distribution.modules(tree) == ("namespace", "one", "package")


def test_native(tmp_path: Path) -> None:
    files = {"a/b.so": "", "a/c.so.1": "", "a/d.pyd": "", "a/so.py": "", "a/e.dll": ""}
    tree = _unpacked(tmp_path, wheel("tiny", files=files))
    assert [*distribution.native(tree)] == ["a/b.so", "a/c.so.1", "a/d.pyd", "a/e.dll"]


@pytest.mark.parametrize(
    ("more", "licence"),
    [
        ("License-Expression: MIT\nLicense: BSD\n", "MIT"),
        ("License: MIT\n", "MIT"),
        ("License: mit OR apache-2.0\n", "MIT OR Apache-2.0"),
        ("Classifier: License :: OSI Approved :: ISC License (ISCL)\n", "ISC"),
        ("Classifier: License :: OSI Approved :: BSD License\n", "NOASSERTION"),
        ("License: Copyright (c)\n        All of the text\n", "NOASSERTION"),
        ("License: UNKNOWN\n", "NOASSERTION"),
        ("", "NOASSERTION"),
    ],
)
def test_licence(tmp_path: Path, more: str, licence: str) -> None:
    tree = _unpacked(tmp_path, wheel("tiny", more=more))
    assert distribution.licence(distribution.metadata(tree)) == licence


@pytest.mark.parametrize(
    ("marker", "applies"),
    [
        ('sys_platform == "win32"', False),
        ('sys_platform != "win32"', True),
        ('python_version < "3.8"', False),
        ('platform_machine == "x86_64"', False),
        ('implementation_name == "micropython"', True),
        ('extra == "fast"', True),
        ('extra == "slow"', False),
    ],
)
def test_markers(marker: str, applies: bool) -> None:
    one = Requirement(f"low; {marker}")
    assert guest.applies(one, frozenset({"fast"}), True) is applies
