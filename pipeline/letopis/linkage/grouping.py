"""Things that evidence joins and contradictions keep apart, grouped in a way that order cannot change.

The surest things are joined first, the strongest evidence before the weaker. What says less of itself
(a surname alone, a month without a day) then joins a group only when no other would do as well.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

# Of two groups that would do, one is the better only by this much.
MARGIN: Final = 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly two things seem one, 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


Edges = Mapping[tuple[int, int], Evidence]
Clash = Callable[[int, int], bool]
_Clash = Callable[[Iterable[int], Iterable[int]], bool]
NO_FACES: Final[Mapping[int, int]] = {}


def group(levels: Sequence[int], edges: Edges, clash: Clash, faces: Mapping[int, int] = NO_FACES) -> list[list[int]]:
    """Groups of the numbers 0 to len(levels) - 1, each sorted, the groups by their first.

    `levels`: 0 for things that say enough of themselves, more for those that say less; numbers break
    ties, so they must not depend on the order of loading. Edges (i < j) are the only reasons to join; no two that
    clash ever stand in one group. `faces`: numbers of one face clash with the same others.
    """
    apart = partial(_any_clash, clash, faces)
    near: list[dict[int, float]] = [{} for _ in levels]
    for (one, other), evidence in edges.items():
        near[one][other] = near[other][one] = evidence.score
    groups: list[list[int]] = []
    for level in sorted(set(levels)):
        members = [number for number, its in enumerate(levels) if its == level]
        rest = members if level == min(levels) else _place(members, groups, near, apart)
        groups += _agglomerate(rest, edges, apart)
    return sorted(sorted(members) for members in groups)


def _agglomerate(members: Sequence[int], edges: Edges, clash: _Clash) -> list[list[int]]:
    # By the first member of each group: its members, and the groups that some of them clash with: groups only grow.
    home = {number: number for number in members}
    groups = {number: [number] for number in members}
    apart: dict[int, set[int]] = {number: set() for number in members}
    inside = ((pair, evidence) for pair, evidence in edges.items() if pair[0] in home and pair[1] in home)
    for (one, other), _ in sorted(inside, key=lambda edge: (-edge[1].score, edge[0])):
        first, second = home[one], home[other]
        if first == second or second in apart[first]:
            continue
        if clash(groups[first], groups[second]):
            apart[first].add(second)
            apart[second].add(first)
        else:
            _merge(first, second, home, groups, apart)
    return list(groups.values())


def _merge(
    first: int, second: int, home: dict[int, int], groups: dict[int, list[int]], apart: dict[int, set[int]]
) -> None:
    home |= dict.fromkeys(groups[second], first)
    groups[first] += groups.pop(second)
    gone = apart.pop(second)
    apart[first] |= gone
    for other in gone:
        apart[other].remove(second)
        apart[other].add(first)


def _any_clash(clash: Clash, faces: Mapping[int, int], first: Iterable[int], second: Iterable[int]) -> bool:
    ours, theirs = (dict.fromkeys(faces.get(number, number) for number in numbers) for numbers in (first, second))
    return any(clash(one, other) for one in ours for other in theirs)


def _place(
    members: Sequence[int], groups: list[list[int]], near: Sequence[Mapping[int, float]], clash: _Clash
) -> list[int]:
    """Put each into the one group that it fits; those that fit none are left, those that fit several stay alone."""
    home = {number: group_ for group_ in groups for number in group_}
    wishes: list[tuple[float, int, list[int]]] = []
    rest: list[int] = []
    for number in members:
        fitting = sorted(_fitting(number, home, near[number], clash), key=lambda fit: -fit[0])
        if not fitting:
            rest.append(number)
        elif len(fitting) == 1 or fitting[0][0] - fitting[1][0] >= MARGIN:
            wishes.append((-fitting[0][0], number, fitting[0][1]))
        else:
            groups.append([number])
    for _, number, wished in sorted(wishes, key=lambda wish: wish[:2]):
        if clash([number], wished):
            groups.append([number])
        else:
            wished.append(number)
    return rest


def _fitting(
    number: int, home: Mapping[int, list[int]], near: Mapping[int, float], clash: _Clash
) -> Iterator[tuple[float, list[int]]]:
    best: dict[int, tuple[float, list[int]]] = {}
    for other, score in near.items():
        if other in home:
            found = home[other]
            if id(found) not in best or best[id(found)][0] < score:
                best[id(found)] = score, found
    return (fit for fit in best.values() if not clash([number], fit[1]))


def components(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected numbers below `count`, each list sorted, the lists by their first."""
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for one, other in edges:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(find(number), []).append(number)
    return list(found.values())
