"""What a network makes of a word before it looks at its neighbours: worked out once, kept from article to article.

A product's last bits change with the shape of the matrices, so rows are always made `AT_ONCE` at a time: a row is the
same whenever it is made and whatever is made beside it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
AT_ONCE = 32


class RowTable:
    """Rows by key, of each key as many as there are `parts`; row 0 of every part is zero and no key's.

    When it is full, the half that was asked for most stays.
    """

    def __init__(self, make: Callable[[Ints], Floats], parts: int, width: int, capacity: int) -> None:
        """`make` gives [parts, AT_ONCE, width] for AT_ONCE keys."""
        self._make = make
        self._capacity = capacity
        self._clear(parts, width, capacity)

    def _clear(self, parts: int, width: int, capacity: int) -> None:
        self.rows = np.empty((parts, capacity + 1, width), np.float32)
        self.rows[:, 0] = 0
        self._slots: dict[int, int] = {}
        self._uses = np.zeros(capacity + 1, np.int64)

    def slots(self, keys: Sequence[int]) -> Ints:
        """Where in `rows` each of these distinct keys stands, until the next call."""
        missing = [key for key in keys if key not in self._slots]
        if len(self._slots) + len(missing) > len(self._uses) - 1:
            missing = self._make_room(keys)
        for low in range(0, len(missing), AT_ONCE):
            self._add(missing[low : low + AT_ONCE])
        found = np.array([self._slots[key] for key in keys], np.intp)
        self._uses[found] += 1
        return found

    def _add(self, keys: list[int]) -> None:
        first = len(self._slots) + 1
        filled = np.array(keys + keys[-1:] * (AT_ONCE - len(keys)), np.intp)
        self.rows[:, first : first + len(keys)] = self._make(filled)[:, : len(keys)]
        self._slots.update(zip(keys, range(first, first + len(keys)), strict=True))

    def _make_room(self, keys: Sequence[int]) -> list[int]:
        """Forget so much that the keys fit in; those of them that are not there then."""
        known, half = list(self._slots), self._capacity // 2
        if len(keys) > half or len(self._uses) - 1 != self._capacity:
            self._clear(len(self.rows), self.rows.shape[2], max(len(keys), self._capacity))
            return list(keys)
        kept = np.sort(np.argsort(-self._uses[1 : len(known) + 1], kind="stable")[:half]) + 1
        self.rows[:, 1 : half + 1] = self.rows[:, kept]
        self._uses[1 : half + 1] = self._uses[kept] // 2
        self._uses[half + 1 :] = 0
        self._slots = {known[slot - 1]: new for new, slot in enumerate(kept.tolist(), 1)}
        return [key for key in keys if key not in self._slots]
