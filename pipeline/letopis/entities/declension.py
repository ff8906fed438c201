"""What one inflected word of a person's name can be the form of: by the dictionary and by paradigms.

Every reading is (nominative, gender, case, weight). None is thrown away here: one mention rarely
tells «Жапарова» the man in the genitive from «Жапарова» the woman; all mentions together do (people.py).
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from natasha.data import FIRST, load_dict
from pydantic import field_validator

from letopis.entities.inflection import entries, inflected, known_entries
from letopis.entities.lexicon import Strict, load
from letopis.language.morphology import CASES, fold, like, vocabulary

GENDERS = ("Masc", "Fem", "Plur")
CELLS = tuple((gender, case) for gender in GENDERS for case in CASES)
# The least weight of a reading that the dictionary has as a name.
KNOWN = 1.6
_UNCHANGED = 0.2
# The same for endings that only surnames in an oblique case have («Жапаровой»), and for men's names in a
# consonant, which do decline.
_DECLINES = -0.6
# Surnames that are common words: a noun, an adjective; «Мозговым» is of «Мозговой» rather than of «Мозгов».
_NOUN, _ADJECTIVE = 0.95, 1.05
# What it adds to a name that the dictionary knows that it is a usual one.
_USUAL = 0.3
# What it adds to a guess that the dictionary knows the nominative as a name.
_LISTED = 0.5
# How much of a word's use may be as a name when it still counts as a common word.
_RARELY = 0.05
# What a guess is worth beside a reading that the dictionary knows.
_BESIDE_KNOWN = 0.5
_NOMINATIVE = frozenset({"nomn"})
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщь")
_NAME_TAGS = frozenset({"Name", "Surn", "Patr"})
_PLACE_TAGS = _NAME_TAGS | {"Geox"}
_PROPER = _PLACE_TAGS | {"Orgn", "Trad"}
_CYRILLIC = re.compile("[а-яё]")


class Reading(NamedTuple):
    """One word read as a form of `nominative`; `gender` is of `GENDERS`, `only` as in names.yaml.

    A patronymic counts as a given name.
    """

    nominative: str
    gender: str
    case: str
    weight: float
    only: str | None = None


# The same while readings are gathered: nominative, gender, case and `only`; the weight.
_Cell = tuple[str, str, str, str | None]
_Row = tuple[_Cell, float]
_LEAST = float("-inf")


# A reading of its fields in one step.
_reading = partial(tuple.__new__, Reading)


class Paradigm(Strict):
    """Endings of a class of names; see names.yaml."""

    name: str
    pattern: re.Pattern[str]
    gender: Literal["Masc", "Fem", "Plur"]
    nominative: str
    endings: dict[str, tuple[str, ...]]
    weight: float
    example: str
    only: Literal["surname", "given"] | None = None

    @field_validator("endings", mode="before")
    @classmethod
    def _divided(cls, value: dict[str, str]) -> dict[str, tuple[str, ...]]:
        if set(value) != set(CASES):
            raise ValueError(f"endings are needed for {', '.join(CASES)}")
        return {case: tuple(ending.split("|")) for case, ending in value.items()}


class NamesTable(Strict):
    """names.yaml."""

    paradigms: tuple[Paradigm, ...]
    usual: dict[str, tuple[str, ...]]
    family_first: dict[str, tuple[str, ...]]
    particles: frozenset[str]
    articles: frozenset[str]
    patronymic_words: frozenset[str]
    generation: frozenset[str]
    prepositions: dict[str, tuple[str, ...]]
    kin: frozenset[str]
    families: frozenset[str]
    eponyms: frozenset[str]
    decorations: frozenset[str]
    in_honour: frozenset[str]
    landed: frozenset[str]


def names_table() -> NamesTable:
    """The table of names, loaded once."""
    table: NamesTable = load("names.yaml", NamesTable)
    return table


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """All surnames that stand before the given name, folded."""
    return frozenset(fold(name) for names in names_table().family_first.values() for name in names)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """First names that natasha lists, folded: many of them are not in the dictionary («Лолла», «Шахзод»)."""
    return frozenset(map(fold, load_dict(FIRST)))


@lru_cache(maxsize=10_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of one word without hyphen, the best weight for each (nominative, gender, case, role).

    Latin letters, initials, numerals and particles do not decline: they read as themselves in any case.
    """
    if is_fixed(word):
        return _unchanged(word, 1.0)
    forms, folded = known_entries(word), fold(word)
    listed, declined = _from_dictionary(word, forms), _from_paradigms(word)
    share = _BESIDE_KNOWN if any(weight >= KNOWN for _, weight in listed) else 1.0
    oblique = any(weight >= 1.0 and fold(cell[0]) != folded and cell[3] != "given" for cell, weight in declined)
    if oblique:
        declined = _weakened(folded, declined)
    best: dict[_Cell, float] = {}
    for cell, weight in listed:
        if weight > best.get(cell, _LEAST):
            best[cell] = weight
    for cell, weight in (*declined, *_from_common_words(word, forms), *_undeclined(word, folded, oblique)):
        if share * weight > best.get(cell, _LEAST):
            best[cell] = share * weight
    return tuple([_reading((*cell[:3], weight, cell[3])) for cell, weight in best.items()])


