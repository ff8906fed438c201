"""The times of an article that may date events, and what each says from wherever it is looked at."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from letopis.document import Document, EventTime, Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.events.timing import dates_events
from letopis.odds import Evidence
from letopis.story.reading import LABEL_TOKENS
from letopis.story.standing import is_main, numbers, verb_over
from letopis.story.years import Years

Days = tuple[str | None, str | None]
# How many times of title and lead are looked at.
FRONT = 4
_LABELS = frozenset({":", "—", "–", ".", "-"})
_CLOCKS = ("clock.line", "clock.label")


def days_of(time: EventTime | TimeExpression) -> Days:
    """First and last day, without the time of day."""
    return time.low and time.low.partition("T")[0], time.high and time.high.partition("T")[0]


@dataclass(slots=True, eq=False)
class ToldTime:
    """One expression: its head word, the verb over it and whether that is of a main clause, what speaks for it wherever
    the event is told, and the time in each year in which it may be read, with its days and what speaks for that year.
    """

    time: TimeExpression
    sentence: Sentence
    head: Token | None
    verb: Token | None
    main: bool
    evidence: Evidence
    readings: list[tuple[TimeExpression, Days, Evidence]]


class ToldTimes:
    """The times of one document that can be an event's, by where they are told."""

    def __init__(self, document: Document) -> None:
        self._document = document
        lexicon = EventLexicon.load()
        self._sources = lexicon.source["verbs"]
        self._years = Years(document)
        self.within: defaultdict[int, list[ToldTime]] = defaultdict(list)
        self.in_block: defaultdict[int, list[ToldTime]] = defaultdict(list)
        self.labels: defaultdict[int, list[ToldTime]] = defaultdict(list)  # those of them that label the paragraph
        self.heads: defaultdict[int, list[Token]] = defaultdict(list)  # of all resolved ones, by sentence
        self.all: list[ToldTime] = []
        for time in document.times:
            sentence = document.sentences[time.sentence]
            head = sentence.head_of(time.start, time.end) if time.resolved else None
            if head is not None:
                self.heads[time.sentence].append(head)
            if time.resolved and dates_events(sentence, time, lexicon):
                told = self._tell(time, sentence, head)
                self.all.append(told)
                self.within[time.sentence].append(told)
                self.in_block[sentence.block].append(told)
                if "in a label" in told.evidence or self._labels(time, sentence):
                    self.labels[sentence.block].append(told)
        self.starts = [told.time.start for told in self.all]
        kinds = ("title", "lead")
        self.front = [told for told in self.all if document.blocks[told.sentence.block].kind in kinds][:FRONT]
        self.counts = Counter(days_of(told.time) for told in self.all)
        self.most = max(self.counts.values(), default=0)

    def _tell(self, time: TimeExpression, sentence: Sentence, head: Token | None) -> ToldTime:
        verb = verb_over(sentence, head)
        beside = sentence.children(head.index) if head is not None else ()
        preposition = next((child.lemma for child in beside if child.rel == "case"), "none")
        evidence = numbers({
            f"basis {time.basis}": True,
            f"in {self._document.blocks[sentence.block].kind}": True,
            "in a label": _is_label(sentence),
            f"precision {time.precision}": True,
            f"preposition {preposition}": True,
            "of a report": verb is not None and verb.lemma in self._sources,
        })  # fmt: skip
        readings = [(read, days_of(read), numbers(said)) for read, said in self._years.readings(time)]
        main = verb is not None and is_main(sentence, verb)
        return ToldTime(time, sentence, head, verb, main, evidence, readings)

    def _labels(self, time: TimeExpression, sentence: Sentence) -> bool:
        """Whether it alone, or verbless words with it, begins the paragraph before a mark: «2 мая. ...», «Май: ...»; a
        clock needs no mark."""
        behind = next((token for token in sentence.tokens if token.start >= time.end), None)
        if sentence.start > self._document.blocks[sentence.block].start + 3 or behind is None:
            return False
        marked = behind.text in _LABELS or time.rule.startswith(_CLOCKS)
        return marked and not any(is_verbal(token) for token in sentence.tokens[: behind.index])


def _is_label(sentence: Sentence) -> bool:
    """A few words without a verb."""
    return len(sentence.tokens) <= LABEL_TOKENS and not any(is_verbal(token) for token in sentence.tokens)
