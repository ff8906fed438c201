"""Place names that the recogniser misses or covers with a longer name: «МИД России», «Ошская область».

Only what tables know surely is taken: the recogniser has not said that it is a place.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from letopis.document import Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import Gazetteer, fold_place
from letopis.entities.place_adjectives import RecognisedName, find_adjectives
from letopis.entities.place_candidates import Candidate, PlaceResolution, candidates
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import Hypothesis, nominatives
from letopis.language.morphology import parses

_LONGEST = 5
_FORM_AT_LEAST = 0.85
_PEOPLE_AT_LEAST, _PEOPLE_OF_UNKNOWN_WORD = 50_000, 200_000
_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))
_NAMING = frozenset(("PROPN", "NOUN", "X", "SYM"))
_QUOTES = frozenset('«"„“')
_DASHES = frozenset("-‐‑–—")
_DISTRICTS = frozenset(("район", "область", "край", "округ", "губерния", "воеводство"))


@dataclass(slots=True, frozen=True)
class PlaceSpan:
    """A stretch that names a place: tokens [first, last), characters [start, end) of the article.

    `lemma` and `target` only of an adjective; half of a compound one has the whole token as [first, last).
    `hint` is the common noun that the name stands beside («штате», «аэропорту»), as it stands.
    """

    start: int
    end: int
    form: Literal["name", "adjective"]
    first: int
    last: int
    lemma: str | None = None
    target: PlaceResolution | None = None
    hint: str | None = None


def find_places(sentence: Sentence, names: Sequence[RecognisedName] | None = None) -> list[PlaceSpan]:
    """All places of the sentence, none overlapping, in text order.

    The recogniser's come first (`names`, or those of the sentence), unless a longer name of the tables holds them
    («Тринидад и Тобаго»); then other names of the tables, inside names of organisations too; then adjectives.
    """
    given = sentence.names if names is None else names
    found = find_names(sentence, given)
    recognised = [_span(sentence, name.first, name.last) for name in given if _is_place(sentence, name)]
    longer = [span for span in found if any(_within(name, span) for name in recognised)]
    spans: list[PlaceSpan] = []
    taken: set[int] = set()
    for span in (*longer, *recognised, *found):
        tokens = range(span.first, span.last)
        if taken.isdisjoint(tokens):
            spans.append(span)
            taken.update(tokens)
    spans += [span for span in _adjectives(sentence, given) if span.first not in taken]
    return sorted(spans, key=lambda span: span.start)


def find_names(sentence: Sentence, names: Sequence[RecognisedName] | None = None) -> list[PlaceSpan]:
    """Names of countries, regions, cities and areas that the tables surely know, longest first, none overlapping."""
    found: list[PlaceSpan] = []
    given = sentence.names if names is None else names
    people = {i for name in given if name.type == "PER" for i in range(name.first, name.last)}
    index = 0
    while index < len(sentence.tokens):
        last = _longest(sentence, index) if index not in people and _opens(sentence.tokens[index]) else None
        if last is not None:
            found.append(_span(sentence, index, last))
        index = last or index + 1
    return found


def _is_place(sentence: Sentence, name: RecognisedName) -> bool:
    """Whether the span can be a place: not verbs alone («Родилась»), nor adjectives, which are found apart."""
    if name.type != "LOC":
        return False
    tokens = sentence.tokens[name.first : name.last]
    return any(token.pos in _NAMING for token in tokens) or not any(t.pos in ("ADJ", "VERB") for t in tokens)


def _within(inner: PlaceSpan, outer: PlaceSpan) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last and inner != outer


def _adjectives(sentence: Sentence, names: Sequence[RecognisedName]) -> Iterator[PlaceSpan]:
    tokens = sentence.tokens
    for found in find_adjectives(sentence, names):
        index = bisect_right(tokens, found.start, key=lambda token: token.start) - 1
        yield PlaceSpan(found.start, found.end, "adjective", index, index + 1, found.lemma, found.target)


def _span(sentence: Sentence, first: int, last: int) -> PlaceSpan:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return PlaceSpan(start, end, "name", first, last, hint=_hint(sentence, first))


def _hint(sentence: Sentence, first: int) -> str | None:
    """The common noun before the name, through a quote, if the name is its apposition: in its case or the nominative.

    «в штате Вашингтон», not «столица Казахстана».
    """
    before = first - 1
    if before >= 0 and sentence.tokens[before].text in _QUOTES:
        before -= 1
    if before < 0:
        return None
    noun, name = sentence.tokens[before], sentence.tokens[first]
    cases = {"Nom", noun.feats.get("Case"), None}
    fits = noun.pos == "NOUN" and name.feats.get("Case") in cases and FacilityFile.load().kind_of(noun.text)
    return noun.text if fits else None


def _opens(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X")


def _longest(sentence: Sentence, first: int) -> int | None:
    """The end (token index) of the longest sure name from `first`, or None."""
    tokens = sentence.tokens
    ends = [last for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1) if _may_end(tokens[last - 1])]
    for last in reversed(ends):
        words = tokens[first:last]
        if len(words) == 1 and _sure_word(words[0], first == 0):
            return last
        if len(words) > 1 and all(map(_may_stand, words)) and (_sure_phrase(words) or _district(words)):
            return last
    return None


def _may_end(token: Token) -> bool:
    return token.text[-1:].isalpha() and token.pos not in ("VERB", "ADP", "CCONJ", "SCONJ", "PUNCT", "ADV")


def _may_stand(token: Token) -> bool:
    return token.text in _DASHES or token.pos not in ("VERB", "PUNCT", "ADV", "PRON", "DET", "NUM", "SYM")


def _sure_phrase(words: list[Token]) -> bool:
    """Several words of which a table has the nominative: «Саудовской Аравии», «Нижнем Новгороде»."""
    surface = " ".join(word.text for word in words)
    return any(
        hypothesis.weight >= _FORM_AT_LEAST and any(_well_known(c) for c in candidates(hypothesis.key))
        for hypothesis in nominatives(surface)
    )


def _district(words: list[Token]) -> bool:
    """«Лейлекский район»: a capitalised adjective and the noun of an administrative unit."""
    *adjectives, noun = words
    return (
        noun.lemma in _DISTRICTS
        and len(words) == 2
        and all(w.pos == "ADJ" and w.text[:1].isupper() for w in adjectives)
    )


def _well_known(candidate: Candidate) -> bool:
    return candidate.kind not in ("city", "facility") or candidate.population >= _PEOPLE_AT_LEAST


def _sure_word(token: Token, opens_sentence: bool) -> bool:
    """One word that names a country, area, region or large city, not likelier a common word or a person's name."""
    if token.pos == "ADJ" or len(token.text) < 2:
        return False
    if token.text.isupper() and len(token.text) <= 4:
        return _sure_abbreviation(token.text)
    named = [h for h in nominatives(token.text) if h.weight >= _FORM_AT_LEAST and candidates(h.key)]
    return any(_sure_reading(token, hypothesis, opens_sentence) for hypothesis in named)


