"""When an article appeared that comes without its date of publication.

Its text may say so in a line of its own, «12 мая 2023, 14:30». Else the day of the news stands for it where times are
counted: «В Осло 13 мая 2019 года закрылся порт. В прошлом месяце ...». Else it was after the latest month that it
tells, which gives a year to dates that have none: «26 мая умер мэр. Он был избран в апреле 2011 года».
"""

from collections.abc import Sequence
from datetime import MAXYEAR, date

from letopis.document import Document, TimeExpression
from letopis.language.blocks import stamp
from letopis.times import tense
from letopis.times.context import AHEAD, NEWS_LASTS, Direction, day_of

# Blocks of the text, its headline and the pictures below included, in which the news is told.
_OPENING = 4
_SOON = 1  # years
_FINE = frozenset({"day", "time", "month"})


def printed_day(document: Document, times: Sequence[TimeExpression]) -> date | None:
    """The day in the line that says when the article was printed."""
    line = stamp(document)
    inside = (time for time in times if line is not None and line.start <= time.start < line.end)
    return next((day for time in inside if (day := day_of(time)) is not None), None)


def news_day(document: Document, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The latest day written out with its year in the opening, or one soon after it below; None where something later
    is told as past.

    A biography opens with a birth, and goes on with what came after: there nothing says when it was written.
    """
    told = _told(document, times)
    days = [(day, time) for time in told if (day := day_of(time)) is not None and day.year < MAXYEAR]
    first = max((day for day, time in days if _is_in_opening(document, time)), default=None)
    if first is None:
        return None
    last, latest = max((pair for pair in days if pair[0] <= first + NEWS_LASTS), key=lambda pair: pair[0])
    later = any(_is_later(document, time, last) for time in told)
    return None if later or any(_comes_round(document, time, latest) for time in times) else latest


def _comes_round(document: Document, time: TimeExpression, day: TimeExpression) -> bool:
    """«25 июля он взлетит, как 25 июля 1909 года взлетел другой»: the same day of a year to come."""
    same = time.recurring is not None and time.recurring == f"-{(day.low or '')[4:10]}"
    return same and time.start < day.start and _is_ahead(document, time)


def _is_later(document: Document, time: TimeExpression, day: date) -> bool:
    """Whether a time told as past is later than a day; a year soon after it is often of what lies ahead («кампания 2016
    года», «полномочия истекали в 2020 году»), a month told in the present tense too."""
    low = (time.low or "")[:10]
    if time.precision not in _FINE:
        return int(low[:4]) > day.year + _SOON
    looks = _direction(document, time) if time.precision == "month" else None
    return low > day.isoformat() and looks != "present"


def last_told(document: Document, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The latest month or day written out with its year, since when the news is; None where something later is told as
    past, or of a later year than the next as ahead: it is of long ago."""
    latest = max(_told(document, times), key=lambda time: (time.low or "")[:10], default=None)
    if latest is None or latest.precision not in _FINE:
        return None
    if any(_comes_round(document, time, latest) for time in times):
        return None
    last = max(int((time.low or "")[:4]) for time in times if time.basis == "explicit" and time.low)
    return latest if last <= int((latest.low or "")[:4]) + 1 else None


def next_told(document: Document, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The first month or day to come that is written out with its year: the news is before it, and after all that it
    tells as past.

    «4 сентября собралась труппа. Премьера состоится 12 февраля 2020 года».
    """
    ahead = [time for time in times if time.basis == "explicit" and _bound(time) and _is_ahead(document, time)]
    past = max((_bound(time) for time in _told(document, times) if time.precision in _FINE), default="")
    fine = [time for time in ahead if time.precision in _FINE or _is_stretch(time)]
    return min((time for time in fine if _bound(time) >= past), key=_bound, default=None)


def _bound(time: TimeExpression) -> str:
    return (time.low or time.high or "")[:10]


def _is_stretch(time: TimeExpression) -> bool:
    """Days or months, not whole years: «с 19 по 26 апреля 2018 года», «до 9 января 2009 года»."""
    whole = (time.low or "-01-01")[-6:] == "-01-01" and (time.high or "-12-31")[-6:] == "-12-31"
    return time.precision == "interval" and not whole


def _told(document: Document, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Those with a year of their own and not ahead; «назначен на сезон 2020—2021» says nothing of when."""
    written = [time for time in times if time.basis == "explicit" and time.low and time.precision != "interval"]
    return [time for time in written if not _is_ahead(document, time)]


def _is_ahead(document: Document, time: TimeExpression) -> bool:
    return _direction(document, time) in AHEAD


def _direction(document: Document, time: TimeExpression) -> Direction | None:
    return tense.direction(document.sentences[time.sentence], time.start, time.end, False)


def _is_in_opening(document: Document, time: TimeExpression) -> bool:
    block = document.sentences[time.sentence].block
    return block < _OPENING and document.blocks[block].kind != "caption"
