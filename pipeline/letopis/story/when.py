"""The times that the article gives for an event, and what speaks for each of them.

Evidence of a time is of what rules say (`own`: the date of the event's own words; `attached`: so is the expression), of
the place where it stands («sentence -1», «heading of the section»), of the events that have it
(«of its whole», «event before, near, somebody in both») and of its value («ahead, planned»); of several that are of
equal days all speaks together. What speaks for none («none, ...») is how the event is told.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from letopis.document import Basis, Block, BlockKind, Event, EventMention, EventTime, Status, TimeExpression, Token
from letopis.events.slots import is_verbal
from letopis.odds import Evidence
from letopis.story.bygone import is_bygone, is_foregone, lies_ahead
from letopis.story.company import Company
from letopis.story.ground import Ground
from letopis.story.hanging import Hanging
from letopis.story.reading import NEWS
from letopis.story.standing import numbers, quoted, verb_over
from letopis.story.told_times import Days, ToldTime, days_of
from letopis.times.calendar import edtf, intersect, parse_bound

# How many sentences before and behind an event a time may stand, but for those of title, lead and heading.
BACK, ONWARD = 6, 2
_PAGE = 10
_FORMS = ("Aspect", "Mood", "Person", "Tense", "VerbForm", "Voice")


@dataclass(slots=True)
class Option:
    """A time that an event may have, None for none, and what speaks for it."""

    time: EventTime | None
    evidence: Evidence = field(default_factory=dict)


class Calendar:
    """The times of one document, as its events may have them; the events are as their own words date them."""

    def __init__(self, ground: Ground, events: Sequence[Event], company: Company) -> None:
        self._document = ground.document
        self._reading = ground.reading
        self._times = ground.times
        self._today = ground.document.today
        self._published = ground.document.article.published_date
        self._dated = Counter(days_of(event.time) for event in events if event.time is not None)
        self._dated_most = max(self._dated.values(), default=0)
        self._takers = Counter(time for event in events for time in {t for m in event.mentions for t in m.times})
        self._company = company
        self._given = {event.id for event in events if event.time is not None}
        self._hanging = Hanging(ground.document, ground.times, [m for event in events for m in event.mentions])

    def options(self, event: Event) -> list[Option]:
        """None first, then each interval once."""
        none = Option(None, self._untimed(event))
        found: dict[Days, Option] = {}
        if event.time is not None:
            found[days_of(event.time)] = Option(event.time, self._own(event, event.time))
        foregone = is_foregone(event)
        for mention in event.mentions:
            label = self._label_of(mention)
            for told in self._around(mention):
                if foregone and told.time.sentence != mention.sentence:
                    continue
                section = self._heads_section(mention, told)
                spoken = self._spoken(mention, told, under=told is label, section=section)
                # At what hour only the event's own words or its paragraph's label say.
                exact = told is label or told.time.id in mention.times
                self._offer(found, event.time, told, spoken, section=section, exact=exact)
        lent = {f"lent, {word}": 1.0 for word in (event.type, *self._reading.order(event.mentions[0]))}
        for other, evidence in self._company.of(event, "date", self._given):
            if other.time is not None and not (foregone and _told_apart(event, other)):
                days = days_of(other.time)
                if days not in found:
                    found[days] = Option(_by_day(replace(other.time, basis="event")))
                option = found[days]
                option.evidence |= evidence
                option.evidence[f"basis {other.time.basis}"] = 1.0
                option.evidence |= lent
                option.evidence[f"lent, {event.type} of {other.type}"] = 1.0
        for days, option in found.items():
            option.evidence |= self._value(event, days)
        offered = [option for days, option in found.items() if not _is_coarser(days, event.time)]
        return [none, *self._possible(event, offered)]

    def _possible(self, event: Event, offered: list[Option]) -> list[Option]:
        """Without those that begin after the publication, where the event is bygone."""
        day = self._published
        if day is None or not is_bygone(self._reading, event):
            return offered
        return [option for option in offered if option.time is None or not lies_ahead(option.time, day)]

    def _offer(
        self,
        found: dict[Days, Option],
        given: EventTime | None,
        told: ToldTime,
        spoken: Sequence[Evidence],
        *,
        section: bool,
        exact: bool,
    ) -> None:
        """Add an expression in the years in which it may be read: the first time of equal days stays, what speaks for
        them counts once."""
        own = given if given is not None and told.time.id in given.times else None
        for read, days, evidence in told.readings:
            options = [found[days_of(own)]] if own is not None and read is told.time else []
            if own is None or not _overlap(own, read):
                time = _event_time(read, section=section)
                if days not in found:
                    found[days] = Option(time if exact else _by_day(time))
                elif exact and found[days].time is not given:
                    found[days].time = time
                options.append(found[days])
            for option in options:
                for part in (*spoken, evidence):
                    option.evidence |= part

    def _own(self, event: Event, time: EventTime) -> Evidence:
        """What speaks for the date that the event's own words give by rules."""
        told = {
            "own": True,
            f"own, {event.status}": True,
            f"own, basis {time.basis}": True,
            f"own, precision {time.precision}": True,
            f"own, {min(sum(bool(mention.times) for mention in event.mentions), 3)} mentions": True,
            "own, not of the first": not event.mentions[0].times,
            "own, of several": len(time.times) > 1,
            "own, other times": any(conflict.field == "time" for conflict in event.conflicts),
        }
        return numbers(told)

    def _around(self, mention: EventMention) -> list[ToldTime]:
        times, block = self._times, self._document.blocks[self._document.sentences[mention.sentence].block]
        near = range(mention.sentence - BACK, mention.sentence + ONWARD + 1)
        found = [told for number in near for told in times.within.get(number, ())]
        found += times.in_block.get(block.heading, []) if block.heading is not None else []
        return [told for told in dict.fromkeys([*found, *times.front]) if self._may_tell(told, block)]

    def _may_tell(self, told: ToldTime, block: Block) -> bool:
        """A picture's date is of what the picture shows."""
        there = self._document.sentences[told.time.sentence].block
        return there == block.index or self._document.blocks[there].kind != "caption"

    def _untimed(self, event: Event) -> Evidence:
        """What speaks for no date at all."""
        first, document = event.mentions[0], self._document
        sentence, trigger = self._reading.word(first)
        told = {
            "none": True,
            "none, has its own": event.time is not None,
            f"none, status {event.status}": True,
            f"none, type {event.type}": True,
            f"none, block {first.block}": True,
            "none, noun": trigger is None or not is_verbal(trigger),
            "none, other times in the sentence": bool(self._times.within.get(first.sentence)),
            "none, many mentions": len(event.mentions) > 1,
            "none, part": event.part_of is not None,
            "none, set apart": self._reading.set_apart(event),
            "none, no main clause": not self._reading.in_main_clause(first),
            "none, lasting": self._reading.lasting(event),
            "none, somebody says so": event.attribution is not None,
            "none, nobody": not event.participants,
            "none, by likeness": all(mention.loose for mention in event.mentions),
            "none, quoted": quoted(document.text[sentence.start : first.trigger.start]),
            "none, opens a paragraph": sentence.start <= document.blocks[sentence.block].start,
            "none, unpublished": document.article.published is None,
        }
        told |= {f"none, {word}": True for word in self._reading.order(first)}
        return numbers(told | _forms(trigger)) | {"none, late": min(first.sentence / _PAGE, 2.0)}

    def _spoken(self, mention: EventMention, told: ToldTime, *, under: bool, section: bool) -> Sequence[Evidence]:
        """Where the expression stands, seen from the mention; `under` it as a label, or in the heading of its
        `section`."""
        gap = told.time.sentence - mention.sentence
        here, there = self._document.sentences[mention.sentence], told.sentence
        same, attached = here.block == there.block, told.time.id in mention.times
        others = self._takers[told.time.id] - attached
        place = ("sentence", max(-4, min(gap, 2))) if same else ("paragraph", max(-3, min(there.block - here.block, 1)))
        standing = _standing(
            *place,
            min(len(mention.times), 2),
            min(others, 2),
            min(self._between(told, mention), 3) if gap <= 0 else None,
            attached=attached,
            heads=section,
            untimed=gap < 0 and same and mention.sentence not in self._times.within,
            label=mention.block if gap <= 0 and under else None,
        )
        seen: dict[str, bool] = {}
        if gap == 0:
            seen = self._hanging.evidence(mention, told, taken=others > 0)
        elif gap >= -BACK:
            seen = self._apart(mention, told, "near" if abs(gap) == 1 and same else "far")
        source = _source(gap, same=same, attached=attached, under=under)
        said = _said(source, mention.type, mention.status, *self._reading.order(mention))
        return told.evidence, standing, numbers(seen), said

    def _between(self, told: ToldTime, mention: EventMention) -> int:
        """How many times are told between."""
        starts = self._times.starts
        return max(0, bisect_left(starts, mention.trigger.start) - bisect_left(starts, told.time.end))

    def _apart(self, mention: EventMention, told: ToldTime, name: str) -> dict[str, bool]:
        """How another sentence tells of the time."""
        its, mine = told.verb, verb_over(*self._reading.word(mention))
        seen = {f"{name}, free": not self._takers[told.time.id], f"{name}, main clause": told.main}
        if its is not None and mine is not None:
            alike = its.feats.get("Tense") == mine.feats.get("Tense")
            seen[f"{name}, tenses {'alike' if alike else 'unlike'}"] = True
        return seen

    def _value(self, event: Event, days: Days) -> Evidence:
        """What the value itself says, whoever tells it."""
        dated = self._dated[days] - (event.time is not None and days_of(event.time) == days)
        return _valued(
            event.type,
            event.status,
            None if self._today is None else _from_today(self._today, days),
            min(dated, 4),
            is_open=None in days,
            told_most=self._times.counts[days] == self._times.most > 1,
            dates_most=dated == self._dated_most > 0,
        )

    def _heads_section(self, mention: EventMention, told: ToldTime) -> bool:
        block = self._document.sentences[mention.sentence].block
        return self._document.blocks[block].heading == told.sentence.block

    def _label_of(self, mention: EventMention) -> ToldTime | None:
        """The last time before the mention in a label of its paragraph: «2 мая. ...», «Май: ...»."""
        block, start = self._document.sentences[mention.sentence].block, mention.trigger.start
        labels = self._times.labels.get(block, ())
        return next((told for told in reversed(labels) if told.time.end <= start), None)


