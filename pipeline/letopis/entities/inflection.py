"""Inflection of one dictionary reading, by OpenCorpora grammemes, without building every form of the word."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pymorphy2.units.by_analogy import KnownPrefixAnalyzer, KnownSuffixAnalyzer, UnknownPrefixAnalyzer
from pymorphy2.units.by_lookup import DictionaryAnalyzer

from letopis.document import Token
from letopis.language.morphology import fold, vocabulary

# UD values as the dictionary has them.
_GRAMMEMES = {"Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut"}
_GUESSERS = (KnownSuffixAnalyzer, KnownPrefixAnalyzer, UnknownPrefixAnalyzer)
# «Заводской» has an old twin in -ский in the dictionary, and shares all cases but the nominative with it.
_OLD_TWINS = frozenset({"донский", "заводский", "ямский"})
_OF_TWINS = tuple(sorted(twin.removesuffix("ий") for twin in _OLD_TWINS))
# Letters of an abbreviation or of somebody's initials at most.
_SHORT = 2


def entries(word: str) -> list[Any]:
    """The dictionary's readings of a word, or its guesses, the likeliest first.

    Capitals tell something of initials and of Latin letters only: all other words are asked for as the tagger was.
    """
    lower = word.lower()
    plain = len(word) > _SHORT and word.isalpha() and lower[0] >= "а"
    found: list[Any] = vocabulary().parse(lower if plain else word)
    if lower.startswith(_OF_TWINS):
        return [form for form in found if form.normal_form not in _OLD_TWINS]
    return found


@lru_cache(maxsize=4_000)
def known_entries(word: str) -> Sequence[Any]:
    """Those of them that the dictionary has, which has no words in Latin letters."""
    return [] if word[:1].isascii() and word[:1].isalpha() else [form for form in entries(word) if form.is_known]


@lru_cache(maxsize=4_000)
def is_only_plural(word: str) -> bool:
    """No singular of the dictionary has that form: «Президенты», which taggers take for a woman in front."""
    forms = known_entries(word)
    return bool(forms) and all(form.feats.get("Number") == "Plur" for form in forms)


def is_plural(token: Token) -> bool:
    """By its tags, or as no singular has its form."""
    return token.feats.get("Number") == "Plur" or is_only_plural(token.text)


def only_case(word: str) -> str | None:
    """The case (UD value) that all of the dictionary's readings have."""
    cases = {form.feats.get("Case") for form in known_entries(word)}
    return cases.pop() if len(cases) == 1 else None


@lru_cache(maxsize=1_000)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that the word can be of, folded, and the word itself."""
    return frozenset({fold(form.normal_form) for form in entries(word)} | {fold(word)})


def in_nominative(form: Any, *feats: str) -> str | None:
    """The reading in the nominative of that number and gender (UD values); None where its lexeme has no such form."""
    return inflected(form, _wanted_of(feats))


@lru_cache(maxsize=100)
def _wanted_of(feats: tuple[str, ...]) -> frozenset[str]:
    return frozenset({"nomn", *(_GRAMMEMES[value] for value in feats)})


def forms_with(form: Any, wanted: frozenset[str]) -> list[str]:
    """The lexeme's forms with all grammemes `wanted` («nomn», «plur»), in the dictionary's order."""
    if not _is_plain(form):
        return [word for word, tags in _lexeme(form) if wanted <= tags]
    analyzer, _, paradigm, index = form.methods_stack[0]
    rows, word = _rows(analyzer.dict, paradigm), form.word
    stem = word[len(rows[index][0]) : len(word) - len(rows[index][1])]
    return [f"{prefix}{stem}{suffix}" for prefix, suffix, tags in rows if wanted <= tags]


def inflected(form: Any, wanted: frozenset[str]) -> str | None:
    """The one of these forms that is nearest to the reading; None without any."""
    if not _is_plain(form):
        rows = _lexeme(form)
        row = _nearest([tags for _, tags in rows], form.tag, wanted)
        return None if row is None else rows[row][0]
    analyzer, _, paradigm, index = form.methods_stack[0]
    change = _change(analyzer.dict, paradigm, index, wanted)
    if change is None:
        return None
    word, (front, back, prefix, suffix) = form.word, change
    return f"{prefix}{word[front : len(word) - back]}{suffix}"


def _is_plain(form: Any) -> bool:
    """Whether the form is the dictionary's, or guessed from one of its forms by the ending or without a prefix."""
    first, *others = form.methods_stack
    if not isinstance(first[0], DictionaryAnalyzer):
        return False
    if all(isinstance(method[0], KnownSuffixAnalyzer) for method in others):
        return True
    guessed = all(isinstance(method[0], _GUESSERS) for method in others)
    return guessed and not any(prefix for prefix, _, _ in _rows(first[0].dict, first[2]))


def _lexeme(form: Any) -> list[tuple[str, frozenset[str]]]:
    """Every form of the reading's lexeme with its grammemes."""
    analyzer = form.methods_stack[-1][0]
    return [(row[0], row[1].grammemes) for row in analyzer.get_lexeme(form)]


def _nearest(rows: list[frozenset[str]], tag: Any, wanted: frozenset[str]) -> int | None:
    """The row with all grammemes `wanted` that shares most with the tag; the first of equals."""
    fitting = [row for row, tags in enumerate(rows) if wanted <= tags]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    target = tag.updated_grammemes(set(wanted))

    def similarity(row: int) -> float:
        return len(target & rows[row]) - 0.1 * len(target ^ rows[row])

    return max(fitting, key=similarity)


@lru_cache(maxsize=20_000)
def _change(dictionary: Any, paradigm: int, index: int, wanted: frozenset[str]) -> tuple[int, int, str, str] | None:
    """What makes that form of the one at `index` of a paradigm, in all words so declined.

    How many letters are cut off at both ends, and what stands there instead.
    """
    rows = _rows(dictionary, paradigm)
    at = _nearest([tags for _, _, tags in rows], dictionary.build_tag_info(paradigm, index), wanted)
    prefix, suffix, _ = rows[index]
    return None if at is None else (len(prefix), len(suffix), rows[at][0], rows[at][1])


@lru_cache(maxsize=5_000)
def _rows(dictionary: Any, paradigm: int) -> list[tuple[str, str, frozenset[str]]]:
    """Prefix, suffix and grammemes of every form of a paradigm."""
    numbers = dictionary.paradigms[paradigm]
    size = len(numbers) // 3  # numbers of suffixes, then of tags, then of prefixes
    rows = zip(numbers[:size], numbers[size : 2 * size], numbers[2 * size :], strict=True)
    prefixes, suffixes, tags = dictionary.paradigm_prefixes, dictionary.suffixes, dictionary.gramtab
    return [(prefixes[prefix], suffixes[suffix], tags[tag].grammemes) for suffix, tag, prefix in rows]
