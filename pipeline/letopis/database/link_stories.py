"""Events that seem one grouped into stories: some that wait at a time, with all that hang together with them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from letopis.database.batches import delete_where, insert_rows, rows_where
from letopis.database.redirecting import redirect
from letopis.database.story_schema import (
    compared_events,
    event_edges,
    event_queue,
    stories,
    story_events,
    story_participants,
    story_places,
)
from letopis.database.verdicts import by_hand
from letopis.linkage.features import Telling
from letopis.linkage.grouping import Evidence
from letopis.linkage.stories import ByHand, Edges, Member, Node, Story, grouped, story_of
from letopis.linkage.summary import summarise

WAITING: Final = 4000  # events a transaction, and what hangs together with the last of them
_FIRST: Final = 100  # of these; then twice as many each time, while few hang together

_COMPARED, _EDGE, _LINKED, _QUEUED = (table.c for table in (compared_events, event_edges, story_events, event_queue))


@dataclass(slots=True)
class _Whole:
    """Events, whatever seems one with them, and whatever is in a story with them: nothing outside concerns them."""

    compared: dict[str, Row[Any]] = field(default_factory=dict)
    edges: dict[tuple[str, str], Row[Any]] = field(default_factory=dict)
    told: dict[str, Row[Any]] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)


def group_events(connection: Connection) -> bool:
    """Make the stories of some events that wait anew, and of all that hang together with them; False: none waited."""
    waiting = list(connection.scalars(select(_QUEUED.event_id).order_by(_QUEUED.event_id).limit(WAITING)))
    if not waiting:
        return False
    decided, whole = by_hand(connection), _Whole()
    taken, portion = 0, _FIRST
    while taken < len(waiting) and len(whole.compared) < WAITING:
        _add(connection, whole, waiting[taken : taken + portion], decided)
        taken, portion = taken + portion, 2 * portion
    nodes = _nodes(whole)
    found = list(grouped(nodes, _edges(nodes, whole), decided))
    queued = rows_where(connection, select(event_queue), _QUEUED.event_id, whole.compared)
    changed = {row.event_id for row in queued if row.changed}
    _write_members(connection, whole.told, found)
    _write_stories(connection, {id_: row.story_id for id_, row in whole.told.items()}, found, changed)
    delete_where(connection, _QUEUED.event_id, {*waiting[:taken], *whole.compared})
    return True


def _add(connection: Connection, whole: _Whole, events: Iterable[str], decided: ByHand) -> None:
    fresh = set(events) - whole.compared.keys()
    while fresh:
        rows = {row.event_id: row for row in rows_where(connection, select(compared_events), _COMPARED.event_id, fresh)}
        whole.compared |= rows
        near = {other for id_ in rows for other in decided.partners(id_)}
        if came := {row.node for row in rows.values()} - whole.nodes:
            whole.nodes |= came
            edges = edges_of(connection, came)
            whole.edges |= edges
            alike = rows_where(connection, select(_COMPARED.event_id), _COMPARED.node, came)
            near |= {row[0] for row in alike} | {other for pair in edges for other in pair}
        near |= _in_stories(connection, rows, whole)
        fresh = near - whole.compared.keys()


def _in_stories(connection: Connection, events: Iterable[str], whole: _Whole) -> set[str]:
    """The events that are in a story with these, or in one that one of these has founded."""
    told = select(story_events)
    own = {row.event_id: row for row in rows_where(connection, told, _LINKED.event_id, events)}
    homes = {row.story_id for row in own.values()} | {story_of(id_) for id_ in events if id_ not in own}
    others = {row.event_id: row for row in rows_where(connection, told, _LINKED.story_id, homes)}
    whole.told |= own | others
    return set(others)


def edges_of(connection: Connection, nodes: Iterable[str]) -> dict[tuple[str, str], Row[Any]]:
    """The pairs that one of these is in."""
    nodes = list(nodes)
    return {
        (row.event_id, row.other_id): row
        for column in (_EDGE.event_id, _EDGE.other_id)
        for row in rows_where(connection, select(event_edges), column, nodes)
    }


def _nodes(whole: _Whole) -> list[Node]:
    nodes: dict[str, Node] = {}
    for row in whole.compared.values():
        nodes.setdefault(row.node, []).append(Telling.from_json(row.features))
    ordered = [sorted(node, key=lambda telling: telling.founding) for node in nodes.values()]
    return sorted(ordered, key=lambda node: node[0].founding)


def _edges(nodes: Iterable[Node], whole: _Whole) -> Edges:
    where = {node[0].id: number for number, node in enumerate(nodes)}
    numbered = ((sorted((where[one], where[other])), row) for (one, other), row in whole.edges.items())
    return {(one, other): Evidence(row.score, (row.why,)) for (one, other), row in numbered}


def _write_members(connection: Connection, before: Mapping[str, Any], found: Iterable[Story]) -> None:
    """Only rows that differ are written."""
    rows = {member.telling.id: _member_row(story, member) for story in found for member in story.members}
    old = {id_: dict(row._mapping) for id_, row in before.items()}
    delete_where(connection, _LINKED.event_id, (id_ for id_, row in old.items() if rows.get(id_) != row))
    insert_rows(connection, story_events, (row for id_, row in rows.items() if old.get(id_) != row))


def _member_row(story: Story, member: Member) -> dict[str, Any]:
    return {
        "event_id": member.telling.id,
        "article_id": member.telling.article,
        "story_id": story.id,
        "score": member.score,
        "why": member.reason,
        "nearest": member.nearest,
    }


def _write_stories(connection: Connection, home: Mapping[str, str], found: Iterable[Story], changed: set[str]) -> None:
    """Stories that lost, got or changed a telling are written anew; `home`: the story of each telling before."""
    found = list(found)
    old: dict[str, set[str]] = {}
    for event, story in home.items():
        old.setdefault(story, set()).add(event)
    now = {story.id: {member.telling.id for member in story.members} for story in found}
    stale = {id_ for id_, members in old.items() if now.get(id_) != members or members & changed}
    delete_where(connection, stories.c.id, stale)
    _insert_stories(connection, [story for story in found if story.id in stale or story.id not in old])
    moved = {member: id_ for id_, members in now.items() for member in members}
    redirect(connection, {id_: _heir(old[id_], moved) for id_ in old.keys() - now.keys()}, set(now))


def _heir(members: Iterable[str], home: Mapping[str, str]) -> str:
    """The story that has most of the members now."""
    shared = Counter(home[member] for member in members)
    return min(shared, key=lambda id_: (-shared[id_], id_))


def forget(connection: Connection, gone: Iterable[str]) -> set[str]:
    """Take events that are no more out of their stories; those that are left in these."""
    gone = set(gone)
    homes = {row[0] for row in rows_where(connection, select(_LINKED.story_id), _LINKED.event_id, gone)}
    delete_where(connection, _LINKED.event_id, gone)
    left = select(_LINKED.event_id, _LINKED.story_id)
    others = {row[0]: row[1] for row in rows_where(connection, left, _LINKED.story_id, homes)}
    empty = homes - set(others.values())
    delete_where(connection, stories.c.id, empty)
    redirect(connection, dict.fromkeys(empty), set())
    return set(others)


def _insert_stories(connection: Connection, found: Iterable[Story]) -> None:
    own, who, where = [], [], []
    for story in found:
        row = summarise(story)
        names = {"id", "type", "kind", "status", "time_from", "time_to", "planned_from", "planned_to", "first_told"}
        own.append({name: getattr(row, name) for name in sorted(names | {"sources", "unnamed"})})
        for position, (entity, role) in enumerate(row.participants):
            who.append({"story_id": row.id, "position": position, "canonical_id": entity, "role": role})
        where += [{"story_id": row.id, "position": n, "canonical_id": id_} for n, id_ in enumerate(row.places)]
    insert_rows(connection, stories, own)
    insert_rows(connection, story_participants, who)
    insert_rows(connection, story_places, where)
