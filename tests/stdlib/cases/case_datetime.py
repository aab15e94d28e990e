# SPDX-License-Identifier: ISC
import datetime as dt
from datetime import UTC, date, datetime, time, timedelta, timezone


def tried(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except (ValueError, TypeError, OverflowError) as error:
        return type(error).__name__


# timedelta
for delta in (
    timedelta(),
    timedelta(1),
    timedelta(-1),
    timedelta(days=1.5, hours=-3, weeks=2),
    timedelta(seconds=3661, microseconds=5),
    timedelta(milliseconds=-1),
    timedelta(minutes=0.1),
    timedelta(microseconds=0.6),
    timedelta.max,
    timedelta.min,
):
    print(
        delta,
        repr(delta),
        delta.days,
        delta.seconds,
        delta.microseconds,
        delta.total_seconds(),
    )
a, b = timedelta(hours=5), timedelta(minutes=7)
print(
    a + b,
    a - b,
    b - a,
    -a,
    +a,
    abs(-a),
    a * 3,
    3 * a,
    a * 1.5,
    a / 3,
    a / timedelta(hours=2),
    a // b,
    a % b,
    divmod(a, b),
)
print(
    a // 7,
    timedelta(microseconds=5) / 2,
    timedelta(microseconds=7) / 2,
    timedelta(microseconds=-5) / 2,
    a / 2.5,
)
print(
    a > b,
    a == timedelta(minutes=300),
    a != b,
    a <= b,
    bool(timedelta()),
    hash(a) == hash(timedelta(hours=5)),
)
print(
    tried(timedelta, 1000000000),
    sorted([a, b]),
    sum([a, b], timedelta()),
    timedelta.resolution,
)

# date
print(date(2024, 2, 29), repr(date(1, 1, 1)), date.max, date.min, date.resolution)
for wrong in (
    (0, 1, 1),
    (2023, 2, 29),
    (2023, 13, 1),
    (2023, 4, 31),
    (10000, 1, 1),
    ("a", 1, 1),
):
    print(tried(date, *wrong), end=" ")
print()
for n in (
    1,
    2,
    59,
    60,
    365,
    366,
    1461,
    36524,
    36525,
    146097,
    146098,
    719163,
    738000,
    3652059,
):
    day = date.fromordinal(n)
    print(
        day,
        day.toordinal() == n,
        day.weekday(),
        day.isoweekday(),
        tuple(day.isocalendar()),
        end=" ",
    )
print()
for year in range(2015, 2030):
    for month, day in ((1, 1), (1, 4), (12, 28), (12, 31)):
        print(
            tuple(date(year, month, day).isocalendar()),
            date(year, month, day).strftime("%U %W %j"),
            end=" ",
        )
print()
d = date(2026, 11, 24)
print(
    d + timedelta(40),
    d - timedelta(400),
    d - date(2025, 1, 1),
    timedelta(1) + d,
    d.replace(day=1),
    d.replace(year=2000, month=2),
)
print(
    d < date(2027, 1, 1),
    d == date(2026, 11, 24),
    d != date(2026, 11, 25),
    max(d, date(2000, 1, 1)),
    hash(d) == hash(date(2026, 11, 24)),
)
print(
    d.timetuple()[:9],
    d.ctime(),
    d.isoformat(),
    d.strftime("%d.%m.%Y %a %A %b %B %y"),
    f"{d}",
    f"{d!s}",
)
print(
    date.fromisoformat("2026-11-24"),
    date.fromisoformat("20261124"),
    date.fromisocalendar(2020, 53, 7),
    date.fromtimestamp(1e9),
)
print(
    [
        tried(date.fromisoformat, text)
        for text in ("2026-1-1", "x", "2026-11-24T", "2026/11/24", "2026-13-01")
    ]
)
print(
    tried(date.fromisocalendar, 2021, 53, 1),
    tried(date.fromordinal, 0),
    tried(lambda: date.max + timedelta(1)),
)
iso = d.isocalendar()
print(iso.year, iso.week, iso.weekday, iso)

# time
t = time(9, 5, 7, 1200)
print(
    t,
    repr(t),
    time(9),
    repr(time(9)),
    repr(time(9, 5, 7)),
    time.max,
    t.replace(hour=1),
    t.isoformat("minutes"),
)
print(
    [
        time(1, 2, 3, 4005).isoformat(spec)
        for spec in (
            "hours",
            "minutes",
            "seconds",
            "milliseconds",
            "microseconds",
            "auto",
        )
    ]
)
print(
    t < time(10),
    t == time(9, 5, 7, 1200),
    t.strftime("%H:%M:%S.%f %p %I"),
    tried(time, 24),
    tried(time, 0, 60),
)
print(
    [
        str(time.fromisoformat(text))
        for text in (
            "09:05",
            "09",
            "090507",
            "09:05:07.5",
            "T09:05:07,123456",
            "09:05Z",
            "09:05+02:30",
        )
    ]
)
zoned = time(12, 0, tzinfo=timezone(timedelta(hours=2)))
print(
    zoned,
    repr(zoned),
    zoned.utcoffset(),
    zoned.tzname(),
    zoned == time(10, 0, tzinfo=UTC),
    zoned == time(12),
)
print(tried(lambda: zoned < time(1)), t.utcoffset(), t.tzname(), bool(time(0)))

# timezone
for zone in (
    UTC,
    timezone.utc,
    timezone(timedelta(hours=-5, minutes=-30)),
    timezone(timedelta(hours=1), "CET"),
    timezone(timedelta(seconds=61)),
):
    print(zone, repr(zone), zone.utcoffset(None), zone.tzname(None), zone.dst(None))
print(
    UTC is timezone.utc,
    timezone(timedelta(0)) == UTC,
    tried(timezone, timedelta(1)),
    tried(timezone, 5),
    dt.UTC is UTC,
)

# datetime
n = datetime(2026, 11, 24, 20, 15, 7, 123456)
print(
    n,
    repr(n),
    datetime(2026, 1, 1),
    repr(datetime(2026, 1, 1)),
    repr(datetime(2026, 1, 1, 0, 0, 5)),
    datetime.max,
    datetime.min,
)
print(
    n + timedelta(hours=5),
    n - timedelta(days=400, microseconds=1),
    n - datetime(2026, 1, 1),
    n.date(),
    n.time(),
    n.weekday(),
)
print(
    n.isoformat(),
    n.isoformat(" ", "minutes"),
    n.isoformat(timespec="milliseconds"),
    n.ctime(),
    n.timetuple()[:9],
    n.toordinal(),
)
print(
    n.strftime("%Y-%m-%d %H:%M:%S.%f %p %I %j %%"),
    n.strftime("[%z][%Z]"),
    n.strftime("%F %T %D %R|%c|%x|%X"),
)
print(
    n.replace(minute=0, tzinfo=UTC),
    datetime.combine(date(2026, 1, 2), time(3, 4, tzinfo=UTC)),
    datetime.combine(date(2026, 1, 2), time(3), UTC),
)
aware = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=2)))
print(
    aware,
    repr(aware),
    aware.utcoffset(),
    aware.astimezone(UTC),
    aware.timestamp(),
    aware.tzname(),
    aware.timetz(),
    aware.dst(),
)
print(
    aware == datetime(2026, 6, 1, 10, tzinfo=UTC),
    hash(aware) == hash(datetime(2026, 6, 1, 10, tzinfo=UTC)),
    aware - datetime(2026, 6, 1, tzinfo=UTC),
)
print(
    aware.utctimetuple()[:9],
    tried(lambda: aware - n),
    tried(lambda: aware < n),
    aware == n,
    aware.astimezone(timezone(timedelta(hours=-9, minutes=-30))),
)
print(
    datetime.fromtimestamp(1700000000.25, UTC),
    datetime.fromtimestamp(-1.5, tz=timezone(timedelta(hours=1))),
    datetime.fromtimestamp(0, UTC),
)
print(
    datetime(1970, 1, 1, tzinfo=UTC).timestamp(),
    datetime(1969, 12, 31, 23, 59, 59, 500000, UTC).timestamp(),
)
for text in (
    "2026-11-24",
    "2026-11-24T20:15",
    "2026-11-24 20:15:07",
    "2026-11-24T20:15:07.123",
    "2026-11-24T20:15:07Z",
    "20261124T201507",
    "2026-11-24T20:15:07.123456+05:30",
    "2026-11-24T20:15-08",
):
    print(datetime.fromisoformat(text), end="; ")
