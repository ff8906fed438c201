"""What a story says in one row: type, status, dates, whom and where, out of all its tellings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

from letopis.linkage.features import Telling
from letopis.linkage.stories import Story

_T = TypeVar("_T")
_HAPPENED: Final = ("occurred", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Days and moments are ISO 8601, inclusive. `planned_*`: as foreseen, where it was foreseen and took place."""

    id: str
    type: str
    kind: str | None
    status: str
    time_from: str | None
    time_to: str | None
    planned_from: str | None
    planned_to: str | None
    first_told: str | None
    sources: int
    participants: list[tuple[str, str]]
    unnamed: list[str]
    places: list[str]


def summarise(story: Story) -> Summary:
    """The story's row: what happened before what was foreseen, days before months, the frequent before the rare."""
    tellings = sorted((member.telling for member in story.members), key=lambda telling: telling.founding)
    status = _status(tellings)
    told = [one for one in tellings if one.status == status] or tellings
    low, high = _days(told) or _days(tellings) or (None, None)
    planned = [one for one in tellings if one.status == "planned"] if status != "planned" else []
    foreseen = _days(planned) or (None, None)
    return Summary(
        id=story.id,
        type=_most(one.type for one in told) or tellings[0].type,
        kind=_most(one.kind for one in tellings if one.kind is not None),
        status=status,
        time_from=low,
        time_to=high,
        planned_from=foreseen[0],
        planned_to=foreseen[1],
        first_told=tellings[0].published,
        sources=len({one.article for one in tellings}),
        participants=_participants(tellings),
        unnamed=next((list(one.unnamed) for one in told if one.unnamed), []),
        places=_ordered(spot.entity for one in tellings for spot in one.spots),
    )


def _status(tellings: Sequence[Telling]) -> str:
    """What happened, else what was said last."""
    known = {one.status for one in tellings}
    happened = next((status for status in _HAPPENED if status in known), None)
    return happened or tellings[-1].status


def _days(tellings: Iterable[Telling]) -> tuple[str | None, str | None] | None:
    """The dates that most tellings give, the longer of equals, out of those that give days where any does: of this
    event, or else lent by another.

    None where none has a date. Of a visit of two days some tell the day of arrival.
    """
    dated = [one for one in tellings if one.dated]
    sure = [one for one in dated if one.sure] or [one for one in dated if one.days is not None] or dated
    longest = sorted(sure, key=_length, reverse=True)
    return _most((one.low, one.high) for one in longest)


def _length(telling: Telling) -> timedelta:
    return telling.interval[1] - telling.interval[0] if telling.interval is not None else timedelta()


def _most(values: Iterable[_T]) -> _T | None:
    """The most frequent, the first of equals."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _participants(tellings: Sequence[Telling]) -> list[tuple[str, str]]:
    """Entities with the role that most tellings give them, in the order of their first telling."""
    entities = _ordered(party.entity for one in tellings for party in one.parties)
    return [(entity, role) for entity in entities if (role := _role(entity, tellings)) is not None]


def _role(entity: str, tellings: Iterable[Telling]) -> str | None:
    return _most(party.role for one in tellings for party in one.parties if party.entity == entity)


def _ordered(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
