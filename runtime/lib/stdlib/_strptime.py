# SPDX-License-Identifier: ISC
# datetime.strptime: in a file of its own, since it is rarely used.

_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_LONG_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG_DAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_WIDTHS = {"Y": 4, "f": 6, "j": 3, "w": 1, "u": 1}
_FIELDS = {
    "Y": "year",
    "m": "month",
    "d": "day",
    "H": "hour",
    "M": "minute",
    "S": "second",
    "j": "days",
}
_COMPOUNDS = {
    "c": "%a %b %d %H:%M:%S %Y",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "R": "%H:%M",
}


def parse(cls, timezone, timedelta, text, form):
    reader = _Reader(text, form)
    reader.read(form)
    if reader.rest:
        raise ValueError(f"unconverted data remains: {reader.rest}")
    found = reader.found
    zone = None
    if "offset" in found:
        name = found.get("zone")
        offset = timedelta(0, found["offset"])
        if offset or name:
            zone = timezone(offset, name) if name else timezone(offset)
        else:
            zone = timezone.utc
    year, month, day = (found.get(name, n) for name, n in _DATE)
    if "days" in found and "month" not in found:
        first = cls(year, 1, 1) + timedelta(found["days"] - 1)
        month, day = first.month, first.day
    clock = [found.get(name, 0) for name in ("hour", "minute", "second", "microsecond")]
    if "half" in found:
        clock[0] = clock[0] % 12 + found["half"]
    return cls(year, month, day, *clock, zone)


_DATE = (("year", 1900), ("month", 1), ("day", 1))


class _Reader:
    def __init__(self, text, form):
        self.rest = text
        self.found = {}
        self._wrong = f"time data {text!r} does not match format {form!r}"

    def read(self, form):
        while form:
            mark, form = form[0], form[1:]
            if mark == "%":
                self._directive(form[:1])
                form = form[1:]
            elif mark.isspace():
                self.rest = self.rest.lstrip()
                form = form.lstrip()
            elif self.rest[:1].lower() == mark.lower():
                self.rest = self.rest[1:]
            else:
                raise ValueError(self._wrong)

    def _directive(self, letter):
        if letter in _COMPOUNDS:
            self.read(_COMPOUNDS[letter])
        elif letter in _NAMES:
            self._name(*_NAMES[letter])
        elif letter == "z":
            self._offset()
        elif letter == "Z":
            self._zone()
        elif letter == "%":
            self._literal("%")
        elif letter and letter in "YymdHIMSfjwu":
            self._number(letter)
        else:
            raise ValueError(f"'{letter}' is a bad directive in a time format")

    def _literal(self, text):
        if not self.rest.startswith(text):
            raise ValueError(self._wrong)
        self.rest = self.rest[len(text) :]

    def _digits(self, most):
        count = 0
        while count < most and self.rest[count : count + 1].isdigit():
            count += 1
        if not count:
            raise ValueError(self._wrong)
        digits, self.rest = self.rest[:count], self.rest[count:]
        return digits

    def _number(self, letter):
        digits = self._digits(_WIDTHS.get(letter, 2))
        if letter == "Y" and len(digits) != 4:
            raise ValueError(self._wrong)
        value = int(digits)
        if letter == "f":
            self.found["microsecond"] = int((digits + "00000")[:6])
        elif letter == "y":
            self.found["year"] = value + (1900 if value > 68 else 2000)
        elif letter == "I":
            self.found["hour"] = value
        elif letter in _FIELDS:
            self.found[_FIELDS[letter]] = value

    def _name(self, field, names):
        start = self.rest.lower()
        for at, name in enumerate(names):
            if start.startswith(name):
                self.rest = self.rest[len(name) :]
                if field == "month":
                    self.found["month"] = at + 1
                elif field == "half":
                    self.found["half"] = at * 12
                return
        raise ValueError(self._wrong)

    def _offset(self):
        if self.rest[:1] == "Z":
            self.rest = self.rest[1:]
            self.found["offset"] = 0
            return
        sign = self.rest[:1]
        if not sign or sign not in "+-":
            raise ValueError(self._wrong)
        self.rest = self.rest[1:]
        seconds = int(self._digits(2)) * 3600
        self.rest = self.rest.lstrip(":")
        seconds += int(self._digits(2)) * 60
        self.found["offset"] = -seconds if sign == "-" else seconds

    def _zone(self):
        for name in ("UTC", "GMT"):
            if self.rest.upper().startswith(name):
                self.rest = self.rest[3:]
                return


_NAMES = {
    "a": ("weekday", _DAYS),
    "A": ("weekday", _LONG_DAYS),
    "b": ("month", _MONTHS),
    "B": ("month", _LONG_MONTHS),
    "p": ("half", ("am", "pm")),
}
