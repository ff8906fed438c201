"""From a match of the grammar to what it says: one builder per kind of rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from letopis.document import TimeKind
from letopis.times.fields import calendar_of, clock_of, number_of, which_of, year_of
from letopis.times.grammar import Grammar, Match
from letopis.times.lexer import Lexeme
from letopis.times.specs import (
    Between,
    Calendar,
    Clock,
    Duration,
    Open,
    OpenMode,
    Part,
    Point,
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


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at [start, end) of the document's text and what it says; `rule` found it."""

    start: int
    end: int
    spec: Spec
    kind: TimeKind
    rule: str
    approximate: bool
    scheduled: bool



def build(grammar: Grammar, match: Match) -> list[Found]:
    """Everything a match says; an enumeration says several times."""
    builder = _BUILDERS.get(match.rule.build or "")
    if builder is None:
        return []
    return [_found(match, span, spec) for span, spec in builder(grammar, match)]


Built = list[tuple[tuple[int, int], Spec]]


def _found(match: Match, span: tuple[int, int], spec: Spec) -> Found:
    first, last = span
    start, end = match.lexemes[first].start, match.lexemes[last - 1].end
    kind: TimeKind = "date"
    if isinstance(spec, Duration):
        kind = "duration"
    elif isinstance(spec, Recurrence):
        kind = "set"
    elif _clocked(spec):
        kind = "time"
    return Found(start, end, spec, kind, match.rule.name, _approximate(match, first), _scheduled(match, first))


def _clocked(spec: Spec) -> bool:
    if isinstance(spec, Between):
        return _clocked(spec.low) or _clocked(spec.high)
    if isinstance(spec, Open):
        return _clocked(spec.point)
    if isinstance(spec, Shift):
        return spec.clock is not None or spec.unit in ("hour", "minute", "second")
    return isinstance(spec, Calendar | UnitRef) and spec.clock is not None


def _approximate(match: Match, first: int) -> bool:
    """«Около», «примерно» before the expression, one preposition between at most; «пара» inside it."""
    before = [lexeme.cls for lexeme in match.lexemes[max(0, first - 2) : first]]
    near = before[-1:] == ["APPROX"] or (before[:1] == ["APPROX"] and before[-1:] != ["X"])
    inside = any(x.cls in ("APPROX", "PAIR") for x in match.lexemes[first : match.last])
    return near or inside


def _scheduled(match: Match, first: int) -> bool:
    """«на 16 мая», «к лету»: the preposition looks ahead."""
    return first > 0 and match.lexemes[first - 1].cls in ("NA", "K")


def _whole(match: Match) -> tuple[int, int]:
    """The span that the rule asks for: a named part, or all, without an APPROX at its head."""
    first, last = match.groups[match.rule.span] if match.rule.span else (match.first, match.last)
    while first < last - 1 and match.lexemes[first].cls == "APPROX":
        first += 1
    return first, last


def _point(grammar: Grammar, match: Match, first: int, last: int) -> Point:
    """The point inside a larger expression; a bare number is a day or a year."""
    inner = grammar.point(match.lexemes, first, last)
    if inner is not None and inner.rule.build in _POINTS:
        spec = _spec(grammar, inner)
        return spec.low if isinstance(spec, Between) else cast(Point, spec)
    lexeme = match.lexemes[first]
    if lexeme.cls in ("Y4", "YO"):
        return Calendar(year=YearRef(int(lexeme.value)))
    if lexeme.cls in ("DD", "NN") and match.lexemes[last - 1].cls in ("YWS", "YWP"):
        return Calendar(year=YearRef(int(lexeme.value), short=True))
    if lexeme.cls in ("DD", "OD", "DG"):
        month = match.lexemes[last - 1]
        return Calendar(day=int(lexeme.value), month=int(month.value) if month.cls in _MONTHS else None)
    return Calendar(decade=int(lexeme.value)) if lexeme.cls == "DEC" else Calendar()


def _spec(grammar: Grammar, match: Match) -> Spec:
    """What an inner match says; nothing on the calendar when it says nothing («пять назад»)."""
    built = _BUILDERS[match.rule.build or ""](grammar, match)
    return built[0][1] if built else Calendar()


_MONTHS = ("MG", "MA", "MN", "MP")


def _calendar(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), calendar_of(match))]


