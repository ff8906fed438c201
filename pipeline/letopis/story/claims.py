"""How many such events the article says there were, beside those that it tells."""

from letopis.document import Amount, Claim, Document, Event, EventMention
from letopis.events.features import counting_words
from letopis.events.ontology import Ontology
from letopis.story.facts import FactBase
from letopis.story.relations import Relations
from letopis.times.calendar import Interval, intersect

_REAL = frozenset({"occurred", "ongoing"})
_TALKS = frozenset({"meeting", "negotiation"})
_BETWEEN_TWO = _TALKS | {"phone_call"}
PAIR = 2


class ClaimChecker:
    """Turns counting mentions into claims and counts the events that support them."""

    def __init__(self, document: Document, relations: Relations, ontology: Ontology) -> None:
        self._document = document
        self._relations = relations
        self._facts = FactBase(document, relations, ontology)
        self._pair: frozenset[str] = frozenset()

    def claims(self, mentions: list[EventMention], events: list[Event]) -> list[Claim]:
        """One claim a counting mention, in text order; claims that exclude one another say so."""
        counting = [mention for mention in mentions if mention.claim]
        pairs = {frozenset(people) for people in map(self._people, counting) if len(people) == PAIR}
        self._pair = next(iter(pairs)) if len(pairs) == 1 else frozenset()
        claims = [self._claim(mention, mention.claim, events) for mention in counting if mention.claim]
        occasions = {event.id: _occasion(event) for event in events}
        kinds = [mention.kind for mention in counting]
        for index, claim in enumerate(claims):
            claim.contradicts = [
                f"claims[{other}]"
                for other, rival in enumerate(claims)
                if other != index and kinds[other] == kinds[index] and _excludes(claim, rival)
            ]
            claim.found = len({occasions[event] for event in claim.supported_by})
            if claim.high is not None and claim.found > claim.high:
                claim.contradicts.append(f"found {claim.found}")
        return claims

    def _claim(self, mention: EventMention, amount: Amount, events: list[Event]) -> Claim:
        facts = self._facts.of(mention)
        since, until = facts.interval or (None, None)
        if until is None:
            until = self._published_after(since)
        people = sorted(self._people(mention) | self._understood(mention), key=lambda entity: int(entity[1:]))
        start, end = self._span(mention)
        claim = Claim(
            mention.type, people, amount.low, amount.high, since, until, start, end, self._document.text[start:end]
        )
        window = (since, until)
        claim.supported_by = [event.id for event in events if self._supports(event, mention, set(people), window)]
        return claim

    def _published_after(self, since: str | None) -> str | None:
        """What has been counted was counted by the publication; of what is to begin later the end stays open."""
        published = (self._document.article.published or "")[:10] or None
        return None if since is not None and published is not None and published < since[:10] else published

    def _people(self, mention: EventMention) -> set[str]:
        return {argument.entity for argument in mention.participants if argument.entity is not None}

    def _understood(self, mention: EventMention) -> frozenset[str]:
        """«Итоги: восемь встреч»: whoever counts one pair's meetings counts theirs where a side is left out."""
        sides = {argument.entity for argument in mention.participants}
        return self._pair if mention.type in _BETWEEN_TWO and sides < self._pair else frozenset()

    def _supports(self, event: Event, mention: EventMention, people: set[str], window: Interval) -> bool:
        if event.status not in _REAL or not self._relations.kin(event.type, mention.type):
            return False
        if mention.kind is not None and event.kind != mention.kind:
            return False
        if not people <= {a.entity for a in event.participants}:
            return False
        when, since = event.time, window[0]
        # «В 2022 году встретились дважды»: what has no date may have been in any year.
        return since is None if when is None else intersect((when.low, when.high), window) is not None

    def _span(self, mention: EventMention) -> tuple[int, int]:
        """From the first to the last word of the clause that counts: trigger, its numeral, its people."""
        sentence = self._document.sentences[mention.sentence]
        trigger = next(t for t in sentence.tokens if t.start == mention.trigger.start)
        attributes = [child for child in sentence.children(trigger.index) if child.rel == "amod"]
        spans = [(t.start, t.end) for t in counting_words(sentence, trigger) + attributes]
        spans += [(a.start, a.end) for a in mention.participants if a.start is not None and a.end is not None]
        spans.append((mention.trigger.start, mention.trigger.end))
        return min(start for start, _ in spans), max(end for _, end in spans)


def _occasion(event: Event) -> str:
    """A meeting and the talks of one visit are one time that the two met: what people count is occasions."""
    return event.part_of if event.part_of is not None and event.type in _TALKS else event.id


def _excludes(one: Claim, other: Claim) -> bool:
    """Both count the same thing over the same time, and no number satisfies both."""
    same = one.type == other.type and set(one.participants) == set(other.participants)
    if not same or (one.since, one.until) != (other.since, other.until):
        return False
    low = max(one.low or 0, other.low or 0)
    high = min(x if x is not None else low for x in (one.high, other.high))
    return low > high
