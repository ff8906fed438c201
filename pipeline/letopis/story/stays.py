"""What is done on visits and at summits: the talks of a journey, who met at the margins."""

from letopis.document import Event, Place
from letopis.story.around import REACH, Around, begins
from letopis.story.facts import same_place
from letopis.story.ground import Ground
from letopis.story.relations import Relations
from letopis.times.calendar import intersect

SIDES = 2

_TALKS = frozenset({"meeting", "negotiation"})
STAYS = ("visit", "summit")
_LANDS = frozenset({"country", "region", "area"})
_REAL = frozenset({"occurred", "ongoing"})


class Stays:
    """Visits and summits of one document."""

    def __init__(self, ground: Ground, around: Around, relations: Relations) -> None:
        document, self._reading, self._around = ground.document, ground.reading, around
        self._contains = relations.contains
        self._published = (document.article.published or "")[:10] or None
        self._done_by_others = relations.done_by_others
        self._sectioned = any(block.kind == "heading" for block in document.blocks)
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}

    def whole_of(self, part: Event) -> Event | None:
        """The nearest event that has this one as its part, or None."""
        kinds = [kind for kind in STAYS if self._contains(kind, part.type)]
        wholes = [whole for whole in self._around.of(part, kinds) if self._fits(whole, part)]
        return min(wholes, key=lambda whole: (_distance(whole, part), begins(whole)), default=None)

    def _fits(self, whole: Event, part: Event) -> bool:
        if not self._allowed(whole, part):
            return False
        if not self._compatible_status(whole, part) or self._reading.set_apart(part):
            return False
        if self._reading.coordinated_before(part, whole):
            return False  # «возложит цветы и посетит Гори»: not in Gori
        near = _distance(whole, part) <= REACH and self._reading.same_block(whole, part)
        sure = self._unmistakable(whole, part)
        people = _people_agree(whole, part) or (sure and part.type in self._done_by_others)
        return (near or sure) and people and _times_agree(whole, part) and self._places_agree(whole, part)

    def _allowed(self, whole: Event, part: Event) -> bool:
        """What the types alone leave open."""
        if whole.type == part.type:
            return self._inner(whole, part)
        if self._contains(part.type, whole.type) and begins(whole) > begins(part):
            return False
        # Leaders meet at the margins of a summit, not in it: that has to be said.
        return whole.type != "summit" or part.context is not None or not self._of_some(part)

    def _of_some(self, part: Event) -> bool:
        """Talks, statements, and what those settle who have just been told to talk: not what the whole summit does."""
        if part.type in _TALKS or part.type == "statement":
            return True
        first = part.mentions[0].sentence
        near = (talk for kind in _TALKS for at in (first - 1, first) for talk in self._around.told(kind, at))
        return any(share_people(talk, part) for talk in near)

    def _inner(self, whole: Event, part: Event) -> bool:
        """A town that a visitor sees besides the one he has come to."""
        ours, theirs = self._towns(whole), self._towns(part)
        apart = not {a.id for a in ours} & {b.id for b in theirs}
        same_land = any(a.country is not None and a.country == b.country for a in ours for b in theirs)
        return apart and same_land and begins(whole) < begins(part) and share_people(whole, part)

    def _towns(self, event: Event) -> list[Place]:
        places = [self._places[a.entity] for a in event.places if a.entity in self._places]
        return [place for place in places if place.kind not in _LANDS]

    def _compatible_status(self, whole: Event, part: Event) -> bool:
        if whole.status == "cancelled" and part.status == "planned":
            return True
        if whole.status in _REAL and part.status == "planned":
            return share_people(whole, part) and self._lasts(whole)
        return part.status == whole.status or {part.status, whole.status} <= _REAL

    def _lasts(self, whole: Event) -> bool:
        """Whether a stay was on when the article was published, or just about."""
        published = self._published
        return whole.time is not None and published is not None and (whole.time.high or published)[:10] >= published

    def _unmistakable(self, whole: Event, part: Event) -> bool:
        """The article is about the larger event and has no sections: «Подписан договор» is of its visit."""
        first = self._around.first[whole.type] is whole and whole.mentions[0].block in ("title", "lead")
        return first and not self._sectioned and part.time is None and not part.places

    def _places_agree(self, whole: Event, part: Event) -> bool:
        ours = [self._places[a.entity] for a in whole.places if a.entity in self._places]
        theirs = [self._places[a.entity] for a in part.places if a.entity in self._places]
        return not (ours and theirs) or any(same_place(a, b) for a in ours for b in theirs)


def _distance(whole: Event, part: Event) -> int:
    """Sentences between the nearest mentions; a whole told after its part is a little farther."""
    return min(
        abs(b.sentence - a.sentence) + (1 if a.trigger.start > b.trigger.start else 0)
        for a in whole.mentions
        for b in part.mentions
    )


def _times_agree(whole: Event, part: Event) -> bool:
    if whole.time is None or part.time is None:
        return True
    return intersect((whole.time.low, whole.time.high), (part.time.low, part.time.high)) is not None


def _people_agree(whole: Event, part: Event) -> bool:
    """Somebody takes part in both, unless one side of the part is left to be understood («переговоры с мэром»)."""
    ours = {a.entity for a in whole.participants if a.entity and a.role != "organizer"}
    theirs = {a.entity for a in part.participants if a.entity}
    return not ours or len(theirs) < SIDES or bool(ours & theirs)


def share_people(whole: Event, part: Event) -> bool:
    """Whether somebody named takes part in both."""
    named = {argument.entity for argument in whole.participants if argument.entity}
    return any(argument.entity in named for argument in part.participants)
