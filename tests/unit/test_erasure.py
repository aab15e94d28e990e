# SPDX-License-Identifier: ISC
"""What only annotations need is taken out, and nothing else changes its line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from echis.erasure import erased
from echis.freeze import Frozen
from echis.imports import Root, resolve
from echis.micropython import CModules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from echis import Block\ndef f(a: Block): 1\n", "pass\ndef f(a: Block): 1\n"),
        ("import typing\nx: typing.Any = 1\n", "pass\nx: typing.Any = 1\n"),
        ("from __future__ import annotations\n", "pass\n"),
        ("from typing import Any, cast\ncast(int, 1)\n",
         "from typing import cast\ncast(int, 1)\n"),
        ("from collections.abc import (\n    Set,\n); x = 1\n", "pass; x = 1\n\n\n"),
        ("if a:\n    from echis import Block\n", "if a:\n    pass\n"),
        ("é = 'é'; import typing; x = 1\n", "é = 'é'; pass; x = 1\n"),
    ],
)  # fmt: skip
def test_erased(text: str, expected: str) -> None:
    assert erased(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "import echis\n\nprint(echis)\n",
        "from typing import TypeVar as V\nT = V('T')\n",
        "from typing import Any\n__all__ = ['Any']\n",
        "from typing import *\n",
        "from .typing import Any\n",
        "from time import sleep\ndef f(a: sleep): 1\n",
        "def f():\n    from typing import cast\n    return cast\n",
        "a = 'TYPE_CHECKING'\n",
    ],
)
def test_kept(text: str) -> None:
    assert erased(text) == text


def test_what_is_for_checkers_never_runs() -> None:
    text = (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from echis import Block\n    import a\n"
        "else:\n    Block = 1\n"
    )
    out = erased(text)
    assert out.splitlines()[:4] == ["pass", "if 0:", "    pass", "    import a"]
    assert out.splitlines()[4:] == text.splitlines()[4:]


def test_lines_stay() -> None:
    text = "from typing import (\n    Any,\n    cast,\n)\n\nx = cast(int, 1)\n"
    before, after = ast.parse(text), ast.parse(erased(text))
    assert before.body[-1].lineno == after.body[-1].lineno


def test_syntax_error_is_the_readers() -> None:
    with pytest.raises(SyntaxError):
        erased("from typing import\n")


def test_costs_no_module(tmp_path: Path) -> None:
    source = tmp_path / "main.py"
    text = (
        "from typing import Any\nfrom echis import Block\ndef f(a: Block) -> Any: 1\n"
    )
    found = resolve(
        [Root(Frozen(str(source), "main.py"), text)],
        [],
        CModules(frozenset(), frozenset()),
    )
    assert [file.name for file in found.frozen] == ["main.py"]
    assert not found.left_out
