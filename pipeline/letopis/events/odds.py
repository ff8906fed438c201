"""Evidence as named numbers, and how such numbers are weighed."""

import math
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

Evidence = dict[str, float]
# Log-odds beyond these bounds say no more.
SURE = 6.0


class Odds(BaseModel):
    """Log-odds that each piece of evidence is worth, `bias` without any; what is not listed is worth nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    weights: Mapping[str, float]

    def probability(self, evidence: Evidence) -> float:
        """0 to 1."""
        worth = self.weights.get
        odds = sum([worth(name, 0.0) * value for name, value in evidence.items()])
        return 1 / (1 + math.exp(-(self.weights["bias"] + odds)))

    def reasons(self, evidence: Evidence, most: int = 3) -> str:
        """The pieces that weigh most, for people."""
        parts = sorted(((self.weights.get(name, 0.0) * value, name) for name, value in evidence.items()),
                       key=lambda part: (-abs(part[0]), part[1]))  # fmt: skip
        return ", ".join(f"{name} {worth:+.1f}" for worth, name in parts[:most])


def log_odds(probability: float) -> float:
    """Of a probability, within the bounds."""
    return max(-SURE, min(SURE, math.log((probability + 1e-6) / (1 - probability + 1e-6))))
