"""Lists whose heading word is the trigger: «Поездки министра:» over lines, «поездки — две (Рига — март; ...)».

Each entry that names a place or a date tells of one event; the heading word is the trigger of all.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from letopis.document import (
    Argument,
    Block,
    Document,
    EntityMention,
    EventMention,
    Place,
    Sentence,
    TimeExpression,
)
from letopis.entities.index import MentionIndex
from letopis.events.ontology import Ontology

_BRACKETS = re.compile(r"\(([^()]*)\)")


def expand_lists(document: Document, mentions: MentionIndex, ontology: Ontology) -> None:
    """Put mentions of the single entries in the place of a list's heading mention, or beside its claim."""
    expander = _Expander(document, mentions, ontology)
    result: list[EventMention] = []
    for mention in document.event_mentions:
        entries = expander.entries(mention)
        if not entries or mention.claim is not None:
            result.append(mention)
        for start, end in entries:
            result.append(expander.entry(mention, start, end))
    document.event_mentions = result


class _Expander:
    def __init__(self, document: Document, mentions: MentionIndex, ontology: Ontology) -> None:
        self._document = document
        self._mentions = mentions
        self._ontology = ontology
        self._starts = [sentence.start for sentence in document.sentences]
        self._by_sentence: dict[int, list[TimeExpression]] = {}
        for time in document.times:
            self._by_sentence.setdefault(time.sentence, []).append(time)
        self._told = {mention.sentence for mention in document.event_mentions}
        self._items: dict[int, list[Block]] = {}
        for block in document.blocks:
            if block.intro is not None:
                self._items.setdefault(block.intro, []).append(block)
        self._by_block: dict[int, list[Sentence]] = {}
        for sentence in document.sentences:
            self._by_block.setdefault(sentence.block, []).append(sentence)

    def entries(self, mention: EventMention) -> list[tuple[int, int]]:
        """Half-open spans of the entries that a heading mention governs; none for any other mention."""
        sentence = self._document.sentences[mention.sentence]
        spans = self._bracketed(mention, sentence) or self._lines(mention, sentence)
        told = [span for span in spans if self._places(span) or self._times(span)]
        # One entry in brackets is a remark; a list has dates or places throughout.
        return told if len(told) > 1 or (told and self._items.get(sentence.block)) else []

    def _bracketed(self, mention: EventMention, sentence: Sentence) -> list[tuple[int, int]]:
        match = _BRACKETS.search(self._document.text, mention.trigger.end, sentence.end)
        if not match:
            return []
        separator = ";" if ";" in match.group(1) else ","
        spans, start = [], match.start(1)
        for piece in match.group(1).split(separator):
            spans.append((start, start + len(piece)))
            start += len(piece) + 1
        return [] if self._says_where(sentence, match.start(), spans) else spans

    def _says_where(self, sentence: Sentence, bracket: int, spans: list[tuple[int, int]]) -> bool:
        """«родился в Глазове (Удмуртия, Россия)»: behind a place, and without a date, the bracket says where it is."""
        before = self._document.text[sentence.start : bracket].rstrip(" ,")
        end = sentence.start + len(before)
        pairs = self._mentions.in_sentence(sentence.index)
        return any(isinstance(e, Place) and m.end == end for e, m in pairs) and not any(map(self._times, spans))

    def _lines(self, mention: EventMention, intro: Sentence) -> list[tuple[int, int]]:
        """Lines below an introducing line («Поездки министра:») that tell of no event by a word of their own."""
        trigger = next(token for token in intro.tokens if token.start == mention.trigger.start)
        if trigger.feats.get("Number") != "Plur":
            return []
        sentences = [s for block in self._items.get(intro.block, []) for s in self._by_block.get(block.index, [])]
        return [(s.start, s.end) for s in sentences if s.index not in self._told]

    def entry(self, mention: EventMention, start: int, end: int) -> EventMention:
        """The mention of one entry: trigger and people of the heading, place and date of the entry."""
        sentence = self._sentence_at(start)
        self._document.explain("events.list", "entry of a list", start, end, self._document.text[start:end].strip())
        return replace(
            mention,
            sentence=sentence.index,
            start=sentence.start,
            end=sentence.end,
            block=self._document.blocks[sentence.block].kind,
            participants=[a for a in mention.participants if not self._shared(mention, a)],
            places=self._arguments(mention, (start, end)),
            times=[time.id for time in self._times((start, end))],
            counts={},
            claim=None,
        )

    def _shared(self, mention: EventMention, argument: Argument) -> bool:
        """«Визиты президентов»: each entry is one of theirs, the heading does not say whose."""
        same = [other for other in mention.participants if other.start == argument.start]
        return len(same) > 1 and not self._ontology.types[mention.type].reciprocal

    def _arguments(self, mention: EventMention, span: tuple[int, int]) -> list[Argument]:
        kind = self._ontology.types.get(mention.type)
        role = kind.places[0] if kind is not None else "location"
        return [
            Argument(place.id, role, found.form, found.text, found.start, found.end, rule="entry of a list")
            for place, found in self._places(span)
        ]

    def _places(self, span: tuple[int, int]) -> list[tuple[Place, EntityMention]]:
        """The first place that the entry names."""
        pairs = self._mentions.in_sentence(self._sentence_at(span[0]).index)
        inside = [(e, m) for e, m in pairs if isinstance(e, Place) and m.form == "name" and _within(m, span)]
        return inside[:1]

    def _times(self, span: tuple[int, int]) -> list[TimeExpression]:
        times = self._by_sentence.get(self._sentence_at(span[0]).index, [])
        return [time for time in times if span[0] <= time.start and time.end <= span[1] and time.kind == "date"]

    def _sentence_at(self, offset: int) -> Sentence:
        return self._document.sentences[bisect_right(self._starts, offset) - 1]


def _within(mention: EntityMention, span: tuple[int, int]) -> bool:
    return mention.start is not None and mention.end is not None and span[0] <= mention.start and mention.end <= span[1]
