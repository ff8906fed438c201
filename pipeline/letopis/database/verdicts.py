"""What a person decided about events, as linking and gold ask for it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from letopis.database.batches import rows_where
from letopis.database.story_schema import verdicts


def judged(connection: Connection, events: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The values decided, by event and field."""
    decided: dict[str, dict[str, Any]] = {}
    for row in rows_where(connection, select(verdicts), verdicts.c.event_id, events):
        decided.setdefault(row.event_id, {})[row.field] = row.value
    return decided
