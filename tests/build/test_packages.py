# SPDX-License-Identifier: ISC
"""Packages as their user meets them: locked, vendored, frozen, run, inspected."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.conftest import ROOT, Scons
from tests.fetch.conftest import mirror
from tests.packages.conftest import use
from tests.packages.index import Index, wheel
from tests.packages.repository import PROJECT, Repository

__all__ = ["mirror"]

CONFIG = 'register("probe", [main("unikernel", job, packages=[{}])])'
CODE = (
    "import shop.till\n\n\ndef start():\n    print(shop.till.sum([1, 2]), shop.NAME)\n"
)
SHOP = {
    "shop/__init__.py": "NAME = 'shop'\n",
    "shop/till.py": "import low\n\ndef sum(prices):\n    return low.add(*prices)\n",
    "shop/unused.py": "x = 1\n",
}
LOW = {"low.py": "def add(a, b):\n    return a + b\n", "other.py": "x = 2\n"}


@pytest.fixture
def index(mirror: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    index = use(mirror, tmp_path, monkeypatch)
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path / "cache"))
    index.add(wheel("web-shop", "2.1", files=SHOP, requires=["low>=1"]))
    index.add(wheel("low", "1.3", files=LOW))
    return index


def test_from_the_index_into_the_image(
    index: Index, scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(
        config=CONFIG.format('package("web-shop", min="2")'), unikernel__py=CODE
    )
    missing = scons("target=spt", f"app={folder}")
    assert missing.returncode
    assert missing.stderr == (
        f"echis: {folder}/config.py:2: web-shop is not in third_party.lock; run "
        f"./scons app={folder} lock\n"
    )
    assert _described(scons, folder) == [
        "  web-shop not locked yet (>=2, config.py:2)"
    ]
    locked = scons(f"app={folder}", "lock")
    assert locked.stdout == (
        "third_party.lock: 2 packages of config.py\nlow 1.3 is new\n"
        "web-shop 2.1 is new\n"
    )
    assert _described(scons, folder) == [
        "  web-shop 2.1 (>=2, config.py:2)",
        "  low 1.3 (for web-shop)",
    ]
    ran = scons("target=spt", f"app={folder}", "run")
    assert ran.stdout.endswith("3 shop\n"), ran.stderr
    assert (folder / "vendor/packages/web-shop/shop/till.py").is_file()
    checked = scons(f"app={folder}", "lock", "check=1")
    assert checked.stdout == "third_party.lock: 2 packages of config.py, as asked for\n"
    _check_record(scons("target=spt", f"app={folder}", "inspect", "json=1").stdout)


def test_from_a_repository_into_the_image(
    index: Index, scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "tiny.git")
    files = {"pyproject.toml": PROJECT.format("1.5"), "src/tiny.py": "NAME = 'tiny'\n"}
    commit = repository.commit(files)
    folder = app(
        config=CONFIG.format('package("tiny", pin="git:../tiny.git#main")'),
        unikernel__py="import tiny\n\n\ndef start():\n    print(tiny.NAME)\n",
    )
    locked = scons(f"app={folder}", "lock")
    assert locked.stdout.endswith(f"\ntiny 1.5 ({commit[:12]}) is new\n")
    told = "  tiny 1.5 (git:../tiny.git#main, config.py:2)"
    assert _described(scons, folder) == [told]
    shutil.rmtree(repository.bare)
    ran = scons("target=spt", f"app={folder}", "run")
    assert ran.stdout.endswith("tiny\n"), ran.stderr
    shown = scons("target=spt", f"app={folder}", "inspect", "json=1").stdout
    sources = json.loads(shown)["record"]["sources"]
    assert [s["purl"] for s in sources if s["name"] == "tiny"] == [
        "pkg:generic/tiny@1.5"
    ]


def _described(scons: Scons, folder: Path) -> list[str]:
    """The packages as `describe` tells them, in both of its forms."""
    text = scons(f"app={folder}", "describe").stdout.splitlines()
    first = text.index("Packages") + 1
    lines = list(itertools.takewhile(lambda line: line[0] == " ", text[first:]))
    told = json.loads(scons(f"app={folder}", "describe", "json=1").stdout)["packages"]
    for one, line in zip(told, lines, strict=True):
        assert line.startswith(f"  {one['name']} {one['version'] or 'not locked yet'} (")
    return lines


def _check_record(text: str) -> None:
    """Only what is imported is in the image, and the record says whose it is."""
    record = json.loads(text)["record"]
    whose = {m["file"]: m["source"] for m in record["python_modules"]}
    assert whose["shop/__init__.py"] == whose["shop/till.py"] == "web-shop"
    assert whose["low.py"] == "low"
    assert not whose.keys() & {"shop/unused.py", "other.py"}
    versions = {s["name"]: s["version"] for s in record["sources"]}
    assert (versions["web-shop"], versions["low"]) == ("2.1", "1.3")


def test_types_of_a_package_are_checked(
    index: Index, scons: Scons, app: Callable[..., Path]
) -> None:
    """What it says of its types counts, in the verb as in the build."""
    typed = {"typed/__init__.py": "def f(x: int) -> int:\n    return x\n"}
    index.add(wheel("typed", files=typed | {"typed/py.typed": ""}))
    folder = app(
        config=CONFIG.format('package("typed")'),
        unikernel__py="import typed\n\n\nasync def start():\n    typed.f('one')\n",
    )
    scons(f"app={folder}", "lock")
    wrong = scons(f"app={folder}", "check")
    assert wrong.returncode
    assert 'unikernel.py:5: Argument 1 to "f" has incompatible type' in wrong.stderr
    right = (folder / "unikernel.py").read_text().replace("'one'", "1")
    (folder / "unikernel.py").write_text(right)
    assert scons(f"app={folder}", "check").returncode == 0


def test_libs_and_sublibs(index: Index, scons: Scons, app: Callable[..., Path]) -> None:
    packages = 'package("web-shop", sublibs=["unused"]), package("low", libs=["low"])'
    folder = app(config=CONFIG.format(packages), unikernel__py=CODE)
    scons(f"app={folder}", "lock")
    found = json.loads(scons("target=spt", f"app={folder}", "inspect", "json=1").stdout)
    files = {m["file"] for m in found["record"]["python_modules"]}
    assert "shop/unused.py" in files
    (folder / "unikernel.py").write_text(
        CODE.replace("import shop", "import other, shop")
    )
    hidden = scons("target=spt", f"app={folder}")
    assert "unikernel.py:1: there is no module other" in hidden.stderr


def test_an_edited_package_is_named_and_kept(
    index: Index, scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(config=CONFIG.format('package("web-shop")'), unikernel__py=CODE)
    scons(f"app={folder}", "lock")
    scons(f"app={folder}", "vendor")
    file = folder / "vendor/packages/web-shop/shop/__init__.py"
    file.write_text("NAME = 'mine'\n")
    assert scons("target=spt", f"app={folder}", "run").stdout.endswith("3 mine\n")
    scons(f"app={folder}", "vendor", "force=1")
    assert file.read_text() == SHOP["shop/__init__.py"]


def test_a_tool_of_the_host_is_there_for_build_rules(
    index: Index, scons: Scons, app: Callable[..., Path]
) -> None:
    tool = "import sys\nprint('made by', sys.argv[1])\n"
    index.add(wheel("maker", files={"maker.py": tool}))
    rule = 'rule("made.txt", [], ("sh", "-c", "python3 -m maker me > $TARGET"))'
    folder = app(
        config="from echis.install import rule\n"
        + "tool = package('maker', scope='host')\n"
        + "device = impl('unikernel', job, packages=[tool], "
        + f"scons=lambda info: [{rule}])\n"
        + 'register("probe", [device])',
        unikernel__py="async def connect():\n    print('on')\n",
    )
    locked = scons(f"app={folder}", "lock")
    assert locked.returncode == 0, locked.stderr
    done = scons("target=spt", f"app={folder}")
    assert done.returncode == 0, done.stderr
    (made,) = (ROOT / "build").glob("spt-*/apps/probe/configured/made.txt")
    assert made.read_text() == "made by me\n"


def test_the_example(scons: Scons) -> None:
    """Its output is that of the same code under this Python."""
    example = "examples/tutorial/package"
    done = scons("target=spt", f"app={example}", "run")
    assert done.returncode == 0, done.stderr
    run = "import asyncio, unikernel; asyncio.run(unikernel.start())"
    oracle = subprocess.run(
        [sys.executable, "-c", run],
        env={"PYTHONPATH": f"{ROOT}/{example}:{ROOT}/vendor/packages/bech32"},
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    assert oracle.startswith("echis1")
    assert done.stdout == oracle


def test_cleaning_needs_no_lock(
    index: Index, scons: Scons, app: Callable[..., Path]
) -> None:
    folder = app(config=CONFIG.format('package("web-shop")'), unikernel__py=CODE)
    done = scons("-c", f"app={folder}")
    assert (done.returncode, done.stderr) == (0, "")
