"""The tables that linking goes by: resources/linkage/*.yaml."""

from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from letopis.language.morphology import fold
from letopis.odds import Odds
from letopis.story.relations import Relations
from letopis.tables import read_table

_Table = TypeVar("_Table", bound=BaseModel)


class _Domain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    titles: tuple[str, ...]
    example: str


class PeopleTable(BaseModel):
    """people.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    domains: dict[str, _Domain]
    unique: frozenset[str]
    same: tuple[frozenset[str], ...]

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {fold(title): name for name, domain in self.domains.items() for title in domain.titles}

    def domain(self, title: str) -> str | None:
        """The domain of a folded noun; None where it fits any."""
        return self._domains.get(title)

    def one_position(self, one: str, other: str) -> bool:
        """Whether two nouns may name one position."""
        return one == other or any(one in group and other in group for group in self.same)


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    types: tuple[str, ...]
    example: str


class LinkOdds(Odds):
    """odds.yaml: what agreement between two tellings is worth; from the probability `least` on they are one event."""

    least: float


class EventTable(BaseModel):
    """events.yaml. Days are whole days, distances kilometres."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    families: tuple[_Family, ...]
    told_by_words: frozenset[str]
    told_by_company: frozenset[str]
    identity_roles: frozenset[str]
    opposed_roles: tuple[tuple[str, str], ...]
    least_words: float
    empty_words: frozenset[str]
    near: float
    undated_reach: int
    background: frozenset[str]
    background_reach: int
    slow: frozenset[str]
    slow_reach: int
    counted_slack: int
    apart: int
    about: int
    later: dict[str, int]
    lasting: dict[str, int]
    undated_ahead: int
    delay: int
    longest: int

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        listed = [family.types for family in self.families] + [family.types for family in Relations.load().families]
        known = [frozenset(types) for types in listed]
        groups = [group for group in known if not any(group < larger for larger in known)]
        types = sorted({type_ for group in groups for type_ in group})
        return {type_: tuple(str(n) for n, group in enumerate(groups) if type_ in group) for type_ in types}

    def families_of(self, type_: str) -> tuple[str, ...]:
        """Names of the families of a type; a type without kin is a family of its own."""
        return self._families.get(type_, (type_,))

    @cached_property
    def opposed(self) -> frozenset[tuple[str, str]]:
        """Pairs of roles, both ways round."""
        return frozenset(pair for one, other in self.opposed_roles for pair in ((one, other), (other, one)))


@lru_cache(maxsize=1)
def people_table() -> PeopleTable:
    """people.yaml, once; raises ResourceError where it is faulty."""
    return _load("people.yaml", PeopleTable)


@lru_cache(maxsize=1)
def event_table() -> EventTable:
    """events.yaml, once; raises ResourceError where it is faulty."""
    return _load("events.yaml", EventTable)


@lru_cache(maxsize=1)
def link_odds() -> LinkOdds:
    """odds.yaml, once; raises ResourceError where it is faulty."""
    return _load("odds.yaml", LinkOdds)


def _load(name: str, model: type[_Table]) -> _Table:
    return read_table(files("letopis") / "resources" / "linkage" / name, model)