def _sure_abbreviation(text: str) -> bool:
    """One that only one place has, or one country among several longer than two letters."""
    countries = CountryTable.load().by_name(text)
    if len(text) == 2:
        return len(countries) == 1 and fold_place(text) not in _two_letter_regions()
    return bool(countries) or bool(candidates(fold_place(text)))


@lru_cache(maxsize=1)
def _two_letter_regions() -> frozenset[str]:
    gazetteer, letters = Gazetteer.load(), "абвгдежзийклмнопрстуфхцчшщэюя"
    return frozenset(a + b for a in letters for b in letters if a + b in gazetteer)


def _sure_reading(token: Token, hypothesis: Hypothesis, opens_sentence: bool) -> bool:
    readings = [parse for parse in parses(token.text) if parse.known]
    toponym = any("Geox" in parse.tags and fold_place(parse.lemma) == hypothesis.key for parse in readings)
    other = [parse for parse in readings if "Geox" not in parse.tags]
    if any(parse.tags & _NAME_TAGS for parse in other) or (opens_sentence and other and token.pos != "PROPN"):
        return False
    found = candidates(hypothesis.key)
    if any(candidate.kind != "city" for candidate in found):
        return toponym or token.pos == "PROPN" or not other
    people = max(candidate.population for candidate in found)
    if toponym:
        return people >= _PEOPLE_AT_LEAST
    return not readings and token.pos == "PROPN" and people >= _PEOPLE_OF_UNKNOWN_WORD
