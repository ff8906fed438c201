"""Whether two tellings are of one event: evidence for it, and what rules it out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from math import asin, cos, radians, sin, sqrt

from letopis.linkage.features import Interval, Party, Spot, Telling
from letopis.linkage.grouping import Evidence
from letopis.linkage.tables import LinkOdds, event_table, link_odds
from letopis.linkage.words import weight

_MOVING = frozenset({"planned", "occurred", "ongoing"})
_TOGETHER = (_MOVING, frozenset({"planned", "cancelled"}), frozenset({"planned", "hypothetical"}))
_TOWNS = frozenset({"city", "locality", "facility"})
# So much of rare words in common (`words.weight`) is as much as can be told by them.
_MUCH = 12.0
# Two articles that share so much of their rare words are of different stories, and of one: of those of one story 19 in
# 20 share a tenth, of others that tell of something alike on one day 9 in 10 less than a twentieth.
_STRANGE, _AKIN = 0.04, 0.14
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
    shared_words = set(one.words) & set(other.words)
    found = {
        **dict.fromkeys(_types(one, other), 1.0),
        **dict.fromkeys(_time(one, other), 1.0),
        **dict.fromkeys(_parties(one, other), 1.0),
        **dict.fromkeys(_places(one, other), 1.0),
        **dict.fromkeys(_counts(one, other), 1.0),
        "same trigger": float(not set(one.triggers).isdisjoint(other.triggers)),
        "words": alike(one, other),
        "rare words": min(1.0, weight(shared_words) / _MUCH),
        "circle": _company(one, other),
        "topic": _topic(one, other),
        "alone of its type": float(one.alone and other.alone),
        "alone, of what comes once": float(one.alone and other.alone and _once(one, other)),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _types(one: Telling, other: Telling) -> Iterator[str]:
    if one.type == other.type:
        yield "same type"
        if one.kind is not None and one.kind == other.kind:
            yield "same kind"


def _once(one: Telling, other: Telling) -> bool:
    """Such events befall somebody or a place once in a long while: a day or a town that differs may be wrong."""
    return {one.type, other.type} <= event_table().background


def _counts(one: Telling, other: Telling) -> Iterator[str]:
    mine, theirs = dict(one.counts), dict(other.counts)
    both = mine.keys() & theirs.keys()
    if both:
        yield "same counts" if any(mine[key] == theirs[key] for key in both) else "other counts"


def _company(one: Telling, other: Telling) -> float:
    """The share of those whom and which both articles name often, of the shorter circle, 0 to 1."""
    shorter = min(len(one.circle), len(other.circle))
    return len(set(one.circle) & set(other.circle)) / shorter if shorter else 0.0


def _topic(one: Telling, other: Telling) -> float:
    """Whether the two articles are of one story, by their rare words, 0 to 1; without texts, by their company."""
    if not one.topic or not other.topic:
        return _company(one, other)
    return min(1.0, max(0.0, (shared_weight(one.topic, other.topic) - _STRANGE) / (_AKIN - _STRANGE)))


def _time(one: Telling, other: Telling) -> Iterator[str]:
    if one.interval is None or other.interval is None:
        return
    if one.days is not None and other.days is not None:
        yield _of_days(one, other, _gap(one.days, other.days))
    elif late := _gap(one.interval, other.interval):
        if late <= event_table().about:
            yield "near its time"
    elif _long_before(one, other) or _long_before(other, one):
        yield "long before"
    elif one.dated and other.dated:
        yield "within a longer time"
    if not (one.dated or other.dated):
        yield "both undated"


def _of_days(one: Telling, other: Telling, apart: int) -> str:
    if not apart:
        return "same days" if one.sure and other.sure else "same days, unsure"
    if _delayed(one, other):
        return "delayed"
    return "reported later" if _reported_later(one, other) or _reported_later(other, one) else "days apart"


def _long_before(undated: Telling, dated: Telling) -> bool:
    """Told of without a date so late that nobody would take it for news."""
    if undated.dated or undated.published is None or dated.interval is None:
        return False
    late = date.fromisoformat(undated.published) - timedelta(event_table().undated_reach)
    return dated.interval[1] < late


def _gap(one: Interval, other: Interval) -> int:
    """Days from the end of one to the beginning of the other; 0 where they meet."""
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def _delayed(one: Telling, other: Telling) -> bool:
    """Planned, published before, and told to have been a little later."""
    planned, told = (one, other) if one.status == "planned" else (other, one)
    foreseen, was = planned.days, told.days
    if planned.status != "planned" or told.status != "occurred" or foreseen is None or was is None:
        return False
    if (planned.published or "9999")[:10] > was[0].isoformat():
        return False
    return foreseen[1] < was[0] <= foreseen[1] + timedelta(event_table().delay)


def _reported_later(report: Telling, told: Telling) -> bool:
    """The report has no day but its dateline's, and the other tells of one shortly before."""
    if not report.issued or told.issued or report.days is None or told.days is None:
        return False
    return timedelta() < report.days[0] - told.days[1] <= timedelta(event_table().apart)


def _parties(one: Telling, other: Telling) -> Iterator[str]:
    shared = {party.type for party in _shared(one.parties, other.parties)}
    if "person" in shared:
        yield "same person"
    if shared - {"person"}:
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
    if _towns_differ(one.spots, other.spots):
        yield "other towns"
    here, there = _countries(one.spots), _countries(other.spots)
    if here and there and not here & there:
        yield "other countries"


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
        or (not _once(one, other) and any(_places(one, other)))
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
    """Days that both tell for sure exclude each other, but for a day of what comes once."""
    if _outlived(one, other) or _outlived(other, one):
        return True
    if not (one.sure and other.sure):
        return False
    first, second = one.interval, other.interval
    if first is None or second is None or not (apart := _gap(first, second)) or _delayed(one, other):
        return False
    return apart > 1 or not _once(one, other)


def _outlived(plan: Telling, told: Telling) -> bool:
    """A plan without a day that was published when the other was over is of the next."""
    if plan.status != "planned" or plan.dated or plan.published is None or told.days is None:
        return False
    return told.status == "occurred" and plan.published > told.days[1].isoformat()


def _towns_differ(one: Iterable[Spot], other: Iterable[Spot]) -> bool:
    """Both name towns, and none in common or near."""
    first, second = ({spot.entity for spot in spots if spot.named and spot.kind in _TOWNS} for spots in (one, other))
    return bool(first and second and not first & second) and not (_inside(one, other) or _near(one, other))


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
