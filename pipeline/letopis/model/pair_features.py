"""What the linker sees of a trigger and an argument of one sentence: hashed features, as strings in token_features."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
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
        self._features = features

    def __missing__(self, values: tuple[object, ...]) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        rows = self[values] = tuple([_row(_hash(feature.format(*values))) for feature in self._features])
        return rows


# l, c: the argument's label, its preposition and case; f: the trigger's form; o: on which side the argument stands;
# nt, na: how many triggers stand nearer to the argument, how many arguments of its label nearer to the trigger.
_PATH = _Rows("path={0}", "path={0}|l={1}", "in={2}|l={1}", "in={2}|l={1}|path={0}")
_STEPS = _Rows("steps={0}|l={1}", "verbs={2}|l={1}")
_RIVALS, _RIVALS_STEPS = _Rows("nt={0}|l={2}", "na={1}|l={2}", "nt={0}|na={1}|l={2}"), _Rows("steps={2}|nt={0}|na={1}")
_GAP, _BETWEEN = _Rows("gap={0}{1}", "gap={0}{1}|l={2}"), _Rows("b={1}{2}{3}", "b={1}{2}{3}|l={0}")
_PHRASE = _Rows("l={0}", "order={1}|c={2}|l={0}", "c={2}|l={0}")
_FORM, _RELATION = _Rows("f={0}|l={1}|o={2}"), _Rows("rel={2}|l={1}", "rel={2}|f={0}")
_PLACE = _Rows("nested={0}|l={1}", "n={2}|l={1}", "m={3}|l={1}", "top={4}|l={1}", "pos={5}|l={1}")


def _hash(begun: str) -> int:
    return crc32(begun.encode())


def _row(hashed: int) -> int:
    return hashed % (PAIR_BUCKETS - 1) + 1


class _Trigger(NamedTuple):
    """A trigger as it comes into features: its head's form; how features end with that and with the head's lemma, and
    the hash of those that begin with the lemma. What joins two words is seldom seen twice: it is hashed on from there.
    """

    form: str
    with_form: bytes
    with_lemma: bytes
    by_lemma: int


class _Argument(NamedTuple):
    """An argument: label, preposition with case, label of the span around, relation of the head; how features end with
    label and preposition, the hashes of those that begin with the preposition and with the head's lemma."""

    label: str
    phrase: str
    around: str
    relation: str
    with_label: bytes
    with_phrase: bytes
    by_phrase: int
    by_lemma: int


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
            told = self._of_trigger(trigger)
            of_label: dict[str, list[int]] = {}
            for argument, (_, gap) in zip(self._arguments, row, strict=True):
                insort(of_label.setdefault(argument.label, []), gap)
            for number, (argument, side) in enumerate(zip(self._arguments, row, strict=True)):
                nearer = (bisect_left(of_argument[number], side[1]), bisect_left(of_label[argument.label], side[1]))
                found += self._of_pair(trigger, told, number, side, nearer)
        return np.array(found, np.int32).reshape(len(self._triggers), len(self._arguments), MAX_PAIR_FEATURES)

    def _chain(self, index: int) -> dict[int, int]:
        """The token and the tokens above it, up to the root or a cycle, with their distance."""
        chain: dict[int, int] = {}
        while index >= 0 and index not in chain:
            chain[index] = len(chain)
            index = self._tokens[index].head
        return chain

    def _of_argument(self, sentence: Sentence, span: PredictedSpan) -> _Argument:
        head, label = self._tokens[span.head], span.label
        preposition = next((c.lemma for c in sentence.children(head.index) if c.rel == "case"), "")
        first = self._tokens[span.first]
        if not preposition and first.pos == "ADP":
            preposition = first.lemma
        around = [o for o in self._arguments if o is not span and o.first <= span.first and span.last <= o.last]
        phrase, outer = f"{preposition}+{head.feats.get('Case', '')}", around[0].label if around else ""
        ends = f"|l={label}".encode(), f"|c={phrase}".encode()
        return _Argument(label, phrase, outer, head.rel, *ends, _hash(f"c={phrase}"), _hash(f"a={head.lemma}"))

    def _of_trigger(self, span: PredictedSpan) -> _Trigger:
        head = self._tokens[span.head]
        form = head.pos + head.feats.get("VerbForm", "") + head.feats.get("Voice", "")
        return _Trigger(form, f"|f={form}".encode(), f"|t={head.lemma}".encode(), _hash(f"t={head.lemma}"))

    def _of_pair(
        self, trigger: PredictedSpan, told: _Trigger, number: int, side: tuple[str, int], nearer: tuple[int, int]
    ) -> tuple[int, ...]:
        """Of a trigger and argument `number`; `nearer`: how many rivals each has that stand nearer."""
        argument, its = self._arguments[number], self._told[number]
        label, form = its.label, told.form
        path, steps, verbs = self._path(argument.head, trigger.head)
        by_path = _hash(f"path={path}")
        order, gap = side
        nearer_t, nearer_a = min(nearer[0], 3), min(nearer[1], 3)
        nested = trigger.first <= argument.first and argument.last <= trigger.last
        number_t, number_a = min(len(self._triggers), 4), min(len(self._arguments), 6)
        top, opens = self._tokens[trigger.head].head < 0, argument.first == 0
        return (
            *_PATH[path, label, its.around],
            _row(crc32(its.with_phrase, by_path)),
            _row(crc32(told.with_form, by_path)),
            _row(crc32(told.with_lemma, by_path)),
            *_STEPS[steps, label, verbs],
            *_RIVALS[nearer_t, nearer_a, label],
            *_RIVALS_STEPS[nearer_t, nearer_a, steps],
            *_GAP[order, gap, label],
            *_BETWEEN[label, *self._between(trigger, argument)],
            *_PHRASE[label, order, its.phrase],
            *_FORM[form, label, order],
            *_RELATION[form, label, its.relation],
            _row(crc32(its.with_label, told.by_lemma)),
            _row(crc32(its.with_phrase, told.by_lemma)),
            _row(crc32(told.with_form, its.by_phrase)),
            _row(crc32(told.with_form, its.by_lemma)),
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
    return bisect_left(_NEAR, size) + 1
