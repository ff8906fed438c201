"""Where events stand in the text, as a reader sees it: same paragraph, only mentioned in passing."""

import re
from bisect import bisect_right
from collections.abc import Collection
from datetime import timedelta
from functools import cached_property

from letopis.document import Argument, Document, Event, EventMention, Place, Sentence, TimeExpression, Token
from letopis.events.dateline import of_main_clause
from letopis.events.lexicon import EventLexicon
from letopis.events.sites import REASON as SITE
from letopis.events.slots import is_verbal
from letopis.times.calendar import parse_bound

# «ПАРИЖ.», «Астана. 12 февраля.»: a label has at most so many tokens before it ends.
LABEL_TOKENS = 8
_LONG = re.compile(r"недел|месяц|год|лет", re.IGNORECASE)
_SPOKEN_OF = frozenset({"nsubj", "nsubj:pass", "obj", "root"})
# A day so close to the publication is what the article was written for.
NEWS = timedelta(days=14)
# How many sentences «там» reaches back.
POINTED = 2
_SETTLED = frozenset({"city", "locality", "facility", "area"})
_BEFORE_OR_AFTER = frozenset({"после", "до", "перед", "накануне"})


class Reading:
    """Answers about one document's layout."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lexicon = EventLexicon.load()

    @cached_property
    def dated_sentences(self) -> set[int]:
        """Those that name a day, a month or a year."""
        return {time.sentence for time in self._document.times if time.resolved and not _of_years(time)}

    @cached_property
    def _lasting(self) -> set[int]:
        times = self._document.times
        return {time.sentence for time in times if time.kind == "duration" and _LONG.search(time.text)}

    @cached_property
    def _named(self) -> dict[int, frozenset[str]]:
        return _named(self._document)

    def block(self, event: Event) -> int:
        """Index of the paragraph of the event's first mention."""
        return self._document.sentences[event.mentions[0].sentence].block

    def same_block(self, one: Event, other: Event) -> bool:
        """Whether some mention of each stands in one paragraph."""
        sentences = self._document.sentences
        blocks = {sentences[mention.sentence].block for mention in one.mentions}
        return any(sentences[mention.sentence].block in blocks for mention in other.mentions)

    def continues(self, before: Event, event: Event) -> bool:
        """Whether the second event is told in the paragraph of the first, or the first is the lead above it."""
        one, other = self.block(before), self.block(event)
        return one == other or (other == one + 1 and self._document.blocks[one].kind == "lead")

    def coordinated_before(self, one: Event, other: Event) -> bool:
        """Whether verbs of one sentence tell of both, the first event's first, and nowhere else."""
        if len(other.mentions) > 1 or one.mentions[-1].sentence != other.mentions[0].sentence:
            return False
        (_, first), (_, second) = self.word(one.mentions[-1]), self.word(other.mentions[0])
        if first is None or second is None:
            return False
        return first.index < second.index and is_verbal(first) and is_verbal(second)

    def elaborates(self, time: TimeExpression, event: Event) -> bool:
        """Whether a day stands in a past clause of the sentence below the one that opens a paragraph by telling of
        the event, and that one has no day but its report's."""
        sentences = self._document.sentences
        told, onward = sentences[event.mentions[0].sentence], sentences[time.sentence]
        opens = told.index == 0 or sentences[told.index - 1].block != told.block or self._labels(told.index - 1)
        near = onward.block == told.block or self._document.blocks[told.block].kind in ("title", "lead")
        own = (each for each in self._document.times if each.sentence == told.index and each.resolved)
        if not (opens and near) or any(not self._of_report(each, told) for each in own):
            return False
        verb = _verb_over(time, onward)
        past = verb is not None and verb.feats.get("Tense") == "Past" and self._is_news(time)
        return past and time.resolved and time.precision in ("day", "time") and not self._of_report(time, onward)

    def sets_scene(self, time: TimeExpression, event: Event) -> bool:
        """Whether a past day stands in the sentence before the event's, of the same paragraph, as what that is about:
        «Семнадцать тракторов стояло в субботу у поля. Конкурс наконец провели», or one actor goes on («Вручил ...»)."""
        sentences = self._document.sentences
        before, told = sentences[time.sentence], sentences[event.mentions[0].sentence]
        if before.block != told.block or told.index in self.dated_sentences or not time.resolved:
            return False
        verb = _verb_over(time, before)
        past = verb is not None and verb.feats.get("Tense") == "Past" and time.precision in ("day", "time")
        opens = before.index == 0 or sentences[before.index - 1].block != before.block
        return past and self._is_news(time) and not self._of_report(time, before) and (
            opens or self._same_actor(told, event)
        )  # fmt: skip

    def _same_actor(self, sentence: Sentence, event: Event) -> bool:
        """A verb of the singular past without a subject goes on with the actor of the sentence before."""
        _, trigger = self.word(event.mentions[0])
        over = (trigger, *sentence.ancestors(trigger.index)) if trigger is not None else ()
        verb = next((token for token in over if is_verbal(token)), None)
        if verb is None or verb.feats.get("Number") != "Sing" or verb.feats.get("Tense") != "Past":
            return False
        first = next(iter(sentence.tokens), None)
        subjects = [child for child in sentence.children(verb.index) if child.rel.startswith("nsubj")]
        return first is not None and is_verbal(first) and not subjects

    def _is_news(self, time: TimeExpression) -> bool:
        published = self._document.article.published_date
        if published is None or time.low is None:
            return False
        return timedelta() <= published - parse_bound(time.low, upper=False).date() <= NEWS

    def _labels(self, sentence: int) -> bool:
        """Whether a sentence is a dateline or label."""
        tokens = self._document.sentences[sentence].tokens
        return len(tokens) <= LABEL_TOKENS and not any(is_verbal(token) for token in tokens)

    def _of_report(self, time: TimeExpression, sentence: Sentence) -> bool:
        verb = _verb_over(time, sentence)
        return verb is not None and verb.lemma in self._lexicon.source["verbs"]

    def lasting(self, event: Event) -> bool:
        """«Процесс длился год»: whether the sentence says that something took months or years."""
        return event.mentions[0].sentence in self._lasting

    def word(self, mention: EventMention) -> tuple[Sentence, Token | None]:
        """The mention's sentence, and its trigger there (None for an entry of a list)."""
        sentence = self._document.sentences[mention.sentence]
        return sentence, next((token for token in sentence.tokens if token.start == mention.trigger.start), None)

    def takes_up(self, mention: EventMention) -> bool:
        """Whether a noun is what its sentence speaks of: «Поездка заняла сутки», not «о последствиях паводка»."""
        _, trigger = self.word(mention)
        return trigger is not None and not is_verbal(trigger) and trigger.rel in _SPOKEN_OF

    def in_main_clause(self, mention: EventMention) -> bool:
        """Not in a clause that only describes somebody or something («дело человека, обвинявшегося в краже»), nor
        brought in by a noun («соболезнования семьям погибших»)."""
        sentence, trigger = self.word(mention)
        return trigger is None or of_main_clause(sentence, trigger.index, self._lexicon.support_nouns)

    def names_other_place(self, event: Event, known: Collection[str | None]) -> bool:
        """Whether the event's sentence names a town or country besides the known ones."""
        return bool(self._named.get(event.mentions[0].sentence, frozenset()) - set(known))

    def named_before(self, mention: EventMention) -> list[Argument]:
        """The town or site named last before the mention, in its sentence or in the two before that."""
        best: tuple[int, Argument] | None = None
        for entity in self._document.entities:
            for told in entity.mentions if isinstance(entity, Place) and entity.kind in _SETTLED else []:
                near = told.start is not None and 0 <= mention.sentence - told.sentence <= POINTED
                if near and (told.start or 0) < mention.trigger.start and (best is None or (told.start or 0) > best[0]):
                    place = Argument(entity.id, "location", told.form, told.text, told.start, told.end)
                    best = (told.start or 0, place)
        return [best[1]] if best is not None else []

    def set_apart(self, event: Event) -> bool:
        """«после выборов», «до визита»: named only to say when something else was."""
        if event.mentions[0].earlier:
            return True
        sentence, trigger = self.word(event.mentions[0])
        beside = sentence.children(trigger.index) if trigger is not None else []
        return any(child.rel == "case" and child.lemma in _BEFORE_OR_AFTER for child in beside)


def _verb_over(time: TimeExpression, sentence: Sentence) -> Token | None:
    """The nearest verb that governs an expression."""
    head = sentence.head_of(time.start, time.end)
    over = (head, *sentence.ancestors(head.index)) if head is not None else ()
    return next((token for token in over if is_verbal(token)), None)


def _named(document: Document) -> dict[int, frozenset[str]]:
    """Sentence → ids of the places that it calls by a name."""
    starts = [sentence.start for sentence in document.sentences]
    found: dict[int, set[str]] = {}
    for entity in document.entities:
        named = isinstance(entity, Place) and entity.reason != SITE
        for mention in entity.mentions if named else []:
            if mention.form == "name" and mention.start is not None:
                found.setdefault(bisect_right(starts, mention.start) - 1, set()).add(entity.id)
    return {sentence: frozenset(ids) for sentence, ids in found.items()}


def _of_years(time: TimeExpression) -> bool:
    """«меморандум на 2024–2026 годы»: a span of years says when nothing happened."""
    whole = str(time.low)[5:10] == "01-01" and str(time.high)[5:10] == "12-31"
    return whole and time.precision == "interval"
