# SPDX-License-Identifier: ISC
from typing import (
    Any,
    Callable,
    Dict,
    Generic,
    List,
    NamedTuple,
    Optional,
    Protocol,
    TypedDict,
    TypeVar,
    Union,
    cast,
)

T = TypeVar("T")
Alias = list[int]
Table = dict[str, list[int]]
Maybe = Optional[Union[int, str]]
Handler = Callable[[int], None]


class Point(NamedTuple):
    "A point."

    x: int
    y: int = 5

    def plus(self, n):
        return self.x + self.y + n

    @property
    def both(self):
        return (self.x, self.y)


p = Point(1)
print(p, p.x, p.y, p[0], p == (1, 5), p.plus(3), p.both, len(p), list(p), Point._fields)
print(
    Point(y=1, x=2),
    p._replace(y=9),
    p._asdict() == {"x": 1, "y": 5},
    Point._make([7, 8]),
    isinstance(p, tuple),
    isinstance(p, Point),
)
x, y = Point(3, 4)
print(x, y, {p: 1}[Point(1, 5)], Point._field_defaults, sorted([Point(2, 1), p]))
for wrong in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=1)):
    try:
        wrong()
        print("no error")
    except TypeError:
        print("TypeError")
Pair = NamedTuple("Pair", [("a", int), ("b", str)])
print(Pair(1, "b"), Pair(a=1, b="c").b)


class Options(TypedDict):
    port: int


class Stack(Generic[T]):
    def __init__(self):
        self.items: List[T] = []


class Sized(Protocol):
    def size(self) -> int: ...


print(
    Options(port=1),
    Stack().items,
    cast(int, "x"),
    Alias([1]),
    Table(a=[1]),
    type[int] is not None,
)
