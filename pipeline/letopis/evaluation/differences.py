"""Every difference between gold and system, for people to read."""

from collections.abc import Iterator

from letopis.evaluation.difference import Difference
from letopis.evaluation.event_scores import Comparison, differing, merged_events, split_events
from letopis.evaluation.formats.values import amount_text
from letopis.evaluation.layer_differences import entity_differences, mention_differences, time_differences
from letopis.record.contract import Record
from letopis.record.parts import Event


def differences(name: str, gold: Record, system: Record | None, comparison: Comparison) -> list[Difference]:
    """All differences in what gold covers: of events, then of their mentions, of entities, and of times."""
    covered = comparison.covers.fields
    found = event_differences(name, gold, comparison) if "events" in covered else []
    if covered & {"triggers", "arguments"}:
        found += mention_differences(name, gold, comparison)
    if "entities" in covered:
        found += entity_differences(name, gold, system.entities if system else [])
    if "times" in covered:
        found += time_differences(name, gold, system.times if system else [])
    return found


def event_differences(name: str, gold: Record, comparison: Comparison) -> list[Difference]:
    """Misses, false alarms, wrong fields, splits and merges, by kind and then in text order."""
    paired_gold = {one for one, _ in comparison.pairs}
    paired_system = {other for _, other in comparison.pairs}
    text = gold.article.text or ""
    found: list[Difference] = []
    for kind, events, paired in (
        ("miss", comparison.gold, paired_gold),
        ("false alarm", comparison.system, paired_system),
    ):
        unpaired = [event for index, event in enumerate(events) if index not in paired]
        found += [_difference(kind, name, event, text, summary(event)) for event in unpaired]
    for one, other in comparison.matched:
        found += [
            _difference(f"wrong {field}", name, one, text, detail)
            for field, detail in _wrong_fields(comparison, one, other)
        ]
    for one, parts in split_events(comparison):
        found.append(_difference("split", name, one, text, f"into {len(parts)} events"))
    for one, parts in merged_events(comparison):
        found.append(_difference("merged", name, one, text, f"{len(parts)} events of gold"))
    return found


def _difference(kind: str, name: str, event: Event, text: str, detail: str) -> Difference:
    mention = event.mentions[0]
    start, end = mention.sentence.start, mention.sentence.end
    return Difference(kind, name, event.type, mention.trigger.start, _marked(text, event, start, end), detail)


def _marked(text: str, event: Event, start: int, end: int) -> str:
    """The sentence, its trigger between arrows; a list's heading stands outside and is put before."""
    trigger = event.mentions[0].trigger
    if not start <= trigger.start < end:
        return f"→{trigger.text}← … {text[start:end]}"
    return f"{text[start : trigger.start]}→{trigger.text}←{text[trigger.end : end]}"


def summary(event: Event) -> str:
    """One line of what the event says."""
    who = ", ".join(f"{p.role}: {p.name or p.text}" for p in event.participants)
    where = ", ".join(f"{place.role}: {place.name}" for place in event.places)
    return "; ".join(part for part in (event.status, _when(event), who, where) if part)


def _when(event: Event) -> str:
    return "no date" if event.time is None else f"{event.time.from_}/{event.time.to}"


def _wrong_fields(comparison: Comparison, gold: Event, system: Event) -> Iterator[tuple[str, str]]:
    for name in differing(comparison, gold, system):
        yield name, f"gold {shown(name, gold) or 'none'}, system {shown(name, system) or 'none'}"


def shown(name: str, event: Event) -> str:
    """A field's value in words; empty where there is none."""
    if name == "time":
        return "" if event.time is None else _when(event)
    if name == "places":
        return ", ".join(place.name for place in event.places)
    if name == "participants":
        return ", ".join(f"{p.role}: {p.name or p.text}" for p in event.participants)
    if name == "counts":
        return ", ".join(f"{key} {amount_text(amount)}" for key, amount in event.counts.items())
    return str(getattr(event, name) or "")
