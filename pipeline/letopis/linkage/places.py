"""Where two tellings are: in one place, near, one within the other, elsewhere."""

from collections.abc import Iterable, Iterator
from itertools import product
from math import asin, cos, radians, sin, sqrt

from letopis.linkage.features import Spot, Telling
from letopis.linkage.tables import event_table

_TOWNS = frozenset({"city", "locality", "facility"})
_WIDE = frozenset({"country", "area", "region"})
_EARTH = 6371.0  # kilometres


def in_place(one: Telling, other: Telling) -> Iterator[str]:
    """What the places say for one event, or against it."""
    if not one.spots or not other.spots:
        return
    if _narrow(one.spots) & _narrow(other.spots) or _near(one.spots, other.spots):
        yield "same place"
    elif _words(one.spots) & _words(other.spots):
        yield "places named alike"
    if _differ(one.spots, other.spots, _TOWNS):
        yield "other towns"
    if _countries_differ(one.spots, other.spots):
        yield "other countries"


def places_clash(one: Telling, other: Telling) -> bool:
    """Other countries, or other cities; a village or a square may be in the city that the other article names."""
    return _countries_differ(one.spots, other.spots) or _differ(one.spots, other.spots, frozenset({"city"}))


def _narrow(spots: Iterable[Spot]) -> set[str]:
    return {spot.entity for spot in spots if spot.named and spot.kind not in _WIDE}


def _words(spots: Iterable[Spot]) -> set[str]:
    return {word for spot in spots for word in spot.words}


def _differ(one: Iterable[Spot], other: Iterable[Spot], kinds: frozenset[str]) -> bool:
    """Both name such places, and none in common or near."""
    first, second = ({spot.entity for spot in spots if spot.named and spot.kind in kinds} for spots in (one, other))
    return bool(first and second and not first & second) and not (_inside(one, other) or _near(one, other))


def _inside(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    """A facility stands in a town of its country («Кремль», «Москва»), if it is known of which: no contradiction."""
    kinds = [{spot.kind for spot in spots if spot.named and spot.kind in _TOWNS} for spots in (one, other)]
    facility = {"facility"} in kinds and kinds[0] != kinds[1]
    here, there = _countries(one), _countries(other)
    return facility and bool(here & there or not here or not there)


def _countries_differ(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    here, there = _countries(one), _countries(other)
    return bool(here and there and not here & there)


def _countries(spots: Iterable[Spot]) -> set[str]:
    return {spot.country for spot in spots if spot.country is not None}


def _near(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    towns = ([spot for spot in spots if spot.kind in _TOWNS] for spots in (one, other))
    return any(_distance(here, there) <= event_table().near for here, there in product(*towns))


def _distance(here: Spot, there: Spot) -> float:
    """Kilometres on the great circle by the haversine formula; infinite where one lies nobody knows where."""
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return float("inf")
    low, high, turn = radians(here.lat), radians(there.lat), radians(there.lon - here.lon)
    chord = sin((high - low) / 2) ** 2 + cos(low) * cos(high) * sin(turn / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord)))
