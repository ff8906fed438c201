"""From a match of the grammar to what it says; expressions made of others (ranges, lists, open ends) are here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from letopis.document import TimeKind
from letopis.times.builders import BUILDERS, Built, whole
from letopis.times.grammar import Grammar, Match
from letopis.times.specs import (
    Between,
    Calendar,
    Duration,
    Open,
    OpenMode,
    Point,
    Recurrence,
    Shift,
    Spec,
    UnitRef,
    YearRef,
)

# What is known on a day, not for it.
_AS_OF = ("состояни", "данн", "итог")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at [start, end) of the document's text and what it says; `rule` found it.

    `attributive`: it describes a noun («апрельский саммит»), so that the verb's tense says nothing of it. `scheduled`:
    it looks ahead («на 16 мая», «к лету»), `onto`: behind «на».
    """

    start: int
    end: int
    spec: Spec
    kind: TimeKind
    rule: str
    approximate: bool
    scheduled: bool
    attributive: bool = False
    onto: bool = False


def build(grammar: Grammar, match: Match) -> list[Found]:
    """Everything a match says; an enumeration says several times."""
    return [_found(match, span, spec) for span, spec in _built(grammar, match)]


def _built(grammar: Grammar, match: Match) -> Built:
    name = match.rule.build or ""
    return BUILDERS[name](match) if name in BUILDERS else COMPOUNDS[name](grammar, match)


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
    attributive = bool(match.rule.set.get("attributive"))
    approximate, scheduled = _approximate(match, first), not attributive and _scheduled(match, first)
    return Found(start, end, spec, kind, match.rule.name, approximate, scheduled, attributive, _onto(match, first))


_DATED = (Calendar, UnitRef)


def _clocked(spec: Spec) -> bool:
    if isinstance(spec, Between):
        return _clocked(spec.low) or _clocked(spec.high)
    if isinstance(spec, Open):
        return _clocked(spec.point)
    if isinstance(spec, Shift):
        return spec.clock is not None or spec.unit in ("hour", "minute", "second")
    return isinstance(spec, _DATED) and spec.clock is not None


def _approximate(match: Match, first: int) -> bool:
    """«Около», «примерно» before the expression, one preposition between at most; «пара» inside it; «лет пять»."""
    last = match.lexemes[first - 1].cls if first else "X"
    near = last == "APPROX" or (last != "X" and first > 1 and match.lexemes[first - 2].cls == "APPROX")
    said = any(x.cls in ("APPROX", "PAIR") for x in match.lexemes[first : match.last])
    return near or said or bool(match.rule.set.get("approximate"))


def _scheduled(match: Match, first: int) -> bool:
    """«на 16 мая», «к лету», «перенесли с мая на июль»: the preposition looks ahead."""
    if match.rule.set.get("scheduled") or (match.rule.build == "open" and _moves(match)):
        return True
    return first > 0 and match.lexemes[first - 1].cls in ("NA", "K")


def _onto(match: Match, first: int) -> bool:
    """«созвали на вторник», not «по состоянию на вторник»."""
    if first == 0 or match.lexemes[first - 1].cls != "NA":
        return False
    return first == 1 or not match.lexemes[first - 2].text.lower().startswith(_AS_OF)


def _point(grammar: Grammar, match: Match, first: int, last: int) -> Point:
    """The point inside a larger expression; a bare number is a day or a year."""
    inner = grammar.point(match.lexemes, first, last)
    if inner is not None and inner.rule.build in _POINTS:
        spec = _spec(grammar, inner)
        return spec.low if isinstance(spec, Between) else cast(Point, spec)
    lexeme = match.lexemes[first]
    if lexeme.cls in ("Y4", "YO", "YY"):
        return Calendar(year=YearRef(int(lexeme.value), short=lexeme.cls == "YY"))
    short = match.lexemes[last - 1].cls in ("YWS", "YWP") or match.rule.set.get("short")
    if lexeme.cls in ("DD", "NN") and short:
        return Calendar(year=YearRef(int(lexeme.value), short=True))
    if lexeme.cls in ("DD", "OD", "DG"):
        month = match.lexemes[last - 1]
        return Calendar(day=int(lexeme.value), month=int(month.value) if month.cls in _MONTHS else None)
    return Calendar(decade=int(lexeme.value)) if lexeme.cls == "DEC" else Calendar()


