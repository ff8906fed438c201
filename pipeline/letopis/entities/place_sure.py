"""Names that the tables surely know where no recogniser has said that a place is meant: «МИД России», «в Искитиме»."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from letopis.document import Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import Gazetteer, fold_place
from letopis.entities.inflection import known_entries
from letopis.entities.place_adjectives import stands_alone
from letopis.entities.place_candidates import Candidate, candidates
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import Hypothesis, nominatives, split_words, word_nominatives
from letopis.entities.place_names import PlaceNames
from letopis.entities.shared_nouns import DISTRICTS
from letopis.language.morphology import fold

_LONGEST = 5
_FORM_AT_LEAST, _FORM_AFTER_PREPOSITION = 0.85, 0.7
_PEOPLE_AT_LEAST, _PEOPLE_OF_UNKNOWN_WORD, _PEOPLE_AFTER_PREPOSITION = 50_000, 200_000, 5_000
_SHORT_CAPITALS, _PEOPLE_OF_CAPITALS = 5, 100_000
_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))
_DASHES = frozenset("-‐‑–—")
_BARRIERS = frozenset(("VERB", "PUNCT", "ADV", "PRON", "DET", "NUM", "SYM", "ADP", "SCONJ"))
_TOWN_ENDINGS = ("ск", "град", "бург", "поль", "абад", "кент", "город", "горск")
# Prepositions of place; after those of the second row a person can stand as well.
_PLACE_PREPOSITIONS = frozenset(("в", "во", "из", "близ", "под"))
_OTHER_PREPOSITIONS = frozenset(("у", "к", "ко", "до", "от", "на", "через", "около", "над", "за", "возле"))
_SURNAME_ENDINGS = ("ов", "ев", "ин", "ын", "ко", "ян", "дзе", "швили", "ский", "цкий", "ич", "ман", "берг", "штейн")
# Grammemes of nouns for people, and of people's names.
_ANIMATE, _NAMED = frozenset({"NOUN", "anim"}), frozenset({"Name", "Surn", "Patr"})


def sure_end(sentence: Sentence, first: int) -> int | None:
    """The token behind the longest name from token `first` that the tables surely know, or None.

    Countries, regions, areas and facilities of several words; single words when no common word or person's name
    is likelier: large cities, and smaller ones after a preposition of place.
    """
    token = sentence.tokens[first]
    if not (token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X")):
        return None
    end = _phrase_end(sentence.tokens, first)
    if end is None and token.pos == "ADJ" and _is_district(sentence.tokens[first : first + 2]):
        end = first + 2
    return end or (first + 1 if _sure_word(sentence, token) else None)


@lru_cache(maxsize=20_000)
def is_toponym(word: str) -> bool:
    """«Минусинску»: a form of a town's name with an ending that surnames have not, whatever the recogniser says."""
    folded = fold(word)
    alike = any(ending in folded for ending in _TOWN_ENDINGS)
    return alike and any(h.key.endswith(_TOWN_ENDINGS) and candidates(h.key) for h in nominatives(word))


def is_likelier_common(sentence: Sentence, token: Token) -> bool:
    """«Так», «Родину»: a word of the dictionary, no toponym there, that only small towns are called; «Мэры», people who
    begin a sentence.

    After a preposition of place («в Буе») the town is believed.
    """
    readings = known_entries(token.text)
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    if not readings or any("Geox" in form.tag.grammemes for form in readings) or before in _PLACE_PREPOSITIONS:
        return False
    found = [candidate for hypothesis in nominatives(token.text) for candidate in candidates(hypothesis.key)]
    if not found:
        return token.index == 0 and all(
            form.tag.grammemes >= _ANIMATE and not form.tag.grammemes & _NAMED for form in readings
        )
    return all(c.kind == "city" and c.population < _PEOPLE_AT_LEAST for c in found)


def is_odd_abbreviation(text: str) -> bool:
    """«МИД», «СНГ»: short capitals that no table of abbreviations and no large city bears."""
    if not (text.isupper() and len(text) <= _SHORT_CAPITALS):
        return False
    return not any(not is_odd_capitals(text, candidate) for candidate in candidates(fold_place(text)))


