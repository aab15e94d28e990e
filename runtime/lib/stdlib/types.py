# SPDX-License-Identifier: ISC
# types: the types that have no built-in name, as far as MicroPython tells them apart.

import sys


def _function():
    yield


class _Class:
    def method(self):
        pass


async def _coroutine():
    pass


FunctionType = LambdaType = type(lambda: None)
GeneratorType = type(_function())
CoroutineType = type(_coroutine())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)


class SimpleNamespace:
    def __init__(self, **names):
        for name, value in names.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__

    def __repr__(self):
        shown = ", ".join(f"{k}={v!r}" for k, v in sorted(self.__dict__.items()))
        return f"namespace({shown})"


class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __eq__(self, other):
        return self._mapping == getattr(other, "_mapping", other)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


def coroutine(function):
    return function


def new_class(name, bases=(), kwds=None, exec_body=None):
    names = {}
    if exec_body:
        exec_body(names)
    return type(name, bases, names)
