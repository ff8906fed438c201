"""Positions as articles word them: when two may be one person's, and when they may not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letopis.entities.countries import CountryTable
from letopis.language.morphology import fold, parses
from letopis.linkage.tables import people_table
from letopis.linkage.words import stems

_WORD = re.compile(r"[\w-]+")
# Of what a position is: «Ош», «США».
_SHORTEST = 2
_FORMER = re.compile(r"^(?:экс|вице-экс)-")


@dataclass(frozen=True, slots=True)
class Office:
    """`title`: the position's noun, folded; `rest`: stems of what it is of and of its adjectives."""

    title: str
    rest: frozenset[str]


def offices_of(pairs: Iterable[Sequence[str]]) -> list[Office]:
    """Offices from (title, of what) as the article has them."""
    return [_office(title, of) for title, of in pairs]


@lru_cache(maxsize=20_000)
def _office(title: str, of: str) -> Office:
    words = [_FORMER.sub("", fold(word)) for word in _WORD.findall(title)]
    noun = next((word for word in words if _is_noun(word)), words[0] if words else "")
    around = " ".join(word for word in words if word != noun)
    # «президент Киргизии» and «президент Кыргызстана» hold one office.
    countries = CountryTable.load().by_name(of)
    whose = countries[0].name if len(countries) == 1 else of
    return Office(noun, frozenset([*stems(around), *stems(whose, _SHORTEST)]))


def _is_noun(word: str) -> bool:
    readings = parses(word)
    return bool(readings) and readings[0].pos == "NOUN"


def office_token(office: Office) -> str:
    """One word for the position, as events compare it; «президент» and «лидер» of one country are one."""
    group = next((min(group) for group in people_table().same if office.title in group), office.title)
    return f"{group} {' '.join(sorted(office.rest))}"


def shared_position(one: Sequence[Office], other: Sequence[Office]) -> str | None:
    """The noun of a position that both hold; None when there is none."""
    return next((mine.title for mine in one for theirs in other if _agree(mine, theirs)), None)


def _agree(one: Office, other: Office) -> bool:
    fitting = not one.rest or not other.rest or bool(one.rest & other.rest)
    return people_table().one_position(one.title, other.title) and fitting


def positions_clash(one: Sequence[Office], other: Sequence[Office]) -> bool:
    """No position is shared, and they are of different domains, or one title of different places."""
    if not one or not other or shared_position(one, other) is not None:
        return False
    table = people_table()
    if any(mine.title == theirs.title and mine.title in table.unique for mine in one for theirs in other):
        return True
    mine, theirs = ({table.domain(office.title) for office in offices} for offices in (one, other))
    return None not in mine | theirs and not mine & theirs
