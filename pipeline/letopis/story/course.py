"""The verbs that tell of an event's course: that it began, that it is over."""

from typing import Literal

from letopis.document import Document, Event, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

BEGINS = frozenset({"начаться", "начинаться", "открыться", "открываться", "стартовать", "начать"})
ENDS = frozenset({"завершиться", "завершаться", "закончиться", "закрыться", "завершить", "окончиться"})
STOPPED = ENDS | {"прекратить", "прекратиться", "свернуть", "закончить", "остановить"}
STARTED = BEGINS | {"вспыхнуть", "возникнуть", "загореться", "разгореться"}
OVER = STOPPED | {"ликвидировать", "потушить", "погасить", "прекращать"}
Stage = Literal["begun", "over"]


def stage_of(sentence: Sentence, trigger: Token | None) -> Stage | None:
    """Which end of its course a mention tells of, if it tells of one only: «забастовка началась», «её прекратили»."""
    lemmas = {verb.lemma for verb in _course(sentence, trigger)}
    begun, over = bool(lemmas & STARTED), bool(lemmas & OVER)
    return None if begun == over else "begun" if begun else "over"


def from_first_to_last(document: Document, event: Event) -> tuple[str, str] | None:
    """«Пожар начался 24 ноября, ликвидирован 25 ноября»: all days from the one on which it began to that of its end."""
    first, last = list[str](), list[str]()
    for mention in event.mentions:
        sentence = document.sentences[mention.sentence]
        for verb in _course(sentence, sentence.token_at(mention.trigger.start)):
            days = first if verb.lemma in STARTED else last if verb.lemma in OVER else []
            days += [day[:10] for day in _days_of(document, sentence, verb)]
    return (min(first), max(last)) if first and last and min(first) < max(last) else None


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
    for time in document.times:
        word = sentence.head_of(time.start, time.end) if time.sentence == sentence.index else None
        if word is None or time.low is None or time.precision not in ("day", "time"):
            continue
        if _verb_over(sentence, word) is verb:
            found.append(time.low)
    return found


def _verb_over(sentence: Sentence, word: Token) -> Token | None:
    """The verb that the word hangs on, or one that stands between the two."""
    verb = next((above for above in (word, *sentence.ancestors(word.index)) if is_verbal(above)), None)
    between = sentence.tokens[verb.index : word.index] if verb is not None else ()
    return next((token for token in reversed(between) if is_verbal(token)), verb)
