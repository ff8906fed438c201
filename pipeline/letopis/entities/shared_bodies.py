"""Bodies whose noun is told once for several of them, and whose phrase therefore speaks of each.

«правительства Франции и Италии» by what they are of, «Тверской и Басманный суды» by what they are called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from letopis.document import Sentence, Token
from letopis.entities.bodies import head_nouns
from letopis.entities.inflection import is_plural
from letopis.entities.place_forms import agreeing_with
from letopis.entities.shared_nouns import joined_names
from letopis.entities.span import Span
from letopis.language.morphology import like

_JOINING = frozenset({",", "и"})


def parted(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """The sentence's spans; of a phrase that speaks of several bodies one for each, as long as the phrase."""
    found: list[Span] = []
    for span in spans:
        noun = next((token for token in span.tokens if token.lemma in head_nouns()), None)
        several = span.type == "ORG" and noun is not None and is_plural(noun)
        found += _bodies(sentence, span, noun, spans) if several and noun is not None else [span]
    return found


def _bodies(sentence: Sentence, span: Span, noun: Token, spans: Sequence[Span]) -> list[Span]:
    if noun.index == span.first and noun.index + 1 < span.last:
        names, (first, last) = _by_place(sentence, span, noun, spans)
    elif noun.index == span.first + 1:
        names, (first, last) = _by_adjective(sentence, span, noun)
    else:
        return [span]
    whole = replace(span, first=first, last=last)
    return [replace(whole, name=name) for name in names] if len(names) > 1 else [span]


def _by_place(sentence: Sentence, span: Span, noun: Token, spans: Sequence[Span]) -> tuple[list[str], tuple[int, int]]:
    """By what stands behind the noun, and the places in the genitive that are joined to that."""
    singular = like(noun.text, noun.lemma)
    joined = list(_joined(sentence, span.last, spans))
    parts = [(noun.index + 1, span.last), *joined]
    names = [" ".join([singular, *(token.text for token in sentence.tokens[first:last])]) for first, last in parts]
    return names, (span.first, parts[-1][1])


def _joined(sentence: Sentence, at: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    places = {one.first: one for one in spans if one.type == "LOC" and one.head.feats.get("Case") == "Gen"}
    while at + 1 < len(sentence.tokens) and sentence.tokens[at].text in _JOINING and at + 1 in places:
        yield at + 1, places[at + 1].last
        at = places[at + 1].last


def _by_adjective(sentence: Sentence, span: Span, noun: Token) -> tuple[list[str], tuple[int, int]]:
    """By the adjectives before the noun."""
    rest = "".join(f" {token.text}" for token in sentence.tokens[noun.index + 1 : span.last])
    adjectives = joined_names(sentence.tokens, span.first)
    names = [f"{agreeing_with(adjective.text, noun.lemma)} {noun.lemma}{rest}" for adjective in adjectives]
    return names, (adjectives[0].index if adjectives else span.first, span.last)
