"""Who took part though no word says so: sides that the article's own account leaves to be understood."""

import re
from collections.abc import Iterator, Sequence

from letopis.document import Argument, Document, Event, EventMention, Person, Place
from letopis.events.casting import BY_ODDS
from letopis.events.lexicon import EventLexicon
from letopis.language.morphology import lemmas
from letopis.story.placing import PlacesOf
from letopis.story.relations import Relations

PAIR = 2
# How many sentences an appointment may stand behind the resignation that it follows.
SUCCESSION = 3
# People come together face to face, and what they do there.
_TALKS = ("meeting", "negotiation")
_DONE_AT_TALKS = ("agreement",)
# What courts decide.
_DECIDED = ("trial", "sentence", "fine", "bankruptcy")


def spare_sources(document: Document, mentions: Sequence[EventMention], relations: Relations) -> None:
    """«О причине смерти не известно, сказал Рогов»: whoever tells of it has not died, nor has a person who tells of an
    attack made it, but where grammar says so."""
    people = {entity.id for entity in document.entities if isinstance(entity, Person)}
    for mention in mentions:
        source = mention.attribution.entity if mention.attribution is not None else None
        if source is None:
            continue
        spared = {relations.once.get(mention.type)}
        if source in people and mention.type in relations.crimes:
            spared.add("agent")
        cast = {(BY_ODDS, role, source) for role in spared}
        mention.participants = [one for one in mention.participants if (one.rule, one.role, one.entity) not in cast]


def complete_sides(document: Document, events: list[Event], relations: Relations, places: PlacesOf) -> None:
    """Add the other of a counted pair to its talks, the sides of a visit's talks to the visit and its papers."""
    _complete_pairs(document, events, relations)
    _complete_predecessors(document, events)
    _complete_courts(events)
    by_whole: dict[str, list[Event]] = {}
    for event in events:
        if event.part_of is not None:
            by_whole.setdefault(event.part_of, []).append(event)
    countries = {entity.id: entity.country for entity in document.entities if isinstance(entity, (Person, Place))}
    for whole in events:
        parts = by_whole.get(whole.id, [])
        if whole.type == "visit":
            _complete_visit(whole, parts, countries, places)
            _complete_papers(parts)


def _complete_predecessors(document: Document, events: list[Event]) -> None:
    """«Пост покинул Рус. Его место заняла Лад»: who left in the same paragraph, just before, is who was followed."""
    left: Event | None = None
    for event in sorted(events, key=lambda event: event.mentions[0].trigger.start):
        sentence = event.mentions[0].sentence
        if event.type == "resignation" and event.status in ("occurred", "planned", "ongoing"):
            left = event
        elif event.type == "appointment" and left is not None:
            last = left.mentions[-1].sentence if left.mentions[-1].sentence < sentence else left.mentions[0].sentence
            block = document.sentences[sentence].block == document.sentences[last].block
            named = {argument.role for argument in event.participants}
            if block and sentence - last <= SUCCESSION and "predecessor" not in named and "appointee" in named:
                gone = [side for side in left.participants if side.role == "person" and side.entity]
                known = {argument.entity for argument in event.participants}
                _add(event, [side for side in gone if side.entity not in known], "who left just before", "predecessor")
            left = None if block else left


def _complete_courts(events: list[Event]) -> None:
    """«Суд признал Руса виновным. Он оштрафован»: what the court decides next of the same person or body."""
    court: Argument | None = None
    tried: set[str] = set()
    sentence = -1
    for event in sorted(events, key=lambda event: event.mentions[0].trigger.start):
        if event.type not in _DECIDED:
            continue
        agents = [side for side in event.participants if side.role == "agent"]
        targets = {side.entity for side in event.participants if side.role == "target" and side.entity is not None}
        same = targets & tried or (targets and event.mentions[0].sentence == sentence)
        if not agents and court is not None and event.status == "occurred" and same:
            _add(event, [court], "the court that decided just before", "agent")
        elif (found := next((side for side in agents if side.entity and _is_court(side)), None)) is not None:
            court, tried, sentence = found, targets, event.mentions[-1].sentence


def _is_court(side: Argument) -> bool:
    courts = EventLexicon.load().classes["court"]
    return any(lemmas(word) & courts for word in re.findall(r"[\w-]+", side.text))


def _complete_pairs(document: Document, events: list[Event], relations: Relations) -> None:
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
            _add(event, next(iter(pairs.values())).participants, "the other of the pair that the article counts")


def _complete_visit(visit: Event, parts: list[Event], countries: dict[str, str | None], places: PlacesOf) -> None:
    """«Министры встретились в Батуми. Визит был рабочим»: the one of the two who is abroad there is the visitor."""
    pairs = [] if visit.participants else list(_of_a_pair(parts))
    where = places(visit) if pairs else []
    there = {countries.get(place.entity or "") for place in where}
    for talks in pairs if where else []:
        abroad = [side for side in talks.participants if countries.get(side.entity or "") not in (None, *there)]
        at_home = [side for side in talks.participants if countries.get(side.entity or "") in there - {None}]
        if len(abroad) == 1 and len(at_home) == 1:
            _add(visit, abroad, "the one of the two who is abroad there", role="visitor")
            return


def _complete_papers(parts: list[Event]) -> None:
    """«Переговоры двух премьеров, подписание документов»: what is signed at a visit's talks both sides sign."""
    for paper in parts:
        known = {side.entity for side in paper.participants}
        if paper.type not in _DONE_AT_TALKS or len(known) != 1:
            continue
        sentences = {mention.sentence for mention in paper.mentions}
        for talks in _of_a_pair(parts):
            beside = any(mention.sentence in sentences for mention in talks.mentions)
            if beside and known < {side.entity for side in talks.participants}:
                _add(paper, talks.participants, "the other side of the talks at which it was done")
                break


def _of_a_pair(parts: list[Event]) -> Iterator[Event]:
    for part in parts:
        sides = {side.entity for side in part.participants}
        if part.type in _TALKS and len(sides) == PAIR and None not in sides:
            yield part


def _sides(mention: EventMention) -> set[str]:
    return {argument.entity for argument in mention.participants if argument.entity is not None}


def _add(event: Event, sides: list[Argument], rule: str, role: str = "participant") -> None:
    """Those of the sides who are not there yet, as participants whom no word of the event's expresses."""
    known = {argument.entity for argument in event.participants}
    for side in sides:
        if side.entity is not None and side.entity not in known:
            understood = Argument(side.entity, role, "zero", side.text, None, None, rule=rule)
            event.participants.append(understood)
            event.mentions[0].participants.append(understood)
