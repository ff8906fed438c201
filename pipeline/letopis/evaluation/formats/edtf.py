"""Calendar values as gold writes them: the part of EDTF (ISO 8601-2) that news needs.

`2023-05-15`, `2023-05`, `2023`, `2023-05-15T22:00`, seasons `2023-21` (spring) to `2023-24` (winter,
which ends next February), quarters `2023-33` to `2023-36`, halves `2023-40` and `2023-41`, decades `202X`,
centuries `20XX`; intervals `2023-05-15/2023-05-16`; open ends `../2023-05` and `2023-05/..`;
a trailing `~` where the text says "about".
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from letopis.document import Precision

_OPEN = ".."
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_PART = re.compile(r"(\d{4})-(\d{2})")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_WINTER = 24
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_HALVES = {40: (1, 6), 41: (7, 12)}


@dataclass(frozen=True, slots=True)
class Value:
    """Inclusive ISO dates or date-times; None for an open end."""

    low: str | None
    high: str | None
    precision: Precision
    edtf: str
    approximate: bool = False


def parse(text: str) -> Value:
    """What the value spans. Raises ValueError, which says what is allowed."""
    edtf = text.strip()
    bare = edtf.removesuffix("~")
    low, slash, high = bare.partition("/")
    if not slash:
        first, last, precision = _single(bare)
        return Value(first, last, precision, edtf, edtf != bare)
    start = None if low == _OPEN else _single(low)[0]
    end = None if high == _OPEN else _single(high)[1]
    if start is not None and end is not None and start[:10] > end[:10]:
        raise ValueError(f"{text} ends before it begins")
    return Value(start, end, "interval", edtf, edtf != bare)


def _single(text: str) -> tuple[str, str, Precision]:
    if "T" in text:
        moment = datetime.fromisoformat(text).isoformat(timespec="minutes")
        return moment, moment, "time"
    if _YEAR.fullmatch(text):
        return f"{text}-01-01", f"{text}-12-31", "year"
    if decade := _DECADE.fullmatch(text):
        return f"{decade[1]}0-01-01", f"{decade[1]}9-12-31", "decade"
    if century := _CENTURY.fullmatch(text):
        # A century of people runs from its year 1: the twentieth is 1901-2000.
        return f"{century[1]}01-01-01", f"{int(century[1]) + 1}00-12-31", "century"
    if part := _PART.fullmatch(text):
        return _part(int(part[1]), int(part[2]))
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is no date: write 2023-05-15, 2023-05, 2023 or from/to of these") from None
    return day, day, "day"


def _part(year: int, number: int) -> tuple[str, str, Precision]:
    if number == _WINTER:
        return f"{year}-12-01", f"{year + 1}-02-{monthrange(year + 1, 2)[1]}", "season"
    if 1 <= number <= 12:
        return *_months(year, number, number), "month"
    names: tuple[tuple[dict[int, tuple[int, int]], Precision], ...] = (
        (_SEASON_MONTHS, "season"),
        (_QUARTERS, "quarter"),
        (_HALVES, "half"),
    )
    for months, precision in names:
        if number in months:
            return *_months(year, *months[number]), precision
    raise ValueError(f"{year}-{number} is no month, season (21-24), quarter (33-36) or half (40, 41)")


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]}"
