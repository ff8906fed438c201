"""What of a document stays as it is while its events are assembled, joined and assembled again."""

from functools import cached_property

from letopis.document import Document
from letopis.story.named_places import NamedPlaces
from letopis.story.reading import Reading
from letopis.story.told_times import ToldTimes


class Ground:
    """Layout, times and places of one document; each is worked out when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.reading = Reading(document)

    @cached_property
    def times(self) -> ToldTimes:
        """Those that events may have."""
        return ToldTimes(self.document)

    @cached_property
    def places(self) -> NamedPlaces:
        """All, by where they are named."""
        return NamedPlaces(self.document)
