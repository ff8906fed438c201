"""Older databases brought to this version's tables, one version at a time, in one transaction."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection, insert, inspect, literal, select, text

from letopis.database import schema, story_schema
from letopis.database.link import enqueue
from letopis.database.link_events import write_all_keys
from letopis.database.search import create_search
from letopis.database.views import create_story_view


def _add_journal(connection: Connection) -> None:
    """2: the journal of changes. It begins with all events that are there; their digests are not known."""
    connection.execute(text("ALTER TABLE events ADD COLUMN sha256 VARCHAR(64)"))
    schema.changes.create(connection)
    event = schema.events.c
    present = select(literal(1), event.article_id, event.id, literal("inserted"))
    columns = ["revision", "article_id", "event_id", "change"]
    connection.execute(insert(schema.changes).from_select(columns, present))


def _add_stories(connection: Connection) -> None:
    """3: entities and events across articles, and search. All articles that are there wait to be linked."""
    for table in story_schema.TABLES:
        table.create(connection)
    create_search(connection)
    create_story_view(connection)
    _queue_all(connection)


def _add_indexes(connection: Connection) -> None:
    """6: what refers to an article's parts is found by indexes."""
    for column in (
        schema.participants.c.article_id,
        schema.places.c.article_id,
        schema.event_times.c.article_id,
        schema.event_mention_arguments.c.article_id,
        schema.events.c.part_of,
    ):
        for index in column.table.indexes:
            if column.name in index.columns:
                index.create(connection)


def _tell_of_parts(connection: Connection) -> None:
    """7: the view of events across articles tells who took part in their parts."""
    create_story_view(connection)


def _keep_pairs(connection: Connection) -> None:
    """8, and 4 and 5, which compared events by less: which seem one is kept. All articles wait to be linked again."""
    if inspect(connection).has_table(story_schema.event_edges.name):
        return
    waiting = list(connection.scalars(text("SELECT article_id FROM link_queue")))
    connection.execute(text("DROP INDEX IF EXISTS ix_story_events_component"))
    for column in ("component", "features"):
        connection.execute(text(f"ALTER TABLE story_events DROP COLUMN {column}"))
    for table in (story_schema.link_queue, story_schema.event_keys):
        table.drop(connection)
    for table in story_schema.TABLES:
        table.create(connection, checkfirst=True)
    enqueue(connection, waiting)
    _queue_all(connection)


def _sort_keys(connection: Connection) -> None:
    """9: the keys by which events find each other lie together by time."""
    story_schema.event_keys.drop(connection)
    story_schema.event_keys.create(connection)
    write_all_keys(connection)


def _queue_all(connection: Connection) -> None:
    enqueue(connection, connection.scalars(select(schema.articles.c.id)))


_UPGRADES: Final[Mapping[int, Callable[[Connection], None]]] = {
    1: _add_journal,
    2: _add_stories,
    3: _keep_pairs,
    4: _keep_pairs,
    5: _add_indexes,
    6: _tell_of_parts,
    7: _keep_pairs,
    8: _sort_keys,
}


def upgrade(connection: Connection, version: int) -> bool:
    """Bring tables of this version to the newest; False when there is no way from it."""
    while version in _UPGRADES:
        _UPGRADES[version](connection)
        version += 1
    connection.execute(schema.schema_version.update().values(version=version))
    return version == schema.SCHEMA_VERSION
