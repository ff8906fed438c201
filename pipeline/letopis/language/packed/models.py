"""The three models over the sentences of a batch of articles.

Every product is made so many rows at a time (see `table`) and nothing else mixes sentences: a sentence gives the
same numbers, to the last bit, whatever shares its block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from slovnet.shape import word_shape

from letopis.language.morphology import compared
from letopis.language.packed.heads import decode_chain, decode_heads, decode_relations, decode_tags
from letopis.language.packed.network import KERNEL, Embedding, Encoder, Packing
from letopis.language.packed.table import AT_ONCE, Floats, Ints, RowTable
from letopis.language.packed.weights import NewsWeights

# Rows of a block, about: enough for the matrix product to be quick, few enough to stay in the cache.
BLOCK = 1000
_CACHED_WORDS = 25_000
# 9 KB each.
_CACHED_PAIRS = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A morphological tag taken apart; one object a tag, told apart by identity."""

    pos: str
    feats: tuple[tuple[str, str], ...]
    known: dict[str, str]  # the same, to be copied
    told: frozenset[tuple[str, str]]  # what a lemma is chosen by

    @classmethod
    def of(cls, tag: str) -> "Reading":
        """From slovnet's notation, «NOUN|Case=Nom|Number=Sing»."""
        pos, *feats = tag.split("|")
        known = {name: value for name, _, value in (feat.partition("=") for feat in feats)}
        return cls(pos, tuple(known.items()), known, compared(pos, known))


@dataclass(frozen=True, slots=True)
class Analysed:
    """Of one sentence, a value a token: `heads` is 0 for the root, else counts from 1; `names` are BIO tags."""

    readings: list[Reading]
    heads: list[int]
    relations: list[str]
    names: list[str]


class PackedModels:
    """Morphology, syntax and names together: one encoding of the words, one embedding, three networks."""

    def __init__(self, weights: NewsWeights) -> None:
        self._weights = weights
        vocabulary = weights.embedding.vocab
        self._word_ids, self._unknown = vocabulary.word_ids, vocabulary.unk_id
        self._shape_ids = weights.morphology.shapes
        self._embed = Embedding(weights.embedding.pq.indexes, weights.embedding.pq.codes)
        models = (weights.morphology, weights.syntax, weights.names)
        if any(model.shapes != self._shape_ids for model in models):
            raise ValueError("natasha's models no longer share one vocabulary of word shapes")
        self._encoders = [Encoder(model.model.encoder) for model in models]
        width = weights.embedding.pq.dim
        firsts = [encoder.first.by_shift() for encoder in self._encoders]
        shapes = [model.model.emb.shape.weight.array for model in models]
        # What the first layers of all three make of a word's vector and of its shape, shift by shift: a product of
        # many narrow matrices is quicker than of one that outgrows the cache.
        self._of_words = np.ascontiguousarray(np.concatenate([first[:, :width] for first in firsts]))
        self._of_shapes = np.concatenate(
            [vectors @ first[:, width:] for vectors, first in zip(shapes, firsts, strict=True)]
        )
        self._readings = [Reading.of(tag) for tag in weights.morphology.labels]
        self._encode = lru_cache(_CACHED_WORDS)(self._pair)
        self._entered = RowTable(self._enter, len(models) * KERNEL, self._encoders[0].first.size, _CACHED_PAIRS)

    def __call__(self, sentences: Sequence[Sequence[str]]) -> Iterator[Analysed]:
        """The analysis of each sentence, in order; every sentence has at least one token."""
        for low, high in _blocks([len(words) for words in sentences]):
            yield from self._block(sentences[low:high])

    def _pair(self, word: str) -> int:
        """Word id and shape id in one number."""
        word_id: int = self._word_ids.get(word.lower(), self._unknown)
        return word_id * len(self._shape_ids) + self._shape_ids[word_shape(word)]

    def _block(self, sentences: Sequence[Sequence[str]]) -> Iterator[Analysed]:
        packing = Packing.of([len(words) for words in sentences])
        pairs = np.array([self._encode(word) for words in sentences for word in words], np.intp)
        tags, heads, relations, names = (found.tolist() for found in self._decode(pairs, packing))
        start = 0
        for words in sentences:
            here = slice(start, start + len(words))
            start = here.stop
            yield Analysed(
                [self._readings[tag] for tag in tags[here]],
                heads[here],
                [self._weights.syntax.labels[relation] for relation in relations[here]],
                [self._weights.names.labels[name] for name in names[here]],
            )

    def _decode(self, pairs: Ints, packing: Packing) -> tuple[Ints, Ints, Ints, Ints]:
        tagging, parsing, naming = self._states(pairs, packing)
        weights = self._weights
        heads = decode_heads(weights.syntax.model.head, parsing, packing)
        return (
            decode_tags(weights.morphology.model.head, tagging, packing),
            heads,
            decode_relations(weights.syntax.model.rel, parsing, packing, heads),
            decode_chain(weights.names.model.head, naming, packing),
        )

    def _states(self, pairs: Ints, packing: Packing) -> list[Floats]:
        """The encoded rows of each model. Its first layer sees each distinct pair once."""
        distinct, places = np.unique(pairs, return_inverse=True)
        index = np.zeros(packing.rows, np.intp)
        index[packing.tokens] = self._entered.slots(distinct.tolist())[places]
        return [
            encoder(self._entered.rows[number : number + KERNEL], index, packing)
            for encoder, number in zip(self._encoders, range(0, len(self._entered.rows), KERNEL), strict=True)
        ]

    def _enter(self, pairs: Ints) -> Floats:
        """What the first layers make of pairs: [models * KERNEL, pairs, size]."""
        words, shapes = np.divmod(pairs, len(self._shape_ids))
        vectors = self._embed(words).reshape(-1, AT_ONCE, self._of_words.shape[1])
        found: Floats = np.matmul(vectors, self._of_words[:, None]).reshape(len(self._of_words), len(pairs), -1)
        found += self._of_shapes[:, shapes]
        return found


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches [low, high) of sentences with no more than BLOCK rows, or a single longer sentence."""
    low, rows = 0, 0
    for high, length in enumerate(lengths):
        if rows and rows + length + 1 > BLOCK:
            yield low, high
            low, rows = high, 0
        rows += length + 1
    if rows:
        yield low, len(lengths)
