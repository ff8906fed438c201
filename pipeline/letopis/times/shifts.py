"""Arithmetic of relative expressions: dateparser where it reads them right, our own elsewhere."""

import warnings
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from letopis.times import resources
from letopis.times.intervals import moved
from letopis.times.specs import Unit


@cache
def _phrases() -> dict[tuple[str, int], str]:
    return {(row.unit, row.direction): row.phrase for row in resources.dateparser_rows()}


def shifted(base: datetime, unit: Unit, amount: int, sign: int, deictic: bool) -> tuple[datetime | None, str]:
    """`base` moved, and the name of the rule that did it; None when that is off the calendar.

    `deictic` is for «вчера», «послезавтра»: whole days by their own word.
    """
    key = ("deictic", sign * amount) if deictic else (unit, sign)
    phrase = _phrases().get(key)
    rule = "arithmetic" if phrase is None else "dateparser"
    shift = _Shift(unit, sign * amount) if phrase is None else reading(phrase.format(n=amount), unit)
    try:
        return None if shift is None else shift.of(base), rule
    except (OverflowError, ValueError):
        return None, rule


class _Shift(NamedTuple):
    """So many units, back or on, or so much time."""

    unit: Unit
    amount: int
    span: timedelta = timedelta()

    def of(self, base: datetime) -> datetime:
        """`base` moved; raises OverflowError or ValueError off the calendar."""
        return datetime.combine(moved(base.date(), self.unit, self.amount), base.time()) + self.span


# Far from both ends of the calendar, at noon, and no day that a month may lack.
_PROBE = datetime.combine(date(5001, 1, 15), time(12))


@lru_cache(maxsize=4096)
def reading(phrase: str, unit: Unit) -> _Shift | None:
    """How far dateparser moves by a phrase: asked once, as it is slow, and good for every base.

    Months and years are counted in months, since their length depends on the base; the rest in time.
    """
    moment = read(phrase, _PROBE)
    if moment is None:
        return None
    if unit in ("month", "year"):
        return _Shift("month", (moment.year - _PROBE.year) * 12 + moment.month - _PROBE.month)
    return _Shift("day", 0, moment - _PROBE)


def read(phrase: str, base: datetime) -> datetime | None:
    """One relative expression, read by dateparser against a base, in the base's own local time."""
    import dateparser

    settings = {"RELATIVE_BASE": base, "TIMEZONE": "UTC", "TO_TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": False}
    with warnings.catch_warnings():
        # dateparser 1.2 warns about its own use of the standard library.
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed = dateparser.parse(phrase, languages=["ru"], settings=settings)
    return parsed if isinstance(parsed, datetime) else None


def at_noon(day: date) -> datetime:
    """A day as a base: noon, so that hours do not cross midnight by accident."""
    return datetime.combine(day, time(12))


def whole(unit: Unit, amount: float) -> tuple[Unit, int]:
    """An amount without fraction: a year and a half is 18 months, half a month 15 days."""
    if amount == int(amount):
        return unit, int(amount)
    finer: dict[Unit, tuple[Unit, int]] = {
        "century": ("year", 100),
        "decade": ("year", 10),
        "year": ("month", 12),
        "half": ("month", 6),
        "quarter": ("month", 3),
        "month": ("day", 30),
        "week": ("day", 7),
        "day": ("hour", 24),
        "hour": ("minute", 60),
    }
    smaller, times = finer.get(unit, (unit, 1))
    return smaller, round(amount * times)
