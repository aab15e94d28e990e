# SPDX-License-Identifier: ISC
"""What an image has and no published stub describes: lines for the stubs.

A test holds every name of an image against the stubs with these lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORMAT = "def format(self, *args: Any, **kwargs: Any) -> Self: ..."

# By module and class, "" for the module itself. The modules import what is named.
_ADDED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "_asyncio": {
        "": (
            "class TaskQueue:",
            "    def peek(self) -> Any: ...",
            "    def pop(self) -> Any: ...",
            "    def push(self, task: Any, key: int = 0, /) -> None: ...",
            "    def remove(self, task: Any, /) -> None: ...",
        )
    },
    "builtins": {
        "": (
            "def execfile(",
            "    path: str, globals: dict[str, Any] = ...,",
            "    locals: dict[str, Any] = ..., /",
            ") -> None: ...",
        ),
        "bytearray": (_FORMAT,),
        "bytes": (_FORMAT,),
    },
    "deflate": {
        "": ("from typing_extensions import Self",),
        "DeflateIO": (
            "def __enter__(self) -> Self: ...",
            "def __exit__(self, *args: Any) -> None: ...",
            "def write(self, data: Any, /) -> int: ...",
        ),
    },
    "select": {
        "": (
            "def select(",
            "    rlist: Iterable[Any], wlist: Iterable[Any], xlist: Iterable[Any],",
            "    timeout: float | None = None, /,",
            ") -> Tuple[List[Any], List[Any], List[Any]]: ...",
        ),
        "poll": (
            "def __iter__(self) -> Iterator[Tuple]: ...",
            "def __next__(self) -> Tuple: ...",
        ),
    },
    "sys": {"": ("def atexit(func: Callable[[], Any] | None, /) -> Any: ...",)},
    "time": {
        "": (
            "def monotonic() -> float: ...",
            "def monotonic_ns() -> int: ...",
            "def perf_counter() -> float: ...",
            "def perf_counter_ns() -> int: ...",
        )
    },
    # Every stream of MicroPython has it: StringIO, files of text, the console.
    "typing": {"TextIO": ("def readinto(self, buffer: Any, /) -> int: ...",)},
}
MODULES = frozenset(_ADDED)


def completed(module: str, text: str) -> str:
    """The text of a module's stub, with what an image has beside it."""
    for name, lines in _ADDED.get(module, {}).items():
        text = _in_class(text, name, lines) if name else _at_end(text, lines)
    return text


def _at_end(text: str, lines: tuple[str, ...]) -> str:
    return text + "\n" + "".join(f"{line}\n" for line in lines)


def _in_class(text: str, name: str, lines: tuple[str, ...]) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    header = re.compile(rf"^class {name}\b.*:\n", re.MULTILINE)
    changed, count = header.subn(lambda found: found[0] + body, text)
    assert count == 1, f"the stubs have {count} classes {name}"
    return changed
