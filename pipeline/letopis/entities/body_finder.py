"""Finding bodies that the recogniser leaves out or cuts short, by the nouns that head their names.

«правительство Киргизии», «Федеральная служба по тарифам», «башкирская администрация»: a head noun of
organizations.yaml, the adjectives that agree with it, and its complement in the genitive.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from letopis.document import Sentence, Token
from letopis.entities.bodies import Head, abbreviation_of, head_nouns, head_of, organization_table
from letopis.entities.body_complements import complement_to, is_attribute, latin, quote_end
from letopis.entities.span import Span

# Behind them stands what makes a school or a hospital a particular one.
_PARTICULAR = frozenset({"имени", "им", "№"})
# «другой суд в Туле»: in front of a common noun they tell of a body that nothing names.
_OTHER = frozenset({"другой", "иной"})
_HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_PHRASE_HEAD = Head(lemma=("совет",), kind="body", example="", found="")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in organization_table().phrases:
        first, second = phrase.words
        found[first] = (*found.get(first, ()), second)
    return found


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


def _phrase_of(sentence: Sentence, token: Token, head: Head, kinds: dict[int, str]) -> Body | None:
    if head.kind == "company":
        return _quoted_name(sentence, token.index) or _latin_name(sentence, token.index)
    first = _attributes_from(sentence, token)
    if first == token.index and (named := _quoted_name(sentence, token.index)) is not None:
        return named
    last = complement_to(sentence, token.index + 1, head, kinds)
    body = Body(first, token.index, last)
    if _is_body(sentence, body, head, kinds):
        return body
    return _latin_name(sentence, token.index) if head.capital else None


def _quoted_name(sentence: Sentence, at: int) -> Body | None:
    """«компания «Росток»»: the words between the quotes."""
    close = quote_end(sentence, at + 1)
    return Body(at + 2, at + 2, close - 1, name_only=True) if close is not None and close > at + 3 else None


def _latin_name(sentence: Sentence, at: int) -> Body | None:
    """«корпорация Rogov», «журнал Seven Days»: the words in Latin letters."""
    last = latin(sentence, at + 1) if at + 1 < len(sentence.tokens) else None
    return Body(at + 1, at + 1, last, name_only=True) if last is not None else None


def _attributes_from(sentence: Sentence, token: Token) -> int:
    """Index of the first of the adjectives that stand before the token and agree with it."""
    first = token.index
    while first > 0 and is_attribute(sentence.tokens[first - 1], token):
        if sentence.tokens[first - 1].end + 1 != sentence.tokens[first].start:
            break
        first -= 1
    return first


def _is_body(sentence: Sentence, body: Body, head: Head, kinds: dict[int, str]) -> bool:
    tokens = sentence.tokens
    if any(kinds.get(i) == "ORG" for i in range(body.first, body.last) if i <= body.head):
        return True
    attributes = [tokens[i] for i in range(body.first, body.head)]
    other = body.first > 0 and tokens[body.first - 1].lemma in _OTHER and tokens[body.head].text.islower()
    if other or (head.attributes and not any(token.lemma in head.attributes for token in attributes)):
        return False
    if head.kind == "body":
        return not head.plural or bool(attributes) or body.last > body.head + 1
    if head.capital:
        return _is_capital(sentence, body, attributes, head)
    if head.plural:
        return bool(attributes) or kinds.get(body.head + 1) == "LOC"
    return bool(attributes) or body.last > body.head + 1


def _is_capital(sentence: Sentence, body: Body, attributes: Sequence[Token], head: Head) -> bool:
    """Written as a name: a capital that the beginning of a sentence does not explain; or else a particular one."""
    tokens = sentence.tokens
    if any(token.text in _PARTICULAR for token in tokens[body.head + 1 : body.last]):
        return True
    if head.ranked and any(token.lemma in organization_table().ranks for token in attributes):
        return True
    if not attributes and body.last == body.head + 1:
        return False
    return any(token.text[:1].isupper() for token in tokens[max(body.first, 1) : body.head + 1])
