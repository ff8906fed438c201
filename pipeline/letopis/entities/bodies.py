"""Finding bodies that the recogniser leaves out or cuts short, by the nouns that head their names.

«правительство Киргизии», «Федеральная служба по тарифам», «башкирская администрация»: a head noun of
organizations.yaml, the adjectives that agree with it, and its complement in the genitive.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from letopis.document import Sentence, Token
from letopis.entities.lexicon import Strict, load
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.spans import Span
from letopis.entities.title_table import title_lemma
from letopis.language.morphology import fold, parses

_OPEN, _CLOSE = frozenset('«"„“'), frozenset('»"“”')
_QUOTED_LIMIT = 12


class Head(Strict):
    """Nouns of one kind; see organizations.yaml."""

    lemma: tuple[str, ...]
    kind: Literal["body", "official", "company"]
    example: str
    found: str
    prepositions: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    plural: bool = False
    capital: bool = False
    upper: bool = False


class Phrase(Strict):
    """Two lemmas that make a body together."""

    words: tuple[str, str]
    example: str
    found: str


class Known(Strict):
    """A body known by name."""

    name: str
    short: tuple[str, ...] = ()
    country: str | None = None
    of_states: bool = False
    cited: bool = False


class OrganizationTable(Strict):
    """organizations.yaml."""

    heads: tuple[Head, ...]
    phrases: tuple[Phrase, ...]
    known: tuple[Known, ...]
    expansions: dict[str, str]
    not_attributes: frozenset[str]
    no_bodies: frozenset[str]
    things: frozenset[str]
    venues: frozenset[str]
    grounds: frozenset[str]
    services: frozenset[str]
    classes: frozenset[str]
    legal_forms: frozenset[str]
    of_one_state: frozenset[str]
    bare_of_state: frozenset[str]
    common: frozenset[str]


def organization_table() -> OrganizationTable:
    """The table of bodies, loaded once."""
    table: OrganizationTable = load("organizations.yaml", OrganizationTable)
    return table


@lru_cache(maxsize=1)
def head_nouns() -> dict[str, Head]:
    """Head nouns by folded lemma."""
    return {fold(lemma): head for head in organization_table().heads for lemma in head.lemma}


@lru_cache(maxsize=1)
def known_bodies() -> dict[str, Known]:
    """Bodies by folded name and abbreviation."""
    return {fold(text): body for body in organization_table().known for text in (body.name, *body.short)}


@lru_cache(maxsize=1)
def expansions() -> dict[str, str]:
    """What abbreviations stand for, both folded: «мид» for «министерство иностранных дел»."""
    return {fold(short): fold(text) for short, text in organization_table().expansions.items()}


@lru_cache(maxsize=1)
def known_short() -> frozenset[str]:
    """One-word names of known bodies, spelled as they are written."""
    words = (text for body in organization_table().known for text in (body.name, *body.short))
    return frozenset(text for text in words if " " not in text and len(text) > 1)


def is_common(tokens: Sequence[Token]) -> bool:
    """«министерство», «совет директоров»: common nouns alone, no name, of what a state has many."""
    told = tokens[0].index == 0 or tokens[0].text.islower()
    return told and " ".join(token.lemma for token in tokens) in organization_table().common


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in organization_table().phrases:
        first, second = phrase.words
        found[first] = (*found.get(first, ()), second)
    return found


_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
# Letters of an abbreviation that can stand in the genitive.
_SHORTEST, _LONGEST = 2, 6


class Body(NamedTuple):
    """Tokens [first, last) with the token that heads them; `name_only` asks for the name in quotes alone."""

    first: int
    head: int
    last: int
    name_only: bool = False


def find_bodies(sentence: Sentence, spans: Sequence[Span]) -> list[Body]:
    """Bodies of the sentence by their head nouns, in text order."""
    named = [span for span in spans if span.type != "PER" or span.tokens[0].lemma not in head_nouns()]
    kinds: dict[int, str] = {i: span.type for span in named for i in range(span.first, span.last)}
    found, begun = [], _phrases()
    for token in sentence.tokens:
        possible = token.pos in _HEADS and (token.lemma in begun or head_of(token.lemma, token.text) is not None)
        if possible and (head := _head_at(sentence, token)) is not None:
            body = _phrase_of(sentence, token, head, kinds)
            if body is not None:
                found.append(body)
    return found


def _head_at(sentence: Sentence, token: Token) -> Head | None:
    """The lexicon's entry of the token; its own phrase words count as a head of a body."""
    if token.lemma in _phrases():
        after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
        if after is not None and after.lemma in _phrases()[token.lemma]:
            return _PHRASE_HEAD
    head = head_of(token.lemma, token.text)
    if head is None or (head.plural and token.feats.get("Number") != "Plur"):
        return None
    if head.upper and abbreviation_of(token.text) is None:
        return None
    return head


@lru_cache(maxsize=20_000)
def head_of(lemma: str, text: str) -> Head | None:
    """The lexicon's entry of a token's lemma, or of the abbreviation that it is."""
    return head_nouns().get(lemma) or head_nouns().get(fold(abbreviation_of(text) or text))


def abbreviation_of(word: str) -> str | None:
    """«МИД» of «МИД» and of «МИДа»; None where the word is no abbreviation in capitals."""
    match = _ABBREVIATION.fullmatch(word) if word[1:2].isupper() else None
    return match[1] if match is not None else None


