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


def create_views(connection: Connection) -> None:
    """Create the views."""
    names = func.aggregate_strings(column("name"), "; ")
    joined = str(names.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    for name, where in VIEWS.items():
        connection.execute(text(_FLAT.format(name=name, joined=joined, where=where)))
