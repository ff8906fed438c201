"""Entities of articles linked with the canonical ones: profiles kept, compared where some came or went."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from letopis.database import schema
from letopis.database.batches import delete_where, insert_rows, rows_where
from letopis.database.redirecting import redirect
from letopis.database.rows import fold
from letopis.database.story_schema import canonical_entities, entity_links, entity_profiles, profile_keys
from letopis.linkage.entities import partition
from letopis.linkage.profiles import Canonical, Profile, profile_of, restored

_ENTITY, _LINK, _PROFILE, _ARTICLE = schema.entities.c, entity_links.c, entity_profiles.c, schema.articles.c


def link_entities(connection: Connection, articles: Sequence[str]) -> set[str]:
    """Link the entities of these articles; all articles that name an entity whose canonical id is another now.

    Articles that are no more lose their links.
    """
    columns = select(_LINK.article_id, _LINK.entity_id, _LINK.profile_id)
    before = {(row[0], row[1]): row[2] for row in rows_where(connection, columns, _LINK.article_id, articles)}
    now = dict(_profiles(connection, articles))
    after = {key: profile.id for key, profile in now.items()}
    if before != after:
        delete_where(connection, _LINK.article_id, {article for article, _ in before})
        insert_rows(connection, entity_links, _link_rows(after))
    return _repartition(connection, _keep(connection, articles, now, set(before.values())))


def _link_rows(links: Mapping[tuple[str, str], str]) -> Iterator[dict[str, str]]:
    return ({"article_id": key[0], "entity_id": key[1], "profile_id": id_} for key, id_ in links.items())


def _profiles(connection: Connection, articles: Sequence[str]) -> Iterator[tuple[tuple[str, str], Profile]]:
    office = schema.offices.c
    offices: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    held = select(office.article_id, office.entity_id, office.title, office.of)
    for row in rows_where(connection, held, office.article_id, articles):
        offices.setdefault((row[0], row[1]), []).append((row[2], row[3]))
    for row in rows_where(connection, select(schema.entities), _ENTITY.article_id, articles):
        key = (row.article_id, row.id)
        yield key, profile_of(row._mapping, offices.get(key, ()))


def _keep(
    connection: Connection, articles: Sequence[str], now: Mapping[tuple[str, str], Profile], before: set[str]
) -> list[Profile]:
    """Store profiles that came, delete those that went; all of them, and those that another article tells of first."""
    wanted = {profile.id: profile for profile in now.values()}
    stored = {row.id: row for row in rows_where(connection, select(entity_profiles), _PROFILE.id, {*wanted, *before})}
    first = _first_told(connection, articles, now)
    unsure = {id_ for id_ in before if stored[id_].first_told.partition(" ")[2] in set(articles)}
    again = _first_of(connection, unsure)
    changed = []
    for id_, row in stored.items():
        told = again.get(id_, "") if id_ in unsure else min(row.first_told, first.get(id_, row.first_told))
        if told != row.first_told:
            changed.append(restored(id_, row.type, row.features, told))
    came = [restored(id_, one.type, one.features, first[id_]) for id_, one in wanted.items() if id_ not in stored]
    _store(connection, came, changed)
    return came + changed


def _first_told(
    connection: Connection, articles: Iterable[str], now: Mapping[tuple[str, str], Profile]
) -> dict[str, str]:
    """By profile: the day of publication and id of the first of these articles that has it."""
    columns = select(_ARTICLE.id, _ARTICLE.published)
    days = {row.id: _told(row.published, row.id) for row in rows_where(connection, columns, _ARTICLE.id, articles)}
    first: dict[str, str] = {}
    for (article, _), profile in now.items():
        first[profile.id] = min(days[article], first.get(profile.id, days[article]))
    return first


def _first_of(connection: Connection, profiles: Iterable[str]) -> dict[str, str]:
    """The same over all articles that are there; nothing for profiles that are no more."""
    columns = select(_LINK.profile_id, _ARTICLE.id, _ARTICLE.published).join_from(
        entity_links, schema.articles, _LINK.article_id == _ARTICLE.id
    )
    first: dict[str, str] = {}
    for id_, article, published in rows_where(connection, columns, _LINK.profile_id, profiles):
        told = _told(published, article)
        first[id_] = min(told, first.get(id_, told))
    return first


def _told(published: str | None, article: str) -> str:
    return f"{(published or '9999')[:10]} {article}"


def _store(connection: Connection, came: Iterable[Profile], changed: Iterable[Profile]) -> None:
    rows = [{"id": one.id, "type": one.type, "features": one.features, "first_told": one.first} for one in came]
    insert_rows(connection, entity_profiles, rows)
    insert_rows(
        connection, profile_keys, ({"key": key, "profile_id": one.id} for one in came for key in sorted(one.keys))
    )
    gone = {one.id for one in changed if not one.first}
    if later := [{"profile": one.id, "told": one.first} for one in changed if one.first]:
        moved = update(entity_profiles).where(_PROFILE.id == bindparam("profile"))
        connection.execute(moved.values(first_told=bindparam("told")), later)
    delete_where(connection, profile_keys.c.profile_id, gone)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A profile with the entity that it was of."""

    profile: Profile
    canonical: str | None
    reason: tuple[float | None, str | None]


