"""Articles that changed are linked with all others, some in a transaction: first the entities of all that wait, then
what their events seem one with, then the stories of these. The database remembers how far it has come.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from letopis.database.batches import delete_where, insert_rows, rows_where
from letopis.database.engine import writing
from letopis.database.link_entities import link_entities
from letopis.database.link_events import compare_events
from letopis.database.link_stories import group_events
from letopis.database.search import index_articles
from letopis.database.story_schema import entity_links, link_queue
from letopis.garbage import seldom_collected

BATCH: Final = 1000  # articles a transaction
_SHARE: Final = 10  # of those that are linked already as many more

_QUEUED = link_queue.c
_ENTITIES, _EVENTS, _STORIES = range(3)


def enqueue(connection: Connection, articles: Iterable[str]) -> None:
    """Note that these articles came, changed or went."""
    _wait(connection, set(articles), _ENTITIES)


def _wait(connection: Connection, articles: set[str], stage: int) -> None:
    """Have these wait for this, if not for what comes before."""
    rows = rows_where(connection, select(link_queue), _QUEUED.article_id, articles)
    later = articles - {row.article_id for row in rows if row.stage <= stage}
    delete_where(connection, _QUEUED.article_id, later)
    insert_rows(connection, link_queue, ({"article_id": id_, "stage": stage} for id_ in sorted(later)))


def pending(connection: Connection) -> int:
    """How many articles wait to be linked."""
    return connection.scalar(select(func.count()).select_from(link_queue)) or 0


def link_pending(engine: Engine) -> int:
    """Link all that wait; how many. What is interrupted goes on the next time."""
    linked = 0
    with seldom_collected():
        while True:
            with writing(engine) as connection:
                if not (_link_entities(connection) or _compare_events(connection) or group_events(connection)):
                    done = _waiting(connection, _STORIES)
                    delete_where(connection, _QUEUED.article_id, done)
                    if not done:
                        return linked
                    linked += len(done)


def _waiting(connection: Connection, stage: int, most: int = BATCH) -> list[str]:
    ids = select(_QUEUED.article_id).where(_QUEUED.stage == stage).order_by(_QUEUED.article_id)
    return list(connection.scalars(ids.limit(most)))


def _many(connection: Connection) -> int:
    """Articles whose entities are linked at once: each time all who bear their names are compared anew, so that in
    a large database it is done for more at a time, and costs no more an article than in a small one.
    """
    linked = connection.scalar(select(func.count(entity_links.c.article_id.distinct()))) or 0
    return max(BATCH, linked // _SHARE)


def _link_entities(connection: Connection) -> bool:
    """Of some articles; events of those that name an entity that is another now are compared anew."""
    if not _waiting(connection, _ENTITIES, 1):
        return False
    articles = _waiting(connection, _ENTITIES, _many(connection))
    index_articles(connection, articles)
    moved = link_entities(connection, articles)
    delete_where(connection, _QUEUED.article_id, articles)
    _wait(connection, moved.union(articles), _EVENTS)
    return True


def _compare_events(connection: Connection) -> bool:
    if articles := _waiting(connection, _EVENTS):
        compare_events(connection, articles)
        delete_where(connection, _QUEUED.article_id, articles)
        _wait(connection, set(articles), _STORIES)
    return bool(articles)
