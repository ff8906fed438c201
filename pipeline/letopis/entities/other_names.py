"""Two names of one person, where the text says so: «Игорь Рощин по прозвищу Лесник»."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from letopis.document import Token
from letopis.entities.lexicon import Strict, load
from letopis.entities.people import Cluster
from letopis.entities.span import Span

_FILE = "other_names.yaml"


class Example(Strict):
    """A sentence, and the names in it that are one person's."""

    text: str
    names: tuple[str, ...]


class Between(Strict):
    """Lemmas or forms that stand between the two names."""

    words: tuple[str, ...]
    example: Example


class OtherNames(Strict):
    """other_names.yaml."""

    passing: frozenset[str]
    between: tuple[Between, ...]


def other_names() -> OtherNames:
    """The package's table.

    Raises ResourceError where the file is no such table.
    """
    table: OtherNames = load(_FILE, OtherNames)
    return table


def called(spans: Sequence[Span]) -> dict[int, int]:
    """Offsets of people's names that are other names of who stands before: where that one's name begins, by offset."""
    table = other_names()
    return {
        other.start: one.start
        for one, other in pairwise(spans)
        if one.sentence is other.sentence and _says_so(one.sentence.tokens[one.last : other.first], table)
    }


def _says_so(between: Sequence[Token], table: OtherNames) -> bool:
    told = [token for token in between if token.pos != "PUNCT" and token.lemma not in table.passing]
    return any(
        len(told) == len(row.words)
        and all(word in (token.lemma, token.text.lower()) for token, word in zip(told, row.words, strict=True))
        for row in table.between
    )


def bearers(people: Sequence[Cluster], called: Mapping[int, int]) -> dict[int, Cluster]:
    """Whose other name each cluster is that was told as one, by the cluster's number."""
    of = {mention.start: one for one in people for mention in one.mentions}
    found: dict[int, Cluster] = {}
    for start, first in sorted(called.items()):
        other, one = of.get(start), of.get(first)
        if other is None or one is None:
            continue
        bearer = found.get(one.number, one)
        if bearer is not other:
            found[other.number] = bearer
    return found
