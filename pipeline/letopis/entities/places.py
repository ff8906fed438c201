"""Place names to rows of the gazetteer: «Москвой» is Москва, RU, 524901.

The recogniser has said that it is a place; here it is found which. Places of all tables whose
name the surface can be a form of are ranked by word form, kind, the article's countries and fame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letopis.document import Place, PlaceKind
from letopis.entities.countries import CountryTable
from letopis.entities.gazetteer import fold_place, unquoted
from letopis.entities.place_adjectives import AdjectiveMention, find_adjectives
from letopis.entities.place_candidates import Candidate, PlaceResolution, candidates, resolution
from letopis.entities.place_facilities import FacilityFile, KindWords
from letopis.entities.place_finder import PlaceSpan, find_names, find_places
from letopis.entities.place_forms import (
    adjectival,
    agreeing_with,
    agrees_with,
    guess_nominative,
    nominatives,
    same_gender,
)
from letopis.entities.place_sure import is_odd_capitals
from letopis.language.morphology import fold

__all__ = [
    "AdjectiveMention",
    "PlaceResolution",
    "PlaceResolver",
    "PlaceSpan",
    "find_adjectives",
    "find_names",
    "find_places",
    "is_capital",
]

_FORM, _LEMMA, _CONTEXT, _KIND, _FOREIGN_ABBREVIATION = 2.0, 0.1, 0.4, 0.8, 1.0
_NAMED_IN_REASON = 3
_SETTLED: frozenset[PlaceKind] = frozenset({"city", "locality"})


@dataclass(slots=True)
class _Ranked:
    """A candidate with the parts of its rank; each part has the name that `reason` gives it."""

    candidate: Candidate
    parts: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.parts.values())


class PlaceResolver:
    """Resolves names; holds nothing but the shared tables."""

    def __init__(self, facilities: FacilityFile) -> None:
        self._facilities = facilities

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "PlaceResolver":
        """The resolver over the package's tables, once a process."""
        return cls(FacilityFile.load())

    def resolve(
        self,
        surfaces: Sequence[str],
        lemma_forms: Sequence[str] = (),
        context: Mapping[str, float] | None = None,
        hint: str | None = None,
    ) -> PlaceResolution:
        """The place that all `surfaces` (forms of one name, as they stand in the text) can name.

        `lemma_forms`: nominatives that others guessed. `context`: ISO country to weight, any scale.
        `hint`: the common noun beside the name («штат», «аэропорта»), any case. Nothing fits: `score` 0.
        """
        weights = _share(context or {})
        ranked = self._rank(surfaces, lemma_forms, weights, hint)
        if not ranked:
            stripped = [self._strip(surface) for surface in surfaces]
            noun = next((noun for _, noun in stripped if noun), None)
            if noun:
                ranked = self._rank([name for name, _ in stripped], (), weights, hint or noun)
        if not ranked:
            return self._unresolved(surfaces, lemma_forms, hint)
        return resolution(ranked[0].candidate, _reason(ranked), _score(ranked))

    def kind_of(self, word: str) -> KindWords | None:
        """What a common noun in any case tells of the place it goes with: «области» a region."""
        return self._facilities.kind_of(word)

    def _rank(
        self, surfaces: Sequence[str], lemma_forms: Sequence[str], weights: Mapping[str, float], hint: str | None
    ) -> list[_Ranked]:
        _, kind = _noun_and_kind(hint)
        best: dict[object, _Ranked] = {}
        for candidate, form, fits, agrees in _possible(tuple(surfaces), tuple(lemma_forms), hint):
            parts = {"word form": form, "population": candidate.fame}
            parts["country of the article"] = _CONTEXT * weights.get(candidate.country or "", 0.0)
            parts["kind"], parts["gender"] = fits, agrees
            entry = _Ranked(candidate, parts)
            known = best.get(candidate.identity)
            if known is None or _is_better(entry, known):
                best[candidate.identity] = entry
        ranked = [entry for entry in best.values() if kind != "area" or entry.candidate.kind not in _SETTLED]
        _doubt_abbreviations(ranked, surfaces, weights)
        return sorted(ranked, key=lambda r: (-r.total, r.candidate.geonames or 0, r.candidate.name))

    def _strip(self, surface: str) -> tuple[str, str | None]:
        """«городе Ош» as («Ош», «городе»); the name itself when it has no common noun at either end.

        «Московский район» is not of the town Московский: an adjective keeps its noun.
        """
        first, _, rest = surface.partition(" ")
        if rest and unquoted(rest)[:1].isupper() and self._strips(first):
            return rest, first
        start, _, last = surface.rpartition(" ")
        if start and last[:1].islower() and self._strips(last) and not adjectival(start):
            return start, last
        return surface, None

    def _strips(self, word: str) -> bool:
        """Whether a name can be looked up without the noun: «город Ош», but not «улица Чуй»."""
        entry = self._facilities.kind_of(word)
        return entry is not None and entry.strip

    def _unresolved(self, surfaces: Sequence[str], lemma_forms: Sequence[str], hint: str | None) -> PlaceResolution:
        noun, _ = _noun_and_kind(hint)
        named = surfaces[0] if hint is not None and fold(hint) == noun else self._guess(surfaces[0], hint)
        name = lemma_forms[0] if lemma_forms else named  # «остров Нуку» stands in the nominative
        nouns = [hint] if hint else []
        nouns += [word for surface in surfaces for word in (surface.split(" ")[0], surface.rsplit(" ", 1)[-1])]
        entries = (self._facilities.kind_of(noun) for noun in nouns if noun)
        kind: PlaceKind = next((entry.kind for entry in entries if entry), "locality")
        return PlaceResolution(name, kind, None, None, None, None, None, "unresolved: no such name in the tables", 0.0)

    def _guess(self, surface: str, hint: str | None) -> str:
        """A nominative guess; after a common noun at its head the rest is governed and stays: «улице Чуйкова».

        An adjective that agrees with the noun beside it goes on to: «порту Северном», «улице Садовой», not «улице
        Раевского».
        """
        head, space, rest = surface.partition(" ")
        if hint and not rest and adjectival(surface):
            return agreeing_with(surface, hint) if agrees_with(surface, hint) else surface
        if rest and self._facilities.kind_of(head.rstrip(".")):
            noun = head if head.endswith(".") else guess_nominative(head)
            agrees = noun != head and " " not in rest and agrees_with(rest, head)
            return noun + space + (agreeing_with(rest, noun) if agrees else rest)
        return guess_nominative(surface)


