"""A person's name as one mention gives it: which word is what, and which nominatives it may stand for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from letopis.document import Token
from letopis.entities.declension import CELLS, GENDERS, Reading, is_fixed, readings
from letopis.entities.name_roles import INITIAL, SYLLABLES, Role, is_syllabic, roles_of, syllables
from letopis.language.morphology import CASES, fold

# «Э.Рогов» is one token.
_GLUED = re.compile(r"[А-ЯЁ]\.(?=.)")
# «Рогова-младшего»
_JUNIOR = re.compile(r"-(младш|старш)(?:ий|его|ему|им|ем|ая|ей|ую|ие|их|ими)$")
_JUNIOR_ENDINGS = {"Masc": "ий", "Fem": "ая", "Plur": "ие"}
_APOSTROPHES = frozenset("'’`")
_CASE_EXPECTED, _CASE_UNEXPECTED = 0.5, -1.2
_CASE_AGREES, _CASE_ALIKE, _GENDER_AGREES, _TITLE_AGREES = 0.8, 0.3, 0.3, 0.2
_SYLLABLE_STAYS = 1.2
_LONGEST_SYLLABLE = 4
_FIRST_PART_STAYS = 1.05
# What a mention's own best reading may lose and still be believed, when another mention asks for it.
PLAUSIBLE = 1.5
# Sums of the same weights in another order differ by less.
_ROUNDING = 1e-6
_WORST = float("-inf")
# Of each 3 to 5 KB. A name comes again in its own article or hardly ever: of 500 articles with 20,000 kept no more
# than one in ten was found that is not found so.
_REMEMBERED = 1_000
# By cell, the (nominative, weight) of every reading.
_Readings = tuple[tuple[tuple[str, float], ...], ...]


class Word(NamedTuple):
    """One word of a name with what the tagger says of it; an initial keeps its full stop."""

    text: str
    case: str | None = None
    gender: str | None = None


class Expected(NamedTuple):
    """Cases that the words around a name ask for, none where nothing tells; `sure` where grammar allows no other.

    `gender` is that of a noun for people of either sex beside it: «футболиста» speaks for a man.
    """

    cases: frozenset[str] = frozenset()
    sure: bool = False
    gender: str | None = None

    def of(self, told: str | None, case: str) -> float:
        """What speaks for the case: the words around, and the tagger's `told` where these leave it a say."""
        if self.sure and case not in self.cases:
            return _CASE_UNEXPECTED
        return _case_evidence(told, case) + (_CASE_EXPECTED if case in self.cases else 0.0)


_NOTHING = Expected()


@dataclass(slots=True)
class NameForm:
    """The words of one mention, the role of each, and what each can be the form of.

    `family_first` is set for names such as «Ван И», cited surname first.
    """

    words: tuple[Word, ...]
    roles: tuple[Role, ...]
    family_first: bool
    expected: Expected
    columns: tuple["Column", ...] = field(repr=False)
    totals: tuple[float, ...] = field(repr=False)
    _plausible: dict[Role, dict[tuple[str, str], float]] = field(default_factory=dict, repr=False)
    _candidates: dict[tuple[Role, str], dict[str, float]] = field(default_factory=dict, repr=False)
    _genders: dict[str, float] = field(default_factory=dict, repr=False)

    def has(self, role: Role) -> bool:
        """Whether a word of the mention has the role."""
        return role in self.roles

    def text(self, role: Role) -> str:
        """The surface words of a role, joined by spaces; empty when it has none."""
        return " ".join(w.text for w, r in zip(self.words, self.roles, strict=True) if r == role)

    def is_initials(self, role: Role) -> bool:
        """Whether the role is there as a letter only, «И.»."""
        text = self.text(role)
        return bool(text) and (text.endswith(".") or len(text) == 1)

    def score(self, gender: str, case: str) -> float:
        """How well the whole mention reads in that gender and case."""
        return self.totals[CELLS.index((gender, case))]

    def genders(self) -> dict[str, float]:
        """The best score of each gender."""
        if not self._genders:
            count = len(CASES)
            self._genders = {g: max(self.totals[i * count : (i + 1) * count]) for i, g in enumerate(GENDERS)}
        return self._genders

    def plausible(self, role: Role) -> dict[tuple[str, str], float]:
        """Folded nominatives that the role's words may stand for, by (nominative, gender), with their scores.

        Only those that the mention's best reading beats by less than `PLAUSIBLE`; not to be changed.
        """
        if role not in self._plausible:
            self._plausible[role] = _plausible(self, role)
        return self._plausible[role]

    def candidates(self, role: Role, gender: str) -> dict[str, float]:
        """Nominatives of the role's words in their own letter case, in one gender, with their scores.

        Empty where no word has the role; not to be changed.
        """
        if (role, gender) not in self._candidates:
            self._candidates[role, gender] = _candidates(self, role, gender)
        return self._candidates[role, gender]


