"""Resolves stretches of the calendar: dates, months, seasons, weekdays, decades, times of day."""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from letopis.document import Basis, Precision
from letopis.times import intervals, years
from letopis.times.calendar import exists, iso
from letopis.times.context import AHEAD, COUNTED, NEWS_LASTS, Context, Direction, Value, unpublished, unresolved
from letopis.times.dayparts import part_of
from letopis.times.intervals import Bounds
from letopis.times.specs import Calendar, Which, YearRef

# Hours below are the next day's when an evening has been told, the small ones behind an afternoon too.
NOON, SMALL = 12, 5
_OFFSET = {"before-last": -2, "last": -1, "over": -1, "this": 0, "next": 1, "near": 1}


def resolve_calendar(spec: Calendar, context: Context) -> Value:
    """The value of a stretch of the calendar where it stands."""
    value = _without_clock(spec, context)
    if spec.eve and value.low is not None:
        eve = (date.fromisoformat(value.low) - timedelta(days=1)).isoformat()
        value = replace(value, low=eve, high=eve, precision="day")
    if spec.clock is not None and value.low is not None and value.low == value.high:
        moment = f"{value.low}T{spec.clock.hour:02d}:{spec.clock.minute:02d}{spec.clock.offset or ''}"
        value = replace(value, low=moment, high=moment, precision="time")
    return value


def _without_clock(spec: Calendar, context: Context) -> Value:
    if spec.decade is not None:
        return _decade(spec, context)
    if spec.century is not None:
        return _spanning(intervals.century(spec.century, spec.part), "century", spec)
    return _within_year(spec, context)


def _within_year(spec: Calendar, context: Context) -> Value:
    if spec.weekday is not None and spec.day is None:
        return _weekday(spec, context)
    if spec.day is not None and spec.month is None:
        return _day_of_month(spec, context) if spec.which is None else _day_of_pointed_month(spec, context)
    if _stretch(spec, 2000) is None and spec.day is None:
        return _year_only(spec, context) if spec.year is not None else _day_of_clock(spec, context)
    pointed = spec.which is not None and spec.year is None
    return _pointed(spec, context) if pointed else _in_year(spec, context)


def _stretch(spec: Calendar, year: int) -> tuple[Bounds, Precision] | None:
    """A month, day, season, quarter or half put into a year; None when there is no such day."""
    if spec.feast is not None:
        day = intervals.feast(year, spec.feast)
        return ((day, day), "day") if day is not None else None
    if spec.day is not None:
        known = spec.month is not None and exists(year, spec.month, spec.day)
        day = iso(year, spec.month or 0, spec.day)
        return ((day, day), "day") if known else None
    if spec.month is not None or spec.season is not None:
        return _month_or_season(spec, year)
    if spec.quarter is not None:
        return intervals.months(year, 3 * spec.quarter - 2, 3 * spec.quarter), "quarter"
    if spec.half is not None:
        return intervals.months(year, 6 * spec.half - 5, 6 * spec.half), "half"
    return None


def _month_or_season(spec: Calendar, year: int) -> tuple[Bounds, Precision]:
    if spec.month is not None:
        if spec.part:
            return intervals.month_part(year, spec.month, spec.part), "interval"
        return intervals.months(year, spec.month, spec.month), "month"
    season = spec.season or 1
    if spec.part:
        return intervals.season_part(year, season, spec.part), "month"
    return intervals.season(year, season), "season"


def _precision(spec: Calendar) -> Precision:
    known = _stretch(replace(spec, day=1, month=1) if spec.day else spec, 2000)
    return known[1] if known else "day"


def _in_year(spec: Calendar, context: Context) -> Value:
    year = _year(spec, context)
    if isinstance(year, Value):
        return replace(year, precision=_precision(spec))
    number, basis, anchor, rule = year
    placed = _stretch(spec, number)
    if placed is None:
        return unresolved(_precision(spec), f"no such day: {spec.day}.{spec.month}.{number}", "impossible")
    return Value(placed[0][0], placed[0][1], placed[1], basis, anchor, rule=rule)


def _year(spec: Calendar, context: Context) -> years.Answer | Value:
    """The year a stretch belongs to, said or chosen; a Value that tells why not, when it cannot be known."""
    if spec.year_to is not None and spec.year is not None and spec.season == 4:
        return spec.year_to, "explicit", None, "explicit"
    if spec.year is not None:
        return year_number(spec.year, context)
    if spec.day is not None and not exists(2000, spec.month or 0, spec.day):
        return unresolved("day", f"no such day in any year: {spec.day}.{spec.month}", "impossible")

    def place(year: int) -> Bounds | None:
        placed = _stretch(spec, year)
        return placed[0] if placed else None

    if spec.weekday is not None and context.published is not None:
        matching = _by_weekday(spec, context.published)
        if matching is not None and (context.section is None or context.section.year == matching):
            return matching, "publication", None, "weekday"
    answer = years.choose(context, place)
    if answer is not None:
        said = spec.weekday is not None and context.published is None and MINYEAR + 2 < answer[0] < MAXYEAR - 2
        matching = _by_weekday(spec, date(answer[0], spec.month or 1, 1)) if said else None
        return (matching or answer[0], *answer[1:])
    known = None if spec.day is None else f"--{spec.month or 0:02}-{spec.day:02}"
    return unpublished("day", "no year here, and no publication date", recurring=known)


