"""What was reviewed, as gold in our own format: records with the decisions applied."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letopis.evaluation.gold import SCORED_TYPES, Coverage, GoldArticle
from letopis.record import Record
from letopis.record.parts import Event, EventTime

Decided = Mapping[str, Mapping[str, Any]]


def reviewed(record: Record, decided: Decided) -> GoldArticle | None:
    """The article with its events as decided, covering the types all of whose events were judged.

    Rejected events are left out; of types covered in part nothing is kept. None where no type is covered.
    """
    open_ = {event.type for event in record.events if event.id not in decided}
    covered = {event.type for event in record.events} & SCORED_TYPES - open_
    events = [
        _amended(event, decided[event.id])
        for event in record.events
        if event.type in covered and decided[event.id].get("verdict") != "rejected"
    ]
    if not covered:
        return None
    kept = {event.id for event in events}
    whole = [event if event.part_of in kept else event.model_copy(update={"part_of": None}) for event in events]
    types = frozenset(covered | {event.type for event in events if event.type in SCORED_TYPES})
    name = Path(record.article.path or record.article.id.replace(":", "-")).stem
    return GoldArticle(name, Path(name), record.model_copy(update={"events": whole, "claims": []}), Coverage(types))


def _amended(event: Event, decided: Mapping[str, Any]) -> Event:
    values = {name: decided[name] for name in ("type", "kind", "status") if name in decided}
    if "time_from" in decided or "time_to" in decided:
        values |= {"time": _time(event, decided), "time_reason": None}
    return event.model_copy(update=values)


def _time(event: Event, decided: Mapping[str, Any]) -> EventTime:
    low = decided.get("time_from", event.time and event.time.from_)
    high = decided.get("time_to", event.time and event.time.to)
    return EventTime.model_validate(
        {
            "from": low,
            "to": high,
            "edtf": low if low == high else f"{low or '..'}/{high or '..'}",
            "precision": "day" if low == high else "interval",
            "approximate": False,
            "basis": None,
            "times": [],
        }
    )
