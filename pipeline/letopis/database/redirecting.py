"""Ids that are no more, and what answers for them."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select, update

from letopis.database.batches import delete_where, insert_rows
from letopis.database.story_schema import redirects


def redirect(connection: Connection, moved: Mapping[str, str | None], live: set[str]) -> None:
    """Let each old id be answered by a new one, or by none; ids that live again answer for themselves.

    Earlier redirects to an old id follow it, so that one look finds what lives.
    """
    delete_where(connection, redirects.c.old_id, {*live, *moved})
    if moved:
        follow = update(redirects).where(redirects.c.new_id == bindparam("old")).values(new_id=bindparam("new"))
        connection.execute(follow, [{"old": old, "new": new} for old, new in moved.items()])
    insert_rows(connection, redirects, ({"old_id": old, "new_id": new} for old, new in sorted(moved.items())))


def current(connection: Connection, id_: str) -> str | None:
    """The id that answers for this one now, itself when it lives; None where nothing does."""
    found = connection.execute(select(redirects.c.new_id).where(redirects.c.old_id == id_)).first()
    return id_ if found is None else found[0]
