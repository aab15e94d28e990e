# SPDX-License-Identifier: ISC
"""From implementations to the resolved graph, and the folds over it.

It knows no device and no target: those are data of what it is given.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from echis.callbacks import several
from echis.device import Device
from echis.errors import ConfigError
from echis.graph import Graph, Node
from echis.impl import App, Applied, Dev, If
from echis.key import Key, get, target
from echis.location import Location
from echis.manifest import Entry, Wanted, name_error
from echis.package import Package, merge
from echis.type import Impl
from echis.value import Context


def resolve(jobs: Sequence[Impl[Any]], context: Context) -> Graph:
    """The graph of ``jobs`` for ``context``; equal devices become one node."""
    # A dict keeps the order of insertion: this is the post-order.
    nodes: dict[Node, int] = {}
    seen: dict[int, int] = {}

    def visit(impl: Impl[Any]) -> int:
        # What config.py shares is looked at once; it lives as long as `jobs`.
        if id(impl) not in seen:
            seen[id(impl)] = visited(impl)
        return seen[id(impl)]

    def visited(impl: Impl[Any]) -> int:
        chosen = choose(impl, context)
        deps = tuple(visit(dep) for dep in chosen.deps)
        args = tuple(visit(arg) for arg in chosen.args)
        return nodes.setdefault(Node(chosen.device, args, deps), len(nodes))

    # What is one device runs once, as often as it is listed.
    indices = tuple(dict.fromkeys(visit(job) for job in jobs))
    graph = Graph(tuple(nodes), indices)
    _check_targets(graph, get(context, target))
    return graph


def choose(impl: Impl[Any], context: Context) -> Dev[Any]:
    """The device that ``impl`` is in ``context``."""
    if isinstance(impl, App):
        functor = _branch(impl.function, context)
        assert isinstance(functor, Applied), functor
        return choose(functor.apply(impl.args, impl.function.location), context)
    if isinstance(impl, If):
        return choose(_branch(impl, context), context)
    assert isinstance(impl, Dev), impl
    return impl


def _branch(choice: If[Any], context: Context) -> Any:
    found = choice.pick(_chosen(choice, context))
    if isinstance(found, Applied) and isinstance(found.head, If):
        inner = _branch(found.head, context)
        return inner.apply(found.args, choice.location)
    return found


def _chosen(choice: If[Any], context: Context) -> Any:
    """What the choice is made by; its author's functions may fail."""
    try:
        found = choice.value.eval(context)
    except ConfigError:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {error}".replace("\n", " ")
        raise ConfigError(f"this choice failed: {said}", choice.location) from None
    if choice.holds and type(found) is not bool:
        said = f"if_impl chooses by True or False, got {found!r}"
        raise ConfigError(said, choice.location)
    return found


def _check_targets(graph: Graph, name: str) -> None:
    for index, node in enumerate(graph.nodes):
        device = node.device
        if device.targets and name not in device.targets:
            raise ConfigError(
                f"{device.name} does not exist for target={name}: it needs "
                f"target={' or '.join(device.targets)}",
                graph.location(index),
            )


def every(jobs: Sequence[Impl[Any]]) -> tuple[Dev[Any] | If[Any], ...]:
    """The devices and choices of every branch of ``jobs``, each once, in order."""
    found: dict[int, Any] = {}

    def visit(impl: Any) -> None:
        if id(impl) in found:
            return
        for inner in _inside(impl):
            visit(inner)
        if isinstance(impl, Applied) and isinstance(impl.head, Device):
            # A functor of a branch: its device, short of its arguments.
            found.setdefault(id(impl), Dev(impl.head, impl.args, impl.deps))
        elif isinstance(impl, Dev | If):
            found.setdefault(id(impl), impl)

    for job in jobs:
        visit(job)
    return tuple(found.values())


def _inside(impl: Any) -> Iterator[Any]:
    if isinstance(impl, If):
        yield from (branch for _, branch in impl.branches)
        yield impl.default
    elif isinstance(impl, App):
        yield impl.function
        yield from impl.args
    elif isinstance(impl, Applied):
        yield from (*impl.deps, *impl.args)
        if isinstance(impl.head, If):
            yield impl.head
    else:
        yield from (*impl.deps, *impl.args)


def all_devices(jobs: Sequence[Impl[Any]]) -> tuple[Device, ...]:
    """The devices of every branch of ``jobs``, chosen or not, each once."""
    found = (one.device for one in every(jobs) if isinstance(one, Dev))
    return tuple(dict.fromkeys(found))


