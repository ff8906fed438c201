"""A choice fitted to examples: which of several is so."""

import pytest

from letopis.odds import Choice
from letopis.training.regression import fit_choice

NONE, NEAR, FAR = {"none": 1.0}, {"near": 1.0}, {"far": 1.0}


def test_what_was_right_more_often_is_chosen_and_what_is_rare_says_nothing() -> None:
    rows = [[NONE, NEAR, FAR]] * 20 + [[NONE, FAR]] * 20 + [[NONE, {"rare": 1.0}]] * 2
    right = [[1]] * 15 + [[0]] * 5 + [[0]] * 20 + [[1]] * 2
    choice = fit_choice(rows, right, penalty=1.0, told=0.5)
    assert choice.weights["near"] > choice.weights["none"] > choice.weights["far"]
    assert "rare" not in choice.weights
    assert [choice.choose(row) for row in ([NONE, FAR, NEAR], [NONE, FAR])] == [2, 0]


def test_several_may_be_right() -> None:
    choice = fit_choice([[NONE, NEAR, FAR]] * 20, [[1, 2]] * 20, penalty=1.0, told=0.5)
    assert choice.weights["near"] == choice.weights["far"] > choice.weights["none"]


@pytest.mark.parametrize(("told", "chosen"), [(0.3, 1), (0.5, 0), (0.7, 0)])
def test_less_than_the_share_told_is_none(told: float, chosen: int) -> None:
    choice = Choice(weights={"none": 0.5, "near": 0.0}, told=told)
    assert choice.choose([NONE, NEAR]) == chosen


def test_equal_ones_are_not_told_apart_by_the_last_bits() -> None:
    choice = Choice(weights={"a": 0.1, "b": 0.2, "c": 0.3}, told=0.5)
    assert choice.choose([{"c": 1.0}, {"a": 1.0, "b": 1.0}]) == 0
