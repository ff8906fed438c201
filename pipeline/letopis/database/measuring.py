"""What a database joined across articles, measured against gold."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sqlalchemy import Connection, select

from letopis.database import schema
from letopis.database.batches import rows_where
from letopis.database.rows import fold
from letopis.database.story_schema import entity_links, entity_profiles, story_events
from letopis.errors import UsageError
from letopis.linkage.gold import GoldCluster, Kind, LinkGold, Scores, Span, locate, pairwise

_ARTICLE, _EVENT, _ENTITY = schema.articles.c, schema.events.c, schema.entities.c
# What the trivial baseline joins.
TRIVIAL: Final[Mapping[Kind, str]] = {"events": "same type and day", "people": "same surname"}


@dataclass(frozen=True, slots=True)
class Measure:
    """Scores over what was extracted; `missing`: gold tellings that no extracted item is at, as article: quote."""

    ours: Scores
    trivial: Scores
    missing: list[str]


@dataclass(frozen=True, slots=True)
class _Item:
    """An event or a person of an article, where it stands, our cluster and the trivial one."""

    id: str
    article: str
    spans: list[Span]
    cluster: str
    trivial: Hashable


def measure(connection: Connection, gold: LinkGold) -> dict[Kind, Measure]:
    """Events and people of the gold's articles; raises UsageError when one is not there, or a quote is not in it."""
    texts = _texts(connection, gold.articles)
    ids = {id_: stem for stem, (id_, _) in texts.items()}
    return {
        "events": _compare(list(_events(connection, ids)), gold.events, texts),
        "people": _compare(list(_people(connection, ids)), gold.people, texts),
    }


@dataclass(frozen=True, slots=True)
class GoldEvents:
    """What was extracted of the gold's articles: ids of the articles, the article of each event, what is one event."""

    articles: list[str]
    article: Mapping[str, str]
    clusters: list[list[str]]


def gold_events(connection: Connection, gold: LinkGold) -> GoldEvents:
    """Events of the gold's articles, of a known type; raises UsageError like `measure`."""
    texts = _texts(connection, gold.articles)
    ids = {id_: stem for stem, (id_, _) in texts.items()}
    items = list(_events(connection, ids))
    clusters = [
        [id_ for stem, quote in one.told.items() if (id_ := _at(items, stem, _place(stem, quote, texts))) is not None]
        for one in gold.events
    ]
    return GoldEvents(list(ids), {item.id: item.article for item in items}, clusters)


def _texts(connection: Connection, stems: Sequence[str]) -> dict[str, tuple[str, str]]:
    """By stem: the article's id and text."""
    columns = select(_ARTICLE.id, _ARTICLE.path, _ARTICLE.text).where(_ARTICLE.path.is_not(None))
    found = {PurePath(path).stem: (id_, text or "") for id_, path, text in connection.execute(columns)}
    if absent := [stem for stem in stems if stem not in found]:
        raise UsageError(f"the gold's articles {', '.join(absent)} are not in the database: load their records first")
    return {stem: found[stem] for stem in stems}


def _compare(items: Sequence[_Item], gold: Sequence[GoldCluster], texts: Mapping[str, tuple[str, str]]) -> Measure:
    article = {item.id: item.article for item in items}
    missing: list[str] = []
    clusters: list[list[str]] = []
    for cluster in gold:
        places = {stem: _place(stem, quote, texts) for stem, quote in cluster.told.items()}
        found = {stem: _at(items, stem, span) for stem, span in places.items()}
        clusters.append([id_ for id_ in found.values() if id_ is not None])
        missing += [f"{stem}: {cluster.told[stem]}" for stem, id_ in found.items() if id_ is None]
    ours = pairwise({item.id: item.cluster for item in items}, clusters, article)
    trivial = {item.id: item.trivial for item in items if item.trivial is not None}
    return Measure(ours, pairwise(trivial, clusters, article), missing)


def _place(stem: str, quote: str, texts: Mapping[str, tuple[str, str]]) -> Span:
    try:
        return locate(quote, texts[stem][1])
    except (ValueError, KeyError) as error:
        raise UsageError(f"gold, {stem}: {error}") from error


def _at(items: Sequence[_Item], stem: str, span: Span) -> str | None:
    """The first item of the article that overlaps the span."""
    here = (item for item in items if item.article == stem)
    return next((one.id for one in here if any(a < span[1] and span[0] < b for a, b in one.spans)), None)


def _events(connection: Connection, ids: Mapping[str, str]) -> Iterator[_Item]:
    """Those of a known type: the others stand in no chronicle."""
    mention = schema.event_mentions.c
    spans: dict[str, list[Span]] = {}
    columns = select(_EVENT.article_id, mention.event_id, mention.trigger_start, mention.trigger_end)
    for _, event, start, end in rows_where(
        connection, columns.join_from(schema.event_mentions, schema.events), _EVENT.article_id, ids
    ):
        spans.setdefault(event, []).append((start, end))
    told = select(schema.events, story_events.c.story_id).join_from(
        schema.events, story_events, _EVENT.id == story_events.c.event_id
    )
    told = told.where(_EVENT.type != "other").order_by(_EVENT.article_id, _EVENT.position)
    for row in rows_where(connection, told, _EVENT.article_id, ids):
        day = row.time_from and (row.type, row.time_from[:10], (row.time_to or "")[:10])
        yield _Item(row.id, ids[row.article_id], spans[row.id], row.story_id, day)


def _people(connection: Connection, ids: Mapping[str, str]) -> Iterator[_Item]:
    mention = schema.entity_mentions.c
    spans: dict[tuple[str, str], list[Span]] = {}
    columns = select(mention.article_id, mention.entity_id, mention.span_start, mention.span_end)
    named = columns.where(mention.form == "name")
    for article, entity, start, end in rows_where(connection, named, mention.article_id, ids):
        spans.setdefault((article, entity), []).append((start, end))
    link, profile = entity_links.c, entity_profiles.c
    same = (link.article_id == _ENTITY.article_id) & (link.entity_id == _ENTITY.id)
    told = (
        select(schema.entities, profile.canonical_id)
        .join(entity_links, same)
        .join(entity_profiles, link.profile_id == profile.id)
    )
    for row in rows_where(connection, told.where(_ENTITY.type == "person"), _ENTITY.article_id, ids):
        surname = fold(row.last) if row.last else None
        where = spans.get((row.article_id, row.id), [])
        yield _Item(f"{row.article_id} {row.id}", ids[row.article_id], where, row.canonical_id, surname)
