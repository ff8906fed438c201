"""Which year a date without one belongs to: ordered, named rules, the first that answers wins."""

from collections.abc import Callable
from datetime import date, timedelta

from letopis.document import Basis, TimeExpression
from letopis.times.context import AHEAD, Context, Direction, Earlier
from letopis.times.intervals import Bounds

# A bare date this near to the publication is news, whatever year the paragraph speaks of.
FRESH = timedelta(days=31)
# Without a tense, a date ahead is meant only when it is near.
NEAR_AHEAD = timedelta(days=90)
# After a result («закрыты») only when it is at hand.
AT_HAND = timedelta(days=14)
# A story goes on: this soon after the date before it.
STORY = timedelta(days=62)
# And a paragraph on, where it takes its time.
SEASON = timedelta(days=190)
# How many times before may be the one that a story was at.
RECENT = 3
# The last block, from 0, in which the news is told: title, caption, lead.
LEAD = 2

Answer = tuple[int, Basis, str | None, str]
Place = Callable[[int], Bounds | None]


def choose(context: Context, place: Place) -> Answer | None:
    """(year, basis, anchor id, rule) of a yearless stretch; `place` puts it into a year, None where it cannot be."""
    for rule in _RULES:
        answer = rule(context, place)
        if answer is not None and not _told_too_early(context, place, answer):
            return answer
    return None


def _told_too_early(context: Context, place: Place, answer: Answer) -> bool:
    """«Станцию сдадут в 2026 году; насосную купили в августе»: what has happened did not after the publication."""
    bounds = place(answer[0])
    late = context.about is not None and bounds is not None and bounds[0] > context.about.isoformat()
    return late and answer[1] == "previous" and context.direction() == "past"


def _same_sentence(context: Context, place: Place) -> Answer | None:
    """A finer date of this very sentence has said the year."""
    for item in context.before(3):
        if item.expression.sentence != context.sentence:
            break
        said = item.expression.basis in ("explicit", "previous") and item.year
        if said and item.expression.precision in ("day", "month", "time") and not _turned(context, item):
            return _onward(context, item, place, "sentence")
    return None


def _section(context: Context, place: Place) -> Answer | None:
    """The section's heading has said it, but for what lies ahead of the publication («договор подпишут осенью»); a
    winter told after other times of that year ends it."""
    section = context.section
    if section is None or section.year is None:
        return None
    if context.about is not None and section.year < context.about.year and context.direction() == "future":
        return None
    bounds, told = place(section.year), next(context.before(1), section)
    onward = told is not section and told.year == section.year and bounds is not None and _winter(bounds)
    later = onward and bounds is not None and told.last_day is not None and bounds[1] < told.last_day.isoformat()
    return section.year + int(later), "section", section.id, "section"


def _inside(context: Context, place: Place) -> Answer | None:
    """«Летом прошлого года его опознали. 2 июля его взяли»: within the season that the paragraph has just told."""
    item = next(context.before(1), None)
    if item is None or item.year is None or item.block != context.block or item.expression.precision != "season":
        return None
    bounds, (low, high) = place(item.year), (item.expression.low or "", item.expression.high or "")
    if bounds is None or not low <= bounds[0] <= bounds[1] <= high:
        return None
    return item.year, "previous", item.id, "paragraph"


def _paragraph(context: Context, place: Place) -> Answer | None:
    """The paragraph tells of another year: by a full date, or by a year that opens a sentence."""
    for item in context.before():
        if item.block != context.block:
            break
        explicit = item.expression.basis in ("explicit", "previous")
        if not (explicit and item.year and _tells(context, item)):
            continue
        if _turned(context, item) or (_fresh(context, place) and not _goes_on(context, item, place)):
            return None
        return None if _goes_back(context, item, place) else _onward(context, item, place, "paragraph")
    return None


def _running(context: Context, place: Place) -> Answer | None:
    """The story before this paragraph goes on: «В апреле 2019-го … в мае …», and below, «В октябре суд отклонил иск».

    Only onward from the time told last, in its section, when that lies in a year long past and this is no news.
    """
    item = next((item for item in context.before(RECENT) if _tells(context, item)), None)
    if item is None or not item.year or context.listed or item.block < (context.heading or 0):
        return None
    told = item.expression.basis in ("explicit", "previous") and item.expression.precision != "year"
    if not told or not _long_ago(context, item.year) or context.direction() != "past" or _fresh(context, place):
        return None
    bounds, last = place(item.year), item.last_day
    if bounds is None or last is None or not timedelta() < _day(bounds[0]) - last <= SEASON:
        return None
    return item.year, "previous", item.id, "running"


