# SPDX-License-Identifier: ISC
"""The check knows every name that an image has: one image tells them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from echis import micropython
from echis.typecheck import checker
from tests.stdlib import image
from tests.typing.test_applications import task_of

MODULES = micropython.load(image.ROOT, image.ARCH).modules
# What every object has, and what only the interpreter reads.
_EVERYWHERE = ("__class__", "__dict__", "__name__", "__bases__")
_INSIDE = ("__build_class__", "__repl_print__", "__getattr__", "__path__", "__file__")
# Objects whose class no module names.
OBJECTS = {
    "select": ("poll()",),
    "io": ("StringIO()", "BytesIO()"),
    "sys": ("implementation", "stdin", "stdout", "version_info"),
}
_TELL = """\
def tell(place, found):
    for name in dir(found):
        print(place, name)
"""
_MODULE = """\
import {0}
tell("{0}", {0})
for name in dir({0}):
    found = getattr({0}, name)
    if isinstance(found, type) and name != "__class__":
        tell("{0}." + name, found)
"""
_APPLICATION = {
    "config.py": 'from echis import *\n\nregister("names", [main("unikernel", job)])\n'
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every name of an image with every module: ``io``, ``io.StringIO.read``."""
    folder = tmp_path_factory.mktemp("names")
    image.write(folder / "app", "told", {"told": _TELL + "".join(_programs())})
    built = image.build(folder / "app", folder / "dist", "told")
    lines = image.outputs(built)["told"].splitlines()
    pairs = [line.split() for line in lines]
    return [f"{place}.{name}" for place, name in pairs if _is_public(name)]


def _programs() -> Iterator[str]:
    for module in _modules():
        yield _MODULE.format(module)
        for one in OBJECTS.get(module, ()):
            yield f'tell("{module}.{one}", {module}.{one})\n'


def _modules() -> list[str]:
    return sorted((MODULES.fixed | MODULES.extensible) - {"__main__"})


def _is_public(name: str) -> bool:
    special = name.startswith("__") and name not in (*_EVERYWHERE, *_INSIDE)
    return special or not name.startswith("_")


def test_no_name_is_refused(names: list[str], tmp_path: Path) -> None:
    imports = "".join(f"import {module}\n" for module in _modules())
    assert {"time.sleep", "io.BytesIO.__enter__", "select.poll().ipoll"} <= set(names)
    uses = "".join(f"    print({name})\n" for name in names)
    text = f"{imports}\n\nasync def start():\n{uses}"
    (tmp_path / "config.py").write_text(_APPLICATION["config.py"])
    (tmp_path / "unikernel.py").write_text(text)
    lines = text.splitlines()
    told = checker.check(task_of(tmp_path, tmp_path / "check"))
    refused = [f"{lines[one.line - 1].strip()} {one.text}" for one in told]
    assert not refused, "\n".join(refused)
