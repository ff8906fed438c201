"""What single expressions say: points of the calendar, shifts, windows, durations. One builder a kind of rule."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import cast

from letopis.times.fields import calendar_of, clock_of, number_of, which_of, year_of
from letopis.times.grammar import Match
from letopis.times.lexer import Lexeme
from letopis.times.specs import (
    Anchor,
    Between,
    Calendar,
    Clock,
    DayPart,
    DayPartName,
    Duration,
    Open,
    OpenMode,
    Part,
    Recurrence,
    Shift,
    Spec,
    TheseYears,
    Unit,
    UnitRef,
    Vague,
    Which,
    Window,
    YearRef,
)

# «утром», «днем», «ночью»
_INSTRUMENTAL = ("ом", "ем", "ью")

Built = list[tuple[tuple[int, int], Spec]]


def whole(match: Match) -> tuple[int, int]:
    """The span that the rule asks for: a named part, or all, without an APPROX at its head."""
    first, last = match.groups[match.rule.span] if match.rule.span else (match.first, match.last)
    while first < last - 1 and match.lexemes[first].cls == "APPROX":
        first += 1
    return first, last


def _calendar(match: Match) -> Built:
    return [(whole(match), calendar_of(match))]


def _iso(match: Match) -> Built:
    value = match.lexemes[match.first].text
    year, month, day = (int(part) for part in value[:10].split("-"))
    clock = None
    if "T" in value:
        zone = value[16:].lstrip(":0123456789.") if len(value) > 16 else ""
        clock = Clock(int(value[11:13]), int(value[14:16]), "+00:00" if zone == "Z" else zone or None)
    return [(whole(match), Calendar(YearRef(year), month, day, clock=clock))]


def _span_years(match: Match) -> Built:
    spec = calendar_of(match)
    return [(whole(match), Between(Calendar(year=spec.year), Calendar(year=YearRef(spec.year_to))))]


def _amount(match: Match, amount: str, unit: str, half: str) -> tuple[Unit, float | None]:
    """The unit and how many of it; «полгода» is half a year; no number is one; vague is None."""
    if half in match.groups:
        extra = number_of(match.part(amount)) if amount in match.groups else 0.0
        value = match.part(half)[0].value
        return cast(Unit, value), (extra or 0.0) + 0.5
    lexeme = match.one(unit)
    value = lexeme.value if lexeme else "year"
    return cast(Unit, value), number_of(match.part(amount)) if amount in match.groups else 1.0


def _shift(match: Match) -> Built:
    if not match.groups.keys() & {"unit", "half"}:
        return []
    unit, amount = _amount(match, "amount", "unit", "half")
    sign = int(match.rule.set.get("sign", 1))
    anchor = cast(Anchor, match.rule.set.get("anchor", "either"))
    more = match.first > 0 and match.lexemes[match.first - 1].text == "еще"
    if anchor == "either" and (more or match.lexemes[match.first].text == "спустя"):
        anchor = "previous"
    phrase = _text(match.lexemes[match.first : match.last])
    return [(whole(match), Shift(unit, amount, sign, anchor, phrase))]


def _shift_later(match: Match) -> Built:
    unit, amount = _amount(match, "amount", "unit", "half")
    later = match.one("later")
    sign = int(later.value) if later is not None and later.cls == "LATER" else 1
    return [(whole(match), Shift(unit, amount, sign, "previous", _text(match.lexemes[match.first : match.last])))]


def _text(lexemes: Sequence[Lexeme]) -> str:
    return " ".join(lexeme.text for lexeme in lexemes)


def _deictic(match: Match) -> Built:
    word = match.one("deictic")
    days = int(word.value) if word else 0
    clock = clock_of(match.part("clock")) if "clock" in match.groups else None
    sign = -1 if days < 0 else 1
    anchor: Anchor = "eve" if word and word.cls == "EVE" else "publication"
    spec = Shift("day", abs(days), sign, anchor, word.text if word else "", clock)
    return [(whole(match), spec)]


def _today(match: Match) -> Built:
    return [(whole(match), Shift("day", 0, 1, "publication", "сегодня"))]


def _years_of_era(match: Match) -> Built:
    low, high = match.one("low") or match.one("first"), match.one("high")
    if low is None or high is None:
        return []
    before_era = match.part("era")[0].cls == "BC"
    ends = (int(lexeme.value) for lexeme in (low, high))
    first, last = (Calendar(year=YearRef(1 - end if before_era else end)) for end in ends)
    return [(whole(match), Between(first, last))]


def _daypart(match: Match) -> Built:
    """«Вечером» and the like; other cases («утро выдалось») only where they are a label of their own («Ночь. ...»)."""
    lexeme, same = match.part("daytime")[0], "pointer" in match.groups
    alone = match.first == 0 and [x.cls for x in match.lexemes[match.last : match.last + 1]] in ([], ["DOT"])
    behind = match.rule.span is not None  # a preposition: «к вечеру»
    if not (same or alone or behind or lexeme.text.endswith(_INSTRUMENTAL) or " " in lexeme.text):
        return []
    return [(whole(match), DayPart(cast(DayPartName, lexeme.value), same))]


def _daypart_open(match: Match) -> Built:
    mode: OpenMode = "until" if match.lexemes[match.first].cls == "DO" else "since"
    return [(whole(match), Open(DayPart(cast(DayPartName, match.part("daytime")[0].value)), mode))]


def _nth_day(match: Match) -> Built:
    """«на пятый день», «во второй день»: the day told is the first."""
    number, unit = match.one("number"), match.one("unit")
    if number is None or unit is None or unit.value != "day":
        return []
    return [(whole(match), Shift("day", int(number.value) - 1, 1, "told", ""))]


def _morrow(match: Match) -> Built:
    return [(whole(match), UnitRef("day", "next"))]


def _vague(match: Match) -> Built:
    return [(whole(match), Vague())]


def _unit(match: Match) -> Built:
    lexeme = match.one("unit")
    unit = cast(Unit, lexeme.value if lexeme else "day")
    pointer = match.part("pointer")
    if unit in ("hour", "minute", "second"):
        return []
    if lexeme is not None and pointer and _is_plural(lexeme, pointer[0]):
        return [(whole(match), Vague())]
    which: Which = which_of(pointer) if pointer else "this"
    part = cast(Part, part_lexeme.value) if (part_lexeme := match.one("part")) else None
    if "half" in match.groups:
        half = match.one("half")
        part = "first-half" if half and half.value == 1 else "second-half"
    clock = clock_of(match.part("clock")) if "clock" in match.groups else None
    return [(whole(match), UnitRef(unit, which, part, clock))]


def _ordinal_unit(match: Match) -> Built:
    number, unit = match.one("number") or match.one("number1"), match.one("unit") or match.one("unit1")
    if number is None or unit is None:
        return []
    value = int(number.value)
    year = year_of(match.part("year") or match.part("year1"))
    if unit.cls == "CENT":
        sign = -1 if "era" in match.groups and match.part("era")[0].cls == "BC" else 1
        return [(whole(match), Calendar(century=sign * value))]
    if unit.value == "quarter":
        return [(whole(match), Calendar(year=year, quarter=value))]
    return [(whole(match), Calendar(year=year, half=value))]


def _window(match: Match) -> Built:
    unit, amount = _amount(match, "amount", "unit", "half")
    pointer = match.one("pointer")
    sign = -1 if pointer is not None and pointer.value in ("last", "over") else 1
    return [(whole(match), Window(unit, amount, sign))]


def _window_one(match: Match) -> Built:
    pointer, unit = match.one("pointer"), match.one("unit")
    if pointer is None or unit is None:
        return []
    sign = -1 if pointer.value in ("last", "over") else 1
    return [(whole(match), Window(cast(Unit, unit.value), None if _is_plural(unit, pointer) else 1.0, sign))]


def _is_plural(unit: Lexeme, pointer: Lexeme) -> bool:
    """«последние недели», not «последней недели»: the noun alone does not tell."""
    if unit.cls in ("YWP", "LET"):
        return True
    return unit.text in _PLURAL and pointer.text.endswith(_PLURAL_ENDINGS)


_PLURAL_ENDINGS = ("ие", "ые", "их", "ых", "ими", "ыми", "эти", "те", "тех")
_PLURAL = frozenset({"дни", "дней", "днях", "дням", "месяцы", "месяцев", "месяцах", "недели", "недель", "неделях",
                     "часы", "часов", "минуты", "минут", "десятилетия", "десятилетий", "века", "веков"})  # fmt: skip


def _first_units(match: Match) -> Built:
    late = "unit2" in match.groups
    unit = match.one("unit2" if late else "unit")
    year = match.part("year2" if late else "year")
    amount = number_of(match.part("amount2" if late else "amount"))
    ref = year_of(year) if year else YearRef(which="this")
    return [(whole(match), Window(cast(Unit, unit.value if unit else "month"), amount, 0, ref))]


def _these_years(match: Match) -> Built:
    return [(whole(match), TheseYears())]


def _years_in_brackets(match: Match) -> Built:
    first, last = match.groups["items"]
    items = [i for i in range(first, last) if match.lexemes[i].cls == "Y4"]
    return [((i, i + 1), Calendar(year=YearRef(int(match.lexemes[i].value)))) for i in items]


def _elliptic_year(match: Match) -> Built:
    """«в прошлом —» means a year when the sentence has just spoken of one."""
    before = match.lexemes[max(0, match.first - 25) : match.first]
    if not any(a.cls in ("THIS", "CUR", "LAST", "NEXT") and b.cls == "YWS" for a, b in pairwise(before)):
        return []
    return _pointed_year(match)


def _pointed_year(match: Match) -> Built:
    return [(whole(match), UnitRef("year", which_of(match.part("pointer"))))]


def _duration(match: Match) -> Built:
    return [(whole(match), Duration(_unit_name(match)))]


def _recurrence(match: Match) -> Built:
    return [(whole(match), Recurrence(_unit_name(match)))]


def _unit_name(match: Match) -> Unit:
    lexeme = match.one("unit")
    value = lexeme.value if lexeme else "day"
    if lexeme is not None and lexeme.cls in ("WD", "WDX", "WDPL", "DAYPART", "NIGHT", "DPGEN"):
        return "day"
    if lexeme is not None and lexeme.cls in ("SI", "SN"):
        return "season"
    return cast(Unit, value) if isinstance(value, str) else "month"


def _clock(match: Match) -> Built:
    return [(whole(match), Calendar(clock=clock_of(match.part("clock"))))]


BUILDERS: dict[str, Callable[[Match], Built]] = {
    "calendar": _calendar,
    "iso": _iso,
    "span_years": _span_years,
    "years_of_era": _years_of_era,
    "shift": _shift,
    "shift_later": _shift_later,
    "daypart": _daypart,
    "daypart_open": _daypart_open,
    "morrow": _morrow,
    "nth_day": _nth_day,
    "deictic": _deictic,
    "today": _today,
    "vague": _vague,
    "unit": _unit,
    "ordinal_unit": _ordinal_unit,
    "window": _window,
    "window_one": _window_one,
    "first_units": _first_units,
    "these_years": _these_years,
    "years_in_brackets": _years_in_brackets,
    "elliptic_year": _elliptic_year,
    "pointed_year": _pointed_year,
    "duration": _duration,
    "recurrence": _recurrence,
    "clock": _clock,
}
