"""Which profiles are one person, place or organization."""

from abc import ABC, abstractmethod
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, combinations_with_replacement, pairwise, product
from typing import Final

import orjson

from letopis.language.morphology import fold
from letopis.linkage.grouping import Evidence, components, group
from letopis.linkage.offices import Office, offices_of, positions_clash, shared_position
from letopis.linkage.profiles import Canonical, Profile, plain

_UNSURE: Final = 3
_ALONE: Final = (1.0, "the only profile")
_MONTH: Final = len("2024-05")
# Of two namesakes the one whom the news of these days has brought up is meant where they give a surname alone.
_NEWS: Final = 31  # days
_WHENCE: Final = frozenset({"article", "entity"})


def partition(profiles: Iterable[Profile]) -> list[Canonical]:
    """The entities that these profiles are of: a function of the set of them alone.

    All that share a key with one of them must be there.
    """
    ordered = sorted(profiles, key=lambda profile: profile.founding)
    keyed: dict[str, int] = {}
    shared = [(keyed.setdefault(key, number), number) for number, profile in enumerate(ordered) for key in profile.keys]
    return [
        entity
        for numbers in components(len(ordered), shared)
        for entity in _comparable([ordered[number] for number in numbers])
    ]


def _comparable(profiles: Sequence[Profile]) -> list[Canonical]:
    """Profiles that say the same are compared with others once: «министр» of ten thousand articles is one «министр»."""
    alike: dict[bytes, list[Profile]] = {}
    for profile in profiles:
        alike.setdefault(_said(profile), []).append(profile)
    nodes = list(alike.values())
    firsts = [node[0] for node in nodes]
    kind = _KINDS[profiles[0].type](firsts)
    classes = _classes(firsts)
    edges = {pair: found for pair in sorted(set(_pairs(kind, firsts, classes))) if (found := _evidence(kind, *pair))}
    near = _near(edges)
    faces = {number: its[0] for its in classes for number in its}
    entities: list[Canonical] = []
    for numbers in group([kind.level(number) for number in range(len(nodes))], edges, kind.clash, faces):
        own = {number: _evidence(kind, number, number) for number in numbers if len(nodes[number]) > 1}
        if len(numbers) == 1 and numbers[0] in own and own[numbers[0]] is None:
            # Nothing says that two of them mean the same one: each article may mean somebody else.
            entities += (Canonical(one, {one.id: _ALONE}, one) for one in nodes[numbers[0]])
        else:
            inside = set(numbers)
            around = {number: _best(near[number], inside, own.get(number)) for number in numbers}
            entities.append(_canonical([(number, one) for number in numbers for one in nodes[number]], around, kind))
    return sorted(entities, key=lambda entity: entity.founder.founding)


def _classes(profiles: Iterable[Profile]) -> list[list[int]]:
    """Numbers of profiles that differ in their month only, each list in order of time."""
    classes: dict[bytes, list[int]] = {}
    for number, profile in enumerate(profiles):
        classes.setdefault(_told(profile), []).append(number)
    return list(classes.values())


def _pairs(kind: "_Kind", firsts: Sequence[Profile], classes: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Which may be one, the lower number first. Whether two may be does not depend on their months, only how surely.

    Of a class whose profiles are one by themselves each is compared with those before and after it, of its own class
    and of another such: what holds between others follows. So «министр» of a thousand months costs a thousand, and a
    bare surname, which is no reason to take its bearers for one, nothing.
    """
    whole = {its[0] for its in classes if kind.agreement(its[0], its[0]) and not kind.clash(its[0], its[0])}
    for one, other in combinations_with_replacement(classes, 2):
        first, second = one[0], other[0]
        if not firsts[first].keys & firsts[second].keys or not kind.agreement(first, second):
            continue
        if first == second:
            yield from pairwise(one) if first in whole else combinations(one, 2)
        elif {first, second} <= whole:
            yield from _beside(one, other)
            yield from _beside(other, one)
        else:
            yield from (_ordered(*pair) for pair in product(one, other))


def _beside(numbers: Iterable[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each with the last of the others before it and the first after it."""
    for number in numbers:
        place = bisect(others, number)
        yield from (_ordered(number, other) for other in others[max(0, place - 1) : place + 1])


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _near(edges: Mapping[tuple[int, int], Evidence]) -> Mapping[int, Mapping[int, Evidence]]:
    near: defaultdict[int, dict[int, Evidence]] = defaultdict(dict)
    for (one, other), evidence in edges.items():
        near[one][other] = near[other][one] = evidence
    return near


def _said(profile: Profile) -> bytes:
    """What the profile says, but for the article that it may be of: of this the month."""
    month = profile.first[:_MONTH] if _WHENCE & profile.features.keys() else ""
    return month.encode() + _told(profile)


def _told(profile: Profile) -> bytes:
    told = {name: value for name, value in profile.features.items() if name not in _WHENCE}
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS)


def _evidence(kind: "_Kind", one: int, other: int) -> Evidence | None:
    found = kind.agreement(one, other)
    return Evidence(round(min(1.0, sum(found.values())), 3), tuple(found)) if found else None


