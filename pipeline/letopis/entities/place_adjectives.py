"""Adjectives that name a place: «российский», «ошская больница», «российско-кыргызская граница»."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from letopis.document import NameType, Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import Gazetteer, fold_place
from letopis.entities.lexicon import Strict, load
from letopis.entities.place_candidates import (
    Candidate,
    PlaceResolution,
    of_area,
    of_country,
    of_named,
    of_row,
    resolution,
)
from letopis.entities.place_names import PlaceNames
from letopis.language.morphology import fold, parses

_FILE = "place_adjectives.yaml"
_PEOPLE_AT_LEAST = 60_000
_ADJECTIVAL = frozenset(("ADJ", "PROPN", "NOUN"))
_PREPOSITIONS = frozenset({"на", "под", "в", "во", "по", "у", "за", "с", "со", "из", "до", "близ"})
_ADJECTIVE_ENDINGS = ("ими", "ого", "ому", "ий", "ой", "ая", "ое", "ие", "ую", "им", "ом", "их")
# Suffixes of the adjective and what the city's name has in their place: «пермский» Пермь, «омский» Омск,
# «химкинский» Химки, «липецкий» Липецк, «ивановский» Иваново, «братский» Братск. Irregular ones stand in tables.
_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("овский", ("ов", "ово", "", "ы")),
    ("евский", ("ев", "ево")),
    ("инский", ("а", "и", "ы", "е", "ино", "ин")),
    ("цкий", ("цк",)),
    ("ский", ("", "а", "о", "ь", "ы", "и", "е", "я", "й", "ка", "ки", "ск")),
)

# Suffixes of residents, the first of towns only; letters that a stem needs to be told from a chance likeness.
_OF_TOWNS = ("чанин", "чанка")
_RESIDENTS = ("янин", "янка", "анин", "анка", "ец", "ка", "ич", "ичка", "як", "ячка")
_STEM = 4


class Exclusion(Strict):
    """Nouns with which the adjective tells nationality, language or sort."""

    of: str
    example: str
    words: tuple[str, ...]


class AdjectiveFile(Strict):
    """place_adjectives.yaml."""

    people: tuple[Exclusion, ...]
    things: tuple[Exclusion, ...]
    never: tuple[str, ...]


class AdjectiveMention(NamedTuple):
    """An adjective, or half of a compound one, that names a place. Offsets are code points of the article.

    `token` is the index of the whole adjective in its sentence.
    """

    start: int
    end: int
    text: str
    lemma: str
    target: PlaceResolution
    token: int


class RecognisedName(Protocol):
    """What the recogniser, or a repair of it, calls a name: tokens [first, last)."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def type(self) -> NameType: ...


def find_adjectives(sentence: Sentence, names: Sequence[RecognisedName] | None = None) -> list[AdjectiveMention]:
    """Adjectives of countries, regions, cities and areas, in text order; a compound gives a mention for each half.

    Left out: those inside a person's name, of a district or without a noun, and those that tell nationality,
    language or sort.
    """
    given = sentence.names if names is None else names
    people = {i for name in given if name.type == "PER" and name.last - name.first > 1 for i in _tokens(name)}
    alone = {name.first for name in given if name.type == "PER" and name.last - name.first == 1}
    found: list[AdjectiveMention] = []
    for token in sentence.tokens:
        if token.pos not in _ADJECTIVAL:
            continue
        lemma = adjective_lemma(sentence, token, token.index in alone)
        mentions = _mentions(token, lemma) if lemma and token.index not in people else []
        if mentions and not (_names_district(sentence, token) or stands_alone(sentence, token)):
            excluded = fold(_head_lemma(sentence, token)) in _excluded_heads()
            found += [mention for mention in mentions if not (excluded and mention.target.kind == "country")]
    return found


