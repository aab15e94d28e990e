# SPDX-License-Identifier: ISC
import dataclasses
from dataclasses import (
    KW_ONLY,
    InitVar,
    asdict,
    astuple,
    dataclass,
    field,
    fields,
    replace,
)
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 0

    def sum(self):
        return self.x + self.y


p = Point(1)
print(
    p,
    Point(1, 2),
    Point(y=5, x=4),
    p == Point(1, 0),
    p == Point(2),
    p == (1, 0),
    p != Point(3),
)
print(p.sum(), [f.name for f in fields(Point)], [f.name for f in fields(p)], Point.y)
p.x = 9
print(
    p,
    sorted(asdict(p).items()),
    astuple(p),
    replace(p, y=7),
    dataclasses.is_dataclass(p),
    dataclasses.is_dataclass(3),
)
for wrong in (
    lambda: Point(),
    lambda: Point(1, 2, 3),
    lambda: Point(1, z=2),
    lambda: Point(1, x=2),
):
    try:
        wrong()
        print("no error")
    except TypeError:
        print("TypeError")
try:
    hash(p)
    print("hashable")
except TypeError as error:
    print(error)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)


a, b = Version(1, 2, "a"), Version(1, 2, "b")
print(
    a == b,
    hash(a) == hash(b),
    a < Version(2),
    sorted([Version(2), Version(1, 1), a]),
    {a: 1}[b],
    a,
)
for action in (lambda: setattr(a, "major", 3), lambda: delattr(a, "major")):
    try:
        action()
    except dataclasses.FrozenInstanceError as error:
        print(error, isinstance(error, AttributeError))
print(a >= b, Version(3) > a, Version(1) <= a, replace(a, minor=9))


@dataclass
class Everything:
    first: int
    items: list = field(default_factory=list)
    kind: ClassVar[str] = "class"
    seed: InitVar[int] = 3
    computed: int = field(init=False)
    hidden: int = field(default=1, repr=False)
    _: KW_ONLY
    late: str = "l"
    later: "int" = field(kw_only=True, default=2)

    def __post_init__(self, seed):
        self.computed = self.first * seed


e = Everything(2, seed=5, late="x")
print(e, e.kind, e.hidden, [f.name for f in fields(e)])
one, two = Everything(1), Everything(1)
one.items.append(1)
print(one.items, two.items, one == two, Everything(1, [2], 4).computed)
try:
    Everything(1, [], 2, 3, "late")
except TypeError:
    print("keyword only")


@dataclass
class Base:
    a: int = 1
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: int = 10

    def __repr__(self):
        return "own repr"


print(
    Derived(),
    Derived().a,
    [f.name for f in fields(Derived)],
    Derived(5, 6, 7).c,
    asdict(Derived()) == {"a": 10, "b": 2, "c": 3},
)


@dataclasses.dataclass(kw_only=True, eq=False)
class Options:
    name: str
    size: int = 1


print(Options(name="n"), Options(name="n") == Options(name="n"))
try:
    Options("n")
except TypeError:
    print("keyword only")


@dataclass
class Nested:
    point: Point
    more: list
    table: dict


n = Nested(Point(1, 2), [Point(3, 4), (Point(5, 6),)], {"k": Point(7, 8)})
print(
    asdict(n)
    == {
        "point": {"x": 1, "y": 2},
        "more": [{"x": 3, "y": 4}, ({"x": 5, "y": 6},)],
        "table": {"k": {"x": 7, "y": 8}},
    }
)
print(astuple(n) == ((1, 2), [(3, 4), ((5, 6),)], {"k": (7, 8)}))
asdict(n)["more"].append(1)
print(len(n.more), n.point)
for bad in ("mutable", "order", "both"):
    try:
        if bad == "mutable":

            @dataclass
            class Mutable:
                x: list = []

        elif bad == "order":

            @dataclass
            class Order:
                x: int = 1
                y: int

        else:
            field(default=1, default_factory=list)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
Made = dataclasses.make_dataclass(
    "Made",
    ["x", ("y", int), ("z", int, 5)],
    namespace={"twice": lambda self: self.x * 2},
)
print(Made(1, 2), Made(4, 5).twice(), [f.name for f in fields(Made)])


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: int = field(default=0, hash=False)


print(
    hash(Hashed(1, 2)) == hash(Hashed(1, 3)),
    Hashed.__match_args__,
    fields(Hashed)[1].default,
    fields(Hashed)[0].default is dataclasses.MISSING,
)


@dataclass
class Empty:
    pass


print(Empty(), Empty() == Empty(), fields(Empty))


@dataclass
class Named:
    x: int
    y: int = 4


print(Named(1))
