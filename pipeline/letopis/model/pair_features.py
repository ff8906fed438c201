"""What the linker sees of a trigger and an argument of one sentence: hashed features, as strings in token_features."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import accumulate
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from letopis.document import PredictedSpan, Sentence

PAIR_BUCKETS = 1 << 14
MAX_PAIR_FEATURES = 32
_REMEMBERED = 5_000
_LONG = 6
_NEAR = (0, 1, 2, 3, 4, 6, 9, 14, 22)
_STOPS = frozenset({",", ";", "—", "–", ":", "("})


class _Rows(dict[tuple[object, ...], tuple[int, ...]]):
    """Rows of the features that look at the same few values, by these: written out and hashed once."""

    def __init__(self, *features: str) -> None:
        self._features = "\n".join(features)  # no word has a line end in it

    def __missing__(self, values: tuple[object, ...]) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        features = self._features.format(*values).encode().split(b"\n")
        rows = self[values] = tuple([crc32(each) % (PAIR_BUCKETS - 1) + 1 for each in features])
        return rows


# l, c: the argument's label, its preposition and case; t, f: the trigger's lemma and form; o: on which side it stands;
# nt, na: how many triggers stand nearer to the argument, how many arguments of its label nearer to the trigger.
_PATH = _Rows("path={0}", "path={0}|l={1}", "in={2}|l={1}", "in={2}|l={1}|path={0}")
_PATH_PHRASE, _PATH_FORM, _PATH_LEMMA = _Rows("path={0}|c={1}"), _Rows("path={0}|f={1}"), _Rows("path={0}|t={1}")
_STEPS = _Rows("steps={0}|l={1}", "verbs={2}|l={1}")
_RIVALS, _RIVALS_STEPS = _Rows("nt={0}|l={2}", "na={1}|l={2}", "nt={0}|na={1}|l={2}"), _Rows("steps={2}|nt={0}|na={1}")
_GAP, _BETWEEN = _Rows("gap={0}{1}", "gap={0}{1}|l={2}"), _Rows("b={1}{2}{3}", "b={1}{2}{3}|l={0}")
_PHRASE = _Rows("l={0}", "order={1}|c={2}|l={0}", "c={2}|l={0}")
_FORM, _RELATION = _Rows("f={0}|l={1}|o={2}"), _Rows("rel={2}|l={1}", "rel={2}|f={0}")
_LEMMA, _LEMMA_PHRASE = _Rows("t={0}|l={1}"), _Rows("t={0}|c={1}")
_FORM_PHRASE, _FORM_LEMMA = _Rows("c={1}|f={0}"), _Rows("a={1}|f={0}")
_PLACE = _Rows("nested={0}|l={1}", "n={2}|l={1}", "m={3}|l={1}", "top={4}|l={1}", "pos={5}|l={1}")


def make_span(sentence: Sentence, first: int, last: int, label: str) -> PredictedSpan:
    """A span with its head: the first token whose own head lies outside."""
    for index in range(first, last):
        if not first <= sentence.tokens[index].head < last:
            return PredictedSpan(first, last, index, label)
    return PredictedSpan(first, last, first, label)


class PairFeatures:
    """Features of all pairs of one sentence's triggers and arguments."""

    def __init__(
        self, sentence: Sentence, triggers: Sequence[PredictedSpan], arguments: Sequence[PredictedSpan]
    ) -> None:
        self._tokens = sentence.tokens
        self._triggers = triggers
        self._arguments = arguments
        self._up = {span.head: self._chain(span.head) for span in (*triggers, *arguments)}
        self._heads = sorted(span.head for span in triggers)
        # How many verbs, how many marks stand before each token.
        self._verbs = [0, *accumulate(token.pos == "VERB" for token in self._tokens)]
        self._stops = [0, *accumulate(token.text in _STOPS for token in self._tokens)]
        self._told = [self._of_argument(sentence, span) for span in arguments]

    def rows(self) -> NDArray[np.int32]:
        """[triggers, arguments, MAX_PAIR_FEATURES] rows of the feature table."""
        gaps = [[_distance(trigger, argument) for argument in self._arguments] for trigger in self._triggers]
        of_argument = [sorted(gap for _, gap in column) for column in zip(*gaps, strict=True)]
        found: list[int] = []
        for trigger, row in zip(self._triggers, gaps, strict=True):
            of_label: dict[str, list[int]] = {}
            for argument, (_, gap) in zip(self._arguments, row, strict=True):
                insort(of_label.setdefault(argument.label, []), gap)
            for number, (argument, side) in enumerate(zip(self._arguments, row, strict=True)):
                nearer = (bisect_left(of_argument[number], side[1]), bisect_left(of_label[argument.label], side[1]))
                found += self._of_pair(trigger, number, side, nearer)
        return np.array(found, np.int32).reshape(len(self._triggers), len(self._arguments), MAX_PAIR_FEATURES)

    def _chain(self, index: int) -> dict[int, int]:
        """The token and the tokens above it, up to the root or a cycle, with their distance."""
        chain: dict[int, int] = {}
        while index >= 0 and index not in chain:
            chain[index] = len(chain)
            index = self._tokens[index].head
        return chain

    def _of_argument(self, sentence: Sentence, span: PredictedSpan) -> tuple[str, str, str, str]:
        """Label, preposition with case, label of the span around, relation of the head."""
        head = self._tokens[span.head]
        preposition = next((c.lemma for c in sentence.children(head.index) if c.rel == "case"), "")
        first = self._tokens[span.first]
        if not preposition and first.pos == "ADP":
            preposition = first.lemma
        around = [o for o in self._arguments if o is not span and o.first <= span.first and span.last <= o.last]
        return span.label, f"{preposition}+{head.feats.get('Case', '')}", around[0].label if around else "", head.rel

    def _of_trigger(self, span: PredictedSpan) -> tuple[str, str]:
        """Lemma and form of the head."""
        head = self._tokens[span.head]
        return head.lemma, head.pos + head.feats.get("VerbForm", "") + head.feats.get("Voice", "")

    def _of_pair(
        self, trigger: PredictedSpan, number: int, side: tuple[str, int], nearer: tuple[int, int]
    ) -> tuple[int, ...]:
        """Of a trigger and argument `number`; `nearer`: how many rivals each has that stand nearer."""
        argument, (label, phrase, around, rel) = self._arguments[number], self._told[number]
        lemma, form = self._of_trigger(trigger)
        path, steps, verbs = self._path(argument.head, trigger.head)
        order, gap = side
        nearer_t, nearer_a = min(nearer[0], 3), min(nearer[1], 3)
        nested = trigger.first <= argument.first and argument.last <= trigger.last
        number_t, number_a = min(len(self._triggers), 4), min(len(self._arguments), 6)
        top, opens = self._tokens[trigger.head].head < 0, argument.first == 0
        return (
            *_PATH[path, label, around],
            *_PATH_PHRASE[path, phrase],
            *_PATH_FORM[path, form],
            *_PATH_LEMMA[path, lemma],
            *_STEPS[steps, label, verbs],
            *_RIVALS[nearer_t, nearer_a, label],
            *_RIVALS_STEPS[nearer_t, nearer_a, steps],
            *_GAP[order, gap, label],
            *_BETWEEN[label, *self._between(trigger, argument)],
            *_PHRASE[label, order, phrase],
            *_FORM[form, label, order],
            *_RELATION[form, label, rel],
            *_LEMMA[lemma, label],
            *_LEMMA_PHRASE[lemma, phrase],
            *_FORM_PHRASE[form, phrase],
            *_FORM_LEMMA[form, self._tokens[argument.head].lemma],
            *_PLACE[nested, label, number_t, number_a, top, opens],
        )

    def _path(self, low: int, high: int) -> tuple[str, str, int]:
        """Relations from the argument's head up to the common word and down to the trigger's head."""
        mine, its = self._up[low], self._up[high]
        common = next((index for index in mine if index in its), None)
        if common is None:
            return "none", "none", 9
        up, down = list(mine)[: mine[common]], list(its)[: its[common]]
        if len(up) + len(down) > _LONG:
            return "long", f"{min(len(up), 5)}^{min(len(down), 5)}", 9
        verbs = sum(self._is_verb(index) for index in [*up[1:], common, *down[1:]] if index not in (low, high))
        climb = ">".join([self._tokens[index].rel for index in up])
        fall = "<".join([self._tokens[index].rel for index in reversed(down)])
        return f"{climb}^{fall}", f"{len(up)}^{len(down)}", verbs

    def _is_verb(self, index: int) -> bool:
        return self._tokens[index].pos in ("VERB", "AUX")

    def _between(self, trigger: PredictedSpan, argument: PredictedSpan) -> tuple[int, int, int]:
        """What stands between, two at most of each: verbs, marks, other triggers."""
        low, high = (trigger.last, argument.first) if trigger.first < argument.first else (argument.last, trigger.first)
        if low >= high:
            return 0, 0, 0
        inside = bisect_left(self._heads, high) - bisect_left(self._heads, low)
        verbs, stops = self._verbs[high] - self._verbs[low], self._stops[high] - self._stops[low]
        return min(verbs, 2), min(stops, 2), min(inside, 2)


def _distance(trigger: PredictedSpan, argument: PredictedSpan) -> tuple[str, int]:
    """Side of the argument and the bucket of the number of tokens between."""
    if argument.last <= trigger.first:
        return "<", _step(trigger.first - argument.last)
    if trigger.last <= argument.first:
        return ">", _step(argument.first - trigger.last)
    return "=", 0


def _step(size: int) -> int:
    return sum(size > limit for limit in _NEAR) + 1
