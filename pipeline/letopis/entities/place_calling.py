"""What an article calls a place of the tables: «Ленинград», «Молдова», not the name that the tables cite."""

import re
from collections import Counter

from letopis.document import Place
from letopis.entities.gazetteer import fold_place
from letopis.entities.place_candidates import Candidate, candidates
from letopis.entities.place_forms import nominatives
from letopis.language.morphology import like

_PARTS = re.compile(r"([ \u00a0]+|[-‐‑–—])")
# An abbreviation of so many letters is no name: «РФ» is Россия.
_SHORT = 2
_SHORTENED = frozenset({"country", "region"})


def name_in_text(place: Place) -> str:
    """The name that most mentions have, in the nominative; the tables' own where one mention can be a form of that.

    A state's or region's name in several words («Кыргызская Республика») gives way to the shorter one of the tables.
    """
    own = fold_place(place.name)
    if place.kind == "facility":
        return place.name
    called: Counter[str] = Counter()
    for mention in place.mentions:
        if mention.form != "name" or (mention.text.isupper() and len(mention.text) <= _SHORT):
            continue
        key = _key_of(place, mention.text, own)
        if key is None or key == own or (" " in key and place.kind in _SHORTENED):
            return place.name
        called[_spelt(mention.text, key) or place.name] += 1
    return max(called, key=lambda name: called[name], default=place.name)


def _key_of(place: Place, surface: str, own: str) -> str | None:
    """The tables' own name where the surface can be its form, else the likeliest nominative that they have for it."""
    if any(form.key == own for form in nominatives(surface)):
        return own
    return next((form.key for form in nominatives(surface) if _names(place, form.key)), None)


def _names(place: Place, key: str) -> bool:
    return any(_is_same(place, candidate) for candidate in candidates(key))


def _is_same(place: Place, candidate: Candidate) -> bool:
    if place.geonames is not None:
        return candidate.geonames == place.geonames
    return (candidate.name, candidate.country) == (place.name, place.country)


def _spelt(surface: str, key: str) -> str | None:
    """The folded nominative in the letter case of the surface; None where their words do not answer each other."""
    parts = _PARTS.split(surface)
    words = key.split()
    if len(words) != len(parts[::2]):
        return None
    spelt = [like(old, new) for old, new in zip(parts[::2], words, strict=True)]
    marks = [*parts[1::2], ""]
    return "".join(word + mark for word, mark in zip(spelt, marks, strict=True))
