# SPDX-License-Identifier: ISC
"""Values computed from the keys, known when an application is configured.

``pure``, ``map``, ``apply``, ``if_`` and ``match_`` combine them; ``deps`` are the
keys that a value depends on. All of it is part of the ``Key`` of ``config.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType, MethodType
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Context:
    """What an application is configured with: a value for each key that was given.

    Names are normal (``_`` for ``-``). ``origins`` says where each came from.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_target(cls, target: str) -> Context:
        """The context that says nothing but the target."""
        return cls({"target": target})


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A T computed from the context; ``deps`` are the keys it looks at."""

    function: Callable[[Context], T] = field(compare=False)
    deps: tuple[Any, ...] = ()
    sameness: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sameness", sameness(self.function))

    def eval(self, context: Context) -> T:
        """The T in ``context``; keys it does not hold have their defaults."""
        return self.function(context)

    def map(self, function: Callable[[T], R]) -> Value[R]:
        """The value of ``function`` applied to this one."""
        return Value(lambda context: function(self.eval(context)), self.deps)


def pure(value: T) -> Value[T]:
    """``value``, whatever the context."""
    return Value(lambda _: value)


def map(function: Callable[[T], R], value: Value[T]) -> Value[R]:
    """The value of ``function`` applied to ``value``."""
    return value.map(function)


def apply(function: Value[Callable[[T], R]], value: Value[T]) -> Value[R]:
    """The value of a function, which is a value itself, applied to another."""
    return Value(
        lambda context: function.eval(context)(value.eval(context)),
        _union(function, value),
    )


def if_(condition: Value[bool], then: T, otherwise: T) -> Value[T]:
    """``then`` where ``condition`` holds, else ``otherwise``."""
    return condition.map(lambda holds: then if holds else otherwise)


def match_(value: Value[T], cases: Mapping[T, R], *, default: R) -> Value[R]:
    """What ``cases`` has for ``value``, and ``default`` where it has nothing."""
    return value.map(lambda found: cases.get(found, default))


def deps(value: Value[Any]) -> tuple[Any, ...]:
    """The keys that ``value`` depends on, in their order."""
    return value.deps


def default(value: Value[T]) -> T:
    """``value`` where no key was given."""
    return value.eval(Context())


def eval(context: Context, value: Value[T]) -> T:
    """``value`` in ``context``."""
    return value.eval(context)


def sameness(thing: Any, inside: tuple[int, ...] = ()) -> Any:
    """What makes two functions one: their code, their module, what they close over.

    So that a description which is evaluated twice is one device. ``inside`` are the
    functions around it: one may close over itself.
    """
    if isinstance(thing, FunctionType):
        if id(thing) in inside:
            return inside.index(id(thing))
        given = [*_held(thing), thing.__defaults__, thing.__kwdefaults__]
        around = (*inside, id(thing))
        # Code alike on the same line of two modules reads the names of either.
        module = id(thing.__globals__)
        return (thing.__code__, module, *[sameness(one, around) for one in given])
    parts = _parts(thing)
    if parts is not None:
        return (type(thing), *[sameness(one, inside) for one in parts])
    try:
        hash(thing)
    except TypeError:
        return id(thing)
    # 1 == True == 1.0, and they are three things.
    return (type(thing), thing)


def _parts(thing: Any) -> list[Any] | None:
    """What ``thing`` is made of, where that is what makes it the same."""
    if isinstance(thing, partial):
        return [thing.func, thing.args, sorted(thing.keywords.items())]
    if isinstance(thing, MethodType):
        return [thing.__func__, thing.__self__]
    if isinstance(thing, dict):
        return list(thing.items())
    return list(thing) if isinstance(thing, list | tuple) else None


def _held(function: FunctionType) -> list[Any]:
    """What a function closes over; a cell may be empty still."""
    found = []
    for cell in function.__closure__ or ():
        try:
            found.append(cell.cell_contents)
        except ValueError:
            found.append(None)
    return found


def _union(*values: Value[Any]) -> tuple[Any, ...]:
    found: Sequence[Any] = [key for value in values for key in value.deps]
    return tuple(dict.fromkeys(found))
