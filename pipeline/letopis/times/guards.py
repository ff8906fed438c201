"""Last look at a finding with the sentence's morphology: bare numbers that count something are no years."""

import re
from dataclasses import replace

from letopis.document import Sentence, Token
from letopis.times.build import Found
from letopis.times.specs import Between, Calendar, Duration, Open, Shift
from letopis.times.tense import clause, is_put_off

_BARE = frozenset({"year.after-preposition", "year.in-name", "year.of-event", "year.alone", "range.years", "open.since",
                   "open.until", "open.after"})  # fmt: skip
_OPENING = frozenset('«"„“')
_CLOSED = re.compile(r"(?: \w+)?[»\"”“]")
# How many words stand between such an expression and its event: «до этого» between «за год» and «матча».
_BEHIND = {"relative.eve": 0, "relative.before-that": 2, "relative.after-that": 2}
# How far behind «до» the event's noun may stand.
_FAR = 4
# A word and its full stop.
_LABEL = 2
# «после 18 часов понедельника», where all other nouns tell what lasted so long.
_OF_CLOCK = frozenset({"день", "ночь", "утро", "вечер", "дата", "понедельник", "вторник", "среда", "четверг", "пятница",
                       "суббота", "воскресенье"})  # fmt: skip
_DIGITS = re.compile(r"\d{4}\Z")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


def settled(found: Found, sentence: Sentence) -> Found:
    """«накануне выборов», «за год до этих выборов», «до того, как» hang on an event: no other time is meant.

    «за неделю до отъезда» ends with the word for the event. What is put off till then is to be then.
    """
    if isinstance(found.spec, Open) and found.spec.mode == "until" and is_put_off(sentence, found.start):
        return replace(found, spec=found.spec.point, scheduled=True)
    if found.rule == "relative.before-event":
        return replace(found, end=_event_word(found, sentence))
    if found.rule in _BEHIND and isinstance(found.spec, Shift):
        skipped = _BEHIND[found.rule]
        after = [token for token in sentence.tokens if token.start >= found.end][skipped : skipped + 1]
        clause = bool(after) and skipped > 0 and after[0].text == ","
        if clause or (after and after[0].pos == "NOUN" and after[0].feats.get("Case") == "Gen"):
            return replace(found, spec=replace(found.spec, anchor="event"))
    return found


def _event_word(found: Found, sentence: Sentence) -> int:
    """Where the noun behind «до» ends, its adjectives passed over."""
    after = [token for token in sentence.tokens if token.start >= found.end][:_FAR]
    noun = next((token for token in after if token.pos in ("NOUN", "X")), None)
    return noun.end if noun is not None else found.end


def holds(found: Found, sentence: Sentence, text: str) -> bool:
    """Whether a finding stands: a bare four-digit number must be a likely year and count nothing."""
    if found.rule in _OWN_CHECKS:
        return _OWN_CHECKS[found.rule](found, sentence)
    lasts = isinstance(found.spec, Open) and _lasts(found, sentence)
    titled = found.rule in ("relative.deictic", "holiday.year") and _is_title(found, text)
    if lasts or titled or (found.rule == "duration.amount" and _is_age(found, sentence, text)):
        return False
    if found.rule not in _BARE or not _DIGITS.search(text, found.start, found.end):
        return True
    misplaced = found.rule == "year.alone" and not _opens(found, sentence)
    if misplaced or (isinstance(found.spec, Between) and not _ordered(found.spec)):
        return False
    if not _FIRST_YEAR <= int(text[found.end - 4 : found.end]) <= _LAST_YEAR:
        return False
    return not _counts(found, sentence)


def _lasts(found: Found, sentence: Sentence) -> bool:
    """«после 12 часов переговоров» tells how long they took; «после 12 часов дня» is a clock's."""
    last = next((token for token in sentence.tokens if token.end == found.end), None)
    after = next((token for token in sentence.tokens if token.start >= found.end), None)
    if last is None or after is None or not last.text.startswith("час"):
        return False
    return after.pos == "NOUN" and after.feats.get("Case") == "Gen" and after.lemma not in _OF_CLOCK


def _opens(found: Found, sentence: Sentence) -> bool:
    """«18:50. Капитан задержан», «**18:50.**», «**Ноябрь**»: a label before all else."""
    return not any(token.text[:1].isalnum() for token in sentence.tokens if token.end <= found.start)


def _opens_line(found: Found, sentence: Sentence) -> bool:
    """«18:50 Капитан задержан» in a chronicle of a day: a clock before all else, what is told begins behind it."""
    behind = next((token.text[:1] for token in sentence.tokens if token.start >= found.end), "")
    return _opens(found, sentence) and (behind.isupper() or not behind.isalnum())


def _is_spelt(found: Found, sentence: Sentence) -> bool:
    """«в сорок девятом», «осенью сорок первого»: in words, with nothing that the ordinal counts."""
    last = next(token.text for token in sentence.tokens if token.end == found.end)
    case = "Gen" if last.endswith("го") else "Loc"
    after = [token for token in sentence.tokens if token.start >= found.end][:1]
    counts = any(token.pos in ("NOUN", "ADJ") and token.feats.get("Case") == case for token in after)
    return last.endswith(("ом", "ого", "ем", "его")) and last.isalpha() and not counts


