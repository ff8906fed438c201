"""Names that the tables surely know where no recogniser has said that a place is meant: «МИД России», «в Искитиме»."""

from collections.abc import Iterable
from functools import lru_cache

from letopis.document import Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import Gazetteer, fold_place
from letopis.entities.place_candidates import Candidate, candidates
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import Hypothesis, nominatives, word_nominatives
from letopis.entities.place_names import PlaceNames
from letopis.language.morphology import parses

_LONGEST = 5
_FORM_AT_LEAST, _FORM_AFTER_PREPOSITION = 0.85, 0.7
_PEOPLE_AT_LEAST, _PEOPLE_OF_UNKNOWN_WORD, _PEOPLE_AFTER_PREPOSITION = 50_000, 200_000, 5_000
_SHORT_CAPITALS, _PEOPLE_OF_CAPITALS = 5, 100_000
_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))
_DASHES = frozenset("-‐‑–—")
_DISTRICTS = frozenset(("район", "область", "край", "округ", "губерния", "воеводство"))
# Prepositions of place; after those of the second row a person can stand as well.
_PLACE_PREPOSITIONS = frozenset(("в", "во", "из", "близ", "под"))
_OTHER_PREPOSITIONS = frozenset(("у", "к", "ко", "до", "от", "на", "через", "около", "над", "за", "возле"))
_SURNAME_ENDINGS = ("ов", "ев", "ин", "ын", "ко", "ян", "дзе", "швили", "ский", "цкий", "ич", "ман", "берг", "штейн")


def sure_end(sentence: Sentence, first: int) -> int | None:
    """The token behind the longest name from token `first` that the tables surely know, or None.

    Countries, regions, areas and facilities of several words; single words when no common word or person's name
    is likelier: large cities, and smaller ones after a preposition of place.
    """
    tokens = sentence.tokens
    if not (tokens[first].text[:1].isupper() and tokens[first].pos in ("PROPN", "NOUN", "ADJ", "X")):
        return None
    ends = range(first + 1, min(first + _LONGEST, len(tokens)) + 1) if _may_begin(tokens[first]) else (first + 1,)
    for last in reversed(ends):
        words = tokens[first:last]
        if len(words) > 1 and _may_end(words[-1]) and all(map(_may_stand, words)) and _sure_phrase(words):
            return last
    return first + 1 if _sure_word(sentence, tokens[first]) else None


def is_odd_abbreviation(text: str) -> bool:
    """«МИД», «СНГ»: short capitals that no table of abbreviations and no large city bears."""
    if not (text.isupper() and len(text) <= _SHORT_CAPITALS):
        return False
    return not any(not is_odd_capitals(text, candidate) for candidate in candidates(fold_place(text)))


def is_odd_capitals(text: str, candidate: Candidate) -> bool:
    """Whether short capitals are unlikely to write the candidate: a town that is not large («МИД» and Мид, US)."""
    short = text.isupper() and len(text) <= _SHORT_CAPITALS
    return short and candidate.kind == "city" and candidate.population < _PEOPLE_OF_CAPITALS


def _may_begin(token: Token) -> bool:
    """Whether a name of several words, or a district's, can begin with the word."""
    first = token.text.split("-")[0]
    return token.pos == "ADJ" or any(option.key in _first_words() for option in word_nominatives(first))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    names = PlaceNames.load()
    rows = (*names.cities, *names.regions)
    spelled: Iterable[str] = (
        *(name for country in CountryTable.load() for name in (country.name, *country.names)),
        *(name for area in names.areas for name in (area.name, *area.names)),
        *(name for row in rows for name in (row.name, *row.former, *row.colloquial)),
        *(name for facility in FacilityFile.load().facilities for name in (facility.name, *facility.names)),
    )
    keys = (fold_place(name) for name in spelled)
    return frozenset(key.split(" ")[0] for key in keys if " " in key) | Gazetteer.load().first_words()


def _may_end(token: Token) -> bool:
    return token.text[-1:].isalnum() and token.pos not in ("VERB", "ADP", "CCONJ", "SCONJ", "PUNCT", "ADV")


def _may_stand(token: Token) -> bool:
    return token.text in _DASHES or token.pos not in ("VERB", "PUNCT", "ADV", "PRON", "DET", "NUM", "SYM")


def _sure_phrase(words: list[Token]) -> bool:
    """Several words of which a table has the nominative («Саудовской Аравии»), or «Лейлекский район»."""
    surface = " ".join(word.text for word in words)
    known = any(
        hypothesis.weight >= _FORM_AT_LEAST and any(_well_known(c) for c in candidates(hypothesis.key))
        for hypothesis in nominatives(surface)
    )
    adjective, noun = words[0], words[-1]
    return known or (noun.lemma in _DISTRICTS and len(words) == 2 and adjective.pos == "ADJ")


def _well_known(candidate: Candidate) -> bool:
    return candidate.kind != "city" or candidate.population >= _PEOPLE_AT_LEAST


def _sure_word(sentence: Sentence, token: Token) -> bool:
    """One word that names a country, area, region or city, not likelier a common word or a person's name."""
    if token.pos == "ADJ" or len(token.text) < 2:
        return False
    if token.text.isupper() and len(token.text) <= _SHORT_CAPITALS:
        return _sure_abbreviation(token.text)
    named = [h for h in nominatives(token.text) if h.weight >= _FORM_AFTER_PREPOSITION and candidates(h.key)]
    return any(_sure_reading(sentence, token, hypothesis) for hypothesis in named)


def _sure_abbreviation(text: str) -> bool:
    """One that only one place has, or one country among several longer than two letters."""
    countries = CountryTable.load().by_name(text)
    if len(text) == 2:
        return len(countries) == 1 and fold_place(text) not in _two_letter_regions()
    return bool(countries) or any(not is_odd_capitals(text, c) for c in candidates(fold_place(text)))


@lru_cache(maxsize=1)
def _two_letter_regions() -> frozenset[str]:
    gazetteer, letters = Gazetteer.load(), "абвгдежзийклмнопрстуфхцчшщэюя"
    return frozenset(a + b for a in letters for b in letters if a + b in gazetteer)


def _sure_reading(sentence: Sentence, token: Token, hypothesis: Hypothesis) -> bool:
    """Whether the word is surely a form of that key."""
    readings = [parse for parse in parses(token.text) if parse.known]
    toponym = any("Geox" in parse.tags and fold_place(parse.lemma) == hypothesis.key for parse in readings)
    other = [parse for parse in readings if "Geox" not in parse.tags]
    if any(parse.tags & _NAME_TAGS for parse in other) or (token.index == 0 and other and token.pos != "PROPN"):
        return False
    found = [candidate for candidate in candidates(hypothesis.key) if candidate.kind != "facility"]
    people = max((candidate.population for candidate in found), default=0)
    if not readings and token.pos == "PROPN" and people >= _people_wanted(sentence, token, hypothesis.key):
        return True
    if hypothesis.weight < _FORM_AT_LEAST or not found:
        return False
    if any(candidate.kind != "city" for candidate in found):
        return toponym or token.pos == "PROPN" or not other
    return toponym and people >= _PEOPLE_AT_LEAST


def _people_wanted(sentence: Sentence, token: Token, key: str) -> int:
    """How many people a city unknown to the dictionary must have: fewer after a preposition of place."""
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    surname = key.endswith(_SURNAME_ENDINGS)
    if before in _PLACE_PREPOSITIONS or (before in _OTHER_PREPOSITIONS and not surname):
        return _PEOPLE_AFTER_PREPOSITION
    return _PEOPLE_OF_UNKNOWN_WORD
