"""Where and when of a mention, and who of type `other`, as the arbiter weighs what rules and linker offer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from letopis.document import Argument, PredictedSpan
from letopis.events.arbiter import Arbiter
from letopis.events.bare import is_of_another
from letopis.events.evidence import argument_evidence, slot_of, slots_of_words
from letopis.events.fallback import OTHER
from letopis.events.fitting import Fitting
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.events.ontology import is_place_role
from letopis.events.slots import SlotFinder
from letopis.odds import Evidence

_BESIDE = frozenset({"appos", "flat:name", "flat", "flat:foreign"})


@dataclass(slots=True)
class _Weighed:
    """An offer with the arbiter's word on it."""

    offer: Offer
    argument: Argument | None
    evidence: Evidence
    sure: float
    taken: bool


class Settler:
    """Applies the arbiter's decisions to one mention."""

    def __init__(
        self, fitting: Fitting, slots: SlotFinder, found: Found, beside: Sequence[Found], arbiter: Arbiter
    ) -> None:
        """`beside` are the sentence's other mentions, whose people and places are theirs."""
        self._fitting = fitting
        self._slots = slots
        self._sentence = fitting.sentence
        self._found = found
        self._elsewhere = [place for other in beside for place in other.mention.places]
        self._busy = [who for other in beside for who in other.mention.participants]
        self._arbiter = arbiter
        self._where = slots_of_words(found)
        self._typed = found.candidate.type is not OTHER

    def settle(self, offers: Sequence[Offer]) -> None:
        """Drop arguments of the rules that are too unlikely, add the linker's that are likely, the surest first."""
        of_rules = Counter(offer.role for offer in offers if offer.by_rules)
        found = [self._weigh(offer, of_rules[offer.role]) for offer in offers]
        weighed = sorted((one for one in found if one is not None), key=lambda one: -one.sure)
        for one in weighed:
            if one.offer.by_rules and not one.taken:
                self._drop(one.offer)
                self._explain(one)
        for one in weighed:
            if one.taken and not one.offer.by_rules and self._add(one.offer, one.argument):
                self._explain(one)

    def _weigh(self, offer: Offer, mine: int) -> _Weighed | None:
        """None for a span that cannot have the role: a person is no place; `mine`: how many the rules have in it."""
        argument = self._argument(offer)
        if argument is None and offer.time is None:
            return None
        kind, busy = self._kind(argument), self._is_busy(argument)
        if kind == "place" and self._is_home(offer):
            return None
        evidence = argument_evidence(offer, self._found, self._slots, self._where, mine=mine, kind=kind, busy=busy)
        sure = self._arbiter.weigh(self._found, offer, argument, evidence)
        least = self._arbiter.scales[offer.role].least(evidence, by_rules=offer.by_rules, typed=self._typed)
        return _Weighed(offer, argument, evidence, sure, sure >= least)

    def _is_home(self, offer: Offer) -> bool:
        """«Народного артиста СССР доставили в больницу»: the land whose artist somebody is has no part for that."""
        if offer.role != "who" or offer.by_rules:
            return False
        head = self._sentence.tokens[offer.span.head]
        above = self._sentence.tokens[head.head] if head.head >= 0 and head.rel == "nmod" else None
        bare = not any(child.rel == "case" for child in self._sentence.children(head.index))
        return bare and above is not None and above.feats.get("Animacy") == "Anim"

    def _is_busy(self, argument: Argument | None) -> bool:
        """Whether another event of the sentence has them: «король поздравил его с победой» made the king no winner."""
        if argument is None:
            return False
        return _same_entity(argument, self._busy) or any(_overlap(argument, other) for other in self._busy)

    def _argument(self, offer: Offer) -> Argument | None:
        """The rules' own, or what stands behind the linker's span; None where that is no place, and for times."""
        if offer.argument is not None or offer.time is not None:
            return offer.argument
        return self._fitting.place(offer.span) if offer.role == "where" else self._fitting.participant(offer.span)

    def _kind(self, argument: Argument | None) -> str:
        if argument is None:
            return ""
        return self._fitting.kind_of(argument) if argument.entity is not None else "unnamed"

    def _drop(self, offer: Offer) -> None:
        mention = self._found.mention
        if offer.time is not None:
            mention.times = [each for each in mention.times if each != offer.time.id]
        elif offer.role == "where":
            mention.places = [each for each in mention.places if each is not offer.argument]
        else:
            mention.participants = [each for each in mention.participants if each is not offer.argument]

    def _add(self, offer: Offer, argument: Argument | None) -> bool:
        """Whether it was new and the frame took it. The ontology's events get one time, and one place that is known."""
        mention = self._found.mention
        if offer.time is not None:
            fresh = offer.time.id not in mention.times and not (self._typed and mention.times)
            mention.times = [*mention.times, offer.time.id] if fresh else mention.times
            return fresh
        known = mention.places if offer.role == "where" else mention.participants
        if argument is None or _same_entity(argument, known):
            return False
        if self._typed and offer.role == "where" and (argument.entity is None or self._placed(argument)):
            return False
        return self._name(offer, argument, known) or self._append(offer, argument, known)

    def _placed(self, argument: Argument) -> bool:
        """Whether the mention has a place, or the rules gave this one to another: «встреча во дворце, подписание»."""
        return bool(self._found.mention.places) or any(_overlap(argument, other) for other in self._elsewhere)

    def _name(self, offer: Offer, argument: Argument, known: list[Argument]) -> bool:
        """Put the name in the place of the described: «пианист, лауреат премии Данил Крылов»."""
        described = self._described(offer.span) if offer.role == "who" and self._kind(argument) == "person" else None
        if described is None:
            return False
        argument.role = described.role
        known[known.index(described)] = argument
        return True

    def _append(self, offer: Offer, argument: Argument, known: list[Argument]) -> bool:
        role = self._role(offer)
        if role is None or any(_overlap(argument, other) for other in known):
            return False
        argument.role = role
        known.append(argument)
        return True

    def _role(self, offer: Offer) -> str | None:
        """The role of what no slot took; None where there is none for it."""
        head = self._sentence.tokens[offer.span.head]
        slot, _ = slot_of(self._where, self._sentence, self._found.candidate.token, head)
        named = self._found.candidate.type.frame_of(self._found.candidate.rule).get(slot)
        if offer.role == "where":
            places = self._found.candidate.type.places
            default = "location" if "location" in places else next(iter(places), None)
            return named if named is not None and is_place_role(named) else default
        nobody = named is None and (slot == "beside" or self._is_post(offer.span))
        return None if nobody else "participant"

    def _is_post(self, span: PredictedSpan) -> bool:
        """«Назначен министром»: what somebody becomes is nobody else."""
        head = self._sentence.tokens[span.head]
        bare = not any(child.rel == "case" for child in self._sentence.children(head.index))
        return span.label == "PROFESSION" and head.feats.get("Case") == "Ins" and bare

    def _described(self, span: PredictedSpan) -> Argument | None:
        """The unnamed participant to whose noun the name stands in apposition: «лауреат премии Данил Крылов»."""
        over = {span.head}
        token = self._sentence.tokens[span.head]
        while token.rel in _BESIDE and token.head >= 0:
            above = self._sentence.tokens[token.head]
            if is_of_another(self._sentence, token, above):
                break
            over.add(above.index)
            token = above
        for argument in self._found.mention.participants:
            if argument.entity is None and argument.start is not None and argument.end is not None:
                head = self._sentence.head_of(argument.start, argument.end)
                if head is not None and head.index in over:
                    return argument
        return None

    def _explain(self, one: _Weighed) -> None:
        tokens, document, span = self._sentence.tokens, self._fitting.document, one.offer.span
        if not document.traced:
            return
        start, end = tokens[span.first].start, tokens[span.last - 1].end
        reasons = self._arbiter.scales[one.offer.role].reasons(one.evidence)
        rule = f"arbiter: {'' if one.taken else 'not '}{one.offer.role}"
        document.explain("events.model", rule, start, end, f"{document.text[start:end]} {one.sure:.2f} ({reasons})")


def _overlap(one: Argument, other: Argument) -> bool:
    spans = (one.start, one.end, other.start, other.end)
    if None in spans:
        return False
    start, end, first, last = (each or 0 for each in spans)
    return start < last and first < end


def _same_entity(argument: Argument, others: Sequence[Argument]) -> bool:
    return argument.entity is not None and any(argument.entity == other.entity for other in others)