def _long_ago(context: Context, year: int) -> bool:
    """Whether the year before the publication's is later: where it is the last one, news tells of both alike."""
    return context.about is not None and year < context.about.year - 1


def _tells(context: Context, item: Earlier) -> bool:
    """Whether a time sets the year of what follows: a full date, or a year that opens a sentence.

    A year told in passing does not: «Прошлый ремонт был в 2015 году. В апреле школу снова закрыли.»
    """
    if item.expression.precision == "season":
        return item.leading or context.about is None or (item.year or 0) < context.about.year
    return item.expression.precision in ("day", "month", "time") or item.leading


def _publication(context: Context, place: Place) -> Answer | None:
    if context.about is None:
        return None
    year = nearest(context.about, place, context.direction())
    return (year, "publication", None, "publication") if year is not None else None


def _news(context: Context, place: Place) -> Answer | None:
    """No publication date: the day of the news, told in full in title or lead, and none to come before."""
    for item in [] if context.adrift else context.earlier[:2]:
        told = item.expression.basis == "explicit" and item.expression.precision in ("day", "time")
        if told and item.year and item.block <= LEAD:
            return _onward(context, item, place, "news")
    return None


def _anywhere(context: Context, place: Place) -> Answer | None:
    """No publication date, and no day in the lead: the last year read; told in passing, or in another paragraph, only
    for what lies behind, and where no day to come was told without its year.

    «Премию вручат 27 июля в селе, где в 1929 году родился поэт. 24 июля покажут спектакль.»
    """
    for item in context.before():
        beside = _tells(context, item) and item.block == context.block
        behind = not context.adrift and context.direction() not in AHEAD
        counted = item.expression.precision == "year" and item.expression.basis == "previous"
        if item.year and not counted and (beside or behind):
            return _onward(context, item, place, "previous")
    return None


def _turned(context: Context, item: Earlier) -> bool:
    """Whether the sentence looks ahead of a time that lies behind, or the year is the publication's anyway."""
    if context.about is None or item.year is None:
        return False
    behind = item.year < context.about.year
    return item.year == context.about.year or (behind and context.direction() == "future")


def _goes_on(context: Context, item: Earlier, place: Place) -> bool:
    """«14 марта 2014 года … 18 марта»: the next sentence, soon after."""
    bounds, last = place(item.year or 0), item.last_day
    if bounds is None or last is None or item.expression.precision not in ("day", "time"):
        return False
    return item.expression.sentence >= context.sentence - 1 and timedelta() <= _day(bounds[0]) - last <= STORY


def _goes_back(context: Context, item: Earlier, place: Place) -> bool:
    """«В октябре 2022 года порт закрыли. Склад продали в феврале»: a story goes on, so that is a later February."""
    bounds, first = place(item.year or 0), item.first_day
    if context.published is None or context.ahead or bounds is None or first is None or bounds[0] == bounds[1]:
        return False
    return bounds[1] < first.isoformat() and not _winter(bounds)


def _fresh(context: Context, place: Place) -> bool:
    if context.about is None:
        return False
    year = nearest(context.about, place, context.direction())
    bounds = place(year) if year is not None else None
    return bounds is not None and abs(_day(bounds[0]) - context.about) <= FRESH


def _onward(context: Context, item: Earlier, place: Place, rule: str) -> Answer:
    """The same year, or the next after a time of its last months («24 декабря 2019 года … 5 января»), and until when
    something lasts («в ноябре 2022 года взяли … арест продлили до 1 июня»)."""
    year, bounds, last = item.year or 0, place(item.year or 0), item.last_day
    if bounds is not None and last is not None and last.month >= 11 and item.expression.precision == "day":
        month = int(bounds[0][5:7])
        if month <= 2 and _within(context, year + 1):
            year += 1
    elif bounds is not None and last is not None and bounds[1] < last.isoformat():
        year += int(_winter(bounds) or context.ahead)
    return year, "previous", item.id, rule


