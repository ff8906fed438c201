"""What the stages share: one Document per article, filled from left to right.

Offsets are Unicode code points, half-open `[start, end)`, into `Article.text`,
so `article.text[x.start:x.end] == x.text` for every `x` that has both.
Stages read what earlier stages added and add their own; none changes another's work.
Field values with a closed vocabulary use the words of the record contract (record.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

BlockKind = Literal["title", "heading", "lead", "body", "caption", "list", "quote"]
MentionForm = Literal["name", "adjective", "descriptor", "pronoun", "zero"]
Status = Literal["occurred", "ongoing", "planned", "cancelled", "negated", "hypothetical"]
Precision = Literal[
    "time", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"
]
TimeKind = Literal["date", "time", "duration", "set"]
Basis = Literal["explicit", "publication", "section", "previous", "event"]
PlaceKind = Literal["country", "region", "city", "locality", "facility", "area"]
NameType = Literal["PER", "LOC", "ORG"]


@dataclass(slots=True)
class Article:
    """One input. `published` is an ISO 8601 date or date-time with zone, or None.

    `text` is analysed character for character as it stands; `sha256` is of its UTF-8 bytes.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    published_from: Literal["argument", "metadata", "text"] | None = None
    language: str = "ru"
    path: str | None = None

    @property
    def published_date(self) -> date | None:
        """The publication day in its own zone, or None when unknown."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(slots=True)
class Block:
    """A paragraph-like stretch of the layout.

    `heading` is the index of the heading block that governs it, `intro` of the line that introduces
    the list it belongs to («Поездки министра:»); each None where there is none.
    """

    index: int
    start: int
    end: int
    kind: BlockKind
    heading: int | None = None
    intro: int | None = None


@dataclass(slots=True)
class Token:
    """A word or punctuation mark. `index` and `head` count within the sentence; `head` is -1 at the root.

    `lemma` is lower case with ё folded to е; `pos`, `feats`, `rel` are Universal Dependencies values.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str = ""
    pos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    head: int = -1
    rel: str = "root"


@dataclass(slots=True)
class NameSpan:
    """What the recogniser calls a name. `first` and `last` are token indexes, half-open [first, last)."""

    start: int
    end: int
    text: str
    type: NameType
    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """A sentence of one block. `index` counts sentences of the document."""

    index: int
    start: int
    end: int
    block: int
    tokens: list[Token] = field(default_factory=list)
    names: list[NameSpan] = field(default_factory=list)
    _children: list[list[int]] | None = field(default=None, repr=False, compare=False)

    def children(self, index: int) -> list[Token]:
        """Direct dependents of the token, in text order."""
        if self._children is None:
            table: list[list[int]] = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head >= 0:
                    table[token.head].append(token.index)
            self._children = table
        return [self.tokens[i] for i in self._children[index]]

    def ancestors(self, index: int) -> Iterator[Token]:
        """Heads of the token from the nearest to the root; ends on a cycle."""
        seen = {index}
        head = self.tokens[index].head
        while head >= 0 and head not in seen:
            seen.add(head)
            yield self.tokens[head]
            head = self.tokens[head].head

    def subtree(self, index: int) -> list[Token]:
        """The token and everything below it, in text order."""
        found, stack = {index}, [index]
        while stack:
            for child in self.children(stack.pop()):
                if child.index not in found:
                    found.add(child.index)
                    stack.append(child.index)
        return [self.tokens[i] for i in sorted(found)]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that share at least one character with [start, end)."""
        return [token for token in self.tokens if token.start < end and start < token.end]

    def head_of(self, start: int, end: int) -> Token | None:
        """The syntactic head of a span: its first token whose head lies outside; None when it holds no token."""
        inside = self.tokens_in(start, end)
        if not inside:
            return None
        low, high = inside[0].index, inside[-1].index
        for token in inside:
            if not low <= token.head <= high:
                return token
        return inside[0]


@dataclass(slots=True)
class TimeExpression:
    """One expression of time, as it reads where it stands.

    `low` and `high` are ISO dates or date-times, an inclusive interval, either None for an open
    end; both None with a `reason` when unresolved. `rule` names the rules that found and resolved it.
    """

    id: str
    start: int
    end: int
    text: str
    sentence: int
    kind: TimeKind
    precision: Precision
    low: str | None = None
    high: str | None = None
    edtf: str | None = None
    approximate: bool = False
    basis: Basis | None = None
    anchor: str | None = None
    reason: str | None = None
    rule: str = ""

    @property
    def resolved(self) -> bool:
        """Whether it names at least one end of an interval on the calendar."""
        return self.low is not None or self.high is not None


@dataclass(slots=True)
class EntityMention:
    """One place where the text speaks of an entity. A dropped subject has no span, but `at`, its verb's offset."""

    start: int | None
    end: int | None
    text: str
    form: MentionForm
    sentence: int
    at: int | None = None
    rule: str = ""


