# SPDX-License-Identifier: ISC
"""From implementations to the resolved graph, and the folds over it.

It knows no device and no target: those are data of what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from echis.device import Device
from echis.errors import ConfigError
from echis.graph import Graph, Node
from echis.impl import Dev, If
from echis.key import Key, normal
from echis.manifest import Entry
from echis.type import Impl
from echis.value import Context


def resolve(jobs: Sequence[Impl[Any]], context: Context) -> Graph:
    """The graph of ``jobs`` for ``context``; equal devices become one node."""
    # A dict keeps the order of insertion: this is the post-order.
    nodes: dict[Node, int] = {}

    def visit(impl: Impl[Any]) -> int:
        if isinstance(impl, If):
            chosen = impl.condition.eval(context)
            return visit(impl.then if chosen else impl.otherwise)
        assert isinstance(impl, Dev), impl
        deps = tuple(visit(dep) for dep in impl.deps)
        args = tuple(visit(arg) for arg in impl.args)
        return nodes.setdefault(Node(impl.device, args, deps), len(nodes))

    indices = tuple(visit(job) for job in jobs)
    return Graph(tuple(nodes), indices)


def all_devices(jobs: Sequence[Impl[Any]]) -> tuple[Device, ...]:
    """The devices of every branch of ``jobs``, chosen or not, each once."""
    found: dict[Device, None] = {}

    def visit(impl: Impl[Any]) -> None:
        if isinstance(impl, If):
            visit(impl.then)
            visit(impl.otherwise)
            return
        assert isinstance(impl, Dev), impl
        for needed in (*impl.deps, *impl.args):
            visit(needed)
        found.setdefault(impl.device)

    for job in jobs:
        visit(job)
    return tuple(found)


def keys(graph: Graph) -> tuple[Key[Any], ...]:
    """The keys of all devices of ``graph``, each once, by name."""
    found: dict[str, Key[Any]] = {}
    for device in graph.devices():
        for key in device.keys:
            other = found.setdefault(normal(key.name), key)
            if other != key:
                raise ConfigError(
                    f'the key "{key.name}" is also made at {other.location}, '
                    f"and differs from it",
                    key.location,
                )
    _check_options(found.values())
    return tuple(found[name] for name in sorted(found))


def manifest(graph: Graph) -> tuple[Entry, ...]:
    """What the devices of ``graph`` ask of the host, in connect order."""
    owners: dict[str, Any] = {}
    entries: list[Entry] = []
    for device in graph.devices():
        for entry in device.manifest:
            owner = owners.setdefault(entry.name, device)
            if owner is not device:
                raise ConfigError(
                    f"{device.name} and {owner.name} (at {owner.location}) are two "
                    f'devices, and both are called "{entry.name}"',
                    device.location,
                )
            entries.append(entry)
    return tuple(entries)


def modules(graph: Graph) -> tuple[str, ...]:
    """Modules to keep although no import statement names them, sorted."""
    return tuple(sorted({m for device in graph.devices() for m in device.modules}))


def c_modules(graph: Graph) -> tuple[str, ...]:
    """The C files of the application, relative to its folder, in order, each once."""
    found = (c for device in graph.devices() for c in device.c_modules)
    return tuple(dict.fromkeys(found))


def _check_options(found: Iterable[Key[Any]]) -> None:
    owners: dict[str, Key[Any]] = {}
    for key in found:
        for option in key.options:
            other = owners.setdefault(option, key)
            if other is not key:
                raise ConfigError(
                    f'the option {option} is that of the key "{other.name}" as well '
                    f"(at {other.location})",
                    key.location,
                )
