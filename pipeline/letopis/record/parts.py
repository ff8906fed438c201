"""The parts of a record, field by field, in the order in which they are written.

Offsets are Unicode code points, half-open `[start, end)`, into `article.text`. A null says that
no value could be established. Models are strict and frozen; a field that is not here is refused.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from letopis.record.base import (
    Absent,
    Bounded,
    Count,
    Country,
    Identifier,
    Latitude,
    Longitude,
    Model,
    Moment,
    Offset,
)
from letopis.record.vocabulary import (
    Basis,
    BlockKind,
    CountKey,
    EventType,
    MentionForm,
    OwnType,
    PlaceKind,
    PlaceRole,
    Precision,
    PublishedFrom,
    Role,
    Status,
    TimeKind,
    WarningCode,
)
from letopis.settings import Published


class Article(Model):
    """Where the text comes from, and the text itself (absent with `--no-text`)."""

    id: Identifier
    title: str | None
    url: str | None
    source: str | None
    published: Published | None
    published_from: PublishedFrom | None
    language: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the text's UTF-8 bytes")]
    path: str | None
    text: str | None = Absent


class Plover(Model):
    """The event in PLOVER's terms."""

    type: str
    mode: str | None
    contexts: list[str]


class EventTime(Bounded):
    """When an event was, as the article as a whole supports it; an inclusive interval."""

    from_: Annotated[Moment | None, Field(alias="from")]
    to: Moment | None
    edtf: str | None
    precision: Precision
    approximate: bool
    basis: Basis | None
    times: list[Identifier]


class EventPlace(Model):
    """A place of an event, as its entity says."""

    entity: Identifier | None
    name: str
    role: PlaceRole
    country: Country | None
    geonames: int | None
    lat: Latitude | None
    lon: Longitude | None


class Participant(Model):
    """Who took part. `entity` and `name` are null for the unnamed («30 демонстрантов», `count` 30)."""

    entity: Identifier | None
    name: str | None
    text: str
    role: Role
    office: str | None
    country: Country | None
    count: Count | None


class Amount(Model):
    """An exact `value`, or the bounds that the text gives; `approximate` only where it says so."""

    value: Count | None = Absent
    min: Count | None = Absent
    max: Count | None = Absent
    approximate: Literal[True] | None = Absent

    @model_validator(mode="after")
    def _value_or_bounds(self) -> Self:
        bounded = self.min is not None or self.max is not None
        if bounded == (self.value is not None):
            raise ValueError("give either value, or min, max or both")
        return self


class Span(Bounded):
    """A stretch of the text."""

    start: Offset
    end: Offset


class Trigger(Bounded):
    """The word that tells of the event."""

    start: Offset
    end: Offset
    text: str
    lemma: str


class MentionParticipant(Bounded):
    """Who, in one place of the text. `text` only for the unnamed; null offsets for a dropped subject."""

    entity: Identifier | None
    text: str | None = Absent
    role: Role
    form: MentionForm
    start: Offset | None
    end: Offset | None

    @model_validator(mode="after")
    def _known_somehow(self) -> Self:
        if self.entity is None and self.text is None:
            raise ValueError("a participant without entity needs text")
        return self


class MentionPlace(Bounded):
    """Where, in one place of the text."""

    entity: Identifier | None
    role: PlaceRole
    start: Offset | None
    end: Offset | None


class Mention(Model):
    """One place in the text that tells of the event."""

    trigger: Trigger
    sentence: Span
    block: BlockKind
    participants: list[MentionParticipant]
    places: list[MentionPlace]
    times: list[Identifier]


class Attribution(Bounded):
    """Who says so, when the text says it; `entity` is null for the unnamed."""

    entity: Identifier | None
    text: str
    start: Offset
    end: Offset


class ConflictValue(Model):
    """One of the values that the article gives; `mention` is an index into the event's mentions."""

    value: list[str | None] | str | int | None
    basis: str | None
    mention: Offset | None


class Conflict(Model):
    """The article contradicts itself about `field`; `chosen` is an index into `values`."""

    field: str
    values: Annotated[list[ConflictValue], Field(min_length=1)]
    chosen: Offset
    why: str

    @model_validator(mode="after")
    def _chosen_exists(self) -> Self:
        if self.chosen >= len(self.values):
            raise ValueError(f"chosen {self.chosen} is no index into {len(self.values)} values")
        return self


