# SPDX-License-Identifier: ISC
"""xl's own reader of configurations, Xen's libxlutil, where it is installed."""

from __future__ import annotations

import ctypes
import sys
from ctypes import byref, c_char_p, c_int, c_void_p
from pathlib import Path

_ENDS = ("lib/*-linux-gnu", "lib64", "lib")


def library() -> Path | None:
    """The library, of whichever version."""
    found = [f for end in _ENDS for f in Path("/usr").glob(f"{end}/libxlutil.so*")]
    return min(found, default=None)


def read(file: Path, text: str) -> dict[str, str | list[str]]:
    """The texts and lists of a configuration; ValueError where it is none."""
    xlu, c = ctypes.CDLL(str(file)), ctypes.CDLL(None)
    c.fdopen.restype = xlu.xlu_cfg_init.restype = c_void_p
    xlu.xlu_cfg_get_listitem.restype = c_char_p
    stderr = c_void_p(c.fdopen(sys.__stderr__.fileno(), b"w"))
    config, data = c_void_p(xlu.xlu_cfg_init(stderr, b"test")), text.encode()
    if xlu.xlu_cfg_readdata(config, data, len(data)):
        raise ValueError(text)
    found: dict[str, str | list[str]] = {}
    for key in ("name", "kernel", "type", "on_crash"):
        value = c_char_p()
        assert not xlu.xlu_cfg_get_string(config, key.encode(), byref(value), 0)
        found[key] = (value.value or b"").decode()
    for key in ("disk", "vif"):
        items, count = c_void_p(), c_int()
        words = (config, key.encode(), byref(items), byref(count), 0)
        assert not xlu.xlu_cfg_get_list(*words)
        texts = [xlu.xlu_cfg_get_listitem(items, n) for n in range(count.value)]
        found[key] = [item.decode() for item in texts]
    return found