def _iso(_grammar: Grammar, match: Match) -> Built:
    value = match.lexemes[match.first].text
    year, month, day = (int(part) for part in value[:10].split("-"))
    clock = None
    if "T" in value:
        zone = value[16:].lstrip(":0123456789.") if len(value) > 16 else ""
        clock = Clock(int(value[11:13]), int(value[14:16]), "+00:00" if zone == "Z" else zone or None)
    return [(_whole(match), Calendar(YearRef(year), month, day, clock=clock))]


def _between(grammar: Grammar, match: Match) -> Built:
    low = _point(grammar, match, *match.groups["low"])
    high_range = match.groups["high"]
    inner = grammar.point(match.lexemes, *high_range)
    high: Point
    if inner is not None and inner.rule.build == "between":
        spec = _spec(grammar, inner)
        high = spec.high if isinstance(spec, Between) else Calendar()
    else:
        high = _point(grammar, match, *high_range)
    return [(_whole(match), Between(*_completed(low, high)))]


def _completed(low: Point, high: Point) -> tuple[Point, Point]:
    """Each end takes from the other what the text says once: «с 1 по 5 мая 2024 года»."""
    if not isinstance(low, Calendar) or not isinstance(high, Calendar):
        return low, high
    if high.year and high.year.short and low.year and low.year.value:
        high = replace(high, year=YearRef(low.year.value // 100 * 100 + (high.year.value or 0)))
    if low.century is None and high.century is not None and low.decade is not None:
        low = replace(low, century=high.century)
    if low.day is not None and low.month is None:
        low = replace(low, month=high.month)
    if low.clock and low.day is None and low.weekday is None:
        low = replace(low, year=high.year, month=high.month, day=high.day, clock=low.clock)
    elif high.clock and high.day is None and high.weekday is None:
        high = replace(low, clock=high.clock)
    return _shared_year(low, high)


def _shared_year(low: Calendar, high: Calendar) -> tuple[Calendar, Calendar]:
    order = (low.month or 0, low.day or 0) <= (high.month or 0, high.day or 0)
    seasons = low.season is not None and high.season is not None
    if low.year is None and high.year is not None and (low.month or seasons):
        year = high.year
        if not order and year.value is not None:
            year = YearRef(year.value - 1)
        low = replace(low, year=year)
    elif high.year is None and low.year is not None and high.month:
        year = low.year
        if not order and year.value is not None:
            year = YearRef(year.value + 1)
        high = replace(high, year=year)
    return low, high


def _enumerate(grammar: Grammar, match: Match) -> Built:
    """«8–9 и 11 мая»: several times, the last of which says the month and the year for all."""
    last = match.groups["last"]
    built: Built = []
    final = _item(grammar, match, last, None)
    model = final.high if isinstance(final, Between) else final
    for span in _items(match):
        built.append((span, _item(grammar, match, span, cast(Calendar, model))))
    return [*built, (last, final)]


def _items(match: Match) -> list[tuple[int, int]]:
    first, last = match.groups["items"]
    spans, start = [], first
    for i in range(first, last):
        if match.lexemes[i].cls == "COMMA":
            spans.append((start, i))
            start = i + 1
    return [*spans, (start, last)]


def _item(grammar: Grammar, match: Match, span: tuple[int, int], model: Calendar | None) -> Between | Calendar:
    first, last = span
    dashes = [i for i in range(first, last) if match.lexemes[i].cls in ("DASH", "TIGHT")]
    if dashes:
        high = _filled(_point(grammar, match, dashes[0] + 1, last), model)
        return Between(_filled(_point(grammar, match, first, dashes[0]), high), high)
    return _filled(_point(grammar, match, first, last), model)


def _filled(point: Point, model: Calendar | None) -> Calendar:
    spec = point if isinstance(point, Calendar) else Calendar()
    if model is None:
        return spec
    month = spec.month or (model.month if spec.day else None)
    return replace(spec, month=month, year=spec.year or (model.year if month else None))


def _span_years(_grammar: Grammar, match: Match) -> Built:
    spec = calendar_of(match)
    return [(_whole(match), Between(Calendar(year=spec.year), Calendar(year=YearRef(spec.year_to))))]


def _open(grammar: Grammar, match: Match) -> Built:
    mode = cast(OpenMode, match.rule.set.get("mode", "since"))
    first, last = match.groups["point"]
    if mode == "since" and (match.lexemes[first].cls == "HOLIDAY" or _congratulates(match)):
        return [((first, last), _point(grammar, match, first, last))]
    inner = grammar.point(match.lexemes, first, last)
    if inner is not None and inner.rule.build in ("between", "span_years"):
        return [((first, last), _spec(grammar, inner))]
    return [((first, last), Open(_point(grammar, match, first, last), mode))]


def _congratulates(match: Match) -> bool:
    """«поздравил с 9 Мая»: a holiday, not a beginning."""
    before = match.lexemes[max(0, match.first - 4) : match.first]
    return any(lexeme.text.startswith(("поздрав", "совпа")) for lexeme in before)


def _open_not(grammar: Grammar, match: Match) -> Built:
    later = match.lexemes[match.first + 1]
    first, last = match.groups["point"]
    mode: OpenMode = "until" if later.value == 1 else "not-before"
    return [((first, last), Open(_point(grammar, match, first, last), mode))]


def _amount(match: Match, amount: str, unit: str, half: str) -> tuple[Unit, float | None]:
    """The unit and how many of it; «полгода» is half a year; no number is one; vague is None."""
    if half in match.groups:
        extra = number_of(match.part(amount)) if amount in match.groups else 0.0
        value = match.part(half)[0].value
        return cast(Unit, value), (extra or 0.0) + 0.5
    lexeme = match.one(unit)
    value = lexeme.value if lexeme else "year"
    return cast(Unit, value), number_of(match.part(amount)) if amount in match.groups else 1.0


def _shift(_grammar: Grammar, match: Match) -> Built:
    if not match.groups.keys() & {"unit", "half"}:
        return []
    unit, amount = _amount(match, "amount", "unit", "half")
    sign = int(match.rule.set.get("sign", 1))
    anchor = match.rule.set.get("anchor", "either")
    if anchor == "either" and match.lexemes[match.first].text == "спустя":
        anchor = "previous"
    phrase = _text(match.lexemes[match.first : match.last])
    return [(_whole(match), Shift(unit, amount, sign, anchor, phrase))]  # type: ignore[arg-type]


def _shift_later(_grammar: Grammar, match: Match) -> Built:
    unit, amount = _amount(match, "amount", "unit", "half")
    later = match.one("later")
    sign = int(later.value) if later is not None and later.cls == "LATER" else 1
    return [(_whole(match), Shift(unit, amount, sign, "previous", _text(match.lexemes[match.first : match.last])))]


def _text(lexemes: Sequence[Lexeme]) -> str:
    return " ".join(lexeme.text for lexeme in lexemes)


def _deictic(_grammar: Grammar, match: Match) -> Built:
    word = match.one("deictic")
    days = int(word.value) if word else 0
    clock = clock_of(match.part("clock")) if "clock" in match.groups else None
    sign = -1 if days < 0 else 1
    spec = Shift("day", abs(days), sign, "publication", word.text if word else "", clock)
    return [(_whole(match), spec)]


def _today(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), Shift("day", 0, 1, "publication", "сегодня"))]