def words_of(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The words of a span: initials joined with their full stops, «О’Нил» one word, other punctuation left out."""
    words: list[Word] = []
    behind = -1
    for token in tokens:
        glued, behind = token.start == behind, token.end
        if token.text == "." and words and INITIAL.fullmatch(words[-1].text):
            words[-1] = words[-1]._replace(text=words[-1].text + ".")
        elif words and glued and (token.text in _APOSTROPHES or words[-1].text[-1] in _APOSTROPHES):
            words[-1] = Word(words[-1].text + token.text, token.feats.get("Case"), token.feats.get("Gender"))
        elif token.text.isalnum() or any(char.isalnum() for char in token.text):
            pieces = _GLUED.findall(token.text) if _GLUED.match(token.text) else []
            rest = token.text[sum(map(len, pieces)) :]
            words += [Word(piece, token.feats.get("Case"), token.feats.get("Gender")) for piece in pieces]
            words += [Word(_lowered(rest), token.feats.get("Case"), token.feats.get("Gender"))] if rest else []
    return tuple(word for at, word in enumerate(words) if not _is_twice(words, at))


def _is_twice(words: Sequence[Word], at: int) -> bool:
    """«Пётр Рогов Рогов» is a slip; short words are syllables, which may come twice."""
    return at > 0 and words[at].text == words[at - 1].text and len(words[at].text) > _LONGEST_SYLLABLE


def _lowered(text: str) -> str:
    """Capitals of a headline to a capital first letter; Roman numerals and initials as they are."""
    if not text.isupper() or len(text) < 3 or not re.search("[А-ЯЁ]", text):
        return text
    return "-".join(part.capitalize() for part in text.split("-"))


@lru_cache(_REMEMBERED)
def name_form(words: tuple[Word, ...], expected: Expected = _NOTHING, role: Role | None = None) -> NameForm:
    """Roles and readings of a mention's words; with `role` all are read as that. Cached, not to be changed."""
    texts = tuple([word.text for word in words])
    roles, family_first = roles_of(texts)
    if role is not None:
        roles, family_first = (role,) * len(words), False
    syllabic = family_first or is_syllabic(texts)
    columns = tuple(
        [
            _column(word, expected, _place(index, roles, syllabic=syllabic, family_first=family_first))
            for index, word in enumerate(words)
        ]
    )
    totals = tuple(map(sum, zip(*[column.best for column in columns], strict=True)))
    return NameForm(words, roles, family_first, expected, columns, totals)


class _Place(NamedTuple):
    """Whether a word keeps its form, is one syllable of several, a surname, or a Chinese given name."""

    stays: bool
    syllable: bool
    surname: bool
    chinese: bool


def _place(index: int, roles: Sequence[Role], *, syllabic: bool, family_first: bool) -> _Place:
    count = len(roles)
    return _Place(
        stays=syllabic and index < count - 1,
        syllable=syllabic and index > 0 and count > SYLLABLES,
        surname=roles[index] == "last",
        chinese=family_first and index > 0,
    )


class Column(NamedTuple):
    """One word by cell, in the order of `CELLS`: the (nominative, weight) of its readings, what the mention adds to
    these weights, and the best sum of both."""

    readings: _Readings
    bonus: tuple[float, ...]
    best: tuple[float, ...]


@lru_cache(_REMEMBERED)
def _column(word: Word, expected: Expected, place: _Place) -> Column:
    """The readings of one word as the mention sees them; a cell without any has the word as it is."""
    silent = place.stays or INITIAL.fullmatch(word.text) is not None  # a tagger guesses the case of an initial
    told = _bonus(None if silent else word.case, word.gender, expected)
    cells, best = _by_form(word.text, place)
    bonus = tuple([0.0 if weight is None else own for weight, own in zip(best, told, strict=True)])
    return Column(cells, bonus, tuple([own + (weight or 0.0) for weight, own in zip(best, bonus, strict=True)]))


@lru_cache(maxsize=2_000)
def _bonus(case: str | None, gender: str | None, expected: Expected) -> tuple[float, ...]:
    """For every cell what speaks for it: the words around the name, and what the tagger says of one of its words."""
    by_case = {one: expected.of(case, one) for one in CASES}
    return tuple(
        [
            by_case[one]
            + (_GENDER_AGREES if gender == own else 0.0)
            + (_TITLE_AGREES if expected.gender == own else 0.0)
            for own, one in CELLS
        ]
    )


@lru_cache(_REMEMBERED)
def _by_form(word: str, place: _Place) -> tuple[_Readings, tuple[float | None, ...]]:
    """By cell the readings that the word's place in the name allows, and the best weight, None without a reading."""
    table: dict[tuple[str, str], list[tuple[str, float]]] = {cell: [] for cell in CELLS}
    denied = "given" if place.surname else "surname"
    for nominative, gender, case, weight, only in word_readings(word):
        long = place.syllable and syllables(fold(nominative)) > 1
        if only != denied and not long and not (place.chinese and _is_feminine(word, nominative)):
            table[gender, case].append((nominative, weight))
    for cell in table.values() if place.stays else ():
        cell.append((word, _SYLLABLE_STAYS))
    asis = ((word, 0.0),)
    cells = tuple([tuple(cell) or asis for cell in table.values()])
    best = [None if not cell else cell[0][1] if len(cell) == 1 else max(map(_weight, cell)) for cell in table.values()]
    return cells, tuple(best)


_weight = itemgetter(1)


def _is_feminine(word: str, nominative: str) -> bool:
    """«Ли Шанфу» is no form of «Шанфа»: hardly a Chinese given name ends so."""
    return nominative[-1:] in "ая" and word[-1:] not in "ая"


def _case_evidence(told: str | None, case: str) -> float:
    if told == case:
        return _CASE_AGREES
    return _CASE_ALIKE if {told, case} == {"Gen", "Acc"} else 0.0


@lru_cache(_REMEMBERED)
def word_readings(word: str) -> tuple[Reading, ...]:
    """Readings of a word of a name; the parts of «Анны-Марии» decline together or only the last does."""
    before, mark, rest = _at_apostrophe(word)
    if mark:
        return tuple(r._replace(nominative=before + mark + r.nominative) for r in word_readings(rest))
    if (match := _JUNIOR.search(word)) is not None:
        return tuple(
            r._replace(nominative=f"{r.nominative}-{match[1]}{_JUNIOR_ENDINGS[r.gender]}")
            for r in word_readings(word[: match.start()])
        )
    parts = word.split("-")
    if len(parts) == 1 or is_fixed(word) or not all(parts):
        return readings(word)
    whole = [r for r in readings(word) if r.weight > 1.0 and "-" in r.nominative]
    found = {reading[:3]: reading.weight for reading in whole}
    last = readings(parts[-1])
    for reading in last:
        for head, weight in _heads(parts[:-1], reading.gender, reading.case):
            key = (f"{head}-{reading.nominative}", reading.gender, reading.case)
            found[key] = max(found.get(key, 0.0), (weight + reading.weight) / 2)
    return tuple(Reading(*key, weight) for key, weight in found.items())


def _at_apostrophe(word: str) -> tuple[str, str, str]:
    """«д’Эстена» before, at and behind its last apostrophe; the first two are empty where there is none."""
    at = max(word.rfind(mark) for mark in _APOSTROPHES)
    return (word[:at], word[at], word[at + 1 :]) if 0 < at < len(word) - 2 else ("", "", word)


def _heads(parts: Sequence[str], gender: str, case: str) -> list[tuple[str, float]]:
    """Readings of all parts but the last: each declines in the same case, or all stay."""
    joined, total = [], 0.0
    stays = all(part[-1:] not in "аяуюйь" for part in parts)
    for part in parts:
        best = max(
            (r for r in readings(part) if r.gender == gender and r.case == case),
            key=lambda r: r.weight,
            default=Reading(part, gender, case, 0.0),
        )
        joined.append(best.nominative)
        total += best.weight
    return [("-".join(joined), total / len(parts)), ("-".join(parts), _FIRST_PART_STAYS if stays else 0.6)]


def _plausible(form: NameForm, role: Role) -> dict[tuple[str, str], float]:
    at = [i for i, r in enumerate(form.roles) if r == role]
    if not at:
        return {}
    spelt: dict[tuple[str, str], float] = {}
    least = max(form.totals) - PLAUSIBLE - _ROUNDING
    for cell, (gender, _) in enumerate(CELLS):
        for nominative, score in _joined(form, cell, at) if form.totals[cell] >= least else ():
            key = (nominative, gender)
            if score > spelt.get(key, _WORST):
                spelt[key] = score
    limit = max(spelt.values()) - PLAUSIBLE
    scored: dict[tuple[str, str], float] = {}
    for (nominative, gender), score in spelt.items():
        if score >= limit:
            key = (fold(nominative), gender)
            scored[key] = max(scored.get(key, score), score)
    return scored


def _joined(form: NameForm, cell: int, at: list[int]) -> list[tuple[str, float]]:
    """Nominatives of the words at `at` put together, with the score the whole mention then has."""
    total = form.totals[cell]
    if len(at) == 1:
        column = form.columns[at[0]]
        rest, own = total - column.best[cell], column.bonus[cell]
        return [(nominative, rest + (weight + own)) for nominative, weight in column.readings[cell]]
    found = [("", total)]
    for index in at:
        column = form.columns[index]
        best, own = column.best[cell], column.bonus[cell]
        found = [
            (f"{text} {nominative}".strip(), score - best + (weight + own))
            for text, score in found
            for nominative, weight in column.readings[cell]
        ]
    return found


def _candidates(form: NameForm, role: Role, gender: str) -> dict[str, float]:
    at = [i for i, r in enumerate(form.roles) if r == role]
    first = GENDERS.index(gender) * len(CASES)
    found: dict[str, float] = {}
    for cell in range(first, first + len(CASES)) if at else ():
        for nominative, score in _joined(form, cell, at):
            if score > found.get(nominative, _WORST):
                found[nominative] = score
    return found
