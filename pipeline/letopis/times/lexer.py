"""Text to classed words: what the grammar's patterns are written over."""

import re
from dataclasses import dataclass
from functools import cache

from letopis.times import resources
from letopis.times.numerals import NUMERAL, compose, numeral_words

NUMBER_CLASSES = ("DD", "NN", "Y4", "OD", "DG", "O2", "YY", "YO", "DEC", "NUM", "DCM", "HM", "ROMAN")
DATE_CLASSES = ("ISO", "NUMERIC", "CLOCK", "SPAN", "BC", "AD", "ZONE", "RELY")
MARK_CLASSES = ("COMMA", "DASH", "TIGHT", "OPEN", "CLOSE", "COLON", "SEMI", "DOT", "SIGN", "PERCENT", "QUOTE")

_SUFFIX = r"(?:го|й|ый|ий|му|ому|ом|м|ым|е|ое|ые|х|ых|ого|я|ая|ю|ую|ми|ыми)"
# Most words are none of the phrases below, which begin so: they are taken first.
_PHRASE_STARTS = r"до\s|н\.|наш|от\s+рож|мск|мсск|utc|gmt|по\s|моск|[ст]\.\s?г"
_TOKEN = re.compile(
    rf"""
    (?=[^\s*]) (?: (?P<word>(?!{_PHRASE_STARTS})[^\W\d_]+(?:\d\w*)?)
  | (?P<dash>[-‐‑–—−]+)
  | (?P<sign>[№§] | \#(?!\#*\s))
  | (?P<punct>[^\s\w] | _)
  | (?P<iso>\d{{4}}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![\w-]))
  | (?P<numeric>\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)(?!\d|\.\d) | \d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))
  | (?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d]))
  | (?P<span>(?:1[89]|20)\d\d/(?:(?:1[89]|20)\d\d|\d\d)(?![\d/]))
  | (?P<number>\d{{1,3}}(?:[\u00a0\u202f ]\d{{3}})+(?!\d) | \d+[.,]\d+(?:[.,/:]\d+)* | \d+(?:[/:]\d+)+)
  | (?P<ordinal>\d{{1,4}}[-‐‑–]?{_SUFFIX})(?![\w-])
  | (?P<integer>\d+)(?=(?:гг?|год[ауо]?м?|лет|мая|ч|час\w*)\b | [\W] | \Z)
  | (?P<mixed>\d[\w]*)
  | (?P<bc>до\s+(?:н\.\s?э\.|нашей\s+эры|н\.\s?э|рождества\s+христова|р\.\s?х\.))
  | (?P<ad>(?:н\.\s?э\.|нашей\s+эры|от\s+рождества\s+христова))
  | (?P<zone>(?:мск|мсск|utc|gmt|по\s+(?:московскому|местному|киевскому|гринвичу|бишкекскому|астанинскому|\w+скому)
      \s+времени|по\s+(?:москве|мск|гринвичу)|московского\s+времени)(?:\s?[+-]\d{{1,2}})?(?!\w))
  | (?P<rely>[ст]\.\s?г\.)
  | (?P<other>[^\W\d_]+(?:\d\w*)?) )
""",
    re.VERBOSE,
)
_PUNCT = {",": "COMMA", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", ":": "COLON", ";": "SEMI",
          ".": "DOT", "%": "PERCENT", "»": "QUOTE", "”": "QUOTE"}  # fmt: skip
_HOUR_MINUTE = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_ROMAN = re.compile(r"(?=[IVXХ])(?:[XХ]{0,3})(?:I[XХ]|IV|V?I{0,3})\Z")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "Х": 10}
_OFFSETS = {"мск": "+03:00", "моск": "+03:00", "utc": "+00:00", "gmt": "+00:00", "гринвич": "+00:00"}


@dataclass(slots=True)
class Lexeme:
    """A classed word at [start, end) of the document's text; `value` is what it means to its class."""

    start: int
    end: int
    cls: str
    value: int | float | str
    text: str


@dataclass(frozen=True, slots=True)
class _Sense:
    cls: str
    value: int | str
    abbreviation: bool
    caseless: bool


