"""What is told only as what something later is about: «осуждён за убийство», «память погибших при взрыве», «к годовщине
аварии». It was not on the day of that."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from letopis.document import Document, Event, EventMention
from letopis.events.lexicon import EventLexicon
from letopis.story.reading import Reading
from letopis.story.relations import Relations
from letopis.story.told_times import Days, days_of

# A first anniversary is a little less than a year after, told a few days before.
_YEAR = timedelta(days=350)
_REAL = frozenset({"occurred", "ongoing"})


class Aftermath:
    """Answers about the events of one document, as they are dated when asked."""

    def __init__(self, document: Document, reading: Reading, events: Sequence[Event]) -> None:
        self._document, self._reading = document, reading
        self._relations, self._is_recalled = Relations.load(), EventLexicon.load().is_recalled
        self._later: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
        self._judged: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.type in self._relations.aftermath:
                for mention in event.mentions:
                    _, trigger = reading.word(mention)
                    if trigger is not None:
                        self._later[mention.sentence, trigger.index].append(event)
            for who in event.participants:
                if who.entity is not None and who.role == self._relations.judged.get(event.type):
                    self._judged[who.entity].append(event)

    def bars(self, event: Event, days: Days) -> bool:
        """Whether the event, by what is told of it, cannot have been on these days."""
        if event.status not in _REAL:
            return False
        if any(self._under_anniversary(mention) for mention in event.mentions) and self._is_of_this_year(days):
            return True
        later = [*self._above(event), *self._judgements(event)]
        return any(one.time is not None and days_of(one.time) == days for one in later)

    def _above(self, event: Event) -> Iterator[Event]:
        """What comes after such an event, and tells of it in its own sentence."""
        for mention in event.mentions:
            sentence, trigger = self._reading.word(mention)
            for above in sentence.ancestors(trigger.index) if trigger is not None else ():
                yield from (one for one in self._later[mention.sentence, above.index] if self._comes_after(one, event))

    def _judgements(self, event: Event) -> Iterator[Event]:
        """«Осуждён Лосев. Он ударил сторожа ножом»: the trials and sentences of who did it, if it has no day of its
        own."""
        if not any(mention.times for mention in event.mentions):
            for who in event.participants:
                yield from (one for one in self._judged.get(who.entity or "", ()) if self._comes_after(one, event))

    def _comes_after(self, later: Event, event: Event) -> bool:
        return event.type in self._relations.aftermath.get(later.type, ())

    def _under_anniversary(self, mention: EventMention) -> bool:
        sentence, trigger = self._reading.word(mention)
        return trigger is not None and self._is_recalled(sentence, trigger)

    def _is_of_this_year(self, days: Days) -> bool:
        published, low = self._document.article.published_date, days[0]
        return published is not None and low is not None and low > (published - _YEAR).isoformat()
