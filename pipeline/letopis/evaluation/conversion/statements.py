"""What several spans of a record say together: who holds which office, who met whom."""

from collections.abc import Iterator, Mapping, Sequence

from letopis.evaluation.conversion.mapping import OFFICE_ARGUMENTS, OfficeLabel
from letopis.evaluation.formats.standoff import Span, Statement
from letopis.record import Record
from letopis.record.parts import Entity, Office, Person


def office_statements(record: Record, label: OfficeLabel, first: Mapping[str, str]) -> Iterator[tuple[Span, Statement]]:
    """Each office with the span of its words; `first` has the span of an entity's first mention by its id."""
    bodies = {entity.name: entity for entity in reversed(record.entities) if entity.id in first}
    for person in _people(record, first):
        for number, office in enumerate(person.offices, 1):
            body = bodies.get(office.of or "")
            words = _title(office, body, record.article.text or "")
            if words is not None:
                title = Span(f"{person.id}.office{number}", label.title, *words)
                fillers = (first[person.id], title.id, first[body.id] if body else None)
                told = zip(OFFICE_ARGUMENTS, fillers, strict=True)
                yield title, Statement(label.statement, tuple((name, (id_,)) for name, id_ in told if id_ is not None))


def gathering_statements(
    record: Record, gatherings: Mapping[str, Sequence[str]], first: Mapping[str, str]
) -> Iterator[Statement]:
    """Events of the types that at least two people took part in."""
    people = {person.id for person in _people(record, first)}
    for label, types in gatherings.items():
        for event in record.events:
            who = dict.fromkeys(one.entity for one in event.participants if one.entity in people)
            if event.type in types and len(who) > 1:
                yield Statement(label, tuple(("participant", (first[str(id_)],)) for id_ in who))


def _people(record: Record, first: Mapping[str, str]) -> list[Person]:
    return [entity for entity in record.entities if isinstance(entity, Person) and entity.id in first]


def _title(office: Office, body: Entity | None, text: str) -> tuple[int, int] | None:
    """The office's words before or behind those of the body or place that it is of; None where there are none."""
    start, end = office.start, office.end
    for mention in body.mentions if body else ():
        if mention.start is not None and mention.end is not None and start <= mention.start and mention.end <= end:
            start, end = (start, mention.start) if mention.start > start else (mention.end, end)
            break
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return (start, end) if start < end else None
