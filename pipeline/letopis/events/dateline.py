"""«БЕЛГРАД, 6 июня — Дунай.» over a report: the day of what its first sentence tells, unless that says another."""

from letopis.document import Document, EventMention, Sentence, TimeExpression
from letopis.events.slots import is_verbal

# A dateline stands within the first characters of the lead.
REACH = 60


class Dateline:
    """The dateline of one document, if it has one, and the sentence that it dates."""

    def __init__(self, document: Document) -> None:
        self._published = (document.article.published or "")[:10]
        self._time = _find(document)
        self._dated: int | None = None

    def date(self, sentence: Sentence, mentions: list[EventMention]) -> None:
        """Give the first sentence of the lead that tells of events the dateline's day."""
        time = self._time
        if time is None or not mentions or (self._dated is not None and self._dated != sentence.index):
            return
        self._dated = sentence.index
        if not any(mention.times for mention in mentions):
            for mention in mentions:
                mention.times.append(time.id)


def _find(document: Document) -> TimeExpression | None:
    lead = next((block for block in document.blocks if block.kind == "lead"), None)
    if lead is None:
        return None
    opening = [s for s in document.sentences if s.block == lead.index and s.start < lead.start + REACH]
    for sentence in opening:
        if any(is_verbal(token) for token in sentence.tokens):
            return None
        times = [t for t in document.times if t.sentence == sentence.index and t.kind == "date"]
        if times:
            return times[0] if times[0].precision == "day" else None
    return None