def _told_apart(one: Event, other: Event) -> bool:
    """Whether no sentence tells of both."""
    return {mention.sentence for mention in one.mentions}.isdisjoint(mention.sentence for mention in other.mentions)


@lru_cache(maxsize=4_000)
def _standing(
    unit: str,
    away: int,
    own: int,
    others: int,
    between: int | None,
    *,
    attached: bool,
    heads: bool,
    untimed: bool,
    label: BlockKind | None,
) -> Evidence:
    """Where an expression stands, seen from a mention that has so many of its `own`, as told by these few values: the
    same all over the article, written out once. Not to be changed.

    `away` are sentences or paragraphs; `between` is how many other times stand there, None for what is told later.
    """
    told = {
        f"{unit} {away:+d}": True,
        "attached": attached,
        "attached, beside others": attached and own > 1,
        "others attached": not attached and own > 0,
        f"taken by {others}": True,
        "heading of the section": heads,
        f"times between {between}{', same paragraph' if unit == 'sentence' else ''}": between is not None,
        "before, sentence without times": untimed,
        "under it as a label": label is not None,
        f"under it as a label, {label}": label is not None,
    }
    return numbers(told)


@lru_cache(maxsize=4_000)
def _said(source: str, *words: str) -> Evidence:
    """How an event is told that takes its time from there: written out once. Not to be changed."""
    return {f"{source}, {word}": 1.0 for word in words}


