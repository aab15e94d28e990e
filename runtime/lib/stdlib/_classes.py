# SPDX-License-Identifier: ISC
# What CPython does when a class statement ends, and MicroPython leaves out:
# keywords of the statement, `metaclass=`, __set_name__ and __init_subclass__.
# Importing this module brings it to every class that is made from then on.
#
# A metaclass here is not the type of its classes. It is asked once, by the method
# `made(cls, names)`, with the names of the body in their order; the class it
# returns is bound. A class hands its metaclass down in the attribute `_metaclass`.

import builtins

import _classbody


def _build(body, name, *bases, metaclass=None, **keywords):
    names, cell = _classbody.run(body)
    if metaclass and metaclass is not type:
        names["_metaclass"] = metaclass
    make = type(bases[0]) if bases else type
    cls = make(name, bases, dict(names))
    _classbody.close(cell, cls)
    if make is not type:
        return cls
    for attribute, value in names.items():
        if hasattr(value, "__set_name__"):
            value.__set_name__(cls, attribute)
    metaclass = getattr(cls, "_metaclass", None)
    if hasattr(metaclass, "made"):
        cls = metaclass.made(cls, names)
    _tell_base(cls, keywords)
    return cls


def _tell_base(cls, keywords):
    for base in cls.__bases__:
        if hasattr(base, "__init_subclass__"):
            _function(base, "__init_subclass__")(cls, **keywords)
            return
    if keywords:
        names = ", ".join(sorted(keywords))
        raise TypeError(f"class {cls.__name__} takes no keyword {names}")


def _function(cls, name):
    # The plain function, also where it was written as a classmethod.
    found = cls.__dict__.get(name)
    if found is None:
        for base in cls.__bases__:
            if hasattr(base, name):
                return _function(base, name)
    return getattr(found, "__func__", found)


builtins.__build_class__ = _build
