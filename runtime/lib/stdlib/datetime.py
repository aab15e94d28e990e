# SPDX-License-Identifier: ISC
# datetime, in the proleptic Gregorian calendar. Local time is UTC: an image knows no
# zone of its own. Days count from 0001-01-01, which is day 1.

import time as _time

MINYEAR = 1
MAXYEAR = 9999

_DAY = 86400000000
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EPOCH = 719163


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _day_of_year(year, month, day):
    return _BEFORE[month - 1] + day + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + _day_of_year(year, month, day)


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 12
    while _day_of_year(year, month, 1) - 1 > n:
        month -= 1
    return year, month, n - _day_of_year(year, month, 1) + 2


def _check(name, value, low, high):
    if not low <= value <= high:
        if name == "day":
            raise ValueError("day is out of range for month")
        raise ValueError(f"{name} must be in {low}..{high}")


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError("an integer is required")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    _check("month", month, 1, 12)
    _check("day", day, 1, _month_days(year, month))


def _check_time(hour, minute, second, microsecond):
    _check("hour", hour, 0, 23)
    _check("minute", minute, 0, 59)
    _check("second", second, 0, 59)
    _check("microsecond", microsecond, 0, 999999)


def _rounded(n, d):
    # n/d to the nearest whole number, halves to the even one.
    q, r = divmod(n, d)
    return q + (2 * r > d or (2 * r == d and q % 2))


class timedelta:
    def __init__(
        self,
        days=0,
        seconds=0,
        microseconds=0,
        milliseconds=0,
        minutes=0,
        hours=0,
        weeks=0,
    ):
        whole = 0
        rest = 0.0
        for count, unit in (
            (weeks, 7 * _DAY),
            (days, _DAY),
            (hours, 3600000000),
            (minutes, 60000000),
            (seconds, 1000000),
            (milliseconds, 1000),
            (microseconds, 1),
        ):
            if isinstance(count, float):
                # Whole units first, so that large counts stay exact.
                whole += int(count) * unit
                rest += (count - int(count)) * unit
            else:
                whole += count * unit
        self._us = whole + round(rest)
        if not -999999999 * _DAY <= self._us < 1000000000 * _DAY:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

    @property
    def days(self):
        return self._us // _DAY

    @property
    def seconds(self):
        return self._us % _DAY // 1000000

    @property
    def microseconds(self):
        return self._us % 1000000

    def total_seconds(self):
        if abs(self._us) < 1 << 53:
            return self._us / 1000000
        # In two parts: a quotient of larger numbers is not exact here.
        seconds, us = divmod(self._us, 1000000)
        return seconds + us / 1000000

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._us + other._us)
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._us - other._us)
        return NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, n):
        if isinstance(n, float):
            return _delta(round(self._us * n))
        return _delta(self._us * n) if isinstance(n, int) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, n):
        if isinstance(n, timedelta):
            return self._us / n._us
        if isinstance(n, float):
            return _delta(round(self._us / n))
        return _delta(_rounded(self._us, n) if n > 0 else _rounded(-self._us, -n))

    def __floordiv__(self, n):
        if isinstance(n, timedelta):
            return self._us // n._us
        return _delta(self._us // n)

    def __mod__(self, other):
        return _delta(self._us % other._us)

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._us == other._us

    def __lt__(self, other):
        return self._us < other._us

    def __le__(self, other):
        return self._us <= other._us

    def __gt__(self, other):
        return self._us > other._us

    def __ge__(self, other):
        return self._us >= other._us

    def __bool__(self):
        return self._us != 0

    def __hash__(self):
        return hash(self._us)

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        if days := self.days:
            text = f"{days} day{'' if abs(days) == 1 else 's'}, {text}"
        return text

    def __repr__(self):
        parts = [
            f"{name}={value}"
            for name, value in (
                ("days", self.days),
                ("seconds", self.seconds),
                ("microseconds", self.microseconds),
            )
            if value
        ]
        return f"datetime.timedelta({', '.join(parts) or '0'})"


def _delta(us):
    return timedelta(0, 0, us)


timedelta.min = timedelta(-999999999)
timedelta.max = _delta(1000000000 * _DAY - 1)
timedelta.resolution = _delta(1)


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt):
        # dt's fields are UTC; a zone with summer time finds it by asking twice.
        offset, summer = dt.utcoffset(), dt.dst()
        if offset is None or summer is None:
            raise ValueError("fromutc() requires a utcoffset() and a dst() result")
        if shift := offset - summer:
            dt += shift
            summer = dt.dst()
        return dt + summer


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("offset must be a timedelta")
        if not -_DAY < offset._us < _DAY:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                f"timedelta(hours=24), not {offset!r}"
            )
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + (_offset_text(self._offset) if self._offset else "")

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign, us = ("-", -offset._us) if offset._us < 0 else ("+", offset._us)
    minutes, us = divmod(us, 60000000)
    text = f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}"
    if us:
        text += f"{colon}{us // 1000000:02d}"
        if us % 1000000:
            text += f".{us % 1000000:06d}"
    return text


