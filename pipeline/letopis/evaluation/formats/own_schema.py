"""The shape of a gold file (corpus/README.md shows it); values are text until they are read here."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from letopis.document import PlaceKind, Status
from letopis.evaluation.formats import edtf
from letopis.evaluation.gold import EventTag
from letopis.evaluation.gold import Field as CoveredField
from letopis.record.vocabulary import PLACE_ROLES, ROLES, CountKey, EventType

EntityType = Literal["person", "place", "organization"]
ZERO = "zero"


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _interval(value: object) -> edtf.Value:
    return edtf.parse(str(value))


Listed = BeforeValidator(_listed)
Interval = Annotated[edtf.Value, BeforeValidator(_interval)]
Keys = Annotated[list[str], Listed]
# What fills a role in one place of the text: entity key to quote (or `zero`), or the quote of an unnamed one.
Filler = dict[str, str] | str
Fillers = Annotated[list[Filler], Listed]


class Strict(BaseModel):
    """Base: an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class GoldEntity(Strict):
    """One of `person`, `place`, `organization` gives the name; the lists give what the text calls it."""

    person: str | None = None
    place: str | None = None
    organization: str | None = None
    kind: PlaceKind | None = None
    country: Annotated[str | None, Field(pattern=r"^[A-Z]{2}$")] = None
    names: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    descriptors: list[str] = Field(default_factory=list)
    pronouns: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if sum(name is not None for name in (self.person, self.place, self.organization)) != 1:
            raise ValueError("give one of person, place, organization, with the name in nominative")
        if self.kind is not None and self.place is None:
            raise ValueError("kind belongs to a place")
        return self

    @property
    def type(self) -> EntityType:
        """The record's word for it."""
        if self.person is not None:
            return "person"
        return "place" if self.place is not None else "organization"

    @property
    def name(self) -> str:
        """In nominative."""
        return self.person or self.place or self.organization or ""


class RoleHolder(Strict):
    """Roles of the closed lists stand beside the other keys; `roles` gathers them."""

    roles: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather_roles(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        known = (*ROLES, *PLACE_ROLES)
        rest = {key: value for key, value in values.items() if key not in known}
        return {**rest, "roles": {key: value for key, value in values.items() if key in known}}


class GoldMention(RoleHolder):
    """One place of the text; `at` quotes the stretch that tells, where it is not the trigger's own."""

    trigger: str
    at: str | None = None
    times: Keys = Field(default_factory=list)
    roles: dict[str, Fillers] = Field(default_factory=dict)


class GoldConflict(Strict):
    """The article contradicts itself about `time` or one of `counts`; the first value is the one to believe."""

    field: Annotated[str, Field(pattern=rf"^(?:time|counts\.(?:{'|'.join(get_args(CountKey))}))$")]
    values: Annotated[list[str], Field(min_length=2)]
    why: str


class GoldEvent(RoleHolder):
    """One event; its roles name entities that the article supports, but no mention's words express."""

    type: EventType
    key: str | None = None
    kind: str | None = None
    status: Status = "occurred"
    time: Interval | None = None
    counts: dict[CountKey, str] = Field(default_factory=dict)
    part_of: str | None = None
    context: str | None = None
    conflicts: list[GoldConflict] = Field(default_factory=list)
    tags: list[EventTag] = Field(default_factory=list)
    mentions: Annotated[list[GoldMention], Field(min_length=1)]
    roles: dict[str, Keys] = Field(default_factory=dict)


class GoldClaim(Strict):
    """How many such events the article says there were."""

    type: EventType
    text: str
    min: int | None = None
    max: int | None = None
    participants: Keys = Field(default_factory=list)
    period: Interval | None = None


class GoldCoverage(Strict):
    """What the annotators answer for; what is absent here is covered in full."""

    types: list[EventType] | None = None
    fields: list[CoveredField] | None = None


class GoldFile(Strict):
    """One annotated article."""

    article: str
    annotators: Annotated[list[str], Field(min_length=1)]
    tags: list[str] = Field(default_factory=list)
    covers: GoldCoverage = Field(default_factory=GoldCoverage)
    entities: dict[str, GoldEntity] = Field(default_factory=dict)
    times: dict[str, str] = Field(default_factory=dict)
    events: list[GoldEvent] = Field(default_factory=list)
    claims: list[GoldClaim] = Field(default_factory=list)
