"""Weights and vocabularies out of natasha's wheel, read by slovnet's and navec's own loaders.

natasha's taggers would each unpack the list of 250,000 words again, and navec compute tables of
similarity that nothing here uses: half a second and 200 MB that a run need not spend.
"""

from dataclasses import dataclass
from typing import Any

from natasha.data import NEWS_EMBEDDING, NEWS_MORPH, NEWS_NER, NEWS_SYNTAX
from navec.meta import Meta
from navec.navec import META, PQ_, VOCAB, Navec
from navec.pq import PQ
from navec.tar import Tar
from navec.vocab import Vocab
from slovnet.const import REL, SHAPE, TAG
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack


def _nothing(_codes: Any) -> None:
    """Vectors are put together by the caller; no table of similarity is wanted."""


# navec's quantised vectors, less what navec computes on loading.
_Codes: Any = type("_Codes", (PQ,), {"precompute": _nothing})


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """A slovnet model with its arrays; `labels` by id (tags or relations), `shapes` ids by word shape."""

    model: Any
    labels: list[str]
    shapes: dict[str, int]


@dataclass(frozen=True, slots=True)
class NewsWeights:
    """The three models over navec's word table (`vocab.word_ids`, `pq.indexes`, `pq.codes`)."""

    embedding: Any
    morphology: ModelWeights
    syntax: ModelWeights
    names: ModelWeights


def _load_embedding() -> Any:
    with Tar(NEWS_EMBEDDING) as tar:
        meta = Meta.from_file(tar.load(META))
        Meta.check_protocol(meta.protocol)
        return Navec(meta, Vocab.from_file(tar.load(VOCAB)), _Codes.from_file(tar.load(PQ_)))


def load_weights() -> NewsWeights:
    """All three models; slovnet raises ValueError when a model is not made for this table of words."""
    embedding = _load_embedding()
    return NewsWeights(
        embedding,
        _load(NEWS_MORPH, Morph, TAG, embedding),
        _load(NEWS_SYNTAX, Syntax, REL, embedding),
        _load(NEWS_NER, NER, TAG, embedding),
    )


def _load(path: str, kind: Any, labels: str, embedding: Any) -> ModelWeights:
    with Pack(path) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(kind)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights))).inject_navec(embedding)
        return ModelWeights(model, pack.load_vocab(labels).items, pack.load_vocab(SHAPE).item_ids)
