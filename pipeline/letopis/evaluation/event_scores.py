"""Events against gold: which were found, and what is right about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from letopis.evaluation.counts import Rate, Tally
from letopis.evaluation.gold import Coverage
from letopis.evaluation.matching import (
    Pair,
    days,
    fold_name,
    match_events,
    places,
    same_family,
    same_stretch,
)
from letopis.evaluation.naming import same_name
from letopis.record.contract import Record
from letopis.record.parts import Event, Participant

Check = Callable[[Event, Event], bool]


@dataclass(slots=True)
class Comparison:
    """One article's events of both sides, as far as gold covers them, and who is paired with whom."""

    covers: Coverage
    gold: list[Event]
    system: list[Event]
    pairs: list[Pair]
    lenient: list[Pair]
    gold_names: dict[str, str] = field(default_factory=dict)
    system_names: dict[str, str] = field(default_factory=dict)

    @property
    def matched(self) -> list[tuple[Event, Event]]:
        """The paired events, gold first."""
        return [(self.gold[one], self.system[other]) for one, other in self.pairs]


def compare(gold: Record, system: Record | None, covers: Coverage) -> Comparison:
    """Pair the events; a missing record is an empty one."""
    wanted = [event for event in gold.events if event.type in covers.types]
    found = [event for event in system.events if event.type in covers.types] if system else []
    return Comparison(
        covers,
        wanted,
        found,
        match_events(wanted, found, str.__eq__),
        match_events(wanted, found, same_family),
        _names(gold),
        _names(system) if system else {},
    )


def _names(record: Record) -> dict[str, str]:
    return {entity.id: fold_name(entity.name) for entity in record.entities}


def same_person(one: Participant, other: Participant) -> bool:
    """One name (see `naming`), or for the unnamed, one text's words within the other's («трое рабочих», «трое»)."""
    if one.name is not None and other.name is not None:
        return same_name(one.name, other.name)
    if one.name is None and other.name is None:
        first, second = set(fold_name(one.text).split()), set(fold_name(other.text).split())
        return first <= second or second <= first
    return False


def tally_participants(gold: Sequence[Participant], system: Sequence[Participant], *, roles: bool) -> Tally:
    """Participants paired off; with `roles` the role has to be the same too."""
    left = list(system)
    right = 0
    for who in gold:
        twin = next((x for x in left if same_person(who, x) and (not roles or x.role == who.role)), None)
        if twin is not None:
            left.remove(twin)
            right += 1
    return Tally(right, len(left), len(gold) - right)


def _all_participants(gold: Event, system: Event) -> bool:
    tally = tally_participants(gold.participants, system.participants, roles=True)
    return not tally.false and not tally.missed


def _same_place(gold: Event, system: Event) -> bool:
    """A shared place, or none on either side."""
    one, other = places(gold), places(system)
    return bool(one & other) or one == other


FIELD_CHECKS: dict[str, Check] = {
    "status": lambda gold, system: gold.status == system.status,
    "time": lambda gold, system: days(gold.time) == days(system.time),
    "places": _same_place,
    "participants": _all_participants,
    # Gold gives a kind where one fits without doubt; where it gives none, none is judged.
    "kind": lambda gold, system: gold.kind is None or gold.kind == system.kind,
    "counts": lambda gold, system: gold.counts == system.counts,
}


def field_rates(comparison: Comparison) -> dict[str, Rate]:
    """Over matched events: the share with the field right; fields that gold does not cover are absent."""
    pairs = comparison.matched
    rates = {
        name: Rate(sum(check(*pair) for pair in pairs), len(pairs))
        for name, check in FIELD_CHECKS.items()
        if name in comparison.covers.fields
    }
    if "time" in rates:
        # Events without a date are easy to get right: the share among those that gold dates.
        dated = [pair for pair in pairs if pair[0].time is not None]
        rates["time_dated"] = Rate(sum(FIELD_CHECKS["time"](*pair) for pair in dated), len(dated))
    if "kind" in rates:
        kinds = [pair for pair in pairs if pair[0].kind is not None]
        rates["kind"] = Rate(sum(FIELD_CHECKS["kind"](*pair) for pair in kinds), len(kinds))
    if "counts" in rates:
        counted = [pair for pair in pairs if pair[0].counts or pair[1].counts]
        rates["counts"] = Rate(sum(FIELD_CHECKS["counts"](*pair) for pair in counted), len(counted))
    return rates


