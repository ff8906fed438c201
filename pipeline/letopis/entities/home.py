"""The state that an article is about: where the places that it speaks of are."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from letopis.document import Entity, Organization, Place
from letopis.entities.countries import CountryTable

# How often an article speaks of the state's places, and how many times as often as of the next one's.
_OFTEN = 2
_MORE = 2


class State(NamedTuple):
    """A state by name and ISO 3166-1 alpha-2 code, with its entity where the article names it."""

    name: str
    country: str
    entity: Place | None


def home_of(entities: Iterable[Entity]) -> State | None:
    """The state of most of the places and bodies of which the article speaks, if one is clearly ahead."""
    known = [entity for entity in entities if isinstance(entity, Place | Organization) and entity.country]
    counts: Counter[str] = Counter()
    for entity in known:
        counts[entity.country or ""] += len(entity.mentions)
    first, *others = counts.most_common(2) or [("", 0)]
    if first[1] < _OFTEN or (others and first[1] < _MORE * others[0][1]):
        return None
    return state_of(first[0], known)


def state_of(code: str, entities: Iterable[Entity]) -> State | None:
    """The state with the code, by the name that the article gives it."""
    country = CountryTable.load().get(code)
    if country is None:
        return None
    places = (entity for entity in entities if isinstance(entity, Place) and entity.kind == "country")
    named = next((place for place in places if place.country == code), None)
    return State(named.name if named is not None else country.name, code, named)
