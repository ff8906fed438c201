"""Which event types are kin and which contain which, from resources/story/relations.yaml."""

from functools import cached_property, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letopis.tables import read_table


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    types: tuple[str, ...]
    example: str


class _Whole(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    whole: str
    parts: tuple[str, ...]
    example: str


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    type: str
    form: tuple[str, ...]
    example: str


class _Ensuing(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    type: str
    then: tuple[str, ...]
    example: str


class _Aftermath(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    later: tuple[str, ...]
    than: tuple[str, ...]
    judges: str | None = None
    example: str


class Relations(BaseModel):
    """`families` may swap types between mentions of one event; a `whole` may have `parts`; `forms`, `ensuing`,
    `afterwards`, `occasions`, `courses`, `moments`, `befalling`, `once`, `crimes`, `fates`,
    `done_by_others` and `figures` are explained in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    families: tuple[_Family, ...]
    wholes: tuple[_Whole, ...]
    forms: tuple[_Form, ...]
    ensuing: tuple[_Ensuing, ...]
    afterwards: tuple[_Aftermath, ...]
    occasions: frozenset[str]
    courses: frozenset[str]
    moments: frozenset[str]
    befalling: frozenset[str]
    once: dict[str, str]
    crimes: frozenset[str]
    fates: dict[str, str]
    done_by_others: frozenset[str]
    figures: dict[str, frozenset[str]]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Relations":
        """Read the table, once. Raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "relations.yaml", cls)

    def kin(self, one: str, other: str) -> bool:
        """Whether mentions of these types may tell of one event."""
        return other in self.kindred(one)

    def kindred(self, type_: str) -> frozenset[str]:
        """Types that one telling may swap with this, itself among them."""
        return self._kindred.get(type_) or frozenset((type_,))

    @cached_property
    def _kindred(self) -> dict[str, frozenset[str]]:
        types = {type_ for family in self.families for type_ in family.types}
        return {each: frozenset[str]().union(*(family.types for family in self.families if each in family.types))
                for each in types}  # fmt: skip

    def contains(self, whole: str, part: str) -> bool:
        """Whether an event of the first type may have one of the second as its part."""
        return (whole, part) in self.contained

    def wholes_of(self, part: str) -> tuple[str, ...]:
        """Types of which an event of this type may be a part."""
        return self._wholes.get(part, ())

    @cached_property
    def aftermath(self) -> dict[str, frozenset[str]]:
        """By type, what it comes long after when it is about that."""
        return {later: frozenset(row.than) for row in self.afterwards for later in row.later}

    @cached_property
    def judged(self) -> dict[str, str]:
        """By type that judges who did it, the role that he has."""
        return {later: row.judges for row in self.afterwards if row.judges for later in row.later}

    @cached_property
    def _wholes(self) -> dict[str, tuple[str, ...]]:
        parts = {part for row in self.wholes for part in row.parts}
        return {part: tuple(row.whole for row in self.wholes if part in row.parts) for part in parts}

    @cached_property
    def contained(self) -> frozenset[tuple[str, str]]:
        """Every whole with each of its parts."""
        return frozenset((row.whole, part) for row in self.wholes for part in row.parts)

    def ensues(self, type_: str, then: str) -> bool:
        """Whether events of the second type are done at once upon events of the first."""
        return (type_, then) in self._ensued

    def is_form(self, type_: str, form: str) -> bool:
        """Whether events of the second type are the outward form of events of the first."""
        return (type_, form) in self._formed

    @cached_property
    def _ensued(self) -> frozenset[tuple[str, str]]:
        return frozenset((row.type, then) for row in self.ensuing for then in row.then)

    @cached_property
    def _formed(self) -> frozenset[tuple[str, str]]:
        return frozenset((row.type, form) for row in self.forms for form in row.form)
