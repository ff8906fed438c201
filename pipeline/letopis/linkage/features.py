"""What an article says of an event, as far as it helps to tell which event it means."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Self

import orjson

from letopis.linkage.tables import event_table

_PRECISE_DAYS = 4
# Which way of the publication an event without a date lies; what is called off may have been meant for either.
_AHEAD = frozenset({"planned", "hypothetical"})
_BEHIND = frozenset({"occurred", "ongoing"})
_LISTS = ("words", "near", "circle", "topic", "triggers", "unnamed")
# First and last day, inclusive.
Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part: a canonical entity; `offices` as `offices.office_token` words them.

    `named` is false for «президент Чехии», who may be anybody that holds the office. `name` is a surname, or what
    stands in quotation marks, folded and without endings; `first` a first name or an initial; both empty where unknown.
    """

    entity: str
    type: str
    role: str
    named: bool = True
    offices: tuple[str, ...] = ()
    name: str = ""
    first: str = ""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a canonical place; `kind` country, region, city, ...; degrees of latitude and longitude where known.

    `named` is false for «рынок», which may be any. `words`: stems of its name.
    """

    entity: str
    kind: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None
    named: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as one article tells it. Days are ISO 8601, inclusive; `words`: stems of its sentences; `near`: of
    what stands close to the words that tell of it.

    `issued`: its day is only that of the report's dateline; `counted`: it was counted from another that the article
    names, or in weeks, and may be wrong by a little.

    `circle`: the canonical people, bodies and towns that the article names most often. `topic`: stems of the
    words that tell its article from others. `fellows`: of so many other events of such a type the article tells;
    `often`: so many times it tells of this one.
    `triggers`: dictionary forms of the words that tell of it.
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
    near: tuple[str, ...] = ()
    issued: bool = False
    counted: bool = False
    circle: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    fellows: int = 1
    often: int = 1
    triggers: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, source: bytes | str) -> Self:
        """As `to_json` wrote it."""
        values: dict[str, Any] = orjson.loads(source)
        values.pop("alone", None)  # of databases written before `fellows`
        parties = tuple(Party(**part | {"offices": tuple(part["offices"])}) for part in values.pop("parties"))
        spots = tuple(Spot(**part | {"words": tuple(part.get("words", ()))}) for part in values.pop("spots"))
        counts = tuple((key, value) for key, value in values.pop("counts"))
        lists = {name: tuple(values.get(name, ())) for name in _LISTS}
        return cls(parties=parties, spots=spots, counts=counts, **values | lists)

    def to_json(self) -> str:
        """One line."""
        return orjson.dumps(self).decode()

    @property
    def founding(self) -> tuple[str, str, str]:
        """Of the tellings of one story the least by this gives it its id."""
        return self.published or "9999", self.article, self.id

    @property
    def alone(self) -> bool:
        """Whether the article tells of no other event of such a type."""
        return not self.fellows

    @property
    def dated(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def interval(self) -> Interval | None:
        """Days in which it may have been, inclusive; None where nothing tells."""
        if self.low is not None and self.high is not None:
            return _dated(self.type, self.status, self.low, self.high, counted=self.counted)
        if self.published is None:
            return None
        around = _undated(self.type, self.status, self.published)
        if self.low is not None:
            return _since(_day(self.low), around[1])
        return around if self.high is None else _until(around[0], _day(self.high))

    @property
    def days(self) -> Interval | None:
        """The days that the article gives; None where it gives a month or nothing."""
        return None if self.low is None or self.high is None else _precise(self.low, self.high)

    @property
    def sure(self) -> bool:
        """Whether the article gives days, and of this event."""
        return not (self.issued or self.counted) and self.days is not None

    @property
    def precise(self) -> bool:
        """Whether the article gives days rather than a month or nothing."""
        interval = self.interval if self.low is not None and self.high is not None else None
        return interval is not None and (interval[1] - interval[0]).days < _PRECISE_DAYS


@lru_cache(maxsize=20_000)
def _dated(type_: str, status: str, low: str, high: str, *, counted: bool) -> Interval:
    """What is only proposed, and what is called off, may be later than its day says."""
    table = event_table()
    slack = max(table.counted_slack if counted else 0, table.lasting.get(type_, 0))
    return _day(low) - timedelta(slack), _day(high) + timedelta(slack + table.later.get(status, 0))


@lru_cache(maxsize=20_000)
def _undated(type_: str, status: str, published: str) -> Interval:
    """What has no date was or will be close to its publication."""
    table = event_table()
    past = status == "ongoing" or type_ in table.background
    reach = table.background_reach if past else table.undated_reach
    back = 0 if status in _AHEAD else reach
    ahead = table.lasting.get(type_, 0) if status in _BEHIND else table.undated_ahead
    return _day(published) - timedelta(back), _day(published) + timedelta(ahead)


def _since(low: date, end: date) -> Interval:
    """From a day on, told of until `end`: «с марта», «после 10 мая»."""
    return low, max(low, end)


def _until(begun: date, high: date) -> Interval:
    """Up to a day, from when its news could have begun: «до конца месяца»."""
    return min(begun, high), high


@lru_cache(maxsize=20_000)
def _precise(low: str, high: str) -> Interval | None:
    days = _day(low), _day(high)
    return days if (days[1] - days[0]).days < _PRECISE_DAYS else None


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def signature(telling: Telling) -> tuple[object, ...]:
    """What has to be equal for two tellings to be compared with others only once."""
    words = telling.words if telling.type in event_table().told_by_words else None
    published = None if telling.precise and telling.status != "planned" else telling.published
    said = (telling.type, telling.kind, telling.status, telling.low, telling.high, telling.issued, telling.counted)
    # However the article calls them: the entities are the same.
    parties = tuple((party.entity, party.role, party.named, party.offices) for party in telling.parties)
    spots = tuple((spot.entity, spot.kind, spot.country, spot.named) for spot in telling.spots)
    return *said, parties, spots, telling.counts, telling.circle, words, published
