"""The events of one document by where they are told: what may be larger than an event stands near it or comes first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from letopis.document import Event

# How many sentences apart a part may be told from its whole, unless that is the first of its type in the article.
REACH = 3


class Around:
    """`ordered` are the document's events in the order of the text."""

    def __init__(self, ordered: Sequence[Event]) -> None:
        self.first: dict[str, Event] = {}
        self._told: defaultdict[tuple[str, int], list[Event]] = defaultdict(list)
        for event in ordered:
            self.first.setdefault(event.type, event)
            for sentence in sorted({mention.sentence for mention in event.mentions}):
                self._told[event.type, sentence].append(event)

    def told(self, kind: str, sentence: int) -> Sequence[Event]:
        """Events of a type that a sentence tells of."""
        return self._told.get((kind, sentence), ())

    def of(self, part: Event, kinds: Sequence[str]) -> list[Event]:
        """Other events of these types that are told near the part, and the first of the article, in text order."""
        found = {event.id: event for event in self._near(part, [kind for kind in kinds if kind in self.first])}
        found.pop(part.id, None)
        return sorted(found.values(), key=begins)

    def _near(self, part: Event, kinds: Sequence[str]) -> Iterator[Event]:
        sentences = {mention.sentence + gap for mention in part.mentions for gap in range(-REACH, REACH + 1)}
        for kind in kinds:
            yield self.first[kind]
            for sentence in sorted(sentences):
                yield from self.told(kind, sentence)


def begins(event: Event) -> int:
    """Offset of its first trigger."""
    return event.mentions[0].trigger.start