def _eve(grammar: Grammar, match: Match) -> Built:
    point = _point(grammar, match, *match.groups["point"])
    return [(_whole(match), replace(point, eve=True) if isinstance(point, Calendar) else point)]


def _vague(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), Vague())]


def _unit(_grammar: Grammar, match: Match) -> Built:
    lexeme = match.one("unit")
    unit = cast(Unit, lexeme.value if lexeme else "day")
    pointer = match.part("pointer")
    if lexeme is not None and pointer and _is_plural(lexeme):
        return [(_whole(match), Vague())]
    which: Which = which_of(pointer) if pointer else "this"
    part = cast(Part, part_lexeme.value) if (part_lexeme := match.one("part")) else None
    if "half" in match.groups:
        half = match.one("half")
        part = "first-half" if half and half.value == 1 else "second-half"
    clock = clock_of(match.part("clock")) if "clock" in match.groups else None
    return [(_whole(match), UnitRef(unit, which, part, clock))]


def _ordinal_unit(_grammar: Grammar, match: Match) -> Built:
    number, unit = match.one("number") or match.one("number1"), match.one("unit") or match.one("unit1")
    if number is None or unit is None:
        return []
    value = int(number.value)
    year = year_of(match.part("year") or match.part("year1"))
    if unit.cls == "CENT":
        sign = -1 if "era" in match.groups and match.part("era")[0].cls == "BC" else 1
        return [(_whole(match), Calendar(century=sign * value))]
    if unit.value == "quarter":
        return [(_whole(match), Calendar(year=year, quarter=value))]
    return [(_whole(match), Calendar(year=year, half=value))]


