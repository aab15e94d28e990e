# SPDX-License-Identifier: ISC
# os.path, for paths with slashes.

import uos as _os

curdir, pardir, sep, extsep = ".", "..", "/", "."
_DIRECTORY = 0x4000
_FILE = 0x8000


def isabs(path):
    return path.startswith("/")


def join(path, *paths):
    for part in paths:
        if part.startswith("/"):
            path = part
        else:
            path += part if not path or path.endswith("/") else "/" + part
    return path


def split(path):
    at = path.rfind("/") + 1
    head, tail = path[:at], path[at:]
    return (head.rstrip("/") or head), tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    name = basename(path)
    at = name.rfind(".")
    # Dots at the start of a name are no extension.
    if at <= 0 or not name[:at].strip("."):
        return path, ""
    cut = len(path) - len(name) + at
    return path[:cut], path[cut:]


def splitdrive(path):
    return "", path


def normcase(path):
    return path


def normpath(path):
    if not path:
        return "."
    root = "/" if path.startswith("/") else ""
    if path.startswith("//") and not path.startswith("///"):
        root = "//"
    kept = []
    for part in path.split("/"):
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part and part != "." and not (part == ".." and root):
            kept.append(part)
    return root + "/".join(kept) or "."


def abspath(path):
    return normpath(path if isabs(path) else join(_os.getcwd(), path))


realpath = abspath


def relpath(path, start="."):
    there = [part for part in abspath(path).split("/") if part]
    here = [part for part in abspath(start).split("/") if part]
    same = 0
    while same < min(len(there), len(here)) and there[same] == here[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:]) or "."


def commonprefix(paths):
    if not paths:
        return ""
    first, last = min(paths), max(paths)
    size = 0
    while size < len(first) and first[size] == last[size : size + 1]:
        size += 1
    return first[:size]


def commonpath(paths):
    split = [[part for part in path.split("/") if part] for path in paths]
    if len({path[:1] == "/" for path in paths}) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    root = "/" if paths[0][:1] == "/" else ""
    return root + "/".join(_common(split))


def _common(split):
    first, last = min(split), max(split)
    size = 0
    while size < len(first) and first[size] == last[size]:
        size += 1
    return first[:size]


def expanduser(path):
    return path


def expandvars(path):
    return path


def _mode(path):
    try:
        return _os.stat(path)[0]
    except OSError:
        return 0


def exists(path):
    return _mode(path) != 0


lexists = exists


def isfile(path):
    return bool(_mode(path) & _FILE)


def isdir(path):
    return bool(_mode(path) & _DIRECTORY)


def islink(path):
    return False


def getsize(path):
    return _os.stat(path)[6]


def getmtime(path):
    return _os.stat(path)[8]
