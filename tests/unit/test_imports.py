# SPDX-License-Identifier: ISC
"""The import graph: what is linked and frozen, what is left out, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest

from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.imports import Imports, MissingModule, Root, resolve
from echis.location import Location
from echis.micropython import CModules
from echis.search_path import Folder

CONFIG = Location("config.py", 4)
MODULES = CModules(
    frozenset({"__main__", "builtins", "sys", "math", "vfs", "_asyncio"}),
    frozenset({"time", "json", "select", "os"}),
)


class App:
    """A folder of Python files and the graph of its main.py."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folders = [Folder(folder)]

    def file(self, name: str, text: str) -> App:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return self

    def imports(self, text: str, extra: Iterable[str] = ()) -> Imports:
        root = Root(Frozen("build/main.py", "main.py"), dedent(text))
        return resolve([root], self.folders, MODULES, dict.fromkeys(extra, CONFIG))


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(tmp_path)


def linked(found: Imports) -> set[str]:
    return set(found.modules) - {"__main__", "builtins", "sys"}


def frozen(found: Imports) -> list[str]:
    return [file.name for file in found.frozen]


def test_what_every_image_has(app: App) -> None:
    found = app.imports("print(1)")
    assert found.modules == {"__main__", "builtins", "sys"}
    assert frozen(found) == ["main.py"]
    assert found.compiler == ""


def test_the_reason_is_the_importing_line(app: App) -> None:
    found = app.imports("\nimport math\n")
    reasons = {one.module: one.why for one in found.linked}
    assert reasons["math"] == "main.py:2"


def test_a_function_that_nothing_mentions_imports_nothing(app: App) -> None:
    app.file("lib.py", "def used(): import time\ndef unused(): import json\n")
    found = app.imports("import lib\nlib.used()\n")
    assert linked(found) == {"time"}


def test_mentions_are_followed_through_functions(app: App) -> None:
    app.file("lib.py", "def a(): b()\ndef b(): c()\ndef c(): import time\n")
    assert linked(app.imports("from lib import a\n")) == {"time"}


def test_packages_and_relative_imports(app: App) -> None:
    app.file("p/__init__.py", "from .a import x\n")
    app.file("p/a.py", "from . import b\nfrom ..q import c\nx = 1\n")
    app.file("p/b.py", "")
    app.file("p/unused.py", "")
    with pytest.raises(ConfigError):
        app.imports("import p")
    app.file("p/a.py", "from . import b\nx = 1\n")
    found = app.imports("import p")
    assert frozen(found) == ["main.py", "p/__init__.py", "p/a.py", "p/b.py"]


def test_a_folder_without_init_is_a_package(app: App) -> None:
    app.file("n/a.py", "")
    assert frozen(app.imports("import n.a")) == ["main.py", "n/a.py"]


def test_files_replace_extensible_modules_only(app: App) -> None:
    app.file("json.py", "import ujson\n").file("math.py", "")
    found = app.imports("import json, math")
    assert frozen(found) == ["json.py", "main.py"]
    assert linked(found) == {"json", "math"}


def test_a_missing_module_is_named_with_its_line(app: App) -> None:
    app.file("lib.py", "\n\nimport nowhere\n")
    with pytest.raises(ConfigError) as error:
        app.imports("import lib")
    assert str(error.value).startswith(
        f"{app.folder}/lib.py:3: there is no module nowhere: "
    )


@pytest.mark.parametrize(
    "text", ["from . import lib", "from .lib import x", "from ...p import x"]
)
def test_a_relative_import_stays_in_its_package(app: App, text: str) -> None:
    app.file("p/__init__.py", "").file("p/a.py", text if "..." in text else "")
    app.file("lib.py", text if "..." not in text else "")
    with pytest.raises(ConfigError, match=r":1: this relative import goes beyond"):
        app.imports("import p.a, lib")


def test_a_package_may_hold_nothing_but_packages(app: App) -> None:
    app.file("a/b/c.py", "")
    assert frozen(app.imports("import a.b.c")) == ["a/b/c.py", "main.py"]


def test_a_generated_module_does_not_hide_the_authors(app: App) -> None:
    app.file("main.py", "").file("lib.py", "import main")
    with pytest.raises(ConfigError, match=r"lib\.py:1: main\.py is generated"):
        app.imports("import lib")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# \n# \xff\n", r"lib\.py:2: it is not UTF-8"),
        (b"x = 1\0\n", r"lib\.py:.*null bytes"),
        (b"x = " + b"-" * 100_000 + b"1\n", r"lib\.py:.*nested"),
        (b"x = 1" + b" + 1" * 20_000 + b"\n", r"lib\.py:.*nested too deeply"),
    ],
)
def test_what_is_no_python_is_told(app: App, content: bytes, said: str) -> None:
    (app.folder / "lib.py").write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        app.imports("import lib")


