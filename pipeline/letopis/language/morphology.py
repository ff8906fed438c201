"""The dictionary of Russian word forms (pymorphy2 through natasha): lemmas, parses, inflection.

`fold` is the one way in which words are compared anywhere in the package.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from typing import Any, NamedTuple

import pymorphy2.analyzer
import pymorphy2.shapes

# Plurals that are words of their own: the reading nearest by features is the other noun's plural.
_PLURALS = {"выбор": "выборы", "род": "роды"}
# What natasha compares when it chooses a lemma, and the parts of speech that it does not tell apart.
_COMPARED = frozenset({"Case", "Gender", "Number", "Aspect", "NumForm", "Person", "Tense", "Variant"})
_LIKE_POS = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
_NAMED = frozenset({"Surn", "Name", "Patr", "Geox"})
CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


class Parse(NamedTuple):
    """One reading of a word form. `tags` are OpenCorpora grammemes (`Surn`, `Name`, `Geox`, `Fixd`, ...)."""

    lemma: str
    pos: str
    feats: dict[str, str]
    tags: frozenset[str]
    score: float
    known: bool


def fold(word: str) -> str:
    """Lower case, ё as е: «Пётр» and «ПЕТР» compare equal."""
    return word.lower().replace("ё", "е")


def _entry_points(group: str, name: str | None = None) -> Any:
    found = metadata.entry_points(group=group)
    return found.select(name=name) if name else found


# pymorphy2 looks for its dictionary through pkg_resources, which a machine without setuptools lacks.
pymorphy2.analyzer._iter_entry_points = _entry_points


def _is_latin_letter(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")


# pymorphy2's own raises ValueError on letters that Unicode gives no name (𗀀).
pymorphy2.shapes.is_latin_char = _is_latin_letter


@lru_cache(maxsize=1)
def vocabulary() -> Any:
    """natasha's MorphVocab, one a process: it pickles and does not unpickle."""
    from letopis.language.vocabulary import Vocabulary

    return Vocabulary()


def compared(pos: str, feats: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """What of a reading, in UD values, counts when a lemma is chosen: the more it shares with a form the better."""
    return frozenset([("", _LIKE_POS.get(pos, pos)), *(pair for pair in feats.items() if pair[0] in _COMPARED)])


def lemmatize(word: str, pos: str, feats: dict[str, str], told: frozenset[tuple[str, str]] | None = None) -> str:
    """The dictionary form that agrees best with the tagger's reading, as natasha chooses it; folded.

    `told` is what `compared` makes of the reading, where it is at hand.
    """
    lemma = fold(word)
    forms = vocabulary().parse(lemma)
    own = next((form for form in forms if form.pos == pos and form.feats == feats), None)
    best = own or _likest(forms, compared(pos, feats) if told is None else told)
    lemma = lemma if best is None else fold(best.normal_form)
    return _PLURALS.get(lemma, lemma) if feats.get("Number") == "Plur" else lemma


def _likest(forms: Sequence[Any], told: frozenset[tuple[str, str]]) -> Any:
    """The first of the readings that share most with the tagger's, None where none shares anything."""
    best, most = None, 0
    for form in forms:
        shared = len(form.told & told)
        if shared > most:
            best, most = form, shared
    return best


@lru_cache(maxsize=10_000)  # 2 KB each
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a form, the likeliest first. Gender, number and case are UD values."""
    return tuple(
        Parse(
            fold(form.normal_form),
            form.pos,
            form.feats,
            frozenset(form.tag.grammemes),
            form.score,
            form.is_known,
        )
        for form in vocabulary().parse(word)
    )


@lru_cache(maxsize=20_000)
def verb_without_case(word: str) -> Parse | None:
    """The likeliest reading where the dictionary knows the word as a verb form without case only, else None.

    Finite forms, infinitives, gerunds, short participles; «пострадавших» may stand for a noun, «печь» be one.
    """
    forms = vocabulary().parse(word)
    if all(form.is_known and form.pos == "VERB" and "Case" not in form.feats for form in forms):
        return parses(word)[0]
    return None


@lru_cache(maxsize=20_000)
def noun_only(word: str, case: str | None = None) -> Parse | None:
    """The likeliest reading where the dictionary knows the word as a noun only, one of the case before others."""
    readings = parses(word)
    if not all(each.known and each.pos == "NOUN" for each in readings):
        return None
    return next((each for each in readings if case is not None and each.feats.get("Case") == case), readings[0])


@lru_cache(maxsize=20_000)
def nominative_noun(word: str, gender: str) -> Parse | None:
    """The word as the nominative singular of a common noun of the gender (UD value), if it can be one."""
    wanted = {"Case": "Nom", "Number": "Sing", "Gender": gender}
    likely = (each for each in parses(word) if each.known and each.pos == "NOUN" and _NAMED.isdisjoint(each.tags))
    return next((each for each in likely if wanted.items() <= each.feats.items()), None)


@lru_cache(maxsize=20_000)
def short_participle(word: str) -> Parse | None:
    """The word as a short passive participle («открыто»), if it can be one."""
    forms = [each for each in parses(word) if each.known and each.feats.get("VerbForm") == "Part"]
    return next((each for each in forms if "Case" not in each.feats), None)


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that the word can be of."""
    return frozenset([fold(word), *[fold(form.normal_form) for form in vocabulary().parse(word)]])


@lru_cache(maxsize=20_000)
def inflect(word: str, case: str, number: str | None = None, tag: str | None = None) -> str | None:
    """The word in another case (UD value), keeping its letter case; `tag` picks the reading, e.g. `Surn`.

    None when the dictionary has no such form.
    """
    forms = vocabulary().parse(word)
    if tag is not None:
        forms = [form for form in forms if tag in form.tag.grammemes] or forms
    grams = [case] if number is None else [case, number]
    for form in forms:
        changed = form.inflect(grams)
        if changed is not None:
            return like(word, changed.word)
    return None


def like(model: str, word: str) -> str:
    """`word` in the letter case of `model`: upper, capitalised (each part of a hyphenated word), or as it is."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    parts, shapes = word.split("-"), model.split("-")
    if len(parts) != len(shapes):
        return word[:1].upper() + word[1:] if model[:1].isupper() else word
    return "-".join(p[:1].upper() + p[1:] if s[:1].isupper() else p for p, s in zip(parts, shapes, strict=True))


def nominative(word: str, feats: dict[str, str]) -> str:
    """The word in the nominative of its own number and gender, by the reading nearest to `feats`.

    Words that the dictionary cannot inflect come back as they are.
    """
    if feats.get("Case") == "Nom":
        return word
    best = _nearest(word, feats)
    if best is None:
        return word
    grams = ["Nom"] + ([feats["Number"]] if "Number" in feats else [])
    changed = best.inflect(grams)
    return like(word, changed.word) if changed is not None else word


def _nearest(word: str, feats: dict[str, str]) -> Any:
    """The dictionary reading that shares most features with the tagger's; ties go to the likelier."""
    wanted = ("Case", "Number", "Gender", "Animacy")
    forms = vocabulary().parse(word)

    def agreement(form: Any) -> int:
        return sum(form.feats.get(key) == feats.get(key) for key in wanted if key in feats)

    return max(forms, key=agreement, default=None)
