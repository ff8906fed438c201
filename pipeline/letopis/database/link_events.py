"""Events of articles compared with all others: what came or went, which say the same, which pairs seem one.

What two events have in common is worked out once, when the later of them comes; `link_stories` groups by it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from letopis.database.batches import Columns, delete_where, insert_rows, insert_tuples, portions, rows_where
from letopis.database.link_stories import edges_of, forget
from letopis.database.story_schema import compared_events, event_edges, event_keys, event_queue, story_events
from letopis.database.tellings import read_tellings
from letopis.database.verdicts import by_hand
from letopis.linkage.features import Telling
from letopis.linkage.keys import Keys, keys_of
from letopis.linkage.stories import edge, labels, nodes_of

_COMPARED, _EDGE, _KEY, _LINKED, _QUEUED = (
    table.c for table in (compared_events, event_edges, event_keys, story_events, event_queue)
)
_KEYS: Final = Columns(event_keys, "key event_id")


@dataclass(frozen=True, slots=True)
class _Changes:
    """Events that came or differ with their labels, the rows of those that differ or went, and what is no more."""

    came: dict[str, Telling]
    said: dict[str, str]
    went: dict[str, Row[Any]]
    gone: set[str]


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Of all that say the same as what came or went: the node of each by event, before and now; nodes by id."""

    before: dict[str, str]
    now: dict[str, str]
    first: dict[str, Telling]


def compare_events(connection: Connection, articles: Iterable[str]) -> None:
    """Bring what is known of these articles' events, and what seems one with them, up to date; queue what differs."""
    changes = _changes(connection, set(articles))
    if not changes.came and not changes.went and not changes.gone:
        return
    nodes = _nodes(connection, changes)
    _write_compared(connection, changes, nodes)
    standing = set(nodes.before.values()) & set(nodes.now.values()) - changes.came.keys()
    torn = _tear(connection, set(nodes.before.values()) - standing)
    _compare(connection, [one for id_, one in nodes.first.items() if id_ not in standing])
    moved = {id_ for id_, node in nodes.now.items() if nodes.before.get(id_) != node}
    _enqueue(connection, changes.came.keys() | forget(connection, changes.gone), (torn | moved) - changes.gone)


def _changes(connection: Connection, articles: set[str]) -> _Changes:
    fresh = read_tellings(connection, articles)
    said = labels(fresh.values(), by_hand(connection))
    rows = rows_where(connection, select(compared_events), _COMPARED.article_id, articles)
    stored = {row.event_id: row for row in rows}
    told = {row[0] for row in rows_where(connection, select(_LINKED.event_id), _LINKED.article_id, articles)}
    same = {
        id_
        for id_, row in stored.items()
        if id_ in fresh and row.said == said[id_] and row.features == fresh[id_].to_json()
    }
    came = {id_: telling for id_, telling in fresh.items() if id_ not in same}
    went = {id_: row for id_, row in stored.items() if id_ not in same}
    return _Changes(came, {id_: said[id_] for id_ in came}, went, (stored.keys() | told) - fresh.keys())


def _nodes(connection: Connection, changes: _Changes) -> _Nodes:
    concerned = {*changes.said.values(), *(row.said for row in changes.went.values())}
    rows = {row.event_id: row for row in rows_where(connection, select(compared_events), _COMPARED.said, concerned)}
    others = {id_: row for id_, row in rows.items() if id_ not in changes.went}
    tellings = [*(Telling.from_json(row.features) for row in others.values()), *changes.came.values()]
    said = {id_: row.said for id_, row in others.items()} | changes.said
    found = nodes_of(tellings, said)
    before = {id_: row.node for id_, row in (changes.went | others).items()}
    now = {telling.id: node[0].id for node in found for telling in node}
    return _Nodes(before, now, {node[0].id: node[0] for node in found})


