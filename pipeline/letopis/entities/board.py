"""What is known of an article's entities while they are being put together, by token."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letopis.document import (
    Document,
    Entity,
    EntityMention,
    MentionForm,
    Office,
    Organization,
    Person,
    Sentence,
    Token,
    head_among,
)
from letopis.entities.choosing import Chooser
from letopis.entities.home import State
from letopis.entities.prominence import Prominence
from letopis.entities.quotations import Speech

FindKinds = Callable[["Board", Organization, list["Reference"]], frozenset[str]]

if TYPE_CHECKING:
    from letopis.entities.salience import Phrase
    from letopis.entities.titles import Title


@dataclass(slots=True)
class Reference:
    """An entity spoken of at tokens [first, last) of a sentence; `head` is the token that carries its grammar."""

    entity: Entity
    sentence: int
    first: int
    last: int
    head: int
    form: MentionForm


@dataclass(slots=True)
class Board:
    """The entities so far and where they stand.

    `titles` maps (sentence, token) of a title's head to the person whose it is, `held` a person to the titles.
    `labels` are lemmas of other nouns that somebody was introduced by: «альпинистка Вера Сомова»; `speech` is what
    people say in their own words; `prominence` counts of whom the sentences so far tell,
    `chooser` says whom or what a pronoun or a common noun takes up; `home` is the state that the article is about;
    `told` are bodies that nothing names, by the lemma of the noun that tells of them: «профсоюз».
    """

    document: Document
    entities: list[Entity]
    by_sentence: dict[int, list[Reference]] = field(default_factory=dict)
    tokens: dict[tuple[int, int], list[Reference]] = field(default_factory=dict)
    titles: dict[tuple[int, int], Person] = field(default_factory=dict)
    held: dict[int, list["Title"]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    speech: Speech = field(default_factory=lambda: Speech(""))
    prominence: Prominence = field(default_factory=Prominence)
    chooser: Chooser = field(default_factory=Chooser)
    home: State | None = None
    told: dict[str, list[Organization]] = field(default_factory=dict)
    _kinds: dict[int, frozenset[str]] = field(default_factory=dict)
    _phrases: dict[int, tuple[tuple[int, int], list["Phrase"]]] = field(default_factory=dict)
    _given: int = 0
    _people: list[Person] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _counted: int = 0
    _holders: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, entities: list[Entity], chooser: Chooser | None = None) -> "Board":
        """A board with every mention that the entities have."""
        board = cls(document, entities, speech=Speech(document.text), chooser=chooser or Chooser())
        for entity in entities:
            for mention in entity.mentions:
                if mention.start is not None and mention.end is not None:
                    board._refer(entity, mention.sentence, mention.start, mention.end, mention.form)
        return board

    def kinds_of(self, body: Organization, find: FindKinds) -> frozenset[str]:
        """What `find` makes of the body's mentions by name; worked out once a body."""
        if id(body) not in self._kinds:
            named = {(m.sentence, m.start) for m in body.mentions if m.form == "name"}
            sentences = sorted({sentence for sentence, _ in named})
            own = [r for index in sentences for r in self.by_sentence.get(index, []) if r.entity is body]
            self._kinds[id(body)] = find(self, body, own)
        return self._kinds[id(body)]

    def phrases_of(self, sentence: int, find: Callable[[], list["Phrase"]]) -> Sequence["Phrase"]:
        """What `find` makes of the sentence, until more is known of it or of who bears a title; not to be changed."""
        known = (len(self.by_sentence.get(sentence, ())), self._given)
        if sentence not in self._phrases or self._phrases[sentence][0] != known:
            self._phrases[sentence] = known, find()
        return self._phrases[sentence][1]

    @property
    def people(self) -> Sequence[Person]:
        """All people so far."""
        self._count_people()
        return self._people

    def _count_people(self) -> None:
        """Number those that came since: entities are only ever added."""
        for entity in self.entities[self._counted :]:
            if isinstance(entity, Person):
                self._numbers[id(entity)] = len(self._people)
                self._people.append(entity)
        self._counted = len(self.entities)

    def holders(self, lemmas: Collection[str] | None) -> list[Person]:
        """Who holds a title with one of the lemmas, or any title, in the order of `people`."""
        if lemmas is None:
            return [person for person in self.people if id(person) in self.held]
        found = {number for lemma in lemmas for number in self._holders.get(lemma, ())}
        return [self._people[number] for number in sorted(found)]

    def hold(self, person: Person, title: "Title") -> None:
        """The person is known to hold the title."""
        self.held.setdefault(id(person), []).append(title)
        self._count_people()
        self._holders.setdefault(title.lemma, set()).add(self._numbers[id(person)])

    def _refer(self, entity: Entity, sentence: int, start: int, end: int, form: MentionForm) -> None:
        covered = self.document.sentences[sentence].tokens_in(start, end)
        if not covered:
            return
        first, last = covered[0].index, covered[-1].index + 1
        head = head_among(covered)
        reference = Reference(entity, sentence, first, last, head.index, form)
        self.by_sentence.setdefault(sentence, []).append(reference)
        for index in range(first, last):
            self.tokens.setdefault((sentence, index), []).append(reference)

    def mention(self, entity: Entity, sentence: Sentence, span: tuple[int, int], form: MentionForm, rule: str) -> None:
        """The entity is spoken of at the offsets `span`, half-open."""
        start, end = span
        text = self.document.text[start:end]
        entity.mentions.append(EntityMention(start, end, text, form, sentence.index, rule=rule))
        self._refer(entity, sentence.index, start, end, form)
        self.document.explain("entities", rule, start, end, f"{text} -> {entity.name}")

    def give(self, title: "Title", person: Person, of: str | None = None, country: str | None = None) -> None:
        """The person holds the title; `of` and `country` stand for the title's own where they are given."""
        self._given += 1
        self.titles[title.sentence.index, title.head] = person
        self.hold(person, title)
        if person.gender is None:
            person.gender = title.row.gender
        place, code = (of, country) if of is not None else (title.of, title.country)
        place = None if title.nationality else place
        known = any((office.title, office.of) == (title.words, place) for office in person.offices)
        if title.row.rank not in {"human", "label"} and not known:
            person.offices.append(Office(title.words, place, title.start, title.end, code))
            person.country = person.country or code

    def dropped(self, entity: Entity, sentence: Sentence, verb: Token, rule: str) -> None:
        """The entity is the unexpressed subject of the verb."""
        entity.mentions.append(EntityMention(None, None, "", "zero", sentence.index, at=verb.start, rule=rule))
        self.document.explain("entities", rule, verb.start, verb.end, f"({verb.text}) -> {entity.name}")

    def at(self, sentence: int, token: int) -> list[Reference]:
        """References whose span holds the token."""
        return self.tokens.get((sentence, token), [])

    def person_at(self, sentence: int, token: int) -> Person | None:
        """The person whose mention or title the token belongs to; None also where several share the span."""
        people = {id(r.entity): r.entity for r in self.at(sentence, token) if isinstance(r.entity, Person)}
        if len(people) == 1:
            found = next(iter(people.values()))
            return found if isinstance(found, Person) else None
        return None if people else self.titles.get((sentence, token))

    def spoken_of_together(self, sentence: int, before: Token | None) -> list[list[Person]]:
        """People of whom one span of the sentence, before the token, speaks together: «президенты», «они»."""
        spans: dict[tuple[int, int], list[Person]] = {}
        for reference in self.by_sentence.get(sentence, []):
            taken_up = reference.form in {"descriptor", "pronoun", "zero"}
            earlier = before is None or reference.last <= before.index
            if isinstance(reference.entity, Person) and taken_up and earlier:
                spans.setdefault((reference.first, reference.last), []).append(reference.entity)
        return [people for _, people in sorted(spans.items()) if len(people) > 1]

    def named_at(self, sentence: int, token: int) -> Reference | None:
        """A place or body named from this token on, the longest."""
        longest: Reference | None = None
        for reference in self.tokens.get((sentence, token), ()):
            if reference.first != token or isinstance(reference.entity, Person):
                continue
            if longest is None or reference.last > longest.last:
                longest = reference
        return longest
