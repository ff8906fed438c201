"""Inflection of one dictionary reading, by OpenCorpora grammemes, without building every form of the word."""

from functools import lru_cache
from typing import Any

from pymorphy2.units.by_analogy import KnownSuffixAnalyzer
from pymorphy2.units.by_lookup import DictionaryAnalyzer

from letopis.language.morphology import vocabulary

# Letters of an abbreviation or of somebody's initials at most.
_SHORT = 2


def entries(word: str) -> list[Any]:
    """The dictionary's readings of a word, or its guesses, the likeliest first.

    Capitals tell something of initials and of Latin letters only: all other words are asked for as the tagger was.
    """
    lower = word.lower()
    plain = len(word) > _SHORT and word.isalpha() and lower[0] >= "а"
    found: list[Any] = vocabulary().parse(lower if plain else word)
    return found


def forms_with(form: Any, wanted: frozenset[str]) -> list[str]:
    """The lexeme's forms with all grammemes `wanted` («nomn», «plur»), in the dictionary's order."""
    if not _is_plain(form):
        return [word for word, tags in _lexeme(form) if wanted <= tags]
    analyzer, _, paradigm, index = form.methods_stack[0]
    stem = _stem(analyzer.dict, paradigm, index, form.word)
    return [f"{prefix}{stem}{suffix}" for prefix, suffix, tags in _rows(analyzer.dict, paradigm) if wanted <= tags]


def inflected(form: Any, wanted: frozenset[str]) -> str | None:
    """The one of these forms that is nearest to the reading; None without any."""
    if not _is_plain(form):
        rows = _lexeme(form)
        row = _nearest([tags for _, tags in rows], form.tag, wanted)
        return None if row is None else rows[row][0]
    analyzer, _, paradigm, index = form.methods_stack[0]
    ends = _wanted(analyzer.dict, paradigm, index, wanted)
    return None if ends is None else f"{ends[0]}{_stem(analyzer.dict, paradigm, index, form.word)}{ends[1]}"


def _is_plain(form: Any) -> bool:
    """Whether the form is the dictionary's, or guessed by its ending from one of the dictionary's."""
    (analyzer, *_), *others = form.methods_stack
    return isinstance(analyzer, DictionaryAnalyzer) and all(
        isinstance(method[0], KnownSuffixAnalyzer) for method in others
    )


def _stem(dictionary: Any, paradigm: int, index: int, word: str) -> str:
    """What the word has between prefix and suffix."""
    prefix, suffix, _ = _rows(dictionary, paradigm)[index]
    return word[len(prefix) : len(word) - len(suffix)]


def _lexeme(form: Any) -> list[tuple[str, frozenset[str]]]:
    """Every form of the reading's lexeme with its grammemes."""
    analyzer = form.methods_stack[-1][0]
    return [(row[0], row[1].grammemes) for row in analyzer.get_lexeme(form)]


def _nearest(rows: list[frozenset[str]], tag: Any, wanted: frozenset[str]) -> int | None:
    """The row with all grammemes `wanted` that shares most with the tag; the first of equals."""
    target = tag.updated_grammemes(set(wanted))

    def similarity(row: int) -> float:
        return len(target & rows[row]) - 0.1 * len(target ^ rows[row])

    return max((row for row, tags in enumerate(rows) if wanted <= tags), key=similarity, default=None)


@lru_cache(maxsize=20_000)
def _wanted(dictionary: Any, paradigm: int, index: int, wanted: frozenset[str]) -> tuple[str, str] | None:
    """Prefix and suffix of that form for the form at `index` of a paradigm, the same for all words so declined."""
    rows = _rows(dictionary, paradigm)
    at = _nearest([tags for _, _, tags in rows], dictionary.build_tag_info(paradigm, index), wanted)
    return None if at is None else rows[at][:2]


@lru_cache(maxsize=5_000)
def _rows(dictionary: Any, paradigm: int) -> list[tuple[str, str, frozenset[str]]]:
    """Prefix, suffix and grammemes of every form of a paradigm."""
    return [(prefix, suffix, tag.grammemes) for prefix, tag, suffix in dictionary.build_paradigm_info(paradigm)]
