"""Resolves what is counted from another time: shifts, pointed units, windows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from letopis.document import Basis
from letopis.times import intervals, shifts
from letopis.times.context import COUNTED, Context, Earlier, Value, unpublished, unresolved
from letopis.times.dates import year_number
from letopis.times.intervals import PRECISION
from letopis.times.specs import Part, Shift, TheseYears, Unit, UnitRef, Window
from letopis.times.years import pointed_year

_RANK: dict[str, int] = {"time": 0, "day": 1, "week": 2, "interval": 3, "month": 3, "quarter": 4, "season": 4,
                         "half": 4, "year": 5, "decade": 6, "century": 7}  # fmt: skip
_STEPS = {"before-last": -2, "last": -1, "over": -1, "next": 1, "near": 1}
_HOURS = frozenset({"hour", "minute", "second"})
# «вчера ... накануне» are one day.
_DEICTIC = "relative.deictic"
# How many sentences on «накануне» goes before the day told, and how old the day of news is.
BESIDE, NEWS = 2, timedelta(days=2)


def resolve_shift(spec: Shift, context: Context) -> Value:
    """«три дня назад», «через неделю», «годом позже»: so many units from a base, as wide as the unit.

    Weeks are counted in days («две недели назад» is that day), unless they are counted from a week.
    """
    if spec.amount is None:
        return unresolved(PRECISION[spec.unit], "a vague amount", "vague")
    if spec.anchor == "event":
        return _beside_event(spec, context)
    told = _from_told(spec, spec.amount, context)
    if told is not None:
        return told
    onward = spec.anchor == "either" or (spec.anchor == "previous" and spec.sign > 0)
    if spec.anchor == "told" or (onward and context.direction() in ("past", "promised")):
        return unresolved(PRECISION[spec.unit], "counted from a time that was not read", "no-previous")
    if context.today is None:
        return unpublished(PRECISION[spec.unit], COUNTED, bygone=spec.sign < 0 and spec.unit in ("month", "year"))
    return _from_publication(spec, spec.amount, context.today, context)


def _from_told(spec: Shift, amount: float, context: Context) -> Value | None:
    """Counted from a time read before; None where it is not.

    «В 2012 году она встала за пульт. Через неделю трое уволились»: it was that year, no more can be said.
    """
    onward = spec.anchor in ("either", "previous") and spec.sign > 0 and spec.unit not in _HOURS
    if onward and context.direction() not in ("future", "scheduled"):
        wide = _coarser(spec.unit, context)
        if wide is not None:
            return _then(wide)
    item = _base_item(spec, context)
    return _from_previous(spec, amount, item) if item is not None else None


def _coarser(unit: Unit, context: Context) -> Earlier | None:
    """The time told last in the paragraph, in this sentence or the one before, if it is coarser than a unit."""
    item = next(context.before(), None)
    if item is None or item.block != context.block or item.expression.sentence < context.sentence - 1:
        return None
    coarse = _RANK[item.expression.precision] > max(_RANK[PRECISION[unit]], 1)
    return item if coarse and item.year else None


def _then(item: Earlier) -> Value:
    time = item.expression
    return Value(time.low, time.high, time.precision, "previous", item.id, rule="then", approximate=time.approximate)


def _base_item(spec: Shift, context: Context) -> Earlier | None:
    """The time read before that a shift hangs on, or None for the publication."""
    if spec.anchor == "publication" or (spec.anchor == "either" and context.direction() in ("future", "scheduled")):
        return None
    if spec.anchor == "eve":
        return _day_of_the_story(context)
    limit = _RANK[PRECISION[spec.unit]]
    for item in context.before():
        days = spec.anchor == "told" and item.expression.precision == "interval"
        if (_RANK[item.expression.precision] > max(limit, 1) and not days) or item.first_day is None:
            continue
        near = item.expression.sentence >= context.sentence - 1 or _of_scene(spec, item, context)
        if spec.anchor in ("previous", "told") or context.direction() in ("past", "promised") or near:
            return item
    return None


def _day_of_the_story(context: Context) -> Earlier | None:
    """The day past that «накануне» goes before: told just before in its paragraph, else that of news of the last days,
    when no day of the publication was told; None for the publication's."""
    told = [item for item in context.before() if item.day is not None]
    if context.published is None or not told or told[0].day is None or told[0].expression.rule.startswith(_DEICTIC):
        return None
    ago = context.published - told[0].day
    near = told[0].block == context.block and told[0].expression.sentence >= context.sentence - BESIDE
    news = ago <= NEWS and all(item.day != context.published for item in told)
    return told[0] if ago > timedelta() and (near or news) else None


