"""Numbers in words: «две тысячи двадцать первом», «двадцать четвёртого», «тридцать пять»."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol, TypeVar

from letopis.times import resources


class Word(Protocol):
    """What composition reads of a lexeme."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def cls(self) -> str: ...
    @property
    def value(self) -> int | float | str: ...
    @property
    def text(self) -> str: ...


W = TypeVar("W", bound=Word)
NUMERAL = frozenset({"CARD", "THOUSAND", "FRACTION", "ORDW", "ORDPL"})


@cache
def numeral_words() -> dict[str, tuple[str, float]]:
    """Form to (class, value): classes CARD, THOUSAND, FRACTION, ORDW, ORDPL."""
    data = resources.numerals()
    table: dict[str, tuple[str, float]] = {}
    for value, forms in data.cardinals.items():
        table.update(dict.fromkeys(forms, ("CARD", value)))
    table.update(dict.fromkeys(data.thousand, ("THOUSAND", 1000)))
    for fraction, forms in data.fractions.items():
        table.update(dict.fromkeys(forms, ("FRACTION", fraction)))
    for value, forms in data.ordinal_forms.items():
        table.update(dict.fromkeys(forms, ("ORDW", value)))
    for value, stem in data.ordinal_stems.items():
        table.update({stem + ending: ("ORDW", value) for ending in data.endings})
        if 10 <= value <= 90 and value % 10 == 0:
            table.update({stem + ending: ("ORDPL", value) for ending in data.plural_endings})
    return table


def compose(words: Sequence[W], make: Callable[[int, int, str, int | float | str, str], W]) -> list[W]:
    """Replace each run of number words by one lexeme; what stands between stays as it is."""
    result: list[W] = []
    i = 0
    while i < len(words):
        if words[i].cls not in NUMERAL:
            result.append(words[i])
            i += 1
            continue
        length, cls, value = _run(words, i)
        part = words[i : i + length]
        result.append(make(part[0].start, part[-1].end, cls, value, " ".join(word.text for word in part)))
        i += length
    return result


def _run(words: Sequence[W], first: int) -> tuple[int, str, float]:
    """Length of the number that starts at `first`, its class and value. Magnitudes have to fall."""
    total, group, limit, i = 0.0, 0.0, 1000.0, first
    while i < len(words):
        cls, value = words[i].cls, float(words[i].value) if words[i].cls in NUMERAL else 0.0
        if cls == "THOUSAND" and total == 0:
            total, group, limit = (group or 1) * 1000, 0.0, 1000.0
        elif cls in ("ORDW", "ORDPL") and (value < limit or i == first):
            number = total + group + value
            return i + 1 - first, *_ordinal_class(cls, number)
        elif cls == "CARD" and value < limit:
            group += value
            limit = _next_limit(value)
        elif cls == "FRACTION" and i == first:
            return 1, "NUM", value
        else:
            break
        i += 1
    return max(i - first, 1), "NUM", total + group


def _next_limit(value: float) -> float:
    """After «двести» a number below 100 may follow, after «двадцать» one below 10, after a unit none."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 0


def _ordinal_class(cls: str, number: float) -> tuple[str, float]:
    if cls == "ORDPL":
        return ("DEC", number) if number < 100 or number >= 1000 else ("X", 0)
    if 1 <= number <= 31:
        return "OD", number
    return ("YO", number) if 1000 < number < 2200 else ("O2", number)
