"""Nouns that take up somebody just named, of whom nothing told it yet: «мужчина», «тюменка», «актриса».

Where two people fit alike, or somebody stands nearer who does not, nobody is meant for sure.
"""

import re
from collections.abc import Iterable, Sequence

from letopis.document import Person
from letopis.entities.board import Board, Reference
from letopis.entities.offices import named
from letopis.entities.titles import Title

_LOOK_BACK = 3
# How many sentences back somebody may stand whose trade a noun tells for the first time.
_UNTOLD_BACK = 2
# Behind «по» or «со», over whoever says what the sentence tells.
_SAID = frozenset({"слово", "данные", "сведение", "информация", "мнение", "версия"})
_AGE = re.compile(r"\d+-летний|молодой|пожилой|юный|маленький|старый|престарелый|сам")


def only_person(board: Board, title: Title, mates: set[int]) -> tuple[list[Person], str]:
    """«Мужчина», «подсудимый», «22-летняя чемпионка»: the only one without an office in the nearest sentence."""
    gender = title.row.gender or title.token.feats.get("Gender")
    if not title.row.takes_up or not _tells_no_more(title):
        return [], "says too little"
    mates = mates | not_meant(board, title)
    for back in range(_LOOK_BACK):
        near = [p for p in people_in(board, title.sentence.index - back) if id(p) not in mates and named(p)]
        agreeing = [p for p in near if p.gender == gender and (back or mentioned_before(title, p))]
        people = [p for p in agreeing if not holds_office(board, p)]
        if agreeing:
            return (people, "descriptor-only-person") if len(people) == 1 else ([], "somebody else, or several people")
    return [], "says too little"


def not_meant(board: Board, title: Title) -> set[int]:
    """Who acts over the noun or is the source of its sentence is somebody else."""
    return _acting_above(board, title) | _cited(board, title)


def _acting_above(board: Board, title: Title) -> set[int]:
    """«Адвокат Лунёв сказал, что подсудимый молчит»: who is the subject of a verb above the noun is somebody else."""
    sentence = title.sentence
    subjects = (
        child
        for above in sentence.ancestors(title.head)
        for child in sentence.children(above.index)
        if child.rel.startswith("nsubj") and child.index != title.head
    )
    return {id(person) for child in subjects if (person := board.person_at(sentence.index, child.index)) is not None}


def _cited(board: Board, title: Title) -> set[int]:
    """«По словам Лунёва, погиб рабочий»: the source of a sentence is somebody else."""
    sentence = title.sentence
    sources = (t for t in sentence.tokens if t.rel == "nmod" and t.head >= 0 and sentence.tokens[t.head].lemma in _SAID)
    return {id(person) for token in sources if (person := board.person_at(sentence.index, token.index)) is not None}


def _tells_no_more(title: Title) -> bool:
    """No complement, no attribute but age, and no copula that makes it a predicate."""
    before = title.sentence.tokens[title.first : title.head]
    said = any(child.rel == "cop" for child in title.sentence.children(title.head))
    return not said and title.last == title.head + 1 and all(_AGE.fullmatch(token.lemma) for token in before)


def new_title(board: Board, title: Title, mates: set[int]) -> tuple[list[Person], str]:
    """What the only person spoken of just before is: «Политик заявил ...», «Сыграл Пётр Лунёв: актёр был в ударе»."""
    if title.row.rank in {"head", "label"} or not _tells_no_more(title) or not _is_argument(title):
        return [], "nobody with such a title"
    mates = mates | not_meant(board, title)
    for back in range(_UNTOLD_BACK + 1):
        index = title.sentence.index - back
        people = [p for p in people_in(board, index) if back or mentioned_before(title, p)]
        if not people:
            continue
        untold = [p for p in people if id(p) not in mates and named(p) and not _is_told(board, p)]
        fitting = _agreeing(title, untold)
        others = [p for p in people if p not in untold]
        sure = len(fitting) == 1 and (
            _trade_tells(board, title, others) or (not others and _stands_out(board, title, index, fitting[0]))
        )
        return (fitting, "descriptor-new-title") if sure else ([], "nobody with such a title")
    return [], "nobody with such a title"


def _agreeing(title: Title, people: Sequence[Person]) -> list[Person]:
    """Those of the noun's sex; of a man and a woman «актёр» is the man, alone she may be «режиссёр»."""
    told = title.row.gender
    found = [p for p in people if told is None or p.gender in {None, told}]
    same = [p for p in found if p.gender == title.token.feats.get("Gender")]
    return same if len(found) > 1 and len(same) == 1 else found


def _is_argument(title: Title) -> bool:
    return title.token.rel in {"nsubj", "nsubj:pass", "obj", "iobj"}


def _trade_tells(board: Board, title: Title, others: Sequence[Person]) -> bool:
    """Of several the only one who holds no office has a trade."""
    return title.row.rank == "occupation" and bool(others) and all(holds_office(board, person) for person in others)


def _stands_out(board: Board, title: Title, sentence: int, person: Person) -> bool:
    """The subject of the sentence, or in it whoever has a trade."""
    if title.row.rank == "occupation" and title.sentence.index - sentence < _UNTOLD_BACK:
        return True
    tokens = board.document.sentences[sentence].tokens
    references = (r for r in board.by_sentence.get(sentence, []) if r.entity is person)
    return any(tokens[r.head].rel.startswith("nsubj") for r in references)


def _is_told(board: Board, person: Person) -> bool:
    """Whether something is known of what the person does."""
    return any(held.row.rank != "human" for held in board.held.get(id(person), []))


def holds_office(board: Board, person: Person) -> bool:
    """Whoever speaks for a body or judges is not the one of whom is told."""
    return any(held.row.rank in {"head", "office"} for held in board.held.get(id(person), []))


def mentioned_before(title: Title, person: Person) -> bool:
    """Whether the person is spoken of before the title."""
    return any((m.start if m.start is not None else m.at or 0) < title.start for m in person.mentions)


def people_in(board: Board, sentence: int) -> list[Person]:
    """All people of whom a sentence speaks, each once."""
    references: Iterable[Reference] = board.by_sentence.get(sentence, [])
    return list({id(r.entity): r.entity for r in references if isinstance(r.entity, Person)}.values())
