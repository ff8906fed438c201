"""How long events last that were dated by one end: «двухдневный саммит завершился», «бои начались в мае», a strike that
goes on; and what only begins then: «с 1 октября возглавит»."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from letopis.document import Document, Event, EventTime, Precision, Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.language.morphology import fold
from letopis.story.course import from_first_to_last
from letopis.story.relations import Relations
from letopis.times.calendar import month_days, parse_bound

_DAYS = {"двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "десяти": 10}
_LONG = re.compile(rf"({'|'.join(_DAYS)})дневн")
# «1 октября» and «октябрь» begin on one day.
_FIRST = re.compile(r"(?<!\d)1(?!\d)|перв", re.IGNORECASE)
_WHEN = re.compile(r",\s+когда\b")
# What goes on when it has begun, and had gone on when it ended, for nobody knows how long.
_LONG_TYPES = frozenset({"strike", "military_action", "outbreak", "search"})
_RESUMED = "возобновиться"
_DAYS_ON = re.compile(r"(?:(\d+)-[йе]|(\w+(?:ый|ой|ий|ые|ьи))) (?:сутки|день)", re.IGNORECASE)
_ORDINALS = ("", "перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм", "девят", "десят")
# By sentence: expressions that count days, and which day it is.
CountedDays = Mapping[int, list[tuple[TimeExpression, int]]]


def stretch(document: Document, event: Event) -> None:
    """Widen the event's day to all days that it took, or to an open end where it still goes on."""
    _begin(document, event)
    low = event.time.low if event.time is not None else None
    if event.time is None or low is None or event.time.precision not in ("day", "time", "month"):
        return
    if (days := from_first_to_last(document, event)) is not None:
        event.time = _interval(event.time, *days)
        event.conflicts = [each for each in event.conflicts if each.field != "time"]
        return
    published = (document.article.published or "")[:10]
    if event.status == "ongoing" and low[:10] < published:
        event.time = _interval(event.time, low[:10], None)
        return
    if event.type in _LONG_TYPES and event.status == "occurred" and _of_one_end(document, event):
        return
    if event.time.precision == "month":
        return
    for mention in event.mentions:
        sentence = document.sentences[mention.sentence]
        noun = sentence.token_at(mention.trigger.start)
        more = _more_days(sentence, noun) if noun is not None else None
        if more is not None:
            day = parse_bound(low, upper=False).date()
            first, last = sorted((day, day + timedelta(days=more)))
            event.time = _interval(event.time, first.isoformat(), last.isoformat())
            return


def counted_days(document: Document) -> CountedDays:
    """By sentence the expressions that say on which day something is, and on which: «третьи сутки тушат»."""
    found: defaultdict[int, list[tuple[TimeExpression, int]]] = defaultdict(list)
    for time in document.times:
        day = _number(time.text) if time.kind == "duration" else None
        if day is not None and not _is_governed(document.sentences[time.sentence], time.start):
            found[time.sentence].append((time, day))
    return found


def days_on(document: Document, event: Event, counted: CountedDays) -> EventTime | None:
    """Since when it goes on, where its sentence counts the days."""
    published = document.article.published_date
    if event.status != "ongoing" or published is None:
        return None
    told = next((each for mention in event.mentions for each in counted.get(mention.sentence, ())), None)
    if told is None:
        return None
    time, day = told
    low = (published - timedelta(days=day - 1)).isoformat()
    return EventTime(low, None, f"{low}/..", "interval", False, "publication", [time.id])


def _number(text: str) -> int | None:
    """«Третьи сутки», «5-й день»: which."""
    found = _DAYS_ON.fullmatch(text)
    if found is None:
        return None
    if found.group(1) is not None:
        return int(found.group(1))
    word = fold(found.group(2))
    return next((n for n, stem in enumerate(_ORDINALS) if stem and word.startswith(stem)), None)


