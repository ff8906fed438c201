"""Whose talks they were, when the article counts the talks of one pair and a sentence leaves a side out."""

from letopis.document import Argument, Document, Event, EventMention
from letopis.story.relations import Relations

PAIR = 2


def complete_sides(document: Document, events: list[Event], relations: Relations) -> None:
    """«Жданов и Рейес встречались трижды ... Встреча в ратуше» of Жданов's visit was with Рейес.

    Only where exactly one counted pair fits, one side is there, and nobody unnamed takes part.
    """
    counting = [mention for mention in document.event_mentions if mention.claim is not None]
    for event in events:
        known = {argument.entity for argument in event.participants}
        if len(known) != 1 or None in known or any(a.role != "participant" for a in event.participants):
            continue
        pairs = {
            frozenset(_sides(mention)): mention
            for mention in counting
            if relations.kin(mention.type, event.type) and len(_sides(mention)) == PAIR and known < _sides(mention)
        }
        if len(pairs) == 1:
            _add(event, next(iter(pairs.values())))


def _sides(mention: EventMention) -> set[str]:
    return {argument.entity for argument in mention.participants if argument.entity is not None}


def _add(event: Event, counted: EventMention) -> None:
    known = {argument.entity for argument in event.participants}
    for side in counted.participants:
        if side.entity is not None and side.entity not in known:
            rule = "the other of the pair that the article counts"
            understood = Argument(side.entity, "participant", "zero", side.text, None, None, rule=rule)
            event.participants.append(understood)
            event.mentions[0].participants.append(understood)
