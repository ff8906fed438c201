"""Tellings of events grouped into stories: what many articles say of one event."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from letopis.ids import sha256_text
from letopis.linkage.compare import clash, evidence
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
    """One event across articles; `component`: the least event id of all that could be compared with it."""

    members: tuple[Member, ...]
    component: str

    @property
    def id(self) -> str:
        """`st_` and 16 hexadecimal digits over the id of the event of the article that told of it first."""
        founder = min(member.telling.founding for member in self.members)
        return f"st_{sha256_text(founder[2])[:_DIGITS]}"


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

    def rules(self, one: str, other: str) -> bool | None:
        """True: one story; False: two; None where nobody said so. What is split stays split."""
        if (min(one, other), max(one, other)) in self.apart:
            return False
        return True if one in self._home and self._home[one] == self._home.get(other) else None


_NOBODY: Final = ByHand()
# Stronger than anything that articles say.
_BY_HAND: Final = Evidence(2.0, ("joined by hand",))


def stories(tellings: Iterable[Telling], by_hand: ByHand = _NOBODY, odds: LinkOdds | None = None) -> list[Story]:
    """The stories of these tellings: a function of the set of them alone, and of the odds.

    All tellings that one of them could be compared with must be there.
    """
    nodes = _nodes(tellings, by_hand, odds)
    edges = _edges(nodes, by_hand, odds)
    found: list[Story] = []
    for members, inside in _separate(nodes, edges):
        found += _component(members, inside, by_hand)
    return found


Node = list[Telling]
Edges = dict[tuple[int, int], Evidence]


def _nodes(tellings: Iterable[Telling], by_hand: ByHand, odds: LinkOdds | None) -> list[Node]:
    """Tellings of different articles that say the same are compared with others once; sorted by founding."""
    counted: Counter[tuple[object, str]] = Counter()
    nodes: dict[object, Node] = {}
    for telling in sorted(tellings, key=lambda telling: telling.founding):
        said = signature(telling)
        counted[said, telling.article] += 1
        alike = (said, counted[said, telling.article])
        if telling.id in by_hand.judged or (alike in nodes and not _is_one(nodes[alike][0], telling, odds)):
            nodes[telling.id] = [telling]
        else:
            nodes.setdefault(alike, []).append(telling)
    return list(nodes.values())


def _is_one(first: Telling, telling: Telling, odds: LinkOdds | None) -> bool:
    """To say the same is not enough where both say next to nothing."""
    return not clash(first, telling) and evidence(first, telling, odds) is not None


def _edges(nodes: Sequence[Node], by_hand: ByHand, odds: LinkOdds | None) -> Edges:
    stored: dict[str, list[int]] = {}
    edges: Edges = {}
    for number, node in enumerate(nodes):
        keys = keys_of(node[0])
        for other in {other for key in keys.sought for other in stored.get(key, ())}:
            if not clash(nodes[other][0], node[0]) and (found := evidence(nodes[other][0], node[0], odds)):
                edges[other, number] = found
        for key in keys.stored:
            stored.setdefault(key, []).append(number)
    where = {node[0].id: number for number, node in enumerate(nodes)}
    for pair in by_hand.together:
        if pair[0] in where and pair[1] in where:
            one, other = sorted(where[id_] for id_ in pair)
            edges[one, other] = _BY_HAND
    return edges


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


def _component(nodes: Sequence[Node], edges: Edges, by_hand: ByHand) -> Iterator[Story]:
    component = min(telling.id for node in nodes for telling in node)
    clashes = _Clashes(nodes, by_hand)
    torn = _torn(nodes, edges, clashes)
    sure = {pair: found for pair, found in edges.items() if pair not in torn}
    for grouped in group([0] * len(nodes), sure, clashes):
        yield Story(tuple(_members(grouped, nodes, sure)), component)


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

    def __init__(self, nodes: Sequence[Node], by_hand: ByHand) -> None:
        self._nodes, self._by_hand = nodes, by_hand
        judged = [number for number, node in enumerate(nodes) if node[0].id in by_hand.judged]
        joined = [pair for pair in combinations(judged, 2) if self._ruled(*pair)]
        self._whole = {number: run for run in components(len(nodes), joined) for number in run} if joined else {}

    def __call__(self, one: int, other: int) -> bool:
        first, second = self._whole.get(one, [one]), self._whole.get(other, [other])
        pairs = [(a, b) for a in first for b in second]
        if any(self._ruled(a, b) is False for a, b in pairs):
            return True
        return self._ruled(one, other) is None and all(self._contradict(a, b) for a, b in pairs)

    def _ruled(self, one: int, other: int) -> bool | None:
        return self._by_hand.rules(self._nodes[one][0].id, self._nodes[other][0].id)

    def _contradict(self, one: int, other: int) -> bool:
        first, second = self._nodes[one], self._nodes[other]
        shared = {telling.article for telling in first} & {telling.article for telling in second}
        return bool(shared) or clash(first[0], second[0])


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
