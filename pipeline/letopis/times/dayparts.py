"""Which day «утром», «вечером», «среди ночи» mean that stand alone."""

import re
from datetime import date, timedelta

from letopis.times.context import COUNTED, Context, Earlier, Value, unpublished, unresolved
from letopis.times.specs import DayPart

_ORDER = {"morning": 0, "day": 1, "evening": 2, "night": 3}
_WORDS = (("evening", re.compile(r"вечер", re.I)), ("night", re.compile(r"ноч[ьи]", re.I)),
          ("day", re.compile(r"дн[её]м|полд", re.I)), ("morning", re.compile(r"утр|рассвет", re.I)))  # fmt: skip
# From these hours on it is day, evening.
_DAY, _EVENING = 12, 18


def resolve_daypart(spec: DayPart, context: Context) -> Value:
    """The day that the paragraph has told last, or the next one where the hours have gone on to it; else today."""
    told = next((item for item in context.before() if _reached(item, spec, context)), None)
    if told is not None and told.day is not None:
        day = told.day + timedelta(days=1 if _next_day(told, spec, context) else 0)
        return _on(day, "previous", told.id)
    if spec.same and told is not None and not _of_now(told, context):
        return unresolved("day", "no day was read before", "no-previous")
    if context.today is None:
        return unpublished("day", COUNTED)
    return _on(context.today, "publication", None)


def _reached(item: Earlier, spec: DayPart, context: Context) -> bool:
    return spec.same or (item.block == context.block and not context.is_ahead(item))


def _on(day: date, basis: str, anchor: str | None) -> Value:
    text = day.isoformat()
    return Value(text, text, "day", "publication" if basis == "publication" else "previous", anchor, rule="daypart")


def _of_now(told: Earlier, context: Context) -> bool:
    """Whether a coarser time read in the paragraph holds the day of publication."""
    today = context.today
    return today is not None and told.first_day is not None and told.first_day <= today <= (told.last_day or today)


def _next_day(told: Earlier, spec: DayPart, context: Context) -> bool:
    """«В воскресенье вечером ... Ночью», «до утра»: the hours go on; a night is told with the day that it begins.

    A label's hour («21:30. ...») is when the rest was written.
    """
    part = part_of(told)
    if part is None or part == spec.name or told.expression.rule.startswith("clock.label"):
        return part is None and context.ahead and spec.name == "morning"
    if part == "night":
        return False  # its date is the later day's already
    return spec.name == "night" or _ORDER[spec.name] < _ORDER[part]


def part_of(told: Earlier) -> str | None:
    """The part of the day that a time tells: `morning`, `day`, `evening`, `night`, or None."""
    low = told.expression.low or ""
    if "T" in low:
        hour = int(low[11:13])
        return "evening" if hour >= _EVENING else "day" if hour >= _DAY else "morning"
    return next((name for name, word in _WORDS if word.search(told.expression.text)), None)
