"""Reads the named parts of a match: years, months, days, clocks, amounts, pointing words."""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from letopis.times.grammar import Match
from letopis.times.lexer import Lexeme
from letopis.times.specs import Calendar, Clock, Part, Which, YearRef

_AFTERNOON = frozenset({"дня", "вечера"})


def number_of(lexemes: Sequence[Lexeme]) -> float | None:
    """An amount; of «пять-шесть» the smaller; None when it is vague («несколько»)."""
    for lexeme in lexemes:
        if lexeme.cls in ("DD", "NN", "NUM", "DCM", "OD", "PAIR", "Y4"):
            return float(lexeme.value) + (0.5 if any(x.cls == "HALFNOUN" for x in lexemes) else 0.0)
    return None


def which_of(lexemes: Sequence[Lexeme]) -> Which:
    """What a pointing word points at; «тот же», «этот же», «тот» are the time spoken of before."""
    if len(lexemes) > 1 and lexemes[1].cls == "ZHE":
        return "same"
    if lexemes[0].cls == "NEARN":
        return "near"
    return cast(Which, lexemes[0].value)


def year_of(lexemes: Sequence[Lexeme]) -> YearRef | None:
    """A year: absolute, of two digits, before the common era, or by a pointing word."""
    before_era = any(lexeme.cls == "BC" for lexeme in lexemes)
    for lexeme in lexemes:
        if lexeme.cls in ("Y4", "YO", "NN", "DD", "OD", "DG", "O2", "YY"):
            value = int(lexeme.value)
            if before_era:
                return YearRef(1 - value)
            era = any(other.cls == "AD" for other in lexemes)
            return YearRef(value, short=value < 100 and not era)
    if lexemes and lexemes[0].cls == "RELY":
        return YearRef(which="this")
    return YearRef(which=which_of(lexemes)) if lexemes else None


def clock_of(lexemes: Sequence[Lexeme]) -> Clock | None:
    """A time of day: «22:15», «18 часов», «два часа дня», «9 утра», «полдень»; with a zone where one is named."""
    zone = next((str(x.value) for x in lexemes if x.cls == "ZONE"), "")
    tail = next((x.text for x in lexemes if x.cls in ("DPGEN", "DNYA")), "")
    numbers = [x for x in lexemes if x.cls in ("CLOCK", "HM", "NOON", "DD", "NN", "NUM")]
    if not numbers:
        return None
    hour, minute = _hour_minute(numbers)
    if tail in _AFTERNOON and hour < 12:
        hour += 12
    if hour == 24:
        hour = 0
    return Clock(hour, minute, zone or None) if 0 <= hour < 24 and 0 <= minute < 60 else None


def _hour_minute(numbers: Sequence[Lexeme]) -> tuple[int, int]:
    first = numbers[0]
    if first.cls in ("CLOCK", "HM"):
        parts = str(first.value).split(":")
        return int(parts[0]), int(parts[1])
    return int(float(first.value)), int(float(numbers[1].value)) if len(numbers) > 1 else 0


def calendar_of(match: Match) -> Calendar:
    """All the named parts of a match together."""
    heads = {name: match.lexemes[first] for name, (first, last) in match.groups.items() if first < last}
    year, year_to = year_of(match.part("year")) if "year" in heads else None, None
    month, day = _int(heads, "month"), _int(heads, "day")
    if "numeric" in heads:
        day, month, year = _numeric(str(heads["numeric"].value))
    feast = None
    if "holiday" in heads:
        month, day, feast = _holiday(str(heads["holiday"].value))
    if "span" in heads:
        year, year_to = _span(str(heads["span"].value))
    return Calendar(
        year=year,
        month=month,
        day=day,
        weekday=_int(heads, "weekday"),
        season=_int(heads, "season"),
        decade=_int(heads, "decade"),
        century=_century(heads),
        which=which_of(match.part("pointer")) if "pointer" in heads else None,
        part=_part(heads),
        clock=clock_of(match.part("clock")) if "clock" in heads else None,
        year_to=year_to,
        feast=feast,
    )


def _holiday(value: str) -> tuple[int | None, int | None, int | None]:
    """Month and day, or days from Easter."""
    if value.startswith("easter"):
        return None, None, int(value.removeprefix("easter"))
    month, day = value.split("-")
    return int(month), int(day), None


def _int(heads: Mapping[str, Lexeme], name: str) -> int | None:
    return int(heads[name].value) if name in heads else None


def _numeric(text: str) -> tuple[int, int, YearRef]:
    day, month, year = (int(part) for part in re.split(r"[./]", text))
    return day, month, YearRef(year, short=year < 100)


def _span(text: str) -> tuple[YearRef, int]:
    first, second = text.split("/")
    return YearRef(int(first)), int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)


def _century(heads: Mapping[str, Lexeme]) -> int | None:
    lexeme = heads.get("century")
    if lexeme is None:
        return None
    if lexeme.cls == "LAST":
        return 20
    if not isinstance(lexeme.value, int | float):
        return None
    era = heads.get("era")
    return -int(lexeme.value) if era is not None and era.cls == "BC" else int(lexeme.value)


def _part(heads: Mapping[str, Lexeme]) -> Part | None:
    if "part" in heads:
        return cast(Part, heads["part"].value)
    if "halfpart" not in heads:
        return None
    return "first-half" if heads["halfpart"].value == 1 else "second-half"