_ABBREVIATION = re.compile("([А-ЯЁ]{2,}|[A-Z]{2,})(?:а|у|ом|е)?")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9]+")
_PHRASE_HEAD = Head(lemma=("совет",), kind="body", example="", found="")


def _phrase_of(sentence: Sentence, token: Token, head: Head, kinds: dict[int, str]) -> Body | None:
    if head.kind == "company":
        return _quoted_name(sentence, token.index)
    first = _attributes_from(sentence, token)
    if first == token.index and (named := _quoted_name(sentence, token.index)) is not None:
        return named
    last = _complement_to(sentence, token.index + 1, head, kinds)
    body = Body(first, token.index, last)
    return body if _is_body(sentence, body, head, kinds) else None


def _quoted_name(sentence: Sentence, at: int) -> Body | None:
    """«компания «Росток»»: the words between the quotes."""
    close = _quote_end(sentence, at + 1)
    return Body(at + 2, at + 2, close - 1, name_only=True) if close is not None and close > at + 3 else None


def _attributes_from(sentence: Sentence, token: Token) -> int:
    """Index of the first of the adjectives that stand before the token and agree with it."""
    first = token.index
    while first > 0 and _is_attribute(sentence.tokens[first - 1], token):
        if sentence.tokens[first - 1].end + 1 != sentence.tokens[first].start:
            break
        first -= 1
    return first


def _is_attribute(adjective: Token, noun: Token) -> bool:
    if adjective.pos != "ADJ" or adjective.lemma in organization_table().not_attributes:
        return False
    if title_lemma(adjective) and (adjective.index == 0 or adjective.text.islower()):
        return False
    case, other = adjective.feats.get("Case"), noun.feats.get("Case")
    number = adjective.feats.get("Number")
    return (case == other or other is None) and number in {None, noun.feats.get("Number")}


def _complement_to(sentence: Sentence, at: int, head: Head, kinds: dict[int, str]) -> int:
    """Index behind the complement that begins at `at`: genitives, «по …», a name in quotes."""
    last = at
    while True:
        end = (
            _genitive(sentence, last, kinds)
            or _joined_genitive(sentence, last, kinds)
            or _prepositional(sentence, last, head)
            or (_quote_end(sentence, last) if head.kind == "official" and last == at else None)
            or _abbreviated(sentence, last, at)
            or (_latin(sentence, last) if head.kind == "official" and last == at else None)
        )
        if end is None or end <= last:
            return last
        last = end


def _latin(sentence: Sentence, at: int) -> int | None:
    """Index behind a name in Latin letters: «креативное агентство Kollektiv»."""
    here = at
    while here < len(sentence.tokens) and _LATIN.fullmatch(sentence.tokens[here].text):
        here += 1
    return here if here > at else None


def _abbreviated(sentence: Sentence, here: int, at: int) -> int | None:
    """«Институт этнологии РАН», «Народное собрание КНДР»: whose the body is, but not «партия КПРФ», its own name."""
    tokens = sentence.tokens
    if here >= len(tokens) or not tokens[here].text.isupper() or not _SHORTEST <= len(tokens[here].text) <= _LONGEST:
        return None
    attribute = tokens[at - 2] if at > 1 else None
    told = here > at or (attribute is not None and _is_attribute(attribute, tokens[at - 1]))
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
    if noun.feats.get("Number") == "Sing" and title_lemma(noun) is not None:
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


def _prepositional(sentence: Sentence, at: int, head: Head) -> int | None:
    tokens = sentence.tokens
    if at >= len(tokens) or tokens[at].lemma not in head.prepositions:
        return None
    case = "Dat" if tokens[at].lemma == "по" else "Acc"
    end = _genitive(sentence, at + 1, {}, case)
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


def _quote_end(sentence: Sentence, at: int) -> int | None:
    """Index behind the closing quote of a quotation that opens at `at` and begins with a capital."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].text not in _OPEN or not tokens[at + 1].text[:1].isupper():
        return None
    for index in range(at + 2, min(at + _QUOTED_LIMIT, len(tokens))):
        if tokens[index].text in _CLOSE:
            return index + 1
    return None


def _is_body(sentence: Sentence, body: Body, head: Head, kinds: dict[int, str]) -> bool:
    tokens = sentence.tokens
    if any(kinds.get(i) == "ORG" for i in range(body.first, body.last) if i <= body.head):
        return True
    attributes = [tokens[i] for i in range(body.first, body.head)]
    if head.attributes and not any(token.lemma in head.attributes for token in attributes):
        return False
    if head.kind == "body":
        return not head.plural or bool(attributes) or body.last > body.head + 1
    if head.capital:
        return _is_capital(sentence, body, attributes)
    if head.plural:
        return bool(attributes) or kinds.get(body.head + 1) == "LOC"
    return bool(attributes) or body.last > body.head + 1


def _is_capital(sentence: Sentence, body: Body, attributes: Sequence[Token]) -> bool:
    """Written as a name: a capital that the beginning of a sentence does not explain."""
    if not attributes and body.last == body.head + 1:
        return False
    inner = sentence.tokens[max(body.first, 1) : body.head + 1]
    return any(token.text[:1].isupper() for token in inner)
