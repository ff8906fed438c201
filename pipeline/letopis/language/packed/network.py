"""The layers that the three models have alike, over packed rows.

Rows are the tokens of several sentences with a gap before, between and after them, so that a
convolution over three rows is three shifted matrix products and never mixes two sentences, as long as
the gap rows are zero before each layer. Shapes: n rows, m distinct (word, shape) pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from letopis.language.packed.table import Floats, Ints, product

KERNEL = 3


@dataclass(frozen=True, slots=True)
class Packing:
    """`tokens`: the row of each token; `gaps`: rows between sentences; `first`, `lengths` of each sentence, in rows."""

    tokens: Ints
    gaps: Ints
    first: Ints
    lengths: Ints

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "Packing":
        """The rows of sentences of these lengths, each at least 1."""
        sizes = np.array(lengths, np.intp)
        gaps = np.concatenate([[0], np.cumsum(sizes + 1)])
        rows = np.ones(gaps[-1] + 1, bool)
        rows[gaps] = False
        return cls(np.flatnonzero(rows), gaps, gaps[:-1] + 1, sizes)

    @property
    def rows(self) -> int:
        """Rows in all, gaps included."""
        return len(self.tokens) + len(self.gaps)


class Convolution:
    """A convolution of width three, ReLU, and batch norm folded into one factor and one addend."""

    def __init__(self, layer: Any) -> None:
        weight = layer.conv.weight.array
        if weight.shape[2] != KERNEL or layer.conv.padding != KERNEL // 2:
            raise ValueError(f"a convolution of width {KERNEL} was expected, not {weight.shape}")
        self.size = len(weight)
        self.shifts = np.ascontiguousarray(np.concatenate([weight[:, :, shift].T for shift in range(KERNEL)], axis=1))
        self._bias = layer.conv.bias.array
        norm = layer.norm
        self._factor = norm.weight.array / norm.std.array
        self._addend = norm.bias.array - norm.mean.array * self._factor

    def by_shift(self) -> Floats:
        """The weights, [KERNEL, in, size]."""
        return self.shifts.reshape(len(self.shifts), KERNEL, self.size).swapaxes(0, 1)

    def __call__(self, state: Floats, packing: Packing) -> Floats:
        """[n, in] to [n, size]; gap rows come out zero."""
        products, size = product(state, self.shifts), self.size
        found = np.zeros((len(state), size), np.float32)
        inner = found[1:-1]
        np.add(products[:-2, :size], products[1:-1, size : 2 * size], out=inner)
        inner += products[2:, 2 * size :]
        return self._finish(found, packing)

    def enter(self, products: Floats, index: Ints, packing: Packing) -> Floats:
        """The same from rows times each of the shifts, [3, m, size]; `index` [n] says which row stands where."""
        left, middle, right = products
        found = np.zeros((len(index), self.size), np.float32)
        inner = found[1:-1]
        np.add(left.take(index[:-2], axis=0), middle.take(index[1:-1], axis=0), out=inner)
        inner += right.take(index[2:], axis=0)
        return self._finish(found, packing)

    def _finish(self, found: Floats, packing: Packing) -> Floats:
        found += self._bias
        np.maximum(found, 0, out=found)
        found *= self._factor
        found += self._addend
        found[packing.gaps] = 0
        return found


class Encoder:
    """The convolutions of one model."""

    def __init__(self, encoder: Any) -> None:
        self.first, *self._others = [Convolution(layer) for layer in encoder.layers]

    def __call__(self, products: Floats, index: Ints, packing: Packing) -> Floats:
        """[n, 64], zero in the gaps, from what `first.enter` takes."""
        state = self.first.enter(products, index, packing)
        for layer in self._others:
            state = layer(state, packing)
        return state


class Embedding:
    """navec's word vectors, put together from their codes; the same for all models, natasha's and ours."""

    def __init__(self, indexes: NDArray[np.uint8], codes: Floats) -> None:
        parts, choices, size = codes.shape
        self._indexes, self._codes = indexes, np.ascontiguousarray(codes.reshape(parts * choices, size))
        self._starts = np.arange(0, parts * choices, choices, dtype=np.int32)

    def __call__(self, words: NDArray[np.integer[Any]]) -> Floats:
        """[m, 300]."""
        found: Floats = self._codes.take(self._indexes[words] + self._starts, axis=0)
        return found.reshape(len(words), len(self._starts) * self._codes.shape[1])


def linear(layer: Any, state: Floats) -> Floats:
    """slovnet's Linear over rows."""
    found = product(state, layer.weight.array)
    found += layer.bias.array
    return found


def feed_forward(layer: Any, state: Floats) -> Floats:
    """slovnet's FF (linear, ReLU) over rows."""
    found = linear(layer.proj, state)
    return np.maximum(found, 0, out=found)
