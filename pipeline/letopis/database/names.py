"""Which names in the database somebody means: case and ё do not matter, a surname is enough."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from letopis.database import schema
from letopis.database.rows import fold


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names of the entities meant, and the codes of the countries among them (ISO 3166-1 alpha-2)."""

    folded: list[str]
    countries: list[str]


def surname(type_: str, name: str, last: str | None) -> str:
    """What a person is known by in a headline, folded; the whole name of anything else."""
    if type_ != "person":
        return fold(name)
    return fold(last or name.rpartition(" ")[2])


def find_names(connection: Connection, asked: str) -> Names:
    """The names that agree with the one asked for."""
    known = schema.entities.c
    near = or_(
        known.name_folded.contains(fold(asked).rpartition(" ")[2], autoescape=True),
        known.abbreviation.in_([asked, asked.upper()]),
    )
    columns = select(known.type, known.name, known.last, known.abbreviation, known.kind, known.country)
    found = [row for row in connection.execute(columns.where(near).distinct()) if asked in _Spoken(*row[:4])]
    countries = {row.country for row in found if row.kind == "country" and row.country}
    return Names(sorted({fold(row.name) for row in found}), sorted(countries))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """An entity by all that it may be called."""

    type: str
    name: str
    last: str | None
    abbreviation: str | None

    def __contains__(self, asked: str) -> bool:
        wanted = fold(asked)
        if wanted in self._whole():
            return True
        mine, theirs = set(fold(self.name).split()), set(wanted.split())
        known_by = surname(self.type, self.name, self.last)
        return self.type == "person" and known_by in theirs and (theirs <= mine or mine <= theirs)

    def _whole(self) -> Iterator[str]:
        yield fold(self.name)
        if self.abbreviation:
            yield fold(self.abbreviation)
