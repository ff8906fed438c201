"""What speaks for each part that somebody may have in an event, and the odds by which it is weighed."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from letopis.events.actors import Actor
from letopis.events.ontology import Role
from letopis.odds import Choice, Evidence
from letopis.tables import read_table

# Joins evidence to the side of the event for which it counts.
_CROSSED = " → "


class Part(NamedTuple):
    """What speaks for somebody's having a role: what counts for its `side` of the event alone, and for itself."""

    side: str
    crossed: Sequence[str]
    own: Sequence[str]

    @property
    def evidence(self) -> Evidence:
        """All of it."""
        return dict.fromkeys([*(f"{name}{_CROSSED}{self.side}" for name in self.crossed), *self.own], 1.0)


class Trial(NamedTuple):
    """One actor before one event: what speaks for each role that the type has for his kind, the first being none."""

    actor: Actor
    roles: tuple[Role | None, ...]
    parts: Sequence[Part]

    @property
    def evidence(self) -> list[Evidence]:
        """Of each role, nothing speaking for none."""
        return [{}, *(part.evidence for part in self.parts)]


class CastingOdds(Choice):
    """Odds that somebody has a role, against none."""

    @cached_property
    def _by_side(self) -> dict[str, dict[str, float]]:
        """Side → what evidence is worth for it, that nothing need be written out to be looked up."""
        found: dict[str, dict[str, float]] = {}
        for crossed, worth in self.weights.items():
            name, _, side = crossed.rpartition(_CROSSED)
            if name:
                found.setdefault(side, {})[name] = worth
        return found

    def worths(self, trial: Trial) -> list[float]:
        """Of each role, as `worth` of its evidence."""
        return [0.0, *map(self._of_part, trial.parts)]

    def _of_part(self, part: Part) -> float:
        crossed = self._by_side.get(part.side, {}).get
        worth = map(crossed, part.crossed, repeat(0.0))
        return sum([*worth, *map(self.weights.get, part.own, repeat(0.0))])

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "CastingOdds":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "events" / "casting.yaml", cls)
