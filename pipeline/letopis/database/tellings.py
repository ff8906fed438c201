"""Events of articles as linking compares them, read from the tables, with what a person decided about them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, exists, func, or_, select

from letopis.database import schema
from letopis.database.batches import rows_where
from letopis.database.story_schema import entity_links, entity_profiles
from letopis.database.verdicts import judged
from letopis.language.morphology import fold
from letopis.linkage.features import Party, Spot, Telling
from letopis.linkage.offices import office_token, offices_of
from letopis.linkage.tables import event_table
from letopis.linkage.words import stems, topic_of

_EVENT, _WHO, _WHERE, _ENTITY = schema.events.c, schema.participants.c, schema.places.c, schema.entities.c
# Such a date is that of another event, or was counted from one: it may be a little wrong.
_COUNTED: Final = frozenset({"previous", "event"})
_WEEKS_AGO: Final = "%недел% назад"
_MENTIONS: Final = 2
_WORDS: Final = 30
_NEAR: Final = 60  # characters on either side of a trigger
_SHORTEST: Final = 2  # letters of a word in a body's name
_QUOTED: Final = re.compile("«([^»]+)»")
_CIRCLE: Final = 8
_LEAD: Final = 2000  # characters
_TOPIC: Final = 24
_WIDE: Final = frozenset({"country", "region", "area"})
Entity = tuple[str, str | None]


@dataclass(slots=True)
class _Parts:
    """What hangs on the events of some articles, by event; circles, topics and types of events by article."""

    parties: dict[str, list[Party]] = field(default_factory=dict)
    unnamed: dict[str, list[str]] = field(default_factory=dict)
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    counts: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    words: dict[str, dict[str, None]] = field(default_factory=dict)
    near: dict[str, dict[str, None]] = field(default_factory=dict)
    triggers: dict[str, set[str]] = field(default_factory=dict)
    circles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    families: dict[str, Counter[str]] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    often: dict[str, int] = field(default_factory=dict)


def read_tellings(connection: Connection, articles: Iterable[str]) -> dict[str, Telling]:
    """The events of these articles by id, but for those that a person rejected."""
    articles = list(articles)
    parts = _read_parts(connection, articles)
    columns = select(schema.events, schema.articles.c.published).join(schema.articles)
    rows = list(rows_where(connection, columns, _EVENT.article_id, articles))
    for row in rows:
        parts.families.setdefault(row.article_id, Counter()).update(event_table().families_of(row.type))
    decided = judged(connection, [row.id for row in rows])
    told = {row.id: decided.get(row.id, {}) for row in rows}
    return {row.id: _telling(row, parts, told[row.id]) for row in rows if told[row.id].get("verdict") != "rejected"}


def _telling(row: Row[Any], parts: _Parts, amended: Mapping[str, Any]) -> Telling:
    own = {name: getattr(row, name) for name in ("type", "kind", "status", "time_from", "time_to")} | dict(amended)
    return Telling(
        id=row.id,
        article=row.article_id,
        published=row.published and row.published[:10],
        type=own["type"],
        kind=own["kind"],
        status=own["status"],
        low=own["time_from"] and own["time_from"][:10],
        high=own["time_to"] and own["time_to"][:10],
        parties=tuple(parts.parties.get(row.id, ())),
        spots=tuple(parts.spots.get(row.id, ())),
        counts=tuple(sorted(parts.counts.get(row.id, ()))),
        words=tuple(parts.words.get(row.id, ()))[:_WORDS],
        near=tuple(parts.near.get(row.id, ()))[:_WORDS],
        issued=row.id in parts.issued and own["time_from"] == row.time_from,
        counted=(row.basis in _COUNTED or row.id in parts.about) and own["time_from"] == row.time_from,
        circle=parts.circles.get(row.article_id, ()),
        topic=parts.topics.get(row.article_id, ()),
        fellows=max(parts.families[row.article_id][family] for family in event_table().families_of(row.type)) - 1,
        often=parts.often.get(row.id, 1),
        triggers=tuple(sorted(parts.triggers.get(row.id, ()))),
        unnamed=tuple(parts.unnamed.get(row.id, ())),
    )


def _read_parts(connection: Connection, articles: Sequence[str]) -> _Parts:
    parts = _Parts()
    canonical, offices = _canonical(connection, articles), _offices(connection, articles)
    for row in rows_where(connection, _WHO_AND_TYPE, _WHO.article_id, articles):
        if row.entity_id is None:
            parts.unnamed.setdefault(row.event_id, []).append(row.text)
            continue
        key = (row.article_id, row.entity_id)
        party = _party(row, canonical[key], offices.get(key, ()))
        parts.parties.setdefault(row.event_id, []).append(party)
    for row in rows_where(connection, _WHERE_AND_KIND, _WHERE.article_id, articles):
        if row.entity_id is not None:
            known = (row.kind, row.country, row.lat, row.lon)
            named, words = row.name != row.name.lower(), tuple(sorted(set(stems(row.name))))
            spot = Spot(canonical[row.article_id, row.entity_id], *known, named=named, words=words)
            parts.spots.setdefault(row.event_id, []).append(spot)
    for row in rows_where(connection, _COUNTS, _EVENT.article_id, articles):
        parts.counts.setdefault(row.event_id, []).append((row.key, row.value))
    parts.issued = _issued(connection, articles)
    parts.about = _about(connection, articles)
    texts = _texts(connection, articles)
    _read_mentions(connection, texts, parts)
    parts.topics = {article: topic_of(text[:_LEAD], _TOPIC) for article, text in texts.items()}
    parts.circles = _circles(connection, articles, canonical)
    return parts


def _party(row: Row[Any], canonical: str, offices: tuple[str, ...]) -> Party:
    person = row.type == "person"
    return Party(
        canonical,
        row.type,
        row.role,
        not person or row.last is not None,
        offices,
        name=fold(row.last or "") if person else _short(row.own_name),
        first=fold(row.first or "").rstrip("."),
        country=row.own_country,
    )


def _short(name: str) -> str:
    """What a body is called, of «холдинг «Красная нить»» what stands in quotation marks; its words without endings."""
    quoted = _QUOTED.search(name)
    return " ".join(stems(quoted[1] if quoted else name, _SHORTEST))


_SAME = (schema.participants, schema.entities, (_WHO.article_id == _ENTITY.article_id) & (_WHO.entity_id == _ENTITY.id))
_WHO_AND_TYPE: Final = (
    select(
        schema.participants,
        *(_ENTITY.type, _ENTITY.first, _ENTITY.last),
        *(_ENTITY.name.label("own_name"), _ENTITY.country.label("own_country")),
    )
    .outerjoin_from(*_SAME)
    .order_by(_WHO.event_id, _WHO.position)
)
_WHERE_AND_KIND: Final = (
    select(schema.places, _ENTITY.kind, _ENTITY.lat, _ENTITY.lon)
    .outerjoin_from(
        schema.places, schema.entities, (_WHERE.article_id == _ENTITY.article_id) & (_WHERE.entity_id == _ENTITY.id)
    )
    .order_by(_WHERE.event_id, _WHERE.position)
)
_COUNTS: Final = (
    select(schema.event_counts.c.event_id, schema.event_counts.c.key, schema.event_counts.c.value)
    .join_from(schema.event_counts, schema.events)
    .where(schema.event_counts.c.value.is_not(None))
)


def _canonical(connection: Connection, articles: Iterable[str]) -> dict[Entity, str]:
    link, profile = entity_links.c, entity_profiles.c
    columns = select(link.article_id, link.entity_id, profile.canonical_id).join_from(
        entity_links, entity_profiles, link.profile_id == profile.id
    )
    return {(row[0], row[1]): row[2] for row in rows_where(connection, columns, link.article_id, articles)}


def _circles(
    connection: Connection, articles: Iterable[str], canonical: Mapping[Entity, str]
) -> dict[str, tuple[str, ...]]:
    """By article the canonical people with a name, bodies and towns that it mentions most, sorted."""
    mention = schema.entity_mentions.c
    here = (mention.article_id == _ENTITY.article_id) & (mention.entity_id == _ENTITY.id)
    columns = (
        select(_ENTITY.article_id, _ENTITY.id, func.count().label("told"))
        .join_from(schema.entities, schema.entity_mentions, here)
        .where(or_(_ENTITY.type != "person", _ENTITY.last.is_not(None)))
        .where(or_(_ENTITY.type != "place", _ENTITY.kind.is_(None), _ENTITY.kind.not_in(_WIDE)))
        .group_by(_ENTITY.article_id, _ENTITY.id)
    )
    told: dict[str, list[tuple[int, str]]] = {}
    for row in rows_where(connection, columns, _ENTITY.article_id, articles):
        told.setdefault(row.article_id, []).append((-row.told, canonical[row.article_id, row.id]))
    return {article: tuple(sorted({id_ for _, id_ in sorted(its)[:_CIRCLE]})) for article, its in told.items()}


def _offices(connection: Connection, articles: Iterable[str]) -> dict[Entity, tuple[str, ...]]:
    """Positions that say of what they are, so that one person holds each."""
    office = schema.offices.c
    held: dict[Entity, set[tuple[str, str]]] = {}
    columns = select(office.article_id, office.entity_id, office.title, office.of)
    for row in rows_where(connection, columns, office.article_id, articles):
        held.setdefault((row[0], row[1]), set()).add((row[2], row[3] or ""))
    return {
        key: tuple(sorted({office_token(one) for one in offices_of(pairs) if one.rest})) for key, pairs in held.items()
    }


def _issued(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Events of the day of publication that no sentence of theirs tells: their reports' datelines do."""
    time, mention, dated = schema.times.c, schema.event_mentions.c, schema.event_times
    its = (dated.c.article_id == time.article_id) & (dated.c.time_id == time.id)
    inside = (time.span_start >= mention.sentence_start) & (time.span_start < mention.sentence_end)
    told = exists().where(dated.c.event_id == _EVENT.id, its, mention.event_id == _EVENT.id, inside)
    on_the_day = _EVENT.time_from == func.substr(schema.articles.c.published, 1, 10)
    columns = select(_EVENT.id).join(schema.articles).where(_EVENT.basis == "publication", on_the_day, ~told)
    return {row[0] for row in rows_where(connection, columns, _EVENT.article_id, articles)}


