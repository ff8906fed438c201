"""How far a body's name reaches behind its head noun: «служба по тарифам Чили», «посольство Перу в Риге»."""

import re

from letopis.document import Sentence, Token
from letopis.entities.bodies import Head, head_nouns, organization_table
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.title_table import title_lemma
from letopis.language.morphology import fold, parses

_OPEN, _CLOSE = frozenset('«"„“'), frozenset('»"“”')
_QUOTED_LIMIT = 12
# Letters of an abbreviation that can stand in the genitive.
_SHORTEST, _LONGEST = 2, 6
LATIN = re.compile(r"[A-Z][A-Za-z0-9&’'.-]*[A-Za-z0-9]")
# Words in front of a body among which its branch is looked for.
_NEAR = 5
_BRANCHES = frozenset({"ГУ", "СУ", "ОМ"})
# «дума пятого созыва» is the same body; behind «имени» stands whose.
_NO_PART = frozenset({"созыва", "имени"})
_IN_HONOUR = frozenset({"имени", "им"})
_PARTICLES = frozenset({"фон", "ван", "де", "ди", "да"})


def complement_to(sentence: Sentence, at: int, head: Head, kinds: dict[int, str]) -> int:
    """Index behind the complement that begins at `at`: genitives, «по …», «в Риге», a name in quotes."""
    last = at
    while last < len(sentence.tokens):
        end = (
            _genitive(sentence, last, kinds)
            or _joined_genitive(sentence, last, kinds)
            or _prepositional(sentence, last, head, kinds)
            or _regional(sentence, last, at, kinds)
            or _called(sentence, last, at, head)
            or _abbreviated(sentence, last, at)
            or (_of_people(sentence, last, kinds) if head.of_people else None)
        )
        if end is None or end <= last:
            break
        last = end
    told = last > at or (at > 1 and is_attribute(sentence.tokens[at - 2], sentence.tokens[at - 1]))
    located = head.located and (head.kind == "body" or not told)  # not «Второй кассационный суд в Москве»
    return (_located(sentence, last, kinds) if located else None) or last


def _called(sentence: Sentence, here: int, at: int, head: Head) -> int | None:
    """Index behind «имени Гоголя», «№ 5», a name in quotes or in Latin letters."""
    if head.kind != "official":
        return None
    first = (quote_end(sentence, here) or latin(sentence, here)) if here == at else None
    return first or _in_honour(sentence, here) or _numbered(sentence, here)


def _numbered(sentence: Sentence, at: int) -> int | None:
    tokens = sentence.tokens[at : at + 2]
    return at + 2 if len(tokens) > 1 and tokens[0].text == "№" and tokens[1].text.isdigit() else None


def _in_honour(sentence: Sentence, at: int) -> int | None:
    """«имени Льва Толстого», «им. А. С. Пушкина»: words with a capital behind, and the full stops of initials."""
    tokens = sentence.tokens
    if tokens[at].text not in _IN_HONOUR:
        return None
    here = at + 1
    while here < len(tokens) and (_is_part_of_name(tokens[here]) or (tokens[here].text == "." and here == at + 1)):
        here += 1
        if here < len(tokens) and tokens[here].text == "." and len(tokens[here - 1].text) == 1:
            here += 1
    return here if tokens[here - 1].text[:1].isupper() else None


def _is_part_of_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in _PARTICLES


def _regional(sentence: Sentence, at: int, behind: int, kinds: dict[int, str]) -> int | None:
    """«МЧС по Самарской области», «УМВД России по Туле»: a branch, headed before `behind`, by where it is in charge."""
    tokens = sentence.tokens
    if tokens[at].text != "по" or any(_is_branch(token) for token in tokens[max(at - _NEAR, 0) : behind - 1]):
        return None
    if at > behind and not tokens[behind - 1].text.isupper():  # «удары армии Чили по Эвенску»
        return None
    end = _genitive(sentence, at + 1, kinds, "Dat")
    return end if end is not None and kinds.get(end - 1) == "LOC" else None


def _is_branch(token: Token) -> bool:
    """«управление ФСБ по Томской области», «ГУ МЧС по Туве»: what is in charge there is the branch."""
    return token.lemma in head_nouns() or token.text in _BRANCHES


