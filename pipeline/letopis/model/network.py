"""The network in numpy: the same weights and, to 1e-4, the same scores as training/network.py.

All sentences of one article run together; a recurrent layer takes them longest first, in groups, and
both directions in one step. Results depend on the article alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from letopis.document import PredictedSpan
from letopis.model.labels import HEADS, KINDS
from letopis.model.token_features import WORD_COLUMNS, TokenFeatures
from letopis.model.vectors import DIMENSION, WordVectors

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
# Sentences that a recurrent layer steps through together: bounds the padding and the memory.
GROUP = 24


class Network:
    """Tagger and linker over one set of weights, named as in training."""

    def __init__(self, weights: Weights, vectors: WordVectors) -> None:
        self._weights = weights
        self._vectors = vectors
        words = weights["tagger.words.weight"]
        self._enter_words = [
            np.ascontiguousarray(words[:, low : low + DIMENSION].T)
            for low in range(0, WORD_COLUMNS * DIMENSION, DIMENSION)
        ]
        self._enter_features = np.ascontiguousarray(weights["tagger.enter.weight"].T)
        layers = len({name.split(".")[2] for name in weights if name.startswith("tagger.lstms.")})
        self._layers = [_Recurrent(weights, f"tagger.lstms.{number}.") for number in range(layers)]
        self._heads = np.concatenate([weights[f"tagger.heads.{i}.weight"] for i in range(len(HEADS))]).T.copy()
        self._head_bias = np.concatenate([weights[f"tagger.heads.{i}.bias"] for i in range(len(HEADS))])
        self._head_ends = np.cumsum([len(tags) for _, tags in HEADS])[:-1]

    def states(self, sentences: Sequence[TokenFeatures]) -> list[Floats]:
        """[n, 2 * hidden] of every sentence."""
        lengths = [len(sentence.words) for sentence in sentences]
        state = self._enter(np.concatenate([s.words for s in sentences]), np.concatenate([s.hashed for s in sentences]))
        for layer in self._layers:
            state = layer(state, lengths)
        return np.split(state, np.cumsum(lengths)[:-1])

    def tag_scores(self, states: Sequence[Floats]) -> list[list[Floats]]:
        """Of every sentence, each head's [n, tags]."""
        scores = np.concatenate(states) @ self._heads + self._head_bias
        parts = np.split(scores, np.cumsum([len(state) for state in states])[:-1])
        return [np.split(part, self._head_ends, axis=1) for part in parts]

    def role_scores(
        self,
        state: Floats,
        triggers: Sequence[PredictedSpan],
        arguments: Sequence[PredictedSpan],
        rows: NDArray[np.int32],
    ) -> Floats:
        """[triggers, arguments, roles] of one sentence; `rows` are the pairs' features."""
        kinds = self._weights["linker.kinds.weight"][[KINDS.index(span.label) for span in arguments]]
        left = self._linear("linker.trigger", _means(state, triggers))
        right = self._linear("linker.argument", _means(state, arguments)) + kinds
        features = self._weights["linker.features.weight"][rows].sum(2)
        pair = np.maximum(features + left[:, None] + right[None], 0)
        seen = np.concatenate(
            [
                pair,
                np.broadcast_to(pair.max(1, keepdims=True), pair.shape),
                np.broadcast_to(pair.max(0, keepdims=True), pair.shape),
            ],
            axis=-1,
        )
        return self._linear("linker.roles", np.maximum(self._linear("linker.rivals", seen), 0))

    def _linear(self, name: str, values: Floats) -> Floats:
        found: Floats = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _enter(self, words: NDArray[np.int32], hashed: NDArray[np.int32]) -> Floats:
        """Each distinct word of a column is projected once."""
        features = self._weights["tagger.features.weight"][hashed].sum(1)
        found: Floats = features @ self._enter_features + self._weights["tagger.words.bias"]
        for column, weight in enumerate(self._enter_words):
            rows, places = np.unique(words[:, column], return_inverse=True)
            found += (self._vectors.unpack(rows) @ weight)[places]
        return np.maximum(found, 0)


class _Recurrent:
    """A bidirectional LSTM layer."""

    def __init__(self, weights: Weights, prefix: str) -> None:
        inputs, steps, biases = [], [], []
        for side in ("ahead", "back"):
            step = weights[f"{prefix}{side}.weight_hh_l0"]
            self._size = step.shape[1]
            # sigmoid(x) = (1 + tanh(x / 2)) / 2: halved once here, all four gates go through one tanh.
            half = np.full((4 * self._size, 1), 0.5, np.float32)
            half[2 * self._size : 3 * self._size] = 1.0
            inputs.append(weights[f"{prefix}{side}.weight_ih_l0"] * half)
            steps.append((step * half).T)
            biases.append((weights[f"{prefix}{side}.bias_ih_l0"] + weights[f"{prefix}{side}.bias_hh_l0"]) * half[:, 0])
        self._input = np.concatenate(inputs).T.copy()
        self._bias = np.concatenate(biases)
        self._step = np.stack(steps)

    def __call__(self, values: Floats, lengths: Sequence[int]) -> Floats:
        """[words, 2 * hidden] for the sentences that follow one another in `values`."""
        gates = (values @ self._input + self._bias).reshape(len(values), 2, 4 * self._size)
        found = np.empty((len(values), 2, self._size), np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        order = np.argsort(-np.asarray(lengths), kind="stable")
        for low in range(0, len(order), GROUP):
            group = order[low : low + GROUP]
            self._run(gates, found, starts[group], np.asarray(lengths)[group])
        return found.reshape(len(values), 2 * self._size)

    def _run(self, gates: Floats, found: Floats, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> None:
        """Step through sentences sorted by length, dropping each when it ends."""
        size = self._size
        # Words in the order of the steps: the first of every sentence, the second, ...; backwards from the last.
        times, rows = np.nonzero(np.arange(int(lengths[0]))[:, None] < lengths[None, :])
        forward, backward = starts[rows] + times, (starts + lengths - 1)[rows] - times
        waiting = np.stack([gates[forward, 0], gates[backward, 1]])
        states = np.empty((2, len(times), size), np.float32)
        hidden = np.zeros((2, len(starts), size), np.float32)
        cell = np.zeros_like(hidden)
        low = 0
        for active in np.bincount(times).tolist():
            high = low + active
            gate = np.matmul(hidden[:, :active], self._step)
            gate += waiting[:, low:high]
            np.tanh(gate, out=gate)
            enter, keep, new, out = (gate[..., i * size : (i + 1) * size] for i in range(4))
            cell = 0.5 * ((keep + 1) * cell[:, :active] + (enter + 1) * new)
            hidden = 0.5 * (out + 1) * np.tanh(cell)
            states[:, low:high] = hidden
            low = high
        found[forward, 0], found[backward, 1] = states


def _means(state: Floats, spans: Sequence[PredictedSpan]) -> Floats:
    """Mean state over each span."""
    return np.stack([state[span.first : span.last].mean(0) for span in spans])
