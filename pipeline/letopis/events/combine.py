"""Rules and model decide together, each where it is better.

Triggers: the ontology types what the tagger finds; what it has no type for becomes `other`; a rule's
trigger that the tagger takes for no event is dropped. Arguments: the linker adds those it is sure of and
drops those of a rule that it holds for wrong; which role one fills, and whether its type may at all, the
frame says. Thresholds were chosen on a held-out part of the training articles.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from letopis.document import Argument, Document, EventMention, PredictedSpan, Sentence, TimeExpression, Token, Trigger
from letopis.entities.index import MentionIndex
from letopis.events.fallback import OTHER, OTHER_RULES
from letopis.events.fitting import Fitting
from letopis.events.found import Found
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.model.model import Link, Model
from letopis.model.pair_features import make_span

_KIND_OF = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities. Below `bare` a rule's mention that says nothing else is dropped; below `who`, `when`, `where`
    a rule's argument of that kind is. To mentions of the ontology's types the linker adds from `typed` on; to
    those of type `other` from what the weights were tuned for."""

    bare: float = 0.05
    who: float = 0.05
    when: float = 0.1
    where: float = 0.1
    typed: float = 0.8

    def keep(self, role: str) -> float:
        """The least probability of a rule's argument."""
        return {"who": self.who, "when": self.when, "where": self.where}[role]


class Combiner:
    """Joins the rules' and the model's findings in one document."""

    def __init__(
        self, document: Document, mentions: MentionIndex, model: Model, thresholds: Thresholds | None = None
    ) -> None:
        self._document = document
        self._mentions = mentions
        self._model = model
        self._limits = thresholds or Thresholds()

    def supported(self, sentence: Sentence, ruled: Sequence[Found]) -> list[Found]:
        """The rules' mentions but for those that the tagger takes for no event and that say nothing else."""
        eventness = self._document.predictions[sentence.index].eventness
        kept = []
        for each in ruled:
            sure = max(eventness[token.index] for token in each.tokens)
            if sure >= self._limits.bare or not _is_bare(each.mention):
                kept.append(each)
            else:
                token = each.candidate.token
                self._explain("tagger: no event", token, f"{token.text} {sure:.2f}")
        return kept

    def others(self, sentence: Sentence, slots: SlotFinder, taken: Collection[int]) -> list[tuple[Candidate, Trigger]]:
        """The tagger's triggers that hold none of the words `taken` by the rules', as events of type `other`."""
        used, found = set(taken), []
        for span in self._document.predictions[sentence.index].triggers:
            if span.head in used or not used.isdisjoint(range(span.first, span.last)):
                continue
            used.add(span.head)
            found.append((self._other(sentence.tokens[span.head], slots, span), self._words(sentence, span)))
        return found

    def _words(self, sentence: Sentence, span: PredictedSpan) -> Trigger:
        """All words of the tagger's span: «запуск ракеты»; the lemma is of its head."""
        start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
        return Trigger(start, end, self._document.text[start:end], sentence.tokens[span.head].lemma)

    def link(self, sentence: Sentence, found: Sequence[Found], times: Sequence[TimeExpression]) -> None:
        """Settle participants, places and times of one sentence's mentions."""
        if not found:
            return
        prediction = self._document.predictions[sentence.index]
        triggers = [self._trigger(sentence, each, prediction.triggers) for each in found]
        arguments = list(prediction.arguments)
        arguments += list(self._unseen(sentence, found, times, arguments))
        links = self._model.link(sentence, prediction, triggers, arguments)
        for number, each in enumerate(found):
            own = [link for link in links if link.trigger == number]
            fitting = Fitting(self._document, self._mentions, sentence, each.candidate)
            least = self._model.header.link if each.candidate.type is OTHER else self._limits.typed
            _Settler(fitting, self._limits, each, arguments, least).settle(own, times)

    def _other(self, token: Token, slots: SlotFinder, span: PredictedSpan) -> Candidate:
        self._explain("tagger: event", token, f"{token.text} {span.probability:.2f}")
        rule = OTHER_RULES["verb" if is_verbal(token) else "noun"]
        return Candidate(token, OTHER, rule, slots.slots(token))

    def _trigger(self, sentence: Sentence, found: Found, predicted: Sequence[PredictedSpan]) -> PredictedSpan:
        """The tagger's span over a mention's word, else the word alone."""
        index = found.candidate.token.index
        over = [span for span in predicted if span.first <= index < span.last]
        return min(over, key=lambda s: s.last - s.first) if over else make_span(sentence, index, index + 1, "EVENT")

    def _unseen(
        self,
        sentence: Sentence,
        found: Sequence[Found],
        times: Sequence[TimeExpression],
        known: Sequence[PredictedSpan],
    ) -> Iterator[PredictedSpan]:
        """Spans of the rules' arguments and of times that the tagger did not see."""
        spans = {(a.start, a.end, self._label(a)) for each in found for a in _arguments(each) if a.entity is not None}
        spans |= {(time.start, time.end, "DATE") for time in times}
        for start, end, label in sorted(spans, key=lambda row: (row[0] or 0, row[1] or 0)):
            inside = sentence.tokens_in(start, end) if start is not None and end is not None else []
            if inside and not any(_meets(span, inside[0].index, inside[-1].index + 1) for span in known):
                yield make_span(sentence, inside[0].index, inside[-1].index + 1, label)

    def _label(self, argument: Argument) -> str:
        kind = type(self._mentions.by_id[argument.entity or ""]).__name__.lower()
        return _KIND_OF[kind]

    def _explain(self, rule: str, token: Token, detail: str) -> None:
        self._document.explain("events.model", rule, token.start, token.end, detail)


