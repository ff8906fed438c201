"""How likely an offered argument is right: logistic models over named evidence, whose weights are data."""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from letopis.document import Argument
from letopis.errors import ResourceError
from letopis.events.evidence import Evidence
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.model.model import LinkRole

SOURCE = ("events", "arbiter.yaml")


class Scale(BaseModel):
    """Log-odds that each piece of evidence is worth; what is not listed is worth nothing.

    An argument of the rules goes below the probability `kept`; one of the linker comes from `added` on to an event of
    the ontology, from `other` on to one of type `other`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kept: float
    added: float
    other: float
    weights: Mapping[str, float]

    def probability(self, evidence: Evidence) -> float:
        """0 to 1."""
        odds = sum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + math.exp(-(self.weights["bias"] + odds)))

    def least(self, *, by_rules: bool, typed: bool) -> float:
        """The probability from which an argument is taken."""
        return self.kept if by_rules else self.added if typed else self.other

    def reasons(self, evidence: Evidence, most: int = 3) -> str:
        """The pieces that weigh most, for people."""
        parts = sorted(((self.weights.get(name, 0.0) * value, name) for name, value in evidence.items()),
                       key=lambda part: (-abs(part[0]), part[1]))  # fmt: skip
        return ", ".join(f"{name} {worth:+.1f}" for worth, name in parts[:most])


class _Scales(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    who: Scale
    when: Scale
    where: Scale


class Arbiter:
    """One scale a role."""

    def __init__(self, scales: Mapping[LinkRole, Scale]) -> None:
        self.scales = scales

    def weigh(self, _found: Found, offer: Offer, _argument: Argument | None, evidence: Evidence) -> float:
        """How likely the offer is right, 0 to 1; every offer of a sentence comes by here."""
        return self.scales[offer.role].probability(evidence)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Arbiter":
        """The package's; raises ResourceError for a faulty file."""
        path = files("letopis").joinpath("resources", *SOURCE)
        try:
            found = _Scales.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
        except (yaml.YAMLError, ValidationError) as error:
            raise ResourceError(str(path), str(error)) from error
        return cls({"who": found.who, "when": found.when, "where": found.where})
