"""How often a word told of an event in the training articles.

In training an article's own counts are taken out, so that the tagger learns how far to trust a lexicon
rather than the words themselves.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from letopis.document import Token

# Upper ends of the classes of how often a word was seen, and of the share in which it was a trigger.
_SEEN = (0, 1, 3, 9, 29)
_SHARE = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.9)
_UNSEEN = "0:0"


def key_of(lemma: str, pos: str) -> str:
    """Lemma with the first letter of the part of speech: «победа/N»."""
    return f"{lemma}/{pos[0]}"


class Lexicon:
    """Counts by key: [seen, of these within a trigger]."""

    def __init__(self, counts: Mapping[str, tuple[int, int]]) -> None:
        self.counts = dict(counts)

    @classmethod
    def count(cls, tokens: Iterable[tuple[Token, bool]]) -> "Lexicon":
        """From tokens and whether each is within a trigger."""
        seen: Counter[str] = Counter()
        told: Counter[str] = Counter()
        for token, event in tokens:
            key = key_of(token.lemma, token.pos)
            seen[key] += 1
            told[key] += event
        return cls({key: (number, told[key]) for key, number in seen.items()})

    def without(self, other: "Lexicon") -> "Lexicon":
        """This lexicon less the counts of one article."""
        left = dict(self.counts)
        for key, (seen, told) in other.counts.items():
            if key in left:
                left[key] = (left[key][0] - seen, left[key][1] - told)
        return Lexicon(left)

    def feature(self, lemma: str, pos: str) -> str:
        """A class such as «3:5»: how often seen, and in which share of these a trigger."""
        seen, told = self.counts.get(key_of(lemma, pos), (0, 0))
        return f"{_class(seen, _SEEN)}:{_class(told / seen, _SHARE)}" if seen else _UNSEEN


def joined(lexicons: Iterable[Lexicon]) -> Lexicon:
    """The sum of many."""
    total: dict[str, tuple[int, int]] = {}
    for lexicon in lexicons:
        for key, (seen, told) in lexicon.counts.items():
            before = total.get(key, (0, 0))
            total[key] = (before[0] + seen, before[1] + told)
    return Lexicon(total)


def _class(value: float, ends: Sequence[float]) -> int:
    """How many of the ends, which ascend, the value is beyond."""
    return bisect_left(ends, value)
