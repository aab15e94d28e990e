# SPDX-License-Identifier: ISC
# Does what MicroPython's unix program does with a file: __main__ is the file's,
# sys.path begins with its folder, which is the current one, and nothing else is
# imported yet.
import builtins
import os
import sys

import key_gen
import vfs

import __main__

try:
    import frozen_main
except ImportError:
    frozen_main = None

TESTS = "/tests"
LIBRARY = "/lib"


def start(disk):
    vfs.mount(vfs.VfsFat(disk), "/")
    path = f"{TESTS}/{key_gen.file()}"
    folder = path[: path.rfind("/")]
    os.chdir(folder)
    names = forget_everything()
    if frozen_main:
        # No folder in the search path: what tests import is frozen, too.
        sys.path[:] = [".frozen"]
        sys.argv[:] = [path]
        frozen_main.run(frozen_name(path), names)
    else:
        sys.path[:] = [folder, ".frozen", LIBRARY]
        sys.argv[:] = [path]
        names["__file__"] = path
        builtins.execfile(path, names)


def forget_everything():
    names = __main__.__dict__
    for name in list(names):
        if name != "__name__":
            del names[name]
    sys.modules.clear()
    return names


def frozen_name(path):
    # Tests of imports import each other by name, and so lie at the top.
    beside = TESTS + "/import/"
    return path[len(beside) :] if path.startswith(beside) else path[1:]
