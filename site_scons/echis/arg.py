# SPDX-License-Identifier: ISC
"""Shapes of a key's argument: its converter, its default, how often it is given.

It is ``Key.Arg`` of ``config.py``. A converter reads text on both sides: here for
the build's variables, in the image through its reader in ``echis_args``.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv6Address,
    IPv6Interface,
    ip_address,
)
from types import GenericAlias, ModuleType
from typing import Any, Generic, Literal, TypeVar, get_args

from echis import separated
from echis.errors import ConfigError
from echis.literals import literal
from echis.location import Location, caller

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
A = TypeVar("A")
B = TypeVar("B")
Stage = Literal["configure", "run", "both"]
Kind = Literal["opt", "required", "flag", "opt_all"]


@dataclass(frozen=True, slots=True)
class Converter(Generic[T]):
    """A way to read T from text; ``guest`` is its reader in the image.

    ``parse`` raises ValueError, ``show`` is its inverse, ``holds`` tells whether a
    value is a T, ``plain`` is the value as the image has it, and ``of`` is T itself.
    ``separators`` are the characters that part its text.
    """

    name: str
    metavar: str
    guest: str
    parse: Callable[[str], T] = field(compare=False)
    show: Callable[[T], str] = field(compare=False)
    holds: Callable[[Any], builtins.bool] = field(compare=False)
    plain: Callable[[T], Any] = field(compare=False)
    of: Any = field(default=Any, compare=False)
    separators: str = field(default="", compare=False)


def _same(value: Any) -> Any:
    return value


def _text(text: str) -> str:
    # What is no UTF-8 came from the command line as half of a surrogate pair.
    text.encode()
    return text


def _is_text(value: Any) -> builtins.bool:
    try:
        return isinstance(_text(value), str)
    except (AttributeError, UnicodeEncodeError):
        return False


def _integer(text: str) -> builtins.int:
    # int() would take blanks and underscores, which are no part of a number.
    if set(text) <= set("0123456789abcdefoxABCDEFOX+-"):
        return builtins.int(text, 0)
    raise ValueError(text)


def _boolean(text: str) -> builtins.bool:
    found = {"true": True, "false": False}.get(text)
    if found is None:
        raise ValueError(text)
    return found


def _is_int(value: Any) -> builtins.bool:
    # Python reads and writes no number of more than 4300 digits.
    return type(value) is builtins.int and value.bit_length() < 14_000


def _of(kind: type[Any]) -> Callable[[Any], builtins.bool]:
    # Exactly: bool is a subclass of int, and True is no number here.
    return lambda value: type(value) is kind


string: Converter[str] = Converter(
    "string", "TEXT", "_args.string", _text, str, _is_text, _same, str
)
int: Converter[builtins.int] = Converter(
    "int",
    "INT",
    "_args.integer",
    _integer,
    str,
    _is_int,
    _same,
    builtins.int,
)


def _within(
    least: builtins.int, most: builtins.int, name: str
) -> Converter[builtins.int]:
    """Whole numbers from `least` to `most`; both sides call them alike."""

    def parse(text: str) -> builtins.int:
        number = _integer(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return Converter(
        name,
        name.upper(),
        f"_args.{name}",
        parse,
        str,
        lambda value: type(value) is builtins.int and least <= value <= most,
        _same,
        builtins.int,
    )


int64 = _within(-(1 << 63), (1 << 63) - 1, "int64")
# What a C function of the image can take.
size = _within(0, (1 << 63) - 1, "size")
port = _within(0, 65535, "port")
bool: Converter[builtins.bool] = Converter(
    "bool",
    "BOOL",
    "_args.boolean",
    _boolean,
    lambda value: "true" if value else "false",
    _of(builtins.bool),
    _same,
    builtins.bool,
)


# Zones and masks mean nothing in an image, and a prefix is not guessed.
_ADDRESS = re.compile(r"[^/%]*")
_PREFIX = re.compile(r"[^/%]*/(0|[1-9][0-9]*)")


def _address(name: str, kind: type[T], metavar: str, guest: str) -> Converter[T]:
    shape = _PREFIX if metavar.endswith("/BITS") else _ADDRESS
    make: Callable[[str], T] = kind
    parse = _shaped(shape, make)
    return Converter(name, metavar, f"_args.{guest}", parse, str, _of(kind), str, kind)


def _shaped(shape: re.Pattern[str], make: Callable[[str], T]) -> Callable[[str], T]:
    """What ``make`` gives for a text of this shape; ipaddress takes more than we do."""

    def parse(text: str) -> T:
        if not shape.fullmatch(text):
            raise ValueError(text)
        return make(text)

    return parse


ipv4 = _address("IPv4 address", IPv4Address, "IPV4", "ipv4")
ipv6 = _address("IPv6 address", IPv6Address, "IPV6", "ipv6")
ipv4_prefix = _address("IPv4 prefix", IPv4Interface, "IPV4/BITS", "ipv4_prefix")
ipv6_prefix = _address("IPv6 prefix", IPv6Interface, "IPV6/BITS", "ipv6_prefix")
ip: Converter[IPv4Address | IPv6Address] = Converter(
    "IP address",
    "IP",
    "_args.ip",
    _shaped(_ADDRESS, ip_address),
    str,
    lambda value: isinstance(value, IPv4Address | IPv6Address),
    str,
    IPv4Address | IPv6Address,
)


def enum(*values: str) -> Converter[str]:
    """One of these words."""
    if not values or not all(map(_is_text, values)):
        said = ", ".join(map(repr, values)) or "nothing"
        raise ConfigError(
            f"enum takes the words that may be given, got {said}", caller()
        )

    def parse(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    words = ", ".join(map(literal, values))
    return Converter(
        f"one of {', '.join(values)}",
        "|".join(values),
        f"_args.enum({words})",
        parse,
        str,
        lambda value: value in values,
        _same,
        str,
    )


def list(item: Converter[T], *, sep: str = ",") -> Converter[builtins.list[T]]:
    """Values between separators; no text is the empty list."""
    _check_converter(item, caller())
    _check_separator(f"list of {item.name}", sep, item)
    _check_present("list", item)
    return Converter(
        f"list of {item.name}",
        f"{item.metavar}{sep}…",
        f"_args.list_of({item.guest}, {literal(sep)})",
        lambda text: [item.parse(one) for one in separated.split(text, sep)],
        lambda values: separated.join(map(item.show, values), sep),
        lambda value: type(value) is builtins.list and all(map(item.holds, value)),
        lambda values: [item.plain(one) for one in values],
        GenericAlias(builtins.list, (item.of,)),
        sep + item.separators,
    )


def pair(
    first: Converter[A], second: Converter[B], *, sep: str = ","
) -> Converter[tuple[A, B]]:
    """Two values with a separator between them."""
    _check_converter(first, caller())
    _check_converter(second, caller())
    name = f"pair of {first.name} and {second.name}"
    _check_separator(name, sep, first, second)
    _check_present("pair", first, second)

    def parse(text: str) -> tuple[A, B]:
        left, right = separated.halves(text, sep)
        return first.parse(left), second.parse(right)

    return Converter(
        name,
        f"{first.metavar}{sep}{second.metavar}",
        f"_args.pair({first.guest}, {second.guest}, {literal(sep)})",
        parse,
        lambda two: separated.pair(first.show(two[0]), second.show(two[1]), sep),
        lambda value: (
            type(value) is tuple
            and len(value) == 2
            and first.holds(value[0])
            and second.holds(value[1])
        ),
        lambda two: (first.plain(two[0]), second.plain(two[1])),
        GenericAlias(tuple, (first.of, second.of)),
        sep + first.separators + second.separators,
    )


def _check_converter(given: Any, where: Location) -> None:
    if not isinstance(given, Converter):
        module = isinstance(given, ModuleType)
        said = f"the module {given.__name__}" if module else repr(given)
        raise ConfigError(
            f"{said} is no converter: use one of Key.Arg, like Key.Arg.string", where
        )


def _check_present(name: str, *inner: Converter[Any]) -> None:
    """Nothing between two separators is an empty text, and no absent value."""
    if any(one.holds(None) for one in inner):
        said = f"{name} holds values that are there: leave out some(…) in it"
        raise ConfigError(said, caller())


def _check_separator(name: str, sep: str, *inner: Converter[Any]) -> None:
    """Two separators of one text differ, or nobody could write it."""
    if not isinstance(sep, str) or len(sep) != 1 or sep == "\\":
        said = f"{name}: sep={sep!r} is no separator: give one character, no backslash"
        raise ConfigError(said, caller())
    for one in inner:
        if sep in one.separators:
            raise ConfigError(
                f'{name}: "{sep}" would part both; give one of them another sep=',
                caller(),
            )


def some(item: Converter[T]) -> Converter[T | None]:
    """A value that may be absent: None is a default then."""
    _check_converter(item, caller())
    return Converter(
        item.name,
        item.metavar,
        item.guest,
        item.parse,
        lambda value: "" if value is None else item.show(value),
        lambda value: value is None or item.holds(value),
        lambda value: None if value is None else item.plain(value),
        item.of | None,
        item.separators,
    )


@dataclass(frozen=True, slots=True)
class Arg(Generic[T_co]):
    """One argument: how it reads, its value when absent, and when it is known."""

    kind: Kind
    converter: Converter[Any]
    default: T_co | None = field(hash=False)
    names: tuple[str, ...]
    metavar: str
    doc: str
    stage: Stage

    @property
    def of(self) -> Any:
        """The type of its values."""
        if self.kind == "opt_all":
            return GenericAlias(builtins.list, (self.converter.of,))
        return self.converter.of

    @property
    def configures(self) -> builtins.bool:
        """Whether it is a variable of the build."""
        return self.stage in ("configure", "both")

    @property
    def runs(self) -> builtins.bool:
        """Whether it is an argument of the unikernel."""
        return self.stage in ("run", "both")

    def parse(self, text: str) -> Any:
        """The value in the text of a build variable; ValueError when there is none."""
        if self.kind == "opt_all":
            return [self.converter.parse(one) for one in separated.split(text, ",")]
        return self.converter.parse(_TRUTH.get(text, text) if self._flag else text)

    def holds(self, value: Any) -> builtins.bool:
        """Whether ``value`` is one that it may have."""
        if self.kind == "opt_all":
            several = isinstance(value, builtins.list)
            return several and all(map(self.converter.holds, value))
        return self.converter.holds(value)

    def show(self, value: Any) -> str:
        """``value`` as text, for people."""
        if value is None:
            return ""
        if self.kind == "opt_all":
            return separated.join(map(self.converter.show, value), ",")
        return self.converter.show(value)

    def plain(self, value: Any) -> Any:
        """``value`` as the image has it: text, numbers, lists, tuples, None."""
        if value is None:
            return None
        if self.kind == "opt_all":
            return [self.converter.plain(one) for one in value]
        return self.converter.plain(value)

    @property
    def _flag(self) -> builtins.bool:
        return self.kind == "flag"


_TRUTH = {"1": "true", "0": "false"}


def opt(
    converter: Converter[T],
    default: T,
    *,
    doc: str = "",
    names: Sequence[str] = (),
    metavar: str = "",
    stage: Stage = "both",
) -> Arg[T]:
    """``--name=VALUE``, ``default`` when it is not given."""
    where = caller()
    _check_default(converter, default, where)
    return _arg("opt", converter, default, names, metavar, doc, stage, where)


def required(
    converter: Converter[T],
    *,
    doc: str = "",
    names: Sequence[str] = (),
    metavar: str = "",
    stage: Stage = "run",
) -> Arg[T]:
    """``--name=VALUE``, which must be given."""
    return _arg("required", converter, None, names, metavar, doc, stage, caller())


def opt_all(
    converter: Converter[T],
    *,
    doc: str = "",
    names: Sequence[str] = (),
    metavar: str = "",
    stage: Stage = "run",
) -> Arg[builtins.list[T]]:
    """``--name=VALUE`` as often as wanted; the value is a list, empty without any."""
    return _arg("opt_all", converter, [], names, metavar, doc, stage, caller())


def flag(
    *, doc: str = "", names: Sequence[str] = (), stage: Stage = "both"
) -> Arg[builtins.bool]:
    """``--name``, true when it is given."""
    return _arg("flag", bool, False, names, "", doc, stage, caller())


def _arg(  # noqa: PLR0917
    kind: Kind,
    converter: Converter[Any],
    default: Any,
    names: Sequence[str],
    metavar: str,
    doc: str,
    stage: Stage,
    where: Location,
) -> Arg[Any]:
    _check_converter(converter, where)
    _check_words(names, doc, metavar, where)
    if stage not in get_args(Stage):
        stages = ", ".join(get_args(Stage))
        raise ConfigError(f'stage="{stage}" is not known; there are {stages}', where)
    if kind == "opt_all" and stage != "run" and "," in converter.separators:
        raise ConfigError(
            f'a variable has "," between the values of opt_all, and so has a '
            f'{converter.name}: give that another sep=, or stage="run"',
            where,
        )
    metavar = "" if kind == "flag" else metavar or converter.metavar
    return Arg(kind, converter, default, tuple(names), metavar, doc, stage)


def _check_words(names: Any, doc: Any, metavar: Any, where: Location) -> None:
    if isinstance(names, str):
        raise ConfigError(f'names is a list: write names=["{names}"]', where)
    if not isinstance(names, Sequence):
        raise ConfigError(f"names is a list of texts, got {names!r}", where)
    for option, given in (("doc", doc), ("metavar", metavar)):
        if not _is_text(given):
            raise ConfigError(f"{option} is a text, got {given!r}", where)


def _check_default(converter: Converter[T], default: T, where: Location) -> None:
    if isinstance(converter, Converter) and not converter.holds(default):
        raise ConfigError(
            f"the default {default!r} is no {converter.name}, "
            f"which is what this argument reads",
            where,
        )
