# SPDX-License-Identifier: ISC
# Runs one file of MicroPython's test suite: from a FAT volume, or, where tests lie
# beside this file, one of those, frozen.
from pathlib import Path

from echis import *

# Whatever a test may import: the runner imports nothing for it.
FOR_TESTS = [
    "_asyncio",
    "array",
    "asyncio",
    "asyncio.event",
    "asyncio.funcs",
    "asyncio.lock",
    "asyncio.stream",
    "binascii",
    "cmath",
    "collections",
    "cryptolib",
    "deflate",
    "errno",
    "framebuf",
    "gc",
    "hashlib",
    "heapq",
    "io",
    "json",
    "math",
    "micropython",
    "os",
    "platform",
    "random",
    "re",
    "select",
    "struct",
    "time",
    "uasyncio",
    "uctypes",
    "vfs",
    "websocket",
]

here = Path(__file__).parent
files = [*here.glob("*.py"), *here.glob("tests/*/**/*.py")]
names = [".".join(file.relative_to(here).with_suffix("").parts) for file in files]
own = {"config", "unikernel"}
frozen = sorted(n for n in names if n not in own and not n.endswith("__init__"))

unikernel = main(
    "unikernel",
    block >> job,
    keys=[
        Key.create(
            "file",
            Key.Arg.required(Key.Arg.string, metavar="FOLDER/NAME.py"),
        )
    ],
    modules=[*FOR_TESTS, *frozen],
    c_modules=["frozen_main.c"] if frozen else [],
    # The suite is of MicroPython's own modules, where ours go further.
    local_libs=["plain"],
)
name = "suite_frozen" if frozen else "suite"
register(name, [unikernel(block_of_file("tests"))])
