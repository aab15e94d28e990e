# SPDX-License-Identifier: ISC
"""Arguments held against their annotations, when a constructor is called.

So that a number in place of a text is told at its line of ``config.py``, and not by
Python, or by nobody. What an implementation is of, the functor it is given to checks.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from types import FunctionType, NoneType, UnionType
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from echis.errors import ConfigError
from echis.key import Key
from echis.location import Location, caller
from echis.type import Impl
from echis.value import Context, Value

F = TypeVar("F", bound=Callable[..., Any])


def checked(function: F) -> F:
    """``function``, which refuses arguments that are not what its annotations say."""
    signature = inspect.signature(function)
    wanted = functools.cache(lambda: hints_of(function))

    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        # What does not fit the signature, Python tells: too many, unknown, missing.
        for name, value in (*_by_place(signature, args), *named.items()):
            if name in wanted():
                check(function.__name__, name, value, wanted()[name], caller())
        return function(*args, **named)

    return cast(F, call)


def _by_place(
    signature: inspect.Signature, args: Sequence[Any]
) -> Iterator[tuple[str, Any]]:
    """What is given without a name, each with the name of its parameter."""
    several = inspect.Parameter.VAR_POSITIONAL
    taken = [p for p in signature.parameters.values() if p.kind <= several]
    for index, value in enumerate(args):
        found = taken[min(index, len(taken) - 1)] if taken else None
        if found and (index < len(taken) or found.kind is several):
            yield found.name, value


def hints_of(thing: Any) -> dict[str, Any]:
    """The annotations of a function or class; a name only checkers know is Any."""
    return get_type_hints(thing, localns=_Names(vars(sys.modules[thing.__module__])))


class _Names(dict[str, Any]):
    """A module's names, then Python's own, then Any."""

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, Any)


def check(what: str, name: str, given: Any, wanted: Any, where: Location) -> None:
    """Refuse what is given to ``what`` as ``name`` and is no ``wanted``."""
    if not fits(given, wanted):
        raise ConfigError(
            f"{what} expects {_expected(wanted)} as {name}, got {got(given)}", where
        )


def fits(given: Any, wanted: Any) -> bool:
    """Whether ``given`` is of the annotation ``wanted``."""
    kind, inner = get_origin(wanted) or wanted, get_args(wanted)
    if kind in (Union, UnionType):
        return any(fits(given, one) for one in inner)
    if kind is Literal:
        return any(type(given) is type(one) and given == one for one in inner)
    if kind in _FITS:
        return _FITS[kind](given, inner)
    return not _says(kind) or isinstance(given, kind)


def _says(kind: Any) -> bool:
    """Whether it is a class; Any, type variables and the like say nothing."""
    return kind is not Any and isinstance(kind, type)


def _fits_key(given: Any, inner: Sequence[Any]) -> bool:
    return isinstance(given, Key) and _covers(given.arg.of, *inner or (Any,))


def _fits_value(given: Any, inner: Sequence[Any]) -> bool:
    """A value's type is that of what it is where no key was given."""
    if not isinstance(given, Value):
        return False
    try:
        found = given.eval(Context())
    except Exception:
        # Whoever evaluates it in earnest tells why.
        return True
    return fits(found, *inner or (Any,))


def _fits_sequence(given: Any, inner: Sequence[Any]) -> bool:
    several = isinstance(given, Sequence) and not isinstance(given, str | bytes)
    return several and all(fits(one, *inner or (Any,)) for one in given)


def _fits_tuple(given: Any, inner: Sequence[Any]) -> bool:
    fitting = isinstance(given, tuple) and len(given) == len(inner)
    return fitting and all(map(fits, given, inner))


_FITS: dict[Any, Callable[[Any, Sequence[Any]], bool]] = {
    # bool is a subclass of int, and True is no number here.
    int: lambda given, _: type(given) is int,
    Callable: lambda given, _: callable(given),
    # "or default" would take what is empty for what is absent.
    Impl: lambda given, _: isinstance(given, Impl) or bool(given),
    Key: _fits_key,
    Value: _fits_value,
    Sequence: _fits_sequence,
    tuple: _fits_tuple,
}


def _covers(found: Any, wanted: Any) -> bool:
    """Whether each value of type ``found`` is of type ``wanted``."""
    if get_origin(found) in (Union, UnionType):
        return all(_covers(one, wanted) for one in get_args(found))
    if get_origin(wanted) in (Union, UnionType):
        return any(_covers(found, one) for one in get_args(wanted))
    one, other = get_origin(found) or found, get_origin(wanted) or wanted
    if not (_says(one) and _says(other)):
        return True
    related = one is other or (issubclass(one, other) and other is not int)
    return related and all(map(_covers, get_args(found), get_args(wanted)))


def _expected(wanted: Any) -> str:
    """An annotation in words; that None is meant by leaving it out goes unsaid."""
    kind, inner = get_origin(wanted) or wanted, get_args(wanted)
    if kind in _WORDS:
        return _WORDS[kind](inner)
    return f"{'an' if kind.__name__[0] in 'AEIO' else 'a'} {kind.__name__}"


def _any_of(inner: Sequence[Any]) -> str:
    return " or ".join(_expected(one) for one in inner if one is not NoneType)


_WORDS: dict[Any, Callable[[Any], str]] = {
    str: lambda _: "a text",
    int: lambda _: "a number",
    bool: lambda _: "True or False",
    Union: _any_of,
    UnionType: _any_of,
    Literal: lambda words: " or ".join(map(json.dumps, words)),
    Callable: lambda _: "a function",
    Impl: lambda _: "an implementation",
    Key: lambda inner: f"a key that is {_expected(*inner)}",
    Value: lambda inner: f"a value that is {_expected(*inner)}, like Key.value(KEY),",
    Sequence: lambda inner: f"a list of {_several(*inner)}",
}


def _several(wanted: Any) -> str:
    if get_origin(wanted) is tuple:
        return f"pairs ({', '.join(map(_expected, get_args(wanted)))})"
    return f"{_expected(wanted).split(' ', 1)[1]}s"


def got(given: Any) -> str:
    """``given`` as errors name it."""
    for kind, words in _GOT:
        if isinstance(given, kind):
            return words(given)
    # What has its parts in its representation would fill the screen.
    return _expected(type(given)) if is_dataclass(given) else repr(given)


def _key(given: Key[Any]) -> str:
    return f'the key "{given.name}", which reads a {given.arg.converter.name}'


def _sample(given: Value[Any]) -> str:
    try:
        return f"a value that is {given.eval(Context())!r} by default"
    except Exception:
        return "a value"


_GOT: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (Key, _key),
    (Value, _sample),
    (FunctionType, lambda given: f"the function {given.__name__}"),
    (Impl, lambda _: "an implementation"),
    (str, lambda given: json.dumps(given, ensure_ascii=False)),
    (list, lambda given: f"[{', '.join(map(got, given))}]"),
    (tuple, lambda given: f"({', '.join(map(got, given))}{',' * (len(given) == 1)})"),
)
