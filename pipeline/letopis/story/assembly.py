"""A cluster of mentions becomes an event: status, date, places, people, figures, and where they disagree."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from letopis.document import (
    Argument,
    Conflict,
    ConflictValue,
    Document,
    Event,
    EventMention,
    EventTime,
    Person,
    Place,
    Status,
    TimeExpression,
)
from letopis.events.ontology import Ontology
from letopis.events.put_off import was_left
from letopis.ids import event_id
from letopis.story.clusters import Cluster
from letopis.story.facts import Facts, fineness, same_place, trust
from letopis.story.figures import settle_counts
from letopis.story.groups import told_again
from letopis.story.lasting import stretch
from letopis.story.reading import NEWS
from letopis.times.calendar import Interval, edtf, intersect, parse_bound

MONTH = 4
# Roles of those to whom it is done in types that tell of one happening.
_SUFFERS = {"person": "victim", "victim": "person"}
_FORMS = {"name": 0, "adjective": 1, "descriptor": 2, "pronoun": 3, "zero": 4}
# The role that says least: all sides of what is done together, before it is told who won.
_SIDE = "participant"
_AND = frozenset({"и", "и в"})
# Which status the article as a whole supports when its mentions differ.
_STATUS_ORDER: tuple[Status, ...] = ("cancelled", "negated", "occurred", "ongoing", "planned", "hypothetical")


class Assembler:
    """Builds the events of one document; ids are counted over all of them."""

    def __init__(self, document: Document, ontology: Ontology) -> None:
        self._document = document
        self._ontology = ontology
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
        self._times = {time.id: time for time in document.times}
        self._named = {entity.id: _is_named(entity) for entity in document.entities if isinstance(entity, Person)}
        self._ordinals: dict[tuple[str, int, int], int] = {}

    def event(self, cluster: Cluster) -> Event:
        """The event that the cluster's mentions tell of together."""
        first = cluster.mentions[0]
        rows = list(zip(cluster.mentions, cluster.facts, strict=True))
        event = Event(
            id=self._id(first),
            type=first.type,
            status=_status([(m, f) for m, f in rows if f.asserted] or rows),
            mentions=cluster.mentions,
            kind=next((mention.kind for mention in cluster.mentions if mention.kind), None),
            places=self._located(_united([mention.places for mention in cluster.mentions])),
            participants=self._in_type(first.type, _united(self._without_described(cluster.mentions))),
            context=next((mention.context for mention in cluster.mentions if mention.context), None),
            attribution=next((mention.attribution for mention in cluster.mentions if mention.attribution), None),
        )
        self._date(event, cluster)
        settle_counts(self._document, event)
        self._side_count(event)
        return event

    def _in_type(self, event_type: str, sides: list[Argument]) -> list[Argument]:
        """«Убиты двое. Погибшие ...»: a mention of another type calls by other roles those who suffered the same."""
        kind = self._ontology.types.get(event_type)
        if kind is None:
            return sides
        roles = [side.role if side.role in kind.roles else _SUFFERS.get(side.role) for side in sides]
        return [side if side.role == role else _with_role(side, role)
                for side, role in zip(sides, roles, strict=True) if role in kind.roles]  # fmt: skip

    def _without_described(self, mentions: list[EventMention]) -> list[list[Argument]]:
        """«Мужчину задержали. ... Задержан Котов»: whom one mention describes and another names is there by name; so
        is whom one knows by his office only, «Глава района ушёл. ... Котов подал в отставку».

        Where in the role the one has, beside those whom both know, only people described in the singular, the other
        as many by name; for the unnamed one known by his office does.
        """
        known: dict[str, dict[frozenset[str], None]] = {}
        for mention in mentions:
            for role, sides in _by_role(mention).items():
                if company := [side.entity for side in sides if side.entity is not None]:
                    known.setdefault(role, {})[frozenset(company)] = None
        gone = told_again(self._document, mentions)
        for mention in mentions:
            gone |= {id(side) for role, sides in _by_role(mention).items()
                     for side in self._named_beside(mention, sides, known.get(role, ()))}  # fmt: skip
        return [[side for side in mention.participants if id(side) not in gone] for mention in mentions]

    def _named_beside(
        self, mention: EventMention, sides: Sequence[Argument], known: Iterable[frozenset[str]]
    ) -> Sequence[Argument]:
        """Those of the sides whom one of the known companies of the role has by name."""
        own = {side.entity for side in sides}
        for company in known:
            described = [side for side in sides if side.entity is None or side.entity not in company]
            named = company - own
            known_as = self._named.get if any(side.entity for side in described) else self._named.__contains__
            alike = 0 < len(described) == len(named) and all(map(known_as, named))
            if alike and all(self._is_somebody(mention, side) for side in described):
                return described
        return ()

    def _is_somebody(self, mention: EventMention, side: Argument) -> bool:
        if side.entity is not None:
            return self._named.get(side.entity) is False
        if side.count is not None or side.start is None or side.end is None:
            return False
        head = self._document.sentences[mention.sentence].head_of(side.start, side.end)
        return head is not None and head.feats.get("Animacy") == "Anim" and head.feats.get("Number") == "Sing"

    def _id(self, mention: EventMention) -> str:
        key = (mention.type, mention.trigger.start, mention.trigger.end)
        ordinal = self._ordinals.get(key, 0)
        self._ordinals[key] = ordinal + 1
        return event_id(self._document.article.id, *key, ordinal)

    def _located(self, places: list[Argument]) -> list[Argument]:
        """A country goes when a place in it stays: «прибыл в Россию ... в Москву» is Moscow."""
        known = [(argument, self._places.get(argument.entity or "")) for argument in places]
        kept = []
        for argument, place in known:
            finer = [other for _, other in known if other and place and other is not place and _holds(place, other)]
            if not finer:
                kept.append(argument)
        return kept

    def _side_count(self, event: Event) -> None:
        """Talks of two are bilateral, of more multilateral, where the type knows these kinds."""
        kind = self._ontology.types.get(event.type)
        if event.kind is None and kind is not None and "bilateral" in kind.kinds and kind.reciprocal:
            sides = len(event.participants)
            event.kind = "bilateral" if sides == 2 else "multilateral" if sides > 2 else None

    def _date(self, event: Event, cluster: Cluster) -> None:
        told = [(i, facts) for i, facts in enumerate(cluster.facts) if facts.times]
        # A dateline's day gives way to any that the text states.
        dated = [(i, time) for i, facts in [one for one in told if not one[1].issued] or told for time in facts.times]
        if not dated:
            event.time_reason = self._no_date(cluster)
            return
        told_of = list(dict.fromkeys(time.id for _, time in dated))
        dated = _spanned(dated, self._document.text)
        moved = [pair for pair in dated if was_left(self._document.sentences[pair[1].sentence], pair[1])]
        moved = moved if len(moved) < len(dated) else []
        groups = _agreeing([pair for pair in dated if pair not in moved])
        best = max(range(len(groups)), key=lambda g: (self._is_news(groups[g]), _support(groups[g]), -g))
        event.time = _event_time(groups[best], told_of)
        # Two dates of one mention are a slip of attachment, not a contradiction of the article's.
        if len({group[0][0] for group in groups}) > 1:
            event.conflicts.append(_time_conflict(groups, best, cluster, news=self._is_news(groups[best])))
            _correct_year(event.time, _corrected(groups, best))
        for pair in moved:
            event.conflicts.append(Conflict("time", [_said(groups[best][0]), _said(pair)], 0, "rescheduled"))
        stretch(self._document, event)

    def _is_news(self, group: list[tuple[int, TimeExpression]]) -> bool:
        """Whether days read against the publication lie close to it: that is what the article was written for."""
        published = self._document.article.published_date
        fresh = [time.low for _, time in group if time.basis == "publication" and time.low is not None]
        return published is not None and any(
            abs(parse_bound(low, upper=False).date() - published) <= NEWS for low in fresh
        )

    def _no_date(self, cluster: Cluster) -> str:
        """Why the event has no date: what its expressions say, or that there is none."""
        reasons = [self._times[i].reason for mention in cluster.mentions for i in mention.times]
        given = next((reason for reason in reasons if reason), None)
        return f"expression of time unresolved: {given}" if given else "no expression of time with this event"


