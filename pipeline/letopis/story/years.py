"""Other years in which a date may be read whose year no word says: «в октябре», «2 июля»."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR

from letopis.document import Document, Precision, TimeExpression
from letopis.times.calendar import edtf

# How the years were chosen that may be others.
_CHOSEN = ("+publication", "+paragraph", "+running", "+sentence", "+section", "+previous", "+news", "+since")
_BARE = ("date.day", "date.night-of", "month.bare", "month.scheduled", "season.", "range.", "open.", "part.", "list.",
         "month.adjective", "date.clock", "date.day-weekday")  # fmt: skip
_YEARLESS: frozenset[Precision] = frozenset({"day", "time", "month", "season", "interval", "quarter", "half"})


class Years:
    """Answers about the times of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._published = document.article.published_date
        self._told = [
            time for time in document.times
            if time.basis == "explicit" and time.low and time.high and time.low[:5] == time.high[:5]
        ]  # fmt: skip
        self._starts = [time.start for time in self._told]

    def readings(self, time: TimeExpression) -> Iterator[tuple[TimeExpression, dict[str, bool]]]:
        """The time as it stands, and in other years, each with what speaks for that year."""
        if not _is_chosen(time):
            yield time, {}
            return
        year = int((time.low or time.high or "")[:4])
        told = self._before(time)
        other = int((told.low or "")[:4]) if told is not None else year
        where = self._where(time, told)
        alike = " alike" if other == year else ""
        yield time, {"year chosen": True, f"year chosen, {where}{alike}": True}
        for shift, name in ((other - year, where), (1, "next"), (-1, "last"), (self._to_news(time, year), "news")):
            if shift and (moved := _moved(time, shift)) is not None:
                yield moved, {f"other year, {name}": True, "other year": True}

    def _to_news(self, time: TimeExpression, year: int) -> int:
        """How many years off the last such date before the publication is: «В 2019 году уволен, в марте осуждён»."""
        day, bound = self._published, time.low or time.high or ""
        return 0 if day is None else day.year - (bound[5:10] > day.isoformat()[5:]) - year

    def _before(self, time: TimeExpression) -> TimeExpression | None:
        place = bisect_left(self._starts, time.start)
        return self._told[place - 1] if place else None

    def _where(self, time: TimeExpression, told: TimeExpression | None) -> str:
        if told is None:
            return "none told"
        here, there = (self._document.sentences[each.sentence] for each in (time, told))
        blocks = self._document.blocks
        if here is there:
            return "told in the sentence"
        if here.block == there.block:
            return "told in the paragraph"
        if blocks[here.block].heading == blocks[there.block].heading:
            return "told in the paragraph before" if here.block == there.block + 1 else "told in the section"
        return "told before"


def _is_chosen(time: TimeExpression) -> bool:
    bounds = [bound for bound in (time.low, time.high) if bound]
    if not bounds or any(bound.startswith(("-", "0000")) for bound in bounds) or time.precision not in _YEARLESS:
        return False
    return time.rule.endswith(_CHOSEN) and time.rule.startswith(_BARE) and ".year" not in time.rule


def _moved(time: TimeExpression, years: int) -> TimeExpression | None:
    def move(bound: str | None) -> str | None:
        return f"{int(bound[:4]) + years:04d}{bound[4:]}" if bound else None

    bounds = [bound for bound in (time.low, time.high) if bound is not None]
    if not all(MINYEAR <= int(bound[:4]) + years <= MAXYEAR for bound in bounds):
        return None
    low, high = move(time.low), move(time.high)
    if "-02-29" in f"{low}{high}" or "-02-28" in f"{high}":
        return None
    return replace(time, low=low, high=high, edtf=edtf(low, high, time.precision, time.approximate))
