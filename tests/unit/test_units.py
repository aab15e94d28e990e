# SPDX-License-Identifier: ISC
"""What a file imports and mentions, function by function."""

from __future__ import annotations

from textwrap import dedent

import pytest

from echis.errors import ConfigError
from echis.units import TOP, File, Unit, scan


def scanned(text: str) -> File:
    return scan(dedent(text), "app.py")


def unit(file: File, name: str) -> Unit:
    return next(u for u in file.units if u.name == name)


def modules(found: Unit) -> list[str]:
    return [i.module for i in found.imports]


def test_imports_belong_to_their_function() -> None:
    file = scanned("import a\ndef f():\n    import b\nasync def g():\n    import c\n")
    assert modules(unit(file, TOP)) == ["a"]
    assert modules(unit(file, "f")) == ["b"]
    assert modules(unit(file, "g")) == ["c"]


def test_only_the_top_level_and_special_methods_always_run() -> None:
    file = scanned(
        """
        class C:
            def __init__(self): pass
            def plain(self): pass
        """
    )
    assert {u.name: u.always for u in file.units} == {
        TOP: True,
        "__init__": True,
        "plain": False,
    }


def test_a_decorated_function_may_have_been_registered() -> None:
    file = scanned("@route\ndef f():\n    import a\n")
    assert unit(file, "f").always


@pytest.mark.parametrize(
    "caught", ["ImportError", "(OSError, ImportError)", "Exception", ""]
)
def test_a_caught_import_is_optional(caught: str) -> None:
    file = scanned(f"try:\n    import a\nexcept {caught}:\n    import b\n")
    a, b = unit(file, TOP).imports
    assert a.optional == "its ImportError is caught"
    assert b.optional == ""
    assert b.instead_of == (a,)


def test_an_import_under_another_exception_is_not_optional() -> None:
    file = scanned("try:\n    import a\nexcept OSError:\n    pass\n")
    assert unit(file, TOP).imports[0].optional == ""


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("False", "its condition is always false"),
        ("0", "its condition is always false"),
        ("TYPE_CHECKING", "it is for type checkers only"),
        ("typing.TYPE_CHECKING", "it is for type checkers only"),
        ("debug", ""),
    ],
)
def test_an_import_that_never_runs_is_optional(test: str, why: str) -> None:
    a, b = unit(
        scanned(f"if {test}:\n    import a\nelse:\n    import b\n"), TOP
    ).imports
    assert a.optional == why
    assert b.optional == ""


def test_annotations_do_not_run() -> None:
    file = scanned("x: exec = 1\ndef f(a: eval) -> compile: pass\n")
    assert all(not u.compiles for u in file.units)


def test_compiling_is_noticed_but_re_compile_is_not() -> None:
    file = scanned("import re, builtins\nre.compile('a')\nbuiltins.exec('1')\n")
    assert unit(file, TOP).compiles == [("exec", 3)]


def test_strings_and_getattr_mention_names() -> None:
    found = unit(scanned("getattr(m, 'gather')\ntable = {'k': 'handler'}\n"), TOP)
    assert "gather" in found.attributes
    assert {"gather", "handler"} <= found.mentions


@pytest.mark.parametrize(
    "text",
    [
        "import builtins as b\nb.exec('1')",
        "from builtins import exec as run\nrun('1')",
        "import builtins\ngetattr(builtins, 'exec')('1')",
    ],
)
def test_compiling_is_noticed_by_other_names(text: str) -> None:
    assert [name for name, _ in unit(scanned(text), TOP).compiles] == ["exec"]


def test_methods_that_c_calls_always_run() -> None:
    file = scanned("class D:\n    def readblocks(self): pass\ndef open(): pass\n")
    assert unit(file, "readblocks").always
    assert not unit(file, "open").always


def test_a_function_defined_under_try_runs_outside_of_it() -> None:
    text = "try:\n    def f():\n        import a\nexcept ImportError:\n    pass\n"
    assert unit(scanned(text), "f").imports[0].optional == ""


def test_a_lazy_table_needs_getattr() -> None:
    table = "_attrs = {'gather': 'funcs'}\n"
    assert scanned(table).lazy == {}
    assert scanned(table + "def __getattr__(a): pass\n").lazy == {"gather": "funcs"}


def test_import_by_call() -> None:
    text = "__import__('a')\n__import__(n)\n__import__('b', None, None, ['c'], 1)\n"
    found = unit(scanned(text), TOP)
    assert [(i.module, i.attribute, i.level) for i in found.imports] == [
        ("a", "", 0),
        ("b", "c", 1),
    ]
    assert found.dynamic == [2]


@pytest.mark.parametrize("name", ["native", "viper", "asm_x64"])
def test_machine_code_at_run_time_is_refused(name: str) -> None:
    text = f"""
        import micropython

        @micropython.{name}
        def f():
            pass
        """
    with pytest.raises(ConfigError, match=rf"^app\.py:4: @micropython\.{name} makes"):
        scanned(text)


def test_bytecode_is_no_machine_code() -> None:
    scanned("@micropython.bytecode\ndef f(): pass\n@other.native\ndef g(): pass\n")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"^app\.py:2: this string holds \\ud83d, "):
        scanned("a = 1\nb = ['\\ud83d']\n")
    scanned("def f():\n    'Of \\ud83d.'\n    return '\\U0001f600'\n")