@dataclass(slots=True)
class Office:
    """A position somebody holds: «президент» of «Кыргызстан», with the offsets of the whole phrase."""

    title: str
    of: str | None
    start: int
    end: int
    country: str | None = None


@dataclass(slots=True)
class Entity:
    """Somebody or something the article names, in nominative. `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    mentions: list[EntityMention]
    country: str | None = None


@dataclass(slots=True)
class Person(Entity):
    """`gender` is Masc, Fem or None when unknown."""

    first: str | None = None
    last: str | None = None
    middle: str | None = None
    gender: str | None = None
    offices: list[Office] = field(default_factory=list)


@dataclass(slots=True)
class Place(Entity):
    """Degrees are WGS 84; `geonames` is a GeoNames id; `reason` says why this row of the gazetteer, or why none."""

    kind: PlaceKind = "area"
    geonames: int | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    reason: str | None = None


@dataclass(slots=True)
class Organization(Entity):
    """A body that acts: ministry, party, firm, alliance."""

    abbreviation: str | None = None
    aliases: list[str] = field(default_factory=list)


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


@dataclass(slots=True)
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

    `ordinal` is 2 for «вторая встреча», `another` is set for «ещё одна»; `claim` is how many such events
    the words speak of («восемь переговоров»): a claim, not an event.
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
    times: list[str] = field(default_factory=list)
    counts: dict[str, Amount] = field(default_factory=dict)
    attribution: Attribution | None = None
    context: str | None = None
    ordinal: int | None = None
    another: bool = False
    claim: Amount | None = None


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
    """How many such events the article says there were: «не менее восьми встреч»."""

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
    contradicts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Notice:
    """Something the reader of the record has to know; `code` is of the closed list in record.py."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class PredictedSpan:
    """A trigger (`label` EVENT) or argument that the model sees: tokens [first, last) of one sentence.

    `head` is the span's syntactic head, `probability` how sure the tagger is of it.
    """

    first: int
    last: int
    head: int
    label: str
    probability: float = 1.0


@dataclass(slots=True)
class Prediction:
    """What the model sees in one sentence of n tokens.

    `eventness` [n] is each token's probability of being part of a trigger; `states` [n, d] is what the
    linker reads. Empty where no model is used.
    """

    triggers: list[PredictedSpan]
    arguments: list[PredictedSpan]
    eventness: list[float]
    states: Any = field(repr=False)


@dataclass(slots=True)
class TraceStep:
    """Why the record says what it says: a stage's rule fired at [start, end)."""

    stage: str
    rule: str
    start: int | None
    end: int | None
    detail: str


@dataclass(slots=True)
class Document:
    """An article on its way through the chain."""

    article: Article
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    trace: list[TraceStep] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The analysed text; every offset points into it."""
        return self.article.text

    def explain(self, stage: str, rule: str, start: int | None, end: int | None, detail: str = "") -> None:
        """Keep one step of reasoning for `letopis explain`."""
        self.trace.append(TraceStep(stage, rule, start, end, detail))
