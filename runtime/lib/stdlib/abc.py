# SPDX-License-Identifier: ISC
# abc. Abstract methods are looked for when a class is made; making an instance of a
# class that still has some is a TypeError, as in CPython. Virtual subclasses are not
# here: isinstance cannot be taught them.

import _classes  # noqa: F401


class _Abstract:
    def __init__(self, function):
        self.function = function


def abstractmethod(function):
    if not callable(function):
        # A property or classmethod keeps its behaviour, and is not enforced.
        return function
    return _Abstract(function)


class ABCMeta:
    @staticmethod
    def made(cls, names):
        missing = set()
        for base in cls.__bases__:
            missing |= getattr(base, "__abstractmethods__", set())
        missing = {name for name in missing if name not in names}
        for name, value in names.items():
            if isinstance(value, _Abstract):
                missing.add(name)
                setattr(cls, name, value.function)
        cls.__abstractmethods__ = frozenset(missing)
        return cls


class ABC(metaclass=ABCMeta):
    def __new__(cls, *args, **keywords):
        _refuse_abstract(cls)
        return object.__new__(cls)


def _refuse_abstract(cls):
    if missing := sorted(cls.__abstractmethods__):
        many = "methods" if len(missing) > 1 else "method"
        raise TypeError(
            f"Can't instantiate abstract class {cls.__name__} with abstract {many} "
            + ", ".join(missing)
        )
