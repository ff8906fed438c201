"""Who, where and when of one mention, as the linker's answers add to the rules' or take from them."""

from collections.abc import Sequence

from letopis.document import Argument, PredictedSpan, TimeExpression
from letopis.events.fallback import OTHER
from letopis.events.fitting import Fitting
from letopis.events.found import Found
from letopis.model.model import Link

# Below this probability a rule's date is taken for another event's, or nobody's.
KEPT = 0.02
_BESIDE = frozenset({"appos", "flat:name", "flat", "flat:foreign"})


class Settler:
    """Applies the linker's answers to one mention."""

    def __init__(
        self,
        fitting: Fitting,
        found: Found,
        arguments: Sequence[PredictedSpan],
    ) -> None:
        self._fitting = fitting
        self._document = fitting.document
        self._sentence = fitting.sentence
        self._found = found
        self._arguments = arguments

    def settle(self, links: Sequence[Link], times: Sequence[TimeExpression], least: float) -> None:
        """Drop dates that the linker holds for wrong; an event of type `other` gets its arguments, the
        surest first, from probability `least` on, and who is described in one that has a type gets the name."""
        mention = self._found.mention
        wrong = {time.id for time in times if time.id in mention.times and not self._is_date(time, links)}
        mention.times = [each for each in mention.times if each not in wrong]
        likely = [link for link in links if link.probability >= least]
        for link in sorted(likely, key=lambda link: (-link.probability, link.argument)):
            if self._found.candidate.type is OTHER:
                self._add(link, times)
            elif link.role == "who":
                self._name(link)

    def _name(self, link: Link) -> None:
        """Name the described: «пианист, лауреат премии Данил Крылов»."""
        argument = self._fitting.participant(self._arguments[link.argument])
        known = self._found.mention.participants
        if argument.entity is None or _same_entity(argument, known) or self._fitting.kind_of(argument) != "person":
            return
        described = self._described(self._arguments[link.argument])
        if described is not None:
            argument.role = described.role
            known[known.index(described)] = argument
            self._explain("linker: who", argument.start or 0, argument.end or 0, link.probability)

    def _described(self, span: PredictedSpan) -> Argument | None:
        """The unnamed participant to whose noun the name stands in apposition."""
        over = {span.head}
        token = self._sentence.tokens[span.head]
        while token.rel in _BESIDE and token.head >= 0 and token.head not in over:
            over.add(token.head)
            token = self._sentence.tokens[token.head]
        for argument in self._found.mention.participants:
            if argument.entity is None and argument.start is not None and argument.end is not None:
                head = self._sentence.head_of(argument.start, argument.end)
                if head is not None and head.index in over:
                    return argument
        return None

    def _is_date(self, time: TimeExpression, links: Sequence[Link]) -> bool:
        """False where the linker sees the expression and all but excludes it."""
        seen = [link for link in links if self._covers(link, time.start, time.end)]
        best = max((link.probability for link in seen if link.role == "when"), default=0.0)
        if not seen or best >= KEPT:
            return True
        self._explain("linker: not when", time.start, time.end, best)
        return False

    def _add(self, link: Link, times: Sequence[TimeExpression]) -> None:
        span = self._arguments[link.argument]
        start, end = self._sentence.tokens[span.first].start, self._sentence.tokens[span.last - 1].end
        if link.role == "when":
            dates = [t for t in times if t.start < end and start < t.end and t.kind not in ("duration", "set")]
            self._found.mention.times += [t.id for t in dates if t.id not in self._found.mention.times]
        elif not self._add_argument(span, start, end, link.role):
            return
        self._explain(f"linker: {link.role}", start, end, link.probability)

    def _add_argument(self, span: PredictedSpan, start: int, end: int, role: str) -> bool:
        """Whether the span was new and the frame took it."""
        mention = self._found.mention
        known = mention.places if role == "where" else mention.participants
        if any(a.start is not None and a.end is not None and a.start < end and start < a.end for a in known):
            return False
        argument = self._fitting.place(span) if role == "where" else self._fitting.participant(span)
        if argument is None or _same_entity(argument, known):
            return False
        known.append(argument)
        return True

    def _covers(self, link: Link, start: int, end: int) -> bool:
        span = self._arguments[link.argument]
        tokens = self._sentence.tokens
        return tokens[span.first].start < end and start < tokens[span.last - 1].end

    def _explain(self, rule: str, start: int, end: int, sure: float) -> None:
        self._document.explain("events.model", rule, start, end, f"{self._document.text[start:end]} {sure:.2f}")


def _same_entity(argument: Argument, others: Sequence[Argument]) -> bool:
    return argument.entity is not None and any(argument.entity == other.entity for other in others)
