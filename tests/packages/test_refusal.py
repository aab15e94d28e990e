# SPDX-License-Identifier: ISC
"""Every refusal is one sentence, at the line of config.py that asks for it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from echis.errors import ConfigError
from echis.imports import Folder
from tests.packages.conftest import App
from tests.packages.index import NATIVE, Index, wheel

Asked = str | tuple[str, dict[str, Any]]


def _said(app: App, *asked: Asked) -> str:
    with pytest.raises(ConfigError) as caught:
        app.wants(*asked).lock()
    assert not app.place.lock.exists()
    return str(caught.value)


def test_conflict_of_two_packages(index: Index, app: App) -> None:
    index.add(
        wheel("one", requires=["low<2"]),
        wheel("two", requires=["low>=2"]),
        wheel("low"),
        wheel("low", "2.0"),
    )
    assert _said(app, "one", "two") == (
        "shop/config.py:3: no version of low is right for all: one 1.0 "
        "(shop/config.py:3) needs low<2, but two 1.0 (shop/config.py:4) needs low>=2"
    )


def test_conflict_with_what_config_py_asks_for(index: Index, app: App) -> None:
    index.add(wheel("one", requires=["low<2"]), wheel("low"), wheel("low", "2.0"))
    assert _said(app, "one", ("low", {"min": "2"})) == (
        "shop/config.py:3: no version of low is right for all: shop/config.py:4 asks "
        "for low>=2, but one 1.0 (shop/config.py:3) needs low<2"
    )


def test_conflict_of_dependencies_of_dependencies(index: Index, app: App) -> None:
    index.add(
        wheel("one", requires=["middle"]),
        wheel("middle", requires=["low<2"]),
        wheel("two", requires=["low>=2"]),
        wheel("low"),
        wheel("low", "2.0"),
    )
    said = _said(app, "one", "two")
    assert said.startswith("shop/config.py:4: no version of low is right for all: ")
    assert "middle 1.0 needs low<2" in said
    assert "two 1.0 (shop/config.py:4) needs low>=2" in said


def test_conflict_of_two_applications(index: Index, pair: tuple[App, App]) -> None:
    index.add(wheel("both"), wheel("both", "2.0"))
    one, two = pair
    two.wants(("both", {"max": "2"})).lock()
    before = one.place.lock.read_text()
    with pytest.raises(ConfigError) as caught:
        one.wants(("both", {"min": "2"})).lock()
    assert str(caught.value) == (
        "one/config.py:3: no version of both is right for all: one/config.py:3 asks "
        "for both>=2, but two/config.py asks for both<2"
    )
    assert one.place.lock.read_text() == before


def test_no_such_package(index: Index, app: App) -> None:
    assert _said(app, "nothing") == (
        "shop/config.py:3: the package index does not answer or has no wheel of "
        "nothing; PIP_INDEX_URL or pip.conf names an index, ECHIS_BUNDLE a bundle"
    )


def test_no_such_dependency(index: Index, app: App) -> None:
    index.add(wheel("top", requires=["nothing>=1"]))
    assert _said(app, "top").startswith(
        "shop/config.py:3: the package index does not answer or has no wheel of "
        "nothing, which top asks for; "
    )


def test_no_such_version(index: Index, app: App) -> None:
    index.add(*(wheel("tiny", f"1.{minor}") for minor in range(8)))
    assert _said(app, ("tiny", {"min": "2.0"})) == (
        "shop/config.py:3: tiny>=2.0: the package index has …, 1.3, 1.4, 1.5, 1.6, 1.7"
    )


def test_another_python(index: Index, app: App) -> None:
    more = "Requires-Python: >=3.12\n"
    index.add(wheel("tiny", "2.0", more=more), requires_python=">=3.12")
    assert _said(app, "tiny") == (
        "shop/config.py:3: tiny: 2.0 is for Python >=3.12, and packages are chosen for "
        "3.11"
    )


def test_update_of_what_is_not_locked(index: Index, app: App) -> None:
    index.add(wheel("tiny"))
    app.wants("tiny").lock()
    with pytest.raises(ConfigError) as caught:
        app.lock(newest="tinny")
    assert str(caught.value) == 'there is no package tinny; did you mean "tiny"?'


def test_conflict_with_a_pin(index: Index, app: App) -> None:
    file, data = wheel("low")
    (app.folder / file).write_bytes(data)
    index.add(wheel("one", requires=["low>=2"]))
    said = _said(app, ("low", {"pin": f"file:{file}"}), "one")
    assert said.startswith("shop/config.py:3: no version of low is right for all: ")
    assert said.endswith(
        "asks for low 1.0, but one 1.0 (shop/config.py:4) needs low>=2"
    )


def test_c_extension(index: Index, app: App) -> None:
    index.add(wheel("fast", "1.2", tag=NATIVE))
    assert _said(app, "fast") == (
        "shop/config.py:3: fast 1.2 has C extensions "
        "(fast-1.2-cp311-cp311-manylinux_2_17_x86_64.whl), which MicroPython cannot "
        "load; an application's own C modules are c_modules=[…]"
    )


def test_c_extension_of_a_dependency(index: Index, app: App) -> None:
    index.add(wheel("top", requires=["fast"]), wheel("fast", tag=NATIVE))
    assert _said(app, "top").startswith(
        "shop/config.py:3: fast 1.0, which top asks for, has C extensions (fast-1.0-"
    )


def test_c_extension_in_a_wheel_that_says_it_is_pure(index: Index, app: App) -> None:
    index.add(wheel("liar", files={"liar/__init__.py": "", "liar/_c.abi3.so": ""}))
    assert _said(app, "liar") == (
        "shop/config.py:3: liar 1.0 has C extensions (liar/_c.abi3.so), which "
        "MicroPython cannot load"
    )


def test_an_older_version_without_c_is_taken(index: Index, app: App) -> None:
    index.add(wheel("fast", "1.0"), wheel("fast", "2.0", tag=NATIVE))
    app.wants("fast").lock()
    assert app.versions == {"fast": "1.0"}


def _shop(index: Index, text: str, **more: str) -> None:
    files = {"shop/__init__.py": text}
    files |= {f"shop/{name}.py": inner for name, inner in more.items()}
    index.add(wheel("web-shop", "2.1", files=files))


def test_missing_module(index: Index, app: App) -> None:
    _shop(index, "import json\nimport ssl\n")
    app.text = "import shop\n"
    assert _said(app, "web-shop") == (
        "shop/config.py:3: web-shop 2.1 imports ssl at shop/__init__.py:2, which "
        "MicroPython on Echis does not have"
    )


def test_missing_module_of_a_package_that_nobody_imports_yet(
    index: Index, app: App
) -> None:
    _shop(index, "from shop import deep\n", deep="import ssl\n")
    assert "imports ssl at shop/deep.py:1" in _said(app, "web-shop")


def test_missing_module_of_a_dependency(index: Index, app: App) -> None:
    files = {"top.py": "import low\n"}
    index.add(wheel("top", files=files, requires=["low"]))
    index.add(wheel("low", files={"low.py": "import ctypes\n"}))
    app.text = "import top\n"
    assert _said(app, "top") == (
        "shop/config.py: low 1.0, which top asks for, imports ctypes at low.py:1, "
        "which MicroPython on Echis does not have"
    )


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    import ssl\nexcept ImportError:\n    ssl = None\n",
        "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import ssl\n",
        "def secure():\n    import ssl\n",
    ],
    ids=["caught", "types", "unused function"],
)
def test_optional_imports_do_not_count(index: Index, app: App, text: str) -> None:
    _shop(index, text)
    app.text = "import shop\n"
    app.wants("web-shop").lock()
    assert app.versions == {"web-shop": "2.1"}


def test_submodules_that_nobody_imports_do_not_count(index: Index, app: App) -> None:
    _shop(index, "", plain="x = 1\n", secure="import ssl\n")
    app.text = "from shop import plain\n"
    app.wants("web-shop").lock()
    app.text = "from shop import secure\n"
    with pytest.raises(ConfigError, match=r"imports ssl at shop/secure\.py:1"):
        app.lock(newest="web-shop")


def test_missing_module_of_micropythons_own_library(
    index: Index, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("vendor/lib").mkdir(parents=True)
    Path("vendor/lib/loop.py").write_text("import socket\n")
    app.more = [Folder(Path("vendor/lib"))]
    index.add(wheel("served", files={"served.py": "import loop\n"}))
    app.text = "import served\n"
    assert _said(app, "served") == (
        "shop/config.py:3: with served 1.0 the application needs socket at "
        "vendor/lib/loop.py:1, which MicroPython on Echis does not have"
    )


def test_the_applications_own_missing_import_is_its_own(index: Index, app: App) -> None:
    index.add(wheel("tiny"))
    app.text = "import numpy\n"
    assert "/shop/unikernel.py:1: there is no module numpy: " in _said(app, "tiny")


def test_two_packages_with_one_module(index: Index, app: App) -> None:
    index.add(wheel("one", files={"same.py": ""}), wheel("two", files={"same.py": ""}))
    assert _said(app, "one", "two") == (
        "shop/config.py:4: two 1.0 and one 1.0 (shop/config.py:3) both hold a module "
        "same; an image can have one"
    )


def test_libs_that_it_does_not_hold(index: Index, app: App) -> None:
    index.add(wheel("tiny"))
    assert _said(app, ("tiny", {"libs": ["tinny"]})) == (
        "shop/config.py:3: tiny: libs has tinny, and 1.0 holds tiny"
    )


def test_a_pinned_file_that_is_not_there(index: Index, app: App) -> None:
    assert _said(app, ("tiny", {"pin": "file:tiny.whl"})) == (
        "shop/config.py:3: tiny: there is no file tiny.whl beside config.py"
    )


def test_a_pin_that_is_no_wheel(index: Index, app: App) -> None:
    assert _said(app, ("tiny", {"pin": "file:tiny-1.0.tar.gz"})) == (
        "shop/config.py:3: tiny: pin='file:tiny-1.0.tar.gz': a pinned file is a wheel, "
        "NAME-VERSION-….whl"
    )


def test_a_pinned_file_of_another_version(index: Index, app: App) -> None:
    file, data = wheel("tiny", "1.5")
    (app.folder / file).write_bytes(data)
    assert _said(app, ("tiny", {"pin": f"file:{file}", "pin_version": "2.0"})) == (
        f"shop/config.py:3: tiny: pin_version is 2.0, and file:{file} is 1.5"
    )


def test_a_pinned_file_with_a_c_extension(index: Index, app: App) -> None:
    file, data = wheel("tiny", tag=NATIVE)
    (app.folder / file).write_bytes(data)
    assert _said(app, ("tiny", {"pin": f"file:{file}"})) == (
        f"shop/config.py:3: tiny has C extensions ({file}), which MicroPython cannot "
        "load; an application's own C modules are c_modules=[…]"
    )


def test_another_file_than_the_index_promised(index: Index, app: App) -> None:
    file, data = wheel("tiny")
    index.add((file, data))
    index.serve(file, b"other")
    assert _said(app, "tiny") == (
        f"shop/config.py:3: {file}: the package index promises sha256 "
        f"{_sha256(data)}, but sends {_sha256(b'other')}"
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_no_index(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://anna:hunter2@127.0.0.1:9/simple")
    said = _said(app, "tiny")
    assert said.startswith("shop/config.py:3: the package index ")
    assert "hunter2" not in said
