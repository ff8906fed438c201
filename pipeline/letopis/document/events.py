"""What happened: mentions of events, the events they tell of, claims about how many there were."""

from dataclasses import dataclass, field

from letopis.document.vocabulary import Basis, BlockKind, MentionForm, Precision, Status


@dataclass(slots=True)
class Trigger:
    """The word that tells of an event."""

    start: int
    end: int
    text: str
    lemma: str


@dataclass(slots=True)
class Argument:
    """Who or where of one event mention. Unnamed ones have `entity` None and `text`; dropped ones no span."""

    entity: str | None
    role: str
    form: MentionForm
    text: str
    start: int | None
    end: int | None
    count: int | None = None
    rule: str = ""


@dataclass(slots=True, frozen=True)
class Amount:
    """A casualty or attendance figure; `low == high` when exact, either None when open."""

    low: int | None
    high: int | None
    approximate: bool = False


@dataclass(slots=True)
class Attribution:
    """Who says so."""

    entity: str | None
    text: str
    start: int
    end: int


@dataclass(slots=True)
class EventMention:
    """What one place in the text says of an event.

    `ordinal` is 2 for «вторая встреча», `another` is set for «ещё одна», `earlier` for «до этого», `before` for «уже
    бывало», `loose` where no rule of the word held and odds decided; `claim` is how many such events the words
    speak of («восемь переговоров»): a claim, not an event. `echo` is the earlier mention that a general noun
    («происшествие») stands for. `sites` are places called by a common noun only («в кафе»), which neither join nor part
    mentions: the story puts them beside the event's places at the end. `doubted`: (entity, role) → log-odds against
    none of those who were given no part.
    """

    type: str
    trigger: Trigger
    sentence: int
    start: int
    end: int
    block: BlockKind
    status: Status
    kind: str | None = None
    participants: list[Argument] = field(default_factory=list)
    places: list[Argument] = field(default_factory=list)
    sites: list[Argument] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    counts: dict[str, Amount] = field(default_factory=dict)
    attribution: Attribution | None = None
    context: str | None = None
    ordinal: int | None = None
    another: bool = False
    loose: bool = False
    earlier: bool = False
    before: bool = False
    claim: Amount | None = None
    echo: "EventMention | None" = None
    doubted: dict[tuple[str, str], float] = field(default_factory=dict)

    @property
    def precedes(self) -> bool:
        """Whether its own words tell of it as of what was before something told."""
        return self.earlier or self.before


@dataclass(slots=True)
class EventTime:
    """When an event was, as the article as a whole supports it; `times` are ids of expressions."""

    low: str | None
    high: str | None
    edtf: str
    precision: Precision
    approximate: bool
    basis: Basis
    times: list[str]


@dataclass(slots=True)
class ConflictValue:
    """One of the values that the article gives; `mention` is an index into the event's mentions."""

    value: list[str | None] | str | int | None
    basis: str | None
    mention: int | None


@dataclass(slots=True)
class Conflict:
    """The article contradicts itself about `field`; `chosen` is an index into `values`."""

    field: str
    values: list[ConflictValue]
    chosen: int
    why: str


@dataclass(slots=True)
class Event:
    """One event of the article with all its mentions, the first in text order first."""

    id: str
    type: str
    status: Status
    mentions: list[EventMention]
    kind: str | None = None
    time: EventTime | None = None
    time_reason: str | None = None
    places: list[Argument] = field(default_factory=list)
    participants: list[Argument] = field(default_factory=list)
    counts: dict[str, Amount] = field(default_factory=dict)
    part_of: str | None = None
    context: str | None = None
    attribution: Attribution | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    confidence: float = 0.0


@dataclass(slots=True)
class Claim:
    """How many such events the article says there were: «не менее восьми встреч».

    `found` counts the occasions among `supported_by`: talks of one visit are one.
    """

    type: str
    participants: list[str]
    low: int | None
    high: int | None
    since: str | None
    until: str | None
    start: int
    end: int
    text: str
    supported_by: list[str] = field(default_factory=list)
    found: int = 0
    contradicts: list[str] = field(default_factory=list)
