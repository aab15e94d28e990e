# SPDX-License-Identifier: ISC
# pprint: values over several lines where one is too short; dicts sorted by key.

import sys


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, **ignored):
        self._indent, self._width, self._depth = indent, width, depth
        self._stream = stream

    def pprint(self, value):
        (self._stream or sys.stdout).write(self.pformat(value) + "\n")

    def pformat(self, value):
        return self._shown(value, 0, 0, 0)

    def _shown(self, value, column, after, level):
        # `after` is the room that closing brackets behind the value take.
        plain = self._plain(value, level)
        if column + len(plain) + after <= self._width or not _is_container(value):
            return plain
        return self._spread(value, column, after, level + 1)

    def _plain(self, value, level):
        if not _is_container(value) or not value:
            return repr(value)
        opening, closing = _brackets(value)
        if self._depth is not None and level >= self._depth:
            return opening + "..." + closing
        if isinstance(value, dict):
            parts = [f"{k!r}: {self._plain(v, level + 1)}" for k, v in _items(value)]
        else:
            parts = [self._plain(item, level + 1) for item in _sequence(value)]
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return opening + ", ".join(parts) + comma + closing

    def _spread(self, value, column, after, level):
        opening, closing = _brackets(value)
        column += self._indent + len(opening) - 1
        lines = []
        items = _items(value) if isinstance(value, dict) else _sequence(value)
        for at, item in enumerate(items):
            room = after + len(closing) if at == len(items) - 1 else 1
            head = ""
            if isinstance(value, dict):
                head = f"{item[0]!r}: "
                item = item[1]
            lines.append(head + self._shown(item, column + len(head), room, level))
        if isinstance(value, tuple) and len(value) == 1:
            closing = "," + closing
        space = " " * (self._indent - 1)
        return opening + space + (",\n" + " " * column).join(lines) + closing


def _is_container(value):
    return type(value) in (dict, list, tuple, set, frozenset)


def _brackets(value):
    kinds = {dict: ("{", "}"), list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}")}
    return kinds.get(type(value), ("frozenset({", "})"))


def _ordered(values):
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: (type(value).__name__, repr(value)))


def _items(value):
    return [(key, value[key]) for key in _ordered(value.keys())]


def _sequence(value):
    return _ordered(value) if isinstance(value, (set, frozenset)) else list(value)


def pformat(object, indent=1, width=80, depth=None, **ignored):
    return PrettyPrinter(indent, width, depth).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, **ignored):
    PrettyPrinter(indent, width, depth, stream).pprint(object)


def pp(object, *args, **keywords):
    pprint(object, *args, **keywords)


def saferepr(object):
    return PrettyPrinter(width=1 << 30).pformat(object)
