"""The nominative of a place that no table has, by the case in which the tagger has its one word: «Лувины» is Лувина."""

from collections.abc import Sequence

from letopis.document import Token
from letopis.entities.declension import is_common_noun

_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
# By case the ending that goes and what comes instead, the first that fits; the letter before has to be a consonant.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "Gen": (("а", ""), ("ы", "а"), ("ки", "ка"), ("ги", "га"), ("хи", "ха"), ("жи", "жа"), ("ши", "ша"), ("чи", "ча")),
    "Dat": (("у", ""),),
    "Ins": (("ом", ""), ("ой", "а")),
    "Acc": (("у", "а"),),
}
# A locative in -е, and a dative, is of a feminine in -а or of a masculine in a consonant.
_GENDERS = {"Fem": "а", "Masc": ""}
_LEAST = 4
# Vowels in which guessed nominatives seldom end.
_UNUSUAL = frozenset("ояыи")


def guess(tokens: Sequence[Token], otherwise: str) -> str | None:
    """The nominative of a name in one word, None where the case tells nothing of its ending.

    `otherwise` is what was guessed without the case; where that changed the ending to a usual one it is left alone.
    """
    if len(tokens) != 1 or len(tokens[0].text) < _LEAST or tokens[0].feats.get("Number") == "Plur":
        return None
    word, feats = tokens[0].text, tokens[0].feats
    doubtful = otherwise == word or feats.get("Case") == "Acc" or otherwise[-1:] in _UNUSUAL
    if not doubtful or is_common_noun(word):
        return None
    case = feats.get("Case", "")
    if word.endswith("е") and case in {"Loc", "Dat"} and word[-2] in _CONSONANTS:
        ending = _GENDERS.get(feats.get("Gender", ""))
        return None if ending is None else word[:-1] + ending
    for old, new in _ENDINGS.get(case, ()):
        if word.endswith(old) and (len(old) > 1 or word[-len(old) - 1] in _CONSONANTS):
            return word[: -len(old)] + new
    return None