class _Settler:
    """Applies the linker's answers to one mention."""

    def __init__(
        self,
        fitting: Fitting,
        limits: Thresholds,
        found: Found,
        arguments: Sequence[PredictedSpan],
        least: float,
    ) -> None:
        self._fitting = fitting
        self._document = fitting.document
        self._sentence = fitting.sentence
        self._limits = limits
        self._found = found
        self._arguments = arguments
        self._least = least

    def settle(self, links: Sequence[Link], times: Sequence[TimeExpression]) -> None:
        """Drop what the linker holds for wrong, then add what it is sure of, the surest first."""
        mention = self._found.mention
        mention.participants = [a for a in mention.participants if not self._rejected(a, links, "who")]
        mention.places = [a for a in mention.places if not self._rejected(a, links, "where")]
        self._date(links, times)
        for link in sorted(links, key=lambda link: (-link.probability, link.argument)):
            if link.probability >= self._least and link.role != "when":
                self._add(link)

    def _rejected(self, argument: Argument, links: Sequence[Link], role: str) -> bool:
        """Whether the linker sees the argument and finds the role it has too unlikely."""
        if argument.start is None or argument.end is None:
            return False
        seen = [link for link in links if self._covers(link, argument.start, argument.end)]
        best = max((link.probability for link in seen if link.role == role), default=0.0)
        if not seen or best >= self._limits.keep(role):
            return False
        self._explain(f"linker: not {role}", argument.start, argument.end, best)
        return True

    def _date(self, links: Sequence[Link], times: Sequence[TimeExpression]) -> None:
        mention = self._found.mention
        for time in times:
            seen = [link for link in links if self._covers(link, time.start, time.end)]
            sure = max((link.probability for link in seen if link.role == "when"), default=0.0)
            if time.id in mention.times and seen and sure < self._limits.keep("when"):
                mention.times.remove(time.id)
                self._explain("linker: not when", time.start, time.end, sure)
            elif time.id not in mention.times and sure >= self._least and time.kind not in ("duration", "set"):
                mention.times.append(time.id)
                self._explain("linker: when", time.start, time.end, sure)

    def _add(self, link: Link) -> None:
        span = self._arguments[link.argument]
        start, end = self._sentence.tokens[span.first].start, self._sentence.tokens[span.last - 1].end
        mention = self._found.mention
        place = link.role == "where"
        known = mention.places if place else mention.participants
        if any(a.start is not None and a.end is not None and a.start < end and start < a.end for a in known):
            return
        argument = self._fitting.place(span) if place else self._fitting.participant(span, mention.participants)
        if argument is None or _same_entity(argument, known):
            return
        known.append(argument)
        self._explain(f"linker: {link.role}", start, end, link.probability)

    def _covers(self, link: Link, start: int, end: int) -> bool:
        span = self._arguments[link.argument]
        tokens = self._sentence.tokens
        return tokens[span.first].start < end and start < tokens[span.last - 1].end

    def _explain(self, rule: str, start: int, end: int, sure: float) -> None:
        self._document.explain("events.model", rule, start, end, f"{self._document.text[start:end]} {sure:.2f}")


def _is_bare(mention: EventMention) -> bool:
    """Whether the text says no more than that there is such an event."""
    return not (mention.participants or mention.places or mention.times or mention.counts or mention.claim)


def _arguments(found: Found) -> list[Argument]:
    return [*found.mention.participants, *found.mention.places]


def _meets(span: PredictedSpan, first: int, last: int) -> bool:
    return span.first < last and first < span.last


def _same_entity(argument: Argument, others: Sequence[Argument]) -> bool:
    return argument.entity is not None and any(argument.entity == other.entity for other in others)
