"""People told of by whose they are, beside their names: «его младший брат, Денис Котов», «жена Рогова Анна»."""

from collections.abc import Sequence

from letopis.document import Organization, Person, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.offices import name_at, same_case
from letopis.entities.titles import Title

_POSSESSIVE = frozenset({"он", "она", "они", "его", "ее", "их", "свой", "мой", "наш"})
_CLOSING = frozenset(',.;:)—–-!?»"')
# How many words may stand between the comma and the name: «, бывший министр труда Перу Олег Рогов».
_BETWEEN = 7
_APART = frozenset({"VERB", "AUX", "PRON", "CCONJ", "SCONJ", "ADV"})
_QUOTES = frozenset('«»"')
_ADDRESSES = frozenset({"господин", "госпожа"})


def attach_relations(board: Board, sentence: Sentence, titles: Sequence[Title], rest: Sequence[Title]) -> list[Title]:
    """Add relations as mentions of those whose names stand beside them; of `rest` those without a holder are left.

    `titles` are all of the sentence, `rest` those of them that nobody is known to hold.
    """
    left = []
    for title in titles:
        holder = board.titles.get((sentence.index, title.head))
        if holder is not None:
            if _is_kin_of(board, title, holder) or (
                title.row.rank in {"label", "occupation"} and _owner_before(title) is not None
            ):
                _mention(board, title, title.last, holder)
            continue
        found = None if title.plural else _named_behind(board, sentence, title)
        if found is not None:
            end, person = found
            board.give(title, person)
            _mention(board, title, end, person)
        elif (body := _body_behind(board, sentence, title)) is not None:
            board.mention(body, sentence, (title.start, title.end), "descriptor", "relation-of-a-body")
        elif title in rest:
            left.append(title)
    return left


def _body_behind(board: Board, sentence: Sentence, title: Title) -> Organization | None:
    """«новый подрядчик, фирма «Росток», ...»: the body that is named behind the comma, and a phrase in its case."""
    tokens = sentence.tokens
    if title.plural or title.of is not None or title.last >= len(tokens) or tokens[title.last].text != ",":
        return None
    for index in range(title.last + 1, min(title.last + 1 + _BETWEEN, len(tokens))):
        reference = board.named_at(sentence.index, index)
        if reference is not None and isinstance(reference.entity, Organization):
            rest = [token.text for token in tokens[reference.last : reference.last + 2]]
            behind = next((text for text in rest if text not in _QUOTES), ".")
            return reference.entity if behind in _CLOSING and _in_case(tokens[title.last + 1], title) else None
        if tokens[index].pos in _APART or tokens[index].text in _CLOSING - _QUOTES - {"-"}:
            return None
    return None


def _in_case(token: Token, title: Title) -> bool:
    """Whether the phrase behind the comma begins in the title's case; quotation marks and abbreviations have none."""
    return token.feats.get("Case") in {title.case, None} or token.text.isupper()


def _is_kin_of(board: Board, title: Title, person: Person) -> bool:
    """«сын Антон», «кыргызский коллега Олег Рогов», «сын, врач Олег Рогов»: somebody's, whose name tells who he is."""
    row, sentence = title.row, title.sentence
    if row.rank != "human" or row.takes_up or title.plural or title.lemma in _ADDRESSES:
        return False
    if title.last < len(sentence.tokens) and sentence.tokens[title.last].text == ",":
        return True
    reference = name_at(board, sentence, title.last)
    if reference is None or reference.entity is not person:
        return False
    return all(t.feats.get("Case") in {title.case, None} for t in sentence.tokens[reference.first : reference.last])


def _owner_before(title: Title) -> Token | None:
    before = title.sentence.tokens[title.first - 1] if title.first else None
    return before if before is not None and before.lemma in _POSSESSIVE and before.pos in {"PRON", "DET"} else None


def _mention(board: Board, title: Title, end: int, person: Person) -> None:
    tokens = title.sentence.tokens
    start = (_owner_before(title) or tokens[title.first]).start
    board.mention(person, title.sentence, (start, tokens[end - 1].end), "descriptor", "relation")


def _named_behind(board: Board, sentence: Sentence, title: Title) -> tuple[int, Person] | None:
    """Index behind the relation and the person whose name follows, at once or behind a comma."""
    owner = name_at(board, sentence, title.last)
    owned = owner is not None and sentence.tokens[owner.head].feats.get("Case") == "Gen" and title.case != "Gen"
    end = owner.last if owner is not None and owned else title.last
    if owned and (named := _holder(board, sentence, title, end)) is not None:
        return end, named
    if end >= len(sentence.tokens) or sentence.tokens[end].text != ",":
        return None
    reference = _apposed(board, sentence, end + 1, title)
    if reference is None or not isinstance(reference.entity, Person) or (owner and owner.entity is reference.entity):
        return None
    behind = sentence.tokens[reference.last].text if reference.last < len(sentence.tokens) else "."
    return (end, reference.entity) if behind in _CLOSING else None


def _holder(board: Board, sentence: Sentence, title: Title, at: int) -> Person | None:
    """«жена Рогова Анна»: the name right behind that of whom the relation is to."""
    reference = name_at(board, sentence, at)
    if reference is None or not isinstance(reference.entity, Person) or not same_case(sentence, title, reference):
        return None
    return reference.entity


def _apposed(board: Board, sentence: Sentence, at: int, title: Title) -> Reference | None:
    """The name behind the comma, and behind a phrase in its case: «, отставной майор полиции Рогов»."""
    for index in range(at, min(at + _BETWEEN + 1, len(sentence.tokens))):
        reference = name_at(board, sentence, index)
        if reference is not None:
            return reference if same_case(sentence, title, reference) else None
        token = sentence.tokens[index]
        stranger = index == at and token.feats.get("Case") not in {title.case, None}
        if stranger or token.pos in _APART or token.text in _CLOSING - _QUOTES - {"-"}:
            return None
    return None
