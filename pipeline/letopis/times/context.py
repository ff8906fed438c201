"""What a reader has in mind at an expression: publication date, section year, times read before, tense."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Literal

from letopis.document import Basis, Precision, TimeExpression

Direction = Literal["past", "result", "present", "scheduled", "promised", "future"]
# Those that look at what is to come.
AHEAD: Final[frozenset[Direction | None]] = frozenset({"future", "scheduled", "promised"})


# So long after its first day news is told on.
NEWS_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Value:
    """Where an expression lies on the calendar, or why it cannot be said (`reason`).

    `low` and `high` are inclusive ISO bounds; `rule` names what resolved it. `recurring` and `bygone` as in
    `TimeExpression`.
    """

    low: str | None
    high: str | None
    precision: Precision
    basis: Basis | None = None
    anchor: str | None = None
    reason: str | None = None
    rule: str = "explicit"
    approximate: bool = False
    recurring: str | None = None
    bygone: bool = False


def unresolved(precision: Precision, reason: str, rule: str = "unresolved") -> Value:
    """No value, with the reason."""
    return Value(None, None, precision, reason=reason, rule=rule)


def unpublished(precision: Precision, reason: str, *, recurring: str | None = None, bygone: bool = False) -> Value:
    """No value, as nobody knows when the article was published; and what is known all the same."""
    return Value(None, None, precision, reason=reason, rule="no-publication", recurring=recurring, bygone=bygone)


COUNTED = "counted from an unknown publication date"


def day_of(time: TimeExpression) -> date | None:
    """The day that it says, None for anything longer, unresolved or before the common era."""
    low, high = time.low, time.high
    if low is None or high is None or low[:10] != high[:10] or low.startswith("-"):
        return None
    return date.fromisoformat(low[:10]) if low[:4] != "0000" else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A resolved time read before; `leading` when it opens its sentence; `open` when it has one end only."""

    expression: TimeExpression
    block: int
    leading: bool

    @property
    def id(self) -> str:
        """The expression's id."""
        return self.expression.id

    @property
    def year(self) -> int | None:
        """Its year, when it lies within one."""
        low, high = self.expression.low, self.expression.high
        if low is None or high is None or low[:5] != high[:5] or low.startswith("-"):
            return None
        return int(low[:4])

    @property
    def day(self) -> date | None:
        """Its day, when it is one."""
        return day_of(self.expression)

    @property
    def first_day(self) -> date | None:
        """The day it begins on, None before the common era."""
        low = self.expression.low
        return date.fromisoformat(low[:10]) if low and not low.startswith(("-", "0000")) else None

    @property
    def last_day(self) -> date | None:
        """The day it ends on, None before the common era."""
        high = self.expression.high
        return date.fromisoformat(high[:10]) if high and not high.startswith(("-", "0000")) else None


@dataclass(slots=True)
class Context:
    """The state of reading at one expression. `earlier` is in text order, `heading` the block over this one,
    which is an item of a list when it is `listed`, `beside` the time that an «и» or a comma coordinates it with.
    `today` is the day of publication or, where that is unknown, of the news: what «вчера» and «в прошлом году» count
    from. Where that is unknown too, the latest month or day that the article tells is `since` when it is news, and the
    first to come that it tells with a year is `until`. `adrift` when a day to come was read whose year nobody knows:
    such are the days of the news."""

    published: date | None
    published_at: datetime | None
    today: date | None
    since: TimeExpression | None = None
    until: TimeExpression | None = None
    sentence: int = 0
    block: int = 0
    heading: int | None = None
    listed: bool = False
    beside: Earlier | None = None
    section: Earlier | None = None
    section_years: list[Earlier] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    tense: Callable[[], Direction | None] = lambda: None
    scheduled: bool = False
    onto: bool = False
    adrift: bool = False
    ahead: bool = False

    @property
    def about(self) -> date | None:
        """The day of publication; where it is unknown, the day of the news, which goes on for a while in what is told
        as past."""
        if self.published is not None or self.today is None:
            return self.published
        direction = self.direction()
        ahead = direction in AHEAD or direction == "present"
        return self.today if ahead else self.today + NEWS_LASTS

    def direction(self) -> Direction | None:
        """Where the sentence looks, by its verb; «на 16 мая», «к лету» without a plain past look ahead.

        What lasts until then (`ahead`) does so still; where the verb is past («продлили до 26 марта»), unless that is
        just over.
        """
        told = self.tense()
        if self.ahead:
            return "scheduled" if told == "past" else "future"
        if self.scheduled and told != "past":
            return "scheduled"
        return told

    def is_ahead(self, item: Earlier) -> bool:
        """Whether a day read before lies ahead of the publication, and the sentence does not look there."""
        late = self.published is not None and item.day is not None and item.day > self.published
        return late and self.direction() not in AHEAD

    def before(self, reach: int = 12) -> Iterator[Earlier]:
        """Closed, resolved times read before, the nearest first; no more than `reach` of them are asked."""
        for item in reversed(self.earlier[-reach:]):
            if item.expression.low is not None and item.expression.high is not None:
                yield item
