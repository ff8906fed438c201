"""What an article says of an event, as far as it helps to tell which event it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Self

import orjson

from letopis.linkage.tables import event_table
from letopis.linkage.words import rarest

_PRECISE_DAYS = 4
_LONGEST_DAYS = 366
# Which way of the publication an event without a date lies; what is called off may have been meant for either.
_AHEAD = frozenset({"planned", "hypothetical"})
_BEHIND = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part: a canonical entity; `offices` as `offices.office_token` words them.

    `named` is false for «президент Чехии», who may be anybody that holds the office.
    """

    entity: str
    type: str
    role: str
    named: bool = True
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a canonical place; `kind` country, region, city, ...; degrees of latitude and longitude where known.

    `region`: the code of the region that it is, or lies in. `named` is false for «рынок», which may be any.
    """

    entity: str
    kind: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None
    region: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as one article tells it. Days are ISO 8601, inclusive; `words`: stems of its sentences.

    `counted`: its day was counted from another that the article names, and may be wrong by a little.

    `circle`: the canonical people, bodies and towns that the article names most often. `topic`: stems of the
    words that tell its article from others. `alone`: the article tells of no other event of such a type.
    `unnamed`: who took part without a name, as the article words it; for show only.
    """

    id: str
    article: str
    published: str | None
    type: str
    kind: str | None
    status: str
    low: str | None
    high: str | None
    parties: tuple[Party, ...]
    spots: tuple[Spot, ...]
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
    counted: bool = False
    circle: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    alone: bool = False
    unnamed: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, source: bytes | str) -> Self:
        """As `to_json` wrote it."""
        values: dict[str, Any] = orjson.loads(source)
        parties = tuple(Party(**part | {"offices": tuple(part["offices"])}) for part in values.pop("parties"))
        spots = tuple(Spot(**part) for part in values.pop("spots"))
        counts = tuple((key, value) for key, value in values.pop("counts"))
        lists = {name: tuple(values[name]) for name in ("words", "circle", "topic", "unnamed")}
        return cls(parties=parties, spots=spots, counts=counts, **values | lists)

    def to_json(self) -> str:
        """One line."""
        return orjson.dumps(self).decode()

    @property
    def founding(self) -> tuple[str, str, str]:
        """Of the tellings of one story the least by this gives it its id."""
        return self.published or "9999", self.article, self.id

    @property
    def dated(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def interval(self) -> tuple[date, date] | None:
        """Days in which it may have been, inclusive: what is undated was or will be close to its publication.

        What is only proposed, and what is called off, may be later than its day says.
        """
        table = event_table()
        if self.low is not None and self.high is not None:
            slack = table.counted_slack if self.counted else 0
            ahead = slack + table.later.get(self.status, 0)
            return _day(self.low) - timedelta(slack), _day(self.high) + timedelta(ahead)
        if self.dated or self.published is None:
            return None
        published = _day(self.published)
        lasting = self.status == "ongoing" or self.type in table.background
        reach = table.background_reach if lasting else table.undated_reach
        back = 0 if self.status in _AHEAD else reach
        ahead = 0 if self.status in _BEHIND else table.undated_ahead
        return published - timedelta(back), published + timedelta(ahead)

    @property
    def precise(self) -> bool:
        """Whether the article gives days rather than a month or nothing."""
        interval = self.interval
        return self.dated and interval is not None and (interval[1] - interval[0]).days < _PRECISE_DAYS


@lru_cache(maxsize=4096)
def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def stored_keys(telling: Telling) -> set[str]:
    """Under which others find it: by day and, for those that know no day, by month."""
    if telling.precise:
        return {*_keys(telling, "day", _days(telling)), *_keys(telling, "month", _months(telling))}
    return set(_keys(telling, "long", _months(telling)))


def sought_keys(telling: Telling) -> set[str]:
    """Under which it finds others: two events may be one only when one's stored keys meet the other's sought."""
    long = set(_keys(telling, "long", _months(telling)))
    if telling.precise:
        return long | set(_keys(telling, "day", _days(telling)))
    return long | set(_keys(telling, "month", _months(telling)))


def _keys(telling: Telling, grain: str, spans: Sequence[str]) -> Iterator[str]:
    tokens = set(_tokens(telling))
    for family in event_table().families_of(telling.type):
        for token in tokens:
            for span in spans:
                yield f"{grain}|{family}|{span}|{token}"


def _tokens(telling: Telling) -> Iterator[str]:
    """Whom, where, in what company, and its rarest words."""
    yield from telling.circle
    yield from rarest(telling.words)
    for party in telling.parties:
        yield party.entity
        yield from party.offices
    towns = [spot.entity for spot in telling.spots if spot.named and spot.kind not in _WIDE]
    yield from towns
    if not telling.parties and not towns:
        yield from (spot.entity for spot in telling.spots)


_WIDE = frozenset({"country", "area"})


def _days(telling: Telling) -> list[str]:
    """Its days; of what was planned also those to which a delay may move it."""
    interval = telling.interval
    if interval is None:
        return []
    low, high = interval
    if telling.status == "planned":
        high += timedelta(event_table().delay)
    return [(low + timedelta(n)).isoformat() for n in range((high - low).days + 1)]


def _months(telling: Telling) -> list[str]:
    interval = telling.interval
    if interval is None or (interval[1] - interval[0]).days > _LONGEST_DAYS:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in interval)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def signature(telling: Telling) -> tuple[object, ...]:
    """What has to be equal for two tellings to be compared with others only once."""
    words = telling.words if telling.type in event_table().told_by_words else None
    published = None if telling.precise and telling.status != "planned" else telling.published
    said = (telling.type, telling.kind, telling.status, telling.low, telling.high)
    return *said, telling.parties, telling.spots, telling.counts, telling.circle, words, published
