"""Arithmetic of relative expressions: dateparser where it reads them right, our own elsewhere."""

import warnings
from datetime import date, datetime, time
from functools import cache, lru_cache

import dateparser

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
    if phrase is not None:
        return read(phrase.format(n=amount), base), "dateparser"
    try:
        day = moved(base.date(), unit, sign * amount)
        return datetime.combine(day, base.time()), "arithmetic"
    except (OverflowError, ValueError):
        return None, "arithmetic"


@lru_cache(maxsize=4096)
def read(phrase: str, base: datetime) -> datetime | None:
    """One relative expression, read by dateparser against a base, in the base's own local time."""
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
