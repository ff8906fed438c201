"""Two readers of Russian dates to compare with: natasha's DatesExtractor and dateparser's search_dates.

Both get the publication date where they can use one. A partial date of natasha («5 мая» without a
year) is put into the publication's year, which is the best it allows; dateparser's datetimes are days.
"""

import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime

from dateparser.search import search_dates
from natasha import DatesExtractor

from letopis.evaluation.times import GoldText, SystemTime, bounds_of
from letopis.language.morphology import vocabulary
from letopis.times.calendar import exists


def natasha_dates(gold: Sequence[GoldText]) -> list[list[SystemTime]]:
    """natasha's facts of day, month and year, missing years filled from the publication date."""
    extractor = DatesExtractor(vocabulary())
    return [list(_natasha(extractor, text)) for text in gold]


def _natasha(extractor: DatesExtractor, text: GoldText) -> Iterator[SystemTime]:
    for match in extractor(text.text):
        year = match.fact.year or (int(text.published[:4]) if text.published else None)
        low, high = _bounds(year, match.fact.month, match.fact.day)
        yield SystemTime(match.start, match.stop, low, high)


def _bounds(year: int | None, month: int | None, day: int | None) -> tuple[str | None, str | None]:
    if year is None or not 1 <= year <= 9999:
        return None, None
    if month is None:
        return bounds_of(f"{year:04d}")
    if day is None:
        return bounds_of(f"{year:04d}-{month:02d}")
    return bounds_of(f"{year:04d}-{month:02d}-{day:02d}") if exists(year, month, day) else (None, None)


def dateparser_dates(gold: Sequence[GoldText]) -> list[list[SystemTime]]:
    """dateparser's search over each text, based on the publication date; spans are looked up in text order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return [list(_dateparser(text)) for text in gold]


def _dateparser(text: GoldText) -> Iterator[SystemTime]:
    settings: dict[str, object] = {"RETURN_AS_TIMEZONE_AWARE": False, "TIMEZONE": "UTC"}
    if text.published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(text.published[:10])
    at = 0
    for words, moment in search_dates(text.text, languages=["ru"], settings=settings) or []:
        start = text.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        clock = moment.strftime("T%H:%M") if ":" in words else ""
        value = moment.strftime("%Y-%m-%d") + clock
        yield SystemTime(start, at, value, value)
