"""The network in numpy: the same weights and, to 1e-4, the same scores as training/network.py.

Sentences of several articles run together; a recurrent layer takes them longest first, in groups, and both
directions in one step. Products are made so many rows at a time (see `letopis.language.packed.table`): a sentence
gives the same numbers, to the last bit, whatever runs beside it.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from letopis.document import PredictedSpan
from letopis.language.packed.table import AT_ONCE, RowTable, product
from letopis.model.labels import HEADS, KINDS
from letopis.model.token_features import WORD_COLUMNS, TokenFeatures
from letopis.model.vectors import WordVectors

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
# Sentences that a recurrent layer steps through together: bounds the memory.
GROUP = 32
# 1 KB for a form, 2 KB for a lemma.
_CACHED_WORDS = 8_000
# A quarter of that.
_CACHED_SUMS = 12_000


class Network:
    """Tagger and linker over one set of weights, named as in training."""

    def __init__(self, weights: Weights, vectors: WordVectors) -> None:
        self._weights = weights
        self._vectors = vectors
        form, *lemmas = np.split(weights["tagger.words.weight"].T, WORD_COLUMNS)
        self._forms, self._lemmas = self._table([form]), self._table(lemmas)
        self._transposed = {
            name: np.ascontiguousarray(weights[f"{name}.weight"].T)
            for name in ("linker.trigger", "linker.argument", "linker.roles")
        }
        self._rivals = np.split(np.ascontiguousarray(weights["linker.rivals.weight"].T), 3)
        self._features = _Sums(weights["tagger.features.weight"])
        self._enter_features = np.ascontiguousarray(weights["tagger.enter.weight"].T)
        layers = len({name.split(".")[2] for name in weights if name.startswith("tagger.lstms.")})
        self._layers = [_Recurrent(weights, f"tagger.lstms.{number}.") for number in range(layers)]
        self._heads = np.concatenate([weights[f"tagger.heads.{i}.weight"] for i in range(len(HEADS))]).T.copy()
        self._head_bias = np.concatenate([weights[f"tagger.heads.{i}.bias"] for i in range(len(HEADS))])
        self._head_ends = list(pairwise(accumulate((len(tags) for _, tags in HEADS), initial=0)))

    def states(self, tokens: TokenFeatures, lengths: Sequence[int]) -> Floats:
        """[n, 2 * hidden] of the tokens of sentences of these lengths, one after another."""
        state = self._enter(tokens)
        for layer in self._layers:
            state = layer(state, lengths)
        return state

    def tag_scores(self, state: Floats) -> list[Floats]:
        """Each head's [n, tags]."""
        scores = product(state, self._heads)
        scores += self._head_bias
        return [scores[:, low:high] for low, high in self._head_ends]

    def role_scores(
        self,
        state: Floats,
        triggers: Sequence[PredictedSpan],
        arguments: Sequence[PredictedSpan],
        rows: NDArray[np.int32],
    ) -> Floats:
        """[triggers, arguments, roles] of one sentence; `rows` are the pairs' features."""
        left = self._linear("linker.trigger", _means(state, triggers))
        right = self._linear("linker.argument", _means(state, arguments))
        right += self._weights["linker.kinds.weight"].take([KINDS.index(span.label) for span in arguments], axis=0)
        pair: Floats = np.add.reduce(self._weights["linker.features.weight"].take(rows, axis=0), axis=2)
        pair += left[:, None]
        pair += right
        np.maximum(pair, 0, out=pair)
        # The pair itself, the most of its trigger's pairs, the most of its argument's: weights for each, one sum.
        own, of_trigger, of_argument = self._rivals
        seen: Floats = pair @ own
        seen += self._weights["linker.rivals.bias"]
        seen += (np.maximum.reduce(pair, 1) @ of_trigger)[:, None]
        seen += np.maximum.reduce(pair, 0) @ of_argument
        return self._linear("linker.roles", np.maximum(seen, 0, out=seen))

    def _table(self, weights: Sequence[Floats]) -> RowTable:
        """Words as each of the weights projects them."""
        # In one piece: for a transposed view and few rows BLAS takes five times as long.
        together = np.ascontiguousarray(np.stack(weights)[:, None])

        def make(words: NDArray[np.intp]) -> Floats:
            vectors = self._vectors.unpack(words).reshape(-1, AT_ONCE, together.shape[2])
            found: Floats = np.matmul(vectors, together).reshape(len(weights), len(words), -1)
            return found

        return RowTable(make, len(weights), together.shape[3], _CACHED_WORDS)

    def _linear(self, name: str, values: Floats) -> Floats:
        found: Floats = values @ self._transposed[name]
        found += self._weights[f"{name}.bias"]
        return found

    def _enter(self, tokens: TokenFeatures) -> Floats:
        """Feature sums and the words' own rows, put together."""
        found = product(self._features.of(tokens), self._enter_features)
        found += self._weights["tagger.words.bias"]
        for table, columns in ((self._forms, tokens.words[:, :1]), (self._lemmas, tokens.words[:, 1:])):
            distinct, places = np.unique(columns, return_inverse=True)
            slots = table.slots(distinct.tolist())[places.reshape(columns.shape)]
            for part, own in zip(table.rows, slots.T, strict=True):
                found += part.take(own, axis=0)
        np.maximum(found, 0, out=found)
        return found