def is_odd_capitals(text: str, candidate: Candidate) -> bool:
    """Whether short capitals are unlikely to write the candidate: a town that is not large («МИД» and Мид, US)."""
    short = text.isupper() and len(text) <= _SHORT_CAPITALS
    return short and candidate.kind == "city" and candidate.population < _PEOPLE_OF_CAPITALS


def _phrase_end(tokens: Sequence[Token], first: int) -> int | None:
    """The token behind the longest name of several words that begins at `first`, each word in any case."""
    partial, count = _begun(tokens[first].text)
    end = first + 1 if count > 1 and _names_well_known(partial, count) else None
    for index in range(first + 1, min(first + _LONGEST, len(tokens))):
        if not partial:
            break
        if tokens[index].text in _DASHES:
            continue
        if tokens[index].pos in _BARRIERS:
            break
        for word in split_words(tokens[index].text):
            partial, count = _extended(partial, word), count + 1
        if count > 1 and tokens[index].pos != "CCONJ" and _names_well_known(partial, count):
            end = index + 1
    return end


@lru_cache(maxsize=20_000)
def _begun(text: str) -> tuple[Mapping[str, float], int]:
    """Beginnings of known names that the token's words can be forms of, as in `_extended`; how many words it has."""
    partial: Mapping[str, float] = {"": 0.0}
    words = split_words(text)
    for word in words:
        partial = _extended(partial, word)
    return partial, len(words)


def _extended(partial: Mapping[str, float], word: str) -> dict[str, float]:
    """Beginnings of known names, one word longer, with the sum of the word forms' weights."""
    known, begun = _phrases()
    longer: dict[str, float] = {}
    for start, weight in partial.items():
        for option in word_nominatives(word):
            key = f"{start} {option.key}".lstrip()
            if key in begun or key in known:
                longer[key] = max(longer.get(key, 0.0), weight + option.weight)
    return longer


@lru_cache(maxsize=1)
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Keys of several words in all tables, and all their beginnings."""
    names = PlaceNames.load()
    rows = (*names.cities, *names.regions)
    spelled = (
        *(name for country in CountryTable.load() for name in (country.name, *country.names)),
        *(name for area in names.areas for name in (area.name, *area.names)),
        *(name for row in rows for name in (row.name, *row.former, *row.colloquial)),
        *(name for facility in FacilityFile.load().facilities for name in (facility.name, *facility.names)),
    )
    known = {key for key in map(fold_place, spelled) if " " in key} | set(Gazetteer.load().phrases())
    begun = {" ".join(words[:i]) for words in (key.split(" ") for key in known) for i in range(1, len(words))}
    return frozenset(known), frozenset(begun)


def _names_well_known(partial: Mapping[str, float], count: int) -> bool:
    sure = (key for key, weight in partial.items() if weight / count >= _FORM_AT_LEAST)
    return any(_well_known(candidate) for key in sure for candidate in candidates(key))


def _is_district(words: Sequence[Token]) -> bool:
    """«Лейлекский район», where the first word is an adjective."""
    return len(words) == 2 and words[1].lemma in DISTRICTS


def _well_known(candidate: Candidate) -> bool:
    return candidate.kind != "city" or candidate.population >= _PEOPLE_AT_LEAST


def _sure_word(sentence: Sentence, token: Token) -> bool:
    """One word that names a country, area, region or city, not likelier a common word or a person's name."""
    if token.pos == "ADJ":
        return is_toponym(token.text) and stands_alone(sentence, token)
    if len(token.text) < 2:
        return False
    if token.text.isupper() and len(token.text) <= _SHORT_CAPITALS:
        return _sure_abbreviation(token.text)
    named = _named(token.text)
    return bool(named) and any(_sure_reading(sentence, token, hypothesis) for hypothesis in named)


@lru_cache(maxsize=20_000)
def _named(word: str) -> tuple[Hypothesis, ...]:
    """What the word can be a form of that names a place."""
    return tuple([h for h in nominatives(word) if h.weight >= _FORM_AFTER_PREPOSITION and candidates(h.key)])


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
    readings = known_entries(token.text)
    named = [form for form in readings if "Geox" in form.tag.grammemes]
    toponym = any(fold_place(form.normal_form) == hypothesis.key for form in named)
    other = [form for form in readings if "Geox" not in form.tag.grammemes]
    if any(form.tag.grammemes & _NAME_TAGS for form in other) or (token.index == 0 and other and token.pos != "PROPN"):
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
