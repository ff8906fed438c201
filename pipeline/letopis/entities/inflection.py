"""Inflection of one dictionary reading, by OpenCorpora grammemes, without building every form of the word."""

from functools import lru_cache
from typing import Any

from pymorphy2.units.by_analogy import KnownSuffixAnalyzer
from pymorphy2.units.by_lookup import DictionaryAnalyzer


def lexeme(form: Any) -> list[tuple[str, frozenset[str]]]:
    """Every form of the reading's lexeme with its grammemes."""
    analyzer = form.methods_stack[-1][0]
    return [(row[0], row[1].grammemes) for row in analyzer.get_lexeme(form)]


def inflected(form: Any, wanted: frozenset[str]) -> str | None:
    """The lexeme's form with all grammemes `wanted` («nomn», «plur»), nearest to the reading; None without one."""
    (analyzer, *place), *others = form.methods_stack
    plain = isinstance(analyzer, DictionaryAnalyzer) and all(
        isinstance(method[0], KnownSuffixAnalyzer) for method in others
    )
    if not plain:
        rows = lexeme(form)
        row = _nearest([tags for _, tags in rows], form.tag, wanted)
        return None if row is None else rows[row][0]
    dictionary, (_, paradigm, index) = analyzer.dict, place
    at = _place(dictionary, paradigm, form.tag, wanted)
    if at is None:
        return None
    prefix, suffix = _affixes(dictionary, paradigm)[at]
    return f"{prefix}{dictionary.build_stem(dictionary.paradigms[paradigm], index, form.word)}{suffix}"


def _nearest(rows: list[frozenset[str]], tag: Any, wanted: frozenset[str]) -> int | None:
    """The row with all grammemes `wanted` that shares most with the tag; the first of equals."""
    target = tag.updated_grammemes(set(wanted))

    def similarity(row: int) -> float:
        return len(target & rows[row]) - 0.1 * len(target ^ rows[row])

    return max((row for row, tags in enumerate(rows) if wanted <= tags), key=similarity, default=None)


@lru_cache(maxsize=20_000)
def _place(dictionary: Any, paradigm: int, tag: Any, wanted: frozenset[str]) -> int | None:
    """Where in a paradigm that form stands; the same for all words that decline alike."""
    return _nearest([row[1].grammemes for row in dictionary.build_paradigm_info(paradigm)], tag, wanted)


@lru_cache(maxsize=5_000)
def _affixes(dictionary: Any, paradigm: int) -> list[tuple[str, str]]:
    """Prefix and suffix of every form of a paradigm."""
    return [(prefix, suffix) for prefix, _, suffix in dictionary.build_paradigm_info(paradigm)]
