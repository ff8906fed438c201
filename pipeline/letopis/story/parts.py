"""Larger events and their parts, the talks of a visit, the dead of a fire: chosen among those told near, by odds that
are data."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from letopis.document import Document, Event
from letopis.odds import Choice, Evidence
from letopis.story.around import Around, begins
from letopis.story.bygone import is_before
from letopis.story.ground import Ground
from letopis.story.parthood import Parthood
from letopis.story.relations import Relations
from letopis.story.stays import STAYS, Stays
from letopis.tables import read_table


class Parting(Choice):
    """The choice among the wholes that `Linker` offers."""

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Parting":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "parts.yaml", cls)


_HAPPENED = frozenset({"occurred", "ongoing"})


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
        ordered = sorted(events, key=begins)
        around, parthood, wholes = Around(ordered), Parthood(ground), dict[str, Event]()
        stays = Stays(ground, around, self._relations)
        for part in ordered:
            stay = stays.whole_of(part)
            if stay is not None and _cannot_hold(ground, stay, part):
                stay = None
            if stay is not None or part.type in STAYS:
                chosen = Offer(stay, {})
            else:
                near = around.of(part, self._relations.wholes_of(part.type))
                near = [whole for whole in near if not _cannot_hold(ground, whole, part)]
                chosen = self._chosen(part, [whole for whole in near if self._is_open(whole, part, wholes)], parthood)
            if chosen.whole is not None:
                part.part_of = chosen.whole.id
                wholes[part.id] = chosen.whole
                self._explain(ground.document, part, chosen)

    def _chosen(self, part: Event, near: Sequence[Event], parthood: Parthood) -> Offer:
        apart = [whole for whole in near if not (parthood.enumerated(whole, part) or parthood.elsewhen(whole, part))]
        if not apart:
            return Offer(None, {})
        return self.choose(part, [Offer(*offered) for offered in parthood.offers(part, apart)])

    def _is_open(self, whole: Event, part: Event, wholes: Mapping[str, Event]) -> bool:
        """Of two that may hold each other the first told is the larger; what is inside the part does not hold it, and
        what did not happen, or not yet, holds nothing that did."""
        if part.status in _HAPPENED and whole.status not in _HAPPENED:
            return False
        mutual = self._relations.contains(part.type, whole.type)
        return not (mutual and begins(whole) > begins(part)) and not _is_inside(whole, part, wholes)

    def _explain(self, document: Document, part: Event, chosen: Offer) -> None:
        trigger, whole = part.mentions[0].trigger, chosen.whole
        if document.traced and whole is not None:
            why = self._choice.reasons(chosen.evidence) or "on the visit, at the summit"
            document.explain("story.part_of", "chosen", trigger.start, trigger.end, f"{whole.id} {whole.type}: {why}")

    def choose(self, _part: Event, offers: Sequence[Offer]) -> Offer:
        """One of the offers to a part, the first of which is none."""
        return offers[self._choice.choose([offer.evidence for offer in offers])]


def _cannot_hold(ground: Ground, whole: Event, part: Event) -> bool:
    """Whether the one only recalls the other, or one of them was before the other: no part of it then."""
    return ground.reading.recalls(whole, part) or is_before(part, whole)


def _is_inside(event: Event, other: Event, wholes: Mapping[str, Event]) -> bool:
    """Whether the event is, part by part, in the other."""
    above = wholes.get(event.id)
    while above is not None:
        if above is other:
            return True
        above = wholes.get(above.id)
    return False
