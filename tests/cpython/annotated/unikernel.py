# SPDX-License-Identifier: ISC
"""A program with the annotations of a careful programmer."""

from __future__ import annotations

import collections
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Dict,
    Generic,
    NamedTuple,
    NewType,
    Optional,
    Protocol,
    TypedDict,
    TypeVar,
    Union,
    cast,
    overload,
)

if TYPE_CHECKING:
    from nowhere import Unknown

T = TypeVar("T")
K = TypeVar("K", bound=int)
Handler = Callable[[int], Awaitable[None]]
Table = Dict[str, Union[int, Optional[str]]]
Port = NewType("Port", int)
Point = NamedTuple("Point", [("x", int), ("y", int)])


class Sized(Protocol):
    def size(self) -> int: ...


class Bounded(Sized, Protocol):
    def bound(self) -> int: ...


class Reader(Sized):
    limit: ClassVar[int] = 3

    def size(self) -> int:
        return self.limit


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> Stack[T]:
        self.items.append(item)
        return self


class Named(Stack, Generic[T]):
    name: str = "named"


class Steps(Iterable[int]):
    def __iter__(self) -> Iterator[int]:
        return iter((1, 2, 3))


class Options(TypedDict):
    port: int


@overload
def twice(value: int) -> int: ...
@overload
def twice(value: str) -> str: ...
def twice(value: Any) -> Any:
    return value * 2


def later(found: Unknown | None = None) -> Table:
    return {"found": found}


async def start() -> None:
    stack: Stack[object] = Stack()
    print(Port(80), Point(1, y=2), Reader().size())
    print(stack.push(1).push("a").items, Named.name, list(Steps()))
    print(Options(port=1)["port"], twice(2), twice("ab"), cast("str", 1), later())
    print(collections.OrderedDict([("a", 1)])["a"])
    print(isinstance(Reader(), Reader), issubclass(Named, Stack))
