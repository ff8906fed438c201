"""Articles that changed are linked with all others: first their entities, then their events, some in a transaction."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from letopis.database.batches import delete_where, insert_rows, rows_where
from letopis.database.engine import writing
from letopis.database.link_entities import link_entities
from letopis.database.link_events import link_events
from letopis.database.search import index_articles
from letopis.database.story_schema import link_queue

BATCH: Final = 1000  # articles a transaction

_QUEUED = link_queue.c.article_id


def enqueue(connection: Connection, articles: Iterable[str]) -> None:
    """Note that these articles came, changed or went."""
    ids = set(articles)
    known = {row[0] for row in rows_where(connection, select(_QUEUED), _QUEUED, ids)}
    insert_rows(connection, link_queue, ({"article_id": id_} for id_ in sorted(ids - known)))


def pending(connection: Connection) -> int:
    """How many articles wait to be linked."""
    return connection.scalar(select(func.count()).select_from(link_queue)) or 0


def link_pending(engine: Engine) -> int:
    """Link all that wait; how many. What is interrupted goes on the next time."""
    linked = 0
    while True:
        with writing(engine) as connection:
            articles = list(connection.scalars(select(_QUEUED).order_by(_QUEUED).limit(BATCH)))
            if not articles:
                return linked
            index_articles(connection, articles)
            moved = link_entities(connection, articles)
            link_events(connection, moved.union(articles))
            delete_where(connection, _QUEUED, articles)
        linked += len(articles)