def _beside_event(spec: Shift, context: Context) -> Value:
    """«за час до старта», «в 2014 году … за месяц до суда»: when the paragraph has told last, if that is coarser."""
    told = _coarser(spec.unit, context)
    if told is None and spec.unit in _HOURS:
        told = next((item for item in context.before() if item.block == context.block and item.day is not None), None)
    if told is None:
        return unresolved(PRECISION[spec.unit], "counted from an event", "event")
    return replace(_then(told), rule="event")


def _of_scene(spec: Shift, item: Earlier, context: Context) -> bool:
    """Whether a time sets the day of the paragraph: its heading does, for hours and minutes any time in it."""
    return item.block == context.heading or (spec.unit in _HOURS and item.block == context.block)


def _from_previous(spec: Shift, amount: float, item: Earlier) -> Value:
    low = item.expression.low or ""
    base = datetime.fromisoformat(low[:16]) if "T" in low else shifts.at_noon(date.fromisoformat(low))
    value = _moved(spec, amount, base, timed="T" in low, weeks=item.expression.precision == "week")
    return replace(value, basis="previous", anchor=item.id) if value.low else value


def _from_publication(spec: Shift, amount: float, published: date, context: Context) -> Value:
    at = context.published_at
    value = _moved(spec, amount, at or shifts.at_noon(published), timed=at is not None)
    return replace(value, basis="publication") if value.low else value


def _moved(spec: Shift, amount: float, base: datetime, timed: bool, weeks: bool = False) -> Value:
    """`base` moved; `timed`: its hours are known, `weeks`: it stands for a week."""
    unit, number = shifts.whole(spec.unit, amount)
    if unit == "week" and not weeks:
        unit, number = "day", number * 7
    deictic = spec.phrase in ("сегодня", "вчера", "позавчера", "завтра", "послезавтра")
    moment, rule = shifts.shifted(base, unit, number, spec.sign, deictic)
    if moment is None:
        return unresolved(PRECISION[spec.unit], "off the calendar", "impossible")
    if unit in _HOURS and timed:
        text = moment.replace(tzinfo=None).isoformat(timespec="minutes")
        return Value(text, text, "time", rule=rule)
    if spec.clock is not None:
        clock = f"{moment.date().isoformat()}T{spec.clock.hour:02d}:{spec.clock.minute:02d}{spec.clock.offset or ''}"
        return Value(clock, clock, "time", rule=rule)
    fine: Unit = "day" if unit in _HOURS else unit
    return Value(*intervals.around(moment.date(), fine), PRECISION[fine], rule=rule)


def resolve_unit(spec: UnitRef, context: Context) -> Value:
    """«прошлая неделя», «этот год», «тот же день», «следующий месяц», «конец года»."""
    base, item = _unit_base(spec, context)
    if base is None:
        return _unit_unpublished(spec, context)
    step = _STEPS.get(spec.which, 0)
    try:
        day = _weekend(spec, base, context) if spec.unit == "weekend" else intervals.moved(base, spec.unit, step)
        low, high = _unit_bounds(spec, day)
    except (OverflowError, ValueError):
        return unresolved(PRECISION[spec.unit], "off the calendar", "impossible")
    basis, anchor = _unit_basis(item, context)
    value = Value(low, high, "interval" if spec.part else PRECISION[spec.unit], basis, anchor, rule="pointed")
    if spec.clock is not None and low == high:
        clock = f"{low}T{spec.clock.hour:02d}:{spec.clock.minute:02d}{spec.clock.offset or ''}"
        value = replace(value, low=clock, high=clock, precision="time")
    return value


def _unit_unpublished(spec: UnitRef, context: Context) -> Value:
    """A year has one still where the day of publication is unknown."""
    if _anaphoric(spec, context):
        return unresolved(PRECISION[spec.unit], "no such time was read before", "no-base")
    step = _STEPS.get(spec.which, 0)
    answer = pointed_year(context, step) if spec.unit == "year" and spec.part is None else None
    if answer is None:
        return unresolved(PRECISION[spec.unit], COUNTED, "no-base")
    year, basis, anchor, rule = answer
    return Value(*intervals.years(year, year), "year", basis, anchor, rule=rule)


