"""One-to-one assignment, names, days."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from letopis.evaluation.matching import assign, fold_name, same_family

MATRICES = st.tuples(st.integers(0, 5), st.integers(0, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 9).map(float))
)


@settings(max_examples=150, deadline=None)
@given(MATRICES)
def test_assignment_is_the_heaviest(weights: np.ndarray) -> None:
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len(pairs) == len({column for _, column in pairs})
    assert sum(weights[pair] for pair in pairs) == pytest.approx(_best(weights))
    assert all(weights[pair] > 0 for pair in pairs)


def _best(weights: np.ndarray) -> float:
    tall = weights if weights.shape[0] >= weights.shape[1] else weights.T
    rows, columns = tall.shape
    totals = [
        sum(tall[row, column] for column, row in enumerate(rows_)) for rows_ in permutations(range(rows), columns)
    ]
    return max(totals, default=0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Пётр  Врона", "Петр Врона"),
        ("ИА «Хабар»", 'ИА "Хабар"'),
        ("ООН", "оон"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [("meeting", "negotiation", True), ("fire", "fire", True), ("visit", "meeting", False), ("death", "injury", True)],
)
def test_next_of_kin(one: str, other: str, kin: bool) -> None:
    assert same_family(one, other) is kin
