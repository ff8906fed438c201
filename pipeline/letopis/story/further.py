"""Where else an event was that was at one place: the town's land, the site in the town, the next town of a tour.

An article tells the places of one event in many ways («в Сибири нашли мамонта», below: «на берегу под Красноярском»).
Each place that the event may have is judged beside the one that is likeliest: which lies in which, whose names they
are, how near the two names stand, and how much speaks for the other itself.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field

from letopis.document import Place
from letopis.odds import Evidence, Odds
from letopis.story.named_places import contains, level
from letopis.story.where import Spot

# In characters, from one name's end to the next one's start: «Осло (Норвегия)», «Чикаго, штат Иллинойс».
_GAPS = ((-1, "nested"), (3, "touching"), (12, "close"), (40, "near"))
# What of another's evidence depends on whose names the two are, and what of the best one's says that it is enough.
_WHERE = ("sentence", "paragraph", "taken by", "places ", "another")
_OF_BEST = ("another in the sentence", "told last of its level", "first town", "alone in front")
# Log-odds beyond these bounds say no more.
_MOST, _LEAST = 4.0, -6.0
_MANY = 4


class Further(Odds):
    """Odds that an event was at another place too; from the probability `told` on it is told, beside a site from
    `beside_site` on: «в клубе» alone does not say where it was."""

    told: float = Field(gt=0, lt=1)
    beside_site: float = Field(gt=0, lt=1)

    def beside(self, best: Spot, spots: Sequence[Spot], worth: Mapping[int, float]) -> list[Spot]:
        """Those of the spots, the first of which is none, that go with the best; `worth` of each by its id()."""
        return [spot for spot in spots[1:] if spot is not best and self._goes(best, spot, spots, worth)]

    def _goes(self, best: Spot, other: Spot, spots: Sequence[Spot], worth: Mapping[int, float]) -> bool:
        if (sure := settled(best, other)) is not None:
            return sure
        least = self.beside_site if best.is_site else self.told
        return round(self.probability(evidence(best, other, spots, worth)), 6) >= least


def settled(best: Spot, other: Spot) -> bool | None:
    """«в Перми и Уфе»: of one level an event is where its own words say, and nowhere else; other pairs are weighed."""
    alike = best.place is not None and other.place is not None and level(best.place) == level(other.place)
    return other.own if best.own and alike else None


def evidence(best: Spot, other: Spot, spots: Sequence[Spot], worth: Mapping[int, float]) -> Evidence:
    """What speaks for and against another place beside the best one."""
    if best.place is None or other.place is None:
        raise ValueError("none goes with no place")
    way = _way(best.place, other.place)
    levels = f"{level(best.place)} > {level(other.place)}"
    owners = f"{_owner(best)} > {_owner(other)}"
    gap = _gap(best, other)
    none, its = worth[id(spots[0])], worth[id(other)]
    own_worth, less = max(-_MOST, min(its - none, _MOST)) / 2, max(_LEAST, min(its - worth[id(best)], 0.0)) / 2
    told = (
        *_joint(way, levels, owners), gap, f"{gap}, {way}", f"{gap}, {levels}", f"{gap}, {owners}",
        f"{best.place.kind} > {other.place.kind}", f"of {min(len(spots) - 1, _MANY)}", _fitting(best, other),
    )  # fmt: skip
    its_own = {f"place {name}": value for name, value in other.evidence.items() if "," not in name}
    told_by = {f"{owners}, {name}": value for name, value in other.evidence.items() if _tells_where(name)}
    best_has = {f"best {name}": 1.0 for name in _OF_BEST if name in best.evidence}
    weighed = {"worth": own_worth, f"worth, {owners}": own_worth, "less": less, f"less, {way}": less}
    return dict.fromkeys(told, 1.0) | weighed | its_own | told_by | best_has


def _tells_where(name: str) -> bool:
    return "," not in name and name.startswith(_WHERE)


def _fits(one: Spot, other: Spot) -> bool:
    """Whether a site and a town may be told of together: the Kremlin of Moscow is not that of Kazan."""
    site, town = (one, other) if one.is_site else (other, one)
    if site.own or town.place is None or level(town.place) != "town":
        return True
    return site.town in (None, town.place.id)


def _joint(way: str, levels: str, owners: str) -> tuple[str, ...]:
    """Each alone, and with the others."""
    pairs = f"{way}, {levels}", f"{way}, {owners}", f"{levels}, {owners}"
    return way, levels, owners, *pairs, f"{way}, {levels}, {owners}"


def _fitting(best: Spot, other: Spot) -> str:
    if best.is_site == other.is_site:
        return "sites or none"
    return "fits" if _fits(best, other) else "fits not"


def _owner(spot: Spot) -> str:
    return "own" if spot.own else "lent"


def _way(best: Place, other: Place) -> str:
    if contains(best, other):
        return "inside"
    if contains(other, best):
        return "around"
    return "alike" if level(best) == level(other) else "apart"


def _gap(best: Spot, other: Spot) -> str:
    """How near the names stand that speak for the two, and in which order."""
    if best.told is None or other.told is None:
        return "not named here"
    if best.told.sentence.index != other.told.sentence.index:
        return "other sentence"
    first, second = sorted((best.told, other.told), key=lambda told: told.start)
    length = second.start - first.end
    near = next((word for most, word in _GAPS if length <= most), "far")
    return f"{'before' if first is other.told else 'behind'}, {near}"