def _is_better(one: _Ranked, other: _Ranked) -> bool:
    """Of two spellings of one place: «Гуаякиль», where the tables have another language's «Гуаякил» too."""
    name, known = one.candidate.name, other.candidate.name
    if name != known and name.replace("ь", "") == known.replace("ь", ""):
        return len(name) > len(known)
    return one.total > other.total


def _share(context: Mapping[str, float]) -> dict[str, float]:
    """Weights scaled so that the strongest country has 1."""
    top = max(context.values(), default=0.0)
    return {country: weight / top for country, weight in context.items()} if top > 0 else {}


def _noun_and_kind(hint: str | None) -> tuple[str | None, PlaceKind | None]:
    """The hint's noun in the nominative and the kind it makes."""
    entry = FacilityFile.load().kind_of(hint) if hint else None
    if entry is None or hint is None:
        return None, None
    noun = next(form.key for form in nominatives(hint) if form.key in set(map(fold_place, entry.words)))
    return noun, entry.kind


@lru_cache(maxsize=10_000)
def _possible(
    surfaces: tuple[str, ...], lemma_forms: tuple[str, ...], hint: str | None
) -> tuple[tuple[Candidate, float, float, float], ...]:
    """What the surfaces can name, with the parts of its rank that no article changes: word form, kind, gender."""
    noun, kind = _noun_and_kind(hint)
    lemmas = {nominatives(other)[0].key for other in lemma_forms}
    found: list[tuple[Candidate, float, float, float]] = []
    for key, form in _joint(surfaces).items():
        agrees = _KIND if noun and same_gender(key, noun) else 0.0
        told = _FORM * form + (_LEMMA if key in lemmas else 0.0)
        found += [
            (candidate, told, _KIND if kind and _fits(candidate, kind) else 0.0, agrees)
            for candidate in _with_noun(key, noun)
            if not any(is_odd_capitals(surface, candidate) for surface in surfaces)
        ]
    return tuple(found)


def _joint(surfaces: Sequence[str]) -> dict[str, float]:
    """Keys with their mean weight over all surfaces, one that a surface cannot be a form of counting 0 there."""
    total: dict[str, float] = {}
    for surface in surfaces:
        for key, weight in nominatives(surface):
            total[key] = total.get(key, 0.0) + weight / len(surfaces)
    return total


def _with_noun(key: str, noun: str | None) -> list[Candidate]:
    """What the key names, and what it names with the noun before or after it: «штат вашингтон»."""
    found = list(candidates(key, noun))
    if noun:
        found += [*candidates(f"{noun} {key}", noun), *candidates(f"{key} {noun}", noun)]
    return found


def _fits(candidate: Candidate, kind: PlaceKind) -> bool:
    """Whether the noun's kind goes with the candidate; «республика» and «королевство» go with states too."""
    realms = {"country", "region"}
    return candidate.kind == kind or {candidate.kind, kind} <= _SETTLED or {candidate.kind, kind} <= realms


def _doubt_abbreviations(ranked: list[_Ranked], surfaces: Sequence[str], weights: Mapping[str, float]) -> None:
    """«КР», «РК» are several: one of a country that the article does not speak of is unlikely."""
    short = all(surface.isupper() and len(surface) <= 4 for surface in surfaces)
    if short and len(ranked) > 1 and weights:
        for entry in ranked:
            if (entry.candidate.country or "") not in weights:
                entry.parts["country of the article"] -= _FOREIGN_ABBREVIATION


def _reason(ranked: list[_Ranked]) -> str:
    """Which table or how many candidates, and what decided between the first two."""
    note = ranked[0].candidate.note
    if len(ranked) == 1:
        return note or "one candidate"
    first, second = ranked[0].parts, ranked[1].parts
    decided = max(first, key=lambda part: (first[part] - second[part], part))
    if decided == "population" and not (ranked[0].candidate.population and ranked[1].candidate.population):
        decided = "better known"
    names = [f"{r.candidate.name}, {r.candidate.country or r.candidate.kind}" for r in ranked[:_NAMED_IN_REASON]]
    more = "; ..." if len(ranked) > _NAMED_IN_REASON else ""
    told = f"{len(ranked)} candidates ({'; '.join(names)}{more}): {decided}"
    return f"{note}; {told}" if note else told


def _score(ranked: list[_Ranked]) -> float:
    """How sure: the word form's support, less when another candidate is near."""
    form = min(ranked[0].parts["word form"] / _FORM, 1.0)
    margin = ranked[0].total - ranked[1].total if len(ranked) > 1 else 1.0
    return round(form * min(0.98, 0.55 + 0.45 * margin), 2)


def is_capital(place: Place | PlaceResolution) -> str | None:
    """The ISO code of the state whose capital the place is («Москва» of Russia), or None."""
    if place.kind != "city":
        return None
    states = CountryTable.load().by_capital(place.name)
    return next((state.code for state in states if state.alpha2 == place.country), None)
