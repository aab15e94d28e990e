# SPDX-License-Identifier: ISC
import copy
import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = "two"
    BLUE = (3, 4)
    CRIMSON = 1

    def shout(self):
        return self.name + "!"

    @property
    def first(self):
        return str(self.value)[0]

    @classmethod
    def default(cls):
        return cls.GREEN


print(
    Color.RED,
    repr(Color.GREEN),
    Color.BLUE.name,
    Color.BLUE.value,
    Color.CRIMSON is Color.RED,
)
print(list(Color), len(Color), [c.name for c in Color], list(Color.__members__))
print(Color(1), Color("two"), Color((3, 4)), Color["GREEN"], Color(Color.RED))
print(isinstance(Color.RED, Color), isinstance(Color.RED, Enum), Color.RED in Color)
print(
    Color.RED == Color.RED,
    Color.RED == 1,
    Color.RED != Color.BLUE,
    Color.RED is Color(1),
)
print(
    Color.RED.shout(),
    Color.default(),
    Color.BLUE.first,
    {Color.RED: "r"}[Color.CRIMSON],
)
for wrong in (lambda: Color(9), lambda: Color["NO"], lambda: Color.NO):
    try:
        print(wrong())
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__)
try:
    Color(9)
except ValueError as error:
    print(error)
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy(Color.RED) is Color.RED)
print(f"{Color.RED}", "%s" % Color.RED, [Color.RED])


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([(m.name, m.value) for m in Auto])


class Lower(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    X = auto()
    Y = auto()


print([m.value for m in Lower])


class Number(IntEnum):
    ONE = 1
    TWO = auto()
    THREE = auto()


print(
    Number.TWO + 1,
    1 + Number.TWO,
    Number.ONE + Number.TWO,
    Number.ONE < Number.TWO,
    Number(3),
)
print(
    Number.TWO == 2,
    2 == Number.TWO,
    isinstance(Number.ONE, int),
    str(Number.ONE),
    repr(Number.ONE),
)
print(
    sorted([Number.THREE, Number.ONE]),
    max(Number),
    [10, 20, 30][Number.ONE],
    {2: "x"}[Number.TWO],
)
print(
    "%d" % Number.TWO,
    f"{Number.TWO}",
    int(Number.THREE),
    Number.TWO | 1,
    Number.THREE & 1,
    Number.TWO * 4,
)
print(
    list(range(Number.TWO)),
    Number.THREE - 1,
    5 - Number.THREE,
    hash(Number.ONE) == hash(1),
)


class Word(StrEnum):
    HELLO = auto()
    BYE = "bye!"


print(
    Word.HELLO,
    Word.HELLO == "hello",
    Word("bye!"),
    isinstance(Word.BYE, str),
    repr(Word.BYE),
)
print(Word.HELLO.upper(), len(Word.BYE), Word.HELLO + "x", "hel" in Word.HELLO)
print("".join(str(w) for w in Word), Word.HELLO < Word.BYE, f"{Word.BYE}")


class Mixed(str, Enum):
    A = "a"
    B = "b"


print(
    Mixed.A == "a",
    Mixed("b"),
    Mixed.A.value,
    Mixed.A.upper(),
    repr(Mixed.B),
    isinstance(Mixed.A, str),
)


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    def heavy(self):
        return self.mass > 1e24


print(
    Planet.EARTH.radius, [p.heavy() for p in Planet], Planet((3.303e23, 2.4397e6)).name
)


class Keyed(Enum):
    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Keyed.PY.label, Keyed(1).name, Keyed.PX.value)


class Missing(Enum):
    UNKNOWN = 0

    @classmethod
    def _missing_(cls, value):
        return cls.UNKNOWN


print(Missing(77))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W if isinstance(R, int) else 3


print(
    [p.name for p in Perm],
    Perm.R | Perm.X,
    Perm.RW,
    Perm.R in Perm.RW,
    Perm.X in Perm.RW,
)
print(
    repr(Perm.R | Perm.X),
    (Perm.R | Perm.W) is Perm.RW,
    ~Perm.R,
    Perm.RW & Perm.R,
    Perm.RW ^ Perm.R,
)
print(
    list(Perm.RW), bool(Perm.R & Perm.W), repr(Perm(0)), Perm(5), len(Perm.RW), Perm(0)
)
try:
    Perm(8)
except ValueError:
    print("ValueError")


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(
    Bits.A | Bits.B,
    Bits.A == 1,
    (Bits.A | Bits.C) == 5,
    Bits.B in (Bits.A | Bits.B),
    repr(Bits.A | Bits.C),
)
print(Bits(3) & Bits.B, isinstance(Bits.A, int), [b.name for b in Bits(6)])
try:

    @unique
    class Doubled(Enum):
        A = 1
        B = 1

except ValueError as error:
    print(error)
try:

    class More(Color):
        PINK = 5

except TypeError as error:
    print(error)


class Base(Enum):
    def hello(self):
        return f"hello from {self.name}"


class Derived(Base):
    ONE = 1


print(Derived.ONE.hello(), isinstance(Derived.ONE, Base))


class With(Enum):
    _ignore_ = "helper"
    helper = 5
    value_of = enum.nonmember(7)
    A = enum.member(1)


print(list(With), With.value_of, With.A.value, bool(Color.RED))
