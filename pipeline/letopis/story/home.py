"""Where an article is at home: the town that it is about, and the towns and regions whose offices people hold."""

from letopis.document import Argument, Block, Document, Event, Person, Place
from letopis.events.sites import REASON as SITE
from letopis.events.slots import is_verbal
from letopis.story.reading import Reading

_TOWNS = frozenset({"city", "locality"})
_LANDS = _TOWNS | {"region"}
_REAL = frozenset({"occurred", "ongoing", "negated"})
# Decided where the office is held, by whom and with whatever words.
_OF_OFFICES = frozenset({"appointment", "resignation", "election", "inauguration"})
_HOLDERS = frozenset({"person", "appointee", "predecessor", "winner"})
# What happens to a town and in its streets; what is decided, awarded, said or signed has no place but its own.
_LOCAL = frozenset({
    "accident", "attack", "ceremony", "death", "evacuation", "explosion", "fire", "injury", "killing",
    "natural_disaster", "opening", "outbreak", "performance", "protest", "search", "strike",
})  # fmt: skip


class Home:
    """The home of one document, if it has one."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._reading = reading
        dated = {document.sentences[time.sentence].block for time in document.times}
        self._items = {block.index: block.heading for block in document.blocks if block.heading not in dated}
        self._first = next((block for block in document.blocks if block.kind in ("lead", "body")), None)
        self._people = {entity.id: entity for entity in document.entities if isinstance(entity, Person)}
        lands = [entity for entity in document.entities if isinstance(entity, Place) and entity.kind in _LANDS]
        self._lands = {place.name: place for place in reversed(lands)}
        self._only = self._only_land()
        self._town = _town(document, self._first) if self._first is not None else None
        self._elsewhere = _spoken_of(document)

    def of_office(self, event: Event) -> list[Argument]:
        """«Мэр Тулы уволен»: the town or region of the office of whoever comes or goes, or the only region that the
        article names with an office."""
        if event.type not in _OF_OFFICES:
            return []
        holders = [self._people[who.entity] for who in event.participants
                   if who.role in _HOLDERS and who.entity in self._people]  # fmt: skip
        own = {office.of for person in holders for office in person.offices if office.of in self._lands}
        place = self._lands[own.pop()] if len(own) == 1 else self._only
        return [_argument(place)] if place is not None else []

    def _only_land(self) -> Place | None:
        offices = {office.of for person in self._people.values() for office in person.offices}
        regions = [place for name, place in self._lands.items() if place.kind == "region" and name in offices]
        return regions[0] if len(regions) == 1 else None

    def of_town(self, event: Event) -> list[Argument]:
        """The town of the article, for what happens in its streets and of which no other place is said."""
        town, told = self._town, event.mentions[0]
        if town is None or event.type not in _LOCAL or event.status not in _REAL or self._reading.set_apart(event):
            return []
        item = self._items.get(self._reading.block(event))
        if self._first is None or item not in (None, self._first.heading):
            return []  # an item of a digest is about another town, a year of a chronicle about the same
        elsewhere = self._elsewhere.get(told.sentence, set()) - {town.id}
        return [_argument(town)] if not elsewhere and self._reading.in_main_clause(told) else []


def _town(document: Document, first: Block) -> Place | None:
    """The only town that the article's first paragraph names behind its dateline, if none is named more often."""
    lead = [each for each in document.sentences if each.block == first.index]
    told = {each.index for each in lead if any(is_verbal(token) for token in each.tokens)}
    towns = [entity for entity in document.entities if isinstance(entity, Place) and entity.kind in _TOWNS]
    named = [(town, [mention.sentence for mention in town.mentions if mention.form == "name"]) for town in towns]
    within = [(town, sentences) for town, sentences in named if told.intersection(sentences)]
    if len(within) != 1:
        return None
    town, sentences = within[0]
    return town if all(len(others) <= len(sentences) for _, others in named) else None


def _spoken_of(document: Document) -> dict[int, set[str]]:
    """Sentence → ids of the places of which it speaks, by adjectives too («Вельский завод основан в 1934 году»)."""
    found: dict[int, set[str]] = {}
    for place in document.entities:
        for mention in place.mentions if isinstance(place, Place) and place.reason != SITE else []:
            found.setdefault(mention.sentence, set()).add(place.id)
    return found


def _argument(place: Place) -> Argument:
    mention = next(m for m in place.mentions if m.start is not None)
    return Argument(place.id, "location", mention.form, mention.text, mention.start, mention.end)
