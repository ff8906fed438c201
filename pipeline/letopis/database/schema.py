"""Tables of the events database.

Articles and events keep the ids of their records; entities and times are numbered within their
article, so their keys have two columns. Everything that hangs on an article goes when it goes. What joins
articles is in `story_schema`.
Offsets are code points, half-open, into the article's text; `position` keeps the record's order, from 0.
"""

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

SCHEMA_VERSION: Final = 9
metadata = MetaData()
# A count in the news has no bound that PostgreSQL's integer would know of.
_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")


def key_column(name: str) -> Column[str]:
    return Column(name, String(255), primary_key=True)


def position_column(name: str = "position") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _cascade(columns: list[str], target: list[str], *, deferred: bool = False) -> ForeignKeyConstraint:
    """A reference whose row goes with its target; a deferred one may come before its target."""
    initially = "DEFERRED" if deferred else None
    return ForeignKeyConstraint(
        columns, target, ondelete="CASCADE", deferrable=deferred or None, initially=initially, use_alter=False
    )


def _entity_reference() -> ForeignKeyConstraint:
    return _cascade(["article_id", "entity_id"], ["entities.article_id", "entities.id"])


def texts(*names: str) -> list[SchemaItem]:
    return [Column(name, Text) for name in names]


def integers(*names: str) -> list[SchemaItem]:
    return [Column(name, _NUMBER) for name in names]


schema_version = Table("schema_version", metadata, position_column("version"))

runs = Table(
    "runs",
    metadata,
    key_column("id"),
    *texts("version", "model", "settings"),
)

articles = Table(
    "articles",
    metadata,
    key_column("id"),
    *texts("title", "url", "source", "published", "published_from", "language", "sha256", "path", "text"),
    Column("run_id", String(255), ForeignKey("runs.id"), nullable=False),
    Column("record_sha256", String(64), nullable=False),
)

warnings = Table(
    "warnings",
    metadata,
    Column("article_id", String(255), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    position_column(),
    *texts("code", "message"),
    *integers("span_start", "span_end"),
)

entities = Table(
    "entities",
    metadata,
    Column("article_id", String(255), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    key_column("id"),
    Column("type", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    *texts("country", "first", "last", "middle", "kind", "admin1", "reason", "abbreviation"),
    *integers("geonames"),
    Column("lat", Float),
    Column("lon", Float),
    Column("aliases", JSON),
    Index("entities_name_folded", "name_folded"),
)

offices = Table(
    "offices",
    metadata,
    key_column("article_id"),
    key_column("entity_id"),
    position_column(),
    *texts("title", "of"),
    *integers("span_start", "span_end"),
    _entity_reference(),
)

entity_mentions = Table(
    "entity_mentions",
    metadata,
    key_column("article_id"),
    key_column("entity_id"),
    position_column(),
    *integers("span_start", "span_end", "at"),
    *texts("text", "form"),
    _entity_reference(),
)

times = Table(
    "times",
    metadata,
    Column("article_id", String(255), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    key_column("id"),
    *integers("span_start", "span_end"),
    *texts("text", "time_from", "time_to", "edtf", "precision", "kind", "basis", "reason"),
    Column("approximate", Boolean, nullable=False),
    Column("anchor", String(255)),
    _cascade(["article_id", "anchor"], ["times.article_id", "times.id"], deferred=True),
)

events = Table(
    "events",
    metadata,
    key_column("id"),
    Column("article_id", String(255), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    *integers("position"),
    Column("type", String(32), nullable=False, index=True),
    *texts("kind", "status", "time_from", "time_to", "edtf", "precision", "basis", "time_reason"),
    Column("approximate", Boolean),
    *texts("plover_type", "plover_mode"),
    Column("plover_contexts", JSON),
    Column("part_of", String(255), ForeignKey("events.id", deferrable=True, initially="DEFERRED"), index=True),
    *texts("context"),
    Column("attribution_entity", String(255)),
    *texts("attribution_text"),
    *integers("attribution_start", "attribution_end"),
    Column("confidence", Float, nullable=False),
    Column("sha256", String(64)),
    Index("events_time_from", "time_from"),
    _cascade(["article_id", "attribution_entity"], ["entities.article_id", "entities.id"]),
)


def _of_event(name: str, *columns: SchemaItem) -> Table:
    """A table of parts of events, numbered within each."""
    event = Column("event_id", String(255), ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, event, position_column(), *columns)


def _article_column() -> Column[str]:
    """Indexed: what refers to parts of an article is looked for whenever one of them goes."""
    return Column("article_id", String(255), nullable=False, index=True)


def _entity_columns() -> list[SchemaItem]:
    return [_article_column(), Column("entity_id", String(255)), _entity_reference()]


event_times = _of_event(
    "event_times",
    _article_column(),
    Column("time_id", String(255), nullable=False),
    _cascade(["article_id", "time_id"], ["times.article_id", "times.id"]),
)

event_counts = Table(
    "event_counts",
    metadata,
    Column("event_id", String(255), ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    key_column("key"),
    *integers("value", "min", "max"),
    Column("approximate", Boolean, nullable=False),
)

participants = _of_event(
    "participants",
    *_entity_columns(),
    *texts("name", "text", "role", "office", "country"),
    *integers("count"),
)

places = _of_event(
    "places",
    *_entity_columns(),
    *texts("name", "role", "country"),
    *integers("geonames"),
    Column("lat", Float),
    Column("lon", Float),
)

event_mentions = _of_event(
    "event_mentions",
    *integers("trigger_start", "trigger_end", "sentence_start", "sentence_end"),
    *texts("trigger_text", "trigger_lemma", "block"),
)

event_mention_arguments = Table(
    "event_mention_arguments",
    metadata,
    key_column("event_id"),
    position_column("mention"),
    position_column(),
    *_entity_columns(),
    Column("time_id", String(255)),
    Column("slot", String(16), nullable=False),
    *texts("role", "form", "text"),
    *integers("span_start", "span_end"),
    _cascade(["event_id", "mention"], ["event_mentions.event_id", "event_mentions.position"]),
    _cascade(["article_id", "time_id"], ["times.article_id", "times.id"]),
)

conflicts = _of_event("conflicts", *texts("field", "why"), *integers("chosen"))

conflict_values = Table(
    "conflict_values",
    metadata,
    key_column("event_id"),
    position_column("conflict"),
    position_column(),
    Column("value", JSON),
    *texts("basis"),
    *integers("mention"),
    _cascade(["event_id", "conflict"], ["conflicts.event_id", "conflicts.position"]),
)

claims = Table(
    "claims",
    metadata,
    Column("article_id", String(255), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    position_column(),
    *texts("type", "time_from", "time_to", "text"),
    *integers("min", "max", "found", "span_start", "span_end"),
    Column("participants", JSON, nullable=False),
    Column("supported_by", JSON, nullable=False),
    Column("contradicts", JSON, nullable=False),
)

# No references: what was withdrawn is there no more.
changes = Table(
    "changes",
    metadata,
    position_column("revision"),
    key_column("article_id"),
    key_column("event_id"),
    Column("change", String(16), nullable=False),
)
