# SPDX-License-Identifier: ISC
# html: escape, and unescape of numbers and of the names that are met in practice.

_NAMES = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "nbsp": "\xa0",
    "copy": "\xa9",
    "reg": "\xae",
    "deg": "\xb0",
    "middot": "\xb7",
    "times": "\xd7",
    "auml": "\xe4",
    "ouml": "\xf6",
    "uuml": "\xfc",
    "szlig": "\xdf",
    "eacute": "\xe9",
    "ndash": "\u2013",
    "mdash": "\u2014",
    "hellip": "\u2026",
    "euro": "\u20ac",
}


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def unescape(s):
    pieces = s.split("&")
    found = pieces[0]
    for piece in pieces[1:]:
        name, semicolon, rest = piece.partition(";")
        char = _char(name) if semicolon else None
        found += "&" + piece if char is None else char + rest
    return found


def _char(name):
    if name[:1] != "#":
        return _NAMES.get(name)
    hexadecimal = name[1:2] in ("x", "X")
    digits = name[2:] if hexadecimal else name[1:]
    try:
        code = int(digits, 16 if hexadecimal else 10)
    except ValueError:
        return None
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)
