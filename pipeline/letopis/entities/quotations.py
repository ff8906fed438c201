"""Stretches of direct speech: what an article's people say in their own words."""

import re
from bisect import bisect_right

# Quoted words with a saying behind a dash, or behind a colon. Names in quotes have neither.
_SAID = re.compile(
    r"«(?:[^«»]|«[^«»]*»){12,1500}?»(?=\s*,?\s*[—–-]\s)"
    r"|\"[^\"]{12,1500}?\"(?=\s*,?\s*[—–-]\s)"
    r"|(?<=: )(?:«(?:[^«»]|«[^«»]*»){12,1500}?»|\"[^\"]{12,1500}?\")"
)


class Speech:
    """The direct speech of one text, looked up by offset."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _SAID.finditer(text)] if '"' in text or "«" in text else []
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def at(self, offset: int) -> int | None:
        """The number of the stretch that holds the offset, from 0; None outside of all."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._ends[index] else None
