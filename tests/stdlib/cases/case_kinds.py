# SPDX-License-Identifier: ISC
from collections import OrderedDict
from collections.abc import *


class Walks:
    def __iter__(self):
        return iter([1])


class Sizes:
    def __len__(self):
        return 0

    def __contains__(self, value):
        return False

    def __call__(self):
        pass


class Derived(Mapping):
    def __getitem__(self, key):
        raise KeyError(key)

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


def generator():
    yield 1


KINDS = (
    Iterable,
    Iterator,
    Sized,
    Container,
    Collection,
    Sequence,
    MutableSequence,
    Set,
    MutableSet,
    Mapping,
    MutableMapping,
    Callable,
    Hashable,
    Generator,
    Reversible,
)
VALUES = (
    [],
    (),
    "",
    b"",
    bytearray(),
    range(3),
    {1},
    frozenset(),
    {},
    Walks(),
    Sizes(),
    Derived(),
    generator(),
    5,
    None,
    len,
    iter([]),
    OrderedDict(),
    Walks,
    lambda: 0,
)
for value in VALUES:
    # Of a dict being Reversible, and of classes hashing, MicroPython says otherwise.
    kinds = KINDS[:-1] if isinstance(value, dict) else KINDS
    kinds = [
        kind
        for kind in kinds
        if not (kind is Hashable and type(value) in (Walks, Sizes, Derived))
    ]
    print(
        [kind.__name__ for kind in kinds if isinstance(value, kind)],
    )
print(
    issubclass(list, Sequence),
    issubclass(dict, (Sequence, Mapping)),
    issubclass(Walks, Iterable),
    issubclass(int, Iterable),
    issubclass(Derived, Mapping),
)
print(
    isinstance(1, (str, int)),
    isinstance([], (str, Mapping, Iterable)),
    issubclass(bool, str),
)
