# SPDX-License-Identifier: ISC
"""SCons tool: the Python of an application.

Of an application are its frozen code, the table of the modules it imports, and its
own C modules; the rest is the context's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis import c_names, codegen, imports
from echis import micropython as port
from echis.freeze import Frozen
from echis.imports import Imports, Root
from echis.location import Location
from echis.reported import status_of
from echis.search_path import LIBRARIES


@dataclass(frozen=True, slots=True)
class Python:
    """What one application adds: its objects, and why they are what they are."""

    objects: list[Any]
    imports: Imports


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(python, "Python")
    env.AddMethod(import_graph, "ImportGraph")


def exists(env):
    """True: what it needs is in our Python."""
    return True


def python(env, shared, name, folders, generated, modules, c_modules=()) -> Python:
    """The Python of an application: its objects and its import graph.

    `folders` hold its files and its packages; `generated` are the modules it starts
    with, file name to text; `modules` are imported by no statement, each with who
    asks for it; `c_modules` are C files.
    """
    context = env["ECHIS_CONTEXT"]
    place = f"{context.build_dir}/apps/{name}"
    roots = [
        Root(Frozen(f"{place}/{file}", file), text) for file, text in generated.items()
    ]
    for root in roots:
        env.Generated(root.frozen.source, root.text)
    own = [env.OwnC(file, folders[0].path) for file in c_modules]
    found = env.ImportGraph(roots, folders, shared.modules, modules, c_modules)
    env.Generated(f"{place}/imports.json", found.to_json())
    return Python(_objects(env, shared, place, found, own), found)


def import_graph(env, roots, folders, known, modules, c_modules) -> Imports:
    """What an image of these roots consists of; nothing is built for it."""
    own = [env.OwnC(file, folders[0].path) for file in c_modules]
    c_names.check({file.path: file.text for file in own}, known)
    for file in own:
        known |= file.modules
    named = {m: Location(file.path) for file in own for m in file.modules.fixed}
    named |= modules
    return imports.resolve(roots, [*folders, *LIBRARIES], known, named, codegen.WEAK)


def _objects(env, shared, place: str, found: Imports, own):
    core = {
        s.path: shared.objects[s.path]
        for s in shared.sources
        if s.path in shared.objects and s.fits(found.modules)
    }
    if not found.uses_compiler:
        core |= shared.without_compiler
    frozen, names = env.FrozenPython(shared, place, found.frozen, own)
    return [
        *core.values(),
        _module_table(env, shared, place, found, own, names),
        frozen,
        *[env.OwnObject(shared, place, file, names) for file in own],
    ]


def _module_table(env, shared, place: str, found: Imports, own, names):
    """`objmodule.o` with the table of this application's modules."""
    context = env["ECHIS_CONTEXT"]
    collected = shared.headers["moduledefs.collected"]
    extra = [line for file in own for line in file.registrations]
    linked = sorted(found.modules)
    listed = sorted(shared.modules.fixed | shared.modules.extensible)

    def write(target, source, env):
        lines = Path(str(source[0])).read_text(encoding="utf-8").splitlines()
        maker = port.Headers(Path(port.VENDORED), Path(place, "genhdr"))
        chosen = port.reduced([*lines, *extra], frozenset(linked))
        return status_of(port.check_modules, lines, listed) or status_of(
            maker.write_modules, chosen
        )

    asked = env.Value(" ".join([*linked, *extra]))
    table = env.Step(
        f"{place}/genhdr/moduledefs.h", [collected, asked], write, f"GEN {place}/genhdr"
    )
    env.Clean(table, f"#{place}/genhdr/moduledefs.collected")
    flags = [f"-I{place}", *port.flags(context.build_dir, context.mode)]
    depends = [table, *shared.common]
    if own:
        flags += port.including_names(place)
        depends += [names]
    return env.Freestanding(
        port.MODULE_TABLE,
        part="micropython",
        depends=depends,
        flags=flags,
        where=f"obj-{Path(place).name}",
    )
