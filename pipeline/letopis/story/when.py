"""The times that the article gives for an event, and what speaks for each of them.

Evidence of a time is of what rules say (`own`: the date of the event's own words; `attached`: so is the expression), of
the place where it stands («sentence -1», «heading of the section»), of the events that have it
(«of its whole», «event before, near, somebody in both») and of its value («ahead, planned»); of several that are of
equal days all speaks together. What speaks for none («none, ...») is how the event is told.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letopis.document import Basis, Document, Event, EventMention, EventTime, Sentence, TimeExpression
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.events.timing import dates_events
from letopis.odds import Evidence
from letopis.story.company import Company
from letopis.story.hanging import Hanging
from letopis.story.reading import LABEL_TOKENS, NEWS, Reading
from letopis.story.standing import is_main, numbers, quoted, verb_over
from letopis.story.years import Years
from letopis.times.calendar import intersect, parse_bound

Days = tuple[str | None, str | None]
# How many sentences before and behind an event a time may stand, but for those of title, lead and heading.
BACK, ONWARD = 6, 2
# How many times of title and lead are looked at.
FRONT = 4
_PAGE = 10
_LABELS = frozenset({":", "—", "–", ".", "-"})


@dataclass(slots=True)
class Option:
    """A time that an event may have, None for none, and what speaks for it."""

    time: EventTime | None
    evidence: Evidence = field(default_factory=dict)


def days_of(time: EventTime | TimeExpression) -> Days:
    """First and last day, without the time of day."""
    return time.low and time.low.partition("T")[0], time.high and time.high.partition("T")[0]


class Calendar:
    """The times of one document, as its events may have them; the events are as their own words date them."""

    def __init__(self, document: Document, events: Sequence[Event]) -> None:
        self._document = document
        self._reading = Reading(document)
        lexicon = EventLexicon.load()
        self._sources = lexicon.source["verbs"]
        self._times = [
            time for time in document.times
            if time.resolved and dates_events(document.sentences[time.sentence], time, lexicon)
        ]  # fmt: skip
        self._within: defaultdict[int, list[TimeExpression]] = defaultdict(list)
        self._blocks: defaultdict[int, list[TimeExpression]] = defaultdict(list)
        for time in self._times:
            self._within[time.sentence].append(time)
            self._blocks[document.sentences[time.sentence].block].append(time)
        self._starts = [time.start for time in self._times]
        fronts = [time for time in self._times if self._block_kind(time) in ("title", "lead")]
        self._front = fronts[:FRONT]
        self._told = Counter(days_of(time) for time in self._times)
        self._most = max(self._told.values(), default=0)
        self._dated = Counter(days_of(event.time) for event in events if event.time is not None)
        self._dated_most = max(self._dated.values(), default=0)
        self._takers = Counter(time for event in events for time in {t for m in event.mentions for t in m.times})
        self._company = Company(events, self._reading, "date", {event.id for event in events if event.time is not None})
        self._years = Years(document)
        self._hanging = Hanging(document, [mention for event in events for mention in event.mentions])

    def options(self, event: Event) -> list[Option]:
        """None first, then each interval once."""
        none = Option(None, self._untimed(event))
        found: dict[Days, Option] = {}
        if event.time is not None:
            _add(found, event.time, self._own(event, event.time))
        for mention in event.mentions:
            for time in self._around(mention):
                section, spoken = self._heads_section(mention, time), self._spoken(mention, time)
                for read, told in self._years.readings(time):
                    evidence, given = spoken | numbers(told), event.time
                    if given is not None and time.id in given.times and read is time:
                        _add(found, given, evidence)
                    if given is None or time.id not in given.times or not _overlap(given, read):
                        _add(found, _event_time(read, section=section), evidence)
        for other, evidence in self._company.of(event):
            if other.time is not None:
                _add(found, replace(other.time, basis="event"), evidence | {f"basis {other.time.basis}": 1.0})
        for days, option in found.items():
            option.evidence.update(self._value(event, days))
        return [none, *(option for option in found.values() if not _is_coarser(option.time, event.time))]

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

    def _around(self, mention: EventMention) -> list[TimeExpression]:
        block = self._document.blocks[self._document.sentences[mention.sentence].block]
        near = range(mention.sentence - BACK, mention.sentence + ONWARD + 1)
        found = [time for number in near for time in self._within.get(number, ())]
        found += self._blocks.get(block.heading, []) if block.heading is not None else []
        return list({time.id: time for time in [*found, *self._front]}.values())

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
            "none, other times in the sentence": bool(self._within.get(first.sentence)),
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
        return numbers(told) | {"none, late": min(first.sentence / _PAGE, 2.0)}

    def _spoken(self, mention: EventMention, time: TimeExpression) -> Evidence:
        """Where the expression stands, seen from the mention."""
        gap = time.sentence - mention.sentence
        here, there = self._document.sentences[mention.sentence], self._document.sentences[time.sentence]
        same = here.block == there.block
        verb = verb_over(there, self._hanging.head(time))
        blocks = max(-3, min(there.block - here.block, 1))
        told = {
            f"sentence {max(-4, min(gap, 2)):+d}" if same else f"paragraph {blocks:+d}": True,
            f"basis {time.basis}": True,
            f"in {self._block_kind(time)}": True,
            "in a label": _is_label(there),
            "attached": time.id in mention.times,
            "attached, beside others": time.id in mention.times and len(mention.times) > 1,
            "others attached": time.id not in mention.times and bool(mention.times),
            f"precision {time.precision}": True,
            f"preposition {self._preposition(time)}": True,
            "of a report": verb is not None and verb.lemma in self._sources,
            f"taken by {min(self._others(mention, time), 2)}": True,
            "heading of the section": self._heads_section(mention, time),
        }
        if gap <= 0:
            paragraph = ", same paragraph" if same else ""
            told[f"times between {min(self._between(time, mention), 3)}{paragraph}"] = True
            told["before, sentence without times"] = gap < 0 and same and mention.sentence not in self._within
        if gap <= 0 and same and self._label_of(mention) is time:
            told |= {"under it as a label": True, f"under it as a label, {mention.block}": True}
        if gap == 0:
            return numbers(told | self._hanging.evidence(mention, time, taken=self._others(mention, time) > 0))
        return numbers(told | self._apart(mention, time, near=abs(gap) == 1 and same))

    def _others(self, mention: EventMention, time: TimeExpression) -> int:
        """How many other events have the time by rules."""
        return self._takers[time.id] - (time.id in mention.times)

    def _preposition(self, time: TimeExpression) -> str:
        head = self._hanging.head(time)
        beside = self._document.sentences[time.sentence].children(head.index) if head is not None else ()
        return next((child.lemma for child in beside if child.rel == "case"), "none")

    def _between(self, time: TimeExpression, mention: EventMention) -> int:
        """How many times are told between."""
        return max(0, bisect_left(self._starts, mention.trigger.start) - bisect_left(self._starts, time.end))

    def _apart(self, mention: EventMention, time: TimeExpression, *, near: bool) -> dict[str, bool]:
        """How another sentence tells of the time."""
        if time.sentence < mention.sentence - BACK:
            return {}
        there = self._document.sentences[time.sentence]
        its, mine = verb_over(there, self._hanging.head(time)), verb_over(*self._reading.word(mention))
        name = "near" if near else "far"
        main = its is not None and is_main(there, its)
        told = {f"{name}, free": not self._takers[time.id], f"{name}, main clause": main}
        if its is not None and mine is not None:
            alike = its.feats.get("Tense") == mine.feats.get("Tense")
            told[f"{name}, tenses {'alike' if alike else 'unlike'}"] = True
        return told

    def _value(self, event: Event, days: Days) -> Evidence:
        """What the value itself says, whoever tells it."""
        dated = self._dated[days] - (event.time is not None and days_of(event.time) == days)
        told = {
            "open": None in days,
            "told most": self._told[days] == self._most > 1,
            "dates most events": dated == self._dated_most > 0,
        }
        return numbers(told | self._from_publication(event, days)) | {"dates other events": min(dated, 4) / 2}

    def _from_publication(self, event: Event, days: Days) -> dict[str, bool]:
        published, (low, high) = self._document.article.published_date, days
        if published is None:
            return {}
        day = published.isoformat()
        when = "ahead" if low is not None and low > day else "past" if high is not None and high < day else "now"
        fresh = low is not None and low == high and abs(parse_bound(low, upper=False).date() - published) <= NEWS
        return {f"{when}, {event.status}": True, "news": fresh}

    def _heads_section(self, mention: EventMention, time: TimeExpression) -> bool:
        block = self._document.sentences[mention.sentence].block
        return self._document.blocks[block].heading == self._document.sentences[time.sentence].block

    def _label_of(self, mention: EventMention) -> TimeExpression | None:
        """The last time before the mention in a label of its paragraph: «2 мая. ...», «Май: ...»."""
        block = self._document.sentences[mention.sentence].block
        before = [time for time in self._blocks[block] if time.end <= mention.trigger.start]
        return next((time for time in reversed(before) if self._labels(time)), None)

    def _labels(self, time: TimeExpression) -> bool:
        sentence = self._document.sentences[time.sentence]
        if _is_label(sentence):
            return True
        behind = next((token for token in sentence.tokens if token.start >= time.end), None)
        if sentence.start > self._document.blocks[sentence.block].start + 3 or behind is None:
            return False
        return behind.text in _LABELS and not any(is_verbal(token) for token in sentence.tokens[: behind.index])

    def _block_kind(self, time: TimeExpression) -> str:
        return self._document.blocks[self._document.sentences[time.sentence].block].kind


def _add(found: dict[Days, Option], time: EventTime, evidence: Evidence) -> None:
    """The strongest of each piece of evidence counts, once; the first time of these days stays."""
    option = found.setdefault(days_of(time), Option(time))
    for name, value in evidence.items():
        option.evidence[name] = max(option.evidence.get(name, 0.0), value)


def _is_coarser(time: EventTime | None, given: EventTime | None) -> bool:
    """Whether a time only says less than the event's own date: «24 февраля» below the heading «2021 год»."""
    if time is None or given is None or days_of(time) == days_of(given):
        return False
    return intersect(days_of(time), days_of(given)) == days_of(given)


def _overlap(given: EventTime, time: TimeExpression) -> bool:
    """Whether an event's own date says with more or fewer days what the expression says."""
    return intersect((given.low, given.high), (time.low, time.high)) is not None


def _event_time(time: TimeExpression, *, section: bool) -> EventTime:
    basis: Basis = "section" if section else "event"
    value = (time.low, time.high, time.edtf or "", time.precision)
    return EventTime(*value, time.approximate, basis, [time.id])


def _is_label(sentence: Sentence) -> bool:
    """A few words without a verb."""
    return len(sentence.tokens) <= LABEL_TOKENS and not any(is_verbal(token) for token in sentence.tokens)