def _is_named(person: Person) -> bool:
    return person.first is not None or person.last is not None


def _by_role(mention: EventMention) -> dict[str, list[Argument]]:
    sides: dict[str, list[Argument]] = {}
    for side in mention.participants:
        sides.setdefault(side.role, []).append(side)
    return sides


def _holds(outer: Place, inner: Place) -> bool:
    return outer.kind in ("country", "region", "area") and inner.kind not in ("country", "area") and (
        outer.kind != inner.kind and same_place(outer, inner)
    )  # fmt: skip


def _status(told: list[tuple[EventMention, Facts]]) -> Status:
    """What most mentions tell, twice as many as tell any other, else the first of the order that one has; a plan that
    came true is an occurrence.

    That it came true a verb has to tell: «посетит Прагу ... Это первый визит» is a plan.
    """
    counted = Counter(mention.status for mention, _ in told)
    if "planned" in counted and all(facts.nominal for mention, facts in told if mention.status == "occurred"):
        del counted["occurred"]
    (usual, times), *others = counted.most_common(2)
    if others and times >= 2 * others[0][1]:
        return usual
    if counted.keys() == {"planned", "hypothetical"}:
        return "planned"
    return next(status for status in _STATUS_ORDER if status in counted)


def _united(lists: list[list[Argument]]) -> list[Argument]:
    """Each entity (or unnamed text) once, under its best form and most specific role, in the order of first mention:
    «Клуб сыграл матч. Он победил» has won."""
    best: dict[str, Argument] = {}
    for arguments in lists:
        for argument in arguments:
            key = argument.entity or f"text:{argument.text.lower()}"
            known = best.get(key)
            if known is None:
                best[key] = argument
                continue
            role = known.role if known.role != _SIDE else argument.role
            if _FORMS[argument.form] < _FORMS[known.form]:
                best[key] = _with_role(argument, role)
            elif role != known.role:
                best[key] = _with_role(known, role)
    return list(best.values())


