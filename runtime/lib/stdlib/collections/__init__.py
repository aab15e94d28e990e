# SPDX-License-Identifier: ISC
# collections: MicroPython's own types, and the others from a file each, which is in
# an image only when something uses it.

from ucollections import *

_attrs = {
    "ChainMap": "chainmap",
    "Counter": "counter",
    "defaultdict": "default",
    "UserDict": "user",
    "UserList": "user",
    "UserString": "user",
    "abc": "abc",
}


def __getattr__(name):
    if name not in _attrs:
        raise AttributeError(name)
    try:
        module = __import__(_attrs[name], None, None, True, 1)
    except ImportError:
        # Nothing in this image names it.
        raise AttributeError(name) from None
    value = module if name == "abc" else getattr(module, name)
    globals()[name] = value
    return value
