# SPDX-License-Identifier: ISC
"""What a module of the application uses of the modules of an image.

The stubs describe more than the port has, and sometimes less. What there is decides
here: modules by the port's list, names by the Python files that are frozen.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from echis import erasure, stdlib, units
from echis.typecheck.modules import Modules, absolute


@dataclass(slots=True)
class Presence:
    """Uses of one file: what is missing, each with its line, and what is there.

    ``imports`` are the modules that it imports, and names that may be modules.
    """

    missing: set[tuple[int, str]] = field(default_factory=set)
    there: set[tuple[int, str]] = field(default_factory=set)
    imports: list[str] = field(default_factory=list)


def look(text: str, package: str, modules: Modules) -> Presence:
    """What a file of ``package`` uses; nothing where it is no Python: others tell."""
    found = Presence()
    try:
        text = erasure.erased(text)
        scanned, tree = units.scan(text, ""), ast.parse(text)
    except (SyntaxError, ValueError):
        return found
    for unit in scanned.units:
        for one in unit.imports:
            module = absolute(one.module, one.level, package)
            found.imports += [module, f"{module}.{one.attribute}"]
            if not (one.level or one.optional):
                _imported(one, modules, found)
    uses = _Uses()
    uses.visit(tree)
    for line, module, name in uses.found():
        if modules.has(module):
            _named(line, module, name, modules, found)
    return found


def _imported(one: units.Import, modules: Modules, found: Presence) -> None:
    if not modules.has(one.module):
        why = f"there is no module {one.module} in an image"
        if other := stdlib.instead(one.module):
            why += f"; {other}"
        found.missing.add((one.line, why))
    elif one.attribute not in ("", "*"):
        _named(one.line, one.module, one.attribute, modules, found)


def _named(
    line: int, module: str, name: str, modules: Modules, found: Presence
) -> None:
    if modules.is_ours(module) and stdlib.lacks(module, name):
        found.missing.add((line, f"{module} has no {name} in an image"))
        return
    if stdlib.later(module, name) and not modules.has("socket"):
        why = f"{module} has no {name} in an image: it comes with the network stack"
        found.missing.add((line, why))
        return
    names = modules.names(module)
    if name in names.known or modules.has(f"{module}.{name}"):
        found.there.add((line, name))
    elif names.complete and not name.startswith("__"):
        found.missing.add((line, f"{module} has no {name} in an image"))


class _Uses(ast.NodeVisitor):
    """Attributes of names that imports bind to modules, and nothing else does.

    Those that the file asks for by `hasattr` may be missing, and those that it goes
    without under `except AttributeError`.
    """

    def __init__(self) -> None:
        self._modules: dict[str, str] = {}
        self._bound: set[str] = set()
        self._attributes: list[tuple[int, str, str]] = []
        self._asked: set[tuple[str, str]] = set()

    def found(self) -> list[tuple[int, str, str]]:
        """Line, module and name of each."""
        return [
            (line, self._modules[name], attribute)
            for line, name, attribute in self._attributes
            if name in self._modules
            and name not in self._bound
            and (name, attribute) not in self._asked
        ]

    def visit_Call(self, node: ast.Call) -> None:
        match node:
            case ast.Call(
                func=ast.Name("hasattr"),
                args=[ast.Name(name), ast.Constant(str(attribute))],
            ):
                self._asked.add((name, attribute))
        self.generic_visit(node)

    def visit_Try(self, node: ast.Try) -> None:
        caught = {
            one.id
            for handler in node.handlers
            if handler.type
            for one in ast.walk(handler.type)
            if isinstance(one, ast.Name)
        }
        before = len(self._attributes)
        for statement in node.body:
            self.visit(statement)
        if "AttributeError" in caught:
            del self._attributes[before:]
        for rest in (*node.handlers, *node.orelse, *node.finalbody):
            self.visit(rest)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            module = alias.name if alias.asname else alias.name.split(".")[0]
            name = alias.asname or module
            if self._modules.setdefault(name, module) != module:
                self._bound.add(name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._bound |= {alias.asname or alias.name for alias in node.names}

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bound.add(node.id)

    def visit_arg(self, node: ast.arg) -> None:
        self._bound.add(node.arg)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name):
            self._attributes.append((node.lineno, node.value.id, node.attr))
        self.generic_visit(node)