def _undeclined(word: str, folded: str, oblique: bool) -> list[_Row]:
    """The word as a name that keeps its form in all cases, weighed by how well it can be one.

    `oblique` is set where the word's ending is that of a usual name in another case.
    """
    weight = _DECLINES if oblique else _UNCHANGED
    men = _DECLINES if folded[-1:] in _CONSONANTS else weight
    return [
        ((word, gender, case, None), men if gender == "Masc" and case != "Nom" else weight) for gender, case in CELLS
    ]


def _weakened(folded: str, found: list[_Row]) -> list[_Row]:
    """«Атамбаеве» is a form of a surname in -ев rather than a name in -е that does not decline."""
    return [
        (cell, _BESIDE_KNOWN * weight if weight < 1.0 and fold(cell[0]) == folded else weight) for cell, weight in found
    ]


def is_fixed(word: str) -> bool:
    """Whether the word keeps its form by its spelling: Latin, an initial, a numeral, a particle."""
    table = names_table()
    bare = word.rstrip(".")
    return (
        _CYRILLIC.search(word.lower()) is None
        or word.endswith(".")
        or bare in table.generation
        or fold(bare) in table.particles
        or fold(bare) in table.patronymic_words
    )


def _unchanged(word: str, weight: float) -> tuple[Reading, ...]:
    return tuple([Reading(word, gender, case, weight) for gender, case in CELLS])


def _from_dictionary(word: str, forms: Sequence[Any]) -> list[_Row]:
    found: list[_Row] = []
    nominatives: dict[tuple[str, ...], str | None] = {}
    for form in forms:
        tags = form.tag.grammemes & _NAME_TAGS
        if not tags or form.feats.get("Case") not in CASES or _is_odd(form, tags):
            continue
        key = (form.normal_form, *sorted(tags), form.feats.get("Gender", ""), form.feats.get("Number", ""))
        if key not in nominatives:
            nominatives[key] = inflected(form, _NOMINATIVE)
        base = nominatives[key]
        if base is None:
            continue
        weight = KNOWN + min(form.score, 0.5) + _usage(form, tags)
        nominative = like(word, _as_spelt(word, base))
        only = "given" if tags == {"Patr"} else None
        found += [((nominative, gender, form.feats["Case"], only), weight) for gender in _genders(form.feats)]
    return found


def _from_common_words(word: str, forms: Sequence[Any]) -> list[_Row]:
    """«Стрельца», «Воробью», «Мозговым»: forms of surnames that are common nouns and adjectives."""
    found: list[_Row] = []
    for form in forms:
        if form.feats.get("Number") != "Sing" or form.tag.grammemes & _NAME_TAGS:
            continue
        cells = _cells_of_noun(form) if form.pos == "NOUN" else _cells_of_adjective(form) if form.pos == "ADJ" else ()
        base = inflected(form, _NOMINATIVE) if cells else None
        if base is not None:
            nominative = like(word, _as_spelt(word, base))
            found += [((nominative, gender, case, "surname"), weight) for gender, case, weight in cells]
    return found


def _cells_of_noun(form: Any) -> list[tuple[str, str, float]]:
    """As a surname it is animate; a woman's in a consonant does not decline, one in -ь declines as a man's."""
    case, last = form.feats.get("Case"), form.normal_form[-1:]
    if case not in CASES or last in "оеиуыэю":
        return []
    if last in "ая":
        return [(gender, case, _NOUN) for gender in ("Masc", "Fem")]
    if form.feats.get("Gender") != "Masc" or (case == "Acc" and form.word == form.normal_form):
        return []
    return [("Masc", own, _NOUN) for own in (("Gen", "Acc") if case == "Gen" else (case,))]


def _cells_of_adjective(form: Any) -> list[tuple[str, str, float]]:
    """Full forms only; of those in -ов- only the stressed ones, as «Лугового» is no form of «Лугов»."""
    case, gender, base = form.feats.get("Case"), form.feats.get("Gender"), form.normal_form
    if case not in CASES or gender not in {"Masc", "Fem"} or form.feats.get("Variant") == "Short":
        return []
    if base.endswith(("овый", "евый", "иный")):
        return []
    stressed = base.endswith(("овой", "евой"))
    weight = _NOUN if stressed and gender == "Fem" else _ADJECTIVE
    return [(gender, own, weight) for own in (("Gen", "Acc") if case == "Gen" and gender == "Masc" else (case,))]


def _usage(form: Any, tags: frozenset[str]) -> float:
    """More for a usual first name, less for one in -е that does not decline: «Анне» is a form of «Анна»."""
    if "Fixd" in form.tag.grammemes and form.word.endswith("е"):
        return -_USUAL
    usual = "Name" in tags and (fold(form.normal_form), form.feats.get("Gender")) in _usual_names()
    return _USUAL if usual else 0.0