def _repartition(connection: Connection, changed: Sequence[Profile]) -> set[str]:
    """Compare anew all profiles that could be compared with one of these."""
    gone = {profile.id for profile in changed if not profile.first}
    kept = _around(connection, {key for profile in changed for key in profile.keys})
    ghosts = [row.canonical_id for row in rows_where(connection, select(_PROFILE.canonical_id), _PROFILE.id, gone)]
    delete_where(connection, _PROFILE.id, gone)
    found = partition([one.profile for one in kept.values()])
    home = {id_: entity.id for entity in found for id_ in entity.profiles}
    _assign(connection, kept, found)
    old = {one.canonical for one in kept.values() if one.canonical is not None} | set(ghosts)
    _write_entities(connection, old, found)
    redirect(connection, {id_: _heir(id_, kept, home) for id_ in old - set(home.values())}, set(home.values()))
    moved = {id_ for id_, one in kept.items() if one.canonical is not None and one.canonical != home[id_]}
    return {row[0] for row in rows_where(connection, select(_LINK.article_id), _LINK.profile_id, moved)}


def _around(connection: Connection, keys: set[str]) -> dict[str, _Kept]:
    """The profiles with these keys, and with their other keys, and so on."""
    kept: dict[str, _Kept] = {}
    seen: set[str] = set()
    key = profile_keys.c
    while keys - seen:
        fresh, seen = keys - seen, seen | keys
        ids = {row[0] for row in rows_where(connection, select(key.profile_id), key.key, fresh)}
        for row in rows_where(connection, select(entity_profiles), _PROFILE.id, ids - kept.keys()):
            kept[row.id] = _kept(row)
            keys = keys | kept[row.id].profile.keys
    return kept


def _kept(row: Row[Any]) -> _Kept:
    profile = restored(row.id, row.type, row.features, row.first_told)
    return _Kept(profile, row.canonical_id, (row.score, row.why))


def _assign(connection: Connection, kept: Mapping[str, _Kept], found: Iterable[Canonical]) -> None:
    rows = [
        {"profile": id_, "entity": entity.id, "score_": reason[0], "why_": reason[1]}
        for entity in found
        for id_, reason in entity.profiles.items()
        if (kept[id_].canonical, kept[id_].reason) != (entity.id, reason)
    ]
    if rows:
        given: dict[str, Any] = {
            "canonical_id": bindparam("entity"),
            "score": bindparam("score_"),
            "why": bindparam("why_"),
        }
        connection.execute(update(entity_profiles).where(_PROFILE.id == bindparam("profile")).values(given), rows)


_SHOWN = ("first", "middle", "last", "country", "kind", "admin1", "abbreviation", "geonames", "lat", "lon")


def _write_entities(connection: Connection, old: set[str], found: Iterable[Canonical]) -> None:
    """Only rows that differ are written."""
    present = {
        row.id: dict(row._mapping)
        for row in rows_where(connection, select(canonical_entities), canonical_entities.c.id, old)
    }
    rows = {entity.id: _row(entity) for entity in found}
    delete_where(connection, canonical_entities.c.id, (id_ for id_, row in present.items() if rows.get(id_) != row))
    insert_rows(connection, canonical_entities, (row for id_, row in rows.items() if present.get(id_) != row))


def _row(entity: Canonical) -> dict[str, Any]:
    features = entity.shown.features
    name = features["name"]
    own = {column: features.get(column) for column in _SHOWN}
    return {"id": entity.id, "type": entity.shown.type, "name": name, "name_folded": fold(name), **own}


def _heir(old: str, kept: Mapping[str, _Kept], home: Mapping[str, str]) -> str | None:
    """The entity that the founding profile is of now, else that of the first of the others; None where all went."""
    founder = old.removeprefix("en_")
    if founder in home:
        return home[founder]
    others = sorted(one.profile.founding for one in kept.values() if one.canonical == old)
    return home[others[0][1]] if others else None
