"""Logistic regression over named evidence."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from letopis.events.odds import Evidence, Odds

Floats = NDArray[np.float64]
# Evidence seen less often says nothing yet.
_LEAST = 4
_STEPS = 30
# Weights are rounded to two places; a step below this no longer moves them.
_SETTLED = 1e-4


def fit_odds(rows: Sequence[Evidence], right: Sequence[bool], penalty: float) -> Odds:
    """The weights of what is seen often enough; those that round to nothing are left out."""
    counted = Counter(name for row in rows for name in row)
    names = ["bias", *sorted(name for name, number in counted.items() if number >= _LEAST)]
    place = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    matrix[:, 0] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                matrix[number, place[name]] = value
    found = fit(matrix, np.array(right, float), penalty)
    weights = {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}
    return Odds(weights={name: value for name, value in weights.items() if value or name == "bias"})


def fit(rows: Floats, right: Floats, penalty: float = 1.0) -> Floats:
    """Weights with an L2 penalty on all but the first, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = penalty * np.eye(rows.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(_STEPS):
        found = sigmoid(rows @ weights)
        slope = rows.T @ (right - found) - ridge @ weights
        curve = (rows * (found * (1 - found))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def sigmoid(odds: Floats) -> Floats:
    """Log-odds to probabilities."""
    found: Floats = 1 / (1 + np.exp(-odds))
    return found
