# SPDX-License-Identifier: ISC
"""The resolved graph: every choice made, every device once, in connect order."""

from __future__ import annotations

from dataclasses import dataclass

from echis.device import Device
from echis.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Node:
    """A device and the nodes it is handed, by index: functor arguments, then deps."""

    device: Device
    args: tuple[int, ...] = ()
    deps: tuple[int, ...] = ()

    @property
    def handed(self) -> tuple[int, ...]:
        """The nodes whose states its code gets, in that order."""
        return (*self.args, *self.deps)

    @property
    def needs(self) -> tuple[int, ...]:
        """The same in the order that they connect in: deps come first."""
        return (*self.deps, *self.args)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in post-order, so that all a node needs comes before it.

    ``jobs`` are the indices of the jobs, in the order in which they run.
    """

    nodes: tuple[Node, ...]
    jobs: tuple[int, ...]

    def location(self, index: int) -> Location:
        """The line of ``config.py`` that wants the node; for a device of the
        catalogue's own that is the line of what needs it.
        """
        node = self.nodes[index]
        if node.device.location:
            return node.device.location
        users = (i for i, other in enumerate(self.nodes) if index in other.needs)
        found = (self.location(user) for user in users)
        return next((place for place in found if place), NOWHERE)

    def devices(self) -> tuple[Device, ...]:
        """The devices in the order they are connected."""
        return tuple(node.device for node in self.nodes)
