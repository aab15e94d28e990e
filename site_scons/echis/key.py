# SPDX-License-Identifier: ISC
"""Keys: what an application takes from outside, when built and when started.

As a namespace it is ``Key`` of ``config.py``: ``Key.create("hello", Key.Arg.opt(…))``.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from echis import arg as Arg
from echis.errors import ConfigError
from echis.location import Location, caller
from echis.value import (
    Context,
    Value,
    apply,
    default,
    deps,
    eval,
    if_,
    map,
    match_,
    pure,
)

T = TypeVar("T")
# Keys of several types make a list of keys.
T_co = TypeVar("T_co", covariant=True)

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

__all__ = [
    "Arg", "Context", "Key", "Value", "alias", "apply", "create", "default", "deps",
    "eval", "get", "if_", "is_solo5", "is_unix", "is_xen", "key", "map", "match_",
    "normal", "pure", "runtime_arg", "target", "value",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key(Generic[T_co]):
    """A named argument; ``key_gen.NAME()`` is its value inside the unikernel.

    ``sets`` makes it an alias: when it is true, those keys have these values.
    """

    name: str
    arg: Arg.Arg[T_co]
    secret: bool = False
    sets: tuple[tuple[str, Any], ...] = field(default=(), hash=False)
    location: Location = field(compare=False, kw_only=True)

    @property
    def function(self) -> str:
        """The name of the function in ``key_gen`` that gives the value."""
        return normal(self.name)

    @property
    def options(self) -> tuple[str, ...]:
        """The option as typed, long names first: ``--hello``, ``-h``."""
        names = self.arg.names or (self.name.replace("_", "-"),)
        longest_first = sorted(names, key=lambda name: len(name) == 1)
        return tuple(("-" if len(n) == 1 else "--") + n for n in longest_first)


def create(
    name: str, arg: Arg.Arg[T], *, group: str = "", secret: bool = False
) -> Key[T]:
    """A key called ``name``, or ``GROUP-NAME`` where a group is given.

    A secret key's value is never remembered, shown, or put into an image.
    """
    where = caller()
    if not isinstance(arg, Arg.Arg):
        raise ConfigError(
            f'the key "{name}" needs an argument: Key.Arg.opt(…), required(…), '
            f"flag(…) or opt_all(…)",
            where,
        )
    if not isinstance(secret, bool):
        raise ConfigError(f"secret is True or False, got {secret!r}", where)
    name = f"{group}-{name}" if group else name
    for one in (name, *arg.names):
        _check_name(one, where)
    if keyword.iskeyword(name):
        raise ConfigError(f'"{name}" is a word of Python and no name for a key', where)
    if secret:
        _check_secret(name, arg, where)
    return Key(name, arg, secret, location=where)


def runtime_arg(
    name: str, arg: Arg.Arg[T], *, group: str = "", secret: bool = False
) -> Key[T]:
    """An argument of the unikernel alone, whatever stage ``arg`` names."""
    return create(name, _at_run(arg), group=group, secret=secret)


def alias(name: str, sets: Mapping[Key[Any], Any], *, doc: str = "") -> Key[bool]:
    """A switch of the build that gives other keys their values when it is true.

    What is given to such a key itself counts before.
    """
    where = caller()
    _check_name(name, where)
    if not isinstance(sets, Mapping) or not all(isinstance(k, Key) for k in sets):
        raise ConfigError(
            f'the alias "{name}" takes a dict {{KEY: VALUE}} of keys, as Key.create(…) '
            f"makes them, got {sets!r}",
            where,
        )
    for other, given in sets.items():
        if not other.arg.holds(given):
            kind = "a list, each" if other.arg.kind == "opt_all" else "a"
            raise ConfigError(
                f'the alias "{name}" gives {given!r} to "{other.name}", which reads '
                f"{kind} {other.arg.converter.name}",
                where,
            )
    pairs = tuple((key.function, given) for key, given in sets.items())
    arg = Arg.flag(doc=doc, stage="configure")
    return Key(name, arg, False, pairs, location=where)


def key(k: Key[Any]) -> Key[Any]:
    """``k`` without its type, as lists of keys hold it."""
    return k


def get(context: Context, key: Key[T]) -> T:
    """The value of ``key`` in ``context``, its default where none was given."""
    if key.function in context.given:
        found: T = context.given[key.function]
        return found
    if key.arg.kind == "required" and key.arg.configures:
        raise ConfigError(
            f'the key "{key.name}" must be given: {key.name}={key.arg.metavar}',
            key.location,
        )
    fallback: Any = key.arg.default
    return fallback  # type: ignore[no-any-return]


def value(key: Key[T]) -> Value[T]:
    """What ``key`` is given when the application is configured."""
    if not key.arg.configures:
        raise ConfigError(
            f'the key "{key.name}" is known only when the unikernel runs: give it '
            f'stage="configure" or "both" to choose by it',
            caller(),
        )
    return Value(lambda context: get(context, key), (key,))


def normal(name: str) -> str:
    """``name`` as names are compared: ``-`` and ``_`` are equal."""
    return name.replace("-", "_")


def _at_run(arg: Arg.Arg[T]) -> Arg.Arg[T]:
    if not isinstance(arg, Arg.Arg):
        return arg
    return Arg.Arg(
        arg.kind, arg.converter, arg.default, arg.names, arg.metavar, arg.doc, "run"
    )


def _check_name(name: str, where: Location) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigError(
            f'"{name}" is no name for a key: use lower-case letters and digits, '
            f"joined by - or _",
            where,
        )
    if name == "help":
        raise ConfigError('"help" is the key every unikernel has already', where)


def _check_secret(name: str, arg: Arg.Arg[Any], where: Location) -> None:
    if arg.stage == "both":
        raise ConfigError(
            f'the secret key "{name}" cannot be of both stages, since its value would '
            f'be put into the image: give it stage="run" or stage="configure"',
            where,
        )
    if arg.runs and arg.default:
        raise ConfigError(
            f'the secret key "{name}" cannot have a default, which would be put into '
            f"the image: use Key.Arg.required(…) or an empty default",
            where,
        )


_TARGETS = ("hvt", "spt", "virtio", "xen", "qubes", "unix")
SOLO5 = ("hvt", "spt", "virtio")

# The build's own variable; every context says what it is.
target: Key[str] = Key(
    "target",
    Arg.opt(Arg.enum(*_TARGETS), "spt", stage="configure"),
    location=Location("target="),
)
is_unix: Value[bool] = value(target).map(lambda name: name == "unix")
is_xen: Value[bool] = value(target).map(lambda name: name in ("xen", "qubes"))
is_solo5: Value[bool] = value(target).map(lambda name: name in SOLO5)
