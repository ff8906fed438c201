"""The table of titles, occupations and other nouns that people are called by (resources/entities/offices.yaml)."""

from functools import lru_cache
from typing import Literal

from letopis.document import Token
from letopis.entities.inflection import lemmas
from letopis.entities.lexicon import Strict, load
from letopis.language.morphology import fold

# Letters at a word's beginning that its forms share.
_STEM = 3

Rank = Literal["head", "office", "occupation", "human", "label"]


class TitleRow(Strict):
    """Nouns of one kind; see offices.yaml."""

    lemma: tuple[str, ...]
    rank: Rank
    example: str
    found: str
    gender: Literal["Masc", "Fem"] | None = None
    needs_of: bool = False
    colleague: bool = False
    collective: bool = False
    takes_up: bool = False
    unique: bool = False
    instrumental: bool = False
    prepositions: tuple[str, ...] = ()


class Becoming(Strict):
    """Verbs and nouns whose title in the instrumental somebody gets or has."""

    subject: frozenset[str]
    passive: frozenset[str]
    noun: frozenset[str]


class OfficeTable(Strict):
    """offices.yaml."""

    titles: tuple[TitleRow, ...]
    acting: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]
    state_nouns: frozenset[str]
    of_states: frozenset[str]
    in_full: dict[str, str]
    unspecific_heads: frozenset[str]
    asides: frozenset[str]
    sole: frozenset[str]
    former: frozenset[str]
    shown: frozenset[str]
    prepositions: frozenset[str]
    whole: dict[str, str]
    becoming: Becoming
    broader: dict[str, frozenset[str]]
    groups: dict[str, Rank | None]
    area_heads: dict[str, frozenset[str]]


def office_table() -> OfficeTable:
    """The table of titles, loaded once."""
    table: OfficeTable = load("offices.yaml", OfficeTable)
    return table


@lru_cache(maxsize=1)
def title_rows() -> dict[str, TitleRow]:
    """Rows by folded lemma; a lemma in two rows has the first."""
    rows: dict[str, TitleRow] = {}
    for row in office_table().titles:
        for lemma in row.lemma:
            rows.setdefault(fold(lemma), row)
    return rows


def title_lemma(token: Token) -> str | None:
    """The lemma under which the table has the token, without «экс-»; None when it is no title."""
    return listed_title(token.lemma, token.text)


@lru_cache(maxsize=20_000)
def listed_title(lemma: str, text: str) -> str | None:
    """The same of a word and what the tagger takes for its lemma."""
    if text.isupper() and len(text) > 1:
        return None
    if lemma in title_rows():
        return lemma
    word = fold(text)
    prefixed = word.startswith(office_table().prefixes)
    if not prefixed and (word[:_STEM] not in _beginnings() or title_rows().keys().isdisjoint(lemmas(text))):
        return None
    return _bare(lemma) or _bare(word) or next((bare for one in sorted(lemmas(text)) if (bare := _bare(one))), None)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """How a form of a title can begin: most words of a text need not be looked up in the dictionary."""
    return frozenset(lemma[:_STEM] for lemma in title_rows())


def _bare(lemma: str) -> str | None:
    """The lemma as the table has it, or what it has of it behind «экс-»; None when it is no title."""
    rows, prefixes = title_rows(), office_table().prefixes
    if lemma in rows or not lemma.startswith(prefixes):
        return lemma if lemma in rows else None
    bare = next(lemma[len(prefix) :] for prefix in prefixes if lemma.startswith(prefix))
    return bare if bare in rows else None
