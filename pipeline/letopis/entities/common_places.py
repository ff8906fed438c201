"""Common nouns that take up a place named before: «город», «республика», «столица»."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from letopis.document import Place, PlaceKind, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.lexicon import Strict, load
from letopis.entities.places import is_capital
from letopis.language.morphology import fold

_DOMINANT = 0.7
_LOOK_BACK = 3


class PlaceNoun(Strict):
    """Nouns of one kind; see descriptors.yaml."""

    lemma: tuple[str, ...]
    kinds: tuple[PlaceKind, ...]
    example: str
    found: str
    names: str
    but_not: frozenset[str] = frozenset()
    needs: str | None = None
    capital: bool = False


class BodyNoun(Strict):
    """Nouns for bodies of one kind; see descriptors.yaml."""

    lemma: tuple[str, ...]
    example: str
    found: str
    names: str
    like: frozenset[str] = frozenset()
    unnamed: bool = False
    states: bool = False


class DescriptorTable(Strict):
    """descriptors.yaml."""

    places: tuple[PlaceNoun, ...]
    bodies: tuple[BodyNoun, ...]
    human_verbs: frozenset[str]
    human_objects: frozenset[str]
    joint_verbs: frozenset[str]
    idle_nouns: frozenset[str]


def descriptor_table() -> DescriptorTable:
    """The table of descriptors, loaded once."""
    table: DescriptorTable = load("descriptors.yaml", DescriptorTable)
    return table


@lru_cache(maxsize=1)
def _nouns() -> dict[str, PlaceNoun]:
    return {fold(lemma): noun for noun in descriptor_table().places for lemma in noun.lemma}


def take_up_places(board: Board, sentence: Sentence) -> None:
    """Add the sentence's common nouns to the places that they speak of; doubtful ones are only explained."""
    nouns = _nouns()
    for token in sentence.tokens:
        common = token.pos == "NOUN" or (token.pos == "PROPN" and token.index == 0)
        noun = nouns.get(token.lemma) if common else None
        if noun is None or board.at(sentence.index, token.index) or not is_bare(sentence, token):
            continue
        place = _antecedent(board, sentence, token, noun)
        if place is not None:
            board.mention(place, sentence, (token.start, token.end), "descriptor", "place-noun")
        else:
            board.document.explain("entities", "place-noun-unresolved", token.start, token.end, "no or several places")


def is_bare(sentence: Sentence, token: Token) -> bool:
    """In the singular, with no adjective, number or complement that tells another place or any place."""
    if token.feats.get("Number") != "Sing" or (token.text[:1].isupper() and token.index > 0):
        return False
    for child in sentence.children(token.index):
        if child.rel.startswith(("amod", "nummod", "det")) and child.lemma not in {"этот", "весь", "наш", "сам"}:
            return False
        if child.rel == "nmod" and child.feats.get("Case") == "Gen" and child.index == token.index + 1:
            return False
        if child.rel in {"appos", "flat", "flat:name"} and child.feats.get("Case") == token.feats.get("Case"):
            return False
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if after is None or not after.text[:1].isupper() or after.pos not in {"PROPN", "X"}:
        return True
    return after.feats.get("Case") not in {token.feats.get("Case"), "Nom", None}


def _antecedent(board: Board, sentence: Sentence, token: Token, noun: PlaceNoun) -> Place | None:
    """The only fitting place of the nearest sentence that has one, or the article's own by far."""
    if noun.capital:
        return _capital(board, sentence, token)
    for back in range(_LOOK_BACK + 1):
        near = _fitting(board, sentence.index - back, noun, token.index if back == 0 else None)
        if len(near) == 1:
            return near[0]
        if near:
            dominant = _dominant(board, noun)
            return dominant if dominant in near else None
    return _dominant(board, noun)


def _fitting(board: Board, index: int, noun: PlaceNoun, before: int | None) -> list[Place]:
    found: dict[int, Place] = {}
    for reference in board.by_sentence.get(index, []):
        earlier = before is None or reference.last <= before
        if isinstance(reference.entity, Place) and earlier and _fits(reference, noun):
            found[id(reference.entity)] = reference.entity
    return list(found.values())


def _fits(reference: Reference, noun: PlaceNoun) -> bool:
    place = reference.entity
    if not isinstance(place, Place) or place.kind not in noun.kinds or reference.form == "adjective":
        return False
    if noun.needs is not None and noun.needs not in fold(place.name):
        return False
    return place.kind != "country" or place.country not in noun.but_not


def _dominant(board: Board, noun: PlaceNoun) -> Place | None:
    counts: Counter[int] = Counter()
    places: dict[int, Place] = {}
    for references in board.by_sentence.values():
        for reference in references:
            if isinstance(reference.entity, Place) and _fits(reference, noun):
                counts[id(reference.entity)] += 1
                places[id(reference.entity)] = reference.entity
    best = counts.most_common(1)
    return places[best[0][0]] if best and best[0][1] >= _DOMINANT * counts.total() and best[0][1] > 1 else None


def _capital(board: Board, sentence: Sentence, token: Token) -> Place | None:
    """The only capital in the article before, or that of the country spoken of last."""
    found: dict[int, Place] = {}
    for index in range(sentence.index + 1):
        for reference in board.by_sentence.get(index, []):
            place = reference.entity
            here = index < sentence.index or reference.last <= token.index
            if isinstance(place, Place) and here and is_capital(place):
                found[id(place)] = place
    if len(found) == 1:
        return next(iter(found.values()))
    country = _last_country(board, sentence, token)
    return next((place for place in found.values() if country and place.country == country), None)


def _last_country(board: Board, sentence: Sentence, token: Token) -> str | None:
    for back in range(_LOOK_BACK + 1):
        references: Sequence[Reference] = board.by_sentence.get(sentence.index - back, [])
        codes = {
            reference.entity.country
            for reference in references
            if isinstance(reference.entity, Place) and (back or reference.last <= token.index)
        } - {None}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None