def _by_weekday(spec: Calendar, published: date) -> int | None:
    """The nearest year in which that date falls on the weekday it is given with."""
    near = sorted(range(published.year - 2, published.year + 2), key=lambda y: abs(_gap(spec, y, published)))
    for year in near:
        if exists(year, spec.month or 0, spec.day or 0) and _weekday_of(spec, year) == spec.weekday:
            return year
    return None


def _gap(spec: Calendar, year: int, published: date) -> int:
    return (date(year, spec.month or 1, 1) - published).days


def _weekday_of(spec: Calendar, year: int) -> int:
    return date(year, spec.month or 1, spec.day or 1).isoweekday()


def year_number(ref: YearRef, context: Context) -> years.Answer | Value:
    """The number of a year that is said, of two digits, or pointed at."""
    if ref.value is not None and not ref.short:
        return ref.value, "explicit", None, "explicit"
    if ref.value is not None:
        return _full_year(ref.value, context), "explicit", None, "two-digits"
    if ref.which == "same" or (ref.which == "next" and context.direction() in ("past", "promised")):
        told = _told_year(ref.which, context)
        if told is not None or ref.which == "same":
            return told or unresolved("year", "no year was read before", "no-previous")
    offset = _OFFSET[ref.which or "this"]
    if context.today is not None:
        return context.today.year + offset, "publication", None, "publication"
    answer = years.pointed_year(context, offset)
    return answer or unpublished("year", COUNTED, bygone=offset < 0)


def _told_year(which: Which, context: Context) -> years.Answer | None:
    for item in context.before():
        if item.year:
            return item.year + (which == "next"), "previous", item.id, "previous"
    section = context.section
    if section is not None and section.year:
        return section.year + (which == "next"), "section", section.id, "section"
    return None


def _full_year(short: int, context: Context) -> int:
    """«95-й» is 1995; what would lie ahead of the publication by more than ten years is of the last century."""
    now = context.published.year if context.published else 2025
    year = now // 100 * 100 + short
    return year if year <= now + 10 else year - 100


def _year_only(spec: Calendar, context: Context) -> Value:
    answer = year_number(spec.year or YearRef(which="this"), context)
    if isinstance(answer, Value):
        return answer
    year, basis, anchor, rule = answer
    if spec.part is not None:
        low, high = intervals.year_part(year, spec.part)
        return Value(low, high, "interval", basis, anchor, rule=rule)
    low, high = intervals.years(year, year)
    return Value(low, high, "year", basis, anchor, rule=rule)


def _decade(spec: Calendar, context: Context) -> Value:
    first = spec.decade or 0
    if first < 100 and spec.century is not None:
        first += (spec.century - 1) * 100
    elif first < 100:
        now = context.published.year if context.published else 2025
        first += 2000 if first < now % 100 // 10 * 10 else 1900
    return _spanning(intervals.decade(first, spec.part), "decade", spec)


def _spanning(bounds: Bounds, precision: Precision, spec: Calendar) -> Value:
    return Value(*bounds, "interval" if spec.part else precision, "explicit")


def _pointed(spec: Calendar, context: Context) -> Value:
    """«прошлым летом», «минувшим летом», «этой весной», «будущей зимой»: that of the last year, the last one over,
    the nearest, the next to begin. A winter lies in two years: «прошлой зимой» is the last one over.
    """
    if context.today is None:
        return unpublished(_precision(spec), COUNTED, bygone=spec.which in ("over", "last", "before-last"))
    today, year = context.today.isoformat(), context.today.year
    placed = [p for y in range(year - 2, year + 3) if (p := _stretch(spec, y))]
    if spec.which in ("over", "last", "before-last"):
        ended = today if spec.season == 4 or spec.which == "over" else today[:4]
        over = [p for p in placed if p[0][1] < ended]
        fitting = over[-2:-1] if spec.which == "before-last" else over[-1:]
    elif spec.which in ("next", "near"):
        fitting = [p for p in placed if p[0][0] > today][:1]
    elif spec.which == "this":
        fitting = [p for p in placed if p[0][1] >= today or p[0][1][:4] == today[:4]][:1]
    else:
        return _in_year(replace(spec, which=None, year=YearRef(which="same")), context)
    if not fitting:
        return unresolved(_precision(spec), "off the calendar", "impossible")
    return Value(*fitting[0][0], fitting[0][1], "publication", rule="pointed")


