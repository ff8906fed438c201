"""What an inflected place name can be a form of: «Чолпон-Ате» of «чолпон ата», «Нижнем Новгороде» of its nominative.

Hypotheses are keys (see `fold_place`) with a weight in (0, 1]; the gazetteer then says which exist.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from letopis.entities.gazetteer import fold_place, unquoted
from letopis.entities.inflection import entries, in_nominative, inflected
from letopis.language.morphology import fold, like

_NOMINATIVE = frozenset({"nomn"})
_UNCHANGED, _TOPONYM, _DICTIONARY, _ENDING = 1.0, 0.97, 0.9, 0.75
_WORDS_AT_MOST, _HYPOTHESES_AT_MOST = 6, 600
_ADJECTIVAL = re.compile(r"(?:[сц]к|н)(?:ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ое|ие|ые|их|ых|ими|ыми)$")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
# Endings that no name has behind a vowel.
_IMPOSSIBLE = re.compile("[аеёиоуыэюя][ьаы]$")
_INNER = frozenset(
    ("на", "де", "дель", "ди", "ла", "ле", "эль", "аль", "эр", "да", "ду", "и", "о", "сан", "нью", "лос")
)
_SPLIT = re.compile(r"[ \u00a0]+|\s*[-‐‑–—]\s*")
# Ending of an oblique case, endings of the nominatives it can come from.
_NOMINATIVE_ENDINGS: dict[str, tuple[str, ...]] = {
    "ского": ("ский", "ское"),
    "скому": ("ский", "ское"),
    "ским": ("ский", "ское"),
    "ском": ("ский", "ское", "ск", "ско"),
    "ской": ("ская",),
    "скую": ("ская",),
    "ами": ("ы", "и", "а"),
    "ями": ("и",),
    "ах": ("ы", "и", "а"),
    "ях": ("и",),
    "ам": ("ы", "и", "а"),
    "ям": ("и",),
    "ого": ("ый", "ий", "ое", "ой"),
    "его": ("ий", "ее"),
    "ому": ("ый", "ий", "ое", "ой"),
    "ему": ("ий", "ее"),
    "ой": ("а", "ая"),
    "ей": ("я", "и", "ья"),
    "ью": ("ь",),
    "ом": ("", "о", "ый", "ое"),
    "ем": ("ь", "й", "е", "ий", "ее"),
    "им": ("ий", "ое"),
    "ым": ("", "о", "ый", "ое"),
    "ии": ("ия",),
    "ию": ("ия", "ий"),
    "ие": ("ий",),
    "ую": ("ая",),
    "юю": ("яя",),
    "ых": ("ые",),
    "их": ("ие",),
    "ев": ("и",),
    "ов": ("ы", "и"),
    "ца": ("ец",),
    "цу": ("ец",),
    "це": ("ец",),
    "цем": ("ец",),
    "цом": ("ец",),
    "ок": ("ки",),
    "ек": ("ки",),
    "а": ("", "о"),
    "я": ("ь", "й", "е"),
    "у": ("", "а", "о"),
    "ю": ("ь", "й", "я", "е"),
    "е": ("", "а", "о", "ь", "й", "я"),
    "ы": ("а",),
    "и": ("ь", "а", "я"),
}
_LONGEST_ENDING = max(map(len, _NOMINATIVE_ENDINGS))


class Hypothesis(NamedTuple):
    """A key that the surface may be a form of, and how well the word forms support it, 0 to 1."""

    key: str
    weight: float


@lru_cache(maxsize=20_000)
def nominatives(surface: str) -> tuple[Hypothesis, ...]:
    """Keys of every name the surface can be a form of, the best first; the surface's own key is among them.

    Long names (over six words) give only their own key.
    """
    words = split_words(surface)
    own = Hypothesis(fold_place(surface), _UNCHANGED)
    if not words or len(words) > _WORDS_AT_MOST:
        return (own,)
    if len(words) == 1 and fold(words[0]) == own.key:
        return word_nominatives(words[0])
    best = {own.key: own.weight}
    for count, choice in enumerate(product(*(word_nominatives(word) for word in words))):
        if count >= _HYPOTHESES_AT_MOST:
            break
        key = " ".join([option.key for option in choice])
        weight = sum(option.weight for option in choice) / len(choice)
        best[key] = max(best.get(key, 0.0), weight)
    return _ordered(best)


def shared_nominative(surfaces: Sequence[str]) -> str | None:
    """The one name of which several words are forms: «Чароде» and «Чароды» of Чарода; None where none or more are."""
    if len(surfaces) < 2 or any(len(split_words(surface)) != 1 for surface in surfaces):
        return None
    keys = (frozenset(option.key for option in nominatives(surface)) for surface in surfaces)
    common = {key for key in frozenset.intersection(*keys) if not _IMPOSSIBLE.search(key)}
    return like(surfaces[0], next(iter(common))) if len(common) == 1 else None


def _ordered(best: Mapping[str, float]) -> tuple[Hypothesis, ...]:
    return tuple([Hypothesis(key, -weight) for weight, key in sorted([(-weight, key) for key, weight in best.items()])])


def split_words(surface: str) -> list[str]:
    """The words of a name, parted at spaces, hyphens and dashes, without quotation marks."""
    return [surface] if surface.isalpha() else [word for word in _SPLIT.split(unquoted(surface)) if word]


@lru_cache(maxsize=20_000)
def word_nominatives(word: str) -> tuple[Hypothesis, ...]:
    """Nominatives of one word, its own form among them, each once with its best weight."""
    key = fold(word)
    best: dict[str, float] = {}
    if len(key) > 2 and key not in _INNER and not (word.isupper() and len(word) < 6):
        best = dict.fromkeys(_from_endings(key), _ENDING)
        for form, weight in _from_dictionary(word).items():
            best[fold(form)] = max(best.get(fold(form), 0.0), weight)
    best[key] = _UNCHANGED
    return _ordered(best)


def _from_dictionary(word: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for form in entries(word):
        nominative = _nominative(form)
        if nominative and found.get(nominative) != _TOPONYM:
            toponym = "Geox" in form.tag.grammemes and form.is_known
            found[nominative] = _TOPONYM if toponym else _DICTIONARY
    return found


def _nominative(form: Any) -> str | None:
    """The nominative of a dictionary reading in its own number and gender; None when it has no case."""
    case = form.feats.get("Case")
    if case is None or form.pos in ("PRON", "DET", "NUM"):
        return None
    if case == "Nom":
        return str(form.word)
    respelled = "э" in form.word and "э" not in form.normal_form  # «Манхэттене»: the dictionary has it with «е»
    if form.pos in ("NOUN", "PROPN") and form.feats.get("Number") == "Sing" and not respelled:
        # The dictionary form itself, which spares the slow inflection.
        return str(form.normal_form)
    return inflected(form, _NOMINATIVE)


def _from_endings(key: str) -> list[str]:
    """Nominatives that the word's last letters allow, of which at least two stay."""
    found = [key + "ы", key + "и"] if key[-1] in _CONSONANTS else []
    for at in range(max(2, len(key) - _LONGEST_ENDING), len(key)):
        found += [key[:at] + other for other in _NOMINATIVE_ENDINGS.get(key[at:], ())]
    return found