@pytest.mark.parametrize(
    "text",
    [
        "getattr(x, 'do_' + name)()",
        "globals()[name]()",
        "x.__dict__[name]()",
        "[getattr(x, n) for n in dir(x)]",
        "exec(text)",
    ],
)
def test_a_computed_name_may_be_any_function(app: App, text: str) -> None:
    body = (
        "def do_a():\n    import math, nowhere\n    do_b()\ndef do_b(): import time\n"
    )
    found = app.imports(f"{text}\n{body}")
    assert linked(found) == {"math", "time"}
    assert {(o.module, o.why) for o in found.left_out} == {
        ("nowhere", "nothing names the function around it")
    }


def test_a_constant_name_is_no_computed_one(app: App) -> None:
    found = app.imports("getattr(x, 'a')\ndef b(): import time\n")
    assert linked(found) == set()


def test_computed_attributes_may_be_lazy_ones(app: App) -> None:
    text = "import pkg\nfor n in ('gather', 'other'): getattr(pkg, n)\n"
    assert "pkg/funcs.py" in frozen(lazy_package(app).imports(text))


def test_what_may_fail_otherwise_keeps_its_handler(app: App) -> None:
    """A handler runs for what else it catches, and where a file refuses to load."""
    app.file("refuses.py", "raise ImportError")
    tries = {
        "import math\n    math.no": "Exception",
        "from math import no": "ImportError",
        "import refuses": "ImportError",
    }
    for body, caught in tries.items():
        text = f"try:\n    {body}\nexcept {caught}:\n    import time\n"
        assert "time" in linked(app.imports(text)), text


def test_a_c_module_has_no_submodules(app: App) -> None:
    with pytest.raises(ConfigError, match=r"main\.py:1: there is no module os\.path"):
        app.imports("import os.path")


def test_optional_imports(app: App) -> None:
    text = """
    try:
        import nowhere
    except ImportError:
        import time
    try:
        import math
    except ImportError:
        import elsewhere
    """
    found = app.imports(text)
    assert linked(found) == {"time", "math"}
    assert {(o.module, o.why) for o in found.left_out} == {
        ("nowhere", "its ImportError is caught"),
        ("elsewhere", "what it stands in for is there"),
    }


def lazy_package(app: App) -> App:
    return (
        app.file(
            "pkg/__init__.py",
            """
            from .core import *
            _attrs = {
                "gather": "funcs",
                "open_connection": "stream",
                "Reader": "stream",
            }
            def __getattr__(attr):
                return getattr(__import__(_attrs[attr], None, None, True, 1), attr)
            """,
        )
        .file("pkg/core.py", "import select\n")
        .file("pkg/funcs.py", "from . import core\ndef gather(): pass\n")
        .file(
            "pkg/stream.py",
            """
            class Reader: pass
            def open_connection(): import socket
            def start_server(): import ssl
            """,
        )
    )


def test_lazy_attributes_are_edges(app: App) -> None:
    found = lazy_package(app).imports("import pkg\npkg.gather()\n")
    assert frozen(found) == [
        "main.py",
        "pkg/__init__.py",
        "pkg/core.py",
        "pkg/funcs.py",
    ]
    reasons = {file.name: file.why for file in found.frozen}
    assert reasons["pkg/funcs.py"] == "pkg.gather"
    assert not found.dynamic


def test_a_lazy_attribute_brings_nothing_of_its_neighbours(app: App) -> None:
    found = lazy_package(app).imports("import pkg\npkg.Reader()\n")
    assert "pkg/stream.py" in frozen(found)
    assert linked(found) == {"select"}


def test_a_lazy_attribute_brings_what_its_function_needs(app: App) -> None:
    with pytest.raises(ConfigError, match="there is no module socket"):
        lazy_package(app).imports("import pkg\npkg.open_connection()\n")


USER = """
import pkg
from .more import help

def connects():
    return pkg.open_connection()
"""


def test_what_a_file_of_ours_lacks_is_told_at_the_users_line(app: App) -> None:
    lazy_package(App(app.folder / "lib"))
    app.folders.append(Folder(app.folder / "lib", ours=True))
    app.file("own/__init__.py", "").file("own/more.py", "def help(): pass\n")
    app.file("own/user.py", USER)
    with pytest.raises(MissingModule) as caught:
        app.imports("from own.user import connects\n")
    where = app.folder / "lib" / "pkg" / "stream.py"
    assert str(caught.value) == (
        f"{app.folder}/own/user.py:6: there is no module socket in a unikernel; it "
        f"comes with the network stack (needed at {where}:3)"
    )
    assert str(caught.value.where) == f"{where}:3"


