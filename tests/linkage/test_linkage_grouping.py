"""Groups: what evidence joins, what contradictions keep apart, and that order changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.linkage.grouping import Evidence, components, group


def grouped(levels: list[int], scores: dict[tuple[int, int], float], clashes: set[tuple[int, int]]) -> list[list[int]]:
    edges = {pair: Evidence(score, ()) for pair, score in scores.items()}
    return group(levels, edges, lambda one, other: (min(one, other), max(one, other)) in clashes)


@pytest.mark.parametrize(
    ("levels", "scores", "clashes", "found"),
    [
        ([0, 0, 0], {(0, 1): 0.6}, set(), [[0, 1], [2]]),
        ([0, 0, 0], {(0, 1): 0.6, (1, 2): 0.6}, set(), [[0, 1, 2]]),
        ([0, 0, 0], {(0, 1): 0.6, (1, 2): 0.9}, {(0, 2)}, [[0], [1, 2]]),
        ([0, 0, 1], {(0, 2): 0.6, (1, 2): 0.6}, set(), [[0], [1], [2]]),
        ([0, 0, 1], {(0, 2): 0.6, (1, 2): 0.8}, set(), [[0], [1, 2]]),
        ([0, 0, 1], {(0, 2): 0.6, (1, 2): 0.8}, {(1, 2)}, [[0, 2], [1]]),
        ([0, 1, 1], {(0, 1): 0.6, (0, 2): 0.7}, {(1, 2)}, [[0, 2], [1]]),
        ([0, 1, 1], {(1, 2): 0.7}, set(), [[0], [1, 2]]),
        ([1, 1], {(0, 1): 0.7}, set(), [[0, 1]]),
    ],
)
def test_groups(
    levels: list[int], scores: dict[tuple[int, int], float], clashes: set[tuple[int, int]], found: list[list[int]]
) -> None:
    assert grouped(levels, scores, clashes) == found


_PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])


@given(
    st.lists(st.integers(0, 2), min_size=8, max_size=8),
    st.dictionaries(_PAIRS, st.sampled_from([0.5, 0.6, 0.75, 1.0]), max_size=14),
    st.sets(_PAIRS, max_size=8),
)
def test_no_group_holds_a_clash_and_order_of_edges_is_nothing(
    levels: list[int], scores: dict[tuple[int, int], float], clashes: set[tuple[int, int]]
) -> None:
    found = grouped(levels, scores, clashes)
    assert sorted(number for members in found for number in members) == list(range(8))
    assert not any({one, other} <= set(members) for one, other in clashes for members in found)
    assert found == grouped(levels, dict(reversed(scores.items())), clashes)
    assert all(any(set(members) <= set(run) for run in components(8, scores)) for members in found)
