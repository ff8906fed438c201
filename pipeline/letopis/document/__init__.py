"""What the stages share: one Document per article, filled from left to right.

Offsets are Unicode code points, half-open `[start, end)`, into `Article.text`,
so `article.text[x.start:x.end] == x.text` for every `x` that has both; a token's text has
Cyrillic letters for Latin ones that were typed in a Russian word (language/lookalikes.py).
Stages read what earlier stages added and add their own; none changes another's work.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from letopis.document.entities import Entity, EntityMention, Office, Organization, Person, Place, TimeExpression
from letopis.document.events import (
    Amount,
    Argument,
    Attribution,
    Claim,
    Conflict,
    ConflictValue,
    Event,
    EventMention,
    EventTime,
    Trigger,
)
from letopis.document.text import Article, Block, NameSpan, Sentence, Token, climb, head_among
from letopis.document.vocabulary import Basis, BlockKind, MentionForm, NameType, PlaceKind, Precision, Status, TimeKind

__all__ = [
    "Amount",
    "Argument",
    "Article",
    "Attribution",
    "Basis",
    "Block",
    "BlockKind",
    "Claim",
    "Conflict",
    "ConflictValue",
    "Document",
    "Entity",
    "EntityMention",
    "Event",
    "EventMention",
    "EventTime",
    "MentionForm",
    "NameSpan",
    "NameType",
    "Notice",
    "Office",
    "Organization",
    "Person",
    "Place",
    "PlaceKind",
    "Precision",
    "PredictedSpan",
    "Prediction",
    "Sentence",
    "Status",
    "TimeExpression",
    "TimeKind",
    "Token",
    "TraceStep",
    "Trigger",
    "climb",
    "head_among",
]


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
    linker reads; `types` says of a token that the ontology has rules for the log-odds of each of their types. Empty
    where no model is used.
    """

    triggers: list[PredictedSpan]
    arguments: list[PredictedSpan]
    eventness: list[float]
    states: Any = field(repr=False)
    types: dict[int, dict[str, float]] = field(default_factory=dict)


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
    """An article on its way through the chain. `traced`: whether steps of reasoning are kept, which takes time.

    `news` is the day of which an article tells that does not say when it was published; None where nothing tells that.
    """

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
    traced: bool = True
    news: date | None = None

    @property
    def today(self) -> date | None:
        """The day of publication, else of the news."""
        return self.article.published_date if self.article.published is not None else self.news

    @property
    def text(self) -> str:
        """The analysed text; every offset points into it."""
        return self.article.text

    def quote(self, token: Token) -> str:
        """The token as it is printed."""
        return self.text[token.start : token.end]

    def explain(self, stage: str, rule: str, start: int | None, end: int | None, detail: str = "") -> None:
        """Keep one step of reasoning for `letopis explain`."""
        if self.traced:
            self.trace.append(TraceStep(stage, rule, start, end, detail))