class _Ordered:
    # Compared by what _key gives; other kinds are only ever unequal.
    def __eq__(self, other):
        return self._comparable(other) and self._key() == other._key()

    def __lt__(self, other):
        return self._sorted(other, self._key() < other._key())

    def __le__(self, other):
        return self._sorted(other, self._key() <= other._key())

    def __gt__(self, other):
        return self._sorted(other, self._key() > other._key())

    def __ge__(self, other):
        return self._sorted(other, self._key() >= other._key())

    def _sorted(self, other, result):
        if not self._comparable(other):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return result

    def __hash__(self):
        return hash(self._key())


class date(_Ordered):
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self.year, self.month, self.day = year, month, day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(_EPOCH + int(timestamp // 86400))

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= 3652059:
            raise ValueError("ordinal must be in 1..3652059")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        year, month, day, rest = _iso_date(text)
        if rest:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(year, month, day)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _first_week(year)
        weeks = (_first_week(year + 1) - first) // 7
        if not 1 <= week <= weeks:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(first + (week - 1) * 7 + day - 1)

    def _key(self):
        return self.year, self.month, self.day

    def _comparable(self, other):
        return type(other) is type(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self.year, month or self.month, day or self.day)

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        today, year = _ordinal(self.year, self.month, self.day), self.year
        if today < _first_week(year):
            year -= 1
        elif today >= _first_week(year + 1):
            year += 1
        week, day = divmod(today - _first_week(year), 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def timetuple(self):
        return self._tuple(0, 0, 0, -1)

    def _tuple(self, hour, minute, second, summer):
        days = _day_of_year(self.year, self.month, self.day)
        day = self.year, self.month, self.day
        return day + (hour, minute, second, self.weekday(), days, summer)

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        name = _WEEKDAYS[self.weekday()][:3]
        clock = f"{self._hms()} {self.year:04d}"
        return f"{name} {_MONTHS[self.month - 1]} {self.day:2d} {clock}"

    def _hms(self):
        return "00:00:00"

    def strftime(self, form):
        return _format(form, datetime(self.year, self.month, self.day))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self.fromordinal(_in_range(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        return timedelta(self.toordinal() - other.toordinal())

    def __repr__(self):
        return f"datetime.date({self.year}, {self.month}, {self.day})"


class IsoCalendarDate(tuple):
    def __init__(self, year, week, weekday):
        super().__init__((year, week, weekday))
        self.year, self.week, self.weekday = year, week, weekday

    def __repr__(self):
        return (
            f"datetime.IsoCalendarDate(year={self.year}, week={self.week}, "
            f"weekday={self.weekday})"
        )

    __str__ = __repr__


def _in_range(n):
    if not 1 <= n <= 3652059:
        raise OverflowError("date value out of range")
    return n


def _first_week(year):
    # The Monday of the week that has the year's first Thursday.
    first = _ordinal(year, 1, 1)
    return first - (first + 6) % 7 + (7 if (first + 6) % 7 > 3 else 0)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)


class time(_Ordered):
    def __init__(
        self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        _check_time(hour, minute, second, microsecond)
        self.hour, self.minute, self.second = hour, minute, second
        self.microsecond, self.tzinfo, self.fold = microsecond, tzinfo, fold

    @classmethod
    def fromisoformat(cls, text):
        return cls(*_iso_time(text.lstrip("T"), text))

    def _key(self):
        clock = (self.hour * 60 + self.minute) * 60 + self.second
        us = clock * 1000000 + self.microsecond
        offset = self.utcoffset()
        return us - offset._us if offset else us

    def _comparable(self, other):
        return isinstance(other, time) and (
            (self.utcoffset() is None) == (other.utcoffset() is None)
        )

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def replace(self, **changes):
        return type(self)(**_changed(self, _TIME, changes))

    def isoformat(self, timespec="auto"):
        return _clock(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, form):
        return _format(form, datetime.combine(date(1900, 1, 1), self))

    def __repr__(self):
        return f"datetime.time({_shown_clock(self, 2)}{_shown_rest(self)})"


_TIME = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")
_DATETIME = ("year", "month", "day") + _TIME


def _changed(obj, names, changes):
    for name in changes:
        if name not in names:
            raise TypeError(f"unexpected argument {name!r}")
    return {name: changes.get(name, getattr(obj, name)) for name in names}


def _shown_clock(obj, least):
    values = [obj.hour, obj.minute, obj.second, obj.microsecond]
    while len(values) > least and not values[-1]:
        values.pop()
    return ", ".join(map(str, values))


def _shown_rest(obj):
    text = "" if obj.tzinfo is None else f", tzinfo={obj.tzinfo!r}"
    return text + (", fold=1" if obj.fold else "")


def _clock(obj, timespec):
    if timespec == "auto":
        timespec = "microseconds" if obj.microsecond else "seconds"
    text = f"{obj.hour:02d}:{obj.minute:02d}:{obj.second:02d}.{obj.microsecond:06d}"
    lengths = {"hours": 2, "minutes": 5, "seconds": 8, "milliseconds": 12}
    lengths["microseconds"] = 15
    if timespec not in lengths:
        raise ValueError("Unknown timespec value")
    return text[: lengths[timespec]]


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = _delta(1)


class datetime(date):
    def __init__(
        self,
        year,
        month,
        day,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
        tzinfo=None,
        *,
        fold=0,
    ):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self.year, self.month, self.day = year, month, day
        self.hour, self.minute, self.second = hour, minute, second
        self.microsecond, self.tzinfo, self.fold = microsecond, tzinfo, fold

    @classmethod
    def now(cls, tz=None):
        return cls._at(_EPOCH_US + _time.time_ns() // 1000, tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        whole = int(timestamp // 1)
        us = round((timestamp - whole) * 1000000)
        return cls._at(_EPOCH_US + whole * 1000000 + us, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def _at(cls, us, tz):
        made = cls._from_us(us, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def _from_us(cls, us, tz):
        days, us = divmod(us, _DAY)
        seconds, us = divmod(us, 1000000)
        minutes, second = divmod(seconds, 60)
        clock = (minutes // 60, minutes % 60, second, us, tz)
        return cls(*(_from_ordinal(_in_range(days)) + clock))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        clock = (time.hour, time.minute, time.second, time.microsecond, zone)
        return cls(*((date.year, date.month, date.day) + clock), fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        year, month, day, rest = _iso_date(text)
        if not rest:
            return cls(year, month, day)
        if len(rest) < 2:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*((year, month, day) + _iso_time(rest[1:], text)))

    @classmethod
    def strptime(cls, text, form):
        from _strptime import parse

        return parse(cls, timezone, timedelta, text, form)

    def _us(self):
        clock = (self.hour * 60 + self.minute) * 60 + self.second
        return self.toordinal() * _DAY + clock * 1000000 + self.microsecond

    def _key(self):
        offset = self.utcoffset()
        return self._us() - (offset._us if offset else 0)

    def _comparable(self, other):
        return isinstance(other, datetime) and (
            (self.utcoffset() is None) == (other.utcoffset() is None)
        )

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        clock = self.hour, self.minute, self.second, self.microsecond
        return time(*clock, fold=self.fold)

    def timetz(self):
        clock = self.hour, self.minute, self.second, self.microsecond
        return time(*clock, self.tzinfo, fold=self.fold)

    def replace(self, **changes):
        return type(self)(**_changed(self, _DATETIME, changes))

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        return self._at(self._key(), tz)

    def timestamp(self):
        return (self._key() - _EPOCH_US) / 1000000

    def timetuple(self):
        summer = self.dst()
        flag = -1 if summer is None else int(bool(summer))
        return self._tuple(self.hour, self.minute, self.second, flag)

    def utctimetuple(self):
        utc = self._from_us(self._key(), None)
        return utc._tuple(utc.hour, utc.minute, utc.second, 0)

    def isoformat(self, sep="T", timespec="auto"):
        day = date.isoformat(self)
        return day + sep + _clock(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def _hms(self):
        return f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"

    def strftime(self, form):
        return _format(form, self)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._from_us(self._us() + other._us, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not self._comparable(other):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._key() - other._key())

    def __repr__(self):
        day = f"{self.year}, {self.month}, {self.day}"
        return f"datetime.datetime({day}, {_shown_clock(self, 2)}{_shown_rest(self)})"


_EPOCH_US = _EPOCH * _DAY
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = _delta(1)


def _iso_date(text):
    # (year, month, day, what follows) of 2026-01-31 and 20260131.
    dashed = text[4:5] == "-"
    parts = (
        (text[:4], text[5:7], text[8:10])
        if dashed
        else (text[:4], text[4:6], text[6:8])
    )
    digits = "".join(parts)
    if len(digits) != 8 or not digits.isdigit() or (dashed and text[7] != "-"):
        raise ValueError(f"Invalid isoformat string: {text!r}")
    year, month, day = map(int, parts)
    return year, month, day, text[10 if dashed else 8 :]


def _iso_time(text, whole):
    # (hour, minute, second, microsecond, zone)
    wrong = ValueError(f"Invalid isoformat string: {whole!r}")
    zone = None
    for at, mark in enumerate(text):
        if mark in "+-Zz":
            zone = _iso_zone(text[at:], wrong)
            text = text[:at]
            break
    return _iso_clock(text, wrong) + (zone,)


def _iso_zone(text, wrong):
    if text in ("Z", "z"):
        return UTC
    hour, minute, second, us = _iso_clock(text[1:], wrong)
    offset = timedelta(0, (hour * 60 + minute) * 60 + second, us)
    if not offset:
        return UTC
    return timezone(-offset if text[0] == "-" else offset)


def _iso_clock(text, wrong):
    text, mark, fraction = text.replace(",", ".").partition(".")
    digits = text.replace(":", "")
    pieces = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    if text not in (digits, ":".join(pieces)) or len(digits) not in (2, 4, 6):
        raise wrong
    if not (digits + fraction).isdigit() or bool(mark) != bool(fraction):
        raise wrong
    values = list(map(int, pieces)) + [0, 0]
    return tuple(values[:3]) + (int((fraction + "00000")[:6]),)


def _format(form, dt):
    written = []
    rest = form
    while True:
        text, mark, rest = rest.partition("%")
        written.append(text)
        if not mark:
            return "".join(written)
        written.append(_directive(rest[:1], dt))
        rest = rest[1:]


def _directive(letter, dt):
    if letter in _NUMBERS:
        width, number = _NUMBERS[letter]
        return f"{number(dt):0{width}d}"
    if letter in _TEXTS:
        return _TEXTS[letter](dt)
    if letter in _COMPOUNDS:
        return _format(_COMPOUNDS[letter], dt)
    return "%" + letter


def _week(dt, first):
    # The week of the year, where weeks start on that weekday (0: Monday).
    days = _day_of_year(dt.year, dt.month, dt.day)
    return (days + 6 - (dt.weekday() - first) % 7) // 7


_NUMBERS = {
    "Y": (4, lambda dt: dt.year),
    "y": (2, lambda dt: dt.year % 100),
    "m": (2, lambda dt: dt.month),
    "d": (2, lambda dt: dt.day),
    "H": (2, lambda dt: dt.hour),
    "I": (2, lambda dt: dt.hour % 12 or 12),
    "M": (2, lambda dt: dt.minute),
    "S": (2, lambda dt: dt.second),
    "f": (6, lambda dt: dt.microsecond),
    "j": (3, lambda dt: _day_of_year(dt.year, dt.month, dt.day)),
    "w": (1, lambda dt: dt.isoweekday() % 7),
    "u": (1, lambda dt: dt.isoweekday()),
    "U": (2, lambda dt: _week(dt, 6)),
    "W": (2, lambda dt: _week(dt, 0)),
    "G": (4, lambda dt: dt.isocalendar()[0]),
    "V": (2, lambda dt: dt.isocalendar()[1]),
}
_TEXTS = {
    "%": lambda dt: "%",
    "a": lambda dt: _WEEKDAYS[dt.weekday()][:3],
    "A": lambda dt: _WEEKDAYS[dt.weekday()],
    "b": lambda dt: _MONTHS[dt.month - 1],
    "B": lambda dt: _LONG_MONTHS[dt.month - 1],
    "p": lambda dt: "PM" if dt.hour >= 12 else "AM",
    "z": lambda dt: _offset_text(dt.utcoffset(), ""),
    "Z": lambda dt: dt.tzname() or "",
    "n": lambda dt: "\n",
    "t": lambda dt: "\t",
    "e": lambda dt: f"{dt.day:2d}",
}
_COMPOUNDS = {
    "c": "%a %b %e %H:%M:%S %Y",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "R": "%H:%M",
}
