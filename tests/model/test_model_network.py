"""Inference in numpy gives what training in torch computes."""

from itertools import accumulate, pairwise

import numpy as np
import pytest

from letopis.document import PredictedSpan
from letopis.model.labels import KINDS
from letopis.model.network import Network
from letopis.model.pair_features import MAX_PAIR_FEATURES, PAIR_BUCKETS
from letopis.model.token_features import CONTEXT, TOKEN_BUCKETS, TokenFeatures
from letopis.model.vectors import WordVectors
from letopis.model.weights import Header, Stored, current_labels, load_weights, save_weights

torch = pytest.importorskip("torch")

LENGTHS = (7, 1, 12, 3, 5)
TOLERANCE = 1e-4


@pytest.fixture(scope="module")
def vectors():
    random = np.random.default_rng(5)
    codes = random.normal(size=(100, 8, 3)).astype(np.float32)
    indexes = random.integers(0, 8, (30, 100)).astype(np.uint8)
    words = {f"слово{row}": row for row in range(28)} | {"<unk>": 28, "<pad>": 29}
    return WordVectors(words, indexes, codes)


def random_features():
    random = np.random.default_rng(7)
    found = []
    for length in LENGTHS:
        own = [tuple(random.integers(1, TOKEN_BUCKETS, size).tolist()) for size in random.integers(6, 18, length)]
        context = random.integers(1, TOKEN_BUCKETS, (length, CONTEXT)).astype(np.int32)
        context[::2, 2:5] = 0
        found.append(TokenFeatures(random.integers(0, 30, (length, 3)).astype(np.int32), own, context))
    return found


@pytest.fixture(scope="module")
def trained():
    from letopis.training.network import Both, Shape

    torch.manual_seed(3)
    return Both(Shape(hidden=16, inputs=24, features=8, pair=12, scorer=10), 0.3).eval()


def weights_of(both):
    return {name: value.numpy() for name, value in both.state_dict().items()}


def example(features):
    from letopis.training.examples import Example

    triggers, arguments = (
        [PredictedSpan(1, 3, 1, "EVENT")],
        [PredictedSpan(0, 1, 0, "PERSON"), PredictedSpan(4, 5, 4, KINDS[3])],
    )
    pairs = np.random.default_rng(1).integers(1, PAIR_BUCKETS, (1, 2, MAX_PAIR_FEATURES)).astype(np.int32)
    tags = np.zeros((4, len(features.words)), np.int64)
    if len(features.words) < 5:
        return Example(features, tags, [], [], pairs[:0, :0], np.zeros((0, 0), np.int64))
    return Example(features, tags, triggers, arguments, pairs, np.zeros((1, 2), np.int64))


def test_tag_and_role_scores_are_those_of_training(trained, vectors):
    from letopis.training.batches import Batcher

    features = random_features()
    examples = [example(each) for each in features]
    batch = Batcher(examples, vectors).batch(examples)
    with torch.no_grad():
        state = trained.tagger.states(batch.dense, batch.hashed, batch.lengths)
        tags = trained.tagger.tags(state)
        roles = trained.linker(state, batch)
    network = Network(weights_of(trained), vectors)
    joined = TokenFeatures(
        np.concatenate([each.words for each in features]),
        [own for each in features for own in each.own],
        np.concatenate([each.context for each in features]),
    )
    states = network.states(joined, LENGTHS)
    starts = [0, *accumulate(LENGTHS)]
    for head, scores in enumerate(network.tag_scores(states)):
        for number, (first, end) in enumerate(pairwise(starts)):
            assert np.abs(scores[first:end] - tags[head][number, : end - first].numpy()).max() < TOLERANCE
    for row, owner in enumerate(batch.owner.tolist()):
        one = examples[owner]
        state = states[starts[owner] : starts[owner + 1]]
        scores = network.role_scores(state, one.triggers, one.arguments, one.pairs)
        assert np.abs(scores - roles[row, :1, :2].numpy()).max() < TOLERANCE