def event_tallies(comparison: Comparison) -> dict[str, Tally]:
    """Events found; over matched ones participants, places, parts and conflicts; mentions and arguments."""
    covered = comparison.covers.fields
    gold, system, pairs = comparison.gold, comparison.system, comparison.matched
    tallies: dict[str, Tally] = {}
    if "events" in covered:
        tallies["events"] = _found(len(gold), len(system), len(pairs))
        tallies["events_lenient"] = _found(len(gold), len(system), len(comparison.lenient))
        tallies["events_whole"] = _found(len(gold), len(system), sum(is_whole(comparison, *p) for p in pairs))
    if "participants" in covered:
        who = [(one.participants, other.participants) for one, other in pairs]
        tallies["participants"] = sum((tally_participants(*p, roles=False) for p in who), Tally())
        tallies["participants_role"] = sum((tally_participants(*p, roles=True) for p in who), Tally())
    if "places" in covered:
        tallies["places"] = sum((Tally.of(places(one), places(other)) for one, other in pairs), Tally())
    if "part_of" in covered:
        tallies["part_of"] = _parts(comparison)
    if "conflicts" in covered:
        conflicts = [({c.field for c in one.conflicts}, {c.field for c in other.conflicts}) for one, other in pairs]
        tallies["conflicts"] = sum((Tally.of(*fields) for fields in conflicts), Tally())
    return tallies


def _found(gold: int, system: int, right: int) -> Tally:
    return Tally(right, system - right, gold - right)


def is_whole(comparison: Comparison, gold: Event, system: Event) -> bool:
    """Status, time, place and participants all right, as far as gold covers them."""
    asked = comparison.covers.fields & {"status", "time", "places", "participants"}
    return all(FIELD_CHECKS[name](gold, system) for name in asked)


def _parts(comparison: Comparison) -> Tally:
    """Whether the larger event of a matched one is the match of the larger event."""
    twins = {other.id: one.id for one, other in comparison.matched}
    known = {event.id for event in comparison.gold}
    gold = [(one.id, one.part_of) for one, _ in comparison.matched if one.part_of in known]
    system = [(one.id, twins.get(other.part_of, "?")) for one, other in comparison.matched if other.part_of is not None]
    return Tally.of(gold, system)


def split_events(comparison: Comparison) -> list[tuple[Event, list[Event]]]:
    """Gold events that several system events of their type tell of."""
    return _shared_out(comparison.gold, comparison.system)


def merged_events(comparison: Comparison) -> list[tuple[Event, list[Event]]]:
    """System events that tell of several gold events of their type."""
    return _shared_out(comparison.system, comparison.gold)


def _shared_out(ones: Sequence[Event], others: Sequence[Event]) -> list[tuple[Event, list[Event]]]:
    found = []
    for one in ones:
        tell = [other for other in others if one.type == other.type and _overlap(one, other)]
        if len(tell) > 1:
            found.append((one, tell))
    return found


def _overlap(one: Event, other: Event) -> bool:
    return any(same_stretch(mention, twin) for mention in one.mentions for twin in other.mentions)


def differing(comparison: Comparison, gold: Event, system: Event) -> list[str]:
    """Names of the covered fields in which a matched event is wrong."""
    return [
        name for name, check in FIELD_CHECKS.items() if name in comparison.covers.fields and not check(gold, system)
    ]
