# SPDX-License-Identifier: ISC
# Connecting what needs no event loop, and what is told of a device that fails.
import sys


def failed(name, where, error):
    kind = type(error).__name__
    print(f"device {name} ({where}) cannot be connected: {kind}: {error}")
    if hasattr(sys, "print_exception"):
        sys.print_exception(error)
    # Out of every task at once: an application without its devices does not start.
    sys.exit(255)


class Connecting:
    def __init__(self, name, where):
        self._device = name, where

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and not isinstance(error, SystemExit):
            failed(*self._device, error)