def fold(text: str) -> str:
    """Lower case with ё folded to е; the length stays as it is."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([letter.lower() if len(letter.lower()) == 1 else letter for letter in text])
    return lower.replace("ё", "е")


@cache
def _senses() -> dict[str, _Sense]:
    table: dict[str, _Sense] = {}
    for entry in resources.lexicon():
        for form in entry.forms:
            if " " not in form:
                caseless = entry.caseless and not entry.capital
                table[form] = _Sense(entry.cls, entry.value, entry.abbreviation, caseless)
    return table


@cache
def _phrases() -> dict[str, list[tuple[list[str], str, int | str, bool]]]:
    table: dict[str, list[tuple[list[str], str, int | str, bool]]] = {}
    for entry in resources.lexicon():
        for form in entry.forms:
            words = form.split()
            if len(words) > 1:
                table.setdefault(words[0], []).append((words, entry.cls, entry.value, entry.capital))
    return table


@cache
def classes() -> list[str]:
    """Every class name, the built-in ones first."""
    words = [entry.cls for entry in resources.lexicon()]
    return list(dict.fromkeys(["X", *NUMBER_CLASSES, *DATE_CLASSES, *MARK_CLASSES, *words]))


def lex(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """Classed words of text[start:end] in text order; every visible character belongs to one of them or to X."""
    lexemes = _raw(text, start, len(text) if end is None else end)
    found = {lexeme.cls for lexeme in lexemes}
    if not found.isdisjoint(NUMERAL):
        lexemes = compose(lexemes, Lexeme)
    if "TIGHT" in found:
        lexemes = _without_codes(lexemes)
    if not _phrases().keys().isdisjoint([lexeme.text for lexeme in lexemes]):
        lexemes = _joined_phrases(lexemes, text)
    return lexemes


@cache
def _seeds() -> frozenset[str]:
    """Words (and digits) without one of which a sentence tells no time; of a phrase its longest, «в» is everywhere."""
    entries = [entry for entry in resources.lexicon() if entry.cls in _SEED_CLASSES]
    seeds = {max(_WORD.findall(form), key=len) for entry in entries for form in entry.forms}
    seeds.update(form for form, (cls, value) in numeral_words().items() if cls == "ORDPL" or _is_ten(cls, value))
    return frozenset(seeds | set("0123456789ivxх"))


def _is_ten(cls: str, value: float) -> bool:
    """«в сорок девятом»: the tens that years of the last century are spelt with."""
    return cls == "CARD" and value in range(30, 100, 10)


_SEED_CLASSES = frozenset({
    "MA", "MG", "MN", "MP", "WD", "WDX", "WDPL", "DAYPL", "SI", "SN", "YWS", "YWP", "LET", "UNIT", "DNYA", "DNEM",
    "DNYAH", "HOUR", "MINUTE", "QH", "CENT", "WEEKEND", "HALFOF", "DEIC", "EVE", "ADVSET", "HOLIDAY", "NOON", "DPGEN",
    "DEC", "NIGHT", "NIGHTS", "DAYPART", "DAWN", "DUSK", "MORROW", "DATEW", "MADJ", "WDADJ", "DEICADJ", "YEARADJ",
})  # fmt: skip
_WORD = re.compile("[а-я]+")
# «XVII в.» has no other word of time in it: its numeral counts as a digit would.
_SEED_WORD = re.compile(r"\d|[а-я]+|(?<!\w)[ivxх](?=[ivxх]*\s?в\.)")


def breaks_off(text: str, end: int) -> bool:
    """Whether text[:end] stops at the full stop of an abbreviated month, which ends no sentence: «12 янв.»."""
    word = re.search(r"([^\W\d_]+)\.\Z", text[max(0, end - 8) : end])
    sense = _senses().get(fold(word.group(1))) if word else None
    return sense is not None and sense.cls == "MA"


def may_hold(text: str, start: int, end: int) -> bool:
    """Whether lexing text[start:end] can lead to anything: a cheap look at its words."""
    return not _seeds().isdisjoint(_SEED_WORD.findall(fold(text[start:end])))


def _raw(text: str, start: int, end: int) -> list[Lexeme]:
    known, taken, whole, lexemes = _known(), start, fold(text[start:end]), []
    for match in _TOKEN.finditer(whole):
        kind, folded, at = match.lastgroup or "punct", match.group(), match.start() + start
        if at < taken:
            continue  # the full stop of an abbreviation
        after = at + len(folded)
        if kind in _WORDS and folded not in known and text[at] not in _ROMAN_DIGITS:
            lexemes.append(Lexeme(at, after, "X", 0, folded))
        else:
            lexeme = _MAKERS[kind](folded, at, start, text)
            lexemes.append(lexeme)
            taken = lexeme.end
    return lexemes


@cache
def _known() -> frozenset[str]:
    return frozenset(numeral_words()) | frozenset(_senses())


def _word(folded: str, at: int, start: int, text: str) -> Lexeme:
    end = at + len(folded)
    numeral = numeral_words().get(folded)
    if numeral is not None:
        return Lexeme(at, end, numeral[0], numeral[1], folded)
    sense = _senses().get(folded)
    if sense is None:
        return _roman(text[at:end], at, folded)
    named = not sense.caseless and text[at].isupper()
    if sense.cls == "HOLIDAY":
        if not named:
            return Lexeme(at, end, "X", 0, folded)
    elif named and not _opens(text, at, start) and not _after_day(text, at, start):
        return Lexeme(at, end, "X", 0, folded)
    if sense.abbreviation and text[end : end + 1] == ".":
        end += 1
    return Lexeme(at, end, sense.cls, sense.value, folded)


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a capital letter says nothing here: at the start of the sentence, or after a mark that opens one."""
    before = text[start:at].rstrip()
    return not before or before[-1] in '.!?…:—–-«("*#'


