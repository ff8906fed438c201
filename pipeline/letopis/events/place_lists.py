"""Places told in one row: «в залах «Заря» и «Луч»», «в Тульской и Орловской областях», «в городах Тула и Орёл»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letopis.document import EntityMention, Place, Sentence
from letopis.entities.index import MentionIndex

_AND = frozenset({"и", "или"})
# What may stand between two members.
_JOINING = _AND | {",", "«", "»", '"', "а", "также"}
_PAIR = 2

Found = tuple[Place, EntityMention]


def row_of(sentence: Sentence, mentions: MentionIndex, named: Found) -> Sequence[Found]:
    """All places of the row that the named one is a member of, itself alone where there is none.

    A comma alone between two tells what a place is in: «в Туле, Россия».
    """
    rows = _rows(sentence, _names(sentence, mentions))
    return next((row for row in rows if any(mention is named[1] for _, mention in row)), [named])


def _names(sentence: Sentence, mentions: MentionIndex) -> list[Found]:
    return [
        (entity, mention)
        for entity, mention in mentions.in_sentence(sentence.index)
        if isinstance(entity, Place) and mention.form == "name"
    ]


def _rows(sentence: Sentence, names: Sequence[Found]) -> Iterator[list[Found]]:
    row = list(names[:1])
    for before, after in pairwise(names):
        if not _joined(sentence, before[1], after[1]):
            yield from _whole(sentence, row)
            row = []
        row.append(after)
    yield from _whole(sentence, row)


def _whole(sentence: Sentence, row: list[Found]) -> Iterator[list[Found]]:
    """Of two or more, of which the last is joined by a conjunction; of three or more of one kind by commas alone."""
    joined = len(row) > 1 and bool(_AND & _between(sentence, row[-2][1], row[-1][1]))
    if joined or (len(row) > _PAIR and len({place.kind for place, _ in row}) == 1):
        yield row


def _joined(sentence: Sentence, before: EntityMention, after: EntityMention) -> bool:
    between = _between(sentence, before, after)
    return bool(between) and between <= _JOINING and _case(sentence, before) == _case(sentence, after)


def _between(sentence: Sentence, before: EntityMention, after: EntityMention) -> set[str]:
    low, high = before.end or 0, after.start or 0
    return {token.text for token in sentence.tokens if low <= token.start < high}


def _case(sentence: Sentence, mention: EntityMention) -> str | None:
    """None of a name in quotation marks, which any other such may follow."""
    tokens = sentence.tokens_in(mention.start or 0, mention.end or 0)
    quoted = tokens[0].index > 0 and sentence.tokens[tokens[0].index - 1].text in {"«", '"'}
    return None if quoted else tokens[-1].feats.get("Case")