def adjectival(name: str) -> bool:
    """Whether the last word has the shape of an adjective in -ский or -ный, in any case: «Московского»."""
    return bool(_ADJECTIVAL.search(fold(name)))


def guess_nominative(surface: str) -> str:
    """The likeliest nominative of a name that no table has, in the letter case of the surface.

    Adjectives take gender and number of the noun that ends the name: «Ленинградском военном округе».
    """
    *before, last = surface.split(" ")
    if len(before) == 1 and _owns(before[0], last):
        return f"{_guess_noun(before[0])[0]} {last}"
    noun, grams = _guess_noun(last)
    return " ".join([*(_agreeing(word, grams) for word in before), noun])


def _owns(noun: str, other: str) -> bool:
    """«Майдане Независимости»: a noun, and one that the dictionary knows in the genitive."""
    owner = any(form.is_known and form.pos == "NOUN" and form.feats.get("Case") == "Gen" for form in entries(other))
    kinds = {form.pos for form in entries(noun)}
    return owner and "NOUN" in kinds and kinds.isdisjoint({"ADJ", "VERB"})


def agreeing_with(adjective: str, noun: str) -> str:
    """The nominative of an adjective that stands to a noun in any case: «Северской», «станице» as «Северская»."""
    return _agreeing(adjective, _guess_noun(noun)[1])


def agrees_with(word: str, noun: str) -> bool:
    """Whether a word can be an adjective in the gender, number and case of the noun: «Садовой» with «улице»."""
    return not _cases(word, "ADJ").isdisjoint(_cases(noun, "NOUN"))


def _cases(word: str, pos: str) -> set[tuple[str | None, ...]]:
    forms = (form.feats for form in entries(word) if form.pos == pos and form.feats.get("Case"))
    return {(feats["Case"], feats.get("Number"), feats.get("Gender")) for feats in forms}


def same_gender(name: str, noun: str) -> bool:
    """Whether a name in the shape of an adjective has the gender of the noun, both folded nominatives."""
    ending = "ая" if noun[-1:] in "ая" else "ое" if noun[-1:] in "ое" else "ый"
    return adjectival(name) and (name.endswith(ending) or (ending == "ый" and name.endswith(("ий", "ой"))))


def _guess_noun(word: str) -> tuple[str, list[str]]:
    """A noun's nominative, and its gender and number; a word that can stand in the nominative stays."""
    forms = [form for form in entries(word) if form.feats.get("Case")]
    if not word[:1].isalpha() or not forms:
        return word, []
    forms.sort(key=lambda form: not form.is_known and form.feats.get("Number") == "Plur")
    best = forms[0]
    if adjectival(word):
        best = next((form for form in forms if form.pos == "ADJ"), best)
    elif not best.is_known:
        best = next((form for form in forms if form.feats["Case"] == "Nom"), best)
    grams = [best.feats[key] for key in ("Number", "Gender") if key in best.feats]
    nominative = word if best.feats["Case"] == "Nom" else like(word, _nominative(best) or word)
    return nominative, grams


def _agreeing(word: str, grams: list[str]) -> str:
    """An adjective in the nominative of that gender and number; another word in its own nominative."""
    for form in entries(word) if word[:1].isalpha() else ():
        described = form.pos in ("ADJ", "VERB") and (form.is_known or adjectival(word))
        changed = in_nominative(form, *grams) if described else None
        if changed is not None:
            return like(word, changed)
    return _guess_noun(word)[0]
