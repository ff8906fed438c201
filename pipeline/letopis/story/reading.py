"""Where events stand in the text, as a reader sees it: same paragraph, only mentioned in passing."""

import re
from datetime import timedelta
from functools import cached_property

from letopis.document import Document, Event, EventMention, Sentence, Token
from letopis.events.dateline import of_main_clause
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.story.order import order_of

# «ПАРИЖ.», «Астана. 12 февраля.»: a label has at most so many tokens before it ends.
LABEL_TOKENS = 8
_LONG = re.compile(r"недел|месяц|год|лет", re.IGNORECASE)
_SPOKEN_OF = frozenset({"nsubj", "nsubj:pass", "obj", "root"})
# A day so close to the publication is what the article was written for.
NEWS = timedelta(days=14)
_BEFORE_OR_AFTER = frozenset({"после", "до", "перед", "накануне"})


class Reading:
    """Answers about one document's layout."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lexicon = EventLexicon.load()
        # Of each word that tells of an event, by sentence and offset.
        self._order: dict[tuple[int, int], list[str]] = {}
        self._apart: dict[tuple[int, int], bool] = {}

    @cached_property
    def _lasting(self) -> set[int]:
        times = self._document.times
        return {time.sentence for time in times if time.kind == "duration" and _LONG.search(time.text)}

    def block(self, event: Event) -> int:
        """Index of the paragraph of the event's first mention."""
        return self._document.sentences[event.mentions[0].sentence].block

    def blocks(self, event: Event) -> set[int]:
        """Indexes of the paragraphs of its mentions."""
        sentences = self._document.sentences
        return {sentences[mention.sentence].block for mention in event.mentions}

    def same_block(self, one: Event, other: Event) -> bool:
        """Whether some mention of each stands in one paragraph."""
        return not self.blocks(one).isdisjoint(self.blocks(other))

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

    def lasting(self, event: Event) -> bool:
        """«Процесс длился год»: whether the sentence says that something took months or years."""
        return event.mentions[0].sentence in self._lasting

    def word(self, mention: EventMention) -> tuple[Sentence, Token | None]:
        """The mention's sentence, and its trigger there (None for an entry of a list)."""
        sentence = self._document.sentences[mention.sentence]
        return sentence, sentence.token_at(mention.trigger.start)

    def takes_up(self, mention: EventMention) -> bool:
        """Whether a noun is what its sentence speaks of: «Поездка заняла сутки», not «о последствиях паводка»."""
        _, trigger = self.word(mention)
        return trigger is not None and not is_verbal(trigger) and trigger.rel in _SPOKEN_OF

    def in_main_clause(self, mention: EventMention) -> bool:
        """Not in a clause that only describes somebody or something («дело человека, обвинявшегося в краже»), nor
        brought in by a noun («соболезнования семьям погибших»)."""
        sentence, trigger = self.word(mention)
        return trigger is None or of_main_clause(sentence, trigger.index, self._lexicon.support_nouns)

    def is_recalled(self, event: Event) -> bool:
        """Whether an anniversary tells of it, which keeps those out of it who stand in the news of that day."""
        return any(self._keeps_out(event, mention) for mention in event.mentions)

    def _keeps_out(self, event: Event, mention: EventMention) -> bool:
        sentence, word = self.word(mention)
        return word is not None and self._lexicon.keeps_out(sentence, word, event.type)

    def recalls(self, event: Event, other: Event) -> bool:
        """«Приехал в Торгау на годовщину встречи»: whether the event was on the anniversary of the other."""
        sentences = {mention.sentence for mention in event.mentions}
        there = (mention for mention in other.mentions if mention.sentence in sentences)
        return any(self._keeps_out(other, mention) for mention in there) and not self.is_recalled(event)

    def set_apart(self, event: Event) -> bool:
        """«после выборов», «до визита», «годовщина выборов»: named only to say when or why something else was."""
        first = event.mentions[0]
        if first.earlier:
            return True
        place = first.sentence, first.trigger.start
        if place not in self._apart:
            self._apart[place] = self._is_set_apart(*self.word(first))
        return self._apart[place]

    def _is_set_apart(self, sentence: Sentence, trigger: Token | None) -> bool:
        if trigger is None:
            return False
        beside = sentence.children(trigger.index)
        recalled = self._lexicon.is_recalled(sentence, trigger)
        return recalled or any(child.rel == "case" and child.lemma in _BEFORE_OR_AFTER for child in beside)

    def order(self, mention: EventMention) -> list[str]:
        """The groups of words there that say how it stands in time to what was told before."""
        place = mention.sentence, mention.trigger.start
        if place not in self._order:
            self._order[place] = order_of(*self.word(mention), self._lexicon.order)
        return self._order[place]
