"""Flat views: one row an event, for spreadsheets and quick questions."""

from typing import Final

from sqlalchemy import Connection, column, func, text

# `other` is what no type of the ontology describes: it is seen only by those who ask for it.
VIEWS: Final = {"event_flat": "WHERE e.type <> 'other'", "event_flat_with_other": ""}

_FLAT: Final = """
CREATE VIEW {name} AS
SELECT e.id AS event_id, e.article_id, a.title, a.url, a.source, a.published,
       e.type, e.kind, e.status, e.time_from, e.time_to, e.edtf, e.precision,
       (SELECT {joined} FROM (SELECT COALESCE(p.name, p.text) AS name FROM participants p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS who,
       (SELECT {joined} FROM (SELECT p.name AS name FROM places p
                              WHERE p.event_id = e.id ORDER BY p.position) AS ordered) AS place,
       e.context, e.part_of, e.confidence
FROM events e JOIN articles a ON a.id = e.article_id
{where}
"""


STORY_VIEW: Final = "story_flat"

_STORY: Final = """
CREATE VIEW {name} AS
SELECT s.id AS story_id, s.type, s.kind, s.status, s.time_from, s.time_to, s.planned_from, s.planned_to,
       (SELECT {joined} FROM (SELECT c.name AS name FROM story_participants p JOIN canonical_entities c
                              ON c.id = p.canonical_id WHERE p.story_id = s.id ORDER BY p.position) AS ordered)
       AS who,
       (SELECT {joined} FROM (SELECT c.name AS name FROM story_places p JOIN canonical_entities c
                              ON c.id = p.canonical_id WHERE p.story_id = s.id ORDER BY p.position) AS ordered)
       AS place,
       (SELECT {joined} FROM (SELECT DISTINCT c.name AS name FROM story_events w JOIN events e ON e.part_of = w.event_id
                              JOIN story_events part ON part.event_id = e.id
                              JOIN story_participants p ON p.story_id = part.story_id
                              JOIN canonical_entities c ON c.id = p.canonical_id
                              WHERE w.story_id = s.id ORDER BY c.name) AS ordered)
       AS who_in_parts,
       s.sources,
       (SELECT {joined} FROM (SELECT COALESCE(a.title, a.path, a.id) AS name FROM story_events e JOIN articles a
                              ON a.id = e.article_id WHERE e.story_id = s.id ORDER BY a.published, a.id) AS ordered)
       AS articles
FROM stories s
WHERE s.type <> 'other'
"""


def create_views(connection: Connection) -> None:
    """Create the views."""
    joined = _joined(connection)
    for name, where in VIEWS.items():
        connection.execute(text(_FLAT.format(name=name, joined=joined, where=where)))
    create_story_view(connection)


def create_story_view(connection: Connection) -> None:
    """Create the view over events across articles, or create it anew."""
    connection.execute(text(f"DROP VIEW IF EXISTS {STORY_VIEW}"))
    connection.execute(text(_STORY.format(name=STORY_VIEW, joined=_joined(connection))))


def _joined(connection: Connection) -> str:
    """SQL that joins the column `name` of many rows."""
    names = func.aggregate_strings(column("name"), "; ")
    return str(names.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
