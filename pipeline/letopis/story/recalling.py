"""Who had a role that no word of an event's own gives: somebody of whom the article tells, or nobody, by odds that are
data."""

import math
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.resources import files

from pydantic import Field

from letopis.document import Argument, Document, Entity, Event, Person
from letopis.events.ontology import Ontology, Role
from letopis.odds import Choice
from letopis.story.ground import Ground
from letopis.story.relations import Relations
from letopis.story.who import DOUBTED, OPEN, SEVERAL, Gathering, Guest, for_role
from letopis.tables import read_table

# The rule of an argument that only these odds give.
RECALLED = "whom the article gives"
_CROSSED = for_role("", "")


class Recalling(Choice):
    """The choice among those whom `Gathering` offers for a role; `doubted` is the share from which on somebody is taken
    whom casting weighed for the role in the event's own sentence and left out, or whom a pronoun may mean."""

    doubted: float = Field(gt=0, lt=1)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Recalling":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "recalling.yaml", cls)

    @cached_property
    def _by_role(self) -> dict[str, dict[str, float]]:
        """Role → what evidence is worth for itself and for the role together."""
        plain = {name: worth for name, worth in self.weights.items() if _CROSSED not in name}
        found: dict[str, dict[str, float]] = {}
        for crossed, worth in self.weights.items():
            name, _, role = crossed.rpartition(_CROSSED)
            if name:
                table = found.setdefault(role, dict(plain))
                table[name] = table.get(name, 0.0) + worth
        return found

    def _worth(self, guest: Guest, role: str) -> float:
        worth = self._by_role.get(role, self.weights).get
        return sum([worth(name, 0.0) for name in guest.names]) + self.worth(guest.own)

    def chosen(self, role: str, guests: Sequence[Guest], most: int) -> list[Guest]:
        """Those who are likely enough against nobody, the likeliest first, `most` at most."""
        nobody, *worth = (self._worth(guest, role) for guest in guests)
        likely = [(-round(each, 6), number) for number, each in enumerate(worth, 1)
                  if self._is_likely(each - nobody, guests[number])]  # fmt: skip
        return [guests[number] for _, number in sorted(likely)[:most]]

    def _is_likely(self, odds: float, guest: Guest) -> bool:
        share = self.told if guest.own.keys().isdisjoint((DOUBTED, OPEN)) else self.doubted
        return round(odds, 6) > math.log(share / (1 - share))


class Recaller:
    """Completes the participants of documents' events."""

    def __init__(self, ontology: Ontology) -> None:
        self._choice = Recalling.load()
        self._types = ontology.types
        self._crimes = Relations.load().crimes

    def recall(self, ground: Ground, events: Sequence[Event]) -> None:
        """Give open roles to those who are likeliest to have had them; mentions have whom their own words give."""
        gathering = Gathering(ground, events)
        told = [(event, self._types[event.type]) for event in events if event.type in self._types]
        offers = [(event, kind, gathering.guests(event, kind)) for event, kind in told]
        for event, kind, roles in offers:
            for role, guests in roles.items():
                several = kind.reciprocal and role == "participant"
                free = [guest for guest in guests if not self._is_accused(event, role, guest)]
                for guest in self.choose(event, role, free, SEVERAL // 2 if several else 1):
                    if _add(event, guest.entity, role) and ground.document.traced:
                        self._explain(ground.document, event, guest, role)

    def _is_accused(self, event: Event, role: Role, guest: Guest) -> bool:
        """Odds alone make nobody a murderer: of a crime a person is told in its own words, or not at all."""
        return event.type in self._crimes and role == "agent" and isinstance(guest.entity, Person)

    def choose(self, _event: Event, role: Role, guests: Sequence[Guest], most: int) -> list[Guest]:
        """Some of those who may have a role of an event, the first of whom is nobody."""
        return self._choice.chosen(role, guests, most)

    def _explain(self, document: Document, event: Event, guest: Guest, role: Role) -> None:
        trigger, name = event.mentions[0].trigger, guest.entity.name if guest.entity is not None else ""
        reasons = self._choice.reasons(guest.evidence(role))
        document.explain("story.who", role, trigger.start, trigger.end, f"{name}: {reasons}")


def _add(event: Event, entity: Entity | None, role: Role) -> bool:
    """Whether it is somebody who has no part in the event yet: nobody has two."""
    if entity is None or any(who.entity == entity.id for who in event.participants):
        return False
    event.participants.append(Argument(entity.id, role, "zero", entity.name, None, None, rule=RECALLED))
    return True
