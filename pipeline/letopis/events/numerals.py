"""How many: number words and digits before a noun, as a closed interval with open ends where the text leaves them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import zip_longest

from pydantic import BaseModel, ConfigDict

from letopis.document import Amount, Token
from letopis.language.morphology import fold, lemmas
from letopis.tables import read_table

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
# «ни один», «несколько тысяч».
_NO_NUMBER = frozenset({"ни", "несколько"})
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")


class _Numerals(BaseModel):
    model_config = ConfigDict(frozen=True)
    values: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, int]
    of_people: frozenset[str]
    for_people: frozenset[str]
    among: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    approximate: tuple[str, ...]
    examples: tuple[dict[str, str | int | bool | None], ...]


@lru_cache(maxsize=1)
def numerals() -> _Numerals:
    """The table of resources/events/numerals.yaml; the tests run its examples."""
    path = files("letopis") / "resources" / "events" / "numerals.yaml"
    return read_table(path, _Numerals)


def amount(tokens: Sequence[Token]) -> Amount | None:
    """The figure that the tokens of a noun phrase state, or None when they state none.

    «более 20» is at least 20 (as the contract writes it), «не менее восьми» at least 8, «до 50» at most 50,
    «около ста» approximate.
    """
    return _amount(tuple([fold(token.text) for token in tokens]))


@lru_cache(maxsize=8192)
def _amount(words: tuple[str, ...]) -> Amount | None:
    spoken = " ".join(words)
    if not _NO_NUMBER.isdisjoint(words):
        return None
    interval = _interval(words, spoken)
    if interval is None:
        return None
    low, high = interval
    table = numerals()
    if high is None and "до" in words:  # «до сотни жителей»
        return Amount(None, low)
    if low == high:
        negated = "не" in words
        if any(f" {cue} " in f" {spoken} " for cue in table.at_most) and not (negated and _has(words, ("менее",))):
            return Amount(None, high)
        if any(f" {cue} " in f" {spoken} " for cue in table.at_least):
            return Amount(low, None)
    return Amount(low, high, approximate=_has(words, table.approximate))


def _has(words: Sequence[str], cues: Sequence[str]) -> bool:
    return any(cue in words for cue in cues)


def _interval(words: tuple[str, ...], spoken: str) -> tuple[int, int | None] | None:
    match = _RANGE.search(spoken)
    if match:
        return int(match.group(1)), int(match.group(2))
    if "от" in words and "до" in words[words.index("от") :]:
        cut = words.index("до", words.index("от"))
        low, high = _number(words[:cut]), _number(words[cut:])
        if low is not None and high is not None and low < (first := _number(words[cut : cut + 2]) or 0) < high:
            low = round(low * high / first)  # «от 5 до 7 тысяч»
        return (low, high) if low is not None and high is not None else None
    for word in words:
        pair = _hyphenated(word)
        if pair:
            return pair
    number = None if any(map(_tens_of, words, words[1:])) else _number(words)
    if number is not None:
        return number, number
    for word, behind in zip_longest(words, words[1:], fillvalue=""):
        low = _vague(word)
        if low is not None:
            return round(low * (_tens_of(word, behind) or 1)), None
    return None


def _vague(word: str) -> int | None:
    return next((n for lemma, n in numerals().vague.items() if _plural(word) and lemma in lemmas(word)), None)


def _tens_of(word: str, behind: str) -> float | None:
    """The multiplier behind an unknown number of tens or more: «десятки тысяч»."""
    return _lookup(behind, numerals().multipliers) if behind and _vague(word) is not None else None


def _hyphenated(word: str) -> tuple[int, int] | None:
    left, mark, right = word.partition("-")
    if not mark:
        return None
    low, high = _number([left]), _number([right])
    return (low, high) if low is not None and high is not None else None


def _plural(word: str) -> bool:
    return word.endswith(("и", "ов", "ы", "ам", "ами", "ах", "ен"))


def _number(words: Sequence[str]) -> int | None:
    """Digits and number words added up, multipliers applied; None when there is no number."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        value = _value(word)
        if value is not None:
            # «1 250» is one number whose thousands are set apart by a space.
            joins = word.isdigit() and len(word) == 3 and 0 < current < 1000 and seen
            current = current * 1000 + value if joins else current + value
            seen = True
        else:
            factor = _lookup(word, numerals().multipliers)
            if factor is not None and (seen or not _plural(word) or _has(words, numerals().approximate)):
                total, current, seen = total + (current or 1) * factor, 0.0, True
    return round(total + current) if seen else None


def _value(word: str) -> float | None:
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", "."))
    return _lookup(word, numerals().values)


@lru_cache(maxsize=8192)
def _lookup_lemmas(word: str) -> frozenset[str]:
    return lemmas(word.rstrip("."))


def _lookup(word: str, table: dict[str, float]) -> float | None:
    known = [lemma for lemma in _lookup_lemmas(word) if lemma in table]
    return table[min(known)] if known else None
