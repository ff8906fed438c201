"""Rules and model decide together, each where it is better.

The ontology's events stay as the rules have them, and what the tagger finds beside them becomes `other`: dropping
typed events that the tagger does not see, or adding to them, was measured and made events of our own gold worse, and
NEREL's better: the two do not mean the same by an event. Where and when of both the arbiter settles, and who of what
is `other`.
"""

from collections.abc import Collection, Iterator, Sequence

from letopis.document import Argument, Document, PredictedSpan, Sentence, TimeExpression, Token, Trigger
from letopis.entities.index import MentionIndex
from letopis.events.arbiter import Arbiter
from letopis.events.eventless import EventlessFinder
from letopis.events.fallback import OTHER, OTHER_RULES
from letopis.events.fitting import Fitting
from letopis.events.found import Found
from letopis.events.lexicon import EventLexicon
from letopis.events.offers import Offers
from letopis.events.settling import Settler
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.model.model import Model
from letopis.model.pair_features import make_span

_KIND_OF = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}


class Combiner:
    """Joins the rules' and the model's findings in one document."""

    def __init__(
        self, model: Model, arbiter: Arbiter, lexicon: EventLexicon, document: Document, mentions: MentionIndex
    ) -> None:
        self._arbiter = arbiter
        self._document = document
        self._mentions = mentions
        self._model = model
        self._eventless = EventlessFinder(lexicon, mentions)

    def others(self, sentence: Sentence, slots: SlotFinder, taken: Collection[int]) -> list[tuple[Candidate, Trigger]]:
        """The tagger's triggers that hold none of the words `taken` by the rules', as events of type `other`."""
        used, found = set(taken), []
        for span in self._document.predictions[sentence.index].triggers:
            if span.head in used or not used.isdisjoint(range(span.first, span.last)):
                continue
            token = sentence.tokens[span.head]
            if token.rel == "amod":  # «официальный» beside «визит»: a word of that event
                continue
            reason = self._eventless.why(sentence, token, taken)
            if reason is not None:
                self._explain(f"tagger: no event, {reason}", token, token.text)
                continue
            used.add(span.head)
            found.append((self._other(token, slots, span), self._words(sentence, span)))
        return found

    def _words(self, sentence: Sentence, span: PredictedSpan) -> Trigger:
        """The words of the tagger's span, «запуск ракеты», but those of a phrase that it breaks off, «старт новой
        космической», «приехали с»; the lemma is of its head."""
        last = span.last - 1
        while last > span.head and sentence.tokens[last].head >= span.last:
            last -= 1
        start, end = sentence.tokens[span.first].start, sentence.tokens[last].end
        return Trigger(start, end, self._document.text[start:end], sentence.tokens[span.head].lemma)

    def link(
        self, sentence: Sentence, found: Sequence[Found], times: Sequence[TimeExpression], slots: SlotFinder
    ) -> None:
        """Settle participants, places and times of one sentence's mentions."""
        if not found:
            return
        prediction = self._document.predictions[sentence.index]
        triggers = [self._trigger(sentence, each, prediction.triggers) for each in found]
        spans = list(prediction.arguments)
        spans += list(self._unseen(sentence, found, times, spans))
        offers = Offers(sentence, prediction, spans, self._model.chances(sentence, prediction, triggers, spans))
        fitting = Fitting(self._document, self._mentions, sentence)
        for number, each in enumerate(found):
            beside = [other for other in found if other is not each]
            Settler(fitting, slots, each, beside, self._arbiter).settle(offers.of(number, each, times))

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


def _arguments(found: Found) -> list[Argument]:
    return [*found.mention.participants, *found.mention.places]


def _meets(span: PredictedSpan, first: int, last: int) -> bool:
    return span.first < last and first < span.last