class _Sums(dict[tuple[int, ...], Floats]):
    """Sums of rows of the feature table; those of a word alone are remembered."""

    def __init__(self, table: Floats) -> None:
        self._table = table

    def of(self, tokens: TokenFeatures) -> Floats:
        """[n, size] for all tokens; what the context adds is taken column by column: no array of all features."""
        missing = {rows for rows in tokens.own if rows not in self}
        if missing and len(self) + len(missing) > _CACHED_SUMS:
            self.clear()
            missing = set(tokens.own)
        if missing:
            self._add(list(missing))
        found = np.concatenate([self[rows] for rows in tokens.own]).reshape(len(tokens.own), -1)
        for column in tokens.context.T:
            found += self._table.take(column, axis=0)
        return found

    def _add(self, words: list[tuple[int, ...]]) -> None:
        """Row 0 is zero: it fills up words of fewer features."""
        longest = max(map(len, words))
        rows = np.array([word + (0,) * (longest - len(word)) for word in words], np.int32)
        self.update(zip(words, np.add.reduce(self._table.take(rows, axis=0), axis=1), strict=True))


class _Recurrent:
    """A bidirectional LSTM layer; its gates in the order enter, keep, out, new.

    Every gate of a direction is a matrix of its own: what one step computes lies in one piece, gate by gate.
    """

    def __init__(self, weights: Weights, prefix: str) -> None:
        inputs, steps, biases = [], [], []
        for side in ("ahead", "back"):
            inputs.append(_by_gate(weights[f"{prefix}{side}.weight_ih_l0"]))
            # A step sees twice the hidden state, see `_run`.
            steps.append(_by_gate(weights[f"{prefix}{side}.weight_hh_l0"]) * np.float32(0.5))
            both = weights[f"{prefix}{side}.bias_ih_l0"] + weights[f"{prefix}{side}.bias_hh_l0"]
            biases.append(_by_gate(both[:, None]))
        # In one piece each, as the words' weights.
        self._input, self._step, self._bias = (
            np.ascontiguousarray(np.stack(part, axis=1)) for part in (inputs, steps, biases)
        )
        self._size = self._step.shape[-1]

    def __call__(self, values: Floats, lengths: Sequence[int]) -> Floats:
        """[words, 2 * hidden] for the sentences that follow one another in `values`."""
        found = np.empty((len(values), 2, self._size), np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        order = np.argsort(-np.asarray(lengths), kind="stable")
        for low in range(0, len(order), GROUP):
            group = order[low : low + GROUP]
            self._run(values, found, starts[group], np.asarray(lengths)[group])
        return found.reshape(len(values), 2 * self._size)

    def _run(self, values: Floats, found: Floats, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> None:
        """Step through sentences sorted by length, dropping each when it ends.

        `twice` is two times the hidden states and `cell` the cell's: sigmoid(x) = (1 + tanh(x / 2)) / 2.
        """
        # Words in the order of the steps: the first of every sentence, the second, ...; backwards from the last.
        places, rows = np.nonzero(np.arange(int(lengths[0]))[:, None] < lengths[None, :])
        forward, backward = starts[rows] + places, (starts + lengths - 1)[rows] - places
        waiting = self._enter(values, np.stack([forward, backward]))
        twice = np.zeros((2, len(places) + AT_ONCE, self._size), np.float32)
        cell = np.zeros((2, len(starts), self._size), np.float32)
        before = low = 0
        for active in np.bincount(places).tolist():
            high = low + active
            gates = waiting[:, :, low:high]
            if low:
                gates += self._from_step(twice[:, before : before + active + -active % AT_ONCE])[:, :, :active]
            np.tanh(gates, out=gates)
            enter, keep, out, new = gates
            gates[:3] += 1
            cell = keep * cell[:, :active]
            enter *= new
            cell += enter
            cell *= 0.5
            np.multiply(out, np.tanh(cell), out=twice[:, low:high])
            before, low = low, high
        states = twice[:, :low] * np.float32(0.5)
        found[forward, 0], found[backward, 1] = states

    def _from_step(self, twice: Floats) -> Floats:
        """[4, 2, n, hidden]: what the gates have from the states [2, n, hidden] of the step before."""
        parts = twice.reshape(2, -1, AT_ONCE, self._size)
        found: Floats = np.matmul(parts, self._step[:, :, None]).reshape(4, 2, -1, self._size)
        return found

    def _enter(self, values: Floats, rows: NDArray[np.intp]) -> Floats:
        """[4, 2, n, hidden]: what the gates have from the `rows` [2, n] of values, before they see a state."""
        size = rows.shape[1]
        filled = np.zeros((2, size + -size % AT_ONCE), np.intp)
        filled[:, :size] = rows
        parts = values.take(filled, axis=0).reshape(2, -1, AT_ONCE, values.shape[1])
        found: Floats = np.matmul(parts, self._input[:, :, None]).reshape(4, 2, -1, self._size)[:, :, :size]
        found += self._bias
        return found


def _by_gate(rows: Floats) -> Floats:
    """[4, in, size] from torch's rows [4 * size, in] of gates enter, keep, new, out; the sigmoids' halved."""
    enter, keep, new, out = np.split(rows, 4)
    return np.stack([enter.T * 0.5, keep.T * 0.5, out.T * 0.5, new.T]).astype(np.float32)


def _means(state: Floats, spans: Sequence[PredictedSpan]) -> Floats:
    """Mean state over each span."""
    found = state[[span.first for span in spans]]
    for number, span in enumerate(spans):
        size = span.last - span.first
        if size > 1:
            found[number] = np.add.reduce(state[span.first : span.last]) / size
    return found
