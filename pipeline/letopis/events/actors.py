"""Of whom and what a sentence speaks: all that can have a part in an event told there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from letopis.document import Argument, Entity, EntityMention, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.events.classes import entity_kind
from letopis.events.roles import RoleFiller
from letopis.events.slots import is_verbal

_WORDS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB", "DET", "X"})
_OPENING = frozenset('«"„“')
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"})
_WITHIN_NAMES = frozenset({"flat:name", "flat", "flat:foreign"})


@dataclass(slots=True)
class Actor:
    """Somebody or something: an argument without a role yet, and indexes of the words that speak of it.

    `kind` is one of the ontology's fillers.
    """

    argument: Argument
    kind: str
    words: list[int] = field(default_factory=list)

    @property
    def key(self) -> str | tuple[int | None, int | None]:
        """What tells it from others: the entity, or the span of the unnamed."""
        return self.argument.entity or (self.argument.start, self.argument.end)


def actors(sentence: Sentence, mentions: MentionIndex, roles: RoleFiller) -> list[Actor]:
    """All of a sentence, an entity once, in the order in which they are first spoken of; dropped subjects last."""
    found: dict[object, Actor] = {}
    for token in sentence.tokens:
        if token.pos in _WORDS and token.rel not in _WITHIN_NAMES:
            for actor in _meant(sentence, token, roles):
                found.setdefault(actor.key, actor).words.append(token.index)
    for entity, mention in mentions.in_sentence(sentence.index):
        if mention.form == "zero" and entity.id not in found:
            verbs = [token.index for token in sentence.tokens if token.start == mention.at]
            if verbs:
                found[entity.id] = Actor(_understood(entity), entity_kind(entity), verbs)
    return list(found.values())


def _meant(sentence: Sentence, token: Token, roles: RoleFiller) -> Iterator[Actor]:
    """What a word alone or as the head of its phrase speaks of."""
    attributive = token.pos in ("ADJ", "VERB") and not _is_nominal(token)
    if attributive and (is_verbal(token) or token.rel == "acl"):
        return
    pairs = roles.named(sentence, token)
    if attributive and token.rel == "amod" and not pairs:
        return
    if pairs:
        yield from (Actor(_told(*pair), entity_kind(pair[0])) for pair in pairs if pair[1].form != "zero")
        return
    meant = roles.antecedents.of(sentence, token, ("person", "organization"))
    if meant is not None:
        yield Actor(roles.antecedents.argument(meant, token, ""), entity_kind(meant))
        return
    if _entitles(sentence, token):
        return
    kind = next((kind for kind in ("group", "thing") if roles.unnamed.fits(sentence, token, (kind,))), None)
    if kind is not None:
        yield Actor(roles.unnamed.argument(sentence, token, ""), kind)


def _is_nominal(token: Token) -> bool:
    """«с бастующими», «38 погибших»: a participle that stands for people."""
    people = token.feats.get("VerbForm") == "Part" and token.feats.get("Number") == "Plur" and "Case" in token.feats
    return people and token.rel in _NOMINAL


def _entitles(sentence: Sentence, token: Token) -> bool:
    """«открытие турнира «Игры гор»»: the name in quotation marks is the tournament's, nobody beside it."""
    before = sentence.tokens[max(token.index - 1, 0)].text
    return token.rel == "appos" and before in _OPENING and token.index - 2 == token.head


def _told(entity: Entity, mention: EntityMention) -> Argument:
    return Argument(entity.id, "", mention.form, mention.text, mention.start, mention.end)


def _understood(entity: Entity) -> Argument:
    return Argument(entity.id, "", "zero", entity.name, None, None)