def random_typed_words(types):
    from letopis.model.company import RELATIONS, Company
    from letopis.model.lexical import MAX_LEXICAL
    from letopis.model.typed import TypedWords

    random = np.random.default_rng(9)
    known, sentences = 11, len(LENGTHS)
    owners = np.sort(random.choice(known - 2, 14))
    company = Company(
        owners,
        places=random.integers(0, sum(LENGTHS), len(owners)),
        words=random.integers(0, 30, len(owners)).astype(np.int32),
        relations=random.integers(1, RELATIONS, len(owners)),
    )
    return TypedWords(
        places=np.sort(random.choice(sum(LENGTHS), known, replace=False)),
        over=random.integers(-1, sum(LENGTHS), known),
        company=company,
        sentences=np.sort(random.integers(0, sentences, known)),
        words=random.integers(0, 30, (known, 2)).astype(np.int32),
        lexical=random.integers(0, TOKEN_BUCKETS, (known, MAX_LEXICAL)).astype(np.int32),
        types=random.integers(0, 2, (known, types)).astype(np.float32),
        said=random.normal(size=(sentences, 300)).astype(np.float32),
        about=random.normal(size=600 + types).astype(np.float32),
    )


def test_typed_scores_are_those_of_training(vectors):
    from letopis.model.typed import PREFIX, TypedHead
    from letopis.training.network import Typed, TypedShape
    from letopis.training.typed import rows_beside

    torch.manual_seed(4)
    types, size = 5, 32
    head = Typed(size, torch.randn(types, 300), torch.randn(300), TypedShape(12, 6, 7), 0.3).eval()
    words = random_typed_words(types)
    states = np.random.default_rng(2).normal(size=(sum(LENGTHS), size)).astype(np.float32)
    dense = np.concatenate([words.seen(states), *map(vectors.unpack, words.words.T)], axis=1)
    company = words.company
    hung = np.concatenate([states[company.places], vectors.unpack(company.words)], axis=1)
    rows = rows_beside(company, len(dense), 1)
    with torch.no_grad():
        said, about = torch.from_numpy(words.said)[words.sentences], torch.from_numpy(words.about)
        beside = head.beside(
            torch.from_numpy(np.concatenate([hung[:1] * 0, hung]))[rows],
            torch.from_numpy(np.concatenate([[0], company.relations]))[rows],
            torch.from_numpy(words.lexical),
        )
        known = torch.from_numpy(words.types)
        wanted = head(torch.from_numpy(dense), beside, known, said, about.expand(len(dense), -1))
    weights = {PREFIX + name: value.numpy() for name, value in head.state_dict().items()}
    found = TypedHead(weights, vectors, "abcde").scores(words, states)
    assert np.abs(found - wanted.numpy()).max() < TOLERANCE


def test_several_heads_as_one_give_the_mean_of_what_they_give(vectors):
    from letopis.model.typed import PREFIX, TypedHead
    from letopis.training.heads import as_one
    from letopis.training.network import Typed, TypedShape

    torch.manual_seed(6)
    types, size = 5, 32
    near, middle = torch.randn(types, 300), torch.randn(300)
    heads = [Typed(size, near, middle, TypedShape(12, 6, 7), 0.3).eval() for _ in range(3)]
    words = random_typed_words(types)
    states = np.random.default_rng(2).normal(size=(sum(LENGTHS), size)).astype(np.float32)
    one, *each = (
        TypedHead({PREFIX + name: value.numpy() for name, value in weights.items()}, vectors, "abcde")
        for weights in (as_one(heads), *(head.state_dict() for head in heads))
    )
    mean = np.mean([head.scores(words, states) for head in each], axis=0)
    assert np.abs(one.scores(words, states) - mean).max() < TOLERANCE


def test_weights_come_back_from_the_file_but_for_rounding(trained, vectors, tmp_path):
    from letopis.model.lexicon import Lexicon

    path = tmp_path / "weights.npz"
    header = Header(0.5, 0.4, current_labels(), "проба", ["visit"])
    stored = Stored(weights_of(trained), Lexicon({"визит/N": (4, 3)}), header)
    save_weights(path, stored)
    found = load_weights(str(path))
    assert found.header == stored.header
    assert found.lexicon.counts == {"визит/N": (4, 3)}
    for name, array in stored.weights.items():
        assert np.allclose(found.weights[name], array, atol=1e-3)
    again = tmp_path / "again.npz"
    save_weights(again, stored)
    assert again.read_bytes() == path.read_bytes()