def _after_day(text: str, at: int, start: int) -> bool:
    before = text[max(start, at - 12) : at].rstrip()
    return bool(before) and (before[-1].isdigit() or before[-1] == "е")


def _roman(word: str, at: int, folded: str) -> Lexeme:
    end = at + len(word)
    if not _ROMAN.match(word):
        return Lexeme(at, end, "X", 0, folded)
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    total = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return Lexeme(at, end, "ROMAN", total, folded)


def _integer(word: str, at: int, _start: int, _text: str) -> Lexeme:
    value = int(word) if len(word) < 9 else 0
    cls = "NN"
    if len(word) <= 2 and 1 <= value <= 31:
        cls = "DD"
    elif len(word) == 4 and 1000 <= value < 2200:
        cls = "Y4"
    return Lexeme(at, at + len(word), cls, value, word)


def _ordinal(word: str, at: int, _start: int, _text: str) -> Lexeme:
    digits = re.match(r"\d+", word)
    number = digits.group() if digits else "0"
    value, tail = int(number), word[len(number) :].lower().lstrip("-‐‑–")
    plural = tail in ("х", "ых", "е", "ые", "ми", "ыми")
    cls = "X"
    if plural and value % 10 == 0 and (len(number) == 2 or 1000 <= value < 2200) and value:
        cls = "DEC"
    elif len(number) == 4 and 1000 <= value < 2200:
        cls = "YO"
    elif len(number) <= 2:
        cls = "YY" if number[0] == "0" and tail == "м" else _short_ordinal(value, tail)
    return Lexeme(at, at + len(word), cls, value, word)


def _short_ordinal(value: int, tail: str) -> str:
    """«95-м» may be a year, «12-го» and «12-е» days."""
    if value > 31 or value < 1:
        return "YY" if tail == "м" else "O2"
    return "DG" if tail in ("го", "е") else "OD"