def _located(sentence: Sentence, at: int, kinds: dict[int, str]) -> int | None:
    """«посольство Перу в Риге», «суд в Бостоне»: where the body sits."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].lemma != "в" or kinds.get(at + 1) != "LOC":
        return None
    here = at + 1
    while here < len(tokens) and kinds.get(here) == "LOC" and tokens[here].feats.get("Case") in {"Loc", None}:
        here += 1
    return here if here > at + 1 and tokens[at + 1].text[:1].isupper() else None


def _of_people(sentence: Sentence, at: int, kinds: dict[int, str]) -> int | None:
    """«пресс-служба главы Тувы», «правительство Рогова»: whose the body is, by office or name."""
    tokens, here = sentence.tokens, at
    while here < len(tokens) and tokens[here].pos == "ADJ" and tokens[here].feats.get("Case") == "Gen":
        here += 1
    if here < len(tokens) and title_lemma(tokens[here]) is not None and tokens[here].feats.get("Case") == "Gen":
        return here + 1
    while here == at or (here < len(tokens) and kinds.get(here) == "PER"):
        if here >= len(tokens) or kinds.get(here) != "PER" or tokens[here].feats.get("Case") not in {"Gen", None}:
            break
        here += 1
    return here if here > at and tokens[here - 1].text[:1].isupper() else None


def latin(sentence: Sentence, at: int) -> int | None:
    """Index behind a name in Latin letters: «креативное агентство Kollektiv»."""
    here = at
    while here < len(sentence.tokens) and LATIN.fullmatch(sentence.tokens[here].text):
        here += 1
    return here if here > at else None


def _abbreviated(sentence: Sentence, here: int, at: int) -> int | None:
    """«Институт этнологии РАН», «Народное собрание КНДР»: whose the body is, but not «партия КПРФ», its own name."""
    tokens = sentence.tokens
    if here >= len(tokens) or not tokens[here].text.isupper() or not _SHORTEST <= len(tokens[here].text) <= _LONGEST:
        return None
    attribute = tokens[at - 2] if at > 1 else None
    told = here > at or (attribute is not None and is_attribute(attribute, tokens[at - 1]))
    return here + 1 if told and tokens[here].text.isalpha() and tokens[here - 1].text.islower() else None


def _genitive(sentence: Sentence, at: int, kinds: dict[int, str], case: str = "Gen") -> int | None:
    """Index behind adjectives and one noun in the genitive that begin at `at`; None when there are none."""
    tokens = sentence.tokens
    here = at
    if (town := _town(sentence, at)) is not None:
        return town
    while here < len(tokens) and tokens[here].pos == "ADJ" and tokens[here].feats.get("Case") == case:
        here += 1
    if here >= len(tokens) or kinds.get(here) == "PER":
        return None
    noun = tokens[here]
    if (noun.feats.get("Number") == "Sing" and title_lemma(noun) is not None) or fold(noun.text) in _NO_PART:
        return None
    if noun.pos not in {"NOUN", "PROPN"} or not (_stands_in(noun, case) or _is_country_code(noun, kinds)):
        return None
    here += 1 + _is_called(sentence, here, kinds)
    while kinds.get(here - 1) == "LOC" == kinds.get(here) and tokens[here].text[:1].isupper():
        here += 1
    return here


def _town(sentence: Sentence, at: int) -> int | None:
    """Index behind «г. Омска»."""
    tokens = [token.text for token in sentence.tokens[at : at + 3]]
    return at + 3 if tokens[:2] == ["г", "."] and tokens[2:] and tokens[2].istitle() else None


def _is_called(sentence: Sentence, at: int, kinds: dict[int, str]) -> bool:
    """«полиция провинции Лувар»: whether the noun at `at` is for a kind of place whose name stands behind it."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or not tokens[at + 1].text.istitle() or kinds.get(at + 1) in {"PER", "ORG"}:
        return False
    kind = FacilityFile.load().kind_of(tokens[at].text) if tokens[at].text.islower() else None
    return kind is not None and kind.strip and tokens[at + 1].pos in {"NOUN", "PROPN"}


def _stands_in(noun: Token, case: str) -> bool:
    """By the tagger; for a proper name by any reading, since taggers take «Хокимият Ташкента» for a man's name."""
    if noun.feats.get("Case") == case:
        return True
    proper = noun.pos == "PROPN" and noun.text[:1].isupper() and not noun.text.isupper()
    return proper and any(parse.feats.get("Case") == case and "Geox" in parse.tags for parse in parses(noun.text))


def _is_country_code(token: Token, kinds: dict[int, str]) -> bool:
    return kinds.get(token.index) == "LOC" and token.text.isupper() and len(token.text) <= 4


def _joined_genitive(sentence: Sentence, at: int, kinds: dict[int, str]) -> int | None:
    """«и образования» behind another genitive; not «и Казахстана», which is a second country."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].text != "и" or tokens[at - 1].feats.get("Case") != "Gen":
        return None
    if tokens[at + 1].text[:1].isupper() or tokens[at + 1].lemma in head_nouns():
        return None
    if kinds.get(at - 1) not in {None, "ORG"} and kinds.get(at + 1) != "ORG":
        return None
    if sentence.tokens[at + 1].pos == "NOUN" and tokens[at + 1].feats.get("Animacy") == "Anim":
        return None
    return _genitive(sentence, at + 1, kinds)


def _prepositional(sentence: Sentence, at: int, head: Head, kinds: dict[int, str]) -> int | None:
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].lemma not in head.prepositions:
        return None
    case = "Dat" if tokens[at].lemma == "по" else "Acc"
    end = _genitive(sentence, at + 1, kinds, case)
    if end is None:
        return None
    return _joined_prepositional(sentence, end, case) or _supervised(sentence, end) or end


def _supervised(sentence: Sentence, at: int) -> int | None:
    """«по контролю за оборотом», «по надзору в сфере»: what is watched over."""
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at - 1].lemma not in {"контроль", "надзор", "наблюдение"}:
        return None
    case = {"за": "Ins", "в": "Loc"}.get(tokens[at].lemma)
    return _genitive(sentence, at + 1, {}, case) if case else None


def _joined_prepositional(sentence: Sentence, at: int, case: str) -> int | None:
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].text != "и":
        return None
    told = tokens[at + 1].feats.get("Case")
    alike = told == case or (case == "Dat" and told == "Loc")  # taggers take one for the other
    return _genitive(sentence, at + 1, {}, told) if alike and told else None


def quote_end(sentence: Sentence, at: int) -> int | None:
    """Index behind the closing quote of a quotation that opens at `at` and begins with a capital."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].text not in _OPEN or not tokens[at + 1].text[:1].isupper():
        return None
    for index in range(at + 2, min(at + _QUOTED_LIMIT, len(tokens))):
        if tokens[index].text in _CLOSE:
            return index + 1
    return None


def is_attribute(adjective: Token, noun: Token) -> bool:
    if adjective.pos != "ADJ" or adjective.lemma in organization_table().not_attributes:
        return False
    if title_lemma(adjective) and (adjective.index == 0 or adjective.text.islower()):
        return False
    case, other = adjective.feats.get("Case"), noun.feats.get("Case")
    number = adjective.feats.get("Number")
    return (case == other or other is None) and number in {None, noun.feats.get("Number")}
