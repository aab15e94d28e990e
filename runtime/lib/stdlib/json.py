# SPDX-License-Identifier: ISC
# json: reading and plain writing are C's; indentation, order and the rest of CPython's
# options are written out here.

import io

import ujson

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\x08": "\\b",
    "\x0c": "\\f",
}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc="", pos=0):
        super().__init__(msg)
        self.msg, self.doc, self.pos = msg, doc, pos


def loads(s, *, object_hook=None, object_pairs_hook=None, **ignored):
    text = s.decode() if isinstance(s, (bytes, bytearray)) else s
    stream = io.StringIO(text)
    bare = text.strip()
    closing = {"{": "}", "[": "]"}.get(bare[:1], "")
    try:
        # C takes what ends too early.
        if not bare.endswith(closing):
            raise ValueError
        found = ujson.load(stream)
    except ValueError:
        raise JSONDecodeError("not JSON", text) from None
    if stream.read().strip():
        raise JSONDecodeError("Extra data", text)
    if object_pairs_hook:
        return _hooked(found, lambda made: object_pairs_hook(list(made.items())))
    return _hooked(found, object_hook) if object_hook else found


def load(fp, **options):
    return loads(fp.read(), **options)


def _hooked(value, hook):
    if isinstance(value, list):
        return [_hooked(item, hook) for item in value]
    if isinstance(value, dict):
        return hook({key: _hooked(item, hook) for key, item in value.items()})
    return value


class JSONDecoder:
    def __init__(self, **options):
        self._options = options

    def decode(self, s):
        return loads(s, **self._options)


class JSONEncoder:
    item_separator, key_separator = ", ", ": "

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self._skip, self._ascii, self._nan = skipkeys, ensure_ascii, allow_nan
        self._sort = sort_keys
        self._indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self._value(o, "\n"))

    iterencode = encode

    def _value(self, o, line):
        if isinstance(o, str):
            yield self._string(str(o))
        elif o is None:
            yield "null"
        elif isinstance(o, bool):
            yield "true" if o else "false"
        elif isinstance(o, int):
            yield f"{o:d}"
        elif isinstance(o, float):
            yield self._number(o)
        elif isinstance(o, dict):
            yield from self._items("{}", self._pairs(o), line)
        elif isinstance(o, (list, tuple)):
            yield from self._items("[]", [("", item) for item in o], line)
        else:
            yield from self._value(self.default(o), line)

    def _items(self, brackets, items, line):
        if not items:
            yield brackets
            return
        inner = line + self._indent if self._indent is not None else ""
        yield brackets[0]
        for at, (head, item) in enumerate(items):
            yield (self.item_separator if at else "") + inner + head
            yield from self._value(item, inner or line)
        yield (line if self._indent is not None else "") + brackets[1]

    def _pairs(self, o):
        pairs = []
        for key, value in o.items():
            if not (key is None or isinstance(key, (str, int, float, bool))):
                if self._skip:
                    continue
                kind = type(key).__name__
                raise TypeError(
                    f"keys must be str, int, float, bool or None, not {kind}"
                )
            name = key if isinstance(key, str) else "".join(self._value(key, ""))
            pairs.append((name, value))
        if self._sort:
            pairs.sort(key=lambda pair: pair[0])
        return [
            (self._string(name) + self.key_separator, value) for name, value in pairs
        ]

    def _number(self, o):
        if o != o or o in (float("inf"), -float("inf")):
            if not self._nan:
                raise ValueError("Out of range float values are not JSON compliant")
            return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"
        return repr(o)

    def _string(self, text):
        return '"' + "".join([self._char(c) for c in text]) + '"'

    def _char(self, c):
        code = ord(c)
        if c in _ESCAPES:
            return _ESCAPES[c]
        if code >= 32 and (code < 127 or not self._ascii):
            return c
        if code < 0x10000:
            return f"\\u{code:04x}"
        code -= 0x10000
        return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"


def dumps(obj, *, cls=None, **options):
    return (cls or JSONEncoder)(**options).encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))
