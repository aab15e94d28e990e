# SPDX-License-Identifier: ISC
# A package that other applications could use as well.
from .words import word


def greeting(name: str) -> str:
    return f"{word()}, {name}!"
