"""A row is the same whenever it is made, whatever is made beside it and whatever was forgotten in between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.language.packed.table import AT_ONCE, RowTable

PARTS, INNER, WIDTH, WORDS = 3, 330, 256, 400
RANDOM = np.random.default_rng(11)
VECTORS = RANDOM.standard_normal((WORDS, INNER), np.float32)
WEIGHTS = RANDOM.standard_normal((PARTS, INNER, WIDTH), np.float32)


def product(keys):
    """Rows as a network's first layer makes them."""
    vectors = VECTORS[keys].reshape(-1, AT_ONCE, INNER)
    return np.matmul(vectors, WEIGHTS[:, None]).reshape(PARTS, len(keys), WIDTH)


def table(capacity=60):
    """An empty table."""
    return RowTable(product, PARTS, WIDTH, capacity)


EACH = {key: product(np.full(AT_ONCE, key))[:, 0].tobytes() for key in range(WORDS)}


@given(st.lists(st.lists(st.integers(0, WORDS - 1), min_size=1, max_size=40, unique=True), max_size=8))
def test_rows_do_not_depend_on_what_ran_before(calls):
    rows = table()
    for keys in calls:
        slots = rows.slots(keys)
        assert [rows.rows[:, slot].tobytes() for slot in slots] == [EACH[key] for key in keys]


@pytest.mark.parametrize("size", [30, 31, 60, 61, 300])
def test_more_words_at_once_than_it_holds_come_through(size):
    rows = table()
    rows.slots(list(range(WORDS - 50, WORDS)))
    for keys in (list(range(size)), [7, 3]):
        slots = rows.slots(keys)
        assert [rows.rows[:, slot].tobytes() for slot in slots] == [EACH[key] for key in keys]


def test_memory_stays_bounded():
    rows = table()
    for low in range(0, WORDS, 20):
        rows.slots(list(range(low, low + 20)))
        assert rows.rows.shape == (PARTS, 61, WIDTH)


def test_what_is_asked_for_often_stays():
    made = []

    def remember(keys):
        made.extend(set(keys.tolist()))
        return product(keys)

    rows = RowTable(remember, PARTS, WIDTH, 60)
    for low in range(10, WORDS, 10):
        rows.slots([1, 2, *range(low, low + 10)])
    assert made.count(1) == made.count(2) == 1


def test_row_0_is_zero_and_nobodys():
    rows = table()
    assert (rows.slots(list(range(60))) > 0).all()
    assert not rows.rows[:, 0].any()