def _anaphoric(spec: UnitRef, context: Context) -> bool:
    """Whether a unit is counted from a time told, not from the publication."""
    if spec.which == "same" or (spec.which == "this" and spec.unit == "day"):
        return True
    return spec.which == "next" and context.direction() in ("past", "promised")


def _unit_base(spec: UnitRef, context: Context) -> tuple[date | None, Earlier | None]:
    if _anaphoric(spec, context):
        limit = _RANK[PRECISION[spec.unit]]
        for item in context.before():
            fine = _RANK[item.expression.precision] <= limit and item.first_day is not None
            if fine and not context.is_ahead(item):
                return (item.last_day if spec.which == "next" else item.first_day), item
        if spec.which == "same" or spec.unit == "day":
            return None, None
    if spec.which == "this" and spec.part is not None and spec.unit == "year" and context.section is not None:
        return context.section.first_day, context.section
    return context.today, None


def _unit_basis(item: Earlier | None, context: Context) -> tuple[Basis, str | None]:
    if item is None:
        return "publication", None
    return "section" if item is context.section else "previous", item.id


def _unit_bounds(spec: UnitRef, day: date) -> intervals.Bounds:
    if spec.part is None or spec.unit not in _PARTS:
        return intervals.around(day, spec.unit)
    return _PARTS[spec.unit](day, spec.part)


_PARTS: dict[Unit, Callable[[date, Part], intervals.Bounds]] = {
    "year": lambda day, part: intervals.year_part(day.year, part),
    "month": lambda day, part: intervals.month_part(day.year, day.month, part),
    "week": intervals.week,
    "decade": lambda day, part: intervals.decade(day.year // 10 * 10, part),
    "century": lambda day, part: intervals.century((day.year - 1) // 100 + 1, part),
}


def _weekend(spec: UnitRef, base: date, context: Context) -> date:
    """A day of the weekend meant: the last over, the one of this week, the next to come."""
    saturday = base + timedelta(days=5 - base.weekday())
    if spec.which in ("over", "last", "before-last"):
        return saturday - timedelta(days=14 if spec.which == "before-last" else 7)
    if spec.which in ("next", "near"):
        return saturday if base.weekday() < 5 else saturday + timedelta(days=7)
    ahead = base.weekday() >= 5 or context.direction() in ("future", "present", "scheduled", "promised")
    return saturday if ahead else saturday - timedelta(days=7)


def resolve_window(spec: Window, context: Context) -> Value:
    """«последние пять лет» ends, «ближайшие три дня» begins with the publication; or the first units of a year."""
    if spec.sign == 0:
        return _first_units(spec, context)
    today = context.today
    if today is None:
        return unpublished("interval", COUNTED)
    if spec.amount is None:
        low, high = (None, today) if spec.sign < 0 else (today, None)
    else:
        unit, number = shifts.whole(spec.unit, spec.amount)
        try:
            other = intervals.moved(today, unit, spec.sign * number)
        except (OverflowError, ValueError):
            return unresolved("interval", "off the calendar", "impossible")
        low, high = min(today, other), max(today, other)
    return Value(
        low.isoformat() if low else None,
        high.isoformat() if high else None,
        "interval",
        "publication",
        rule="window",
        approximate=spec.amount is None,
    )


def _first_units(spec: Window, context: Context) -> Value:
    answer = year_number(spec.year, context) if spec.year else unresolved("interval", COUNTED)
    if isinstance(answer, Value):
        return replace(answer, precision="interval")
    year, basis, anchor, _ = answer
    if spec.amount is None or not 1 <= year <= 9998:
        return unresolved("interval", "a vague amount", "vague")
    first = date(year, 1, 1)
    last = intervals.moved(first, spec.unit, int(spec.amount)) - timedelta(days=1)
    return Value(first.isoformat(), last.isoformat(), "interval", basis, anchor, rule="first-units")


def resolve_these_years(_spec: TheseYears, context: Context) -> Value:
    """The last range of years read, else the years of the headings read."""
    for item in context.before(reach=len(context.earlier)):
        first, last = item.first_day, item.last_day
        if item.expression.precision in ("interval", "decade") and first and last and last.year > first.year:
            return Value(item.expression.low, item.expression.high, "interval", "previous", item.id, rule="these-years")
    told = [item for item in context.section_years if item.first_day]
    if len(told) > 1:
        low = min(str(item.expression.low) for item in told)
        high = max(str(item.expression.high) for item in told)
        return Value(low, high, "interval", "section", told[-1].id, rule="these-years")
    return unresolved("interval", "no years were read before", "no-previous")
