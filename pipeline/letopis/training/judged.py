"""What gold says of an offered argument: right, wrong, or nothing."""

from dataclasses import dataclass, field

from letopis.document import Argument, Document
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.matching import fold_name
from letopis.events.fallback import OTHER
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.training.brat import BratArticle

Span = tuple[int, int]
Days = tuple[str | None, str | None]
_RELATIONS = {
    "PARTICIPANT_IN": ("who", True), "AGENT": ("who", True),
    "POINT_IN_TIME": ("when", False), "TAKES_PLACE_IN": ("where", False),
}  # fmt: skip


@dataclass(slots=True)
class Answers:
    """Triggers of one article with their types (None: any), and their arguments by role, as spans and as names.

    `days` are what an event is dated, whatever words date it. `typed`: our own gold, which marks
    pronouns too, and only events of the ontology's types.
    """

    typed: bool
    triggers: list[tuple[Span, str | None]] = field(default_factory=list)
    spans: list[tuple[Span, str, Span]] = field(default_factory=list)
    names: list[tuple[Span, str, str]] = field(default_factory=list)
    days: list[tuple[Span, Days]] = field(default_factory=list)

    def judge(self, document: Document, found: Found, offer: Offer, argument: Argument | None) -> bool | None:
        """None where gold cannot tell: of a pronoun, of an event of no type that it knows, and of what the rules give
        to an event that it has not."""
        mention = found.mention
        trigger = mention.trigger.start, mention.trigger.end
        meant = {span for span, kind in self.triggers if _meet(span, trigger) and kind in (None, mention.type)}
        if argument is not None and argument.form == "pronoun" and not self.typed:
            return None
        if not meant:
            return None if offer.by_rules or (mention.type == OTHER.type and self.typed) else False
        span = _span(offer, argument)
        if any(at in meant and role == offer.role and _meet(where, span) for at, role, where in self.spans):
            return True
        if offer.time is not None:
            told = _days(offer.time.low, offer.time.high)
            return any(at in meant and dated == told for at, dated in self.days)
        entity = next((e for e in document.entities if argument is not None and e.id == argument.entity), None)
        name = fold_name(entity.name) if entity is not None else None
        return any(at in meant and (role, called) == (offer.role, name) for at, role, called in self.names)


def _span(offer: Offer, argument: Argument | None) -> Span:
    if offer.time is not None:
        return offer.time.start, offer.time.end
    if argument is None or argument.start is None or argument.end is None:
        return (0, 0)
    return argument.start, argument.end


def _days(low: str | None, high: str | None) -> Days:
    return low and low[:10], high and high[:10]


def of_brat(article: BratArticle) -> Answers:
    """NEREL's relations."""
    answers = Answers(typed=False)
    spans = {span.id: (span.start, span.end) for span in article.spans.values()}
    events = {span.id for span in article.spans.values() if span.kind == "EVENT"}
    answers.triggers = [(spans[id_], None) for id_ in sorted(events)]
    for name, first, second in article.relations:
        role, event_second = _RELATIONS.get(name, ("", False))
        event, argument = (second, first) if event_second else (first, second)
        if role and event in events and argument in spans:
            answers.spans.append((spans[event], role, spans[argument]))
    return answers


def of_own(gold: GoldArticle) -> Answers:
    """The mentions of our own gold's events, of the types that it covers; what gold says of the event as a whole is
    right at each of them."""
    answers = Answers(typed=True)
    record = gold.record
    times = {time.id: (time.start, time.end) for time in record.times}
    for event in record.events:
        who = [("who", one.name) for one in event.participants] + [("where", one.name) for one in event.places]
        for mention in event.mentions if event.type in gold.covers.types else ():
            trigger = mention.trigger.start, mention.trigger.end
            answers.triggers.append((trigger, event.type))
            answers.spans += [(trigger, "when", times[time]) for time in mention.times]
            for role, one in [("who", p) for p in mention.participants] + [("where", p) for p in mention.places]:
                if one.start is not None and one.end is not None:
                    answers.spans.append((trigger, role, (one.start, one.end)))
            answers.names += [(trigger, role, fold_name(name)) for role, name in who if name is not None]
            if event.time is not None:
                answers.days.append((trigger, _days(event.time.from_, event.time.to)))
    return answers


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
