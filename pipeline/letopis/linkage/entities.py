"""Which profiles are one person, place or organization."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from letopis.language.morphology import fold
from letopis.linkage.grouping import Evidence, components, group
from letopis.linkage.offices import Office, offices_of, positions_clash, shared_position
from letopis.linkage.profiles import Canonical, Profile, plain

_UNSURE: Final = 3


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
    kind = _KINDS[profiles[0].type](profiles)
    edges = {
        pair: Evidence(round(min(1.0, sum(found.values())), 3), tuple(found))
        for pair in combinations(range(len(profiles)), 2)
        if profiles[pair[0]].keys & profiles[pair[1]].keys and (found := kind.agreement(*pair))
    }
    groups = group([kind.level(number) for number in range(len(profiles))], edges, kind.clash)
    return [_canonical([(number, profiles[number]) for number in members], edges, kind) for members in groups]


def _canonical(
    members: Sequence[tuple[int, Profile]], edges: Mapping[tuple[int, int], Evidence], kind: "_Kind"
) -> Canonical:
    numbers = [number for number, _ in members]
    reasons: dict[str, tuple[float, str]] = {}
    for number, profile in members:
        around = [edges[pair] for other in numbers if (pair := (min(number, other), max(number, other))) in edges]
        best = max(around, key=lambda evidence: evidence.score, default=Evidence(1.0, ("the only profile",)))
        reasons[profile.id] = best.score, "; ".join(best.reasons)
    shown = min(members, key=lambda member: (kind.level(member[0]), member[1].founding))
    return Canonical(members[0][1], reasons, shown[1])


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
        return found

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
    return name.startswith(other) if len(other) < 2 else other.startswith(name) if len(name) < 2 else name == other


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
