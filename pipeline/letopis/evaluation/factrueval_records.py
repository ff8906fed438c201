"""What FactRuEval asks of a record: entities with attributes, and the facts Occupation and Meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from letopis.entities.place_forms import guess_nominative
from letopis.evaluation.factrueval_values import equal, normal
from letopis.record import Record
from letopis.record.parts import Office, Organization, Person, Place

_MEETINGS = frozenset({"meeting", "negotiation"})
# Letters that the cases of a name differ in at most.
_ENDING = 3
# Letters that tell a body called by its state («МИД Чили») from what is written («чилийский МИД»).
_BEGINNING = 2
# Bodies that the task does not count: «власти Чили» act, but bear no name.
_UNNAMED = frozenset({"власти", "спецслужбы", "силовики"})


@dataclass(slots=True)
class FoundEntity:
    """An entity as the task wants it: class (per, loc, org) and normalised attributes."""

    kind: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        return f"{self.kind} {' '.join(self.attributes.values())}"


@dataclass(slots=True)
class FoundFact:
    """A fact: (argument, normalised value) pairs."""

    kind: str
    arguments: list[tuple[str, str]]

    def __str__(self) -> str:
        return f"{self.kind} " + ", ".join(f"{name}={value}" for name, value in self.arguments)


def entities_of(record: Record) -> list[FoundEntity]:
    """Entities that the article names; neither what only adjectives tell of nor «местная полиция» is asked for."""
    found = []
    for entity in record.entities:
        written = [mention.text or "" for mention in entity.mentions if mention.form == "name"]
        if not written or _is_nameless(entity.name) or (isinstance(entity, Organization) and _are_common(written)):
            continue
        if isinstance(entity, Person):
            found.append(FoundEntity("per", _person(entity)))
        else:
            kind = "loc" if isinstance(entity, Place) else "org"
            found.append(FoundEntity(kind, {"name": _cited(entity)}))
    return found


def _are_common(written: Sequence[str]) -> bool:
    """«правительство», which the record calls by its state, is a common noun in the text."""
    return all(text.islower() for text in written)


def _is_nameless(name: str) -> bool:
    """Common words alone, or a common noun for whoever acts with words that say whose it is."""
    return name.islower() or not _UNNAMED.isdisjoint(name.lower().split()[:2])


def _person(person: Person) -> dict[str, str]:
    parts = {"firstname": person.first, "patronymic": person.middle, "lastname": person.last}
    known = {name: normal(value) for name, value in parts.items() if value}
    return known or {"nickname": normal(person.name)}


def _cited(entity: Place | Organization) -> str:
    """The name under which the article itself speaks of it: «РФ» where only that is written."""
    texts = [mention.text for mention in entity.mentions if mention.form == "name" and mention.text]
    written = [normal(text) for text in texts]
    other = [entity.abbreviation, *entity.aliases] if isinstance(entity, Organization) else []
    for name in [entity.name, *(one for one in other if one)]:
        if any(_is_form(normal(name), text) or _is_inside(name, text, entity) for text in written):
            return normal(name)
    renamed = isinstance(entity, Place) or not written[0].startswith(normal(entity.name)[:_BEGINNING])
    return normal(guess_nominative(texts[0])) if renamed else written[0]


def _is_inside(name: str, text: str, entity: Place | Organization) -> bool:
    """«ПАО «Росток»»: the record has what stands in the quotes."""
    return isinstance(entity, Organization) and normal(name) in text


def _is_form(name: str, text: str) -> bool:
    """Whether the text can be the name in another case: as many words, each the same but for its last letters."""
    one, two = name.split(), text.split()
    return len(one) == len(two) and all(a[: _stem(a)] == b[: _stem(a)] for a, b in zip(one, two, strict=True))


def _stem(word: str) -> int:
    """How many first letters the forms of a word share."""
    return max(2, len(word) - _ENDING)


def facts_of(record: Record) -> list[FoundFact]:
    """Each person's offices in a body or place (the task asks for no others), and meetings of at least two people whom
    the article names: who is only «лидер США» is no object of the task."""
    found: list[FoundFact] = []
    people = {entity.id: entity for entity in record.entities if isinstance(entity, Person)}
    named = {id_ for id_, one in people.items() if any(mention.form == "name" for mention in one.mentions)}
    for person in people.values():
        for office in person.offices if person.first or person.last else ():
            if office.of:
                who, where = normal(person.name), _where(record, office, office.of)
                arguments = [("who", who), ("position", normal(office.title)), ("where", where)]
                found.append(FoundFact("occupation", arguments))
    for event in record.events:
        names = (
            {people[p.entity].name for p in event.participants if p.entity in named}
            if event.type in _MEETINGS
            else set()
        )
        if len(names) > 1:
            found.append(FoundFact("meeting", [("participant", normal(name)) for name in sorted(names)]))
    return _distinct(found)


def _where(record: Record, office: Office, name: str) -> str:
    """How the title itself writes what it is of, since the task compares with the article's own words."""
    written = [
        mention.text
        for entity in record.entities
        if entity.name == name
        for mention in entity.mentions
        if mention.form == "name" and mention.text
        if mention.start is not None and office.start <= mention.start < office.end
    ]
    return normal(max(written, key=len, default=name))


def _distinct(facts: list[FoundFact]) -> list[FoundFact]:
    """Without facts that another one says as well and more: «президент» beside «президент Чили» of the same man."""
    return [
        fact
        for number, fact in enumerate(facts)
        if not any(
            _says(other, fact, later=position > number) for position, other in enumerate(facts) if position != number
        )
    ]


def _says(other: FoundFact, fact: FoundFact, *, later: bool) -> bool:
    if other.kind != fact.kind or not all(any(_same(a, b) for b in other.arguments) for a in fact.arguments):
        return False
    return len(other.arguments) > len(fact.arguments) or not later


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and equal(one[1], other[1])
