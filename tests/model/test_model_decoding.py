import numpy as np
import pytest

from letopis.model.decoding import Decoder, probabilities
from letopis.model.labels import EVENT_TAGS, KIND_TAGS


def scores(path, tags):
    """Scores that put each of the path's tags well above the others."""
    found = np.zeros((len(path), len(tags)), np.float32)
    for row, tag in zip(found, path, strict=True):
        row[tags.index(tag)] = 5.0
    return found


def decode(table, tags, bias=0.0):
    """The spans of one sentence's scores."""
    return Decoder(table, tags, [0, len(table)], bias).spans(0)


PATHS = [
    # tags as the scores have them best, spans expected
    ("O O O", []),
    ("B I O", [(0, 2, "")]),
    ("B B I", [(0, 1, ""), (1, 3, "")]),
    ("O B O B", [(1, 2, ""), (3, 4, "")]),
]


@pytest.mark.parametrize(("path", "spans"), PATHS)
def test_event_tags_become_spans(path, spans):
    assert [span[:3] for span in decode(scores(path.split(), EVENT_TAGS), EVENT_TAGS)] == spans


def test_kinds_are_kept_apart():
    path = ["B-PERSON", "I-PERSON", "B-CITY", "O", "B-DATE"]
    found = decode(scores(path, KIND_TAGS), KIND_TAGS)
    assert [span[:3] for span in found] == [(0, 2, "PERSON"), (2, 3, "CITY"), (4, 5, "DATE")]


@pytest.mark.parametrize("path", ["O I O", "I I O"])
def test_a_span_never_starts_with_inside(path):
    table = scores(path.split(), EVENT_TAGS)
    table[:, EVENT_TAGS.index("B")] += 2.0
    for first, _, _, _ in decode(table, EVENT_TAGS):
        assert first in (0, 1)


def test_inside_of_another_kind_does_not_continue():
    table = scores(["B-PERSON", "I-CITY"], KIND_TAGS)
    for first, last, kind, _ in decode(table, KIND_TAGS):
        assert (last - first, kind) in {(1, "PERSON"), (1, "CITY"), (2, "PERSON"), (2, "CITY")}


def test_bias_finds_more():
    table = np.array([[1.0, 0.5, 0.0]], np.float32)
    assert decode(table, EVENT_TAGS) == []
    assert [span[:2] for span in decode(table, EVENT_TAGS, bias=0.6)] == [(0, 1)]


def test_probability_is_of_the_span_and_between_0_and_1():
    (span,) = decode(scores(["B", "I"], EVENT_TAGS), EVENT_TAGS)
    assert 0.95 < span[3] <= 1.0


def test_probabilities_sum_to_one():
    table = np.array([[[1.0, 2.0, 500.0]], [[0.0, 0.0, 0.0]]], np.float32)
    assert np.allclose(probabilities(table).sum(-1), 1)


def test_sentences_are_decoded_each_for_itself():
    paths = ["O O", "B I O", "I B", "O", "I"]
    tables = [scores(path.split(), EVENT_TAGS) for path in paths]
    starts = [0, 2, 5, 7, 8, 9]
    together = Decoder(np.concatenate(tables), EVENT_TAGS, starts)
    assert [together.spans(number) for number in range(5)] == [decode(table, EVENT_TAGS) for table in tables]