@lru_cache(maxsize=1)
def _usual_names() -> frozenset[tuple[str, str]]:
    return frozenset((fold(name), gender) for gender, names in names_table().usual.items() for name in names)


def _is_odd(form: Any, tags: frozenset[str]) -> bool:
    """Vocatives («Марин») and plurals of first names hardly occur, and are forms of other names as well: «Акиры»."""
    return "voct" in form.tag.grammemes or (tags == {"Name"} and form.feats.get("Number") == "Plur")


def _as_spelt(word: str, nominative: str) -> str:
    """Without the dictionary's ё where the text writes е."""
    lower = word.lower()
    return "".join("е" if a == "ё" and lower[i : i + 1] == "е" else a for i, a in enumerate(nominative))


def _genders(feats: dict[str, str]) -> tuple[str, ...]:
    if feats.get("Number") == "Plur":
        return ("Plur",)
    gender = feats.get("Gender")
    return (gender,) if gender in GENDERS else ("Masc", "Fem")


def _from_paradigms(word: str) -> list[_Row]:
    """In the table's order; at least two letters of the word stay before an ending."""
    lower = word.lower()
    table, longest = _by_ending()
    found: list[tuple[int, _Row]] = []
    for at in range(max(2, len(lower) - longest), len(lower) + 1):
        for ending, paradigms in table.get(lower[at:], {}).items():
            nominative = lower[:at] + ending
            fitting = [one for one in paradigms if one.search(nominative)]
            listed = _LISTED if fitting and _is_listed(nominative) else 0.0
            given = bool(fitting) and fold(nominative) in given_names()
            shown = like(word, nominative) if fitting else ""
            for _, gender, only, weight, cases in fitting:
                found += [(row, ((shown, gender, case, only), weight + listed)) for row, case in cases]
                if given and only != "surname":
                    found += [(row, ((shown, gender, case, "given"), weight + _LISTED)) for row, case in cases]
    return [row for _, row in sorted(found, key=itemgetter(0))]


class _Ending(NamedTuple):
    """What a paradigm makes of one of its endings: the cases, each with its position in the table."""

    search: Callable[[str], re.Match[str] | None]
    gender: str
    only: str | None
    weight: float
    cases: list[tuple[int, str]]


@lru_cache(maxsize=1)
def _by_ending() -> tuple[dict[str, dict[str, list[_Ending]]], int]:
    """Paradigms by ending and by the nominative's ending; the length of the longest ending."""
    table: dict[str, dict[str, list[_Ending]]] = {}
    position = 0
    for paradigm in names_table().paradigms:
        own: dict[str, list[tuple[int, str]]] = {}
        for case, endings in paradigm.endings.items():
            for ending in endings:
                own.setdefault(ending, []).append((position, case))
                position += 1
        for ending, cases in own.items():
            one = _Ending(paradigm.pattern.search, paradigm.gender, paradigm.only, paradigm.weight, cases)
            table.setdefault(ending, {}).setdefault(paradigm.nominative, []).append(one)
    return table, max(map(len, table))


@lru_cache(maxsize=10_000)
def _is_listed(nominative: str) -> bool:
    """Whether the dictionary has the word as somebody's name; words it lacks cost no guessing."""
    if not vocabulary().word_is_known(nominative):
        return False
    forms = entries(nominative)
    return any(form.tag.grammemes & _NAME_TAGS and form.normal_form == nominative for form in forms)


class _Known(NamedTuple):
    """What the dictionary knows a word as: its tags out of `_NAME_TAGS`, the same with Geox, a common word."""

    names: frozenset[str]
    places: frozenset[str]
    common: bool


@lru_cache(maxsize=10_000)
def _known(word: str) -> _Known:
    forms = known_entries(word)
    tags = frozenset[str]().union(*[form.tag.grammemes for form in forms])
    named = sum([form.score for form in forms if not _PROPER.isdisjoint(form.tag.grammemes)])
    return _Known(tags & _NAME_TAGS, tags & _PLACE_TAGS, bool(forms) and named < _RARELY)


def tags_of(word: str) -> frozenset[str]:
    """Which of Name, Surn, Patr the dictionary knows the word as; folded forms count alike."""
    return _known(word).names


def is_common_noun(word: str) -> bool:
    """Whether the dictionary knows the word, and hardly ever as a name of a person, place or body."""
    return _known(word).common


def place_tags(word: str) -> frozenset[str]:
    """Which of Geox, Name, Surn, Patr the dictionary knows the word as."""
    return _known(word).places


def is_place_name(word: str) -> bool:
    """Whether the dictionary knows the word as a place's name and never as a person's."""
    return place_tags(word) == {"Geox"}


@lru_cache(maxsize=10_000)
def looks_like_surname(word: str) -> bool:
    """Whether the word's ending is one that surnames have and few other words: -ов, -ева, -ский."""
    return any(weight >= 1.0 and cell[3] != "given" for cell, weight in _from_paradigms(word))
