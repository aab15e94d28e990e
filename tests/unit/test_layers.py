# SPDX-License-Identifier: ISC
"""The echis package: free of SCons, free of cycles, and its layers in order."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "site_scons" / "echis"

# What the eDSL is made of, lowest first. A module may use those before it.
LANGUAGE = (
    "location", "errors", "nearest", "module_names", "literals", "type", "separated",
    "arg", "value", "key", "checked", "manifest", "action", "install", "package",
    "lists", "callbacks", "device", "impl", "graph", "engine", "application", "origin",
    "info", "version",
    "unikernel", "entry", "codegen", "verbs", "c_source", "requires", "python_errors",
    "config_loader",
)  # fmt: skip


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(path: Path) -> set[str]:
    """Every module that ``path`` imports, wherever the statement stands."""
    found: set[str] = set()
    for node in _running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, path)
            names = {f"{module}.{alias.name}" for alias in node.names}
            # "from echis import key" is the module key, not the package.
            modules = names & set(MODULES)
            found |= modules if modules == names else {module, *modules}
    return found


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes below ``tree``, without what only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)):
            yield node
            yield from _running(node)


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = path.parent.relative_to(PACKAGE.parent).parts
    start = package[: len(package) - node.level + 1]
    return ".".join([*start, *([node.module] if node.module else [])])


@pytest.mark.parametrize("module", MODULES)
def test_no_scons(module: str) -> None:
    used = {name.split(".")[0] for name in _imports(MODULES[module])}
    assert "SCons" not in used


def test_no_cycle() -> None:
    graph = {m: (_imports(p) & set(MODULES)) - {m} for m, p in MODULES.items()}
    # A sub-package's own modules name it only to find each other.
    for name, needs in graph.items():
        needs -= {package for package in needs if name.startswith(package + ".")}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("position", range(len(LANGUAGE)), ids=LANGUAGE)
def test_language_looks_down_only(position: int) -> None:
    name = LANGUAGE[position]
    allowed = {f"echis.{lower}" for lower in LANGUAGE[:position]}
    used = _imports(MODULES[f"echis.{name}"]) & set(MODULES)
    assert used <= allowed


def test_engine_knows_no_device() -> None:
    users = {
        name
        for name, path in MODULES.items()
        if any(used.startswith("echis.devices") for used in _imports(path))
        and not name.startswith("echis.devices")
    }
    assert users == {"echis"}


def test_nothing_that_is_made_or_fetched_is_committed() -> None:
    """Not even a link: checking it out would replace the folder of that name."""
    words = ["git", "ls-files", "vendor", "build", "dist"]
    listed = subprocess.run(words, cwd=PACKAGE.parents[1], capture_output=True)
    assert listed.stdout == b""
