"""What a network makes of a word before it looks at its neighbours: worked out once, kept from article to article.

A product's last bits change with the shape of the matrices, so rows are always made `AT_ONCE` at a time: a row is the
same whenever it is made and whatever is made beside it. It is also quicker: BLAS has kernels for so small a matrix.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
AT_ONCE = 8
# How many of the rows stay when room is made, and what an old use then counts beside a new one. Of NEREL's words 27 %
# were missing with these, 32 % with halves, as with the least recent forgotten one by one.
_KEPT = 0.75
_FADED = 0.95


def product(values: Floats, weights: Floats) -> Floats:
    """[n, in] times [in, out]: each row's product is the same whatever the other rows are, and however many."""
    spare = -len(values) % AT_ONCE
    filled = np.concatenate([values, np.zeros((spare, values.shape[1]), np.float32)]) if spare else values
    found: Floats = np.matmul(filled.reshape(-1, AT_ONCE, values.shape[1]), weights)
    return found.reshape(len(filled), weights.shape[1])[: len(values)]


class RowTable:
    """Rows by key, of each key as many as there are `parts`; row 0 of every part is zero and no key's.

    When it is full, those stay that were asked for most.
    """

    def __init__(self, make: Callable[[Ints], Floats], parts: int, width: int, capacity: int) -> None:
        """`make` gives [parts, m * AT_ONCE, width] for so many keys."""
        self._make = make
        self._capacity = capacity
        self._clear(parts, width, capacity)

    def _clear(self, parts: int, width: int, capacity: int) -> None:
        self.rows = np.empty((parts, capacity + 1, width), np.float32)
        self.rows[:, 0] = 0
        self._slots: dict[int, int] = {}
        self._free = list(range(capacity, 0, -1))
        self._uses = np.zeros(capacity + 1)

    def slots(self, keys: Sequence[int]) -> Ints:
        """Where in `rows` each of these distinct keys stands, until the next call."""
        missing = [key for key in keys if key not in self._slots]
        if len(missing) > len(self._free):
            self._make_room(keys)
            missing = [key for key in keys if key not in self._slots]
        if missing:
            self._add(missing)
        found = np.array([self._slots[key] for key in keys], np.intp)
        self._uses[found] += 1
        return found

    def _add(self, keys: list[int]) -> None:
        slots = [self._free.pop() for _ in keys]
        filled = np.array(keys + keys[-1:] * (-len(keys) % AT_ONCE), np.intp)
        self.rows[:, slots] = self._make(filled)[:, : len(keys)]
        self._slots.update(zip(keys, slots, strict=True))

    def _make_room(self, keys: Sequence[int]) -> None:
        """Forget so much that the keys fit in."""
        if len(keys) > self._capacity or len(self._uses) - 1 != self._capacity:
            self._clear(len(self.rows), self.rows.shape[2], max(len(keys), self._capacity))
            return
        staying = min(int(_KEPT * self._capacity), self._capacity - len(keys))
        known = np.array(list(self._slots.values()), np.intp)
        kept = set(known[np.argsort(-self._uses[known], kind="stable")[:staying]].tolist())
        self._uses *= _FADED
        self._free = [slot for slot in range(self._capacity, 0, -1) if slot not in kept]
        self._uses[self._free] = 0
        self._slots = {key: slot for key, slot in self._slots.items() if slot in kept}
