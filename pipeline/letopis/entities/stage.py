"""Who and where: names, bodies and places of each article, put together into entities."""

from collections.abc import Sequence

from letopis.document import Document, Entity, EntityMention
from letopis.entities.geography import PlaceMention, places
from letopis.entities.organizations import organizations, with_bodies
from letopis.entities.persons import people
from letopis.entities.spans import Span, recognised


class EntityStage:
    """Fills `Document.entities` from the sentences; ids are e1, e2, ... in the order of first mention."""

    name = "entities"
    needs = frozenset({"sentences"})
    adds = frozenset({"entities"})

    def __call__(self, documents: Sequence[Document]) -> None:
        """Each article for itself: nothing is carried from one to the next."""
        for document in documents:
            document.entities = _entities(document)


def _entities(document: Document) -> list[Entity]:
    spans = with_bodies(document, recognised(document))
    found: list[Entity] = [
        *people(document, spans),
        *organizations(document, spans),
        *places(document, _place_mentions(document, spans)),
    ]
    return _numbered(found)


def _place_mentions(document: Document, spans: Sequence[Span]) -> list[PlaceMention]:
    return [
        PlaceMention(
            span.start,
            span.end,
            document.text[span.start : span.end],
            span.sentence.index,
            document.text[span.start : span.end],
            rule=span.rule,
        )
        for span in spans
        if span.type == "LOC"
    ]


def _numbered(entities: Sequence[Entity]) -> list[Entity]:
    """Mentions in text order, entities by their first mention that has a span; then ids."""
    for entity in entities:
        entity.mentions.sort(key=_position)
    ordered = sorted(
        (entity for entity in entities if entity.mentions), key=lambda entity: _position(entity.mentions[0])
    )
    for number, entity in enumerate(ordered, start=1):
        entity.id = f"e{number}"
    return ordered


def _position(mention: EntityMention) -> tuple[int, int]:
    start = mention.start if mention.start is not None else mention.at or 0
    return start, mention.end or start
