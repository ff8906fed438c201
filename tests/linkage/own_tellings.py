"""Short ways to say what an article tells."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from letopis.linkage.features import Party, Spot, Telling
from letopis.linkage.profiles import Profile, profile_of

_T = TypeVar("_T")


def telling(article: str, low: str | None = "2024-03-05", high: str | None = None, **values: Any) -> Telling:
    """A meeting of Орлов and Лунин in Ош, told by `article` the next day; `who` and `town` are names,
    and all that the article names."""
    who: Sequence[str] = values.pop("who", ("Орлов", "Лунин"))
    town: str | None = values.pop("town", "Ош")
    role = values.pop("role", "participant")
    own = {
        "id": f"ev_{article}",
        "article": article,
        "published": "2024-03-06",
        "type": "meeting",
        "kind": None,
        "status": "occurred",
        "low": low,
        "high": high or low,
        "parties": tuple(Party(name, "person", role) for name in who),
        "spots": () if town is None else (Spot(town, "city", "KG"),),
        "counts": (),
        "words": (),
        "triggers": ("встретиться",),
        "circle": (*who, *([] if town is None else [town])),
        "topic": ("перег", "газоп", "долг"),
    }
    return Telling(**own | values)


def person(name: str, *offices: tuple[str, str | None], article: str = "a", **values: Any) -> Profile:
    """The profile of «Иван Лунин», «И. Лунин», «Лунин» with (title, of what)."""
    first, _, last = name.rpartition(" ")
    known = {"first": first or None, "middle": None, "last": last, "country": None}
    return profile_of({"type": "person", "id": "e1", "article_id": article, "name": name, **known, **values}, offices)


def orders(things: Sequence[_T], count: int = 5) -> list[list[_T]]:
    """The things in several orders."""

    def key(seed: int, thing: _T) -> bytes:
        return hashlib.sha256(f"{seed}{thing!r}".encode()).digest()

    return [sorted(things, key=partial(key, seed)) for seed in range(count)]
