"""Sites whose noun is part of the name («на трассе Орёл — Тамбов», «в порту Корсаков», «на Сургутской ГРЭС-2»), and
roads called by their number («на трассе М-5»: М-5)."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from letopis.document import Document, Sentence, Token
from letopis.entities.phrases import noun_nominative
from letopis.entities.place_candidates import PlaceResolution, candidates
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import adjectival, agreeing_with, nominatives
from letopis.entities.span import Span
from letopis.language.morphology import fold

RULE = "named site"
# Between the ends of a way.
DASHES = frozenset("—–-")
_QUOTES, _CLOSING = frozenset('«"„“'), frozenset('»"“”')
_RAILS = frozenset({"железный", "рельсовый"})
# Of federal and regional roads; the noun before it tells a road from a rifle.
_NUMBER = re.compile("[АЕМНР]-?[0-9]{1,3}")
_WORDS = 3  # of one end of a way, at most
_UNKNOWN = "unresolved: a site that no table has"


def with_named_sites(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans with each such site as a place; names of places inside stay, whatever else was read into it goes."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        if span.type == "LOC":
            places[span.sentence.index].append((span.first, span.last))
    within = {each.index: found for each in document.sentences if (found := list(_sites(each, places[each.index])))}
    rest = [each for each in spans
            if each.type == "LOC" or not any(map(each.overlaps, within.get(each.sentence.index, ())))]  # fmt: skip
    return sorted([*rest, *chain.from_iterable(within.values())], key=lambda each: (each.start, -each.end))


def _sites(sentence: Sentence, places: Collection[tuple[int, int]]) -> Iterator[Span]:
    """`places` are the tokens [first, last) of those that the recogniser has found."""
    table, tokens = FacilityFile.load(), sentence.tokens
    for token in tokens:
        how = table.named_how(token.lemma.partition("-")[0])
        if how == "plant" and _is_of_town(sentence, token):
            yield Span(sentence, token.index - 1, token.index + 1, "LOC", RULE)
        elif how is not None and token.text[1:].islower() and token.feats.get("Number") == "Sing":
            ends = _end_of_way if how == "way" else _end_of_port
            behind = _behind_number(tokens, token.index + 1) if how == "way" else None
            if behind is not None:
                yield Span(sentence, token.index + 1, behind, "LOC", RULE)
                continue
            last = ends(tokens, token.index + 1, places)
            if last is not None:
                yield Span(sentence, token.index, last, "LOC", RULE)


def _end_of_way(tokens: Sequence[Token], at: int, _places: Collection[tuple[int, int]]) -> int | None:
    """Behind «Орёл — Тамбов» or «Орёл-Тамбов» that begins at `at`; a railway is more than a place."""
    last = _behind_capitals(tokens, at)
    if last == at or (at > 1 and tokens[at - 2].lemma in _RAILS):
        return None
    joined = (
        last == at + 1 and "-" in tokens[at].text and all(part[:1].isupper() for part in tokens[at].text.split("-"))
    )
    ends = 1 + joined
    while last < len(tokens) and tokens[last].text in DASHES and _behind_capitals(tokens, last + 1) > last + 1:
        last, ends = _behind_capitals(tokens, last + 1), ends + 1
    return last if ends > 1 else None


def _behind_number(tokens: Sequence[Token], at: int) -> int | None:
    """Behind a road's number that begins at `at`: «М-5» is one token, «М5» are two."""
    for last in range(at + 1, min(at + 2, len(tokens)) + 1):
        text = "".join(token.text for token in tokens[at:last])
        if _NUMBER.fullmatch(text) and tokens[last - 1].end - tokens[at].start == len(text):
            return last
    return None


def is_byname(road: Span, first: int, last: int) -> bool:
    """«трасса М-5 «Урал»»: whether tokens [first, last) are all that a road with a number is called besides."""
    tokens = road.sentence.tokens
    quoted = road.last == first - 1 and tokens[road.last].text in _QUOTES and tokens[last : last + 1]
    return bool(quoted) and tokens[last].text in _CLOSING and _behind_number(tokens, road.first) == road.last


def _behind_capitals(tokens: Sequence[Token], at: int) -> int:
    last = at
    while last < min(at + _WORDS, len(tokens)) and tokens[last].text[:1].isupper():
        last += 1
    return last


def _end_of_port(tokens: Sequence[Token], at: int, places: Collection[tuple[int, int]]) -> int | None:
    """Behind the town's name: not behind an adjective, which is the port's own name, nor behind a state's."""
    known = next((last for first, last in places if first == at), None)
    last = known or at + 1
    if at >= len(tokens) or not tokens[at].text[:1].isupper() or adjectival(tokens[at].text):
        return None
    surface = " ".join(token.text for token in tokens[at:last])
    states = [each for key, _ in nominatives(surface) for each in candidates(key) if each.kind == "country"]
    alone = known is not None or _behind_capitals(tokens, at) == last
    return last if alone and not states and tokens[at].feats.get("Animacy") != "Anim" else None


def _is_of_town(sentence: Sentence, noun: Token) -> bool:
    before = sentence.tokens[noun.index - 1] if noun.index else noun
    return before.text[:1].isupper() and adjectival(before.text)


def resolve_named_site(span: Span, text: str) -> PlaceResolution:
    """The site by its name in the nominative; `text` is the span as it stands."""
    first, *rest = span.tokens
    if _NUMBER.fullmatch(text):
        return PlaceResolution(text, "facility", None, None, None, None, None, _UNKNOWN, 0.0)
    plant = FacilityFile.load().named_how(fold(first.lemma)) is None
    called = agreeing_with(first.text, "станция") if plant else noun_nominative(first).lower()
    called += text[first.end - span.start :] if rest else ""
    return PlaceResolution(called, "facility", None, None, None, None, None, _UNKNOWN, 0.0)
