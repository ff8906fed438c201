"""How far an event can be trusted: a logistic model over what supports it, whose weights are data."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from pydantic import BaseModel, ConfigDict, Field

from letopis.document import Document, Event, EventMention, Sentence, Token
from letopis.events.fallback import OTHER
from letopis.events.ontology import Ontology
from letopis.events.slots import is_verbal
from letopis.odds import Evidence, Odds, log_odds
from letopis.tables import read_table

# Log-odds of the tagger beyond these bounds say no more.
_SURE = 5.0
_MOST = 4
_PAGE = 10
_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "xcomp", "ccomp", "csubj"})
_FORMS = ("VerbForm", "Tense", "Number", "Animacy")


class Belief(Odds):
    """Odds of an event; below the probability `told` it is not told."""

    told: float = Field(ge=0, le=1)


class Confidence(BaseModel):
    """`rules` and `model` weigh the ontology's events without and with a tagger, `other` what only the tagger sees."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: Belief
    model: Belief
    other: Belief

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Confidence":
        """The package's."""
        path = files("letopis") / "resources" / "story" / "confidence.yaml"
        return read_table(path, cls)

    def of(self, event: Event, document: Document) -> Belief:
        """What weighs that event."""
        if event.type == OTHER.type:
            return self.other
        return self.model if document.predictions else self.rules


def set_confidence(document: Document, events: Sequence[Event], ontology: Ontology) -> None:
    """Give each event the probability that the article tells of such an event."""
    weights = Confidence.load()
    for event, evidence in zip(events, event_evidence(document, events, ontology), strict=True):
        odds = weights.of(event, document)
        event.confidence = odds.probability(evidence)
        trigger = event.mentions[0].trigger
        if document.traced:
            document.explain("story.confidence", odds.reasons(evidence), trigger.start, trigger.end)


def event_evidence(document: Document, events: Sequence[Event], ontology: Ontology) -> Iterator[Evidence]:
    """Of each event in turn; what else the article tells of the same type speaks too."""
    around = _Around(events)
    before = _told_before(events)
    in_sentence = Counter(mention.sentence for mention in document.event_mentions)
    for number, event in enumerate(events):
        found = _own(document, event) | _before(event, *before[number]) | around.evidence(event)
        found |= _told(document, event, in_sentence[event.mentions[0].sentence])
        found |= _word(event, ontology)
        yield {name: value for name, value in found.items() if value}


