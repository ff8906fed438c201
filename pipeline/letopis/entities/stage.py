"""Who and where: names, bodies and places of each article, put together into entities."""

from collections.abc import Sequence

from letopis.document import Document, Entity, EntityMention
from letopis.entities.agencies import with_agencies
from letopis.entities.board import Board
from letopis.entities.bodies_again import with_bodies_again
from letopis.entities.body_names import name_by_state
from letopis.entities.choosing import Chooser
from letopis.entities.common_bodies import take_up_bodies
from letopis.entities.common_places import take_up_places
from letopis.entities.descriptors import resolve
from letopis.entities.geography import place_mentions, places
from letopis.entities.home import home_of
from letopis.entities.labels import with_labels
from letopis.entities.missed import with_missed
from letopis.entities.named_sites import with_named_sites
from letopis.entities.offices import attach, attach_told, complete_from_context
from letopis.entities.organizations import give_countries, organizations, with_bodies
from letopis.entities.persons import people
from letopis.entities.predicted import with_predictions
from letopis.entities.pronouns import resolve_pronouns
from letopis.entities.relations import attach_relations
from letopis.entities.spans import recognised
from letopis.entities.titles import find_nouns, find_titles
from letopis.entities.venues import with_venues
from letopis.entities.works import WorkTitles


class EntityStage:
    """Fills `Document.entities` from the sentences; ids are e1, e2, ... in the order of first mention."""

    name = "entities"
    needs = frozenset({"sentences"})
    adds = frozenset({"entities"})

    def __init__(self, chooser: Chooser | None = None) -> None:
        self._chooser = chooser or Chooser()

    def __call__(self, documents: Sequence[Document]) -> None:
        """Each article for itself: nothing is carried from one to the next."""
        for document in documents:
            document.entities = _entities(document, self._chooser)


def _entities(document: Document, chooser: Chooser) -> list[Entity]:
    named = with_missed(document, recognised(document))
    labelled = with_labels(document, with_predictions(document, with_bodies(document, named)))
    told = with_bodies_again(document, with_agencies(document, labelled))
    spans = with_named_sites(document, with_venues(document, told))
    works = WorkTitles(document)
    board = Board.of(
        document,
        [
            *people(document, works.outside(spans)),
            *organizations(document, spans),
            *places(document, works.outside(place_mentions(document, spans))),
        ],
        chooser,
    )
    give_countries(board.entities)
    board.home = home_of(board.entities)
    name_by_state(board.entities, board.home)
    rest = []
    for sentence in document.sentences:
        take_up_places(board, sentence)
        take_up_bodies(board, sentence)
        titles = find_titles(board, sentence)
        left = attach(board, sentence, titles)
        nouns = find_nouns(board, sentence, titles)
        rest.append(attach_relations(board, sentence, [*titles, *nouns], [*left, *nouns]))
    complete_from_context(board)
    for sentence, titles in zip(document.sentences, rest, strict=True):
        for title in sorted(titles, key=lambda title: title.head):
            resolve(board, title)
        resolve_pronouns(board, sentence)
        attach_told(board, sentence, titles)
    return _numbered(board.entities)


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
    return mention.place, mention.end or mention.place
