"""Days that the text sets for events whose own clauses give none: headings, the sentences beside them."""

from letopis.document import Basis, Document, Event, EventTime, TimeExpression
from letopis.story.reading import Reading

OTHER = "other"
_REAL = frozenset({"occurred", "ongoing"})


def set_days(document: Document, events: list[Event]) -> None:
    """Give undated events a day of the next sentence or of the one before that no other has; its basis is `event`."""
    setter = _Setter(document)
    for event in events:
        if setter.tells(event):
            setter.set(event)


def set_headings(document: Document, events: list[Event]) -> None:
    """Give events that nothing else has dated the only time that their heading names; its basis is `section`."""
    setter = _Setter(document)
    for event in events:
        heading = setter.heading(event) if setter.tells(event) else None
        if heading is not None:
            _take(event, heading, "section")


class _Setter:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._reading = Reading(document)
        taken = {time for mention in document.event_mentions for time in mention.times}
        self._free = {time.sentence: time for time in reversed(document.times) if time.id not in taken}

    def tells(self, event: Event) -> bool:
        """Whether the event, undated so far, is told to have happened, in a main clause."""
        told = event.mentions[0]
        if event.type == OTHER or event.time is not None:
            return False
        return event.status in _REAL and self._reading.in_main_clause(told) and not self._reading.set_apart(event)

    def set(self, event: Event) -> None:
        """The first of the rules that finds a day."""
        sentence = event.mentions[0].sentence
        onward, back = self._free.get(sentence + 1), self._free.get(sentence - 1)
        if onward is not None and self._reading.elaborates(onward, event):
            _take(event, onward)
        elif back is not None and self._reading.sets_scene(back, event):
            _take(event, back)

    def heading(self, event: Event) -> TimeExpression | None:
        """The only time in the heading of the event's section."""
        section = self._document.blocks[self._reading.block(event)].heading
        if section is None:
            return None
        sentences = self._document.sentences
        told = [time for time in self._document.times if sentences[time.sentence].block == section and time.resolved]
        return told[0] if len(told) == 1 else None


def _take(event: Event, time: TimeExpression, basis: Basis = "event") -> None:
    value = (time.low, time.high, time.edtf or "", time.precision)
    event.time = EventTime(*value, time.approximate, basis, [time.id])
    event.time_reason = None
