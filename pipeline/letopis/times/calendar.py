"""Intervals on the calendar, and how they are written: ISO 8601 bounds and EDTF (ISO 8601-2).

A bound is an ISO date («2024-05-16», years before the common era «-0043-03-15», astronomical
numbering: -0043 is 44 BCE) or a date-time («2024-05-16T22:00», with an offset when the zone is
known). Both ends of an interval are inclusive; None is an open end.
"""

import re
from calendar import isleap
from datetime import date, datetime, time
from functools import lru_cache

from letopis.document import Precision

Interval = tuple[str | None, str | None]

_BOUND = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?\Z")
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_CODES = {3: 21, 6: 22, 9: 23}


def iso(year: int, month: int, day: int) -> str:
    """An ISO date; years outside 1..9999 are allowed down to -9999."""
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def month_days(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar, also before the common era."""
    return 29 if month == 2 and isleap(2000 + year % 400) else _MONTH_DAYS[month]


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= day <= month_days(year, month)


def parse_bound(bound: str, upper: bool) -> datetime:
    """The first (or, for `upper`, the last) instant of a bound, in its own local time.

    Zones are dropped: bounds of one article are compared by the clock on the wall. A bound before
    year 1 becomes `datetime.min`. Raises ValueError for a string that is not a bound.
    """
    year, month, day, hour, minute, second = _fields(bound)
    if year < 1:
        return datetime.combine(date.min, time.min)
    if hour is None:
        return datetime.combine(date(year, month, day), time.max if upper else time.min)
    return datetime.combine(date(year, month, day), time(hour, minute, second))


@lru_cache(maxsize=4096)
def _fields(bound: str) -> tuple[int, int, int, int | None, int, int]:
    match = _BOUND.match(bound)
    if match is None:
        raise ValueError(f"not an ISO date or date-time: {bound!r}")
    year, month, day, hour, minute, second, _ = match.groups()
    clock = int(hour) if hour is not None else None
    return int(year), int(month), int(day), clock, int(minute or 0), int(second or 0)


def _key(bound: str, upper: bool) -> tuple[int, int, int, int, int, int]:
    year, month, day, hour, minute, second = _fields(bound)
    if hour is None:
        return (year, month, day, 24, 0, 0) if upper else (year, month, day, 0, 0, 0)
    return year, month, day, hour, minute, second


@lru_cache(maxsize=4096)
def intersect(a: Interval, b: Interval) -> Interval | None:
    """What two inclusive intervals share; None when they share nothing.

    Ends come out as they were written, the finer one where two begin or end together.
    """
    lows = [bound for bound in (a[0], b[0]) if bound is not None]
    highs = [bound for bound in (a[1], b[1]) if bound is not None]
    low = max(lows, key=lambda bound: (_key(bound, upper=False), len(bound))) if lows else None
    high = min(highs, key=lambda bound: (_key(bound, upper=True), -len(bound))) if highs else None
    if low is not None and high is not None and _key(low, upper=False) > _key(high, upper=True):
        return None
    return low, high


def edtf(low: str | None, high: str | None, precision: Precision, approximate: bool = False) -> str | None:
    """An interval in EDTF, None when both ends are open; `~` marks what is approximate.

    Seasons other than winter, quarters, halves and decades have codes of their own; winter and
    centuries (1801-1900), which EDTF counts differently, are written as intervals.
    """
    if low is None and high is None:
        return None
    mark = "~" if approximate else ""
    single = _single(low, high, precision) if low is not None and high is not None else None
    if single is not None:
        return single + mark
    first, last = _pair(low, high)
    return f"{first + mark if first else '..'}/{last + mark if last else '..'}"


def _single(low: str, high: str, precision: Precision) -> str | None:
    year, month = low[: low.index("-", 1)], int(low[low.index("-", 1) + 1 :][:2])
    coded = {
        "month": f"{year}-{month:02d}",
        "year": year,
        "decade": year[:-1] + "X",
        "quarter": f"{year}-{33 + month // 3}",
        "half": f"{year}-{40 + month // 7}",
        "season": f"{year}-{_SEASON_CODES[month]}" if month in _SEASON_CODES else None,
    }
    if precision in coded:
        return coded[precision]
    return low if low == high else None


def _pair(low: str | None, high: str | None) -> tuple[str, str]:
    """Both ends as coarse as they can be written without loss: years, else months, else as they are."""
    if "T" in (low or "") + (high or ""):
        return low or "", high or ""
    year_cut = (low is None or low.endswith("-01-01")) and (high is None or high.endswith("-12-31"))
    if year_cut:
        return (low or "")[:-6], (high or "")[:-6]
    if (low is None or low.endswith("-01")) and (high is None or _ends_month(high)):
        first, last = (low or "")[:-3], (high or "")[:-3]
        if first != last:
            return first, last
    return low or "", high or ""


def _ends_month(bound: str) -> bool:
    year, month, day, *_ = _fields(bound)
    return day == month_days(year, month)
