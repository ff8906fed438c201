"""Calendar units as intervals of ISO dates: a year, a month, a winter, the middle of a decade."""

from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter

from letopis.document import Precision
from letopis.times.calendar import iso, month_days
from letopis.times.specs import Part, Unit

Bounds = tuple[str, str]
PRECISION: dict[Unit, Precision] = {
    "second": "time",
    "minute": "time",
    "hour": "time",
    "day": "day",
    "week": "week",
    "weekend": "interval",
    "month": "month",
    "season": "season",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
_DAY_PARTS = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31), "first-half": (1, 15), "second-half": (16, 31)}
_MONTH_PARTS = {"begin": (1, 4), "middle": (5, 8), "end": (9, 12), "first-half": (1, 6), "second-half": (7, 12)}
_DECADE_PARTS = {"begin": (0, 3), "middle": (4, 6), "end": (7, 9), "first-half": (0, 4), "second-half": (5, 9)}
_CENTURY_PARTS = {"begin": (1, 33), "middle": (34, 66), "end": (67, 100), "first-half": (1, 50),
                  "second-half": (51, 100)}  # fmt: skip
_WEEK_PARTS = {"begin": (0, 1), "middle": (2, 3), "end": (4, 6), "first-half": (0, 2), "second-half": (3, 6)}


def months(year: int, first: int, last: int) -> Bounds:
    """From the first day of a month to the last of another; months beyond 1..12 run into other years."""
    first_year, first_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return iso(first_year, first_month, 1), iso(last_year, last_month, month_days(last_year, last_month))


def years(first: int, last: int) -> Bounds:
    """Whole years."""
    return iso(first, 1, 1), iso(last, 12, 31)


def season(year: int, number: int) -> Bounds:
    """Spring is March to May; the winter of a year is the one that ends in it."""
    first = 0 if number == 4 else 3 * number
    return months(year, first, first + 2)


def season_part(year: int, number: int, part: Part) -> Bounds:
    """Beginning, middle and end of a season are its months; halves are rounded to months too."""
    first = 0 if number == 4 else 3 * number
    low, high = {"begin": (0, 0), "middle": (1, 1), "end": (2, 2), "first-half": (0, 1), "second-half": (1, 2)}[part]
    return months(year, first + low, first + high)


def year_part(year: int, part: Part) -> Bounds:
    """Thirds or halves of a year, in months."""
    return months(year, *_MONTH_PARTS[part])


def month_part(year: int, month: int, part: Part) -> Bounds:
    """Thirds or halves of a month, in days."""
    low, high = _DAY_PARTS[part]
    return iso(year, month, low), iso(year, month, min(high, month_days(year, month)))


def decade(first: int, part: Part | None) -> Bounds:
    """Ten years from `first`, or years 0-3, 4-6, 7-9 of them."""
    low, high = _DECADE_PARTS[part] if part else (0, 9)
    return years(first + low, first + high)


def century(number: int, part: Part | None) -> Bounds:
    """The century 1801-1900 is number 19; -2 is 200-101 BCE, astronomically -0199 to -0100."""
    start = (number - 1) * 100 if number > 0 else number * 100
    low, high = _CENTURY_PARTS[part] if part else (1, 100)
    return years(start + low, start + high)


def week(day: date, part: Part | None = None) -> Bounds:
    """Monday to Sunday around a day, or a part of it."""
    monday = day - timedelta(days=day.weekday())
    low, high = _WEEK_PARTS[part] if part else (0, 6)
    return (monday + timedelta(days=low)).isoformat(), (monday + timedelta(days=high)).isoformat()


def around(day: date, unit: Unit) -> Bounds:
    """The whole unit that a day lies in."""
    if unit == "week":
        return week(day)
    if unit == "weekend":
        saturday = day + timedelta(days=5 - day.weekday())
        return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
    if unit == "month":
        return months(day.year, day.month, day.month)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        first = (day.month - 1) // size * size + 1
        return months(day.year, first, first + size - 1)
    if unit == "season":
        number = (day.month % 12) // 3 or 4
        return season(day.year + (day.month == 12), number)
    return _around_years(day, unit)


def _around_years(day: date, unit: Unit) -> Bounds:
    if unit == "year":
        return years(day.year, day.year)
    if unit == "decade":
        return decade(day.year // 10 * 10, None)
    if unit == "century":
        return century((day.year - 1) // 100 + 1, None)
    return day.isoformat(), day.isoformat()


def feast(year: int, days: int) -> str | None:
    """The day so many days from Orthodox Easter; None where its table ends (dateutil's is for 1583 to 4099)."""
    try:
        sunday = date.fromordinal(easter(year, EASTER_ORTHODOX).toordinal())
    except ValueError:
        return None
    return (sunday + timedelta(days=days)).isoformat()


def moved(day: date, unit: Unit, amount: int) -> date:
    """A day so many units away; 31 January and a month is the end of February.

    Raises OverflowError or ValueError outside years 1 to 9999.
    """
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=amount * (1 if unit == "day" else 7))
    if unit in ("hour", "minute", "second"):
        return day
    size = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    total = day.year * 12 + day.month - 1 + amount * size
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is off the calendar")
    return date(year, month, min(day.day, month_days(year, month)))