def _number(word: str, at: int, _start: int, _text: str) -> Lexeme:
    plain = re.fullmatch(r"(\d+)[.,](\d+)", word)
    value = float(f"{plain.group(1)[-6:]}.{plain.group(2)[:6]}") if plain else 0
    if _HOUR_MINUTE.fullmatch(word):
        return Lexeme(at, at + len(word), "HM", word.replace(".", ":"), word)
    grouped = re.fullmatch(r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+", word)
    return Lexeme(at, at + len(word), "DCM" if plain else "NN" if grouped else "X", value, word)


def _zone(folded: str, at: int, _start: int, _text: str) -> Lexeme:
    offset = next((value for key, value in _OFFSETS.items() if key in folded), "")
    shift = re.search(r"([+-])(\d{1,2})\Z", folded)
    if shift and offset:
        hours = int(offset[1:3]) + int(shift.group(1) + shift.group(2))
        offset = f"{'-' if hours < 0 else '+'}{abs(hours):02d}:00"
    return Lexeme(at, at + len(folded), "ZONE", offset, folded)


def _dash(word: str, at: int, start: int, text: str) -> Lexeme:
    end = at + len(word)
    tight = start < at and not text[at - 1].isspace() and not text[end : end + 1].isspace()
    return Lexeme(at, end, "TIGHT" if tight else "DASH", 0, word)


def _punct(word: str, at: int, _start: int, _text: str) -> Lexeme:
    return Lexeme(at, at + 1, _PUNCT.get(word, "X"), 0, word)


def _plain(cls: str, word: str, at: int) -> Lexeme:
    return Lexeme(at, at + len(word), cls, word, word)


_WORDS = frozenset({"word", "other"})
_MAKERS = {
    "iso": lambda word, at, _start, _text: _plain("ISO", word.upper(), at),
    "numeric": lambda word, at, _start, _text: _plain("NUMERIC", word, at),
    "clock": lambda word, at, _start, _text: _plain("CLOCK", word, at),
    "span": lambda word, at, _start, _text: _plain("SPAN", word, at),
    "bc": lambda word, at, _start, _text: _plain("BC", word, at),
    "ad": lambda word, at, _start, _text: _plain("AD", word, at),
    "mixed": lambda word, at, _start, _text: _plain("X", word, at),
    "sign": lambda word, at, _start, _text: _plain("SIGN", word, at),
    "rely": lambda word, at, _start, _text: Lexeme(at, at + len(word), "RELY", "this", word),
    "number": _number,
    "ordinal": _ordinal,
    "integer": _integer,
    "zone": _zone,
    "word": _word,
    "other": _word,
    "dash": _dash,
    "punct": _punct,
}
_NUMBERS = frozenset({"DD", "NN", "Y4", "OD", "DG", "O2", "YY", "YO"})


def _without_codes(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Numbers glued to letters or to other numbers («Ту-154», «2012-I», «8-800-555») are codes, not times."""
    result = list(lexemes)
    for i, lexeme in enumerate(lexemes):
        if lexeme.cls != "TIGHT":
            continue
        left = lexemes[i - 1] if i else None
        right = lexemes[i + 1] if i + 1 < len(lexemes) else None
        if left and right and _is_code(left, right):
            for j in (i - 1, i + 1):
                if result[j].cls in _NUMBERS:
                    result[j] = Lexeme(result[j].start, result[j].end, "X", 0, result[j].text)
    return result


def _is_code(left: Lexeme, right: Lexeme) -> bool:
    if left.cls == "Y4" and right.cls == "NN" and int(right.value) == (int(left.value) + 1) % 100:
        return False  # «1989-90»
    if left.cls in _NUMBERS:
        return right.cls in ("X", "ROMAN", "NN", "DCM") and not (left.cls == "NN" and right.cls == "NN")
    if right.cls in _NUMBERS and left.cls in ("X", "ROMAN", "DCM"):
        return right.cls != "Y4" or not 1900 <= int(right.value) <= 2100 or len(left.text) < 2
    return False


def _joined_phrases(lexemes: list[Lexeme], text: str) -> list[Lexeme]:
    result: list[Lexeme] = []
    starts, behind = _phrases(), 0
    for i, lexeme in enumerate(lexemes):
        if i < behind:
            continue
        taken = _phrase_at(lexemes, i, text) if lexeme.text in starts else None
        result.append(lexeme if taken is None else taken[0])
        behind = i + (1 if taken is None else taken[1])
    return result


def _phrase_at(lexemes: list[Lexeme], i: int, text: str) -> tuple[Lexeme, int] | None:
    capital = text[lexemes[i].start].isupper()
    for words, cls, value, named in _phrases()[lexemes[i].text]:
        if named and not capital:
            continue
        part = lexemes[i : i + len(words)]
        if [lexeme.text for lexeme in part] == words:
            return Lexeme(part[0].start, part[-1].end, cls, value, " ".join(words)), len(words)
    return None
