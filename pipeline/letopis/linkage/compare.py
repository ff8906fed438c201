"""Whether two tellings are of one event: evidence for it, and what rules it out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from math import asin, cos, radians, sin, sqrt

from letopis.linkage.features import Party, Spot, Telling
from letopis.linkage.grouping import Evidence
from letopis.linkage.tables import LinkOdds, event_table, link_odds
from letopis.linkage.words import rarity, weight

_MOVING = frozenset({"planned", "occurred", "ongoing"})
_TOGETHER = (_MOVING, frozenset({"planned", "cancelled"}), frozenset({"planned", "hypothetical"}))
_TOWNS = frozenset({"city", "locality", "facility"})
# So much of rare words in common (`words.weight`) is as much as can be told by them.
_MUCH = 12.0
# So many people, bodies and towns in both circles, too.
_MANY = 3
_STEM = 4
_EARTH = 6371.0  # kilometres


def evidence(one: Telling, other: Telling, odds: LinkOdds | None = None) -> Evidence | None:
    """Why they seem one event, with the probability that they are; None when that is too little."""
    odds, found = odds or link_odds(), agreement(one, other)
    sure = odds.probability(found)
    if sure < odds.least:
        return None
    worth = {name: odds.weights.get(name, 0.0) * value for name, value in found.items()}
    reasons = sorted((name for name in worth if worth[name] > 0), key=lambda name: (-worth[name], name))
    return Evidence(
        round(sure, 3), tuple(name if found[name] == 1 else f"{name} {found[name]:.2f}" for name in reasons)
    )


def agreement(one: Telling, other: Telling) -> dict[str, float]:
    """What speaks for one event and what against it, by name, each from 0 to 1."""
    shared_words, company = set(one.words) & set(other.words), set(one.circle) & set(other.circle)
    named = [*_parties(one, other), *_places(one, other)]
    found = {
        **dict.fromkeys(_types(one, other), 1.0),
        **dict.fromkeys(_time(one, other), 1.0),
        **dict.fromkeys(named, 1.0),
        **dict.fromkeys(_counts(one, other), 1.0),
        **dict.fromkeys(_triggers(one, other), 1.0),
        "words": alike(one, other),
        "rare words": min(1.0, weight(shared_words) / _MUCH),
        "same number": float(any(rarity(word) >= 1 for word in shared_words if word.isdigit())),
        "circle": _company(one, other),
        "several of the circle": min(1.0, len(company) / _MANY),
        "nobody and nowhere in common": float(not company and set(named) <= {"same country"}),
        "alone of its type": float(one.alone and other.alone),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _types(one: Telling, other: Telling) -> Iterator[str]:
    if one.type == other.type:
        yield "same type"
        if one.kind is not None and other.kind is not None:
            yield "same kind" if one.kind == other.kind else "other kind"
    if one.status != other.status:
        yield "other status"


def _counts(one: Telling, other: Telling) -> Iterator[str]:
    mine, theirs = dict(one.counts), dict(other.counts)
    both = mine.keys() & theirs.keys()
    if both:
        yield "same counts" if any(mine[key] == theirs[key] for key in both) else "other counts"


def _triggers(one: Telling, other: Telling) -> Iterator[str]:
    """Told of with one word, or with words of one stem."""
    if set(one.triggers) & set(other.triggers):
        yield "same trigger"
    elif _stems(one.triggers) & _stems(other.triggers):
        yield "trigger of one stem"


def _stems(triggers: Iterable[str]) -> set[str]:
    return {word[:_STEM] for trigger in triggers for word in trigger.split()}


def _company(one: Telling, other: Telling) -> float:
    """The share of those whom and which both articles name often, of the shorter circle, 0 to 1."""
    shorter = min(len(one.circle), len(other.circle))
    return len(set(one.circle) & set(other.circle)) / shorter if shorter else 0.0


def _time(one: Telling, other: Telling) -> Iterator[str]:
    first, second = one.interval, other.interval
    if first is None or second is None:
        return
    if not _meet(first, second):
        if _delayed(one, other):
            yield "delayed"
        elif _reported_later(one, other) or _reported_later(other, one):
            yield "reported later"
    elif _long_before(one, other) or _long_before(other, one):
        yield "long before"
    elif not (one.precise and other.precise):
        yield "within a longer time"
    else:
        yield "same days" if first == second else "days overlap"
    if not (one.dated or other.dated):
        yield "both undated"


def _long_before(undated: Telling, dated: Telling) -> bool:
    """Told of without a date so late that nobody would take it for news."""
    if undated.dated or undated.published is None or dated.interval is None:
        return False
    late = date.fromisoformat(undated.published) - timedelta(event_table().undated_reach)
    return dated.interval[1] < late


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _delayed(one: Telling, other: Telling) -> bool:
    """Planned, published before, and told to have been a little later."""
    planned, told = (one, other) if one.status == "planned" else (other, one)
    if planned.status != "planned" or told.status != "occurred" or not (planned.precise and told.precise):
        return False
    foreseen, was = planned.interval, told.interval
    if foreseen is None or was is None or (planned.published or "9999")[:10] > was[0].isoformat():
        return False
    return foreseen[1] < was[0] <= foreseen[1] + timedelta(event_table().delay)


def _reported_later(report: Telling, told: Telling) -> bool:
    """The report has no day but its dateline's, and the other tells of one shortly before."""
    if not report.issued or told.issued or report.interval is None or told.interval is None or not told.precise:
        return False
    return timedelta() < report.interval[0] - told.interval[1] <= timedelta(event_table().reported_within)