def _weekday(spec: Calendar, context: Context) -> Value:
    beside = context.beside
    if beside is not None and beside.day is not None and spec.which is None:
        day = beside.day + timedelta(days=_onward(spec, beside.day))
        return Value(day.isoformat(), day.isoformat(), "day", "previous", beside.id, rule="weekday")
    base, basis, anchor = context.today, "publication", None
    if base is None or spec.which == "same":
        item = next((item for item in context.before() if item.day), None)
        if item is None or item.day is None:
            known = f"-W-{spec.weekday}"
            return unpublished("day", "a weekday, and no publication date", recurring=known)
        base, basis, anchor = item.day, "previous", item.id
    elif (later := _told_later(spec, base, context)) is not None:
        base, basis, anchor = later
    day = base + timedelta(days=_days_to_weekday(spec, base, context))
    return Value(day.isoformat(), day.isoformat(), "day", _basis(basis), anchor, rule="weekday")


def _told_later(spec: Calendar, news: date, context: Context) -> tuple[date, str, str] | None:
    """«Во вторник, 31 марта», read before, where news of Monday goes on: «во вторник» is that day, not a week ago."""
    if context.published is not None or spec.which is not None:
        return None
    days = ((item.day, "previous", item.id) for item in context.before() if item.day is not None)
    return next((it for it in days if it[0].isoweekday() == spec.weekday and news < it[0] <= news + NEWS_LASTS), None)


def _onward(spec: Calendar, base: date) -> int:
    """«в пятницу и субботу»: days to the next such weekday; told in turn («в субботу и пятницу») the day before."""
    days = ((spec.weekday or 1) - base.isoweekday()) % 7
    return -1 if days == 6 else days


def _basis(name: str) -> Basis:
    return "publication" if name == "publication" else "previous"


def _days_to_weekday(spec: Calendar, base: date, context: Context) -> int:
    """Past: the last such day, the base included; ahead, and behind «на» whatever the tense («объявила на вторник
    забастовку»): the first; «прошлый», «следующий»: not the base itself."""
    back = (base.isoweekday() - (spec.weekday or 1)) % 7
    ahead = ((spec.weekday or 1) - base.isoweekday()) % 7
    if spec.which == "this":
        return (spec.weekday or 1) - base.isoweekday()
    if spec.which in ("over", "last", "before-last"):
        return -(back or 7) - (7 if spec.which == "before-last" else 0)
    if spec.which in ("next", "near"):
        return ahead or 7
    direction = context.direction()
    if context.onto or direction in AHEAD or (direction == "present" and ahead < back):
        return ahead
    return -back


def _day_of_month(spec: Calendar, context: Context) -> Value:
    """«12-го», «21-го числа»: of the month just read, else the nearest such day on the side the verb tells."""
    day = spec.day or 1
    for item in context.before(3):
        if item.block == context.block and item.first_day is not None and item.expression.precision != "year":
            near = _nearest_day(item.first_day, day, "future")
            return Value(near, near, "day", "previous", item.id, rule="day-of-month")
    if context.today is None:
        return unpublished("day", "no month here, and no publication date")
    near = _nearest_day(context.today, day, context.direction())
    return Value(near, near, "day", "publication", rule="day-of-month")


def _day_of_pointed_month(spec: Calendar, context: Context) -> Value:
    """«15-го числа прошлого месяца»."""
    if context.today is None:
        return unpublished("day", COUNTED, bygone=_OFFSET[spec.which or "this"] < 0)
    first = context.today.replace(day=1)
    month = intervals.moved(first, "month", _OFFSET[spec.which or "this"])
    if not exists(month.year, month.month, spec.day or 1):
        return unresolved("day", f"no such day: {spec.day}.{month.month}.{month.year}", "impossible")
    day = iso(month.year, month.month, spec.day or 1)
    return Value(day, day, "day", "publication", rule="pointed")


def _nearest_day(base: date, day: int, direction: Direction | None) -> str:
    """The last such day up to a base, or for a future the first from it on; in between, that of its month."""
    shift = 0
    ahead = direction in AHEAD
    if direction == "past" and day > base.day:
        shift = -1
    elif ahead and day < base.day:
        shift = 1
    month = intervals.moved(date(base.year, base.month, 1), "month", shift)
    while not exists(month.year, month.month, day):
        month = intervals.moved(month, "month", 1 if ahead else -1)
    return iso(month.year, month.month, day)


def _looks_back(context: Context) -> bool:
    return context.direction() in ("past", "result")


def _day_of_clock(spec: Calendar, context: Context) -> Value:
    """The day of a bare time: that of the sentence or of the line before in a list, in the past that of the paragraph
    or of the one before, else the publication's."""
    if spec.clock is None:
        return unresolved("day", "says nothing that a calendar knows", "empty")
    for item in context.before():
        listed = context.listed and item.leading and item.block == context.block - 1
        near = item.expression.sentence == context.sentence or item.block == context.heading or listed
        if item.block < context.block - 1 or not (near or _looks_back(context)):
            break
        if item.day is not None and not context.is_ahead(item):
            small = spec.clock.hour < SMALL and part_of(item) == "day"
            after = not near and (small or (spec.clock.hour < NOON and part_of(item) == "evening"))
            day = (item.day + timedelta(days=int(after))).isoformat()
            return Value(day, day, "time", "previous", item.id, rule="clock")
    if context.today is None:
        return unpublished("time", "a time of day, and no publication date")
    today = context.today.isoformat()
    return Value(today, today, "time", "publication", rule="clock")
