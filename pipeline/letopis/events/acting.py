"""Bodies called by a common noun become entities where they act or are acted upon: «сделку одобрил регулятор».

The entities stage knows bodies by name and what takes such a name up again; that a bare «лаборатория» is a particular
one only its part in an event tells.
"""

from letopis.document import Argument, Document, Entity, EntityMention, Organization, Sentence, Token
from letopis.entities.phrases import nominative_phrase
from letopis.events.lexicon import EventLexicon
from letopis.language.morphology import fold

# «ни один банк», «другой клуб», «любая фирма», «своя газета» are no particular ones, or not by themselves.
_VAGUE = frozenset({"один", "другой", "любой", "каждый", "всякий", "иной", "некий", "какой-то", "никакой", "какой",
                    "свой", "тот", "его", "ее", "их", "мой", "наш", "ваш", "такой", "новый", "второй"})  # fmt: skip


def name_acting_bodies(document: Document, lexicon: EventLexicon) -> None:
    """Give the unnamed participants that are institutions in the singular an entity, one for each name."""
    known: dict[str, Entity] = {fold(entity.name): entity for entity in document.entities}
    for mention in document.event_mentions:
        sentence = document.sentences[mention.sentence]
        for argument in mention.participants if mention.claim is None else []:
            head = _institution(sentence, argument, lexicon)
            if head is not None:
                _name(document, sentence, argument, known)


def _institution(sentence: Sentence, argument: Argument, lexicon: EventLexicon) -> Token | None:
    if argument.entity is not None or argument.count is not None or argument.start is None or argument.end is None:
        return None
    head = sentence.head_of(argument.start, argument.end)
    if head is None or head.lemma not in lexicon.classes["institution"] or head.feats.get("Number") != "Sing":
        return None
    words = sentence.tokens_in(argument.start, argument.end)
    return None if any(word.lemma in _VAGUE or word.pos == "NUM" for word in words) else head


def _name(document: Document, sentence: Sentence, argument: Argument, known: dict[str, Entity]) -> None:
    start, end = argument.start or 0, argument.end or 0
    name, _ = nominative_phrase(document.text, sentence.tokens_in(start, end))
    name = name if name[:2].isupper() else name[:1].lower() + name[1:]
    body = known.get(fold(name))
    if body is None:
        body = Organization(id=f"e{len(document.entities) + 1}", name=name, mentions=[])
        document.entities.append(body)
        known[fold(name)] = body
    if all(mention.start != start for mention in body.mentions):
        body.mentions.append(EntityMention(start, end, argument.text, "descriptor", sentence.index, rule="acting body"))
    argument.entity = body.id
    document.explain("events.entity", "acting body", start, end, name)
