"""Common nouns that take up a body named before: «компания», «ведомство», «клуб»."""

from functools import lru_cache

from letopis.document import Entity, Organization, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.bodies import abbreviation_of, expansions, head_nouns
from letopis.entities.choosing import Option
from letopis.entities.common_places import BodyNoun, descriptor_table, is_bare, is_taken
from letopis.entities.inflection import lemmas
from letopis.entities.noun_options import Fit, noun_options
from letopis.entities.told_bodies import tell_body, told_nouns
from letopis.language.morphology import fold


@lru_cache(maxsize=1)
def _nouns() -> dict[str, BodyNoun]:
    return {fold(lemma): noun for noun in descriptor_table().bodies for lemma in noun.lemma}


def take_up_bodies(board: Board, sentence: Sentence) -> None:
    """Add the sentence's common nouns to the bodies that they speak of; doubtful ones are only explained."""
    for token in sentence.tokens:
        if token.pos not in {"NOUN", "PROPN"} or (token.lemma not in _nouns() and token.lemma not in told_nouns()):
            continue
        if is_taken(board, sentence, token) or _goes_there(sentence, token):
            continue
        if not _is_named_behind(board, sentence, token):
            _take_up(board, sentence, token, _nouns().get(token.lemma))


def _take_up(board: Board, sentence: Sentence, token: Token, noun: BodyNoun | None) -> None:
    """A body so told before; else one that the odds tell; else, where none is fit, one that nothing names."""
    if token.lemma in board.told and tell_body(board, sentence, token):
        return
    bare = noun is not None and is_bare(board, sentence, token)
    options = _options(board, sentence, token, noun) if noun is not None and bare else []
    chosen = board.chooser.choose("body", (token.start, token.end), options).entity if options else None
    if chosen is not None:
        board.mention(chosen, sentence, (token.start, token.end), "descriptor", "body-noun")
        return
    fit = any(option.evidence.get("fitting") for option in options)
    if (fit or not tell_body(board, sentence, token)) and bare:
        board.document.explain("entities", "body-noun-unresolved", token.start, token.end, "no or several bodies")


def _goes_there(sentence: Sentence, token: Token) -> bool:
    """«обратился в суд»: any court."""
    before = sentence.tokens[token.index - 1].lemma if token.index else ""
    return token.lemma == "суд" and before == "в" and token.feats.get("Case") == "Acc"


def _is_named_behind(board: Board, sentence: Sentence, token: Token) -> bool:
    """«компания «Росток»»: introduces the name behind it."""
    quoted = [t.index for t in sentence.tokens[token.index + 1 : token.index + 3] if t.text in '«"„“']
    at = [token.index + 1, *(index + 1 for index in quoted)]
    named = (r for index in at for r in board.at(sentence.index, index) if r.first == index)
    return bool(quoted) or any(isinstance(reference.entity, Organization) for reference in named)


def _options(board: Board, sentence: Sentence, token: Token, noun: BodyNoun) -> list[Option]:
    """The bodies before that the noun can speak of, nobody first."""

    def fit(entity: Entity) -> Fit | None:
        if not isinstance(entity, Organization):
            return None
        if _is_such(board, entity, token, noun):
            return "fitting"
        return "other" if board.kinds_of(entity, _kinds) else "untold"

    return noun_options(board, sentence, token, fit)


def _is_such(board: Board, body: Organization, token: Token, noun: BodyNoun) -> bool:
    if noun.states and body.of_states:
        return True
    return any(kind.endswith(token.lemma) or kind in noun.like for kind in board.kinds_of(body, _kinds))


def _kinds(board: Board, body: Organization, references: list[Reference]) -> frozenset[str]:
    """Nouns that say what the body is: in its names, before its name in quotes, in what its abbreviation stands for."""
    words = {word for name in (body.name, *body.aliases) for word in name.split()}
    short = {fold(abbreviation_of(word) or "") for word in words}
    expanded = {word for key, text in expansions().items() if key in short for word in text.split()}
    found = {lemma for word in words | expanded for lemma in lemmas(word.strip('«»"„“”'))}
    for reference in references:
        tokens = board.document.sentences[reference.sentence].tokens
        found |= {t.lemma for t in tokens[max(reference.first - 2, 0) : reference.first] if t.pos == "NOUN"}
    return frozenset(found & _kind_nouns())


@lru_cache(maxsize=1)
def _kind_nouns() -> frozenset[str]:
    """All nouns that say what kind of body something is."""
    own = {fold(lemma) for noun in descriptor_table().bodies for lemma in (*noun.lemma, *noun.like)}
    return frozenset(own | set(head_nouns()))
