"""Examples to padded tensors."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from letopis.document import PredictedSpan
from letopis.model.labels import KINDS
from letopis.model.pair_features import MAX_PAIR_FEATURES
from letopis.model.token_features import MAX_FEATURES
from letopis.model.vectors import WordVectors
from letopis.training.examples import IGNORED, Example
from letopis.training.network import Batch


class Batcher:
    """Unpacks each word's vector once for all epochs."""

    def __init__(self, examples: Sequence[Example], vectors: WordVectors) -> None:
        rows = np.unique(np.concatenate([example.tokens.words.ravel() for example in examples]))
        self._place = np.zeros(int(rows.max()) + 1, np.int64)
        self._place[rows] = np.arange(len(rows))
        self._table = torch.from_numpy(vectors.unpack(rows))

    def shuffled(self, examples: Sequence[Example], size: int, random: np.random.Generator) -> Iterator[Batch]:
        """Batches of sentences of like length, in random order."""
        noise = random.uniform(-4, 4, len(examples))
        order = np.argsort([len(e.tokens.words) + shift for e, shift in zip(examples, noise, strict=True)])
        groups = [order[low : low + size] for low in range(0, len(order), size)]
        for number in random.permutation(len(groups)):
            yield self.batch([examples[i] for i in groups[number]])

    def batch(self, examples: Sequence[Example]) -> Batch:
        """One padded batch."""
        lengths = [len(example.tokens.words) for example in examples]
        longest = max(lengths)
        words = np.zeros((len(examples), longest, 3), np.int64)
        hashed = np.zeros((len(examples), longest, MAX_FEATURES), np.int64)
        tags = np.full((len(examples), 4, longest), IGNORED, np.int64)
        for i, example in enumerate(examples):
            words[i, : lengths[i]] = self._place[example.tokens.words]
            hashed[i, : lengths[i]] = example.tokens.hashed
            tags[i, :, : lengths[i]] = example.tags
        dense = self._table[torch.from_numpy(words).view(-1)].view(*words.shape[:2], -1)
        linked = [i for i, example in enumerate(examples) if example.roles.size]
        return Batch(
            dense,
            torch.from_numpy(hashed),
            torch.tensor(lengths),
            torch.from_numpy(tags),
            torch.tensor(linked, dtype=torch.long),
            *_pairs([examples[i] for i in linked]),
        )


def _pairs(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    i_max = max((len(example.triggers) for example in examples), default=1)
    j_max = max((len(example.arguments) for example in examples), default=1)
    pairs = np.zeros((len(examples), i_max, j_max, MAX_PAIR_FEATURES), np.int64)
    roles = np.full((len(examples), i_max, j_max), IGNORED, np.int64)
    kinds = np.zeros((len(examples), j_max), np.int64)
    for number, example in enumerate(examples):
        i, j = example.roles.shape
        pairs[number, :i, :j] = example.pairs
        roles[number, :i, :j] = example.roles
        kinds[number, :j] = [KINDS.index(span.label) for span in example.arguments]
    return (
        _spans([example.triggers for example in examples], i_max),
        _spans([example.arguments for example in examples], j_max),
        torch.from_numpy(kinds),
        torch.from_numpy(pairs),
        torch.from_numpy(roles),
    )


def _spans(rows: Sequence[Sequence[PredictedSpan]], size: int) -> Tensor:
    found = np.zeros((len(rows), size, 2), np.int64)
    for number, spans in enumerate(rows):
        found[number, : len(spans)] = [(span.first, span.last) for span in spans]
    return torch.from_numpy(found)