def _nights(found: Found, sentence: Sentence) -> bool:
    """«две ночи», not «девять утра»."""
    return any(token.end == found.end and token.text.startswith("ноч") for token in sentence.tokens)


def _tells_once(found: Found, sentence: Sentence) -> bool:
    """«Утром он уехал», not «по мосту утром не проехать»; a label («Ночь.») has no verb."""
    finite = [token for token in clause(sentence, found.start) if token.feats.get("VerbForm") == "Fin"]
    if all(token.pos == "X" for token in sentence.tokens):
        return True  # nothing has tagged it
    once = any(token.feats.get("Aspect") == "Perf" or token.feats.get("Tense") == "Past" for token in finite)
    passive = any(t.feats.get("VerbForm") == "Part" and t.feats.get("Variant") == "Short" for t in sentence.tokens)
    label = found.start == sentence.start and len(sentence.tokens) <= _LABEL
    return once or label or (passive and not finite)


def _is_title(found: Found, text: str) -> bool:
    """Газета «Сегодня», икона «Рождество Христово»: what stands in quotes by itself, or with a word more."""
    opened = text[found.start - 1 : found.start] in _OPENING
    return found.start > 0 and opened and _CLOSED.match(text, found.end) is not None


def _names_nothing(found: Found, sentence: Sentence) -> bool:
    """False for «в 95-м полку», «2-го взвода»: the ordinal counts a noun."""
    after = [token for token in sentence.tokens if token.start >= found.end][:1]
    return not after or after[0].pos not in ("NOUN", "ADJ", "PROPN")


def _names_day(found: Found, sentence: Sentence) -> bool:
    """«12-го рабочих уволили», not «12-го тура»: no noun behind has the ordinal's case and number."""
    after = next((token for token in sentence.tokens if token.start >= found.end), None)
    last = next((token.text for token in sentence.tokens if token.end == found.end), "")
    if after is None or not last.endswith("го"):
        return _names_nothing(found, sentence)
    agrees = after.feats.get("Case") in ("Gen", "Acc") and after.feats.get("Number") == "Sing"
    return after.pos not in ("NOUN", "ADJ", "PROPN") or not agrees


def _names_year(found: Found, sentence: Sentence) -> bool:
    """False for «в 24 года», «в 21 год»: a year is told by its ordinal («в 24 году»), an age by its cardinal."""
    inside = [token.text.lower() for token in sentence.tokens if found.start <= token.start < found.end]
    return "года" not in inside and "год" not in inside


def _is_age(found: Found, sentence: Sentence, text: str) -> bool:
    """«Петрову было 36 лет», «мужчина 45 лет»: a person, and nothing between but «быть» and adverbs.

    «Дали Петрову пять лет» is no age: another verb governs the person.
    """
    if found.spec != Duration("year") or text[found.start : found.start + 2].lower() == "за":
        return False
    before = [token for token in sentence.tokens if token.end <= found.start][-6:]
    if any(token.pos == "VERB" and token.lemma not in _BEING for token in before):
        return False
    for steps, token in enumerate(reversed(before)):
        if _is_person(token):
            return (steps == 0 and token.pos != "PRON") or token.feats.get("Case") == "Dat"
        if token.pos not in ("AUX", "ADV", "PART") and token.lemma not in _BEING:
            return False
    return False


_BEING = frozenset({"быть", "исполниться", "исполняться"})


def _is_person(token: Token) -> bool:
    return token.pos in ("PROPN", "PRON") or token.feats.get("Animacy") == "Anim"


def _ordered(spec: Between) -> bool:
    low, high = spec.low, spec.high
    if not (isinstance(low, Calendar) and isinstance(high, Calendar) and low.year and high.year):
        return True
    return (low.year.value or 0) <= (high.year.value or 0)


def _counts(found: Found, sentence: Sentence) -> bool:
    """«в 2000 метров», «до 1500 новых мест»: a genitive plural follows."""
    after = [token for token in sentence.tokens if token.start >= found.end][:2]
    for token in after:
        if token.pos == "ADJ" and token.feats.get("Number") == "Plur" and token.feats.get("Case") == "Gen":
            continue
        return token.pos == "NOUN" and token.feats.get("Number") == "Plur" and token.feats.get("Case") == "Gen"
    return False


_OWN_CHECKS = {
    "year.early": _names_year,
    "year.two-digits": _names_nothing,
    "date.bare": _names_day,
    "relative.daypart": _tells_once,
    "relative.daypart-at": _tells_once,
    "relative.daypart-open": _tells_once,
    "clock.label": _opens,
    "month.alone": _opens,
    "clock.line": _opens_line,
    "season.short-year": _is_spelt,
    "year.spelt": _is_spelt,
    "duration.nights": _nights,
    "duration.nth": _names_nothing,
}
