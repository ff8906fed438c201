"""Who takes part in two tellings: who is the same, by canonical entity, by name or by office, and who cannot be."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from letopis.linkage.features import Party, Telling
from letopis.linkage.tables import event_table

Same = Callable[[Party, Party], bool]


def in_common(one: Telling, other: Telling) -> Iterator[str]:
    """What the participants say for one event, or against it."""
    if not one.parties or not other.parties:
        return
    found = list(dict.fromkeys((*_by_entity(one, other), *_by_name(one, other))))
    yield from found
    if {(party.entity, party.role) for party in one.parties} & {(party.entity, party.role) for party in other.parties}:
        yield "same role"
    if not found:
        yield "nobody in common"
        if _countries(one.parties) & _countries(other.parties):
            yield "country of both"


def share(one: Telling, other: Telling) -> bool:
    """Whether one took part in both, in roles that go together."""
    return bool(_shared(one.parties, other.parties, _is_one))


def _by_entity(one: Telling, other: Telling) -> Iterator[str]:
    for party in _shared(one.parties, other.parties, _is_one):
        yield "same person" if party.type == "person" else "same bodies"


def _by_name(one: Telling, other: Telling) -> Iterator[str]:
    """Only where no entity of the kind is shared: another article has the surname alone, another form of the name."""
    known = {party.type == "person" for party in _shared(one.parties, other.parties, _is_one)}
    for party in _shared(one.parties, other.parties, named_alike):
        if (person := party.type == "person") not in known:
            yield "same surname" if person else "same name"


def _is_one(one: Party, other: Party) -> bool:
    return one.entity == other.entity


def named_alike(one: Party, other: Party) -> bool:
    """«Уго Барриос» and «Барриос», «холдинг «Маяк»» and «Маяк»: one name, and nothing said against it."""
    if one.type != other.type or not one.name or one.name != other.name:
        return False
    if one.country is not None and other.country is not None and one.country != other.country:
        return False
    return _may_be_one(one.first, other.first)


def _may_be_one(first: str, other: str) -> bool:
    """First names or initials, empty where unknown."""
    shorter, longer = sorted((first, other), key=len)
    return longer.startswith(shorter) if len(shorter) < 2 else shorter == longer


def _may_be_taken_for(one: Party, other: Party) -> bool:
    """One by entity or name, or by an office that both hold where a name is missing to tell them apart."""
    unnamed = not (one.named and other.named) and not set(one.offices).isdisjoint(other.offices)
    return one.entity == other.entity or unnamed or named_alike(one, other)


def _shared(one: Sequence[Party], other: Sequence[Party], same: Same) -> list[Party]:
    """Those of one that the other has too, in a role that goes with it."""
    opposed = event_table().opposed
    return [
        mine for mine in one if any(same(mine, theirs) and (mine.role, theirs.role) not in opposed for theirs in other)
    ]


def _countries(parties: Iterable[Party]) -> set[str]:
    return {party.country for party in parties if party.country is not None}


def people_clash(one: Telling, other: Telling) -> bool:
    """Somebody else in the role that makes the event, other people on the sides of talks, or sides swapped."""
    if not one.parties or not other.parties:
        return False
    if _swapped(one.parties, other.parties):
        return True
    mine, theirs = _by_role(one.parties), _by_role(other.parties)
    for role in mine.keys() & theirs.keys():
        if role == "participant":
            both = _shared(mine[role], theirs[role], _may_be_taken_for)
            if len({party.entity for party in both}) < min(2, len(mine[role]), len(theirs[role])):
                return True
        elif role in event_table().identity_roles and not _may_be_same(mine[role], theirs[role]):
            return True
    return False


def turned(one: Telling, other: Telling) -> bool:
    """Two are in both, each in a role opposed to his other: who buys whom is no slip of reading."""
    theirs = {party.entity for party in other.parties}
    both = {party.entity for party in one.parties} & theirs
    return len(both) > 1 and _swapped(one.parties, other.parties)


def _swapped(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Somebody is in both, and nobody in a role that goes with his."""
    theirs = {party.entity for party in other}
    return any(party.entity in theirs for party in one) and not _shared(one, other, _is_one)


def _by_role(parties: Iterable[Party]) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = {}
    for party in parties:
        if party.type == "person":
            found.setdefault(party.role, []).append(party)
    return found


def _may_be_same(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """One is in both, or one side says only «Галина Петровна» or «водитель»."""
    nobody = any(not any(party.named or party.offices for party in side) for side in (mine, theirs))
    return nobody or any(_may_be_taken_for(one, other) for one in mine for other in theirs)
