# SPDX-License-Identifier: ISC
"""The Python runtime's C files and the headers generated from them, per context.

The names (QSTRs), root pointers, error texts and modules of all sources are
collected once per context: the superset that every application's image shares.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from echis import program, tables
from echis.errors import ConfigError
from echis.location import Location

VENDORED = "vendor/micropython"
PORT = "runtime/micropython"
PORT_FILE = f"{PORT}/port.toml"
# The one file of the core that is compiled per application, against its modules.
MODULE_TABLE = f"{VENDORED}/py/objmodule.c"

# What is looked for in a preprocessed file: py/makeqstrdefs.py's own patterns.
_PATTERNS = {
    "qstr": re.compile(r"MP_QSTR_[_a-zA-Z0-9]+"),
    "compress": re.compile(r'MP_COMPRESSED_ROM_TEXT\("([^"]*)"\)'),
    "module": re.compile(
        r"(?:MP_REGISTER_MODULE|MP_REGISTER_EXTENSIBLE_MODULE"
        r"|MP_REGISTER_MODULE_DELEGATION)\(.*?,\s*.*?\);"
    ),
    "root_pointer": re.compile(r"MP_REGISTER_ROOT_POINTER\(.*?\);"),
}

_REGISTRATION = re.compile(
    r"MP_REGISTER_(EXTENSIBLE_MODULE|MODULE_DELEGATION|MODULE)"
    r"\((?:MP_QSTR_)?(\w+),\s*(\w+)\);"
)

_KINDS = ("MODULE", "EXTENSIBLE_MODULE")

GENERATED = (
    "mpversion.h",
    "qstrdefs.preprocessed.h",
    "qstrdefs.generated.h",
    "moduledefs.collected",
    "moduledefs.h",
    "root_pointers.h",
    "compressed.data.h",
)


# What the tools read that make them, beside them.
BETWEEN = ("qstrdefs.quoted.h", "root_pointers.collected", "compressed.collected")


@dataclass(frozen=True, slots=True)
class Source:
    """One C or assembly file, relative to the project's root.

    `flags` are its own. An image takes it only with one of `modules`, where it
    names any.
    """

    path: str
    part: str
    flags: tuple[str, ...] = ()
    modules: frozenset[str] = frozenset()

    @property
    def has_names(self) -> bool:
        """Whether the file may mention names, modules, pointers and error texts."""
        return self.part.startswith("micropython")

    def fits(self, linked: frozenset[str]) -> bool:
        """Whether an image with these C modules takes the file."""
        return not self.modules or not linked.isdisjoint(self.modules)


@dataclass(frozen=True, slots=True)
class Registration:
    """One `MP_REGISTER_…` of a C file: a module's name and the object it is."""

    kind: str
    name: str
    object: str


@dataclass(frozen=True, slots=True)
class CModules:
    """C modules to choose from; `fixed` ones go before Python files of their name."""

    fixed: frozenset[str]
    extensible: frozenset[str]

    def __or__(self, other: CModules) -> CModules:
        """Both together."""
        return CModules(self.fixed | other.fixed, self.extensible | other.extensible)


@dataclass(frozen=True, slots=True)
class Port:
    """What `port.toml` says of the runtime for one arch."""

    sources: tuple[Source, ...]
    modules: CModules


def load(root: Path, arch: str) -> Port:
    """The port's description."""
    table = tables.read(root / PORT_FILE)
    groups = [_group(group, arch) for group in table.tables("group")]
    modules = table.table("modules")
    fixed, extensible = modules.strings("fixed"), modules.strings("extensible")
    modules.done()
    table.done()
    return Port(
        tuple(source for group in groups for source in group),
        CModules(frozenset(fixed), frozenset(extensible)),
    )


def _group(group: tables.Table, arch: str) -> list[Source]:
    folder, part = group.string("folder"), group.string("part")
    files = [f"{folder}/{file.format(arch=arch)}" for file in group.strings("files")]
    flags = group.strings("flags", ())
    modules = frozenset(group.strings("modules", ()))
    group.done()
    return [Source(file, part, flags, modules) for file in files]


def flags(generated_dir: str, mode: str) -> list[str]:
    """What every file of the runtime needs; `generated_dir` holds `genhdr/`."""
    return [
        *(["-DNDEBUG"] if mode == "release" else []),
        f"-I{generated_dir}",
        f"-I{PORT}",
        "-I.",
        "-isystem",
        VENDORED,
        '-DFFCONF_H="lib/oofatfs/ffconf.h"',
        *[f"-DLFS{n}_{what}" for n in (1, 2) for what in _LFS],
    ]


# littlefs on its caller's buffers, and silent: errors are return values.
_LFS = ("NO_MALLOC", "NO_DEBUG", "NO_WARN", "NO_ERROR", "NO_ASSERT")


def including_names(place: str) -> list[str]:
    """Flags of files that use the names of an application's own C modules."""
    return ["-include", f"{place}/frozen_names.h"]


def preprocess_command(compile_command: list[str]) -> list[str]:
    """A compile command without its source, as one that preprocesses to stdout.

    The source goes at its end.
    """
    words = iter(compile_command)
    kept: list[str] = []
    for word in words:
        if word in ("-MF", "-o", "-c"):
            next(words)
        elif word != "-MD":
            kept.append(word)
    return [*kept, "-DNO_QSTR", "-E", "-P", "-w"]


