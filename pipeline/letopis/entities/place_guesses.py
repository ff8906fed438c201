"""The nominative of a place that no table has, by its case and the noun before it: «Лувины» is Лувина."""

import re
from collections.abc import Sequence

from letopis.document import Token
from letopis.entities.declension import is_common_noun
from letopis.entities.name_roles import is_particle
from letopis.entities.place_forms import adjectival, agreeing_with, agrees_with

_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
# By case the ending that goes and what comes instead, the first that fits; the letter before has to be a consonant.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "Gen": (("а", ""), ("ы", "а"), ("ки", "ка"), ("ги", "га"), ("хи", "ха"), ("жи", "жа"), ("ши", "ша"), ("чи", "ча")),
    "Dat": (("у", ""),),
    "Ins": (("ом", ""), ("ой", "а")),
    "Acc": (("ию", "ия"), ("у", "а")),
}
# Behind these prepositions a name has the ending of an instrumental or a genitive, or none at all: «под Моатизе».
_GOVERNING = {"под": ("ом", "ем", "ём", "ой", "ей", "ью", "ым", "им", "ами", "ями"),
              "над": ("ом", "ем", "ём", "ой", "ей", "ью", "ым", "им", "ами", "ями"),
              "из": ("а", "я", "ы", "и", "ого", "его", "ой", "ей", "ов", "ев", "ых", "их")}  # fmt: skip
_GOVERNING |= dict.fromkeys(("у", "около", "близ", "возле", "до", "от", "из-под"), _GOVERNING["из"])
# «в Исла-Негра», «на Бангуи»: of no locative or accusative.
_STANDING = re.compile(r"(?:[ая]|[аеоуэюя]и)$")
_WHERE = frozenset({"в", "во", "на"})
# «в Гуаякиле»: a foreign name in -л behind such a vowel has a soft one.
_SOFT = re.compile("[аеиоэ]ле$")
# Behind these a locative's «е» is of a name in «а» rather than in «о»: «в Солянке».
_VELARS = "кгх"
# A locative in -е, and a dative, is of a feminine in -а or of a masculine in a consonant.
_GENDERS = {"Fem": "а", "Masc": "", "Neut": "о"}
# Nouns in whose case a name behind them stands, and the gender that it has with them (a town's is its own); behind
# others it keeps the nominative: «в провинции Гуанакасте», «на перевале Тёо-Ашуу».
_AGREEING = {"город": None, "река": "Fem", "деревня": "Fem", "станица": "Fem", "село": "Neut"}
# Nouns that are part of the name: «озеро Лама», but «Уаза» of a river.
_KEPT = frozenset({"озеро", "мыс", "залив", "пролив", "плато", "долина", "ущелье", "рынок", "базар", "дворец",
                   "аэропорт", "аэродром", "мост", "водопад", "лес", "пик", "парк"})  # fmt: skip
# «в Толмачёве»: a village in -о; towns in -ов are few and known.
_VILLAGES = ("ове", "еве", "ёве")
_LEAST = 4
# «в Берёзанке», unlike «в Смоленске», «в Дюнкерке».
_DIMINUTIVE = re.compile("[бвгджзлмнптфхцчшщ]ке$")
# Vowels in which guessed nominatives seldom end.
_UNUSUAL = frozenset("ояыи")


def guess(tokens: Sequence[Token], otherwise: str, before: str = "") -> str | None:
    """The nominative of a name in one word, None where the case tells nothing of its ending.

    `otherwise` is what was guessed without the case; where that changed the ending to a usual one it is left alone.
    `before` is the preposition in front of the name.
    """
    if len(tokens) != 1 or len(tokens[0].text) < _LEAST or tokens[0].feats.get("Number") == "Plur":
        return None
    word, feats = tokens[0].text, tokens[0].feats
    case = feats.get("Case", "")
    if _is_indeclinable(word, before):
        return word
    if case == "Loc" and word.endswith(_VILLAGES):
        return word[:-1] + "о"
    other_stem = otherwise[: len(word) - 2] != word[:-2]  # «Зефельде» is no «Зефелёд»
    shaped = _DIMINUTIVE.search(word) or _SOFT.search(word)
    doubtful = otherwise == word or case == "Acc" or otherwise[-1:] in _UNUSUAL or other_stem or shaped
    return from_case(word, case, feats.get("Gender")) if doubtful and not is_common_noun(word) else None


def _is_indeclinable(word: str, before: str) -> bool:
    """«под Моатизе», «у Палу», «в Исла-Негра»: no ending that the preposition asks for, and a vowel."""
    if before.lower() in _WHERE:
        return _STANDING.search(word) is not None
    endings = _GOVERNING.get(before.lower())
    return endings is not None and word[-1] in "еиоуыэюя" and not word.endswith(endings)


def behind(noun: Token, tokens: Sequence[Token], surface: str) -> str | None:
    """The nominative of a name behind a common noun, None where the noun tells nothing of it.

    `surface` is the name as it stands, `tokens` are its words.
    """
    first = tokens[0]
    declined = len(tokens) > 1 and first.pos == "ADJ" and first.feats.get("Case") != "Nom"
    if adjectival(first.text) or declined:  # «посёлка Верхнего Ломова»
        return None
    if noun.lemma in _KEPT:
        agrees = len(tokens) == 1 and agrees_with(surface, noun.lemma if noun.text[-1:] == "." else noun.text)
        return f"{noun.lemma} {agreeing_with(surface, noun.lemma) if agrees else surface}"
    if noun.lemma not in _AGREEING or any(is_particle(token.text) for token in tokens):  # «города Умм эль-Фахм»
        return surface
    if len(tokens) != 1:
        return None
    gender = _AGREEING[noun.lemma] or tokens[0].feats.get("Gender")
    case = noun.feats.get("Case") or tokens[0].feats.get("Case", "")
    return from_case(surface, case, gender) or surface


def from_case(word: str, case: str, gender: str | None) -> str | None:
    """The nominative of a word that no dictionary has, by its case and gender; None where these tell nothing of it."""
    if word.endswith("е") and case in {"Loc", "Dat"} and word[-2] in _CONSONANTS:
        feminine = _DIMINUTIVE.search(word) or (gender == "Neut" and word[-2] in _VELARS)
        ending = "а" if feminine else "ь" if gender == "Masc" and _SOFT.search(word) else _GENDERS.get(gender or "")
        return None if ending is None else word[:-1] + ending
    for old, new in _ENDINGS.get(case, ()):
        if not word.endswith(old) or (len(old) == 1 and word[-2] not in _CONSONANTS):
            continue
        if gender == "Neut" and old == "а" and word[-2] in _VELARS:
            return word  # «села Солянка»
        if new or gender != "Fem":
            return word[: -len(old)] + (new or _GENDERS[gender or "Masc"])
    return None
