"""The words that tell of an event, and those that hang on them: what is told again is told with some of them.

A sentence tells of several events; its words are of all of them («words shared», telling.py), these are of one.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

from letopis.document import EventMention, Sentence, Token
from letopis.odds import Evidence

# Words are alike by so many first letters.
_STEM = 5
# Fewer words than so many are as good as so many.
_FEW = 2
_CONTENT = frozenset({"NOUN", "PROPN", "NUM"})
# How what is of the event's own clause hangs on its word.
_INSIDE = frozenset({
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "xcomp", "nmod", "amod", "nummod", "nummod:gov", "appos",
    "compound", "conj", "flat", "flat:name", "flat:foreign",
})  # fmt: skip


class Wording(NamedTuple):
    """Lemmas of the words that tell, and stems of those that hang on them."""

    words: frozenset[str]
    own: frozenset[str]

    @classmethod
    def of(cls, mention: EventMention, sentence: Sentence) -> Self:
        """Of a mention in its sentence."""
        trigger = mention.trigger
        word = sentence.head_of(trigger.start, trigger.end)
        return cls(frozenset((trigger.lemma,)), frozenset(_below(sentence, word) if word is not None else ()))

    @classmethod
    def together(cls, told: Sequence[Self]) -> Self:
        """Of all these."""
        words, own = frozenset[str](), frozenset[str]()
        return cls(words.union(*(each.words for each in told)), own.union(*(each.own for each in told)))

    def evidence(self, told: "Wording") -> Evidence:
        """How a mention's agree with those of an event told before."""
        shared, least = len(self.own & told.own), min(len(self.own), len(told.own))
        return {
            "same word": float(not self.words.isdisjoint(told.words)),
            "own words shared": shared / max(_FEW, least),
            "own words apart": float(least > 0 and not shared),
        }


def _below(sentence: Sentence, word: Token) -> set[str]:
    """Stems of the words of its own clause that hang on the word, however far below."""
    found, stack, seen = set[str](), [word.index], {word.index}
    while stack:
        for child in sentence.children(stack.pop()):
            if child.rel in _INSIDE and child.index not in seen:
                seen.add(child.index)
                stack.append(child.index)
                if child.pos in _CONTENT:
                    found.add(child.lemma[:_STEM])
    return found
