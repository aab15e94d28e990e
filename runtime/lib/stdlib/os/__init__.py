# SPDX-License-Identifier: ISC
# os: MicroPython's, and os.path, which is in an image only when something uses it.

from uos import *

name = "echis"
linesep = "\n"
curdir, pardir, sep, extsep = ".", "..", "/", "."
environ = {}


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


_attrs = {"path": "path"}


def __getattr__(name):
    if name not in _attrs:
        raise AttributeError(name)
    try:
        value = __import__(_attrs[name], None, None, True, 1)
    except ImportError:
        # Nothing in this image names it.
        raise AttributeError(name) from None
    globals()[name] = value
    return value