class Event(Model):
    """One event of the article, however often it is told of."""

    id: Identifier
    type: EventType | OwnType
    kind: str | None
    plover: Plover | None
    status: Status
    time: EventTime | None
    time_reason: str | None
    places: list[EventPlace]
    participants: list[Participant]
    counts: dict[CountKey, Amount]
    part_of: Identifier | None
    context: str | None
    mentions: Annotated[list[Mention], Field(min_length=1)]
    attribution: Attribution | None
    conflicts: list[Conflict]
    confidence: Annotated[float, Field(ge=0.0, le=1.0)]

    @model_validator(mode="after")
    def _time_or_reason(self) -> Self:
        if (self.time is None) == (self.time_reason is None):
            raise ValueError("time_reason is given where time is null, and only there")
        return self


class EntityMention(Bounded):
    """One place where the text speaks of an entity; a dropped subject has `at`, its verb's offset."""

    start: Offset | None
    end: Offset | None
    text: str | None
    form: MentionForm
    at: Offset | None = Absent

    @model_validator(mode="after")
    def _zero_has_no_span(self) -> Self:
        zero = self.form == "zero"
        if zero != (self.start is None) or zero != (self.at is not None):
            raise ValueError("form zero has null offsets and `at`; every other form has offsets and no `at`")
        return self


class Office(Bounded):
    """A position somebody holds: «президент» of «Кыргызстан»."""

    title: str
    of: str | None
    start: Offset
    end: Offset


class EntityBase(Model):
    """What all entities have; the name in nominative."""

    id: Identifier
    type: str
    name: str
    country: Country | None
    mentions: list[EntityMention]


class Person(EntityBase):
    """A human being."""

    type: Literal["person"]
    first: str | None
    last: str | None
    middle: str | None
    offices: list[Office]


class Place(EntityBase):
    """A place; `reason` where it is unresolved or was chosen among several. Degrees are WGS 84."""

    type: Literal["place"]
    kind: PlaceKind
    geonames: int | None
    admin1: str | None
    lat: Latitude | None
    lon: Longitude | None
    reason: str | None


class Organization(EntityBase):
    """A body that acts."""

    type: Literal["organization"]
    abbreviation: str | None
    aliases: list[str]


Entity = Annotated[Person | Place | Organization, Field(discriminator="type")]


class Time(Bounded):
    """An expression of time and what it means where it stands; `reason` where it has no value."""

    id: Identifier
    start: Offset
    end: Offset
    text: str
    from_: Annotated[Moment | None, Field(alias="from")]
    to: Moment | None
    edtf: str | None
    precision: Precision
    approximate: bool
    kind: TimeKind
    basis: Basis | None
    anchor: Identifier | None
    reason: str | None = Absent


class Claim(Bounded):
    """How many such events the article says there were, beside those found."""

    type: EventType | OwnType
    participants: Annotated[list[Identifier], Field(description="entity ids")]
    min: Count | None
    max: Count | None
    from_: Annotated[Moment | None, Field(alias="from")]
    to: Moment | None
    start: Offset
    end: Offset
    text: str
    supported_by: Annotated[list[Identifier], Field(description="event ids")]
    found: Annotated[Count, Field(description="occasions among the supporting events; the talks of one visit are one")]
    contradicts: Annotated[list[str], Field(description="other claims, or the count found")]


class Notice(Bounded):
    """Something the reader of the record has to know; `WARNING_CODES` says what each code means."""

    code: WarningCode
    message: str
    start: Offset | None
    end: Offset | None


class ProducedBy(Model):
    """What wrote the record; `model` is "none" for rules alone, `settings` a digest."""

    version: str
    model: str
    settings: str


class LayerBlock(Span):
    """A paragraph-like stretch of the layout; `heading` is the index of the block governing it."""

    kind: BlockKind
    heading: Offset | None


class LayerSentence(Span):
    """A sentence; `block` is an index into the blocks."""

    block: Offset


class LayerToken(Span):
    """A word or punctuation mark, Universal Dependencies; `head` counts within the sentence, -1 at the root."""

    sentence: Offset
    lemma: str
    pos: str
    feats: dict[str, str]
    head: Annotated[int, Field(ge=-1)]
    rel: str


class Layers(Model):
    """What the language stage saw, with `--layers`."""

    blocks: list[LayerBlock]
    sentences: list[LayerSentence]
    tokens: list[LayerToken]
