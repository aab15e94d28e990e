# SPDX-License-Identifier: ISC
# string. Without Formatter: str.format is the same, and there is nothing to override.

whitespace = " \t\n\r\x0b\x0c"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace

_START = ascii_letters + "_"
_REST = _START + digits


def capwords(s, sep=None):
    words = [word[:1].upper() + word[1:].lower() for word in s.split(sep)]
    return (sep or " ").join(words)


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=None, **keywords):
        return "".join(self._pieces(mapping or {}, keywords, False))

    def safe_substitute(self, mapping=None, **keywords):
        return "".join(self._pieces(mapping or {}, keywords, True))

    def is_valid(self):
        return all(name is not None for _, name, _ in self._parts())

    def get_identifiers(self):
        names = []
        for _, name, _ in self._parts():
            if name and name not in names:
                names.append(name)
        return names

    def _pieces(self, mapping, keywords, safe):
        for text, name, written in self._parts():
            yield text
            if name is None and not safe:
                raise ValueError(f"Invalid placeholder in string: {self._place()}")
            if not name:
                yield written
            elif name in keywords:
                yield str(keywords[name])
            elif safe and name not in mapping:
                yield written
            else:
                yield str(mapping[name])

    def _parts(self):
        # (text before, name, as written): the name is None where none stands, and
        # empty for the delimiter doubled and at the end.
        rest = self.template
        mark = self.delimiter
        while True:
            before, found, rest = rest.partition(mark)
            if not found:
                yield before, "", ""
                return
            self._bad = len(self.template) - len(rest) - len(mark)
            name, used = _name(rest)
            if rest.startswith(mark):
                name, used, written = "", len(mark), mark
            else:
                written = mark + rest[:used]
            yield before, name, written
            rest = rest[used:]

    def _place(self):
        lines = self.template[: self._bad].splitlines(True) or [""]
        column = 1 if lines[-1].endswith("\n") else len(lines[-1]) + 1
        line = len(lines) + (lines[-1].endswith("\n"))
        return f"line {line}, col {column}"


def _name(text):
    # The name at the start of a text, and how much of the text it takes.
    braced = text.startswith("{")
    at = start = 1 if braced else 0
    while at < len(text) and text[at] in (_REST if at > start else _START):
        at += 1
    if at == start or (braced and text[at : at + 1] != "}"):
        return None, 0
    return text[start:at], at + 1 if braced else at
