# SPDX-License-Identifier: ISC
# collections.abc, for annotations, as bases, and for isinstance: importing this
# replaces isinstance and issubclass by ones that know what fits without deriving.

import builtins


class _Base:
    @classmethod
    def __class_getitem__(cls, key):
        return cls


class Hashable(_Base):
    pass


class Iterable(_Base):
    pass


class Iterator(Iterable):
    def __iter__(self):
        return self


class Reversible(Iterable):
    pass


class Generator(Iterator):
    pass


class Awaitable(_Base):
    pass


class Coroutine(Awaitable):
    pass


class AsyncIterable(_Base):
    pass


class AsyncIterator(AsyncIterable):
    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    pass


class Callable(_Base):
    pass


class Sized(_Base):
    pass


class Container(_Base):
    pass


class Buffer(_Base):
    pass


class Collection(Sized, Iterable, Container):
    pass


class Sequence(Reversible, Collection):
    def __iter__(self):
        for at in range(len(self)):
            yield self[at]

    def __contains__(self, value):
        return any(other is value or other == value for other in self)

    def __reversed__(self):
        for at in range(len(self) - 1, -1, -1):
            yield self[at]

    def index(self, value, start=0, stop=None):
        for at in range(start, len(self) if stop is None else stop):
            if self[at] is value or self[at] == value:
                return at
        raise ValueError

    def count(self, value):
        return sum(1 for other in self if other is value or other == value)


class ByteString(Sequence):
    pass


class MutableSequence(Sequence):
    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        size = len(self)
        for at in range(size // 2):
            self[at], self[size - at - 1] = self[size - at - 1], self[at]

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    @classmethod
    def _from_iterable(cls, iterable):
        return cls(iterable)

    def __le__(self, other):
        return len(self) <= len(other) and all(value in other for value in self)

    def __lt__(self, other):
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        return len(self) >= len(other) and all(value in self for value in other)

    def __gt__(self, other):
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        return len(self) == len(other) and self <= other

    def __and__(self, other):
        return self._from_iterable([value for value in other if value in self])

    def __or__(self, other):
        return self._from_iterable(list(self) + list(other))

    def __sub__(self, other):
        return self._from_iterable([value for value in self if value not in other])

    def __xor__(self, other):
        return (self - other) | (self._from_iterable(other) - self)

    def isdisjoint(self, other):
        return not any(value in self for value in other)


class MutableSet(Set):
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)


class Mapping(Collection):
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())


class MutableMapping(Mapping):
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), **keywords):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class MappingView(Sized):
    pass


class KeysView(MappingView, Set):
    pass


class ItemsView(MappingView, Set):
    pass


class ValuesView(MappingView, Collection):
    pass


def _generator():
    yield


_GENERATOR = (type(_generator()),)
_MUTABLE = (list, bytearray)
_SEQUENCES = _MUTABLE + (tuple, str, bytes, range, memoryview)
_SETS = (set, frozenset)
_COLLECTIONS = _SEQUENCES + _SETS + (dict,)
_UNHASHABLE = (list, dict, set, bytearray)
# Built-in types that fit, and the method that makes any other type fit.
_FITS = {
    Iterable: (_COLLECTIONS + _GENERATOR, "__iter__"),
    Iterator: (_GENERATOR, "__next__"),
    Sized: (_COLLECTIONS, "__len__"),
    Container: (_COLLECTIONS, "__contains__"),
    Collection: (_COLLECTIONS, ""),
    Reversible: (_SEQUENCES, "__reversed__"),
    Sequence: (_SEQUENCES, ""),
    MutableSequence: (_MUTABLE, ""),
    ByteString: ((bytes, bytearray), ""),
    Buffer: ((bytes, bytearray, memoryview), ""),
    Set: (_SETS, ""),
    MutableSet: ((set,), ""),
    Mapping: ((dict,), ""),
    MutableMapping: ((dict,), ""),
    Generator: (_GENERATOR, ""),
    Awaitable: (_GENERATOR, "__await__"),
    Coroutine: (_GENERATOR, ""),
    AsyncIterable: ((), "__aiter__"),
    AsyncIterator: ((), "__anext__"),
}
_isinstance, _issubclass = isinstance, issubclass


def _fits(kind, cls):
    if cls is Hashable:
        return not _issubclass(kind, _UNHASHABLE)
    if cls not in _FITS:
        return False
    types, method = _FITS[cls]
    return _issubclass(kind, types) or bool(method and hasattr(kind, method))


def _is_instance(obj, cls):
    if _isinstance(cls, tuple):
        return any(_is_instance(obj, one) for one in cls)
    if _isinstance(obj, cls):
        return True
    if cls is Callable:
        return callable(obj)
    # A built-in iterator tells by itself what its type does not.
    walks = cls in (Iterable, Iterator) and hasattr(obj, "__next__")
    return walks or _fits(type(obj), cls)


def _is_subclass(kind, cls):
    if _isinstance(cls, tuple):
        return any(_is_subclass(kind, one) for one in cls)
    if cls is Callable:
        return hasattr(kind, "__call__")
    return _issubclass(kind, cls) or _fits(kind, cls)


builtins.isinstance, builtins.issubclass = _is_instance, _is_subclass