def names_in(text: str) -> dict[str, list[str]]:
    """What a preprocessed file mentions, by kind, sorted."""
    return {
        kind: sorted(set(pattern.findall(text))) for kind, pattern in _PATTERNS.items()
    }


def names_of(command: list[str]) -> dict[str, list[str]]:
    """What the file mentions that a preprocess command ends with."""
    return names_in(_preprocessed(command))


def _preprocessed(command: list[str]) -> str:
    run = program.output(command)
    if run.returncode:
        raise ConfigError(f"cannot preprocess {command[-1]}:\n{run.stderr.strip()}")
    return run.stdout


def merged(found: Iterable[dict[str, list[str]]]) -> dict[str, list[str]]:
    """The union of what many files mention."""
    union: dict[str, set[str]] = {kind: set() for kind in _PATTERNS}
    for names in found:
        for kind, items in names.items():
            union[kind].update(items)
    return {kind: sorted(items) for kind, items in union.items()}


def version_header(version: str) -> str:
    """`mpversion.h` from the lock's version: no date, no git, no folder."""
    tag = "v" + version.partition("+")[0]
    return (
        f'#define MICROPY_GIT_TAG "{tag}"\n'
        '#define MICROPY_GIT_HASH "<no hash>"\n'
        '#define MICROPY_BUILD_DATE "echis"\n'
    )


def registrations(lines: Iterable[str]) -> list[Registration]:
    """The registrations in collected `module` lines."""
    matches = [_REGISTRATION.search(line) for line in lines]
    return [Registration(*match.groups()) for match in matches if match]


def modules_in(lines: Iterable[str]) -> CModules:
    """The C modules that collected lines, or the text of a C file, register."""
    found = registrations(lines)
    kinds = {kind: {r.name for r in found if r.kind == kind} for kind in _KINDS}
    return CModules(frozenset(kinds["MODULE"]), frozenset(kinds["EXTENSIBLE_MODULE"]))


def check_modules(lines: Iterable[str], listed: Iterable[str]) -> None:
    """Refuse a `port.toml` whose modules are not those that the C files register."""
    found = modules_in(lines)
    differing = (found.fixed | found.extensible) ^ set(listed)
    if differing:
        names = ", ".join(sorted(differing))
        raise ConfigError(
            f"[modules] and the C files differ in {names}", Location(PORT_FILE)
        )


def reduced(lines: Iterable[str], linked: frozenset[str]) -> list[str]:
    """The `module` lines that concern the linked modules."""
    lines = list(lines)
    objects = {r.object for r in registrations(lines) if r.name in linked}
    return [
        line for line in lines for r in registrations([line]) if _concerns(r, objects)
    ]


def _concerns(registration: Registration, objects: set[str]) -> bool:
    if registration.kind == "MODULE_DELEGATION":
        return registration.name in objects
    return registration.object in objects


@dataclass(frozen=True, slots=True)
class Headers:
    """The generator of one folder of headers, with the vendored tools."""

    vendored: Path
    folder: Path

    def write(self, name: str, text: str) -> Path:
        """A file of the folder, left alone when it says the same already."""
        path = self.folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return path

    def tool(self, script: str, *args: str | Path) -> str:
        """What one of the vendored `py/make*.py` prints."""
        command = [sys.executable, str(self.vendored / "py" / script), *map(str, args)]
        run = program.output(command)
        if run.returncode:
            raise ConfigError(f"{script} failed: {run.stderr.strip() or run.stdout}")
        return run.stdout

    def write_modules(self, lines: list[str]) -> None:
        """`moduledefs.h` of the given registrations."""
        collected = self.write("moduledefs.collected", "\n".join(lines) + "\n")
        self.write("moduledefs.h", self.tool("makemoduledefs.py", collected))

    def write_all(self, commands: dict[str, list[str]], jobs: int) -> None:
        """Every header but `mpversion.h`, from files and how each is preprocessed."""
        with ThreadPoolExecutor(jobs) as pool:
            lines = [[*command, path] for path, command in commands.items()]
            names = merged(pool.map(names_of, lines))
        self.write_modules(names["module"])
        pointers = self.write("root_pointers.collected", _lines(names["root_pointer"]))
        self.write("root_pointers.h", self.tool("make_root_pointers.py", pointers))
        texts = self.write("compressed.collected", _lines(names["compress"]))
        self.write("compressed.data.h", self.tool("makecompresseddata.py", texts))
        self._write_qstrs(names["qstr"], next(iter(commands.values())))

    def _write_qstrs(self, names: list[str], preprocess: list[str]) -> None:
        quoted = self.write("qstrdefs.quoted.h", self._quoted(names))
        plain = _preprocessed([*preprocess, str(quoted)])
        text = re.sub(r'^"(Q\(.*\))"$', r"\1", plain, flags=re.MULTILINE)
        defs = self.write("qstrdefs.preprocessed.h", text)
        self.write("qstrdefs.generated.h", self.tool("makeqstrdata.py", defs))

    def _quoted(self, names: list[str]) -> str:
        """All definitions; names are quoted, so that no macro changes them."""
        own = (self.vendored / "py" / "qstrdefs.h").read_text(encoding="utf-8")
        text = own + "\n" + _lines(f"Q({name[8:]})" for name in names)
        return re.sub(r"^(Q\(.*\))$", r'"\1"', text, flags=re.MULTILINE)


def _lines(items: Iterable[str]) -> str:
    return "".join(f"{item}\n" for item in items)