def _best(near: Mapping[int, Evidence], numbers: Container[int], own: Evidence | None) -> tuple[float, str]:
    """The strongest reason why what has these neighbours belongs to these, and a score from 0 to 1."""
    around = [near[other] for other in sorted(near) if other in numbers]
    found = [*around, own] if own is not None else around
    if not found:
        return _ALONE
    best = max(found, key=lambda evidence: evidence.score)
    return best.score, "; ".join(best.reasons)


def _canonical(
    members: Iterable[tuple[int, Profile]], reasons: Mapping[int, tuple[float, str]], kind: "_Kind"
) -> Canonical:
    ordered = sorted(members, key=lambda member: member[1].founding)
    shown = min(ordered, key=lambda member: (kind.level(member[0]), member[1].founding))
    return Canonical(ordered[0][1], {profile.id: reasons[number] for number, profile in ordered}, shown[1])


class _Kind(ABC):
    """What agreement and contradiction mean for entities of one type."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.features = [profile.features for profile in profiles]

    @abstractmethod
    def level(self, number: int) -> int:
        """0 when the profile says enough of itself to found an entity."""

    @abstractmethod
    def agreement(self, one: int, other: int) -> dict[str, float]:
        """Reasons to take the two for one with their weights; none: no reason at all."""

    def clash(self, one: int, other: int) -> bool:
        """Whether the two cannot be one."""
        return self.differ("country", one, other)

    def differ(self, name: str, one: int, other: int) -> bool:
        """Both say it, and not the same."""
        first, second = self.features[one].get(name), self.features[other].get(name)
        return first is not None and second is not None and first != second


class _People(_Kind):
    """Surname is the key; a full name says enough, initials less, a surname alone least."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        super().__init__(profiles)
        self.days = [profile.day for profile in profiles]
        self.first = [fold(features.get("first", "")).rstrip(".") for features in self.features]
        self.middle = [fold(features.get("middle", "")).rstrip(".") for features in self.features]
        self.offices: list[list[Office]] = [offices_of(features["offices"]) for features in self.features]

    def level(self, number: int) -> int:
        if len(self.first[number]) > 1:
            known = self.offices[number] or self.middle[number] or self.features[number].get("country")
            return 0 if known else 1
        return 2 if self.first[number] else _UNSURE

    def agreement(self, one: int, other: int) -> dict[str, float]:
        office = shared_position(self.offices[one], self.offices[other])
        found = dict(self._names(one, other))
        if office is not None:
            found[f"office {office}"] = 0.3
        if "country" in self.features[one] and not self.differ("country", one, other):
            found |= {"same country": 0.2} if "country" in self.features[other] else {}
        bare = min(len(self.first[one]), len(self.first[other])) == 0
        if bare and office is None and max(len(self.first[one]), len(self.first[other])) < 2:
            return {}
        return found | ({"news of one month": 0.15} if bare and self._in_one_month(one, other) else {})

    def _in_one_month(self, one: int, other: int) -> bool:
        first, second = self.days[one], self.days[other]
        return first is not None and second is not None and abs((first - second).days) <= _NEWS

    def _names(self, one: int, other: int) -> Iterator[tuple[str, float]]:
        """The surnames agree already, or they would not be compared."""
        first, second = self.first[one], self.first[other]
        full = len(first) > 1 and first == second
        yield ("same full name", 0.4) if full else ("initial", 0.3) if first and second else ("same surname", 0.2)
        if self.middle[one] and self.middle[one] == self.middle[other]:
            yield "same patronymic", 0.2

    def clash(self, one: int, other: int) -> bool:
        if super().clash(one, other) or not _may_be_one(self.first[one], self.first[other]):
            return True
        if not _may_be_one(self.middle[one], self.middle[other]):
            return True
        same_patronymic = len(self.middle[one]) > 1 and self.middle[one] == self.middle[other]
        return not same_patronymic and positions_clash(self.offices[one], self.offices[other])


def _may_be_one(name: str, other: str) -> bool:
    """Names or initials, folded, empty where unknown."""
    shorter, longer = sorted((name, other), key=len)
    return longer.startswith(shorter) if len(shorter) < 2 else shorter == longer


class _Places(_Kind):
    """One place of the gazetteer is one place; else one name in one country."""

    def level(self, number: int) -> int:
        return 0 if "geonames" in self.features[number] or "country" in self.features[number] else 1

    def agreement(self, one: int, other: int) -> dict[str, float]:
        if "geonames" in self.features[one]:
            return {"same place of the gazetteer": 1.0}
        return {"same name": 0.5} | ({} if self.differ("kind", one, other) else {"same kind": 0.2})

    def clash(self, one: int, other: int) -> bool:
        return super().clash(one, other) or self.differ("admin1", one, other)


class _Organizations(_Kind):
    """One name, or one's name is the other's abbreviation, in one country."""

    def level(self, number: int) -> int:
        return 0 if "country" in self.features[number] else 1

    def agreement(self, one: int, other: int) -> dict[str, float]:
        first, second = plain(self.features[one]["name"]), plain(self.features[other]["name"])
        named = {"same name": 0.6} if first == second else {"abbreviation": 0.4}
        known = "country" in self.features[one] and "country" in self.features[other]
        return named | ({"same country": 0.2} if known else {})


_KINDS: Final[Mapping[str, Callable[[Sequence[Profile]], _Kind]]] = {
    "person": _People,
    "place": _Places,
    "organization": _Organizations,
}