def _is_governed(sentence: Sentence, start: int) -> bool:
    """«на третий день»: that is a day, not how long."""
    word = sentence.token_at(start)
    return word is None or (word.index > 0 and sentence.tokens[word.index - 1].pos == "ADP")


def _of_one_end(document: Document, event: Event) -> bool:
    """Open the other end of what is told to have begun or ended then."""
    lexicon = EventLexicon.load()
    begun, stopped = lexicon.beginning_verbs | {_RESUMED}, lexicon.ending_verbs | lexicon.stopping_verbs
    for mention in event.mentions:
        sentence = document.sentences[mention.sentence]
        noun = sentence.token_at(mention.trigger.start)
        verbs = _verbs_of(sentence, noun) if noun is not None and mention.times and not is_verbal(noun) else set()
        time = event.time
        if time is None or verbs.isdisjoint(begun | stopped):
            continue
        if verbs & begun and time.low is not None:
            event.time = replace(_interval(time, time.low[:10], None), edtf=f"{time.edtf[:10]}/..")
        elif time.high is not None:
            event.time = replace(_interval(time, "", None), low=None, high=time.high[:10], edtf=f"../{time.edtf[:10]}")
        return True
    return False


def _verbs_of(sentence: Sentence, noun: Token) -> set[str]:
    """Lemmas of the verb whose subject or object the noun is, and of its participles."""
    over = sentence.tokens[noun.head] if noun.head >= 0 and noun.rel.startswith(("nsubj", "obj")) else None
    below = {child.lemma for child in sentence.children(noun.index) if child.rel.startswith("acl")}
    return below | ({over.lemma} if over is not None else set())


def _begin(document: Document, event: Event) -> None:
    """Date what is done once to the beginning of the time from which it holds."""
    time = event.time
    if time is None or time.low is None or time.high is not None or event.status == "ongoing":
        return
    told = next(each for each in document.times if each.id == time.times[0])
    if event.type not in Relations.load().moments and not _happened_then(document, event, told):
        return
    start = time.low if _FIRST.search(told.text) else time.edtf.removesuffix("/..")
    if told.rule.startswith("open.since") and len(start) in _ENDS_OF:
        high = _ENDS_OF[len(start)](time.low)
        event.time = EventTime(time.low, high, start, _PRECISION[len(start)], time.approximate, time.basis, time.times)


def _happened_then(document: Document, event: Event, told: TimeExpression) -> bool:
    """«не утихает с ноября, когда рухнул мост»: the bridge fell in that November."""
    then = _WHEN.match(document.text, told.end) is not None
    return then and any(one.sentence == told.sentence and one.trigger.start > told.end for one in event.mentions)


def _end_of_month(day: str) -> str:
    return f"{day[:7]}-{month_days(int(day[:4]), int(day[5:7])):02d}"


# By how many characters its EDTF has.
_ENDS_OF: dict[int, Callable[[str], str]] = {4: lambda low: f"{low[:4]}-12-31", 7: _end_of_month, 10: lambda low: low}
_PRECISION: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def _more_days(sentence: Sentence, noun: Token) -> int | None:
    """Days after (or, below 0, before) the one on which «двухдневный» something began (or ended)."""
    longs = (_LONG.match(fold(child.text)) for child in sentence.children(noun.index))
    long = next((found for found in longs if found), None)
    verb = next((token for token in sentence.ancestors(noun.index) if is_verbal(token)), None)
    if long is None or verb is None or not noun.rel.startswith(("nsubj", "obj")):
        return None
    more = _DAYS[long.group(1)] - 1
    lexicon = EventLexicon.load()
    return -more if verb.lemma in lexicon.ending_verbs else more if verb.lemma in lexicon.beginning_verbs else None


def _interval(time: EventTime, low: str, high: str | None) -> EventTime:
    edtf = f"{low}/{high or '..'}"
    return EventTime(low, high, edtf, "interval", time.approximate, time.basis, time.times)
