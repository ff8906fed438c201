"""How likely an offered argument is right: logistic models over named evidence, whose weights are data."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letopis.document import Argument
from letopis.events.evidence import is_near
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.model.model import LinkRole
from letopis.odds import Evidence, Odds
from letopis.tables import read_table

SOURCE = ("events", "arbiter.yaml")


class Scale(Odds):
    """Odds of a role.

    An argument of the rules goes below the probability `kept`; one of the linker comes from `added` on to an event of
    the ontology, from `near` on where it stands in the event's clause and no other event of the sentence has it, from
    `other` on to an event of type `other`.
    """

    kept: float
    near: float
    added: float
    other: float

    def least(self, evidence: Evidence, *, by_rules: bool, typed: bool) -> float:
        """The probability from which an argument is taken."""
        if by_rules:
            return self.kept
        return self.other if not typed else self.near if is_near(evidence) else self.added


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
        found = read_table(path, _Scales)
        return cls({"who": found.who, "when": found.when, "where": found.where})