def _with_role(argument: Argument, role: str) -> Argument:
    return Argument(
        argument.entity, role, argument.form, argument.text, argument.start, argument.end, argument.count, argument.rule
    )


def _spanned(dated: list[tuple[int, TimeExpression]], text: str) -> list[tuple[int, TimeExpression]]:
    """«16 и 17 мая», «в июле и августе»: what one mention names, the one after the other, is all of when it was."""
    found: list[tuple[int, TimeExpression]] = []
    for index, time in dated:
        last = found[-1] if found else None
        if last is not None and last[0] == index and _follows(last[1], time, text):
            found[-1] = (index, replace(last[1], high=time.high, precision="interval",
                                        edtf=edtf(last[1].low, time.high, "interval", time.approximate)))  # fmt: skip
        else:
            found.append((index, time))
    return found


def _follows(first: TimeExpression, other: TimeExpression, text: str) -> bool:
    alike = other.precision in ("day", "month", "year") and first.precision in (other.precision, "interval")
    if first.high is None or other.low is None or not alike or text[first.end : other.start].strip() not in _AND:
        return False
    return parse_bound(other.low, upper=False).date() - parse_bound(first.high, upper=False).date() == timedelta(days=1)


def _agreeing(dated: list[tuple[int, TimeExpression]]) -> list[list[tuple[int, TimeExpression]]]:
    """Groups of expressions that share an interval, the finest expressions first within a group."""
    groups: list[tuple[Interval, list[tuple[int, TimeExpression]]]] = []
    for index, time in sorted(dated, key=lambda pair: (fineness(pair[1]), pair[0])):
        own = (time.low, time.high)
        for place, (interval, members) in enumerate(groups):
            shared = intersect(interval, own)
            if shared is not None:
                groups[place] = (shared, [*members, (index, time)])
                break
        else:
            groups.append((own, [(index, time)]))
    return [members for _, members in groups]