def _names_district(sentence: Sentence, token: Token) -> bool:
    """«Тверской районный суд Москвы» is of a district, which stands in Moscow."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    return token.text[:1].isupper() and bool(after) and after[0].lemma == "районный"


def stands_alone(sentence: Sentence, token: Token) -> bool:
    """«на Советской», «под Советском»: with a capital behind a preposition and before no noun it names a street or a
    town itself."""
    before = sentence.tokens[token.index - 1] if token.index else None
    after = [each.pos for each in sentence.tokens[token.index + 1 : token.index + 3]]
    behind = before is not None and before.lemma in _PREPOSITIONS and token.text[:1].isupper()
    goes_on = after[1:] == ["ADJ"] or bool(_ADJECTIVAL.intersection(after[:1]))
    return behind and not goes_on


def _tokens(name: RecognisedName) -> range:
    return range(name.first, name.last)


def adjective_lemma(sentence: Sentence, token: Token, doubtful: bool = False) -> str | None:
    """The masculine nominative of the token if it is an adjective, else None.

    Rare ones («Кыргызские власти») are often tagged as names: before a noun, what the tables know is believed, also
    when it is `doubtful` because the recogniser calls it a person.
    """
    if token.pos == "ADJ" and not doubtful:
        return token.lemma
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if not after or after[0].pos != "NOUN" or token.pos not in _ADJECTIVAL:
        return None
    word = fold(token.text)
    if not word.endswith(_ADJECTIVE_ENDINGS):
        return None
    stems = (word.removesuffix(ending) for ending in _ADJECTIVE_ENDINGS if word.endswith(ending))
    return next((lemma for stem in stems for lemma in (stem + "ий", stem + "ой") if _is_listed(lemma)), None)


def _is_listed(lemma: str) -> bool:
    table = CountryTable.load()
    return bool(table.by_adjective(lemma) or table.halves(lemma)) or fold_place(lemma) in _listed()


def _mentions(token: Token, lemma: str) -> list[AdjectiveMention]:
    halves = CountryTable.load().halves(lemma) if "-" in lemma else ()
    if halves and lemma.count("-") == token.text.count("-"):
        return _half_mentions(token, lemma, [_chosen(of_country(country)) for _, country in halves])
    target = adjective_target(lemma)
    return [AdjectiveMention(token.start, token.end, token.text, lemma, target, token.index)] if target else []


def _half_mentions(token: Token, whole: str, targets: list[PlaceResolution]) -> list[AdjectiveMention]:
    found, start = [], token.start
    for part, lemma, target in zip(token.text.split("-"), whole.split("-"), targets, strict=True):
        found.append(AdjectiveMention(start, start + len(part), part, lemma, target, token.index))
        start += len(part) + 1
    return found


def _head_lemma(sentence: Sentence, token: Token) -> str:
    """The noun that the adjective goes with: its syntactic head, through other adjectives it is joined to."""
    head = token
    for other in sentence.ancestors(token.index):
        if other.pos not in ("ADJ", "NOUN", "PROPN"):
            break
        head = other
        if other.pos != "ADJ":
            break
    return head.lemma if head is not token else ""


@lru_cache(maxsize=10_000)
def adjective_target(lemma: str) -> PlaceResolution | None:
    """The place of an adjective in the masculine nominative; None when it is no place's.

    Countries come first, then our tables, then cities of at least 60,000 people by regular derivation.
    """
    key = fold_place(lemma)
    countries = CountryTable.load().by_adjective(lemma)
    if countries:
        return _chosen(of_country(countries[0]))
    found = _listed().get(key)
    if found is None and key not in _never():
        found = _derived(fold(lemma))
    return _chosen(found) if found else None


def _chosen(candidate: Candidate) -> PlaceResolution:
    """An adjective names the best known place of its name."""
    return resolution(candidate, candidate.note or "adjective", 0.9)


@lru_cache(maxsize=1)
def _listed() -> dict[str, Candidate]:
    names = PlaceNames.load()
    table: dict[str, Candidate] = {}
    for area in names.areas:
        table.update(dict.fromkeys(map(fold_place, area.adjectives), of_area(area)))
    for entry in (*names.regions, *names.cities):
        table.update(dict.fromkeys(map(fold_place, entry.adjectives), of_named(entry, "adjective")))
    return table


def _derived(lemma: str) -> Candidate | None:
    """«пермский» is of «Пермь»: the stem with a noun's ending that the dictionary and the gazetteer know as a place."""
    for suffix, endings in _SUFFIXES:
        if lemma.endswith(suffix) and len(lemma) - len(suffix) >= 2:
            stem = lemma[: -len(suffix)]
            row = max((_city(stem + ending) for ending in endings), key=_people)
            if row is not None:
                return row
    return None


def _people(candidate: Candidate | None) -> int:
    return candidate.population if candidate else -1


def _city(name: str) -> Candidate | None:
    rows = Gazetteer.load().candidates(name)
    best = next((row for row in rows if row.kind == "city" and row.population >= _PEOPLE_AT_LEAST), None)
    if best is None:  # most are no words at all, and those the dictionary is slow to guess at
        return None
    known = any("Geox" in parse.tags and parse.known and parse.lemma == name for parse in parses(name))
    return of_row(best) if known else None


@lru_cache(maxsize=20_000)
def is_resident(lemma: str) -> bool:
    """«чех», «тюменка», «минчанин»: where the noun's stem makes the adjective of a place, it is whoever lives there."""
    if CountryTable.load().by_resident(lemma) or lemma.endswith(_OF_TOWNS):
        return True
    stems = (lemma.removesuffix(suffix) for suffix in _RESIDENTS if lemma.endswith(suffix))
    return any(len(stem) >= _STEM and adjective_target(f"{stem}ский") is not None for stem in stems)


@lru_cache(maxsize=1)
def _excluded_heads() -> frozenset[str]:
    table = load(_FILE, AdjectiveFile)
    return frozenset(fold(word) for entry in (*table.people, *table.things) for word in entry.words)


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return frozenset(fold_place(word) for word in load(_FILE, AdjectiveFile).never)
