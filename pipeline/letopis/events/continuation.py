"""Sentences that go on from a counted or habitual one before them.

«Министры виделись трижды. Первый раз 4 июля в Вене.» has no event word of its own: «раз» stands for it.
«Президенты не раз созванивались. Например, в августе они обсудили ...» tells of a call.
"""

from letopis.document import Argument, Document, EventMention, Place, Sentence, Token, Trigger
from letopis.entities.index import MentionIndex
from letopis.events.features import ORDINALS, context_of
from letopis.events.slots import is_verbal

# How many sentences a counted event waits for its «первый раз ...».
REACH = 8
_EXAMPLE = frozenset({"например", "частность", "скажем"})
# What people do by telephone is told with words of talks and letters.
_BY_TELEPHONE = frozenset({"negotiation", "message", "meeting"})


class Continuation:
    """Remembers what the last counting or habitual sentence of one document spoke of."""

    def __init__(self, document: Document, mentions: MentionIndex) -> None:
        self._document = document
        self._mentions = mentions
        self._counted: EventMention | None = None
        self._general: tuple[str, int] | None = None

    def note(self, mention: EventMention) -> None:
        """A mention that counts events («виделись трижды»)."""
        self._counted = mention

    def note_general(self, event_type: str, sentence: Sentence) -> None:
        """A habitual sentence that was dropped («неоднократно созванивались»)."""
        self._general = (event_type, sentence.index)

    def elided(self, sentence: Sentence) -> EventMention | None:
        """The mention of «Первый раз 4 июля в Вене ...», or None for any other sentence."""
        trigger = _time_word(sentence)
        counted = self._counted
        if trigger is None or counted is None or sentence.index - counted.sentence > REACH:
            return None
        return EventMention(
            type=counted.type,
            trigger=Trigger(trigger.start, trigger.end, self._document.quote(trigger), trigger.lemma),
            sentence=sentence.index,
            start=sentence.start,
            end=sentence.end,
            block=self._document.blocks[sentence.block].kind,
            status=counted.status,
            participants=_dropped(counted),
            places=self._places(sentence),
            times=[time.id for time in self._document.times if time.sentence == sentence.index and time.kind == "date"],
            ordinal=ORDINALS.get(sentence.tokens[trigger.index - 1].lemma),
            context=context_of(self._document, sentence, None),
        )

    def complete(self, mention: EventMention) -> None:
        """«Вторая встреча» is one of those counted: its people are theirs when it names none."""
        counted = self._counted
        if counted is None or mention.sentence - counted.sentence > REACH or mention.ordinal is None:
            return
        if mention.type == counted.type and not mention.participants:
            mention.participants = _dropped(counted)

    def _places(self, sentence: Sentence) -> list[Argument]:
        found = [
            Argument(e.id, "location", m.form, m.text, m.start, m.end, rule="place of an elided event")
            for e, m in self._mentions.in_sentence(sentence.index)
            if isinstance(e, Place) and m.form == "name"
        ]
        return found[:1]

    def retype(self, sentence: Sentence, mentions: list[EventMention]) -> None:
        """Examples of calls are calls, whatever word tells them."""
        if self._general is None or self._general != ("phone_call", sentence.index - 1):
            return
        if any(token.lemma in _EXAMPLE for token in sentence.tokens[:2]):
            for mention in mentions:
                if mention.type in _BY_TELEPHONE:
                    mention.type, mention.kind = "phone_call", None
                    for argument in mention.participants:
                        argument.role = "participant"


def _dropped(counted: EventMention) -> list[Argument]:
    return [
        Argument(a.entity, a.role, "zero", a.text, None, None, a.count, "one of the events counted before")
        for a in counted.participants
    ]


def _time_word(sentence: Sentence) -> Token | None:
    """«раз» behind an ordinal at the start of a sentence without a verb."""
    if any(is_verbal(token) and token.feats.get("VerbForm") == "Fin" for token in sentence.tokens):
        return None
    for token in sentence.tokens[1:4]:
        if token.lemma == "раз" and sentence.tokens[token.index - 1].lemma in ORDINALS:
            return token
    return None