@lru_cache(maxsize=4_000)
def _valued(
    type_: str,
    status: Status,
    day: tuple[str, bool] | None,
    others: int,
    *,
    is_open: bool,
    told_most: bool,
    dates_most: bool,
) -> Evidence:
    """What a value says of an event, as told by these few values, `day` as `_from_today` has it: written out once. Not
    to be changed."""
    told = {"open": is_open, "told most": told_most, "dates most events": dates_most}
    if day is not None:
        when, fresh = day
        told |= {f"{when}, {status}": True, f"{when}, {type_}": True}
        told |= {"news": fresh, f"news, {type_}": fresh}
    return numbers(told) | {"dates other events": others / 2}


def _source(gap: int, *, same: bool, attached: bool, under: bool) -> str:
    """In a word, whence a time is taken."""
    if attached or under:
        return "own" if attached else "label"
    if gap == 0:
        return "beside"
    if same:
        return "behind" if gap == -1 else "near"
    return "far"


@lru_cache(maxsize=10_000)
def _from_today(today: date, days: Days) -> tuple[str, bool]:
    """Whether the days are ahead, past or now; whether it is one that makes news."""
    day, (low, high) = today.isoformat(), days
    when = "ahead" if low is not None and low > day else "past" if high is not None and high < day else "now"
    return when, low is not None and low == high and abs(parse_bound(low, upper=False).date() - today) <= NEWS


def _forms(trigger: Token | None) -> dict[str, bool]:
    """The forms of a verb that tells: what goes on or is told of in passing has a date less often."""
    if trigger is None or not is_verbal(trigger):
        return {}
    return {f"none, verb {name} {trigger.feats[name]}": True for name in _FORMS if name in trigger.feats}


def _is_coarser(days: Days, given: EventTime | None) -> bool:
    """Whether days only say less than the event's own date: «24 февраля» below the heading «2021 год»."""
    if given is None or days == days_of(given):
        return False
    return intersect(days, days_of(given)) == days_of(given)


def _overlap(given: EventTime, time: TimeExpression) -> bool:
    """Whether an event's own date says with more or fewer days what the expression says."""
    return intersect((given.low, given.high), (time.low, time.high)) is not None


def _by_day(time: EventTime) -> EventTime:
    """The days of a time whose hour is another event's."""
    if time.precision != "time":
        return time
    low, high = days_of(time)
    return replace(time, low=low, high=high, precision="day", edtf=edtf(low, high, "day", time.approximate) or "")


def _event_time(time: TimeExpression, *, section: bool) -> EventTime:
    basis: Basis = "section" if section else "event"
    value = (time.low, time.high, time.edtf or "", time.precision)
    return EventTime(*value, time.approximate, basis, [time.id])
