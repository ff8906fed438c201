"""Whether what a mention tells of lies before or after the day on which the article came out."""

from collections.abc import Mapping, Sequence

from letopis.document import Document, EventMention, Sentence, TimeExpression
from letopis.events.slots import is_verbal

# What befalls people: a later date beside it is another event's («гастроли перенесли на май: у певца перелом»).
_BEFALLING = frozenset({"injury", "outbreak", "accident", "natural_disaster", "death", "fire", "discovery"})
# So many words, marks among them, at most has a label: «Апрель 2016.», «**30 июля.**».
_LABEL = 6


class Timing:
    """Of the mentions of one document; `times`: the expressions of each sentence, by its index."""

    def __init__(self, document: Document, times: Mapping[int, Sequence[TimeExpression]]) -> None:
        self._document = document
        self._times = times
        self._labels = self._labelled()

    def of(self, mention: EventMention) -> str | None:
        """`future` or `past` by the mention's first resolved date, `past` also under a label of the past («Апрель
        2016. Король прилетает в Лусаку»); None on the day itself or where nothing says."""
        sentence = self._document.sentences[mention.sentence]
        told = [time for time in self._times.get(mention.sentence, ()) if time.resolved]
        times = told if _is_verbless(sentence) else [time for time in told if time.id in mention.times]
        if not times:
            label = self._labels.get(sentence.block)
            return "past" if label is not None and self._side(label) == "past" else None
        side = self._side(times[0])
        return None if side == "future" and mention.type in _BEFALLING else side

    def _side(self, time: TimeExpression) -> str | None:
        published = self._document.article.published
        if published is None:
            return None
        if time.low is not None and time.low[:10] > published[:10]:
            return "future"
        return "past" if time.high is not None and time.high[:10] < published[:10] else None

    def _labelled(self) -> dict[int, TimeExpression]:
        """The date that each block's own first words say, or its heading's."""
        found: dict[int, TimeExpression] = {}
        seen: set[int] = set()
        for sentence in self._document.sentences:
            if sentence.block in seen:
                continue
            seen.add(sentence.block)
            heading = self._document.blocks[sentence.block].heading if self._document.blocks else None
            label = self._label(sentence) or found.get(-1 if heading is None else heading)
            if label is not None:
                found[sentence.block] = label
        return found

    def _label(self, sentence: Sentence) -> TimeExpression | None:
        if len(sentence.tokens) > _LABEL or not _is_verbless(sentence):
            return None
        return next((time for time in self._times.get(sentence.index, ()) if time.resolved), None)


def _is_verbless(sentence: Sentence) -> bool:
    return not any(is_verbal(token) for token in sentence.tokens)
