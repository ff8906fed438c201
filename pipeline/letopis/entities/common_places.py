"""Common nouns that take up a place named before: «город», «республика», «столица»."""

from functools import lru_cache

from letopis.document import Entity, Person, Place, PlaceKind, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.lexicon import Strict, load
from letopis.entities.noun_options import Fit, noun_options
from letopis.entities.places import is_capital
from letopis.language.morphology import fold

# Beside a noun these tell no other of its kind.
_SELF = frozenset({"этот", "весь", "наш", "сам"})


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
    states: bool = False


class DescriptorTable(Strict):
    """descriptors.yaml."""

    places: tuple[PlaceNoun, ...]
    bodies: tuple[BodyNoun, ...]
    institutions: frozenset[str]
    human_verbs: frozenset[str]
    human_objects: frozenset[str]
    human_belongings: frozenset[str]
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
        noun = nouns.get(token.lemma) if token.pos in {"NOUN", "PROPN"} else None
        if noun is None or is_taken(board, sentence, token) or not is_bare(board, sentence, token):
            continue
        place = _antecedent(board, sentence, token, noun)
        if place is not None:
            board.mention(place, sentence, (token.start, token.end), "descriptor", "place-noun")
        else:
            board.document.explain("entities", "place-noun-unresolved", token.start, token.end, "no or several places")


def is_taken(board: Board, sentence: Sentence, token: Token) -> bool:
    """Whether the noun is a mention or heads one; «страны» in «служба наказаний страны» is free."""
    return any(token.index in (r.first, r.head) for r in board.at(sentence.index, token.index))


def is_the_same(sentence: Sentence, word: Token) -> bool:
    """«тот же»: what stands under it was told of before."""
    behind = sentence.tokens[word.index + 1 : word.index + 2]
    return word.lemma == "тот" and any(token.lemma == "же" for token in behind)


def is_bare(board: Board, sentence: Sentence, token: Token) -> bool:
    """In the singular, with no adjective, number or complement that tells another place or any place.

    «мэр города Раса Юкните»: who is named right behind is no complement.
    """
    if token.feats.get("Number") != "Sing" or (token.text[:1].isupper() and token.index > 0):
        return False
    somebody = any(isinstance(r.entity, Person) for r in board.at(sentence.index, token.index + 1))
    for child in sentence.children(token.index):
        if somebody and child.index == token.index + 1:
            continue
        attribute = child.rel.startswith(("amod", "nummod", "det"))
        if attribute and child.lemma not in _SELF and not is_the_same(sentence, child):
            return False
        if child.rel == "nmod" and child.feats.get("Case") == "Gen" and child.index == token.index + 1:
            return False
        if child.rel in {"appos", "flat", "flat:name"} and child.feats.get("Case") == token.feats.get("Case"):
            return False
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if somebody or after is None or not after.text[:1].isupper() or after.pos not in {"PROPN", "X"}:
        return True
    return after.feats.get("Case") not in {token.feats.get("Case"), "Nom", None}


def _antecedent(board: Board, sentence: Sentence, token: Token, noun: PlaceNoun) -> Entity | None:
    """The likeliest of the places before that the noun can speak of."""

    def fit(entity: Entity) -> Fit | None:
        if not isinstance(entity, Place):
            return None
        if not _fits(entity, noun):
            return "other"
        named = any(mention.form != "adjective" for mention in entity.mentions if mention.place < token.start)
        return "fitting" if named else "adjective"

    return board.chooser.choose("place", (token.start, token.end), noun_options(board, sentence, token, fit)).entity


def _fits(place: Place, noun: PlaceNoun) -> bool:
    if place.kind not in noun.kinds or (noun.capital and not is_capital(place)):
        return False
    if noun.needs is not None and noun.needs not in fold(place.name):
        return False
    return place.kind != "country" or place.country not in noun.but_not
