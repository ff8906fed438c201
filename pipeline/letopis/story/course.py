"""The verbs that tell of an event's course: that it began, that it is over."""

from bisect import bisect_left
from itertools import takewhile
from typing import Literal

from letopis.document import Document, Event, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

Stage = Literal["begun", "over"]


def stage_of(sentence: Sentence, trigger: Token | None) -> Stage | None:
    """Which end of its course a mention tells of, if it tells of one only: «забастовка началась», «её прекратили»."""
    told = {_stage_by(verb) for verb in _course(sentence, trigger)} - {None}
    return told.pop() if len(told) == 1 else None


def from_first_to_last(document: Document, event: Event) -> tuple[str, str] | None:
    """«Пожар начался 24 ноября, ликвидирован 25 ноября»: all days from the one on which it began to that of its end."""
    days: dict[Stage, list[str]] = {"begun": [], "over": []}
    for mention in event.mentions:
        sentence = document.sentences[mention.sentence]
        for verb in _course(sentence, sentence.token_at(mention.trigger.start)):
            stage = _stage_by(verb)
            if stage is not None:
                days[stage] += _days_of(document, sentence, verb)
    first, last = min(days["begun"], default=""), max(days["over"], default="")
    return (first, last) if "" < first < last else None


def _stage_by(verb: Token) -> Stage | None:
    lexicon = EventLexicon.load()
    if verb.lemma in lexicon.beginning_verbs or verb.lemma in lexicon.breaking_out_verbs:
        return "begun"
    over = verb.lemma in lexicon.ending_verbs or verb.lemma in lexicon.stopping_verbs
    return "over" if over or verb.lemma in lexicon.quenching_verbs else None


def _course(sentence: Sentence, trigger: Token | None) -> list[Token]:
    """The verbs that tell of its course: itself, or that whose subject or object it is, and those joined to it."""
    if trigger is None:
        return []
    while trigger.rel == "nmod" and sentence.tokens[trigger.head].lemma in EventLexicon.load().support_nouns:
        trigger = sentence.tokens[trigger.head]  # «начались акции протеста»
    over = sentence.tokens[trigger.head] if trigger.head >= 0 and trigger.rel.startswith(("nsubj", "obj")) else trigger
    verbs = [over, *(child for child in sentence.children(over.index) if child.rel == "conj")]
    return [verb for verb in verbs if is_verbal(verb)]


def _days_of(document: Document, sentence: Sentence, verb: Token) -> list[str]:
    """The days that hang on the verb and on no other below it."""
    found = []
    first = bisect_left(document.times, sentence.start, key=lambda time: time.start)
    for time in takewhile(lambda time: time.sentence == sentence.index, document.times[first:]):
        word = sentence.head_of(time.start, time.end)
        if word is None or time.low is None or time.precision not in ("day", "time"):
            continue
        if _verb_over(sentence, word) is verb:
            found.append(time.low[:10])
    return found


def _verb_over(sentence: Sentence, word: Token) -> Token | None:
    """The verb that the word hangs on, or one that stands between the two."""
    verb = next((above for above in (word, *sentence.ancestors(word.index)) if is_verbal(above)), None)
    between = sentence.tokens[verb.index : word.index] if verb is not None else ()
    return next((token for token in reversed(between) if is_verbal(token)), verb)
