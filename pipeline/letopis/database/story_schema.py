"""Tables across articles: entities and events that many articles tell of, and what a person decided about them.

They are made from the tables of articles by linking (`link`) and could be made again at any time, but
for the verdicts and the redirects. Their rows do not go with an article: linking takes them out.
"""

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, SmallInteger, String, Table, Text

from letopis.database.comments import comment
from letopis.database.schema import integers, key_column, metadata, position_column, texts

link_queue = Table(
    "link_queue", metadata, key_column("article_id"), Column("stage", SmallInteger, nullable=False, index=True)
)

canonical_entities = Table(
    "canonical_entities",
    metadata,
    key_column("id"),
    Column("type", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False, index=True),
    *texts("first", "middle", "last", "country", "kind", "admin1", "abbreviation"),
    *integers("geonames"),
    Column("lat", Float),
    Column("lon", Float),
)

entity_profiles = Table(
    "entity_profiles",
    metadata,
    key_column("id"),
    Column("type", String(16), nullable=False),
    Column("features", JSON, nullable=False),
    Column("first_told", Text, nullable=False),
    Column("canonical_id", String(255), index=True),
    Column("score", Float),
    *texts("why"),
)

profile_keys = Table("profile_keys", metadata, key_column("key"), key_column("profile_id"))

entity_links = Table(
    "entity_links",
    metadata,
    key_column("article_id"),
    key_column("entity_id"),
    Column("profile_id", String(255), nullable=False, index=True),
)

stories = Table(
    "stories",
    metadata,
    key_column("id"),
    Column("type", String(32), nullable=False),
    *texts("kind", "status", "time_from", "time_to", "planned_from", "planned_to", "first_told"),
    *integers("sources"),
    Column("unnamed", JSON, nullable=False),
    Index("stories_time_from", "time_from"),
)


def _of_story(name: str, *columns: Column[str]) -> Table:
    story = Column("story_id", String(255), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, story, position_column(), Column("canonical_id", String(255), index=True), *columns)


story_participants = _of_story("story_participants", Column("role", Text))
story_places = _of_story("story_places")

story_events = Table(
    "story_events",
    metadata,
    key_column("event_id"),
    Column("article_id", String(255), nullable=False, index=True),
    Column("story_id", String(255), nullable=False, index=True),
    Column("score", Float, nullable=False),
    *texts("why", "nearest"),
)

compared_events = Table(
    "compared_events",
    metadata,
    key_column("event_id"),
    Column("article_id", String(255), nullable=False, index=True),
    Column("said", String(255), nullable=False, index=True),
    Column("node", String(255), nullable=False, index=True),
    Column("features", Text, nullable=False),
)

event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    key_column("event_id"),
    Index("event_keys_event", "event_id"),
    sqlite_with_rowid=False,
)

event_edges = Table(
    "event_edges",
    metadata,
    key_column("event_id"),
    key_column("other_id"),
    Column("score", Float, nullable=False),
    *texts("why"),
    Index("event_edges_other", "other_id"),
)

event_queue = Table("event_queue", metadata, key_column("event_id"), Column("changed", Boolean, nullable=False))

redirects = Table("redirects", metadata, key_column("old_id"), Column("new_id", String(255), index=True))

verdicts = Table(
    "verdicts",
    metadata,
    key_column("event_id"),
    key_column("field"),
    Column("value", JSON),
    *texts("note"),
    Column("decided_at", Text, nullable=False),
)

story_verdicts = Table(
    "story_verdicts",
    metadata,
    key_column("event_id"),
    key_column("other_id"),
    Column("together", Boolean, nullable=False),
    Column("decided_at", Text, nullable=False),
)

# In the order in which they refer to each other.
TABLES: Final = (
    link_queue,
    canonical_entities,
    entity_profiles,
    profile_keys,
    entity_links,
    stories,
    story_participants,
    story_places,
    story_events,
    compared_events,
    event_keys,
    event_edges,
    event_queue,
    redirects,
    verdicts,
    story_verdicts,
)

comment(metadata)
