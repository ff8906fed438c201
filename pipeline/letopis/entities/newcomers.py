"""People of whom the article tells only where they are from or of: «вахтовик из Сургута», «папа римский»."""

from letopis.document import Person, Place
from letopis.entities.board import Board
from letopis.entities.offices import name_at, same_case
from letopis.entities.phrases import noun_nominative
from letopis.entities.title_table import office_table
from letopis.entities.titles import Title

_FROM = "из"
_RANKS = frozenset({"human", "label", "occupation"})
_OPENING = frozenset('«"„“')


def newcomer(board: Board, title: Title) -> Person | None:
    """Whoever such words tell, the same for the same words; the title then reaches to their end. None of whom a name
    beside them tells."""
    end = (_behind_adjective(title) or _behind_place(board, title)) if _is_one(title) else None
    if end is None or _is_named_before(board, title) or _is_named_behind(board, title, end):
        return None
    tokens = title.sentence.tokens
    words = board.document.text[tokens[title.head].end : tokens[end - 1].end]
    name = noun_nominative(title.token).lower() + (words if title.row.rank in _RANKS else f" {_adjective(title)}")
    title.last = end
    person = next((one for one in board.people if one.name == name), None)
    if person is None:
        person = Person(id="", name=name, mentions=[], gender=title.row.gender)
        board.entities.append(person)
    board.give(title, person)
    return person


def _is_one(title: Title) -> bool:
    """Neither «21 турист» nor the name of a film: «Тёща из Тулы»."""
    before = title.sentence.tokens[title.first - 1] if title.first else None
    counted = any(child.rel.startswith("nummod") for child in title.sentence.children(title.head))
    other = before is not None and (before.text.isdigit() or before.text in _OPENING)
    return title.token.pos in {"NOUN", "PROPN"} and not (title.plural or counted or other)


def _adjective(title: Title) -> str | None:
    """The adjective that behind the title tells the only one who holds it: «папа римский»."""
    return office_table().whole.get(title.lemma)


def _behind_adjective(title: Title) -> int | None:
    """Index behind it."""
    behind = title.sentence.tokens[title.last : title.last + 1]
    return title.last + 1 if behind and behind[0].lemma == _adjective(title) else None


def _behind_place(board: Board, title: Title) -> int | None:
    """Index behind the place, where the parser hangs it on the noun."""
    tokens, at = title.sentence.tokens, title.last
    if title.row.rank not in _RANKS or at + 1 >= len(tokens) or tokens[at].text != _FROM:
        return None
    reference = board.named_at(title.sentence.index, at + 1)
    place = reference is not None and isinstance(reference.entity, Place)
    return reference.last if reference is not None and place and tokens[reference.head].head == title.head else None


def _is_named_before(board: Board, title: Title) -> bool:
    """«Олега Рогова, слесаря из Тулы»."""
    head = title.token.head
    return title.token.rel == "appos" and head >= 0 and board.person_at(title.sentence.index, head) is not None


def _is_named_behind(board: Board, title: Title, end: int) -> bool:
    """«слесарь из Тулы Иван Котов», «слесарь из Тулы, Иван Котов»."""
    comma = end < len(title.sentence.tokens) and title.sentence.tokens[end].text == ","
    reference = name_at(board, title.sentence, end + comma)
    return reference is not None and same_case(title.sentence, title, reference)