def _spec(grammar: Grammar, match: Match) -> Spec:
    """What an inner match says; nothing on the calendar when it says nothing («пять назад»)."""
    built = _built(grammar, match)
    return built[0][1] if built else Calendar()


_MONTHS = ("MG", "MA", "MN", "MP")


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
    return [(whole(match), Between(*_completed(low, high)))]


def _completed(low: Point, high: Point) -> tuple[Point, Point]:
    """Each end takes from the other what the text says once: «с 1 по 5 мая 2024 года»."""
    if not isinstance(low, Calendar) or not isinstance(high, Calendar):
        return low, high
    if high.year and high.year.short and low.year and low.year.value:
        value = low.year.value // 100 * 100 + (high.year.value or 0)
        high = replace(high, year=YearRef(value if value >= low.year.value else value + 100))
    if low.century and high.century and high.century < 0 < low.century:
        low = replace(low, century=-low.century)
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
    dashes = [i for i in range(first, last) if match.lexemes[i].cls in ("DASH", "TIGHT", "PO")]
    if dashes:
        high = _filled(_point(grammar, match, dashes[0] + 1, last), model)
        low = first + (match.lexemes[first].cls == "S")
        return Between(_filled(_point(grammar, match, low, dashes[0]), high), high)
    return _filled(_point(grammar, match, first, last), model)


def _filled(point: Point, model: Calendar | None) -> Calendar:
    spec = point if isinstance(point, Calendar) else Calendar()
    if model is None:
        return spec
    month = spec.month or (model.month if spec.day else None)
    return replace(spec, month=month, year=spec.year or (model.year if month else None))


# «До Нового года» the old one still lasts.
_NEW_YEAR = "01-01"


def _open(grammar: Grammar, match: Match) -> Built:
    mode = cast(OpenMode, match.rule.set.get("mode", "since"))
    first, last = match.groups["point"]
    if mode == "since" and (match.lexemes[first].cls == "HOLIDAY" or _congratulates(match) or _moves(match)):
        return [((first, last), _point(grammar, match, first, last))]
    inner = grammar.point(match.lexemes, first, last)
    if inner is not None and inner.rule.build in ("between", "span_years"):
        return [((first, last), _spec(grammar, inner))]
    point = _point(grammar, match, first, last)
    if mode == "until" and match.lexemes[first].value == _NEW_YEAR and isinstance(point, Calendar):
        point = replace(point, eve=True)
    return [((first, last), Open(point, mode))]


def _moves(match: Match) -> bool:
    """«слушания отложены с 14 ноября на 9 января»: what was to be then."""
    behind = match.lexemes[match.last : match.last + 2]
    return len(behind) > 1 and behind[0].cls == "NA" and behind[1].cls in _DATES


_DATES = frozenset({"DD", "OD", "DG", "WD", "MG", "MA", "MN", "MP"})


def _congratulates(match: Match) -> bool:
    """«поздравил с 9 Мая»: a holiday, not a beginning."""
    before = match.lexemes[max(0, match.first - 4) : match.first]
    return any(lexeme.text.startswith(("поздрав", "совпа")) for lexeme in before)


def _open_not(grammar: Grammar, match: Match) -> Built:
    later = match.lexemes[match.first + 1]
    first, last = match.groups["point"]
    mode: OpenMode = "until" if later.value == 1 else "not-before"
    return [((first, last), Open(_point(grammar, match, first, last), mode))]


def _eve(grammar: Grammar, match: Match) -> Built:
    point = _point(grammar, match, *match.groups["point"])
    return [(whole(match), replace(point, eve=True) if isinstance(point, Calendar) else point)]


_POINTS = frozenset({"calendar", "iso", "shift", "shift_later", "deictic", "today", "unit", "ordinal_unit", "clock"})
COMPOUNDS: dict[str, Callable[[Grammar, Match], Built]] = {
    "between": _between,
    "enumerate": _enumerate,
    "open": _open,
    "open_not": _open_not,
    "eve": _eve,
}