class _Around:
    """Where and when others of a type are: of two that stand close one may be the other again."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._alike = Counter(event.type for event in events)
        self._sentences = Counter((event.type, event.mentions[0].sentence) for event in events)
        self._days = Counter((event.type, event.time.low) for event in events if event.time is not None)

    def evidence(self, event: Event) -> Evidence:
        day = event.time.low if event.time is not None else None
        sentence = event.mentions[0].sentence
        near = sum(self._sentences[event.type, other] for other in range(sentence - 1, sentence + 2))
        return {
            "others of the type": float(min(self._alike[event.type] - 1, _MOST)),
            "another of the type close by": float(near > 1),
            "dated unlike others of the type": float(day is not None and self._days[event.type, day] == 1),
        }


def _told_before(events: Sequence[Event]) -> list[tuple[int, bool]]:
    """Of each event how many of its type are told before it, and whether one of these shares people with it."""
    found = [(0, False)] * len(events)
    counts: Counter[str] = Counter()
    people: defaultdict[str, set[str]] = defaultdict(set)
    order = sorted(range(len(events)), key=lambda number: _start(events[number]))
    for _, together in groupby(order, key=lambda number: _start(events[number])):
        here = list(together)
        for number in here:
            kind = events[number].type
            found[number] = counts[kind], not people[kind].isdisjoint(_people(events[number]))
        for number in here:
            counts[events[number].type] += 1
            people[events[number].type] |= _people(events[number])
    return found


def _people(event: Event) -> set[str]:
    return {who.entity for who in event.participants if who.entity is not None}


def _word(event: Event, ontology: Ontology) -> Evidence:
    """Words with many rules of a type are told from their other senses with more care; those that tell of the type in
    certain company alone, and of other types in other company, are taken for it amiss more often."""
    lemma = event.mentions[0].trigger.lemma
    return {
        "rules of the type for the word": float(
            min(max(ontology.rule_counts[event.type, mention.trigger.lemma] for mention in event.mentions), _MOST)
        ),
        "least that a rule of the word asks": float(ontology.least_asked.get((event.type, lemma), 0)),
        "other types of the word": float(min(max(ontology.type_counts[lemma] - 1, 0), _MOST)),
    }


def _start(event: Event) -> int:
    return event.mentions[0].trigger.start


def _own(document: Document, event: Event) -> Evidence:
    """What the event has."""
    named = [who for who in event.participants if who.entity is not None]
    dated, placed = any(m.times for m in event.mentions), any(m.places for m in event.mentions)
    evidence = {
        "nobody": float(not event.participants),
        "somebody named": float(bool(named)),
        "several named": float(len(named) > 1),
        "somebody unnamed": float(len(named) < len(event.participants)),
        "dated by its own words": float(event.time is not None and dated),
        "dated by another event": float(event.time is not None and not dated),
        "placed by its own words": float(placed),
        "two mentions": float(len(event.mentions) == 2),
        "more mentions": float(len(event.mentions) > 2),
        f"status {event.status}": 1.0,
        f"type {event.type}": 1.0,
        "kind": float(event.kind is not None),
        "part of another": float(event.part_of is not None),
        "somebody says so": float(event.attribution is not None),
        "counts": float(bool(event.counts)),
        "told by likeness only": float(all(mention.loose for mention in event.mentions)),
    }
    if document.predictions:
        evidence["tagger"] = max(_odds(document, mention) for mention in event.mentions)
        typed = [odds for mention in event.mentions for odds in _typed_odds(document, mention)]
        evidence["typed"] = max(typed, default=0.0)
        evidence["typed: likelier than not"] = max(0.0, evidence["typed"])
        evidence["typed: none"] = float(not typed)
    return evidence


def _before(event: Event, before: int, shared: bool) -> Evidence:
    """What was told of the same type before: a word without date, place or people may only speak of that again."""
    bare = not any(mention.times or mention.places for mention in event.mentions)
    return {
        "of the type before": float(min(before, 2)),
        "of the type before, no date or place of its own": float(bool(before) and bare),
        "of the type before, nobody": float(bool(before) and not event.participants),
        "of the type before, the same people": float(shared),
    }


def _told(document: Document, event: Event, near: int) -> Evidence:
    """How it is told; `near` mentions of events stand in its sentence."""
    first = event.mentions[0]
    evidence = {f"block {mention.block}": 1.0 for mention in event.mentions}
    evidence["late in the article"] = min(first.sentence / _PAGE, 2.0)
    evidence["events in the sentence"] = float(min(near, _MOST + 1) - 1)
    sentence = document.sentences[first.sentence]
    head = sentence.head_of(first.trigger.start, first.trigger.end)
    return evidence if head is None else evidence | _form(sentence, head)


def _form(sentence: Sentence, head: Token) -> Evidence:
    word = "verb" if is_verbal(head) else "noun"
    alone = all(child.rel in ("punct", "case", "cc") for child in sentence.children(head.index))
    forms = {f"{word} {name} {head.feats[name]}": 1.0 for name in _FORMS if name in head.feats}
    below = head.rel in _SUBORDINATE
    return {
        word: 1.0,
        f"{word} {head.rel}": 1.0,
        "bare noun": float(word == "noun" and alone),
        "clause below another": float(below),
    } | forms


def _odds(document: Document, mention: EventMention) -> float:
    """The tagger's log-odds for the surest word of the trigger."""
    words = document.sentences[mention.sentence].tokens_in(mention.trigger.start, mention.trigger.end)
    prediction = document.predictions[mention.sentence]
    sure = max((prediction.eventness[token.index] for token in words), default=0.5)
    return max(-_SURE, min(_SURE, log_odds(sure)))


def _typed_odds(document: Document, mention: EventMention) -> Iterator[float]:
    """The typed head's log-odds for each word of the trigger that has rules of the type."""
    types = document.predictions[mention.sentence].types
    for token in document.sentences[mention.sentence].tokens_in(mention.trigger.start, mention.trigger.end):
        if mention.type in types.get(token.index, {}):
            yield max(-_SURE, min(_SURE, types[token.index][mention.type]))