def all_keys(jobs: Sequence[Impl[Any]]) -> tuple[Key[Any], ...]:
    """The keys of every branch and of every choice, each once, by name."""
    found: list[Key[Any]] = []
    for one in every(jobs):
        found += one.device.all_keys if isinstance(one, Dev) else one.value.deps
        if isinstance(one, Dev) and one.device.packages_v:
            found += one.device.packages_v.deps
    return unique_keys((key for key in found if key != target), same=_read_alike)


def keys(graph: Graph) -> tuple[Key[Any], ...]:
    """The keys of the devices of ``graph``, each once, by name."""
    return unique_keys(key for device in graph.devices() for key in device.all_keys)


def _read_alike(one: Key[Any], other: Key[Any]) -> bool:
    """Whether two keys differ in their defaults at most: branches may do so."""
    shapes = [
        (key.arg.kind, key.arg.converter, key.options, key.arg.stage, key.secret)
        for key in (one, other)
    ]
    return shapes[0] == shapes[1]


def unique_keys(
    found: Iterable[Key[Any]], same: Callable[[Any, Any], bool] = operator.eq
) -> tuple[Key[Any], ...]:
    """Each key once, by name; two of one name that are not ``same`` are refused."""
    named: dict[str, Key[Any]] = {}
    for key in found:
        other = named.setdefault(key.function, key)
        if not same(other, key):
            mine, theirs = _users_first(key, other)
            raise ConfigError(
                f'the key "{key.name}" is also {_made(theirs)}, and differs from it',
                mine.location,
            )
    _check_options(named.values())
    return tuple(named[name] for name in sorted(named))


def manifest(graph: Graph, context: Context) -> tuple[Entry, ...]:
    """What the devices of ``graph`` ask of the host, in connect order."""
    owners: dict[str, Any] = {}
    entries: list[Entry] = []
    for node in graph.nodes:
        for wanted in node.device.manifest:
            entry = _entry(wanted, context, node.device.location)
            owner = owners.setdefault(entry.name, node)
            if owner is not node:
                raise ConfigError(
                    f"{node.device.name} and {owner.device.name} (at "
                    f"{owner.device.location}) are two devices, and both are called "
                    f'"{entry.name}"',
                    node.device.location,
                )
            entries.append(entry)
    return tuple(entries)


def _entry(wanted: Wanted, context: Context, where: Location) -> Entry:
    name = wanted.name
    if isinstance(name, Key):
        name = get(context, name)
        if error := name_error(name):
            said = f"{wanted.name.name}={name}: {error}"
            raise ConfigError(said, wanted.name.location or where)
    return Entry(name, wanted.type)


def packages(graph: Graph, context: Context) -> tuple[Package, ...]:
    """The packages that the devices ask for, merged by name."""
    found: list[Package] = []
    for device in graph.devices():
        found += device.packages
        found += _chosen_packages(device, context)
    return merge(found)


def _chosen_packages(device: Device, context: Context) -> list[Package]:
    value, what = device.packages_v, f"packages_v of {device.name}"
    if value is None:
        return []
    return several(what, device.location, Package, value.eval, context)


def connecting(graph: Graph) -> dict[str, Location]:
    """The modules of devices that config.py makes itself, and its lines."""
    return {
        device.module: device.location
        for device in graph.devices()
        if device.module and device.location and not device.source
    }


def modules(graph: Graph) -> dict[str, Location]:
    """Modules to keep although no import statement names them, sorted, and the
    line of ``config.py`` that asks for each.
    """
    found: dict[str, Location] = {}
    for index, node in enumerate(graph.nodes):
        for name in node.device.modules:
            found.setdefault(name, graph.location(index))
    return dict(sorted(found.items()))


def c_modules(graph: Graph) -> tuple[str, ...]:
    """The C files of the application, relative to its folder, in order, each once."""
    found = (c for device in graph.devices() for c in device.c_modules)
    return tuple(dict.fromkeys(found))


def local_libs(graph: Graph) -> tuple[str, ...]:
    """Folders of modules beside ``config.py``, in order, each once."""
    found = (lib for device in graph.devices() for lib in device.local_libs)
    return tuple(dict.fromkeys(found))


def _check_options(found: Iterable[Key[Any]]) -> None:
    owners: dict[str, Key[Any]] = {}
    for key in found:
        for option in key.options if key.arg.runs else ():
            other = owners.setdefault(option, key)
            if other is not key:
                mine, theirs = _users_first(key, other)
                raise ConfigError(
                    f'the option {option} is that of the key "{theirs.name}" as well '
                    f"({_made(theirs)})",
                    mine.location,
                )


def _users_first(one: Key[Any], other: Key[Any]) -> tuple[Key[Any], Key[Any]]:
    """Both, first one that has a line of ``config.py``, if either has."""
    return (one, other) if one.location else (other, one)


def _made(key: Key[Any]) -> str:
    return f"made at {key.location}" if key.location else "Echis's own"
