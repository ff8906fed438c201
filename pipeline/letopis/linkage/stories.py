"""Tellings of events grouped into stories: what many articles say of one event."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import Final

import orjson

from letopis.ids import sha256_text
from letopis.linkage.compare import apart, clash, evidence
from letopis.linkage.features import Telling, signature
from letopis.linkage.grouping import Clash, Evidence, components, group
from letopis.linkage.keys import keys_of
from letopis.linkage.tables import LinkOdds

_DIGITS = 16
# Of two days that would do, one is the better only by this much.
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Member:
    """A telling in its story: how well it fits, why, and the telling that it fits best."""

    telling: Telling
    score: float
    reason: str
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """One event across articles."""

    members: tuple[Member, ...]

    @property
    def id(self) -> str:
        """`st_` and 16 hexadecimal digits over the id of the event of the article that told of it first."""
        return story_of(min(member.telling.founding for member in self.members)[2])


def story_of(founder: str) -> str:
    """The id of the story that this event founds."""
    return f"st_{sha256_text(founder)[:_DIGITS]}"


class ByHand:
    """Pairs of event ids that a person joined or split; what is joined holds through others."""

    def __init__(self, together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        self.together = sorted({(min(pair), max(pair)) for pair in together})
        self.apart = frozenset((min(pair), max(pair)) for pair in apart)
        self.judged = frozenset(id_ for pair in (*self.together, *self.apart) for id_ in pair)
        ids = sorted(self.judged)
        number = {id_: index for index, id_ in enumerate(ids)}
        joined = components(len(ids), [(number[one], number[other]) for one, other in self.together])
        self._home = {ids[index]: run for run, members in enumerate(joined) for index in members}
        self._partners: dict[str, set[str]] = {}
        for one, other in self.together:
            self._partners.setdefault(one, set()).add(other)
            self._partners.setdefault(other, set()).add(one)

    def partners(self, id_: str) -> Collection[str]:
        """The events that a person joined with this one."""
        return self._partners.get(id_, ())

    def rules(self, one: str, other: str) -> bool | None:
        """True: one story; False: two; None where nobody said so. What is split stays split."""
        if (min(one, other), max(one, other)) in self.apart:
            return False
        return True if one in self._home and self._home[one] == self._home.get(other) else None


NOBODY: Final = ByHand()
# Stronger than anything that articles say.
_BY_HAND: Final = Evidence(2.0, ("joined by hand",))


Node = list[Telling]
Edges = dict[tuple[int, int], Evidence]


def stories(tellings: Collection[Telling], by_hand: ByHand = NOBODY, odds: LinkOdds | None = None) -> list[Story]:
    """The stories of these tellings: a function of the set of them alone, and of the odds."""
    nodes = nodes_of(tellings, labels(tellings, by_hand), odds)
    return list(grouped(nodes, _edges(nodes, odds), by_hand, odds))


def labels(tellings: Iterable[Telling], by_hand: ByHand) -> dict[str, str]:
    """By id what is equal for tellings of different articles that say the same; articles must be whole.

    What a person joined or split is compared for itself.
    """
    counted: Counter[tuple[object, str]] = Counter()
    found: dict[str, str] = {}
    for telling in sorted(tellings, key=lambda telling: telling.founding):
        said = signature(telling)
        counted[said, telling.article] += 1
        told = orjson.dumps([said, counted[said, telling.article]])
        found[telling.id] = telling.id if telling.id in by_hand.judged else sha256(told).hexdigest()[:_DIGITS]
    return found


def nodes_of(tellings: Iterable[Telling], labels: Mapping[str, str], odds: LinkOdds | None = None) -> list[Node]:
    """Tellings that say the same are compared with others once, by the first published; sorted by these.

    All with one label must be there.
    """
    nodes: dict[str, Node] = {}
    for telling in sorted(tellings, key=lambda telling: telling.founding):
        label = labels[telling.id]
        # To say the same is not enough where both say next to nothing.
        alone = label in nodes and edge(nodes[label][0], telling, odds) is None
        nodes.setdefault(telling.id if alone else label, []).append(telling)
    return list(nodes.values())


def edge(one: Telling, other: Telling, odds: LinkOdds | None = None) -> Evidence | None:
    """Why the two seem one event; None where they do not, or cannot be."""
    first, second = (one, other) if one.founding < other.founding else (other, one)
    return None if clash(first, second) else evidence(first, second, odds)


def _edges(nodes: Sequence[Node], odds: LinkOdds | None) -> Edges:
    stored: dict[int, list[int]] = {}
    edges: Edges = {}
    for number, node in enumerate(nodes):
        keys = keys_of(node[0])
        for other in {other for key in keys.sought for other in stored.get(key, ())}:
            if found := edge(nodes[other][0], node[0], odds):
                edges[other, number] = found
        for key in keys.stored:
            stored.setdefault(key, []).append(number)
    return edges


def grouped(nodes: Sequence[Node], edges: Edges, by_hand: ByHand, odds: LinkOdds | None = None) -> Iterator[Story]:
    """The stories of nodes as `nodes_of` sorts them; `edges`: why two of them seem one, the first before the second."""
    where = {node[0].id: number for number, node in enumerate(nodes)}
    joined = [pair for pair in by_hand.together if pair[0] in where and pair[1] in where]
    ruled = {(min(pair), max(pair)): _BY_HAND for pair in ((where[one], where[other]) for one, other in joined)}
    for members, inside in _separate(nodes, edges | ruled):
        yield from _component(members, inside, by_hand, odds)


def _separate(nodes: Sequence[Node], edges: Edges) -> Iterator[tuple[list[Node], Edges]]:
    """Runs of nodes that nothing connects with others, renumbered, each with its edges."""
    place: dict[int, tuple[int, int]] = {}
    connected = components(len(nodes), edges)
    for run, numbers in enumerate(connected):
        place |= {number: (run, index) for index, number in enumerate(numbers)}
    inside: list[Edges] = [{} for _ in connected]
    for (one, other), found in edges.items():
        inside[place[one][0]][place[one][1], place[other][1]] = found
    return zip(([nodes[number] for number in numbers] for numbers in connected), inside, strict=True)


def _component(nodes: Sequence[Node], edges: Edges, by_hand: ByHand, odds: LinkOdds | None) -> Iterator[Story]:
    clashes = _Clashes(nodes, by_hand, odds)
    torn = _torn(nodes, edges, clashes)
    sure = {pair: found for pair, found in edges.items() if pair not in torn}
    for numbers in group([0] * len(nodes), sure, clashes):
        yield Story(tuple(_members(numbers, nodes, sure)))


def _torn(nodes: Sequence[Node], edges: Edges, clashes: Clash) -> set[tuple[int, int]]:
    """Edges from a month, or from no date, to days that exclude each other and would do about as well."""
    near: dict[int, list[tuple[float, int]]] = {}
    for (one, other), found in edges.items():
        for this, that in ((one, other), (other, one)):
            if nodes[that][0].precise and not nodes[this][0].precise and found is not _BY_HAND:
                near.setdefault(this, []).append((found.score, that))
    torn: set[tuple[int, int]] = set()
    for this, days in near.items():
        best, first = max(days)
        if any(best - score < _MARGIN and clashes(first, that) for score, that in days if that != first):
            torn |= {(min(this, that), max(this, that)) for _, that in days}
    return torn


class _Clashes:
    """Which nodes cannot be one event; those that a person joined count as one, and fit what one of them fits."""

    def __init__(self, nodes: Sequence[Node], by_hand: ByHand, odds: LinkOdds | None) -> None:
        self._nodes, self._by_hand, self._odds = nodes, by_hand, odds
        self._articles = [frozenset(telling.article for telling in node) for node in nodes]
        judged = [number for number, node in enumerate(nodes) if node[0].id in by_hand.judged]
        joined = [pair for pair in combinations(judged, 2) if self._ruled(*pair)]
        self._any_judged = bool(judged)
        self._whole = {number: run for run in components(len(nodes), joined) for number in run} if joined else {}

    def __call__(self, one: int, other: int) -> bool:
        if not self._any_judged:
            return self._contradict(one, other)
        first, second = self._whole.get(one, [one]), self._whole.get(other, [other])
        pairs = [(a, b) for a in first for b in second]
        if any(self._ruled(a, b) is False for a, b in pairs):
            return True
        return self._ruled(one, other) is None and all(self._contradict(a, b) for a, b in pairs)

    def _ruled(self, one: int, other: int) -> bool | None:
        return self._by_hand.rules(self._nodes[one][0].id, self._nodes[other][0].id)

    def _contradict(self, one: int, other: int) -> bool:
        shared = not self._articles[one].isdisjoint(self._articles[other])
        return shared or apart(self._nodes[min(one, other)][0], self._nodes[max(one, other)][0], self._odds)


def _members(grouped: Sequence[int], nodes: Sequence[Node], edges: Edges) -> Iterator[Member]:
    for number in grouped:
        best, near = _best(number, grouped, edges)
        for telling in nodes[number]:
            twin = next((other for other in nodes[number] if other is not telling), None)
            if twin is not None:
                yield Member(telling, 1.0, "told alike", twin.id)
            elif near is not None:
                yield Member(telling, min(1.0, best.score), "; ".join(best.reasons), nodes[near][0].id)
            else:
                yield Member(telling, 1.0, "the only telling", None)


def _best(number: int, grouped: Sequence[int], edges: Edges) -> tuple[Evidence, int | None]:
    """The strongest evidence that the node belongs to its group, and the other node."""
    around = [
        (found, other)
        for other in grouped
        if other != number and (found := edges.get((min(number, other), max(number, other)))) is not None
    ]
    return max(around, key=lambda fit: (fit[0].score, -fit[1]), default=(Evidence(1.0, ()), None))