def _about(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Events of some weeks ago: nobody counts the days of these."""
    time, dated = schema.times.c, schema.event_times.c
    its = (dated.article_id == time.article_id) & (dated.time_id == time.id)
    columns = select(dated.event_id).join_from(schema.event_times, schema.times, its)
    told = columns.where(time.text.like(_WEEKS_AGO))
    return {row[0] for row in rows_where(connection, told, dated.article_id, articles)}


def _texts(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    """By article, empty where the record was written without."""
    article = schema.articles.c
    columns = select(article.id, article.text)
    return {row.id: row.text or "" for row in rows_where(connection, columns, article.id, articles)}


def _read_mentions(connection: Connection, texts: Mapping[str, str], parts: _Parts) -> None:
    """Triggers of each event, and stems of the sentences of its first mentions, in their order; `texts` by article."""
    mention = schema.event_mentions.c
    told = (mention.event_id, mention.position, mention.sentence_start, mention.sentence_end)
    where = (mention.trigger_start, mention.trigger_end)
    columns = (
        select(_EVENT.article_id, *told, *where, mention.trigger_text, mention.trigger_lemma)
        .join_from(schema.event_mentions, schema.events)
        .order_by(mention.event_id, mention.position)
    )
    for row in rows_where(connection, columns, _EVENT.article_id, texts):
        parts.triggers.setdefault(row.event_id, set()).add(row.trigger_lemma)
        parts.often[row.event_id] = parts.often.get(row.event_id, 0) + 1
        close = _around(texts[row.article_id], row) or row.trigger_text
        parts.near.setdefault(row.event_id, {}).update(dict.fromkeys(stems(close)))
        if row.position < _MENTIONS:
            sentence = texts[row.article_id][row.sentence_start : row.sentence_end] or row.trigger_text
            parts.words.setdefault(row.event_id, {}).update(dict.fromkeys(stems(sentence)))


def _around(text: str, mention: Row[Any]) -> str:
    """What of its sentence stands close to the trigger, in whole words."""
    start, end = mention.sentence_start, mention.sentence_end
    before = text.rfind(" ", start, max(start, mention.trigger_start - _NEAR))
    after = text.find(" ", min(end, mention.trigger_end + _NEAR), end)
    return text[max(before, start) : end if after < 0 else after]
