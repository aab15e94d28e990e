# SPDX-License-Identifier: ISC
"""Values known when an application is resolved for a target, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Context:
    """What an application is resolved for."""

    target: str


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A T computed from the context."""

    eval: Callable[[Context], T]

    def map(self, function: Callable[[T], R]) -> Value[R]:
        """The value of ``function`` applied to this one."""
        return Value(lambda context: function(self.eval(context)))


def pure(value: T) -> Value[T]:
    """``value``, whatever the context."""
    return Value(lambda _: value)


target: Value[str] = Value(lambda context: context.target)
is_unix: Value[bool] = target.map(lambda name: name == "unix")
is_xen: Value[bool] = target.map(lambda name: name == "xen")
is_solo5: Value[bool] = target.map(lambda name: name in ("hvt", "spt", "virtio"))