def _winter(bounds: Bounds) -> bool:
    """«Летом 2024 года … зимой» is the winter that comes next."""
    return bounds[0][5:7] == "12" and bounds[1][5:7] == "02"


def _within(context: Context, year: int) -> bool:
    return context.about is None or year <= context.about.year


def nearest(published: date, place: Place, direction: Direction | None) -> int | None:
    """The year that puts a stretch nearest to the publication on the side the verb tells.

    Past: the last that has begun. Future: the first that has not ended. Otherwise the last that has
    begun, unless the next is nearer and near (always, in the present tense).
    """
    today = published.isoformat()
    for reach in (1, 8):  # 29 February may be eight years away
        years = range(published.year - reach, published.year + reach + 1)
        placed = {year: bounds for year in years if (bounds := place(year))}
        behind = [year for year, (low, _) in placed.items() if low <= today]
        ahead = [year for year, (_, high) in placed.items() if high >= today]
        if behind and ahead:
            break
    if not behind or not ahead:
        rest = behind[-1:] or ahead[:1]
        return rest[0] if rest else None
    if direction == "past":
        return behind[-1]
    if direction == "future" or (
        direction in ("scheduled", "promised") and not _just_over(published, placed[behind[-1]])
    ):
        return ahead[0]
    gap, lag = _day(placed[ahead[0]][0]) - published, published - _day(placed[behind[-1]][1])
    near = direction == "present" or gap <= (AT_HAND if direction == "result" else NEAR_AHEAD)
    return ahead[0] if gap < lag and near else behind[-1]


def _just_over(published: date, bounds: Bounds) -> bool:
    """«по данным на 18 февраля», told on the 20th."""
    return published - FRESH <= _day(bounds[1]) < published


def _day(bound: str) -> date:
    return date.fromisoformat(bound[:10])


def year_since(context: Context) -> int | None:
    """The year of that latest time."""
    low = context.since.low if context.since is not None else None
    return int(low[:4]) if low else None


def pointed_year(context: Context, offset: int) -> Answer | None:
    """«прошлый», «этот», «будущий год», where nobody knows when the article appeared: «этот» is the one of the chapter;
    else from the year since which or until which the news is; since when it is says nothing of «этот год», which may be
    a later one."""
    section, since, until, year = context.section, context.since, context.until, year_since(context)
    if offset == 0 and section is not None and section.year is not None:
        return section.year, "section", section.id, "section"
    if since is not None and year is not None and offset != 0:
        return year + offset, "previous", since.id, "since"
    if until is None:
        return None
    first = _day(_bound(until))
    last = first - timedelta(days=1)
    return first.year if offset > 0 else last.year + offset, "previous", until.id, "until"


def _bound(until: TimeExpression) -> str:
    """What is to come begins then; what goes on until then ends."""
    return until.low or until.high or ""


def _since(context: Context, place: Place) -> Answer | None:
    """Nothing read before says a year: the first such date not over before the latest that the article tells, which
    says nothing of what lies ahead below it."""
    since, year = context.since, year_since(context)
    if context.adrift or since is None or year is None:
        return None
    if since.sentence < context.sentence and context.direction() in AHEAD:
        return None
    bounds = place(year)
    return year + int(bounds is not None and bounds[1] < (since.low or "")), "previous", since.id, "since"


def _until(context: Context, place: Place) -> Answer | None:
    """No time says since when the news is, but one to come says until when: what lies ahead is near it, what lies
    behind the last such before it.

    «4 сентября собралась труппа. 22 октября состоится премьера, 12 февраля 2020 года ещё одна».
    """
    until = context.until
    if until is None:
        return None
    bound = _day(_bound(until))
    placed = {year: _day(bounds[0]) for year in (bound.year - 1, bound.year, bound.year + 1) if (bounds := place(year))}
    if context.direction() in AHEAD or context.direction() == "present":
        found = sorted(placed, key=lambda year: abs(placed[year] - bound))[:1]
    else:
        found = [year for year, first in placed.items() if first < bound][-1:]
    return (found[0], "previous", until.id, "until") if found else None


# In the order in which they are asked.
_RULES = (
    _same_sentence, _section, _inside, _paragraph, _running, _publication, _news, _anywhere, _since, _until,
)  # fmt: skip
