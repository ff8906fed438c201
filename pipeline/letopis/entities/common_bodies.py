"""Common nouns that take up a body named before: «компания», «ведомство», «клуб»."""

from functools import lru_cache

from letopis.document import Organization, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.bodies import abbreviation_of, expansions, head_nouns
from letopis.entities.common_places import BodyNoun, descriptor_table, is_bare
from letopis.entities.inflection import lemmas
from letopis.language.morphology import fold

_LOOK_BACK = 4
_DOMINANT = 0.7
# How often a body has to be spoken of to be taken up from afar.
_OFTEN = 2


@lru_cache(maxsize=1)
def _nouns() -> dict[str, BodyNoun]:
    return {fold(lemma): noun for noun in descriptor_table().bodies for lemma in noun.lemma}


def take_up_bodies(board: Board, sentence: Sentence) -> None:
    """Add the sentence's common nouns to the bodies that they speak of; doubtful ones are only explained."""
    nouns = _nouns()
    for token in sentence.tokens:
        noun = nouns.get(token.lemma) if token.pos == "NOUN" or token.index == 0 else None
        if noun is None or board.at(sentence.index, token.index) or not is_bare(sentence, token):
            continue
        if _goes_there(sentence, token) or _is_named_behind(board, sentence, token):
            continue
        body = _antecedent(board, sentence, token, noun)
        if body is not None:
            board.mention(body, sentence, (token.start, token.end), "descriptor", "body-noun")
        else:
            board.document.explain("entities", "body-noun-unresolved", token.start, token.end, "no or several bodies")


def _goes_there(sentence: Sentence, token: Token) -> bool:
    """«обратился в суд»: any court."""
    before = sentence.tokens[token.index - 1].lemma if token.index else ""
    return before in {"в", "на"} and token.feats.get("Case") == "Acc"


def _is_named_behind(board: Board, sentence: Sentence, token: Token) -> bool:
    """«компания «Росток»»: introduces the name behind it."""
    quoted = [t.index for t in sentence.tokens[token.index + 1 : token.index + 3] if t.text in '«"„“']
    at = [token.index + 1, *(index + 1 for index in quoted)]
    return bool(quoted) or any(r.first == index for index in at for r in board.at(sentence.index, index))


def _antecedent(board: Board, sentence: Sentence, token: Token, noun: BodyNoun) -> Organization | None:
    """The only fitting body of the nearest sentence that has one, or the article's own by far."""
    every = [entity for entity in board.entities if isinstance(entity, Organization)]
    bodies = [one for one in every if _is_such(board, one, token, noun) and _is_before(one, token)]
    if not bodies and noun.unnamed:
        bodies = [one for one in every if not board.kinds_of(one, _kinds) and _is_before(one, token)]
    fitting = {id(one) for one in bodies}
    for back in range(_LOOK_BACK + 1):
        near = {id(r.entity) for r in board.by_sentence.get(sentence.index - back, []) if id(r.entity) in fitting}
        if len(near) == 1:
            return next(one for one in bodies if id(one) in near)
        if near:
            break
    return _dominant(bodies)


def _is_before(body: Organization, token: Token) -> bool:
    return any((mention.start or 0) < token.start for mention in body.mentions)


def _dominant(bodies: list[Organization]) -> Organization | None:
    """The only one, or the one spoken of far more often than the others."""
    counts = sorted((len(body.mentions) for body in bodies), reverse=True)
    if not counts or counts[0] < _OFTEN or counts[0] < _DOMINANT * sum(counts):
        return None
    return next(body for body in bodies if len(body.mentions) == counts[0])


def _is_such(board: Board, body: Organization, token: Token, noun: BodyNoun) -> bool:
    if noun.states and body.of_states:
        return True
    return any(kind.endswith(token.lemma) or kind in noun.like for kind in board.kinds_of(body, _kinds))


def _kinds(board: Board, body: Organization, references: list[Reference]) -> frozenset[str]:
    """Nouns that say what the body is: in its names, before its name in quotes, in what its abbreviation stands for."""
    words = {word for name in (body.name, *body.aliases) for word in name.split()}
    short = {fold(abbreviation_of(word) or "") for word in words}
    expanded = {word for key, text in expansions().items() if key in short for word in text.split()}
    found = {lemma for word in words | expanded for lemma in lemmas(word.strip("«»\"„“”"))}
    for reference in references:
        tokens = board.document.sentences[reference.sentence].tokens
        found |= {t.lemma for t in tokens[max(reference.first - 2, 0) : reference.first] if t.pos == "NOUN"}
    return frozenset(found & _kind_nouns())


@lru_cache(maxsize=1)
def _kind_nouns() -> frozenset[str]:
    """All nouns that say what kind of body something is."""
    own = {fold(lemma) for noun in descriptor_table().bodies for lemma in (*noun.lemma, *noun.like)}
    return frozenset(own | set(head_nouns()))
