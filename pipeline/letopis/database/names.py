"""Whom and what somebody means: case and ё do not matter, a surname is enough, an id is always good."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from letopis.database.redirecting import current
from letopis.database.rows import fold
from letopis.database.story_schema import canonical_entities


@dataclass(frozen=True, slots=True)
class Names:
    """Ids of the canonical entities meant, and the codes of the countries among them (ISO 3166-1 alpha-2)."""

    ids: list[str]
    countries: list[str]


def find_names(connection: Connection, asked: str) -> Names:
    """The entities whose name agrees with the one asked for, or that have this id or took it over."""
    known = canonical_entities.c
    near = or_(
        known.id == current(connection, asked),
        known.name_folded.contains(fold(asked).rpartition(" ")[2], autoescape=True),
        known.abbreviation.in_([asked, asked.upper()]),
    )
    columns = select(known.id, known.type, known.name, known.last, known.abbreviation, known.kind, known.country)
    found = [row for row in connection.execute(columns.where(near)) if asked in _Spoken(*row[:5])]
    countries = {row.country for row in found if row.kind == "country" and row.country}
    return Names(sorted(row.id for row in found), sorted(countries))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """An entity by all that it may be called."""

    id: str
    type: str
    name: str
    last: str | None
    abbreviation: str | None

    def __contains__(self, asked: str) -> bool:
        wanted = fold(asked)
        if asked.startswith("en_") or wanted in self._whole():
            return True
        mine, theirs = set(fold(self.name).split()), set(wanted.split())
        known_by = fold(self.last or self.name.rpartition(" ")[2])
        return self.type == "person" and known_by in theirs and (theirs <= mine or mine <= theirs)

    def _whole(self) -> Iterator[str]:
        yield fold(self.name)
        if self.abbreviation:
            yield fold(self.abbreviation)
