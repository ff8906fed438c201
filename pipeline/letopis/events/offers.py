"""Who, where and when of one mention as rules and linker offer them, before it is decided what to take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letopis.document import Argument, PredictedSpan, Prediction, Sentence, TimeExpression
from letopis.events.fallback import OTHER
from letopis.events.found import Found
from letopis.model.labels import ROLES
from letopis.model.model import LinkRole
from letopis.model.network import Floats

# A pair that the linker gives less than this is offered only where the rules have it.
OFFERED = 0.05
_DATELESS = ("duration", "set")


@dataclass(slots=True)
class Offer:
    """One possible argument. `argument` is the rules' own (None where only the linker has it, and for times).

    `chances` are the linker's of each role for this pair, `rival` its greatest for the same role and span at another
    trigger of the sentence, `better` says how many spans it prefers in this role for the same trigger. `eventness` is
    the tagger's probability of the trigger.
    """

    role: LinkRole
    span: PredictedSpan
    by_rules: bool
    chances: Sequence[float]
    rival: float
    better: int
    eventness: float = 0.0
    argument: Argument | None = None
    time: TimeExpression | None = None

    @property
    def chance(self) -> float:
        """The linker's probability."""
        return self.chances[ROLES.index(self.role)]


class Offers:
    """All offers in one sentence; `chances` is [mentions, spans, roles]."""

    def __init__(
        self, sentence: Sentence, prediction: Prediction, spans: Sequence[PredictedSpan], chances: Floats
    ) -> None:
        self._sentence = sentence
        self._eventness = prediction.eventness
        self._spans = spans
        # By role, by mention, by span; and by mention, by span, by role.
        self._of_role: list[list[list[float]]] = chances.transpose(2, 0, 1).tolist()
        self._of_pair: list[list[list[float]]] = chances.tolist()

    def of(self, number: int, found: Found, times: Sequence[TimeExpression]) -> list[Offer]:
        """Those of mention `number`; the rules' first, each span once a role. Who: in events of type `other` alone."""
        mention = found.mention
        offers = list(self._arguments(number, "who", mention.participants)) if mention.type == OTHER.type else []
        offers += self._arguments(number, "where", mention.places)
        offers += self._times(number, mention.times, times)
        sure = max(self._eventness[token.index] for token in found.tokens)
        for offer in offers:
            offer.eventness = sure
        return offers

    def _arguments(self, number: int, role: LinkRole, known: Sequence[Argument]) -> Iterator[Offer]:
        taken: list[int] = []
        chances = self._of_role[ROLES.index(role)][number]
        for argument in known:
            if argument.start is not None and argument.end is not None:
                over = self._over(argument.start, argument.end)
                if over:
                    taken += over
                    yield self._offer(number, role, over, argument=argument)
        for j, span in enumerate(self._spans):
            if chances[j] >= OFFERED and j not in taken and (role != "who" or span.label != "DATE"):
                yield self._offer(number, role, [j])

    def _times(self, number: int, known: Sequence[str], times: Sequence[TimeExpression]) -> Iterator[Offer]:
        for time in times:
            over = self._over(time.start, time.end)
            if over and time.kind not in _DATELESS:
                offer = self._offer(number, "when", over, time=time)
                offer.by_rules = time.id in known
                if offer.by_rules or offer.chance >= OFFERED:
                    yield offer

    def _over(self, start: int, end: int) -> list[int]:
        """Numbers of the spans that share characters with [start, end)."""
        tokens = self._sentence.tokens
        return [
            j for j, span in enumerate(self._spans)
            if tokens[span.first].start < end and start < tokens[span.last - 1].end
        ]  # fmt: skip

    def _offer(
        self,
        number: int,
        role: LinkRole,
        over: Sequence[int],
        argument: Argument | None = None,
        time: TimeExpression | None = None,
    ) -> Offer:
        chances = self._of_role[ROLES.index(role)]
        own = chances[number]
        j = max(over, key=lambda each: (own[each], -each))
        rival = max((row[j] for other, row in enumerate(chances) if other != number), default=0.0)
        better = sum(chance > own[j] for chance in own)
        by_rules, of_pair = argument is not None, self._of_pair[number][j]
        return Offer(role, self._spans[j], by_rules, of_pair, rival, better, 0.0, argument, time)
