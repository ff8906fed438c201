"""How much each source gave: a source whose events lack dates or places is read wrongly, or writes so."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from letopis.batch.outcome import Tally

_SHARE_DIGITS = 3


@dataclass(slots=True)
class Yield:
    """Counts of one source: articles, events, those without a date, those without a place."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, tally: Tally) -> None:
        """Count one article."""
        self.counts.update(articles=1, events=tally.counts["events"], undated=tally.undated, unplaced=tally.unplaced)

    def share(self, name: str) -> float | None:
        """Share of `undated` or `unplaced` among the events, 0 to 1; None without events."""
        return round(self.counts[name] / self.counts["events"], _SHARE_DIGITS) if self.counts["events"] else None

    @property
    def per_article(self) -> float:
        """Events an article."""
        return round(self.counts["events"] / self.counts["articles"], _SHARE_DIGITS)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "articles": self.counts["articles"],
            "events": self.counts["events"],
            "events_per_article": self.per_article,
            "without_date": self.share("undated"),
            "without_place": self.share("unplaced"),
        }
