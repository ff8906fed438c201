"""What the linker sees of a trigger and an argument of one sentence: hashed features, as strings in token_features."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from letopis.document import PredictedSpan, Sentence, Token

PAIR_BUCKETS = 1 << 14
MAX_PAIR_FEATURES = 34
_REMEMBERED = 100_000
_LONG = 6
_NEAR = (0, 1, 2, 3, 4, 6, 9, 14, 22)


class _Rows(dict[str, int]):
    """Rows by feature, those of common ones looked up rather than worked out."""

    def __missing__(self, feature: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        row = self[feature] = crc32(feature.encode()) % (PAIR_BUCKETS - 1) + 1
        return row


_ROWS = _Rows()


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
        self._argument_parts = [self._of_argument(sentence, span) for span in arguments]

    def rows(self) -> NDArray[np.int32]:
        """[triggers, arguments, MAX_PAIR_FEATURES] rows of the feature table, 0 where there are fewer."""
        found = []
        for trigger in self._triggers:
            own = self._of_trigger(trigger)
            for argument, parts in zip(self._arguments, self._argument_parts, strict=True):
                features = self._of_pair(trigger, own, argument, parts)
                found += [_ROWS[feature] for feature in features]
                found += [0] * (MAX_PAIR_FEATURES - len(features))
        return np.array(found, np.int32).reshape(len(self._triggers), len(self._arguments), MAX_PAIR_FEATURES)

    def _chain(self, index: int) -> list[int]:
        """The token and the tokens above it, up to the root or a cycle."""
        chain = [index]
        while self._tokens[chain[-1]].head >= 0 and self._tokens[chain[-1]].head not in chain:
            chain.append(self._tokens[chain[-1]].head)
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
        """Lemma, form of the head."""
        head = self._tokens[span.head]
        return head.lemma, head.pos + head.feats.get("VerbForm", "") + head.feats.get("Voice", "")

    def _of_pair(
        self, trigger: PredictedSpan, own: tuple[str, str], argument: PredictedSpan, parts: tuple[str, str, str, str]
    ) -> list[str]:
        lemma, form = own
        label, phrase, around, rel = parts
        path, steps, verbs = self._path(argument.head, trigger.head)
        order, gap = _distance(trigger, argument)
        nested = f"{argument.first >= trigger.first and argument.last <= trigger.last}"
        nearer_t, nearer_a = self._rivals(trigger, argument, gap)
        between = self._between(trigger, argument)
        return [
            f"l={label}", f"path={path}", f"path={path}|l={label}", f"path={path}|c={phrase}",
            f"path={path}|f={form}", f"path={path}|t={lemma}", f"steps={steps}|l={label}", f"verbs={verbs}|l={label}",
            f"gap={order}{gap}", f"gap={order}{gap}|l={label}", f"order={order}|c={phrase}|l={label}",
            f"c={phrase}|l={label}", f"c={phrase}|f={form}", f"t={lemma}|l={label}", f"t={lemma}|c={phrase}",
            f"f={form}|l={label}|o={order}", f"in={around}|l={label}", f"in={around}|l={label}|path={path}",
            f"nested={nested}|l={label}", f"nt={nearer_t}|l={label}", f"na={nearer_a}|l={label}",
            f"nt={nearer_t}|na={nearer_a}|l={label}", f"b={between}", f"b={between}|l={label}", f"rel={rel}|l={label}",
            f"rel={rel}|f={form}", f"a={self._tokens[argument.head].lemma}|f={form}",
            f"n={min(len(self._triggers), 4)}|l={label}", f"m={min(len(self._arguments), 6)}|l={label}",
            f"top={self._tokens[trigger.head].head < 0}|l={label}", f"steps={steps}|nt={nearer_t}|na={nearer_a}",
            f"pos={argument.first == 0}|l={label}",
        ]  # fmt: skip

    def _path(self, low: int, high: int) -> tuple[str, str, int]:
        """Relations from the argument's head up to the common word and down to the trigger's head."""
        mine, its = self._up[low], self._up[high]
        common = next((index for index in mine if index in its), None)
        if common is None:
            return "none", "none", 9
        up, down = mine[: mine.index(common)], its[: its.index(common)]
        if len(up) + len(down) > _LONG:
            return "long", f"{min(len(up), 5)}^{min(len(down), 5)}", 9
        verbs = sum(self._is_verb(index) for index in [*up[1:], common, *down[1:]] if index not in (low, high))
        climb = ">".join(self._tokens[index].rel for index in up)
        fall = "<".join(self._tokens[index].rel for index in reversed(down))
        return f"{climb}^{fall}", f"{len(up)}^{len(down)}", verbs

    def _is_verb(self, index: int) -> bool:
        return self._tokens[index].pos in ("VERB", "AUX")

    def _rivals(self, trigger: PredictedSpan, argument: PredictedSpan, gap: int) -> tuple[int, int]:
        """How many triggers lie nearer to the argument, how many arguments of its label nearer to the trigger."""
        triggers = sum(_distance(other, argument)[1] < gap for other in self._triggers if other is not trigger)
        same = [o for o in self._arguments if o.label == argument.label and o is not argument]
        return min(triggers, 3), min(sum(_distance(trigger, other)[1] < gap for other in same), 3)

    def _between(self, trigger: PredictedSpan, argument: PredictedSpan) -> str:
        """What stands between: verbs, commas, other triggers."""
        low, high = (trigger.last, argument.first) if trigger.first < argument.first else (argument.last, trigger.first)
        words: list[Token] = self._tokens[low:high]
        verbs = min(sum(t.pos == "VERB" for t in words), 2)
        commas = min(sum(t.text in (",", ";", "—", "–", ":", "(") for t in words), 2)
        inside = min(sum(low <= other.head < high for other in self._triggers), 2)
        return f"{verbs}{commas}{inside}"


def _distance(trigger: PredictedSpan, argument: PredictedSpan) -> tuple[str, int]:
    """Side of the argument and the bucket of the number of tokens between."""
    if argument.last <= trigger.first:
        return "<", _step(trigger.first - argument.last)
    if trigger.last <= argument.first:
        return ">", _step(argument.first - trigger.last)
    return "=", 0


def _step(size: int) -> int:
    return sum(size > limit for limit in _NEAR) + 1
