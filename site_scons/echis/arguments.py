# SPDX-License-Identifier: ISC
"""The command line of the build, read once into a frozen request."""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from echis import bootvar, verbs
from echis.disk import forms, isolinux
from echis.errors import ConfigError
from echis.info import bindings
from echis.nearest import hint
from echis.verbs import TARGETS, VARIABLES, VERBS, Variable, Verb

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
_UNITS = {"": 1, "K": 1024, "M": 1024 * 1024}
# What the tenders take, Solo5's own limits.
_SECTORS = tuple(1 << bit for bit in range(9, 16))
# Operands that ask how an image is compiled, and what runs it.
_BUILT_FROM = {"context", "command"}
_NEEDS_APP = ("run", "measure", "describe", "query", "inspect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. Paths are absolute; sizes are bytes, memory is MiB."""

    root: Path
    cwd: Path
    verbs: tuple[str, ...]
    operands: tuple[str, ...] = ()
    apps: tuple[Path, ...] = ()
    targets: tuple[str, ...] = ("spt",)
    arches: tuple[str, ...] = ()
    toolchain: str = "zig"
    mode: str = "release"
    check: str = "on"
    out: Path
    args: tuple[str, ...] = ()
    mem: int | None = None
    net: Mapping[str, str]
    block: Mapping[str, Path]
    mac: Mapping[str, str] = field(default_factory=dict)
    sector: Mapping[str, int] = field(default_factory=dict)
    seconds: int = 10
    image: Path | None = None
    disks: tuple[str, ...] = ()
    compared: Path | None = None
    json: bool = False
    format: str = "text"
    evaluate: bool = True
    max_size: int | None = None
    max_mem: int | None = None
    update: str = ""
    force: bool = False
    dry_run: bool = False
    remember: bool = True
    tests: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()

    @property
    def contexts(self) -> tuple[tuple[str, str], ...]:
        """Every pair of target and arch asked for."""
        return tuple((t, a) for t in self.targets for a in self.arches)

    def output(self, name: str, target: str, arch: str) -> Path:
        """Where the image of application ``name`` goes."""
        return self.folder(arch) / f"{name}.{bindings(target)}"

    def tender(self, target: str, arch: str) -> Path:
        """Where the tender goes: beside the images that it runs."""
        return self.folder(arch) / f"solo5-{target}"

    def page(self, image: Path) -> Path:
        """Where ``inspect`` writes the page of an image; each has its own."""
        inside = image.is_relative_to(self.out)
        parts = image.relative_to(self.out).parts if inside else (image.name,)
        return self.root / "build" / f"{'-'.join(parts)}.html"

    def folder(self, arch: str) -> Path:
        """The folder of what is built for ``arch``."""
        plain = (host_arch(), "release", "zig")
        if (arch, self.mode, self.toolchain) == plain:
            return self.out
        mode = "-debug" if self.mode == "debug" else ""
        toolchain = "" if self.toolchain == "zig" else f"-{self.toolchain}"
        return self.out / f"{arch}{mode}{toolchain}"


def host_arch() -> str:
    """This machine's processor, as ``arch=`` spells it."""
    machine = platform.machine().lower()
    return _MACHINES.get(machine, machine)


def parse(
    arguments: Mapping[str, str], targets: Sequence[str], root: Path, cwd: Path
) -> Request:
    """The request in SCons's ``ARGUMENTS`` and ``COMMAND_LINE_TARGETS``.

    ``cwd`` is the caller's folder: relative paths start there.
    """
    found, operands = _verbs(targets)
    # What is no variable may be a key of the application, which is not loaded yet.
    unknown = _unknown(arguments)
    known = {k: v for k, v in arguments.items() if k not in unknown}
    values = _known(known, found)
    given = {k: v for k, v in values.items() if "." not in k}
    # A disk is named by its form, an image that is looked at by its file.
    shown = "image" in given and "inspect" in found
    request = Request(
        root=root,
        cwd=cwd,
        verbs=found,
        operands=operands,
        # The folder one stands in has no say where an image is named.
        apps=() if shown else _apps(given.get("app"), root, cwd),
        targets=_targets(given, root, found, operands),
        out=cwd / given["out"] if given.get("out") else root / "dist",
        image=_path("image", given, cwd) if shown else None,
        disks=() if shown else _disks(given.get("image")),
        compared=_path("with", given, cwd),
        update=given.get("update", ""),
        tests=given.get("tests", ""),
        keys={name.replace("-", "_"): arguments[name] for name in unknown},
        figures=_list("figures", given.get("figures", "all"), verbs.FIGURES),
        **_built(given),
        **_run(given),
        **_devices(values, cwd),
        **_shown(given),
        **_switches(given),
    )
    if shown and "app" in given:
        raise ConfigError("image= shows a file as it is: leave out app=, or image=")
    _check(request)
    return _of_this_folder(request)


def _built(given: Mapping[str, str]) -> dict[str, Any]:
    """How images are built, besides their targets."""
    return {
        "arches": _list("arch", given.get("arch", host_arch()), verbs.ARCHES),
        "toolchain": _choice("toolchain", given.get("toolchain", "zig")),
        "mode": _choice("mode", given.get("mode", "release")),
        "check": _choice("check", given.get("check", "on")),
    }


def _run(given: Mapping[str, str]) -> dict[str, Any]:
    """What a run is given, and what an image may need."""
    return {
        "args": _args(given.get("args", "")),
        "mem": _number("mem", given.get("mem")),
        "seconds": _number("seconds", given.get("seconds"), "seconds") or 10,
        "max_size": _size("max_size", given.get("max_size")),
        "max_mem": _number("max_mem", given.get("max_mem")),
    }


def _devices(values: Mapping[str, str], cwd: Path) -> dict[str, Any]:
    """What is attached to a run, by the names of its devices."""
    return {
        "net": _family("net", values),
        "block": {n: cwd / file for n, file in _family("block", values).items()},
        "mac": {n: _mac(n, text) for n, text in _family("mac", values).items()},
        "sector": {
            n: _sector(n, text) for n, text in _family("sector", values).items()
        },
    }


def _shown(given: Mapping[str, str]) -> dict[str, Any]:
    """In which form something is shown."""
    return {
        "json": _choice("json", given.get("json", "0")) == "1",
        "format": _choice("format", given.get("format", "text")),
        "evaluate": _choice("eval", given.get("eval", "on")) == "on",
    }


def _switches(given: Mapping[str, str]) -> dict[str, Any]:
    """What is on or off."""
    return {
        "force": _choice("force", given.get("force", "0")) == "1",
        "dry_run": _choice("dry_run", given.get("dry_run", "0")) == "1",
        "remember": _choice("remember", given.get("remember", "1")) == "1",
    }


def _of_this_folder(request: Request) -> Request:
    """A build of no application is of the folder one stands in, and that is told.

    In the tree's own folder it is the runtime that is built.
    """
    named = request.apps or request.image or _builds_the_runtime(request)
    if named or "build" not in request.verbs:
        return request
    return replace(request, apps=(request.cwd,))


def no_variable(name: str, keys: Sequence[str] = ()) -> ConfigError:
    """What is said of a name that is neither a variable nor one of ``keys``."""
    for variable in VARIABLES:
        if variable.is_family and variable.stem == name:
            return ConfigError(f"{name}= names no device: write {variable.name}=…")
    names = [variable.name for variable in VARIABLES]
    return ConfigError(f'there is no variable "{name}"{hint(name, [*names, *keys])}')


def _unknown(arguments: Mapping[str, str]) -> list[str]:
    stems = {variable.stem for variable in VARIABLES if not variable.is_family}
    return [
        name
        for name in arguments
        if name.replace("-", "_") not in stems and "." not in name
    ]


def _verbs(targets: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = {verb.name: verb for verb in VERBS}
    found: list[str] = []
    operands: list[str] = []
    for word in targets:
        if word in known:
            found.append(word)
        elif found and word in known[found[-1]].operands:
            operands.append(word)
        else:
            raise _no_verb(word, known, found[-1] if found else "")
    return tuple(found) or ("build",), tuple(operands)


def _no_verb(word: str, known: Mapping[str, Verb], before: str) -> ConfigError:
    """What is said of a word that is no verb; after ``before`` it may be an operand."""
    near = hint(word, known[before].operands) if before else ""
    if near.startswith("; did you mean"):
        return ConfigError(f'{before} has no operand "{word}"{near}')
    return ConfigError(f'there is no verb "{word}"{hint(word, known)}')


def _disks(text: str | None) -> tuple[str, ...]:
    return () if text is None else _list("image", text, verbs.DISKS)


def _known(arguments: Mapping[str, str], found: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in arguments.items():
        stem, dot, device = name.partition(".")
        stem = stem.replace("-", "_")
        variable = _variable(stem, bool(dot), name)
        if dot and not device:
            raise ConfigError(f"{name}= names no device: write {variable.name}=…")
        if variable.verbs and not set(variable.verbs) & set(found):
            *others, last = variable.verbs
            only = f"{', '.join(others)} and {last}" if others else last
            raise ConfigError(
                f"{name}= means something only to {only}; add the verb or leave it out"
            )
        values[stem + dot + device] = value
    return values


def _variable(stem: str, dotted: bool, name: str) -> Variable:
    for variable in VARIABLES:
        if variable.stem == stem and variable.is_family == dotted:
            return variable
        if variable.stem == stem and variable.is_family:
            raise ConfigError(f"{name}= names no device: write {variable.name}=…")
    raise no_variable(name)


def _apps(text: str | None, root: Path, cwd: Path) -> tuple[Path, ...]:
    if text is None:
        return (cwd,) if cwd != root and (cwd / "config.py").is_file() else ()
    # A comma may also be part of a folder's name.
    parts = [text] if (cwd / text).exists() else text.split(",")
    if not all(parts):
        raise ConfigError(f'app="{text}" holds an empty name: give a folder')
    # The examples of the papers are named from the root, wherever one stands.
    folders = [f if (f := cwd / part).exists() else root / part for part in parts]
    folders = [
        f if f.exists() else cwd / p for f, p in zip(folders, parts, strict=True)
    ]
    return tuple(f.parent if f.name == "config.py" else f for f in folders)


def built_targets(root: Path) -> tuple[str, ...]:
    """The targets that images can be built for: those that have bindings."""
    files = (root / "runtime" / "bindings").glob("*/target.toml")
    built = {file.parent.name for file in files}
    return tuple(name for name in TARGETS if bindings(name) in built)


def _targets(
    given: Mapping[str, str], root: Path, found: Sequence[str], operands: Sequence[str]
) -> tuple[str, ...]:
    here, text = built_targets(root), given.get("target", "spt")
    every = tuple(name for name in here if bindings(name) == name)
    chosen = every if text == "all" else _list("target", text, TARGETS)
    # What is only looked at may be of a target that cannot be built yet.
    looked_at = _BUILT_FROM.isdisjoint(operands) and set(found) <= {
        *("check", "describe", "query"),
        *(["build"] if given.get("dry_run") == "1" else []),
    }
    for name in chosen:
        if name not in here and not looked_at:
            raise ConfigError(
                f"target={name} is not built yet; there are {', '.join(here)}"
            )
    if not looked_at:
        _check_images(chosen)
    return chosen


def _check_images(targets: Sequence[str]) -> None:
    """Refuses two targets whose images are one file."""
    owners: dict[str, str] = {}
    for name in targets:
        other = owners.setdefault(bindings(name), name)
        if other != name:
            raise ConfigError(
                f"target={other} and target={name} make one file, "
                f"NAME.{bindings(name)}: build one of them, and the other with out="
            )


def _list(name: str, text: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if text == "all":
        return values
    return tuple(dict.fromkeys(_one(name, part, values) for part in text.split(",")))


def _choice(name: str, text: str) -> str:
    (values,) = (v.values for v in VARIABLES if v.name == name)
    return _one(name, text, values)


def _one(name: str, text: str, values: tuple[str, ...]) -> str:
    if text not in values:
        raise ConfigError(f"{name}={text} is not known{hint(text, values)}")
    return text


def _args(text: str) -> tuple[str, ...]:
    words = bootvar.split(text)
    bootvar.join(words)
    return words


def _family(stem: str, values: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, value in values.items():
        family, _, device = name.partition(".")
        if family == stem and device:
            if not value:
                raise ConfigError(f"{name}= is empty: say what to attach")
            found[device] = value
    return found


def _mac(name: str, text: str) -> str:
    if not re.fullmatch("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}", text):
        raise ConfigError(
            f"mac.{name}={text} is no address: write six bytes, as 02:00:00:00:00:01"
        )
    return text


def _sector(name: str, text: str) -> int:
    if text not in map(str, _SECTORS):
        raise ConfigError(
            f"sector.{name}={text} is no sector size: take a power of two from "
            f"{_SECTORS[0]} to {_SECTORS[-1]}"
        )
    return int(text)


def _number(name: str, text: str | None, unit: str = "MiB") -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise ConfigError(f'{name}="{text}" is no number of {unit} above 0')
    return int(text)


def _size(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    match = re.fullmatch(r"([0-9]{1,12})([KM]?)", text)
    if not match:
        raise ConfigError(f'{name}="{text}" is no size: write 300000, 300K or 1M')
    return int(match[1]) * _UNITS[match[2]]


def _path(name: str, given: Mapping[str, str], cwd: Path) -> Path | None:
    if name not in given:
        return None
    path = cwd / given[name]
    if not path.is_file():
        raise ConfigError(f"{name}={given[name]}: there is no such file")
    return path


def _check(request: Request) -> None:
    if not (request.apps or request.image):
        _check_alone(request)
    if "run" in request.verbs:
        count = len(request.contexts) * max(1, len(request.apps))
        if count > 1:
            raise ConfigError(
                f"run takes one image, and here are {count}: "
                f"give one app, one target and one arch"
            )
    if request.compared and not request.image:
        raise ConfigError("with= compares two images: give image= as well")
    if request.disks:
        forms.check(request.disks, request.contexts, boots="run" in request.verbs)
        isolinux.command_line(request.args)
    elif request.args and not {"run", "measure"} & set(request.verbs):
        raise ConfigError(
            "args= means something only to run and measure, and in a disk (image=); "
            "add one of them or leave it out"
        )


def _check_alone(request: Request) -> None:
    """Of what no application is named for, and none is where one stands."""
    for what in _needing_an_application(request):
        raise ConfigError(
            f"{what} needs an application: give app=FOLDER, or go to a folder with a "
            f"config.py"
        )
    # A key is one of an application: which it is nobody can tell.
    for name in request.keys:
        raise no_variable(name)


def _needing_an_application(request: Request) -> list[str]:
    given = {
        "max_size=": request.max_size,
        "max_mem=": request.max_mem,
        "image=": request.disks or None,
    }
    return [
        *(v for v in request.verbs if v in _NEEDS_APP and not _of_context(request, v)),
        *(name for name, value in given.items() if value is not None),
        *(["dry_run=1"] if request.dry_run and _builds_the_runtime(request) else []),
    ]


def _builds_the_runtime(request: Request) -> bool:
    """Whether a build is of no application; anywhere else it is of that folder."""
    return "build" in request.verbs and request.cwd == request.root


def _of_context(request: Request, verb: str) -> bool:
    """Whether it is ``describe context``, which is about no application."""
    return verb == "describe" and "context" in request.operands
