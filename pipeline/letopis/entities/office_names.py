"""Who holds an office, and what he is called of whom the article has only that: «президент Чехии», «глава Тувы»."""

from collections.abc import Sequence

from letopis.document import Person, Place
from letopis.entities.board import Board
from letopis.entities.genitive import genitive_of
from letopis.entities.home import State, state_of
from letopis.entities.matching import same_office
from letopis.entities.phrases import nominative_phrase
from letopis.entities.title_table import office_table
from letopis.entities.titles import Title

_CHIEFS = frozenset({"глава", "лидер", "руководитель"})
_STATES = frozenset({"государство", "держава"})
# Offices of which, named alone, a state has one; «премьера» is a first night as well.
_FIRST = frozenset({"президент", "премьер", "премьер-министр"})
_SHORT = 2


def office_name(board: Board, title: Title) -> str:
    """The title in the nominative and what it is of in the genitive, by name also where the text only hints at it.

    «премьер РФ» and «российский премьер» are «премьер-министр России», «глава республики» is «глава Тувы».
    """
    tokens = title.sentence.tokens[title.first : title.last]
    phrase = _lowered(nominative_phrase(board.document.text, tokens)[0])
    if title.acting or title.of is None:
        return _in_full(phrase)
    place = title.of_entity if isinstance(title.of_entity, Place) else None
    told = place is None and title.of_entity is not None
    if told or title.nationality or (place is not None and _is_named(board, title)):
        return _in_full(phrase)
    return _in_full(f"{title.words} {genitive_of(title.of)}")


def of_home(title: Title, home: State) -> str | None:
    """«президент», «глава государства» of the state that the article is about; None for what a state has many of."""
    words = title.words.lower().split()
    if title.state and len(words) == 2:
        chief = title.lemma in _CHIEFS
        noun = title.sentence.tokens[title.last - 1].lemma
        head = "президент" if chief and noun in _STATES else None if chief else words[0]
    else:
        head = words[0] if title.lemma in _FIRST and len(words) == 1 else None
    return _in_full(f"{head} {genitive_of(home.name)}") if head else None


def holder_of_home(board: Board, title: Title) -> Person | None:
    """Somebody new who holds the state's first office, told by the title alone."""
    home = board.home or state_near(board, title)
    name = of_home(title, home) if home is not None and not title.plural and title.row.rank == "head" else None
    if name is None or home is None or title.first != title.head or title.case == "Ins":
        return None
    if title.token.lemma not in _FIRST | _CHIEFS:
        return None
    person = Person(id="", name=name, mentions=[], country=home.country, gender=title.row.gender)
    title.of, title.of_entity, title.country = home.name, home.entity, home.country
    return person


def state_near(board: Board, title: Title) -> State | None:
    """The only state of whose places the title's paragraph speaks last before it."""
    sentences, at = board.document.sentences, title.sentence.index
    while at >= 0 and sentences[at].block == title.sentence.block:
        before = (one for one in board.by_sentence.get(at, ()) if at < title.sentence.index or one.last <= title.first)
        codes = {one.entity.country for one in before if isinstance(one.entity, Place)} - {None}
        if codes:
            return state_of(codes.pop() or "", board.entities) if len(codes) == 1 else None
        at -= 1
    return None


def _is_named(board: Board, title: Title) -> bool:
    """Whether the complement has the place by its name: «губернатор Тверской области», not «глава области».

    Nor «президент РФ», «президент Республики Кипр»: a state is called by its shorter name.
    """
    index, country = title.sentence.index, isinstance(title.of_entity, Place) and title.of_entity.kind == "country"
    named = (r for at in range(title.head + 1, title.last) for r in board.at(index, at) if r.entity is title.of_entity)
    for reference in named:
        first = title.sentence.tokens[reference.first]
        abbreviated = first.text.isupper() and len(first.text) <= _SHORT
        if reference.form == "name" and not abbreviated and not (country and first.lemma == "республика"):
            return True
    return False


def _in_full(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{office_table().in_full.get(first, first)} {rest}".strip()


def _lowered(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def holder_of_same(board: Board, title: Title, people: Sequence[Person]) -> Person | None:
    """Headlines say «спикер парламента Австрии» of whom the news names below as just that; and so it is said again."""
    told = ((person, board.held.get(id(person), [])) for person in people)
    holders = [person for person, offices in told if any(same_office(title, held) for held in offices)]
    return holders[0] if len(holders) == 1 else None
