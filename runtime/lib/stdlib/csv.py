# SPDX-License-Identifier: ISC
# csv: reader, writer and their dict forms.

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_SETTINGS = (
    "delimiter",
    "quotechar",
    "escapechar",
    "doublequote",
    "skipinitialspace",
    "lineterminator",
    "quoting",
    "strict",
)


def register_dialect(name, dialect=excel, **settings):
    _dialects[name] = _dialect(dialect, settings)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _dialect(dialect, settings):
    made = Dialect()
    source = get_dialect(dialect) if isinstance(dialect, str) else dialect
    for name in _SETTINGS:
        setattr(made, name, settings.pop(name, getattr(source, name)))
    if settings:
        raise TypeError(f"unknown setting {', '.join(settings)}")
    return made


class reader:
    def __init__(self, csvfile, dialect="excel", **settings):
        self._lines = iter(csvfile)
        self.dialect = _dialect(dialect, settings)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        record = _Record(self.dialect)
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if record.quoted or record.escaped:
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    return record.end()
                raise
            self.line_num += 1
            record.read(line)
            if not record.quoted:
                return record.end()


class _Record:
    # The fields of one record, which may take several lines.
    def __init__(self, dialect):
        self._dialect = dialect
        self._fields = []
        self._text, self._number = None, False
        self.quoted = self.escaped = self._was_quoted = False

    def read(self, line):
        at = 0
        d = self._dialect
        while at < len(line):
            c = line[at]
            at += 1
            if self.escaped:
                self._add(c)
                self.escaped = False
            elif c == d.escapechar and d.escapechar:
                self.escaped = True
            elif self.quoted:
                at = self._inside(line, at, c)
            elif c in "\r\n":
                if line[at:].strip("\r\n"):
                    raise Error("new-line character seen in unquoted field")
                return
            else:
                self._outside(c)

    def _inside(self, line, at, c):
        d = self._dialect
        if c != d.quotechar:
            self._add(c)
        elif d.doublequote and line[at : at + 1] == d.quotechar:
            self._add(c)
            return at + 1
        else:
            self.quoted = False
        return at

    def _outside(self, c):
        d = self._dialect
        if c == d.delimiter:
            self._next()
        elif c == d.quotechar and self._text is None and d.quoting != QUOTE_NONE:
            self.quoted = self._was_quoted = True
            self._text = ""
        elif not (c == " " and d.skipinitialspace and self._text is None):
            if self._was_quoted and d.strict:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
            self._add(c)

    def _add(self, c):
        self._text = (self._text or "") + c

    def _next(self):
        text = self._text or ""
        if self._dialect.quoting == QUOTE_NONNUMERIC and not self._was_quoted:
            text = float(text)
        self._fields.append(text)
        self._text, self._was_quoted = None, False

    def end(self):
        if self._text is not None or self._fields:
            self._next()
        return self._fields


class writer:
    def __init__(self, csvfile, dialect="excel", **settings):
        self._file = csvfile
        self.dialect = _dialect(dialect, settings)

    def writerow(self, row):
        d = self.dialect
        fields = [self._field(value) for value in row]
        if fields == [""]:
            fields = [d.quotechar * 2]
        return self._file.write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        d = self.dialect
        text = "" if value is None else str(value)
        number = isinstance(value, (int, float))
        if d.quoting == QUOTE_NONE:
            return self._escaped(text)
        marks = (d.quotechar,) if d.doublequote else ()
        special = any(c in text for c in (d.delimiter, "\r", "\n") + marks)
        wanted = d.quoting == QUOTE_ALL or (
            d.quoting == QUOTE_NONNUMERIC and not number
        )
        mark = d.quotechar
        if mark in text and not d.doublequote:
            text = text.replace(mark, self._escape() + mark)
        if not (special or wanted):
            return text
        return mark + (text.replace(mark, mark * 2) if d.doublequote else text) + mark

    def _escape(self):
        if not self.dialect.escapechar:
            raise Error("need to escape, but no escapechar set")
        return self.dialect.escapechar

    def _escaped(self, text):
        d = self.dialect
        for special in (d.escapechar, d.delimiter, "\n", "\r", d.quotechar):
            if special and special in text:
                text = text.replace(special, self._escape() + special)
        return text


class DictReader:
    def __init__(
        self,
        f,
        fieldnames=None,
        restkey=None,
        restval=None,
        dialect="excel",
        **settings,
    ):
        self.reader = reader(f, dialect, **settings)
        self._names, self.restkey, self.restval = fieldnames, restkey, restval

    @property
    def fieldnames(self):
        if self._names is None:
            try:
                self._names = next(self.reader)
            except StopIteration:
                pass
        return self._names

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(
        self,
        f,
        fieldnames,
        restval="",
        extrasaction="raise",
        dialect="excel",
        **settings,
    ):
        self.fieldnames, self.restval = fieldnames, restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, **settings)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, row):
        extra = [name for name in row if name not in self.fieldnames]
        if extra and self.extrasaction == "raise":
            names = ", ".join(map(repr, extra))
            raise ValueError(f"dict contains fields not in fieldnames: {names}")
        values = [row.get(name, self.restval) for name in self.fieldnames]
        return self.writer.writerow(values)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)
