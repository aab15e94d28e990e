# SPDX-License-Identifier: ISC
"""The resolved graph: every choice made, every device once, in connect order."""

from __future__ import annotations

from dataclasses import dataclass

from echis.device import Device


@dataclass(frozen=True, slots=True)
class Node:
    """A device and the nodes it needs, by index: functor arguments, then deps."""

    device: Device
    args: tuple[int, ...] = ()
    deps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in post-order, so that all a node needs comes before it."""

    nodes: tuple[Node, ...]
    jobs: tuple[int, ...]

    def devices(self) -> tuple[Device, ...]:
        """The devices in the order they are connected."""
        return tuple(node.device for node in self.nodes)
