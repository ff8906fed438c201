"""The table of bodies: the nouns that head their names, and those known by name (organizations.yaml)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from letopis.document import Token
from letopis.entities.lexicon import Strict, load
from letopis.language.morphology import fold


class Head(Strict):
    """Nouns of one kind; see organizations.yaml."""

    lemma: tuple[str, ...]
    kind: Literal["body", "official", "company"]
    example: str
    found: str
    prepositions: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    plural: bool = False
    capital: bool = False
    upper: bool = False
    ranked: bool = False
    located: bool = False
    of_people: bool = False


class Phrase(Strict):
    """Two lemmas that make a body together."""

    words: tuple[str, str]
    example: str
    found: str


class Known(Strict):
    """A body known by name."""

    name: str
    short: tuple[str, ...] = ()
    country: str | None = None
    of_states: bool = False
    cited: bool = False


class OrganizationTable(Strict):
    """organizations.yaml."""

    heads: tuple[Head, ...]
    phrases: tuple[Phrase, ...]
    known: tuple[Known, ...]
    expansions: dict[str, str]
    not_attributes: frozenset[str]
    no_bodies: frozenset[str]
    things: frozenset[str]
    venues: frozenset[str]
    grounds: frozenset[str]
    services: frozenset[str]
    classes: frozenset[str]
    legal_forms: frozenset[str]
    of_one_state: frozenset[str]
    bare_of_state: frozenset[str]
    units: frozenset[str]
    common: frozenset[str]
    ranks: frozenset[str]


def organization_table() -> OrganizationTable:
    """The table of bodies, loaded once."""
    table: OrganizationTable = load("organizations.yaml", OrganizationTable)
    return table


@lru_cache(maxsize=1)
def head_nouns() -> dict[str, Head]:
    """Head nouns by folded lemma."""
    return {fold(lemma): head for head in organization_table().heads for lemma in head.lemma}


@lru_cache(maxsize=1)
def known_bodies() -> dict[str, Known]:
    """Bodies by folded name and abbreviation."""
    return {fold(text): body for body in organization_table().known for text in (body.name, *body.short)}


@lru_cache(maxsize=1)
def expansions() -> dict[str, str]:
    """What abbreviations stand for, both folded: «мид» for «министерство иностранных дел»."""
    return {fold(short): fold(text) for short, text in organization_table().expansions.items()}


@lru_cache(maxsize=1)
def known_short() -> frozenset[str]:
    """One-word names of known bodies, spelled as they are written."""
    words = (text for body in organization_table().known for text in (body.name, *body.short))
    return frozenset(text for text in words if " " not in text and len(text) > 1)


def is_common(tokens: Sequence[Token]) -> bool:
    """«министерство», «совет директоров»: common nouns alone, no name, of what a state has many."""
    told = tokens[0].index == 0 or tokens[0].text.islower()
    return told and " ".join(token.lemma for token in tokens) in organization_table().common


_ABBREVIATION = re.compile("([А-ЯЁ]{2,}|[A-Z]{2,})(?:а|у|ом|е)?")


@lru_cache(maxsize=20_000)
def head_of(lemma: str, text: str) -> Head | None:
    """The lexicon's entry of a token's lemma, or of the abbreviation that it is."""
    return head_nouns().get(lemma) or head_nouns().get(fold(abbreviation_of(text) or text))


def abbreviation_of(word: str) -> str | None:
    """«МИД» of «МИД» and of «МИДа»; None where the word is no abbreviation in capitals."""
    match = _ABBREVIATION.fullmatch(word) if word[1:2].isupper() else None
    return match[1] if match is not None else None