def test_what_main_needs_itself_is_told_where_it_is_missing(app: App) -> None:
    app.folders.append(Folder(app.folder / "lib", ours=True))
    app.file("lib/needs.py", "\nimport nowhere\n")
    with pytest.raises(ConfigError, match=r"needs\.py:2: there is no module nowhere: "):
        app.imports("import needs")


@pytest.mark.parametrize("call", ["exec('1')", "eval('1')", "f = compile"])
def test_the_compiler_is_in_where_something_compiles(app: App, call: str) -> None:
    found = app.imports(f"import math\n{call}\n")
    assert found.compiler.startswith("main.py:2 uses ")


def test_dynamic_imports_need_the_compiler_only_with_a_file_system(app: App) -> None:
    assert not app.imports("__import__(name)").uses_compiler
    found = app.imports("import vfs\n__import__(name)")
    assert found.compiler == "main.py:2 may import source from a file system"


def test_modules_that_no_statement_imports(app: App) -> None:
    app.file("plugin.py", "import time")
    found = app.imports("", extra=("plugin", "math"))
    assert linked(found) == {"time", "math"}
    assert frozen(found) == ["main.py", "plugin.py"]


def test_generated_modules_are_found(app: App) -> None:
    roots = [
        Root(Frozen("build/main.py", "main.py"), "import key_gen"),
        Root(Frozen("build/key_gen.py", "key_gen.py"), "import time"),
    ]
    found = resolve(roots, app.folders, MODULES)
    assert frozen(found) == ["key_gen.py", "main.py"]


def test_a_syntax_error_is_at_its_line(app: App) -> None:
    app.file("lib.py", "x = 1\nif:\n")
    with pytest.raises(ConfigError, match=r"lib\.py:2: SyntaxError: "):
        app.imports("import lib")


def test_a_folder_may_stand_for_a_package(app: App, tmp_path: Path) -> None:
    app.file("extmod/task/__init__.py", "from . import core").file(
        "extmod/task/core.py", ""
    )
    app.folders = [Folder(tmp_path / "extmod" / "task", "task")]
    found = app.imports("import task")
    assert frozen(found) == ["main.py", "task/__init__.py", "task/core.py"]


def test_the_result_is_json(app: App) -> None:
    data = json.loads(app.imports("import math").to_json())
    assert data["linked"][-2]["module"] == "math"
    assert data["frozen"][0]["name"] == "main.py"


WEAK_IMPORT = """
    try:
        import reporter
    except ImportError:
        reporter = None
    import unikernel
"""


@pytest.mark.parametrize("logs", [True, False])
def test_a_weak_module_comes_with_another(app: App, logs: bool) -> None:
    app.file("reporter.py", "import logging\nimport json\n").file("logging.py", "")
    app.file("unikernel.py", "import logging" if logs else "pass")
    root = Root(Frozen("build/main.py", "main.py"), dedent(WEAK_IMPORT))
    weak = {"reporter": "logging"}
    found = resolve([root], app.folders, MODULES, None, weak)
    assert ("reporter.py" in frozen(found)) is logs
    assert ("json" in linked(found)) is logs
    why = [(one.module, one.why) for one in found.left_out]
    assert why == ([] if logs else [("reporter", "nothing imports logging")])


def test_a_package_takes_the_place_of_a_c_module(app: App) -> None:
    app.file("os/__init__.py", "from uos import *\n").file("os/path.py", "")
    found = app.imports("from os.path import join\n")
    assert linked(found) == {"os"}
    assert frozen(found) == ["main.py", "os/__init__.py", "os/path.py"]


def test_nothing_is_inside_a_c_module(app: App) -> None:
    with pytest.raises(ConfigError, match=r"there is no module math\.more"):
        app.imports("import math.more\n")


def test_a_module_that_only_config_py_names_is_missed_there(app: App) -> None:
    with pytest.raises(ConfigError, match=r"^config\.py:4: there is no module nosuch"):
        app.imports("", extra=["nosuch.x"])


def test_a_relative_import_may_stand_beside_an_absolute_one(app: App) -> None:
    text = """\
        try:
            from . import helper
        except ImportError:
            import helper
        """
    app.file("helper.py", "").file("unikernel.py", text)
    found = app.imports("import unikernel")
    assert "helper.py" in frozen(found)
    assert [one.why for one in found.left_out] == ["its ImportError is caught"]