def _write_compared(connection: Connection, changes: _Changes, nodes: _Nodes) -> None:
    delete_where(connection, _COMPARED.event_id, changes.went)
    rows = (
        {
            "event_id": id_,
            "article_id": telling.article,
            "said": changes.said[id_],
            "node": nodes.now[id_],
            "features": telling.to_json(),
        }
        for id_, telling in changes.came.items()
    )
    insert_rows(connection, compared_events, rows)
    others = nodes.now.keys() - changes.came.keys()
    if moved := [{"id": id_, "to": nodes.now[id_]} for id_ in sorted(others) if nodes.before[id_] != nodes.now[id_]]:
        its = update(compared_events).where(_COMPARED.event_id == bindparam("id"))
        connection.execute(its.values(node=bindparam("to")), moved)


def _tear(connection: Connection, nodes: Collection[str]) -> set[str]:
    """Forget what these seemed one with; the events that they seemed one with."""
    delete_where(connection, _KEY.event_id, nodes)
    ends = {other for pair in edges_of(connection, nodes) for other in pair}
    for column in (_EDGE.event_id, _EDGE.other_id):
        delete_where(connection, column, nodes)
    return ends


def _compare(connection: Connection, tellings: Iterable[Telling]) -> None:
    """Find what these seem one with."""
    fresh = {telling.id: telling for telling in tellings}
    pairs = _candidates(connection, _write_keys(connection, fresh))
    known = fresh | _read(connection, {id_ for pair in pairs for id_ in pair} - fresh.keys())
    found = ((pair, edge(known[pair[0]], known[pair[1]])) for pair in sorted(pairs))
    rows = (
        {"event_id": one, "other_id": other, "score": seems.score, "why": "; ".join(seems.reasons)}
        for (one, other), seems in found
        if seems is not None
    )
    insert_rows(connection, event_edges, rows)


def _write_keys(connection: Connection, tellings: Mapping[str, Telling]) -> dict[str, Keys]:
    keys = {id_: keys_of(telling) for id_, telling in tellings.items()}
    stored = ((key, id_) for id_, its in keys.items() for key in its.stored)
    insert_tuples(connection, _KEYS, sorted(stored))
    return keys


def write_all_keys(connection: Connection) -> None:
    """Under which the events that are there find others; none must be there."""
    nodes = connection.scalars(select(_COMPARED.event_id).where(_COMPARED.event_id == _COMPARED.node))
    for portion in portions(list(nodes)):
        _write_keys(connection, _read(connection, portion))


def _candidates(connection: Connection, keys: Mapping[str, Keys]) -> set[tuple[str, str]]:
    sought = {key for its in keys.values() for key in its.sought}
    homes: dict[int, list[str]] = {}
    for key, event in rows_where(connection, select(_KEY.key, _KEY.event_id), _KEY.key, sought):
        homes.setdefault(key, []).append(event)
    return {
        (min(id_, other), max(id_, other))
        for id_, its in keys.items()
        for other in {other for key in its.sought & homes.keys() for other in homes[key]}
        if other != id_
    }


def _read(connection: Connection, events: Iterable[str]) -> dict[str, Telling]:
    columns = select(_COMPARED.event_id, _COMPARED.features)
    rows = rows_where(connection, columns, _COMPARED.event_id, events)
    return {id_: Telling.from_json(features) for id_, features in rows}


def _enqueue(connection: Connection, changed: Collection[str], others: Collection[str]) -> None:
    """Have the stories of these events made anew; `changed`: though their events may be the same."""
    rows = rows_where(connection, select(event_queue), _QUEUED.event_id, {*changed, *others})
    waiting = {row.event_id: row.changed for row in rows}
    events = dict.fromkeys(others, False) | waiting | dict.fromkeys(changed, True)
    delete_where(connection, _QUEUED.event_id, waiting)
    insert_rows(connection, event_queue, ({"event_id": id_, "changed": its} for id_, its in sorted(events.items())))
