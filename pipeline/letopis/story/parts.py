"""Larger events and their parts, the talks of a visit, the dead of a fire: chosen among those told near, by odds that
are data."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from letopis.document import Document, Event
from letopis.odds import Choice, Evidence
from letopis.story.ground import Ground
from letopis.story.parthood import Parthood
from letopis.story.relations import Relations
from letopis.story.stays import STAYS, Stays
from letopis.tables import read_table

# How many sentences apart a part may be told from its whole, unless that is the first of its type in the article.
REACH = 3


class Parting(Choice):
    """The choice among the wholes that `Linker` offers."""

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Parting":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "parts.yaml", cls)


class Offer(NamedTuple):
    """An event that may be the whole, or none, and what speaks for it."""

    whole: Event | None
    evidence: Evidence


class Linker:
    """Says of the events of documents which is part of which."""

    def __init__(self) -> None:
        self._choice = Parting.load()
        self._relations = Relations.load()

    def link(self, ground: Ground, events: Sequence[Event]) -> None:
        """Set `part_of` of every event that likely belongs to a larger one; none is part of its own part."""
        ordered = sorted(events, key=_begins)
        around, parthood, wholes = _Around(ordered), Parthood(ground), dict[str, Event]()
        stays = Stays(ground, ordered, self._relations)
        for part in ordered:
            stay = stays.whole_of(part)
            kinds = () if stay is not None or part.type in STAYS else self._relations.wholes_of(part.type)
            near = [whole for whole in around.of(part, kinds) if self._is_open(whole, part, wholes)]
            near = [whole for whole in near if not parthood.enumerated(whole, part)]
            offers = [Offer(*offered) for offered in parthood.offers(part, near)] if near else [Offer(stay, {})]
            chosen = self.choose(part, offers) if near else offers[0]
            if chosen.whole is not None:
                part.part_of = chosen.whole.id
                wholes[part.id] = chosen.whole
                self._explain(ground.document, part, chosen)

    def _is_open(self, whole: Event, part: Event, wholes: Mapping[str, Event]) -> bool:
        """Of two that may hold each other the first told is the larger; what is inside the part does not hold it."""
        mutual = self._relations.contains(part.type, whole.type)
        return not (mutual and _begins(whole) > _begins(part)) and not _is_inside(whole, part, wholes)

    def _explain(self, document: Document, part: Event, chosen: Offer) -> None:
        trigger, whole = part.mentions[0].trigger, chosen.whole
        if document.traced and whole is not None:
            why = self._choice.reasons(chosen.evidence) or "on the visit, at the summit"
            document.explain("story.part_of", "chosen", trigger.start, trigger.end, f"{whole.id} {whole.type}: {why}")

    def choose(self, _part: Event, offers: Sequence[Offer]) -> Offer:
        """One of the offers to a part, the first of which is none."""
        return offers[self._choice.choose([offer.evidence for offer in offers])]


class _Around:
    """The events of a document by where they are told."""

    def __init__(self, ordered: Sequence[Event]) -> None:
        self._first: dict[str, Event] = {}
        self._told: defaultdict[tuple[str, int], list[Event]] = defaultdict(list)
        for event in ordered:
            self._first.setdefault(event.type, event)
            for sentence in sorted({mention.sentence for mention in event.mentions}):
                self._told[event.type, sentence].append(event)

    def of(self, part: Event, kinds: Sequence[str]) -> list[Event]:
        """Events of these types that are told near the part, and the first of the article, in the order of the text."""
        found = {event.id: event for event in self._near(part, [kind for kind in kinds if kind in self._first])}
        found.pop(part.id, None)
        return sorted(found.values(), key=_begins)

    def _near(self, part: Event, kinds: Sequence[str]) -> Iterator[Event]:
        sentences = {mention.sentence + gap for mention in part.mentions for gap in range(-REACH, REACH + 1)}
        for kind in kinds:
            yield self._first[kind]
            for sentence in sorted(sentences):
                yield from self._told.get((kind, sentence), ())


def _begins(event: Event) -> int:
    return event.mentions[0].trigger.start


def _is_inside(event: Event, other: Event, wholes: Mapping[str, Event]) -> bool:
    """Whether the event is, part by part, in the other."""
    above = wholes.get(event.id)
    while above is not None:
        if above is other:
            return True
        above = wholes.get(above.id)
    return False
