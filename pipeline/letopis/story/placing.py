"""Where events were: at one of the places that their words and the article give, or nowhere, by odds that are data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from letopis.document import Argument, Document, Event, Place
from letopis.events.ontology import EventType, Ontology
from letopis.odds import Choice
from letopis.story.company import Company
from letopis.story.further import Further
from letopis.story.ground import Ground
from letopis.story.where import Spot, Surroundings
from letopis.tables import read_table

# Where an event was.
PlacesOf = Callable[[Event], Sequence[Argument]]


class Placing(Choice):
    """The choice among the places that `Surroundings` offers, and which others go with the one that is chosen."""

    further: Further

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Placing":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "placing.yaml", cls)

    def chosen(self, spots: Sequence[Spot]) -> list[Spot]:
        """None, or the likeliest and what goes with it («в Перми и Уфе», «в Казани, на улице Баумана»)."""
        worth = self.worths(spots)
        best = self.likeliest(spots, worth)
        if best is None:
            return []
        told = [best, *self.further.beside(best, spots, worth)]
        return sorted(told, key=lambda spot: (not spot.own, spot.is_site))

    def worths(self, spots: Sequence[Spot]) -> dict[int, float]:
        """What the evidence of each is worth, by its id()."""
        return {id(spot): self.worth(spot.evidence) for spot in spots}

    def likeliest(self, spots: Sequence[Spot], worth: Mapping[int, float]) -> Spot | None:
        """Where the event's own words name a town or land, no other is asked for but one within it."""
        named = any(spot.own and not spot.is_site for spot in spots)
        asked = [spot for spot in spots if not named or spot.place is None or spot.own or spot.is_site or _inside(spot)]
        best = asked[self.best([worth[id(spot)] for spot in asked])]
        return self._within(best, asked, worth) if best.place is not None else None

    def _within(self, best: Spot, spots: Sequence[Spot], worth: Mapping[int, float]) -> Spot:
        """«с визитом в Россию, в Москву»: of a land that the event's own words name the town that they name in it."""
        if not best.own or best.level != "land" or best.place is None:
            return best
        inside = [spot for spot in spots if spot.own and spot.level == "town" and _country(spot) == _country(best)]
        return max(inside, key=lambda spot: round(worth[id(spot)], 6), default=best)


def _inside(spot: Spot) -> bool:
    return bool(spot.evidence.get("a coarser one is own"))


class Placer:
    """Places the events of documents."""

    def __init__(self, ontology: Ontology) -> None:
        self._choice = Placing.load()
        self._types = ontology.types

    def places(self, document: Document, surroundings: Surroundings, event: Event) -> list[Argument]:
        """Where an event is likeliest to have been; one of no type stays where its own words put it."""
        kind = self._types.get(event.type)
        if kind is None or not kind.places:
            return event.places
        chosen = self.choose(event, surroundings.spots(event, kind))
        if document.traced:
            self._explain(document, event, chosen)
        return [_argument(event, spot.place, kind) for spot in chosen if spot.place is not None]

    def choose(self, _event: Event, spots: Sequence[Spot]) -> list[Spot]:
        """Some of the places of an event, the first of which is none."""
        return self._choice.chosen(spots)

    def _explain(self, document: Document, event: Event, chosen: Sequence[Spot]) -> None:
        trigger = event.mentions[0].trigger
        for spot in chosen:
            name = spot.place.name if spot.place is not None else ""
            reasons = self._choice.reasons(spot.evidence)
            document.explain("story.place", "chosen", trigger.start, trigger.end, f"{name}: {reasons}")


class Placement:
    """Where the events of one assembly were, as they are when this is made; each is placed when it is asked for."""

    def __init__(self, placer: Placer, ground: Ground, events: Sequence[Event], company: Company) -> None:
        self._placer = placer
        self._document = ground.document
        self._surroundings = Surroundings(ground, events, company)
        self._found: dict[str, list[Argument]] = {}
        if ground.document.traced:  # the trace tells of all, also of those that are given up later
            for event in events:
                self.of(event)

    def of(self, event: Event) -> list[Argument]:
        """The places of one of the events."""
        if event.id not in self._found:
            self._found[event.id] = self._placer.places(self._document, self._surroundings, event)
        return self._found[event.id]


def _country(spot: Spot) -> str | None:
    return spot.place.country if spot.place is not None else None


def _argument(event: Event, place: Place, kind: EventType) -> Argument:
    """The place as the event's own words have it, else as it is named first."""
    own = next((each for each in _own(event) if each.entity == place.id), None)
    if own is not None:
        return own
    role = "location" if "location" in kind.places else kind.places[0]
    named = next(each for each in place.mentions if each.start is not None)
    return Argument(place.id, role, named.form, named.text, named.start, named.end, rule="place that the article gives")


def _own(event: Event) -> Iterator[Argument]:
    for mention in event.mentions:
        yield from mention.places
        yield from mention.sites