def _window(_grammar: Grammar, match: Match) -> Built:
    unit, amount = _amount(match, "amount", "unit", "half")
    pointer = match.one("pointer")
    sign = -1 if pointer is not None and pointer.value == "last" else 1
    return [(_whole(match), Window(unit, amount, sign))]


def _window_one(_grammar: Grammar, match: Match) -> Built:
    pointer, unit = match.one("pointer"), match.one("unit")
    if pointer is None or unit is None:
        return []
    sign = -1 if pointer.value == "last" else 1
    return [(_whole(match), Window(cast(Unit, unit.value), None if _is_plural(unit) else 1.0, sign))]


def _is_plural(unit: Lexeme) -> bool:
    return unit.cls in ("YWP", "LET") or unit.text in _PLURAL


_PLURAL = frozenset({"дни", "дней", "днях", "дням", "месяцы", "месяцев", "месяцах", "недели", "недель", "неделях",
                     "часы", "часов", "минуты", "минут", "десятилетия", "десятилетий", "века", "веков"})  # fmt: skip


def _first_units(_grammar: Grammar, match: Match) -> Built:
    late = "unit2" in match.groups
    unit = match.one("unit2" if late else "unit")
    year = match.part("year2" if late else "year")
    amount = number_of(match.part("amount2" if late else "amount"))
    ref = year_of(year) if year else YearRef(which="this")
    return [(_whole(match), Window(cast(Unit, unit.value if unit else "month"), amount, 0, ref))]


def _years_in_brackets(_grammar: Grammar, match: Match) -> Built:
    first, last = match.groups["items"]
    items = [i for i in range(first, last) if match.lexemes[i].cls == "Y4"]
    return [((i, i + 1), Calendar(year=YearRef(int(match.lexemes[i].value)))) for i in items]


def _these_years(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), TheseYears())]


def _elliptic_year(_grammar: Grammar, match: Match) -> Built:
    """«в прошлом —» means a year when the sentence has just spoken of one."""
    before = match.lexemes[max(0, match.first - 25) : match.first]
    if not any(a.cls in ("THIS", "CUR", "LAST", "NEXT") and b.cls == "YWS" for a, b in pairwise(before)):
        return []
    return [(_whole(match), UnitRef("year", which_of(match.part("pointer"))))]


def _duration(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), Duration(_unit_name(match)))]


def _recurrence(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), Recurrence(_unit_name(match)))]


def _unit_name(match: Match) -> Unit:
    lexeme = match.one("unit")
    value = lexeme.value if lexeme else "day"
    if lexeme is not None and lexeme.cls in ("WD", "WDX", "WDPL", "DAYPART", "NIGHT"):
        return "day"
    if lexeme is not None and lexeme.cls in ("SI", "SN"):
        return "season"
    return cast(Unit, value) if isinstance(value, str) else "month"


def _clock(_grammar: Grammar, match: Match) -> Built:
    return [(_whole(match), Calendar(clock=clock_of(match.part("clock"))))]


_POINTS = frozenset({"calendar", "iso", "shift", "shift_later", "deictic", "today", "unit", "ordinal_unit", "clock"})
_BUILDERS: dict[str, Callable[[Grammar, Match], Built]] = {
    "calendar": _calendar,
    "iso": _iso,
    "between": _between,
    "enumerate": _enumerate,
    "span_years": _span_years,
    "open": _open,
    "open_not": _open_not,
    "shift": _shift,
    "shift_later": _shift_later,
    "deictic": _deictic,
    "today": _today,
    "eve": _eve,
    "vague": _vague,
    "unit": _unit,
    "ordinal_unit": _ordinal_unit,
    "window": _window,
    "window_one": _window_one,
    "first_units": _first_units,
    "these_years": _these_years,
    "years_in_brackets": _years_in_brackets,
    "elliptic_year": _elliptic_year,
    "duration": _duration,
    "recurrence": _recurrence,
    "clock": _clock,
}
