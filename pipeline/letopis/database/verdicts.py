"""What a person decided about events, as linking and gold ask for it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from letopis.database.batches import rows_where
from letopis.database.story_schema import story_verdicts, verdicts
from letopis.linkage.stories import ByHand


def judged(connection: Connection, events: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The values decided, by event and field."""
    decided: dict[str, dict[str, Any]] = {}
    for row in rows_where(connection, select(verdicts), verdicts.c.event_id, events):
        decided.setdefault(row.event_id, {})[row.field] = row.value
    return decided


def by_hand(connection: Connection) -> ByHand:
    """The pairs that a person joined or split."""
    pairs = {(row.event_id, row.other_id): row.together for row in connection.execute(select(story_verdicts))}
    together = [pair for pair, joined in pairs.items() if joined]
    return ByHand(together, [pair for pair, joined in pairs.items() if not joined])