def _support(group: list[tuple[int, TimeExpression]]) -> tuple[int, int]:
    """How well a value is supported: the best basis of its finer expressions first, then the number of mentions.

    A bare year (a heading's) does not vouch for the days that were read under it.
    """
    fine = [time for _, time in group if fineness(time) <= MONTH] or [time for _, time in group]
    return max(trust(time.basis) for time in fine), len({index for index, _ in group})


def _event_time(group: list[tuple[int, TimeExpression]], ids: list[str]) -> EventTime:
    finest = min((time for _, time in group), key=_extent)
    interval: Interval = (finest.low, finest.high)
    for _, time in group:
        if fineness(time) >= fineness(finest):
            interval = intersect(interval, (time.low, time.high)) or interval
    precision = finest.precision if interval == (finest.low, finest.high) else "interval"
    if precision == "interval" and interval[0] == interval[1]:
        precision = "day"
    approximate = finest.approximate
    basis = max((time.basis for _, time in group), key=trust) or "explicit"
    written = edtf(*interval, precision, approximate) or ""
    return EventTime(*interval, written, precision, approximate, basis, list(dict.fromkeys(ids)))


def _extent(time: TimeExpression) -> float:
    """Rank for choosing an event's date: the finest wins, but a range of days («8–9 мая») holds its single days."""
    closed = time.low is not None and time.high is not None
    return 0.5 if time.precision == "interval" and closed else fineness(time)


def _corrected(groups: list[list[tuple[int, TimeExpression]]], best: int) -> Interval | None:
    """Days read under a heading with the wrong year, put into the year that the text states in full."""
    low, high = (min((time for _, time in groups[best]), key=fineness).low, groups[best][0][1].high)
    for index, group in enumerate(groups):
        for _, time in group if index != best else []:
            if low and high and time.low and time.high and time.basis == "section" and low[:4] == high[:4]:
                moved = (low[:4] + time.low[4:], low[:4] + time.high[4:])
                if intersect(moved, (low, high)) == moved:
                    return moved
    return None


def _correct_year(time: EventTime, interval: Interval | None) -> None:
    if interval is not None:
        time.low, time.high = interval
        time.precision = "day" if time.low == time.high else "interval"
        time.edtf = edtf(time.low, time.high, time.precision, time.approximate) or time.edtf


def _said(pair: tuple[int, TimeExpression]) -> ConflictValue:
    """A date as one side of a contradiction."""
    index, time = pair
    return ConflictValue([time.low, time.high], time.basis, index)


def _time_conflict(
    groups: list[list[tuple[int, TimeExpression]]], best: int, cluster: Cluster, *, news: bool
) -> Conflict:
    values = [_said(group[0]) for group in groups]
    chosen, other = groups[best], groups[1 - best if len(groups) == 2 else 0]
    why = f"{_basis_words(chosen)}{', news then,' if news else ''} outweighs {_basis_words(other)}"
    if any(mention.status == "planned" for mention in cluster.mentions):
        why = "rescheduled" if _support(chosen)[0] == _support(other)[0] else why
    return Conflict("time", values, best, why)


_BASIS_WORDS = {
    "explicit": "a date that the text states in full",
    "publication": "a date read against the day of publication",
    "section": "a year taken from the heading above",
    "previous": "a date counted from the one before",
    "event": "a date taken from a related event",
}


def _basis_words(group: list[tuple[int, TimeExpression]]) -> str:
    best = max((time.basis for _, time in group), key=trust)
    mentions = len({index for index, _ in group})
    told = f", told {mentions} times" if mentions > 1 else ""
    return _BASIS_WORDS[best or "event"] + told
