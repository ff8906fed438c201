"""From what an expression says to where it lies on the calendar."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from letopis.times.calendar import exists, intersect, iso
from letopis.times.context import Context, Direction, Value, unresolved
from letopis.times.counted import resolve_shift, resolve_these_years, resolve_unit, resolve_window
from letopis.times.dates import resolve_calendar
from letopis.times.dayparts import resolve_daypart
from letopis.times.intervals import PRECISION
from letopis.times.specs import (
    Between,
    Calendar,
    DayPart,
    Duration,
    Open,
    Point,
    Recurrence,
    Shift,
    Spec,
    TheseYears,
    UnitRef,
    Vague,
    Window,
)

_OFF = unresolved("day", "off the calendar, which ends with the year 9999", "impossible")
_POINTS = (Calendar, UnitRef, Shift, DayPart)


def resolve(spec: Spec, context: Context) -> Value:
    """The value of an expression where it stands, or the reason why it has none."""
    try:
        value = _resolved(spec, context)
    except (OverflowError, ValueError):
        return _OFF
    return value if all(map(_is_on_calendar, (value.low, value.high))) else _OFF


def _is_on_calendar(bound: str | None) -> bool:
    """Years of five digits are no ISO dates."""
    return bound is None or bound.lstrip("-").find("-") == len("9999")


def _resolved(spec: Spec, context: Context) -> Value:
    if isinstance(spec, _POINTS):
        return _point(spec, context)
    if isinstance(spec, Between):
        return _between(spec, context)
    if isinstance(spec, Open):
        return _open(spec, context)
    return _counted(spec, context)


def _counted(spec: Window | TheseYears | Duration | Recurrence | Vague, context: Context) -> Value:
    if isinstance(spec, Window):
        return resolve_window(spec, context)
    if isinstance(spec, TheseYears):
        return resolve_these_years(spec, context)
    return _without_value(spec)


def _without_value(spec: Duration | Recurrence | Vague) -> Value:
    if isinstance(spec, Vague):
        return unresolved("day", "vague", "vague")
    rule = "duration" if isinstance(spec, Duration) else "recurrence"
    return Value(None, None, PRECISION[spec.unit], rule=rule)


def _point(spec: Point, context: Context) -> Value:
    if isinstance(spec, Calendar):
        return resolve_calendar(spec, context)
    if isinstance(spec, DayPart):
        return resolve_daypart(spec, context)
    return resolve_unit(spec, context) if isinstance(spec, UnitRef) else resolve_shift(spec, context)


def _open(spec: Open, context: Context) -> Value:
    tense = _ahead if spec.mode == "not-before" else partial(_begun, context) if spec.mode == "since" else context.tense
    value = _point(spec.point, replace(context, tense=tense, ahead=spec.mode == "until"))
    if value.reason is not None:
        return value
    if spec.mode == "until":
        return replace(value, low=None, precision="interval")
    low = _day_after(value.high) if spec.mode == "after" and value.high else value.low
    return replace(value, low=low, high=None, precision="interval")


def _begun(context: Context) -> Direction | None:
    """«авиасообщения нет с марта»: what holds now has begun, unless it is to begin at once."""
    told = context.tense()
    return "result" if told in ("present", None) else told


def _ahead() -> Direction:
    """«обещал взять клуб не раньше января»: whatever the verb, that is to come."""
    return "future"


def _day_after(bound: str) -> str:
    if "T" in bound or bound == "9999-12-31":
        return bound
    if not bound.startswith(("-", "0000")):
        return (date.fromisoformat(bound) + timedelta(days=1)).isoformat()
    year, month, day = int(bound[:-6]), int(bound[-5:-3]), int(bound[-2:])
    if exists(year, month, day + 1):
        return iso(year, month, day + 1)
    return iso(year, month + 1, 1) if month < 12 else iso(year + 1, 1, 1)


def _between(spec: Between, context: Context) -> Value:
    low, high = _ends(spec, context)
    for value in (low, high):
        if value.reason is not None:
            return replace(value, precision="interval")
    basis, anchor = (low.basis, low.anchor) if low.basis != "explicit" else (high.basis, high.anchor)
    if low.low is None or high.high is None or intersect((low.low, None), (None, high.high)) is None:
        return unresolved("interval", f"ends ({high.high}) before it begins ({low.low})", "reversed")
    return Value(low.low, high.high, "interval", basis, anchor, rule=high.rule)


def _ends(spec: Between, context: Context) -> tuple[Value, Value]:
    low, high = _point(spec.low, context), _point(spec.high, context)
    if low.low is None or high.high is None or not _reversed(low, high):
        return low, high
    if isinstance(spec.low, Calendar) and isinstance(spec.high, Calendar):
        return _put_right(spec.low, spec.high, low, high)
    return low, high


def _reversed(low: Value, high: Value) -> bool:
    return intersect((low.low, None), (None, high.high)) is None


def _put_right(low: Calendar, high: Calendar, first: Value, last: Value) -> tuple[Value, Value]:
    """Ends that were placed each for itself: the later weekday of the week, the year before, the next morning."""
    if low.weekday and low.month is None:
        return first, _moved(last, 7)
    if low.clock is not None and low.clock and high.clock and (low.day, low.month) == (high.day, high.month):
        return first, _moved(last, 1)
    if low.year is None and high.year is None and low.month and first.low and not first.low.startswith("-"):
        return _year_back(first), last
    return first, last


def _year_back(value: Value) -> Value:
    shift = [f"{int(bound[:4]) - 1:04d}{bound[4:]}" if bound else None for bound in (value.low, value.high)]
    return replace(value, low=shift[0], high=shift[1])


def _moved(value: Value, days: int) -> Value:
    def move(bound: str | None) -> str | None:
        if bound is None or bound.startswith(("-", "0000")):
            return bound
        day = date.fromisoformat(bound[:10]) + timedelta(days=days)
        return day.isoformat() + bound[10:]

    return replace(value, low=move(value.low), high=move(value.high))
