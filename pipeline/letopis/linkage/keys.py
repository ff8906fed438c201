"""Under which keys events find each other: when, what, and with whom, where or in which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
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
# What a span of time is.
_DAY, _MONTH, _LONG, _QUARTERS = range(4)
_KINDS: Final = 4
# Bits of a key, signed, for the name; before them stands when: keys of one time lie together in the database, and the
# news of a week, of a hundred thousand articles or of none before it, write and read some pages of them, not all.
_NAME: Final = 39


@dataclass(frozen=True, slots=True)
class Keys:
    """Two events may be one only when the `stored` of one meet the `sought` of the other, either way round."""

    stored: frozenset[int]
    sought: frozenset[int]


def keys_of(telling: Telling) -> Keys:
    """By day and, for those that know no day, by month; none for an event of which nobody knows when it was."""
    interval = telling.interval
    if interval is None:
        return Keys(frozenset(), frozenset())
    names = _names(telling, dict.fromkeys(_tokens(telling)))
    stored, sought = _spans(telling, interval)
    own, others = _slow(telling, interval)
    return Keys(_joined(stored, names) | own, _joined(sought, names) | others)


def _names(telling: Telling, tokens: Iterable[str]) -> list[int]:
    """Digests: two that are equal by chance make a pair compared in vain."""
    return [
        int.from_bytes(blake2b(f"{family}|{token}".encode(), digest_size=8).digest(), "big") >> 64 - _NAME
        for family, token in product(event_table().families_of(telling.type), tokens)
    ]


def _joined(spans: Iterable[int], names: Iterable[int]) -> frozenset[int]:
    """Numbers of 64 bits with a sign; a span is less than 2**24: four million days are eleven thousand years."""
    return frozenset((span << _NAME) + name for span, name in product(spans, names))


def _spans(telling: Telling, interval: Interval) -> tuple[list[int], list[int]]:
    """When it is stored under, and when it is sought: days may be a little wrong."""
    months = _months(interval)
    long = [_span(_LONG, month) for month in months]
    by_month = [_span(_MONTH, month) for month in months]
    if not telling.precise:
        return long, long + by_month
    table = event_table()
    low, high = interval[0].toordinal(), interval[1].toordinal()
    high += table.delay if telling.status == "planned" else 0
    off = table.apart
    stored = [_span(_DAY, day) for day in range(low, high + 1)]
    return stored + by_month, [*long, *(_span(_DAY, day) for day in range(low - off, high + off + 1))]


def _span(kind: int, number: int) -> int:
    return number * _KINDS + kind


def _slow(telling: Telling, interval: Interval) -> tuple[frozenset[int], frozenset[int]]:
    """Keys by the quarter for what takes months from its plan to its end: somebody named and a rare word together."""
    table = event_table()
    if telling.type not in table.slow:
        return frozenset(), frozenset()
    who = {party.entity for party in telling.parties if party.named and party.type != "place"}
    names = _names(telling, (f"{entity} {word}" for entity in who for word in rarest(telling.words)))
    quarters = sorted({month // _QUARTER for month in _months(interval)})
    around = range(quarters[0] - _WAIT, quarters[-1] + _WAIT + 1) if quarters else ()
    stored, sought = ([_span(_QUARTERS, number) for number in numbers] for numbers in (quarters, around))
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


def _months(interval: Interval) -> list[int]:
    """Counted from the year 0; none where they are too many to tell anything."""
    if (interval[1] - interval[0]).days > _LONGEST_DAYS:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in interval)
    return list(range(first, last + 1))
