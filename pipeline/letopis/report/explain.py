"""Why a record says what it says: the trace of a document, told event by event.

Stages leave `TraceStep`s with offsets. A step belongs to the trigger, argument or time whose
characters it shares; what a stage says of the rest of a sentence is listed with the mention.
"""

from collections.abc import Iterable, Iterator, Sequence

from letopis.document import Argument, Document, Event, EventMention, TraceStep
from letopis.report.trace import Trace

_EXCERPT = 300


def explain_document(document: Document, event_id: str | None = None) -> Iterator[str]:
    """Lines about the whole article, or about one of its events; an unknown id gives none."""
    trace = Trace(document.trace)
    events = [event for event in document.events if event_id in {None, event.id}]
    if event_id is None:
        yield from _heading(document)
    for event in events:
        yield ""
        yield from _event(document, event, trace)
    if event_id is None:
        yield from _section("claims", (f"«{claim.text}»: {claim.type}" for claim in document.claims))
        yield from _section("warnings", (f"{notice.code}: {notice.message}" for notice in document.notices))
        yield from _section("steps that no event uses", (step_line(step, document) for step in trace.unused()))


def _heading(document: Document) -> Iterator[str]:
    article = document.article
    yield f"{article.id}  {article.path or article.url or ''}".rstrip()
    yield f"published {article.published or 'unknown'} (from {article.published_from or 'nowhere'})"
    parts = ("blocks", "sentences", "times", "entities", "event_mentions", "events")
    yield ", ".join(f"{len(getattr(document, name))} {name.replace('_', ' ')}" for name in parts)


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{name}:"
        yield from (f"  {line}" for line in found)


def _event(document: Document, event: Event, trace: Trace) -> Iterator[str]:
    kind = f" ({event.kind})" if event.kind else ""
    yield f"{event.id}  {event.type}{kind}  {event.status}  confidence {event.confidence:.2f}"
    yield f"  when   {_when(event)}"
    names = {entity.id: entity.name for entity in document.entities}
    for label, arguments in (("who", event.participants), ("where", event.places)):
        for argument in arguments:
            name = names.get(argument.entity, argument.text) if argument.entity else argument.text
            yield f"  {label:<6} {argument.role}: {name}"
    if event.part_of:
        yield f"  part of {event.part_of}"
    for conflict in event.conflicts:
        yield f"  conflict in {conflict.field}: {conflict.why}"
    for number, mention in enumerate(event.mentions):
        yield from _mention(document, number, mention, trace)
    yield from _steps("story", _story(event, trace), document)


def _when(event: Event) -> str:
    time = event.time
    if time is None:
        return f"unknown: {event.time_reason}"
    return f"{time.edtf} ({time.precision}, {time.basis}, from {', '.join(time.times)})"


def _mention(document: Document, number: int, mention: EventMention, trace: Trace) -> Iterator[str]:
    trigger = mention.trigger
    yield f"  mention {number} in {mention.block}, {trigger.start}-{trigger.end} «{trigger.text}»"
    yield f"    {_excerpt(document.text[mention.start : mention.end])}"
    yield from _steps("trigger", trace.at(trigger.start, trigger.end), document)
    yield f"    status {mention.status}"
    for label, arguments in (("who", mention.participants), ("where", mention.places)):
        for argument in arguments:
            yield f"    {label} {argument.role}: {_argument(argument)}"
            if argument.start is not None and argument.end is not None:
                yield from _steps("", trace.before_events(argument.start, argument.end), document)
    for time in document.times:
        if time.id in mention.times:
            value = f"{time.edtf} ({time.basis})" if time.resolved else f"no value: {time.reason}"
            yield f"    when {time.id} «{time.text}» = {value}; rule {time.rule or 'not named'}"
            yield from _steps("", trace.at(time.start, time.end), document)
    yield from _steps("sentence", trace.within(mention.start, mention.end), document)


def _argument(argument: Argument) -> str:
    place = "dropped subject" if argument.start is None else f"{argument.start}-{argument.end} «{argument.text}»"
    return f"{argument.entity or 'unnamed'} {argument.form} {place}; rule {argument.rule or 'not named'}"


def _steps(label: str, steps: Sequence[TraceStep], document: Document) -> Iterator[str]:
    if label and steps:
        yield f"    {label}:"
    for step in steps:
        yield f"      {step_line(step, document)}"


def _story(event: Event, trace: Trace) -> list[TraceStep]:
    """Why the event's mentions were merged or kept apart: the story stage's steps at their triggers."""
    found: list[TraceStep] = []
    for mention in event.mentions:
        steps = trace.story(mention.trigger.start, mention.trigger.end)
        found.extend(step for step in steps if step not in found)
    return found


def step_line(step: TraceStep, document: Document) -> str:
    """`stage rule «text»: detail`."""
    said = "" if step.start is None or step.end is None else f" «{_excerpt(document.text[step.start : step.end])}»"
    return f"[{step.stage}] {step.rule}{said}" + (f": {step.detail}" if step.detail else "")


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"
