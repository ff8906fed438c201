import numpy as np
import pytest

from letopis.document import PredictedSpan, Sentence, Token
from letopis.model.lexicon import Lexicon, joined
from letopis.model.pair_features import MAX_PAIR_FEATURES, PAIR_BUCKETS, PairFeatures, make_span
from letopis.model.token_features import MAX_FEATURES, TOKEN_BUCKETS, Featurizer, bucket, shape
from letopis.model.vectors import WordVectors

WORDS = ["министр", "прибыл", "<unk>", "<pad>"]


def small_vectors():
    codes = np.arange(100 * 4 * 3, dtype=np.float32).reshape(100, 4, 3)
    indexes = np.repeat(np.arange(4, dtype=np.uint8)[:, None], 100, axis=1)
    return WordVectors({word: row for row, word in enumerate(WORDS)}, indexes, codes)


def sentence(*rows):
    """Rows are (text, lemma, pos, head, rel)."""
    tokens, at = [], 0
    for index, (text, lemma, pos, head, rel) in enumerate(rows):
        tokens.append(Token(index, at, at + len(text), text, lemma, pos, {}, head, rel))
        at += len(text) + 1
    return Sentence(0, 0, at, 0, tokens)


ARRIVED = sentence(
    ("Министр", "министр", "NOUN", 1, "nsubj"),
    ("прибыл", "прибыть", "VERB", -1, "root"),
    ("в", "в", "ADP", 3, "case"),
    ("Ош", "ош", "PROPN", 1, "obl"),
)

SHAPES = [
    ("Ош", "Xx"),
    ("ООН", "XX"),
    ("визит", "x"),
    ("2023", "0000"),
    ("12.30", "0."),
    ("Алма-Ата", "Xx-"),
    ("«", "«"),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shape(text, expected):
    assert shape(text) == expected


def test_features_fit_the_table_and_row_0_is_left_for_filling():
    found = Featurizer(small_vectors(), Lexicon({}))([ARRIVED])
    assert found.hashed.shape == (4, MAX_FEATURES)
    assert found.hashed.max() < TOKEN_BUCKETS
    assert (found.hashed[:, 0] > 0).all()
    assert bucket("rel=nsubj") == bucket("rel=nsubj") > 0


def test_words_are_looked_up_in_lower_case_with_the_heads_lemma_beside():
    found = Featurizer(small_vectors(), Lexicon({}))([ARRIVED])
    assert found.words[0].tolist() == [0, 0, WORDS.index("<unk>")]
    assert found.words[1].tolist() == [1, WORDS.index("<unk>"), WORDS.index("<pad>")]


def test_unknown_words_have_no_vector():
    vectors = small_vectors()
    found = vectors.unpack(np.array([0, 2, 3], np.int32))
    assert found.shape == (3, 300)
    assert found[0].any()
    assert not found[1:].any()


def test_the_lexicon_changes_a_feature():
    told = Lexicon({"прибыть/V": (10, 9)})
    one = Featurizer(small_vectors(), Lexicon({}))([ARRIVED]).hashed[1]
    other = Featurizer(small_vectors(), told)([ARRIVED]).hashed[1]
    assert (one != other).any()


def test_an_articles_own_counts_can_be_taken_out():
    token = ARRIVED.tokens[1]
    own = Lexicon.count([(token, True)])
    both = joined([own, Lexicon.count([(token, False), (token, True)])])
    assert both.counts == {"прибыть/V": (3, 2)}
    assert both.without(own).counts == {"прибыть/V": (2, 1)}
    assert both.without(both).feature(token.lemma, token.pos) == "0:0"


def test_head_of_a_span_is_the_token_that_hangs_outside():
    assert make_span(ARRIVED, 2, 4, "CITY") == PredictedSpan(2, 4, 3, "CITY")


def test_pairs_have_features_that_tell_them_apart():
    triggers = [make_span(ARRIVED, 1, 2, "EVENT")]
    arguments = [make_span(ARRIVED, 0, 1, "PROFESSION"), make_span(ARRIVED, 3, 4, "CITY")]
    rows = PairFeatures(ARRIVED, triggers, arguments).rows()
    assert rows.shape == (1, 2, MAX_PAIR_FEATURES)
    assert rows.max() < PAIR_BUCKETS
    assert (rows[..., 0] > 0).all()
    assert (rows[0, 0] != rows[0, 1]).any()


def test_a_cycle_in_the_tree_ends():
    looped = sentence(("а", "а", "NOUN", 1, "nmod"), ("б", "б", "NOUN", 0, "nmod"), ("в", "в", "NOUN", 2, "root"))
    triggers, arguments = [make_span(looped, 0, 1, "EVENT")], [make_span(looped, 1, 2, "CITY")]
    assert PairFeatures(looped, triggers, arguments).rows().shape[:2] == (1, 1)