def _parties(one: Telling, other: Telling) -> Iterator[str]:
    shared = _shared(one.parties, other.parties)
    people = {party.entity for party in shared if party.type == "person"}
    if people:
        yield "same person"
        if len(people) > 1:
            yield "another same person"
    elif _office_matches(one.parties, other.parties):
        yield "same office"
    if any(party.type != "person" for party in shared):
        yield "same bodies"


def _shared(one: Iterable[Party], other: Iterable[Party]) -> list[Party]:
    """Those of one that the other has too, in a role that goes with it."""
    theirs: dict[str, set[str]] = {}
    for party in other:
        theirs.setdefault(party.entity, set()).add(party.role)
    opposed = event_table().opposed
    return [
        party
        for party in one
        if party.entity in theirs and not all((party.role, role) in opposed for role in theirs[party.entity])
    ]


def _places(one: Telling, other: Telling) -> Iterator[str]:
    shared = {spot.entity for spot in one.spots if spot.named} & {spot.entity for spot in other.spots}
    if any(spot.entity in shared and spot.kind in _TOWNS for spot in one.spots):
        yield "same town"
    elif {spot.region for spot in one.spots if spot.region} & {spot.region for spot in other.spots if spot.region}:
        yield "same region"
    elif shared or _countries(one.spots) & _countries(other.spots):
        yield "same country"


def _countries(spots: Iterable[Spot]) -> set[str]:
    return {spot.country for spot in spots if spot.country is not None}


def alike(one: Telling, other: Telling) -> float:
    """Share of content words in common, of the shorter's, 0 to 1; 0 below three words."""
    return shared_weight(one.words, other.words) if min(len(one.words), len(other.words)) > 2 else 0.0


def shared_weight(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of stems in common, the rare counting for more, of the lighter's, 0 to 1."""
    lighter = min(weight(one), weight(other))
    return min(1.0, weight(set(one) & set(other)) / lighter) if lighter else 0.0


def clash(one: Telling, other: Telling) -> bool:
    """Whether the two cannot be one event."""
    return (
        one.article == other.article
        or not _kin(one.type, other.type)
        or _statuses_clash(one, other)
        or _times_clash(one, other)
        or _places_clash(one.spots, other.spots)
        or _people_clash(one, other)
        or _words_clash(one, other)
    )


def _kin(one: str, other: str) -> bool:
    families = event_table().families_of
    return one == other or bool(set(families(one)) & set(families(other)))


def _statuses_clash(one: Telling, other: Telling) -> bool:
    """What was only proposed or feared may have come to pass since."""
    statuses = {one.status, other.status}
    if statuses == {"hypothetical", "occurred"}:
        before, after = (one, other) if one.status == "hypothetical" else (other, one)
        return not (before.published or "9999") < (after.published or "")
    return len(statuses) > 1 and not any(statuses <= group for group in _TOGETHER)


def _times_clash(one: Telling, other: Telling) -> bool:
    first, second = one.interval, other.interval
    if first is None or second is None or _meet(first, second):
        return False
    return not (_delayed(one, other) or _reported_later(one, other) or _reported_later(other, one))


def _places_clash(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    """Both name towns, and none in common; or both name countries, and none in common."""
    first, second = ({spot.entity for spot in spots if spot.named and spot.kind in _TOWNS} for spots in (one, other))
    if first and second and not first & second:
        return not (_inside(one, other) or _near(one, other))
    here, there = _countries(one), _countries(other)
    return bool(here and there and not here & there)


def _inside(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    """A facility stands in a town of its country («Кремль», «Москва»), if it is known of which: no contradiction."""
    kinds = [{spot.kind for spot in spots if spot.named and spot.kind in _TOWNS} for spots in (one, other)]
    facility = {"facility"} in kinds and kinds[0] != kinds[1]
    here, there = _countries(one), _countries(other)
    return facility and bool(here & there or not here or not there)


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


def _people_clash(one: Telling, other: Telling) -> bool:
    """Somebody else in the role that makes the event, other people on the sides of talks, or sides swapped."""
    shared = _entities(_shared(one.parties, other.parties))
    if (_entities(one.parties) & _entities(other.parties)) - shared:
        return True
    mine, theirs = _by_role(one.parties), _by_role(other.parties)
    for role in mine.keys() & theirs.keys():
        if role == "participant":
            both = (_entities(mine[role]) & _entities(theirs[role])) | _office_matches(mine[role], theirs[role])
            if len(both) < min(2, len(mine[role]), len(theirs[role])):
                return True
        elif role in event_table().identity_roles and not _may_be_same(mine[role], theirs[role]):
            return True
    return False


def _by_role(parties: Iterable[Party]) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = {}
    for party in parties:
        if party.type == "person":
            found.setdefault(party.role, []).append(party)
    return found


def _entities(parties: Iterable[Party]) -> set[str]:
    return {party.entity for party in parties}


def _office_matches(mine: Iterable[Party], theirs: Iterable[Party]) -> set[str]:
    """People of mine who hold an office that one of theirs holds, where a name is missing to tell them apart."""
    return {
        one.entity
        for one in mine
        for other in theirs
        if not (one.named and other.named) and set(one.offices) & set(other.offices)
    }


def _may_be_same(mine: Iterable[Party], theirs: Iterable[Party]) -> bool:
    """One is in both, or one side says only «Галина Петровна» or «водитель»."""
    nobody = any(not any(party.named or party.offices for party in side) for side in (mine, theirs))
    return nobody or bool(_entities(mine) & _entities(theirs) or _office_matches(mine, theirs))


def _words_clash(one: Telling, other: Telling) -> bool:
    """Of statements and their like a person makes several a day: the words have to tell, or the company."""
    table, types = event_table(), {one.type, other.type}
    if types & table.told_by_words:
        return alike(one, other) < table.least_words
    by_company = bool(types & table.told_by_company)
    return by_company and alike(one, other) + _company(one, other) / 2 < table.least_words
