"""When events were: on the date that rules give them by their own words, on another of the article's, or on none, by
odds that are data."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from letopis.document import Document, Event, EventTime
from letopis.events.fallback import OTHER
from letopis.odds import Choice
from letopis.story.aftermath import Aftermath
from letopis.story.bygone import is_bygone, is_foregone, lies_ahead
from letopis.story.company import Company
from letopis.story.ground import Ground
from letopis.story.lasting import counted_days, days_on
from letopis.story.stays import STAYS
from letopis.story.told_times import days_of
from letopis.story.when import Calendar, Option
from letopis.tables import read_table
from letopis.times.calendar import intersect

_COARSE = frozenset({"season", "quarter", "half", "year"})
_REAL = frozenset({"occurred", "ongoing"})


class Dating(Choice):
    """The choice among the times that `Calendar` offers."""

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Dating":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "dating.yaml", cls)


class Dater:
    """Dates the events of documents; what is inferred has the basis `event`, or `section` from a heading."""

    def __init__(self) -> None:
        self._choice = Dating.load()

    def date(self, ground: Ground, events: list[Event], company: Company) -> None:
        """Give every event of a type the likeliest time, if it is likely enough, but for those that are sure."""
        _date_parts(events)
        _forget_ahead(ground, events)
        calendar = Calendar(ground, events, company)
        asked = [event for event in events if event.type != OTHER.type and not _is_sure(event)]
        options = {event.id: calendar.options(event) for event in asked}
        self._take_likeliest(ground, asked, options)
        barred = _without_later(ground, events, asked, options)
        self._take_likeliest(ground, [event for event in asked if event.id in barred], barred)
        counted = counted_days(ground.document)
        for event in asked:
            since = days_on(ground.document, event, counted) if event.time is None else None
            if since is not None:
                event.time, event.time_reason = since, None
        _date_stays(events)
        _date_parts(events)

    def _take_likeliest(self, ground: Ground, asked: Sequence[Event], options: Mapping[str, list[Option]]) -> None:
        for event, chosen in [(event, self.choose(event, options[event.id])) for event in asked]:
            if ground.document.traced:
                self._explain(ground.document, event, chosen)
            if chosen.time is not event.time:
                _take(event, chosen.time)

    def _explain(self, document: Document, event: Event, chosen: Option) -> None:
        said = chosen.time.edtf if chosen.time is not None else "none"
        trigger, reasons = event.mentions[0].trigger, self._choice.reasons(chosen.evidence)
        document.explain("story.time", "chosen", trigger.start, trigger.end, f"{said}: {reasons}")

    def choose(self, _event: Event, options: Sequence[Option]) -> Option:
        """One of the options of an event, the first of which is none."""
        return options[self._choice.choose([option.evidence for option in options])]


def _without_later(
    ground: Ground, events: Sequence[Event], asked: Sequence[Event], options: Mapping[str, list[Option]]
) -> dict[str, list[Option]]:
    """Of the events that have the day of something told as later than they were: the options without such days."""
    aftermath = Aftermath(ground.document, ground.reading, events)
    return {
        event.id: [one for one in options[event.id] if one.time is None or not aftermath.bars(event, days_of(one.time))]
        for event in asked
        if event.time is not None and aftermath.bars(event, days_of(event.time))
    }


def _forget_ahead(ground: Ground, events: Sequence[Event]) -> None:
    """A day after the publication is not when something was done or said."""
    published = ground.document.article.published_date
    if published is None:
        return
    for event in events:
        if event.time is not None and lies_ahead(event.time, published) and is_bygone(ground.reading, event):
            _take(event, None)


def _is_sure(event: Event) -> bool:
    """Whether its whole or several mentions date the event; where they differ, what was chosen among them stays."""
    return event.time is not None and (
        event.time.basis == "event" or sum(bool(mention.times) for mention in event.mentions) > 1
    )


def _take(event: Event, time: EventTime | None) -> None:
    """The event's date is another one than its words give, where the article contradicts itself, too."""
    event.time_reason = "its expression of time is likelier of something else" if time is None else None
    event.time = time
    event.conflicts = [conflict for conflict in event.conflicts if conflict.field != "time"]


def _date_parts(events: Sequence[Event]) -> None:
    """A part was when its whole was."""
    by_id = {event.id: event for event in events}
    for part in sorted(events, key=lambda event: event.mentions[0].trigger.start):
        whole = by_id.get(part.part_of or "")
        ahead = part.status == "planned"  # when a stay goes on is another matter
        if whole is None or (ahead and whole.status in _REAL) or "ongoing" in (part.status, whole.status):
            continue
        if is_foregone(part) and whole.mentions[0].trigger.start < part.mentions[0].trigger.start:
            continue
        take_day(part, whole)


def _date_stays(events: Sequence[Event]) -> None:
    """«Рассказал о поездке в Казань. 21 февраля он встретился там с мэром»: a stay without a date was on the day of
    what was done on it, if that was one day."""
    stays = {
        event.id: event for event in events if event.type in STAYS and event.time is None and event.status in _REAL
    }
    days: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    for part in events:
        if part.part_of in stays and part.time is not None and part.time.precision == "day":
            days[part.part_of].setdefault(part.time.edtf, part)
    for stay, parts in days.items():
        if len(parts) == 1:
            take_day(stays[stay], next(iter(parts.values())))


def take_day(event: Event, source: Event) -> None:
    """Date an event as another one, if it is undated or dated to a year (as lists and headings do) in which the other's
    days lie."""
    if source.time is None:
        return
    times, days = source.time.times, (source.time.low, source.time.high)
    if event.time is not None:
        if event.time.precision not in _COARSE or intersect((event.time.low, event.time.high), days) != days:
            return
        times = list(dict.fromkeys([*event.time.times, *times]))
    event.time, event.time_reason = replace(source.time, basis="event", times=times), None
