# SPDX-License-Identifier: ISC
# shlex.split, join and quote, by the rules of a POSIX shell.

_SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"


def quote(s):
    if not s:
        return "''"
    if not s.strip(_SAFE) and all(c in _SAFE for c in s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join([quote(word) for word in split_command])


def split(s, comments=False, posix=True):
    if not posix:
        raise ValueError("only POSIX rules are here")
    reader = _Reader(s, comments)
    while reader.rest:
        reader.step()
    return reader.end()


class _Reader:
    # A word is None until it starts, since it may be empty.
    def __init__(self, text, comments):
        self.rest, self._comments = text, comments
        self._words, self._word, self._mark = [], None, ""

    def step(self):
        c, self.rest = self.rest[0], self.rest[1:]
        if c == "\\" and self._mark != "'":
            self._escape()
        elif self._mark:
            self._quoted(c)
        elif c in "'\"":
            self._mark = c
            self._add("")
        elif c in " \t\r\n":
            self._finish()
        elif self._comments and c == "#" and self._word is None:
            self.rest = self.rest.partition("\n")[2]
        else:
            self._add(c)

    def _add(self, text):
        self._word = (self._word or "") + text

    def _quoted(self, c):
        if c == self._mark:
            self._mark = ""
        else:
            self._add(c)

    def _escape(self):
        if not self.rest:
            raise ValueError("No escaped character")
        c, self.rest = self.rest[0], self.rest[1:]
        # Between double quotes a backslash stands for itself before most.
        self._add("\\" + c if self._mark and c not in '"\\' else c)

    def _finish(self):
        if self._word is not None:
            self._words.append(self._word)
        self._word = None

    def end(self):
        if self._mark:
            raise ValueError("No closing quotation")
        self._finish()
        return self._words
