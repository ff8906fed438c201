"""How somebody of a sentence stands to an event's word in its grammar: evidence for `casting`.

The way between the two in the tree, under which word it leads and through how many clauses; which of the word's slots
others fill.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from letopis.document import Sentence, Token
from letopis.events.control import is_verbal
from letopis.events.slots import SlotFinder

# What the tree has between parts of one phrase says nothing of who does what.
_SAME = frozenset({"appos", "flat", "flat:name", "flat:foreign", "conj"})
_LONGEST, _MANY = 4, 2
_WITH = "с+Ins"
_TELLING = frozenset({"subj", "obj", "gen", "poss", _WITH, "между+Ins", "ins", "dat", "actor", "adj", "beside"})


class Bearings:
    """Where all others of a sentence stand to one event's word, whose slots are filled as `filled` says."""

    def __init__(
        self,
        sentence: Sentence,
        slots: SlotFinder,
        trigger: Token,
        filled: Mapping[str, Sequence[Token]],
        somebody: Collection[int],
    ) -> None:
        """`somebody`: indexes of the words that speak of people and bodies."""
        self._sentence = sentence
        self._slots = slots
        self._trigger = trigger
        self._filled = {name: {token.index for token in tokens} for name, tokens in filled.items()
                        if name in _TELLING and tokens}  # fmt: skip
        self._whom = {name: "something" if taken.isdisjoint(somebody) else "somebody"
                      for name, taken in self._filled.items()}  # fmt: skip
        self._chain = (trigger, *sentence.ancestors(trigger.index))
        self._depth = {token.index: depth for depth, token in enumerate(self._chain)}

    def of(self, head: Token, words: Sequence[int], word: str) -> Iterator[str]:
        """Evidence of somebody whose nearest word is `head`; `word` is what the event's own word is."""
        own = any(not taken.isdisjoint(words) for taken in self._filled.values())
        for name, taken in self._filled.items():
            if taken.isdisjoint(words):
                yield f"{word} has {self._whom[name]} in {name}{'' if own else ', he no slot'}"
        chain = (head, *self._sentence.ancestors(head.index))
        steps = next((steps for steps, token in enumerate(chain) if token.index in self._depth), None)
        if steps is None:
            yield "no way"
            return
        top = chain[steps]
        rise, fall = chain[:steps], self._chain[: self._depth[top.index]]
        yield f"way {_way(rise, top, fall)}, {word}"
        yield f"clauses {_clauses(rise)} {_clauses(fall)}"
        if rise:
            yield f"hangs on {chain[1].lemma}"
            if fall:
                yield f"{_plain(rise[-1].rel)} of {top.lemma}"

    def is_with_another(self, head: Token) -> bool:
        """«обсудил с коллегой переговоры с послом»: with the one he discussed, talks are with the other.

        A noun that says with whom it was has no side by another word's «с кем»; support verbs share theirs with it.
        """
        with_whom = self._filled.get(_WITH)
        if with_whom is None or is_verbal(self._trigger) or head.index in with_whom:
            return False
        return head.head not in with_whom | {self._trigger.index} and _WITH in self._slots.phrase_slot(head)


def _way(rise: Sequence[Token], top: Token, fall: Sequence[Token]) -> str:
    """Relations from the one up to the word over both, and from there down to the other."""
    up = [_plain(token.rel) for token in rise if token.rel not in _SAME]
    down = [_plain(token.rel) for token in reversed(fall) if token.rel not in _SAME or is_verbal(token)]
    if len(up) + len(down) > _LONGEST:
        return f"far, mostly {'up' if len(up) > len(down) else 'down'}"
    return f"{'<'.join(up)} {'V' if is_verbal(top) else 'N'} {'>'.join(down)}"


def _plain(rel: str) -> str:
    return rel if rel == "nsubj:pass" else rel.partition(":")[0]


def _clauses(chain: Sequence[Token]) -> int:
    """Finite verbs on the way, the word over both left out."""
    return min(sum(token.feats.get("VerbForm") == "Fin" for token in chain), _MANY)
