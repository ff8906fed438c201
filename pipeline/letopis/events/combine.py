"""Rules and model decide together, each where it is better.

The ontology's events stay as the rules have them. What the tagger finds beside them becomes `other`, and the
linker tells who, when and where of it; from typed events it takes the places and dates that it holds for wrong.
Measured on our own gold, where more power for the model (dropping typed events, adding to them, taking people
away) made events worse, and on NEREL's dev part, where it made them better: the two do not mean the same by an event.
"""

from collections.abc import Collection, Iterator, Sequence

from letopis.document import Argument, Document, PredictedSpan, Sentence, TimeExpression, Token, Trigger
from letopis.entities.index import MentionIndex
from letopis.events.fallback import OTHER, OTHER_RULES
from letopis.events.fitting import Fitting
from letopis.events.found import Found
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.model.model import Link, Model
from letopis.model.pair_features import make_span

_KIND_OF = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}


# Below this probability a rule's place or date is taken for another event's, or nobody's.
KEPT = 0.02


class Combiner:
    """Joins the rules' and the model's findings in one document."""

    def __init__(self, document: Document, mentions: MentionIndex, model: Model) -> None:
        self._document = document
        self._mentions = mentions
        self._model = model

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
            fitting = Fitting(self._document, self._mentions, sentence)
            _Settler(fitting, each, arguments).settle(own, times, self._model.header.link)

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
        found: Found,
        arguments: Sequence[PredictedSpan],
    ) -> None:
        self._fitting = fitting
        self._document = fitting.document
        self._sentence = fitting.sentence
        self._found = found
        self._arguments = arguments

    def settle(self, links: Sequence[Link], times: Sequence[TimeExpression], least: float) -> None:
        """Drop places and dates that the linker holds for wrong; an event of type `other` gets its arguments, the
        surest first, from probability `least` on."""
        mention = self._found.mention
        mention.places = [place for place in mention.places if not self._rejected(place, links)]
        wrong = {time.id for time in times if time.id in mention.times and not self._is_date(time, links)}
        mention.times = [each for each in mention.times if each not in wrong]
        if self._found.candidate.type is OTHER:
            for link in sorted(links, key=lambda link: (-link.probability, link.argument)):
                if link.probability >= least:
                    self._add(link, times)

    def _rejected(self, place: Argument, links: Sequence[Link]) -> bool:
        """Whether the linker sees the place and finds it too unlikely as where."""
        if place.start is None or place.end is None:
            return False
        return self._too_unlikely("where", place.start, place.end, links)

    def _is_date(self, time: TimeExpression, links: Sequence[Link]) -> bool:
        return not self._too_unlikely("when", time.start, time.end, links)

    def _too_unlikely(self, role: str, start: int, end: int, links: Sequence[Link]) -> bool:
        seen = [link for link in links if self._covers(link, start, end)]
        best = max((link.probability for link in seen if link.role == role), default=0.0)
        if not seen or best >= KEPT:
            return False
        self._explain(f"linker: not {role}", start, end, best)
        return True

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


def _arguments(found: Found) -> list[Argument]:
    return [*found.mention.participants, *found.mention.places]


def _meets(span: PredictedSpan, first: int, last: int) -> bool:
    return span.first < last and first < span.last


def _same_entity(argument: Argument, others: Sequence[Argument]) -> bool:
    return argument.entity is not None and any(argument.entity == other.entity for other in others)
