"""Evidence as named numbers, and how such numbers are weighed."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import mul

from pydantic import BaseModel, ConfigDict, Field

Evidence = dict[str, float]
# Log-odds beyond these bounds say no more.
SURE = 6.0


class Weights(BaseModel):
    """Log-odds that each piece of evidence is worth; what is not listed is worth nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    weights: Mapping[str, float]

    def worth(self, evidence: Evidence) -> float:
        """Of all pieces together."""
        worth: float = sum(map(mul, map(self.weights.get, evidence, repeat(0.0)), evidence.values()))
        return worth

    def reasons(self, evidence: Evidence, most: int = 3) -> str:
        """The pieces that weigh most, for people."""
        parts = sorted(((self.weights.get(name, 0.0) * value, name) for name, value in evidence.items()),
                       key=lambda part: (-abs(part[0]), part[1]))  # fmt: skip
        return ", ".join(f"{name} {worth:+.1f}" for worth, name in parts[:most])


class Odds(Weights):
    """Of what is so or not; `bias` are the odds without any evidence."""

    def probability(self, evidence: Evidence) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-(self.weights["bias"] + self.worth(evidence))))


class Choice(Weights):
    """Of several, one of which is so; the first of them is none.

    Another is taken from the share `told` on that it has of its own and none's probability together.
    """

    told: float = Field(gt=0, lt=1)

    @cached_property
    def _none(self) -> float:
        """How much likelier than any other none has to be left."""
        return math.log(self.told / (1 - self.told))

    def choose(self, offered: Sequence[Evidence]) -> int:
        """The likeliest; what is judged is rounded, as the last bits depend on the machine."""
        return self.best([self.worth(evidence) for evidence in offered])

    def best(self, worth: Sequence[float]) -> int:
        """`choose`, of those whose evidence is worth so much."""
        judged = [round(each, 6) for each in worth]
        judged[0] += self._none
        return max(range(len(judged)), key=judged.__getitem__)


def log_odds(probability: float) -> float:
    """Of a probability, within the bounds."""
    return max(-SURE, min(SURE, math.log((probability + 1e-6) / (1 - probability + 1e-6))))
