"""Reading the gold of corpus/gold/names and corpus/gold/coreference, and counting against it.

A mark is `{words=answer}`. Names: the nominative. Coreference: words of the antecedent's name, several joined
by `+`; nothing where a reader could not tell or the text names nobody; `0:` before it where the words are a verb
whose subject is dropped; `-` for a name that is only shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from letopis.document import Article, Document, Entity, Organization, Person, Place
from letopis.entities import EntityStage, MentionIndex
from letopis.entities.places import PlaceResolver
from letopis.language.morphology import fold
from letopis.language.stage import LanguageStage

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
_MARK = re.compile(r"\{([^={}]*)=([^{}]*)\}")


@dataclass
class Mark:
    """An annotated stretch of the plain text."""

    start: int
    end: int
    text: str
    answer: str


@dataclass
class Tally:
    """How many marks were answered right, wrong and not at all; `errors` has a line for each of the last two."""

    right: int = 0
    wrong: int = 0
    silent: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All marks."""
        return self.right + self.wrong + self.silent


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks, by offsets into it."""
    pieces: list[str] = []
    marks: list[Mark] = []
    behind = length = 0
    for match in _MARK.finditer(text):
        pieces.append(text[behind : match.start()])
        length += match.start() - behind
        marks.append(Mark(length, length + len(match[1]), match[1], match[2]))
        pieces.append(match[1])
        length += len(match[1])
        behind = match.end()
    return "".join([*pieces, text[behind:]]), marks


def name_lines(part: str) -> Iterator[tuple[str, list[Mark]]]:
    """Every line of the list of names as a text of its own."""
    for line in (GOLD / "names" / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield unmarked(line)


def coreference_texts(part: str) -> Iterator[tuple[str, list[Mark]]]:
    """Every text of the coreference gold."""
    for piece in (GOLD / "coreference" / f"{part}.txt").read_text(encoding="utf-8").split("\n\n"):
        body = "\n".join(line for line in piece.splitlines() if not line.startswith("# "))
        if body.strip():
            yield unmarked(body.strip())


def analysed(text: str) -> Document:
    """The document after the stages language and entities."""
    document = Document(Article("gold", text, "0"))
    LanguageStage()([document])
    EntityStage()([document])
    return document


def count_names(part: str) -> Tally:
    """Right: the entity whose mention holds the words has that nominative."""
    tally = Tally()
    for text, marks in name_lines(part):
        index = MentionIndex(analysed(text))
        for mark in marks:
            ends = ((mark.start, mark.end), (mark.start, mark.end - 1), (mark.end - 3, mark.end - 2))
            found = [name for start, end in ends for name in _named(index, start, end)]
            _count_name(tally, mark, found, text)
    return tally


def _named(index: MentionIndex, start: int, end: int) -> list[str]:
    """Names of entities whose mention holds [start, end): the whole mark, or the words in quotes at its end."""
    found = [entity for entity, mention in index.covering(start, end) if mention.form == "name"]
    return [name for entity in found for name in (entity.name, *_as_listed(entity))]


def _as_listed(entity: Entity) -> list[str]:
    """The lists cite people without the patronymic and initials first, bodies and places as the tables do."""
    if isinstance(entity, Organization):
        return entity.aliases
    if isinstance(entity, Place):
        return [PlaceResolver.load().resolve([mention.text]).name for mention in entity.mentions]
    if not isinstance(entity, Person) or not entity.first or not entity.last or not entity.middle:
        return []
    initials = [entity.middle] if "." in entity.first else []
    generation = entity.name.split()[-1:] if entity.name.endswith(("I", "V", "X")) else []
    return [" ".join([entity.first, *initials, entity.last, *generation])]


def _count_name(tally: Tally, mark: Mark, found: list[str], text: str) -> None:
    if fold(mark.answer) in [fold(name) for name in found]:
        tally.right += 1
    elif found:
        tally.wrong += 1
        tally.errors.append(f"{mark.text}: {found} for {mark.answer} | {text}")
    else:
        tally.silent += 1
        tally.errors.append(f"{mark.text}: nothing for {mark.answer} | {text}")


def count_coreference(part: str) -> Tally:
    """Right: linked to exactly those that the gold names, or to nobody where it names nobody."""
    tally = Tally()
    for text, marks in coreference_texts(part):
        index = MentionIndex(analysed(text))
        for mark in marks:
            if mark.answer != "-":
                _count_link(tally, mark, index, text)
    return tally


def _count_link(tally: Tally, mark: Mark, index: MentionIndex, text: str) -> None:
    answer = mark.answer
    if answer.startswith("0:"):
        answer, hits = answer[2:], [(e, m) for e in index.by_id.values() for m in e.mentions if m.at == mark.start]
    else:
        hits = index.covering(mark.start, mark.end)
        shortest = min(((m.end or 0) - (m.start or 0) for _, m in hits), default=0)
        hits = [(e, m) for e, m in hits if (m.end or 0) - (m.start or 0) == shortest and m.form != "name"]
    wanted = [fold(name) for name in answer.split("+") if name]
    names = [entity.name for entity, _ in hits]
    context = f"{mark.text}: {names} for {answer or 'nobody'} | {text[max(0, mark.start - 60) : mark.end + 20]!r}"
    if _same([entity for entity, _ in hits], wanted):
        tally.right += 1
        return
    tally.errors.append(context)
    if hits:
        tally.wrong += 1
    else:
        tally.silent += 1


def _same(entities: list[Entity], wanted: list[str]) -> bool:
    if len(entities) != len(wanted):
        return False
    return all(any(name in fold(entity.name) for entity in entities) for name in wanted)
