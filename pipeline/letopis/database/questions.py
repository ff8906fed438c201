"""The usual questions: who is meant by a name, who meets whom, why a story is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from letopis.database.names import find_names
from letopis.database.redirecting import current
from letopis.database.story_schema import (
    canonical_entities,
    entity_links,
    entity_profiles,
    stories,
    story_events,
    story_participants,
)

_ENTITY, _PROFILE, _LINK = canonical_entities.c, entity_profiles.c, entity_links.c


@dataclass(frozen=True, slots=True)
class Known:
    """A canonical entity, and the number of articles that name it."""

    id: str
    type: str
    name: str
    country: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A canonical entity, and the number of events that it shares with the one asked for."""

    id: str
    type: str
    name: str
    country: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an event belongs to its story: the event that it fits best, how well, by what."""

    event: str
    article: str
    nearest: str | None
    score: float
    why: str


def who(connection: Connection, name: str) -> Iterator[Known]:
    """All entities that the name may mean, those of most articles first."""
    ids = find_names(connection, name).ids
    articles = func.count(_LINK.article_id.distinct()).label("articles")
    own = (_ENTITY.id, _ENTITY.type, _ENTITY.name, _ENTITY.country)
    known = (
        select(*own, articles)
        .join(entity_profiles, _PROFILE.canonical_id == _ENTITY.id)
        .join(entity_links, _LINK.profile_id == _PROFILE.id)
        .where(_ENTITY.id.in_(ids))
        .group_by(*own)
        .order_by(articles.desc(), _ENTITY.id)
    )
    return (Known(*row) for row in connection.execute(known))


def partners(connection: Connection, name: str, limit: int) -> Iterator[Partner]:
    """Who shares most events with those that the name means; events of type `other` do not count."""
    ids = find_names(connection, name).ids
    mine, theirs = story_participants.alias(), story_participants.alias()
    own = (_ENTITY.id, _ENTITY.type, _ENTITY.name, _ENTITY.country)
    shared = func.count(theirs.c.story_id.distinct()).label("shared")
    found = (
        select(*own, shared)
        .join_from(mine, theirs, mine.c.story_id == theirs.c.story_id)
        .join(stories, stories.c.id == mine.c.story_id)
        .join(canonical_entities, _ENTITY.id == theirs.c.canonical_id)
        .where(mine.c.canonical_id.in_(ids), theirs.c.canonical_id.not_in(ids), stories.c.type != "other")
        .group_by(*own)
        .order_by(shared.desc(), _ENTITY.id)
        .limit(limit)
    )
    return (Partner(*row) for row in connection.execute(found))


def why(connection: Connection, story: str) -> Iterator[Reason]:
    """Why each event of the story belongs to it; nothing where the id, or what took its place, is none."""
    told = story_events.c
    columns = select(told.event_id, told.article_id, told.nearest, told.score, told.why)
    rows = connection.execute(columns.where(told.story_id == current(connection, story)).order_by(told.event_id))
    return (Reason(*row) for row in rows)
