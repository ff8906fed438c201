"""Whom or what a pronoun or a common noun takes up: one of those spoken of before, or nobody, by fitted odds.

The odds are data, which `python -m letopis.training.references` writes.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from letopis.document import Entity
from letopis.odds import Choice, Evidence
from letopis.tables import read_table

Kind = Literal["pronoun", "body", "place", "person", "ahead"]


class Option(NamedTuple):
    """Somebody or something that can be meant, None for nobody, and what speaks for it."""

    entity: Entity | None
    evidence: Evidence


class ReferenceOdds(BaseModel):
    """A choice for pronouns of the third person, for nouns of bodies, of places, of people, of people named ahead."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pronoun: Choice
    body: Choice
    place: Choice
    person: Choice
    ahead: Choice

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "ReferenceOdds":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "entities" / "references.yaml", cls)


class Chooser:
    """Chooses by the package's odds."""

    def __init__(self) -> None:
        self._odds = ReferenceOdds.load()

    def choose(self, kind: Kind, _span: tuple[int, int], options: Sequence[Option]) -> Option:
        """One of the options for the word at the offsets `_span`, the first of which is nobody."""
        choice: Choice = getattr(self._odds, kind)
        return options[choice.choose([option.evidence for option in options])]

    def reasons(self, kind: Kind, option: Option) -> str:
        """What weighed most, for people."""
        choice: Choice = getattr(self._odds, kind)
        return choice.reasons(option.evidence)
