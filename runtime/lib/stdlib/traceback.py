# SPDX-License-Identifier: ISC
# traceback. MicroPython keeps file, line and function of each call in the exception
# itself, and neither source lines nor the exception that came before.

import io
import sys


def _error(exc, value):
    # print_exception(error) and print_exception(type, error, traceback).
    return exc if value is None else value


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, value, tb, limit))
    (file or sys.stderr).write(text)


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    lines = _lines(_error(exc, value))
    calls = [at for at, line in enumerate(lines) if line.startswith("  File ")]
    if limit is not None:
        dropped = calls[limit:] if limit >= 0 else calls[:limit]
        lines = [line for at, line in enumerate(lines) if at not in dropped]
    return lines


def _lines(error):
    if error is None:
        return ["NoneType: None\n"]
    written = io.StringIO()
    sys.print_exception(error, written)
    return [line + "\n" for line in written.getvalue().rstrip("\n").split("\n")]


def format_exception_only(exc, value=None):
    error = _error(exc, value)
    return [line for line in _lines(error) if not line.startswith(("Trace", "  File "))]


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file)
