# SPDX-License-Identifier: ISC
"""What an image really has of the library: names, and frozen bytes.

``python -m tests.stdlib.measure`` writes what it finds into the facts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from echis import stdlib
from echis.inspect import report, rules
from tests.stdlib import image

_PUBLIC = """\
import importlib, inspect, json, keyword, sys, warnings
warnings.simplefilter("ignore")
found = {}
for name in sys.argv[1:]:
    try:
        module = importlib.import_module(name)
    except ImportError:
        continue
    names = getattr(module, "__all__", None) or [
        n for n, value in vars(module).items()
        if not inspect.ismodule(value)
        and getattr(value, "__module__", name) in (name, None, "builtins", "_" + name)
        and not n.endswith("_")
    ]
    public = {n for n in names if n[0] != "_" and not keyword.iskeyword(n)}
    found[name] = sorted(public)
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Of one module: the names of CPython's that it has, and those that it lacks."""

    has: tuple[str, ...]
    missing: tuple[str, ...]
    size: int


def public(names: Iterable[str]) -> dict[str, list[str]]:
    """The public names of each module, as this CPython has them."""
    command = [sys.executable, "-I", "-c", _PUBLIC, *names]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def found(folder: Path, modules: Mapping[str, stdlib.Module]) -> dict[str, Found]:
    """What an image with every present module has of them."""
    present = [m for m in modules.values() if not m.instead]
    names = public(m.name for m in present)
    for m in present:
        names[m.name] = [n for n in names.get(m.name, ()) if n not in m.later]
    programs = {_program(m.name): _text(m.name, names[m.name]) for m in present}
    image.write(folder / "app", "measured", programs)
    built = image.build(folder / "app", folder / "dist", "measured")
    printed = image.outputs(built)
    sizes = _sizes(built)
    return {
        m.name: _found(m, names[m.name], printed[_program(m.name)], sizes)
        for m in present
    }


def _program(module: str) -> str:
    return "has_" + module.replace(".", "_")


def _text(module: str, names: list[str]) -> str:
    """A program that prints the names that a module has.

    Each is asked for by a constant, so that what is loaded lazily is linked.
    """
    # An import of __future__ is taken out, whatever uses it.
    start = f"import {module} as m"
    if module == "__future__":
        start = f"m = __import__({module!r})"
    lines = [start, "", "NONE = object()", ""]
    lines += [
        f"if getattr(m, {n!r}, NONE) is not NONE:\n    print({n!r})" for n in names
    ]
    return "\n".join(lines) + "\n"


def _found(
    module: stdlib.Module, names: list[str], printed: str, sizes: Mapping[str, int]
) -> Found:
    assert "Traceback" not in printed, f"{module.name}: {printed}"
    has = set(printed.split())
    files = (module.name, *module.files)
    inside = [s for s in sizes if any(s == f or s.startswith(f"{f}.") for f in files)]
    return Found(
        has=tuple(name for name in names if name in has),
        missing=tuple(name for name in names if name not in has),
        size=sum(sizes[name] for name in inside),
    )


def _sizes(built: Path) -> dict[str, int]:
    name = built.stem
    found = image.ROOT / f"build/spt-{image.ARCH}/apps/{name}/{built.name}.map"
    sizes = report.inspect(built, found).sizes.parts
    return {part.name: part.file for part in sizes if part.group == rules.PYTHON}


def updated(modules: Mapping[str, stdlib.Module], folder: Path) -> list[stdlib.Module]:
    """The facts, with what was measured."""
    measured = found(folder, modules)
    return [
        _updated(module, measured[module.name]) if module.name in measured else module
        for module in modules.values()
    ]


def _updated(module: stdlib.Module, found: Found) -> stdlib.Module:
    shorter = len(found.has) < len(found.missing)
    return replace(
        module,
        has=found.has if shorter else (),
        missing=() if shorter else found.missing,
        size=found.size,
    )


def written(modules: Iterable[stdlib.Module]) -> str:
    """The facts as TOML."""
    entries = [_entry(module) for module in sorted(modules, key=lambda m: m.name)]
    return _HEAD + "\n".join(entries)


_HEAD = """\
# SPDX-License-Identifier: ISC
# What a unikernel has of the standard library of CPython 3.11. `missing`, `has` and
# `size` are measured by `python -m tests.stdlib.measure`; notes, private files and what
# to use instead are written by hand. docs/dsl.md shows it.

"""


def _entry(module: stdlib.Module) -> str:
    lines = ["[[module]]", f"name = {json.dumps(module.name)}"]
    for key in ("instead", "note"):
        if value := getattr(module, key):
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    for key in ("files", "later", "missing", "has"):
        if values := getattr(module, key):
            lines.append(_strings(key, values))
    if module.size:
        lines.append(f"size = {module.size}")
    return "\n".join(lines) + "\n"


def _strings(key: str, values: Iterable[str]) -> str:
    lines, line = [f"{key} = ["], "   "
    for value in values:
        word = f" {json.dumps(value)},"
        if len(line) + len(word) > 88:
            lines.append(line)
            line = "   "
        line += word
    return "\n".join([*lines, line, "]"])


def main() -> None:
    """Measure, and write the facts."""
    facts = image.ROOT / stdlib.FILE
    with tempfile.TemporaryDirectory() as folder:
        modules = updated(stdlib.load(image.ROOT), Path(folder))
    facts.write_text(written(modules), encoding="utf-8")


if __name__ == "__main__":
    main()
