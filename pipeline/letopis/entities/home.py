"""The state that an article is about: where the places that it speaks of are."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from letopis.document import Entity, Place
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
    """The state most of whose places the article speaks of, if one is clearly ahead."""
    places = [entity for entity in entities if isinstance(entity, Place) and entity.country]
    counts: Counter[str] = Counter()
    for place in places:
        counts[place.country or ""] += len(place.mentions)
    first, *others = counts.most_common(2) or [("", 0)]
    if first[1] < _OFTEN or (others and first[1] < _MORE * others[0][1]):
        return None
    country = CountryTable.load().get(first[0])
    if country is None:
        return None
    named = next((one for one in places if one.kind == "country" and one.country == first[0]), None)
    return State(named.name if named is not None else country.name, first[0], named)
