"""What an article says of an entity, as far as it helps to tell whom it means.

Articles that say the same share one profile, so that a database compares profiles, not entities:
a president in a hundred thousand articles has a few dozen.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson

from letopis.language.morphology import fold

_DIGITS: Final = 16
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTES: Final = str.maketrans(dict.fromkeys("«»\"“”„'", " "))


@dataclass(frozen=True, slots=True)
class Profile:
    """`features` are JSON values; `keys`: only profiles that share one are compared. `first`: when first told of."""

    id: str
    type: str
    features: Mapping[str, Any]
    keys: frozenset[str]
    first: str = ""

    @property
    def day(self) -> date | None:
        """Of publication, when first told of."""
        told = _DAY.match(self.first)
        return date.fromisoformat(told[0]) if told else None

    @property
    def founding(self) -> tuple[str, str]:
        """Of the profiles of one entity the least by this gives it its id."""
        return self.first, self.id


@dataclass(frozen=True, slots=True)
class Canonical:
    """One entity across articles: its profiles with the reason why each belongs to it, and a score from 0 to 1."""

    founder: Profile
    profiles: Mapping[str, tuple[float, str]]
    shown: Profile

    @property
    def id(self) -> str:
        """`en_` and the founding profile's digits."""
        return f"en_{self.founder.id}"


def profile_of(entity: Mapping[str, Any], offices: Iterable[tuple[str, str | None]]) -> Profile:
    """The profile of an entity's row in the database and its offices (title, of what)."""
    type_ = entity["type"]
    names = _FIELDS[type_]
    features = {name: entity[name] for name in names if entity[name] is not None}
    if type_ == "person":
        features["offices"] = [list(pair) for pair in sorted({(title, of or "") for title, of in offices})]
        if not _tells_who(features):
            features["article"] = entity["article_id"]
            features["entity"] = entity["id"]
    return restored(_digest(type_, features), type_, features)


def restored(id_: str, type_: str, features: Mapping[str, Any], first: str = "") -> Profile:
    """A profile as it was kept."""
    return Profile(id_, type_, features, frozenset(_keys(type_, features)), first)


def _tells_who(features: Mapping[str, Any]) -> bool:
    """Not so a surname alone, or «министр»: each article may mean somebody else."""
    return "last" in features and bool("first" in features or features["offices"])


_FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "person": ("name", "first", "middle", "last", "country"),
    "place": ("name", "kind", "country", "admin1", "geonames", "lat", "lon"),
    "organization": ("name", "abbreviation", "country"),
}


def _keys(type_: str, features: Mapping[str, Any]) -> Iterable[str]:
    if type_ == "person":
        yield f"person|{fold(features.get('last') or features['name'])}"
    elif type_ == "place":
        yield f"place|{features.get('geonames') or plain(features['name'])}"
    else:
        yield f"organization|{plain(features['name'])}"
        if "abbreviation" in features:
            yield f"organization|{plain(features['abbreviation'])}"


def plain(name: str) -> str:
    """Folded, without quotation marks and doubled blanks."""
    return " ".join(fold(name).translate(_QUOTES).split())


def _digest(type_: str, features: Mapping[str, Any]) -> str:
    written = orjson.dumps([type_, features], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(written).hexdigest()[:_DIGITS]
