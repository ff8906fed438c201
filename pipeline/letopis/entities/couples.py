"""Two people whose one surname in the plural stands behind both: «Олега и Анну Роговых»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from letopis.document import Token
from letopis.entities.declension import KNOWN, readings
from letopis.entities.names import Word
from letopis.entities.span import Span

# Stem and plural ending of surnames; what the ending is of.
_PLURAL = re.compile(r"(.+(?:[оеё]в|[иы]н))(ы|ых|ым|ыми)|(.+[сц]к)(ие|их|им|ими)|(.+ян)(ы|ов|ам|ами|ах)")
_CASES = {
    "Nom": frozenset({"ы", "ие"}),
    "Gen": frozenset({"ых", "их", "ов", "ах"}),
    "Dat": frozenset({"ым", "им", "ам"}),
    "Ins": frozenset({"ыми", "ими", "ами"}),
}
# The singular by gender and case: of surnames in -ов and -ин, in -ский, and in -ян, which only men's decline.
_NOUNS = {
    "Masc": {"Nom": "", "Gen": "а", "Dat": "у", "Ins": "ым"},
    "Fem": {"Nom": "а", "Gen": "ой", "Acc": "у", "Dat": "ой", "Ins": "ой"},
}
_ADJECTIVES = {
    "Masc": {"Nom": "ий", "Gen": "ого", "Dat": "ому", "Ins": "им"},
    "Fem": {"Nom": "ая", "Gen": "ой", "Acc": "ую", "Dat": "ой", "Ins": "ой"},
}
_ARMENIAN = {
    "Masc": {"Nom": "", "Gen": "а", "Dat": "у", "Ins": "ом"},
    "Fem": dict.fromkeys(("Nom", "Gen", "Acc", "Dat", "Ins"), ""),
}
_TABLES = (_NOUNS, _ADJECTIVES, _ARMENIAN)


def couples(spans: Sequence[Span]) -> dict[tuple[int, int], tuple[Word, ...]]:
    """First name and surname in the singular of both, by sentence and first token of each one's span."""
    found: dict[tuple[int, int], tuple[Word, ...]] = {}
    for one, other in pairwise(spans):
        if _are_joined(one, other):
            first, second, surname = one.tokens[0], *other.tokens
            for token, span in ((first, one), (second, other)):
                if (own := _own(token, surname.text)) is not None:
                    found[span.sentence.index, span.first] = own
    return found


def _are_joined(one: Span, other: Span) -> bool:
    if one.type != "PER" or other.type != "PER" or one.sentence is not other.sentence:
        return False
    lone = one.last - one.first == 1 and other.last - other.first == 2 and other.first == one.last + 1
    return lone and one.sentence.tokens[one.last].text == "и" and _PLURAL.fullmatch(other.tokens[1].text) is not None


def _own(first: Token, plural: str) -> tuple[Word, ...] | None:
    """The first name with the surname in its gender and in the case that the plural has."""
    match = _PLURAL.fullmatch(plural)
    if match is None:
        return None
    group = next(number for number in (1, 3, 5) if match[number])
    case = next(case for case, endings in _CASES.items() if match[group + 1] in endings)
    for gender, told in _readings(first, case):
        ending = _TABLES[group // 2][gender].get(told)
        if ending is not None:
            return Word(first.text, told, gender), Word(match[group] + ending, told, gender)
    return None


def _readings(first: Token, case: str) -> Iterator[tuple[str, str]]:
    """Gender and case of the first name: by the dictionary, a woman's accusative beside a man's; else by the tagger."""
    for cases in ((case,), ("Acc",) if case == "Gen" else ()):
        known = [one for one in readings(first.text) if one.weight >= KNOWN and one.case in cases]
        yield from ((one.gender, one.case) for one in known if one.gender in {"Masc", "Fem"})
    gender = first.feats.get("Gender", "Masc")
    yield ("Fem" if gender == "Fem" else "Masc", case)
