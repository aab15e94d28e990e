# SPDX-License-Identifier: ISC
# re: MicroPython's engine, with findall, finditer, split, fullmatch and counts. It has
# no named groups, no look-around and no flags.

import ure

error = ValueError
NOFLAG = 0


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


class Match:
    # A match of the engine in a text from `start` on.
    def __init__(self, pattern, string, found, start):
        self.re, self.string = pattern, string
        self._found, self._start = found, start

    def group(self, *groups):
        if not groups:
            return self._found.group(0)
        values = tuple([self._found.group(number) for number in groups])
        return values[0] if len(values) == 1 else values

    def __getitem__(self, number):
        return self._found.group(number)

    def groups(self, default=None):
        values = self._found.groups()
        return tuple([default if value is None else value for value in values])

    def groupdict(self, default=None):
        return {}

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def span(self, group=0):
        start, end = self._found.span(group)
        return (start, end) if start < 0 else (start + self._start, end + self._start)

    def expand(self, template):
        return _expanded(self, template)

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


class Pattern:
    flags = 0
    groupindex = {}

    def __init__(self, pattern, flags=0):
        if flags:
            raise NotImplementedError("this engine has no flags")
        self.pattern = pattern
        self._engine = ure.compile(_counted(pattern))
        self._anchored = pattern[:1] == ("^" if isinstance(pattern, str) else b"^")
        self._whole = None

    def search(self, string, pos=0):
        if pos and self._anchored:
            return None
        found = self._engine.search(string[pos:] if pos else string)
        return found and Match(self, string, found, pos)

    def match(self, string, pos=0):
        found = self._engine.match(string[pos:] if pos else string)
        return found and Match(self, string, found, pos)

    def fullmatch(self, string, pos=0):
        if self._whole is None:
            # The engine tries the other branches when the end is not reached.
            inner = _counted(self.pattern)
            text = isinstance(inner, str)
            self._whole = ure.compile(
                "(?:" + inner + ")$" if text else b"(?:" + inner + b")$"
            )
        found = self._whole.match(string[pos:] if pos else string)
        return found and Match(self, string, found, pos)

    def finditer(self, string, pos=0):
        while pos <= len(string):
            found = self.search(string, pos)
            if not found:
                return
            start, end = found.span()
            yield found
            pos = end if end > start else end + 1

    def findall(self, string, pos=0):
        return [_value(found) for found in self.finditer(string, pos)]

    def split(self, string, maxsplit=0):
        pieces, at = [], 0
        for found in self.finditer(string):
            if maxsplit and len(pieces) >= maxsplit * (1 + len(found.groups())):
                break
            pieces.append(string[at : found.start()])
            pieces.extend(found.groups())
            at = found.end()
        pieces.append(string[at:])
        return pieces

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        pieces, at, done = [], 0, 0
        for found in self.finditer(string):
            if count and done == count:
                break
            pieces.append(string[at : found.start()])
            pieces.append(repl(found) if callable(repl) else _expanded(found, repl))
            at = found.end()
            done += 1
        pieces.append(string[at:])
        return string[:0].join(pieces), done

    def __repr__(self):
        return f"re.compile({self.pattern!r})"


def _value(found):
    groups = found.groups(found.string[:0])
    if not groups:
        return found.group()
    return groups[0] if len(groups) == 1 else groups


_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def _expanded(found, template):
    if not isinstance(template, str) or "\\" not in template:
        return template
    pieces = template.split("\\")
    written, at = [pieces[0]], 1
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if not piece:
            written.append("\\" + (pieces[at] if at < len(pieces) else ""))
            at += 1
        elif piece[0].isdigit():
            written.append((found.group(int(piece[0])) or "") + piece[1:])
        elif piece.startswith("g<"):
            number, _, rest = piece[2:].partition(">")
            written.append((found.group(int(number)) or "") + rest)
        else:
            written.append(_LETTERS.get(piece[0], "\\" + piece[0]) + piece[1:])
    return "".join(written)


def _counted(pattern):
    # x{2,4} as xxx?x?: the engine counts nothing itself.
    mark = "{" if isinstance(pattern, str) else b"{"
    if mark not in pattern:
        return pattern
    if not isinstance(pattern, str):
        return _counted(pattern.decode()).encode()
    written, at, start = "", 0, 0
    while at < len(pattern):
        end = pattern.find("}", at)
        limits = (
            _limits(pattern[at + 1 : end]) if pattern[at] == "{" and end > 0 else None
        )
        if limits:
            atom = written[start:]
            if atom.endswith(")") and not atom.startswith("(?:"):
                raise error("a counted group must be (?:…) here")
            lazy = "?" if pattern[end + 1 : end + 2] == "?" else ""
            written = written[:start] + _repeated(atom, limits, lazy)
            at = end + 1 + len(lazy)
            continue
        size = _atom_size(pattern, at)
        if pattern[at] == ")":
            start = _opening(written)
        elif pattern[at] not in "*+?":
            start = len(written)
        written += pattern[at : at + size]
        at += size
    return written


def _limits(text):
    least, comma, most = text.partition(",")
    if not (least.isdigit() or (comma and not least)) or (most and not most.isdigit()):
        return None
    least = int(least or 0)
    return least, (int(most) if most else None if comma else least)


def _repeated(atom, limits, lazy):
    least, most = limits
    if most is None:
        return atom * least + atom + "*" + lazy
    return atom * least + (atom + "?" + lazy) * (most - least)


def _atom_size(pattern, at):
    if pattern[at] == "\\":
        return 2
    if pattern[at] == "[":
        end = at + 2 if pattern[at + 1 : at + 2] != "^" else at + 3
        while end < len(pattern) and pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1 - at
    return 1


def _opening(written):
    # Where the group starts whose end comes next.
    depth, at = 0, len(written) - 1
    while at >= 0:
        escaped = at and written[at - 1] == "\\"
        if written[at] == ")" and not escaped:
            depth += 1
        elif written[at] == "(" and not escaped:
            if not depth:
                return at
            depth -= 1
        at -= 1
    raise error("unbalanced parenthesis")


_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c"


def escape(pattern):
    if not isinstance(pattern, str):
        return escape(pattern.decode()).encode()
    return "".join(["\\" + c if c in _SPECIAL else c for c in pattern])


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def purge():
    pass
