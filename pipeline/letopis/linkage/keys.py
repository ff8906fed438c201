"""Under which keys events find each other: when, what, and with whom, where or in which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Final

from letopis.linkage.features import Interval, Telling
from letopis.linkage.tables import event_table
from letopis.linkage.words import rarest

_LONGEST_DAYS: Final = 400
_WIDE: Final = frozenset({"country", "area"})
_QUARTER: Final = 3  # months
# So many quarters may lie between a bargain and its closing.
_WAIT: Final = 2


@dataclass(frozen=True, slots=True)
class Keys:
    """Two events may be one only when the `stored` of one meet the `sought` of the other, either way round."""

    stored: frozenset[str]
    sought: frozenset[str]


def keys_of(telling: Telling) -> Keys:
    """By day and, for those that know no day, by month; none for an event of which nobody knows when it was."""
    interval = telling.interval
    if interval is None:
        return Keys(frozenset(), frozenset())
    names = list(product(event_table().families_of(telling.type), dict.fromkeys(_tokens(telling))))
    stored, sought = _spans(telling, interval)
    own, others = _slow(telling, interval)
    return Keys(_joined(stored, names) | own, _joined(sought, names) | others)


def _joined(spans: Iterable[str], names: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(f"{span}|{family}|{token}" for span, (family, token) in product(spans, names))


def _spans(telling: Telling, interval: Interval) -> tuple[list[str], list[str]]:
    """When it is stored under, and when it is sought: days may be a little wrong."""
    months = _months(interval)
    long = [f"long|{month}" for month in months]
    by_month = [f"month|{month}" for month in months]
    if not telling.precise:
        return long, long + by_month
    table = event_table()
    days = (interval[0], interval[1] + timedelta(table.delay if telling.status == "planned" else 0))
    off = timedelta(table.apart)
    stored = [f"day|{day}" for day in _days(days)]
    return stored + by_month, [*long, *(f"day|{day}" for day in _days((days[0] - off, days[1] + off)))]


def _slow(telling: Telling, interval: Interval) -> tuple[frozenset[str], frozenset[str]]:
    """Keys by the quarter for what takes months from its plan to its end: somebody named and a rare word together."""
    table = event_table()
    if telling.type not in table.slow:
        return frozenset(), frozenset()
    who = {party.entity for party in telling.parties if party.named and party.type != "place"}
    tokens = [f"{entity} {word}" for entity in who for word in rarest(telling.words)]
    names = list(product(table.families_of(telling.type), tokens))
    quarters = sorted({month // _QUARTER for month in _months(interval)})
    around = range(quarters[0] - _WAIT, quarters[-1] + _WAIT + 1) if quarters else ()
    stored, sought = ([f"quarter|{number}" for number in numbers] for numbers in (quarters, around))
    return _joined(stored, names), _joined(sought, names)


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


def _days(interval: Interval) -> Iterator[str]:
    low, high = interval
    return ((low + timedelta(n)).isoformat() for n in range((high - low).days + 1))


def _months(interval: Interval) -> list[int]:
    """Counted from the year 0; none where they are too many to tell anything."""
    if (interval[1] - interval[0]).days > _LONGEST_DAYS:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in interval)
    return list(range(first, last + 1))