print()
print(
    [
        tried(datetime.fromisoformat, text)
        for text in (
            "2026-11-24T",
            "2026-11-24T2",
            "2026-11-24T25:00",
            "nope",
            "2026-11-24T20:15:07.",
        )
    ]
)
for text, form in (
    ("24/11/26 20:15", "%d/%m/%y %H:%M"),
    ("Tue Nov 24 20:15:07 2026", "%a %b %d %H:%M:%S %Y"),
    ("Tuesday, 3 November 1999", "%A, %d %B %Y"),
    ("08:05:01.5 PM", "%I:%M:%S.%f %p"),
    ("12 am", "%I %p"),
    ("2026-11-24T20:15:07+0530", "%Y-%m-%dT%H:%M:%S%z"),
    ("2026-11-24T20:15:07-05:00", "%Y-%m-%dT%H:%M:%S%z"),
    ("2026-11-24Z", "%Y-%m-%d%z"),
    ("2026 060 100%", "%Y %j 100%%"),
    ("  2026", " %Y"),
    ("70 68", "%y 68"),
    ("GMT 2026", "%Z %Y"),
):
    print(datetime.strptime(text, form), end="; ")
print()
for text, form in (
    ("x", "%Y"),
    ("2026 rest", "%Y"),
    ("26", "%Y"),
    ("2026-02-30", "%Y-%m-%d"),
):
    try:
        print(datetime.strptime(text, form))
    except ValueError as error:
        print("ValueError", "unconverted" in str(error), "does not match" in str(error))
print(
    n > datetime(2020, 1, 1),
    max(n, datetime(2030, 1, 1)),
    n == n.replace(),
    n.isocalendar()[1],
    isinstance(n, date),
    n.fold,
)
print(
    datetime.now(UTC) > datetime(2024, 1, 1, tzinfo=UTC),
    date.today() >= date(2024, 1, 1),
    datetime.now() > datetime(2024, 1, 1),
)


class Summer(dt.tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=1) + self.dst(when)

    def dst(self, when):
        return timedelta(hours=1 if 4 <= when.month <= 9 else 0)

    def tzname(self, when):
        return "SUMMER" if self.dst(when) else "WINTER"


zone = Summer()
print(
    datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone),
    datetime(2026, 1, 1, tzinfo=UTC).astimezone(zone),
    datetime(2026, 7, 1, 12, tzinfo=zone).astimezone(UTC),
)
print(
    datetime(2026, 7, 1, tzinfo=zone).strftime("%Z %z"),
    datetime(2026, 7, 1, tzinfo=zone).timetuple()[8],
)


class Stamp(datetime):
    pass


print(
    type(Stamp(2026, 1, 1) + timedelta(1)).__name__,
    Stamp.now(UTC).tzinfo is UTC,
    dt.MINYEAR,
    dt.MAXYEAR,
)
for value in (date(2026, 1, 2), time(1, 2), n, timedelta(3), UTC):
    print(value == 5, value != "x", value is None, end=" ")
print()
