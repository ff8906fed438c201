"""What speaks for each person whom a title or another noun for somebody can take up: «чиновник», «подсудимый»."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from letopis.document import Person
from letopis.entities.board import Board, Reference
from letopis.entities.choosing import Option
from letopis.entities.likeness import likeness
from letopis.entities.matching import fit
from letopis.entities.noun_options import spoken_of
from letopis.entities.offices import named
from letopis.entities.taken_up import holds_office, not_meant
from letopis.entities.titles import UNLISTED, Title
from letopis.odds import Evidence

_MOST = 8
# How many sentences back somebody may have been spoken of.
_REACH = 15
_OFTEN, _FAR, _SEVERAL = 8, 4, 3
_PRETEXTS = frozenset(
    {"этот", "тот", "сам", "весь", "наш", "мой", "его", "ее", "их", "свой", "один", "другой", "такой"}
)
_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "appos", "conj", "root"})


class Told(NamedTuple):
    """Whom rules say that a title speaks of, and why."""

    people: Sequence[Person]
    reason: str


class _Known(NamedTuple):
    """Somebody who can be meant, and where he was last spoken of."""

    person: Person
    latest: Reference


def person_options(board: Board, title: Title, told: Told, mates: Collection[int]) -> list[Option]:
    """Nobody first, then who was spoken of, the latest first; `mates` are arguments of the title's own verb."""
    latest, counts = spoken_of(board, title.sentence, title.sentence.tokens[title.first], _REACH)
    farther = [Reference(person, -1, 0, 0, 0, "name") for person in told.people if id(person) not in latest]
    people = [_Known(one.entity, one) for one in (*latest.values(), *farther) if isinstance(one.entity, Person)]
    total = sum(counts[id(one.person)] for one in people)
    others = {*mates, *not_meant(board, title)}
    possible = [one for one in people if id(one.person) not in others and _may_be(board, one, title)]
    fitting = [
        one for one in people if _is_told(told, one) or (one in possible and _stands_out(board, title, one, possible))
    ]
    near = Counter(_back(title, one.latest) for one in fitting[:_MOST])
    kind, options = kind_of(title), []
    for number, one in enumerate(fitting[:_MOST]):
        evidence = _evidence(board, title, one, counts[id(one.person)] / max(total, 1))
        evidence |= {
            f"{kind}, number {min(number, _SEVERAL) + 1}": 1.0,
            f"{kind}, the only one": float(len(fitting) == 1),
            f"{kind}, another as near": float(near[_back(title, one.latest)] > 1),
        }
        if _is_told(told, one):
            evidence |= {"by rule": 1.0, f"by rule {told.reason}": 1.0}
        options.append(Option(one.person, evidence))
    return [Option(None, _nobody(board, title, told, len(fitting))), *options]


def _stands_out(board: Board, title: Title, known: _Known, others: Sequence[_Known]) -> bool:
    """«Мужчина», «подсудимый» is nobody told once by his office, nor one of two who are told alike often and near."""
    if not title.row.takes_up:
        return True
    often = len(known.person.mentions)
    alike = (one for one in others if _back(title, one.latest) == _back(title, known.latest))
    told_alike = sum(len(one.person.mentions) == often for one in alike) > 1
    return not told_alike and (often > 1 or not holds_office(board, known.person))


def _is_told(told: Told, known: _Known) -> bool:
    return any(person is known.person for person in told.people)


def _may_be(board: Board, known: _Known, title: Title) -> bool:
    """Whether the noun can be said of somebody of that sex, who is known as such if it is a relation's.

    Women are «адвокат» too, no man is «актриса»; «отец» is nobody's other word.
    """
    person = known.person
    if None not in {sex_of(title), person.gender} and person.gender != sex_of(title):
        return False
    relation = title.row.rank == "human" and not title.row.takes_up
    return not relation or any(held.lemma == title.lemma for held in board.held.get(id(person), []))


def sex_of(title: Title) -> str | None:
    """What the noun tells of somebody's sex: women are «адвокат» too."""
    return title.row.gender or ("Fem" if title.token.feats.get("Gender") == "Fem" else None)


def _back(title: Title, reference: Reference) -> int:
    return min(title.sentence.index - reference.sentence, _FAR) if reference.sentence >= 0 else _FAR


def kind_of(title: Title) -> str:
    """Which kind of noun for somebody it is, as the odds tell them apart."""
    if title.row is UNLISTED:
        return "unlisted"
    return "takes up" if title.row.takes_up else title.row.rank


def _evidence(board: Board, title: Title, known: _Known, share: float) -> Evidence:
    person, latest = known
    kind, back = kind_of(title), _back(title, latest)
    fits = fit(board, person, title)
    held = board.held.get(id(person), [])
    often = min(len(person.mentions), _OFTEN)
    alike = max((likeness(title.lemma, one.lemma) for one in held), default=0.0)
    blocks = board.document.blocks
    there = board.document.sentences[max(latest.sentence, 0)]
    subject = latest.form == "zero" or there.tokens[latest.head].rel.startswith("nsubj")
    return {
        f"{kind}, {back} back": 1.0,
        f"{kind}, fits {fits}": 1.0,
        f"fits {fits}, {back} back": 1.0,
        f"told by {latest.form}": 1.0,
        f"{kind}, was a subject": float(subject),
        f"{kind}, often": often / 4,
        f"{kind}, share": share,
        f"{kind}, holds an office": float(holds_office(board, person)),
        f"{kind}, of nothing known": float(not held),
        f"{kind}, called so before": float(any(one.lemma == title.lemma for one in held)),
        f"{kind}, without a name": float(not named(person)),
        f"{kind}, alike": alike,
        "alike": alike,
        f"alike, {back} back": alike,
        "another sex by the noun": float(person.gender not in {None, title.token.feats.get("Gender")}),
        "sex unknown": float(person.gender is None),
        "another paragraph": float(bool(blocks) and there.block != title.sentence.block),
    }


def _nobody(board: Board, title: Title, told: Told, fitting: int) -> Evidence:
    sentence, kind = title.sentence, kind_of(title)
    before = sentence.tokens[title.first - 1] if title.first else None
    word = before.lemma if before is not None and before.lemma in _PRETEXTS else ""
    prepositions = [child.lemma for child in sentence.children(title.head) if child.rel == "case"]
    rel = title.token.rel if title.token.rel in _ROLES else "other"
    return {
        "nobody": 1.0,
        f"nobody for {kind}": 1.0,
        f"nobody for «{title.lemma}»": float(title.row is not UNLISTED),
        f"nobody, {told.reason}": 1.0,
        f"nobody, as {rel}": 1.0,
        f"nobody, {kind} as {rel}": 1.0,
        f"nobody behind «{word}»": float(bool(word)),
        "nobody, with an attribute": float(title.first < title.head),
        f"nobody, {kind} with an attribute": float(title.first < title.head),
        "nobody, with a complement": float(title.last > title.head + 1),
        f"nobody, {kind} with a complement": float(title.last > title.head + 1),
        f"nobody, in {title.case}": 1.0,
        f"nobody, behind «{prepositions[0]}»" if prepositions else "nobody, no preposition": 1.0,
        "nobody, in quoted words": float(board.speech.at(title.start) is not None),
        "nobody, of so many": float(min(fitting, _SEVERAL)),
        "nobody, in a title": float(_block(board, title) == "title"),
    }


def _block(board: Board, title: Title) -> str:
    blocks = board.document.blocks
    return blocks[title.sentence.block].kind if blocks else "body"
