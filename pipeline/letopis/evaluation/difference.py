"""One difference between gold and system, and the words around it."""

from dataclasses import asdict, dataclass
from typing import Any

_WINDOW = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is wrong; `start` is an offset in the article, that of the trigger for an event."""

    kind: str
    article: str
    type: str
    start: int
    text: str
    detail: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


def around(text: str, start: int, end: int) -> str:
    """The stretch [start, end) between arrows, with up to 80 characters of its line on either side."""
    low = max(text.rfind("\n", 0, start) + 1, start - _WINDOW)
    high = text.find("\n", end)
    high = min(len(text) if high < 0 else high, end + _WINDOW)
    return f"{text[low:start]}→{text[start:end]}←{text[end:high]}"
