# SPDX-License-Identifier: ISC
"""The table of the standard library says what is so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from echis import freeze, imports, micropython, search_path, stdlib
from echis.errors import ConfigError
from tests.stdlib import image, measure

FACTS = stdlib.load(image.ROOT)
LIBRARY = image.ROOT / "runtime" / "lib" / "stdlib"
# Sizes may change a little before the table has to be written anew.
TOLERANCE = 0.05


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, measure.Found]:
    """What one image with every present module has."""
    return measure.found(tmp_path_factory.mktemp("facts"), FACTS)


def present() -> list[str]:
    return [name for name, module in FACTS.items() if not module.instead]


def absent() -> list[str]:
    return [name for name, module in FACTS.items() if module.instead]


def test_every_module_of_cpython_is_told() -> None:
    public = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    told = {name.partition(".")[0] for name in FACTS}
    assert public <= told


def test_in_order() -> None:
    assert list(FACTS) == sorted(FACTS)


@pytest.mark.parametrize("name", present())
def test_names(found: dict[str, measure.Found], name: str) -> None:
    module, real = FACTS[name], found[name]
    if sys.version_info[:2] == (3, 11):
        assert module.missing in ((), real.missing)
        assert module.has in ((), real.has)
        assert (module.status == "full") == (not real.missing)
    else:
        # Another CPython has other names; what is claimed holds all the same.
        assert not set(module.missing) & set(real.has)
        assert not set(module.has) & set(real.missing)


@pytest.mark.parametrize("name", present())
def test_size(found: dict[str, measure.Found], name: str) -> None:
    told, real = FACTS[name].size, found[name].size
    assert abs(told - real) <= TOLERANCE * real, (
        f"{real} bytes; run python -m tests.stdlib.measure"
    )


def test_every_file_is_told() -> None:
    files = {_module(path) for path in LIBRARY.rglob("*.py")}
    told = {name for module in FACTS.values() for name in (module.name, *module.files)}
    inside = {name for name in files if name.rpartition(".")[0] in told}
    assert files - inside <= told | {"urllib"}


def _module(path: Path) -> str:
    parts = path.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("name", absent())
def test_absent(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _resolve(f"import {name}\n")
    said = str(caught.value)
    assert said.startswith("main.py:1: there is no module")
    assert FACTS[name].instead in said or FACTS[name.partition(".")[0]].instead in said


def _resolve(text: str) -> imports.Imports:
    root = imports.Root(freeze.Frozen("main.py", "main.py"), text)
    folders = [search_path.Folder(LIBRARY)]
    return imports.resolve(
        [root], folders, micropython.load(image.ROOT, "x86_64").modules
    )


def test_the_page_is_written_from_the_facts() -> None:
    page = (image.ROOT / "docs" / "dsl.md").read_text(encoding="utf-8")
    assert stdlib.renewed(page, FACTS.values()) == page, (
        "run python -m echis.stdlib docs/dsl.md"
    )


def test_a_page_without_marks() -> None:
    with pytest.raises(ConfigError, match="lacks the marks"):
        stdlib.renewed("# Page\n", FACTS.values())


def test_other_modules_have_no_advice() -> None:
    assert stdlib.instead("nowhere") == ""
    assert stdlib.instead("functools") == ""
    assert stdlib.instead("subprocess.nothing")
