# SPDX-License-Identifier: ISC
"""The names of annotated fields, written into classes that are made of them."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from echis.fields import keep


def fields(text: str) -> tuple[str, ...] | None:
    """What the first class of the kept text says its fields are."""
    for node in ast.walk(ast.parse(keep(dedent(text)))):
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "__fields__"
        ):
            return ast.literal_eval(node.value)
    return None


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("@dataclass", ""),
        ("@dataclass(frozen=True)", ""),
        ("@dataclasses.dataclass", ""),
        ("", "(NamedTuple)"),
        ("", "(typing.TypedDict)"),
    ],
)
def test_names_in_order(head: str, base: str) -> None:
    text = (
        f"{head}\nclass P{base}:\n    b: int\n    a: str = 'x'\n    def f(self): ...\n"
    )
    assert fields(text) == ("b", "a")


def test_kinds() -> None:
    found = fields(
        """
        @dataclass
        class P:
            "Documented."
            known: ClassVar[int] = 1
            quoted: "typing.ClassVar[int]" = 1
            seed: InitVar[int]
            _: KW_ONLY
            late: int = 3
            self.other: int = 4
            plain = 5
        """
    )
    assert found == ("seed!", "*", "late")


def test_no_line_moves() -> None:
    text = "# dataclass: é\n@dataclass\nclass P:\n\n    x: int; y: int\n\n1/0\n"
    kept = keep(text)
    assert kept.splitlines()[4] == "    __fields__ = ('x', 'y',); x: int; y: int"
    assert len(kept.splitlines()) == len(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "class P:\n    x: int\n",
        "@dataclass\nclass P:\n    pass\n",
        "x: int = 1\n# dataclass\n",
        "@other\nclass P(dataclass_like):\n    x: int\n",
    ],
)
def test_left_alone(text: str) -> None:
    assert keep(text) == text
