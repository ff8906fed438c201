"""Logistic regression over named evidence: of what is so or not, and of one of several."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letopis.odds import Choice, Evidence, Odds

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
# Evidence seen less often says nothing yet; of several options each has its own.
_LEAST, _LEAST_OF_SEVERAL = 4, 8
_STEPS = 30
# Of conjugate gradients, within one of these; and which part of the slope may be left of it.
_INNER, _LEFT = 60, 1e-3
# Weights are rounded to two places; a step below this no longer moves them.
_SETTLED = 1e-4


def fit_odds(
    rows: Sequence[Evidence], right: Sequence[bool], penalty: float, counting: Sequence[float] | None = None
) -> Odds:
    """The weights of what is seen often enough; those that round to nothing are left out.

    `counting`: for how many each row counts, for one where it is left out.
    """
    names, table = _tabled(rows, _LEAST)
    counted = None if counting is None else np.array(counting)
    found = fit(np.column_stack([np.ones(len(rows)), table.dense()]), np.array(right, float), penalty, counted)
    return Odds(weights=_rounded(["bias", *names], found))


def fit_choice(
    rows: Sequence[Sequence[Evidence]],
    right: Sequence[Sequence[int]],
    penalty: float,
    told: float,
    *,
    least: int = _LEAST_OF_SEVERAL,
    rounds: int = 1,
) -> Choice:
    """Of each row's options those numbered `right` are so, all alike; evidence seen less often than `least` is left
    out. In later `rounds` each of them counts by what the fit before gives it: one of them is enough."""
    names, table = _tabled([evidence for row in rows for evidence in row], least)
    firsts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    row = np.repeat(np.arange(len(firsts)), np.diff([*firsts, table.shape[0]]))
    wanted = np.zeros(table.shape[0])
    for first, numbers in zip(firsts, right, strict=True):
        wanted[first + np.array(numbers)] = 1 / len(numbers)
    found = _fit_choice(table, firsts, wanted, penalty)
    for _ in range(rounds - 1):
        chance = _chances(table.along(found), firsts, row) * (wanted > 0)
        wanted = chance / np.add.reduceat(chance, firsts)[row]
        found = _fit_choice(table, firsts, wanted, penalty)
    return Choice(weights=_rounded(names, found), told=told)


@dataclass(frozen=True, slots=True)
class _Table:
    """Values of evidence, most of them zero: `values[n]` stands at row `rows[n]` and column `columns[n]`."""

    rows: Places
    columns: Places
    values: Floats
    shape: tuple[int, int]

    def along(self, weights: Floats) -> Floats:
        """Of each row the sum of its values by the weights of their columns."""
        return np.bincount(self.rows, self.values * weights[self.columns], self.shape[0]).astype(float)

    def across(self, shares: Floats) -> Floats:
        """Of each column the sum of its values by the shares of their rows."""
        return np.bincount(self.columns, self.values * shares[self.rows], self.shape[1]).astype(float)

    def dense(self) -> Floats:
        """All values [rows, columns]."""
        matrix = np.zeros(self.shape)
        matrix[self.rows, self.columns] = self.values
        return matrix


def _tabled(rows: Sequence[Evidence], least: int) -> tuple[list[str], _Table]:
    """Names of the evidence that is seen often enough, and its values."""
    counted = Counter(name for row in rows for name in row)
    names = sorted(name for name, number in counted.items() if number >= least)
    place = {name: number for number, name in enumerate(names)}
    cells = [
        (number, place[name], value) for number, row in enumerate(rows) for name, value in row.items() if name in place
    ]
    found = [np.array([cell[part] for cell in cells]) for part in range(3)]
    table = _Table(found[0].astype(int), found[1].astype(int), found[2].astype(float), (len(rows), len(names)))
    return names, table


def _rounded(names: Sequence[str], found: Floats) -> dict[str, float]:
    weights = {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}
    return {name: value for name, value in weights.items() if value or name == "bias"}


def fit(rows: Floats, right: Floats, penalty: float = 1.0, counting: Floats | None = None) -> Floats:
    """Weights with an L2 penalty on all but the first, by Newton's method; `counting` as in `fit_odds`."""
    counted = np.ones(len(rows)) if counting is None else counting
    weights = np.zeros(rows.shape[1])
    ridge = penalty * np.eye(rows.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(_STEPS):
        found = sigmoid(rows @ weights)
        slope = rows.T @ (counted * (right - found)) - ridge @ weights
        curve = (rows * (counted * found * (1 - found))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def _fit_choice(options: _Table, firsts: Places, wanted: Floats, penalty: float) -> Floats:
    """Weights with an L2 penalty by Newton's method, its steps halved where they go too far; a row's options stand
    together from its first on, and `wanted` says how much of it each should have."""
    weights = np.zeros(options.shape[1])
    row = np.repeat(np.arange(len(firsts)), np.diff([*firsts, options.shape[0]]))

    def likelihood(given: Floats) -> float:
        chance = _chances(options.along(given), firsts, row)
        return float(wanted @ np.log(np.maximum(chance, 1e-300)) - penalty / 2 * given @ given)

    for _ in range(_STEPS):
        chance = _chances(options.along(weights), firsts, row)

        def curve(along: Floats, chance: Floats = chance) -> Floats:
            rise = options.along(along)
            mean = np.add.reduceat(chance * rise, firsts)[row]
            return options.across(chance * (rise - mean)) + penalty * along

        step = _solve(curve, options.across(wanted - chance) - penalty * weights)
        before = likelihood(weights)
        while likelihood(weights + step) < before and np.abs(step).max() >= _SETTLED:
            step = step / 2
        weights = weights + step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def _chances(worth: Floats, firsts: Places, row: Places) -> Floats:
    """Of each option, among those of its row."""
    raised = np.exp(worth - np.maximum.reduceat(worth, firsts)[row])
    found: Floats = raised / np.add.reduceat(raised, firsts)[row]
    return found


def _solve(curve: Callable[[Floats], Floats], slope: Floats) -> Floats:
    """The step that the curve takes to the slope, by conjugate gradients."""
    step, left = np.zeros_like(slope), slope.copy()
    along, size = left.copy(), float(left @ left)
    enough = size * _LEFT**2
    for _ in range(_INNER):
        if size <= enough:
            break
        bent = curve(along)
        far = size / float(along @ bent)
        step += far * along
        left -= far * bent
        before, size = size, float(left @ left)
        along = left + size / before * along
    return step


def sigmoid(odds: Floats) -> Floats:
    """Log-odds to probabilities."""
    found: Floats = 1 / (1 + np.exp(-odds))
    return found
