"""The genitive of a place's name: «Северной Македонии», for names that are put together from what the text says."""

from functools import lru_cache
from typing import Any

from letopis.entities.inflection import entries, inflected
from letopis.language.morphology import like

_DECLINED = frozenset({"NOUN", "PROPN", "ADJ"})
_NUMBERS = {"Sing": "sing", "Plur": "plur"}


@lru_cache(maxsize=2_000)
def genitive_of(name: str) -> str:
    """Of a nominative: words that stand in it are declined; abbreviations and what the dictionary lacks stay."""
    words = name.split()
    if len(words) > 1 and _nominative(words[0], "ADJ") is None:
        return " ".join([_declined(words[0]), *words[1:]])
    return " ".join(map(_declined, words))


def _declined(word: str) -> str:
    """Of «Гвинея-Бисау» the part that is a place by itself, of «Коста-Рика» the last."""
    *before, last = word.split("-")
    if before and all(part.isalpha() for part in (*before, last)):
        return "-".join([*(_declined(part) if _is_place(part) else part for part in before), _declined(last)])
    form = None if word.isupper() or not word.isalpha() else _nominative(word)
    if form is None:
        return word
    number = _NUMBERS.get(form.feats.get("Number", "Sing"), "sing")
    changed = inflected(form, frozenset({"gent", number}))
    return like(word, changed) if changed is not None else word


def _is_place(word: str) -> bool:
    form = _nominative(word)
    return form is not None and "Geox" in form.tag.grammemes


def _nominative(word: str, pos: str | None = None) -> Any:
    """The likeliest reading in the nominative, a place's first; None without any."""
    wanted = {pos} if pos else _DECLINED
    forms = [one for one in entries(word) if one.feats.get("Case") == "Nom" and one.pos in wanted]
    return min(forms, key=lambda one: "Geox" not in one.tag.grammemes, default=None)
