"""Looking up which entity the text speaks of at some place."""

from bisect import bisect_left
from collections.abc import Sequence

from letopis.document import Document, Entity, EntityMention, Sentence

Found = tuple[Entity, EntityMention]


class MentionIndex:
    """The mentions of a document's entities by offset, sentence and id.

    A span may belong to several entities («президенты»): every lookup gives all of them, in the order
    of `Document.entities`. Built once after the entities are complete; later changes are not seen.
    """

    def __init__(self, document: Document) -> None:
        self.by_id: dict[str, Entity] = {entity.id: entity for entity in document.entities}
        self._sentences: dict[int, list[Found]] = {}
        self._covering: dict[tuple[int, int], list[Found]] = {}
        self._spans: list[tuple[int, int, Entity, EntityMention]] = []
        for entity in document.entities:
            for mention in entity.mentions:
                self._sentences.setdefault(mention.sentence, []).append((entity, mention))
                if mention.start is not None and mention.end is not None:
                    self._spans.append((mention.start, mention.end, entity, mention))
        for found in self._sentences.values():
            found.sort(key=lambda pair: _position(pair[1]))
        self._spans.sort(key=lambda row: row[:2])
        self._starts = [row[0] for row in self._spans]
        self._longest = max((end - start for start, end, _, _ in self._spans), default=0)

    def covering(self, start: int, end: int) -> Sequence[Found]:
        """Mentions that hold the whole of [start, end), the shortest first."""
        span = start, end
        found = self._covering.get(span)
        if found is None:
            found = self._covering[span] = self._find_covering(start, end)
        return found

    def _find_covering(self, start: int, end: int) -> list[Found]:
        low = bisect_left(self._starts, end - self._longest)
        high = bisect_left(self._starts, start + 1)
        hits = [row for row in self._spans[low:high] if row[1] >= end]
        if len(hits) > 1:
            hits.sort(key=lambda row: row[1] - row[0])
        return [(row[2], row[3]) for row in hits]

    def at_token(self, sentence: Sentence, token: int) -> Sequence[Found]:
        """Mentions that hold the token with that index in the sentence, the shortest first."""
        one = sentence.tokens[token]
        return self.covering(one.start, one.end)

    def in_sentence(self, index: int) -> Sequence[Found]:
        """Mentions of the sentence by position; a dropped subject stands at its verb."""
        return self._sentences.get(index, ())


def _position(mention: EntityMention) -> tuple[int, int]:
    start = mention.start if mention.start is not None else mention.at or 0
    return start, mention.end or start
