"""When an article appeared that comes without its date of publication.

Its text may say so in a line of its own, «12 мая 2023, 14:30». Else the day of the news stands for it where times are
counted: «В Осло 13 мая 2019 года закрылся порт. В прошлом месяце ...».
"""

from collections.abc import Sequence
from datetime import date

from letopis.document import Document, TimeExpression
from letopis.language.blocks import stamp
from letopis.times import tense
from letopis.times.context import day_of

# Blocks of the text, its headline and the pictures below included, in which the news is told.
_OPENING = 4


def printed_day(document: Document, times: Sequence[TimeExpression]) -> date | None:
    """The day in the line that says when the article was printed."""
    line = stamp(document)
    inside = (time for time in times if line is not None and line.start <= time.start < line.end)
    return next((day for time in inside if (day := day_of(time)) is not None), None)


def news_day(document: Document, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The latest day written out with its year in the opening; None where something later is told as past.

    A biography opens with a birth, and goes on with what came after: there nothing says when it was written.
    """
    # «назначен на сезон 2020—2021» says nothing of when.
    written = [time for time in times if time.basis == "explicit" and time.low and time.precision != "interval"]
    told = [time for time in written if not _is_ahead(document, time)]
    days = [time for time in told if day_of(time) is not None and _is_in_opening(document, time)]
    latest = max(days, key=lambda time: time.low or "", default=None)
    if latest is None or any((time.low or "")[:10] > (latest.low or "")[:10] for time in told):
        return None
    return None if any(_comes_round(document, time, latest) for time in times) else latest


def _comes_round(document: Document, time: TimeExpression, day: TimeExpression) -> bool:
    """«25 июля он взлетит, как 25 июля 1909 года взлетел другой»: the same day of a year to come."""
    same = time.recurring is not None and time.recurring == f"-{(day.low or '')[4:10]}"
    return same and time.start < day.start and _is_ahead(document, time)


def _is_ahead(document: Document, time: TimeExpression) -> bool:
    looks = tense.direction(document.sentences[time.sentence], time.start, time.end, False)
    return looks in ("future", "scheduled", "promised")


def _is_in_opening(document: Document, time: TimeExpression) -> bool:
    block = document.sentences[time.sentence].block
    return block < _OPENING and document.blocks[block].kind != "caption"
