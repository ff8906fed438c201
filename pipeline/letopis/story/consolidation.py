"""A second look: events that turn out to be one once parts have taken their date from their wholes."""

from collections.abc import Mapping, Sequence

from letopis.document import Argument, Document, Event, Place
from letopis.story.apart import cannot_join, contradictions, parts_likely
from letopis.story.clusters import Cluster
from letopis.story.facts import same_place
from letopis.story.placing import PlacesOf
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

_INFERRED = "event"
_SIDE = "participant"
# How many events are looked back at.
LATEST = 96


def consolidate(
    document: Document, clusters: list[Cluster], events: list[Event], relations: Relations, places: PlacesOf
) -> list[Cluster]:
    """The clusters with those joined whose events agree in kind, date and place, one date being inherited.

    `clusters` and `events` run in parallel. The result is in the order of first mentions.
    """
    known: dict[str | None, Place] = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
    kept: list[tuple[Cluster, Event]] = []
    for cluster, event in zip(clusters, events, strict=True):
        latest = kept[-LATEST:] if event.time is not None else []
        kin = [(c, e) for c, e in latest if _agree(e, event) and relations.kin(e.type, event.type)]
        hosts = (c for c, e in kin if _meet(e, event, places, known))
        host = next((host for host in hosts if _may_join(host, cluster)), None)
        if host is None:
            kept.append((cluster, event))
            continue
        host.absorb(cluster)
        trigger = cluster.mentions[0].trigger
        document.explain("story.merge", "same date and place, taken from a related event", trigger.start, trigger.end)
    return [cluster for cluster, _ in kept]


def _agree(one: Event, other: Event) -> bool:
    """Dates that meet, one of them inherited."""
    if one.time is None or other.time is None or _INFERRED not in (one.time.basis, other.time.basis):
        return False
    return intersect((one.time.low, one.time.high), (other.time.low, other.time.high)) is not None


def _may_join(host: Cluster, guest: Cluster) -> bool:
    if not _same_telling(host, guest):
        return False
    return not any(
        cannot_join(mention, facts, host.sample)
        or contradictions(mention, facts, host.sample)
        or parts_likely(mention, facts, host.sample)
        for mention, facts in zip(guest.mentions, guest.facts, strict=True)
    )


def _same_telling(host: Cluster, guest: Cluster) -> bool:
    """Whether both name somebody, or one is a bare noun: «участники приняли ...» and «они договорились» are two."""
    ours, theirs = (set().union(*(facts.everyone for facts in side.facts)) for side in (host, guest))
    if ours and theirs:
        return bool(ours & theirs)
    return any(all(f.nominal and not (f.everyone or f.unnamed) for f in side.facts) for side in (host, guest))


def _meet(one: Event, other: Event, places: PlacesOf, known: Mapping[str | None, Place]) -> bool:
    """Whether they share a place, or all sides of talks and no place parts them: «лидеры встретились в Осаке. Они
    обсудили рыболовство»."""
    ours, theirs = places(one), places(other)
    return _share_place(ours, theirs, known) or (not (ours and theirs) and _of_the_same(one, other))


def _of_the_same(one: Event, other: Event) -> bool:
    """Two sides at least, all of them known."""
    here, there = ({side.entity for side in event.participants if side.role == _SIDE} for event in (one, other))
    return len(here) > 1 and here == there and None not in here


def _share_place(one: Sequence[Argument], other: Sequence[Argument], known: Mapping[str | None, Place]) -> bool:
    ours = [known[a.entity] for a in one if a.entity in known]
    theirs = [known[a.entity] for a in other if a.entity in known]
    return any(same_place(a, b) for a in ours for b in theirs)
