# SPDX-License-Identifier: ISC
# textwrap. Words are cut at blanks, behind hyphens between letters, and around dashes.

_BLANKS = "\t\n\x0b\x0c\r "
_SENTENCE_ENDS = ".!?"


class TextWrapper:
    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        self._check_placeholder()
        chunks = self._chunks(self._plain(text))
        if self.fix_sentence_endings:
            _fix_sentences(chunks)
        return self._lines(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _check_placeholder(self):
        if self.max_lines is not None:
            indent = (
                self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            )
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")

    def _plain(self, text):
        if self.expand_tabs:
            text = _expanded(text, self.tabsize)
        if self.replace_whitespace:
            for blank in _BLANKS:
                text = text.replace(blank, " ")
        return text

    def _chunks(self, text):
        chunks = []
        for piece in _alternating(text):
            if piece[0] in _BLANKS or not self.break_on_hyphens:
                chunks.append(piece)
            else:
                chunks.extend(_cut(piece))
        return chunks

    def _lines(self, chunks):
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            line = self._take(chunks, width)
            if not line:
                continue
            if self._fits(lines, line, chunks, width):
                lines.append(indent + "".join(line))
            else:
                self._shorten(lines, line, indent, width)
                break
        return lines

    def _take(self, chunks, width):
        line, used = [], 0
        while chunks and used + len(chunks[-1]) <= width:
            used += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._take_long(chunks, line, used, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _take_long(self, chunks, line, used, width):
        room = width - used if width >= 1 else 1
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        chunk = chunks[-1]
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk[:room].rfind("-")
            if hyphen > 0 and chunk[:hyphen].strip("-"):
                room = hyphen + 1
        line.append(chunk[:room])
        chunks[-1] = chunk[room:]

    def _fits(self, lines, line, chunks, width):
        if self.max_lines is None or len(lines) + 1 < self.max_lines:
            return True
        rest = (
            chunks[0].strip() if len(chunks) == 1 and self.drop_whitespace else chunks
        )
        return not rest and sum(map(len, line)) <= width

    def _shorten(self, lines, line, indent, width):
        while line:
            size = sum(map(len, line))
            if line[-1].strip() and size + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            line.pop()
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


def _expanded(text, size):
    parts = text.split("\t")
    done = parts[0]
    for part in parts[1:]:
        column = len(done) - done.rfind("\n") - 1
        done += " " * (size - column % size if size else 0) + part
    return done


def _alternating(text):
    # Words and blanks in turn, none empty.
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (text[at] in _BLANKS) != (text[start] in _BLANKS):
            yield text[start:at]
            start = at


def _is_letter(c):
    return c.isalpha() or c == "_"


def _cut(word):
    # Behind a hyphen between letters, and before and behind a longer dash.
    pieces, start, at = [], 0, 0
    while at < len(word):
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        if end - at == 1 and _breaks(word, at):
            pieces.append(word[start:end])
            start = end
        elif end - at > 1 and at and end < len(word) and _is_letter(word[end]):
            pieces.append(word[start:at])
            pieces.append(word[at:end])
            start = end
        at = max(end, at + 1)
    pieces.append(word[start:])
    return [piece for piece in pieces if piece]


def _breaks(word, at):
    before, after = word[max(at - 2, 0) : at], word[at + 1 : at + 3]
    return (
        len(before) == len(after) == 2
        and _is_letter(before[0])
        and _is_letter(before[1])
        and _is_letter(after[0])
        and (_is_letter(after[1]) or after[1] == "-")
    )


def _fix_sentences(chunks):
    for at in range(len(chunks) - 1):
        word = chunks[at].rstrip("\"'")
        ends = len(word) > 1 and word[-1] in _SENTENCE_ENDS and word[-2].islower()
        if ends and chunks[at + 1] == " ":
            chunks[at + 1] = "  "


def wrap(text, width=70, **options):
    return TextWrapper(width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width, max_lines=1, **options).fill(" ".join(text.split()))


def dedent(text):
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines if line]
    if not indents:
        return "\n".join(lines)
    first, last = min(indents), max(indents)
    size = 0
    while size < len(first) and first[size] == last[size]:
        size += 1
    return "\n".join(line[size:] for line in lines)


def indent(text, prefix, predicate=None):
    keep = predicate or (lambda line: line.strip())
    lines = text.splitlines(True)
    return "".join(prefix + line if keep(line) else line for line in lines)
