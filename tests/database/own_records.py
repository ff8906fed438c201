"""Records of our own for the database tests, and a digest over all that a database says."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from letopis.database import schema
from letopis.database.engine import open_engine
from letopis.record import Record

OWN = Path(__file__).parents[1] / "data" / "own_record.json"
# Counts what the database was told and when, not what the records say.
SURROGATES = {"revision"}


def own(**article: Any) -> Any:
    record = json.loads(OWN.read_bytes())
    record["article"] |= article
    return record


def renamed(name: str, **article: Any) -> Record:
    """Our record as another article's: event ids hang on the article's id."""
    source = json.dumps(own(id=name, **article), ensure_ascii=False)
    return Record.model_validate_json(source.replace('"ev_', f'"ev_{name}'))


def large(number: int) -> Record:
    """A record of 6 events with 12 mentions and 8 KB of text."""
    record = own(id=f"a{number}", title=f"Новость {number}")
    record["article"]["text"] += " И ещё одно слово о том же самом." * 250
    once = json.dumps(record["events"], ensure_ascii=False)
    events = [json.loads(once.replace('"ev_', f'"ev_{number}_{copy}_')) for copy in range(2)]
    record["events"] = [event | {"mentions": event["mentions"] * 2} for copy in events for event in copy]
    return Record.model_validate_json(json.dumps(record))


def write(path: Path, records: Iterable[Record]) -> Path:
    with path.open("wb") as stream:
        stream.writelines(record.to_json() + b"\n" for record in records)
    return path


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def contents(url: str) -> dict[str, list[str]]:
    """All rows of all tables, sorted, but for surrogate keys."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            name: sorted(
                repr(row) for row in connection.execute(select(*(c for c in table.c if c.name not in SURROGATES)))
            )
            for name, table in schema.metadata.tables.items()
        }
    engine.dispose()
    return found


def digest(url: str) -> str:
    """SHA-256 over all rows of all tables in any order, but for redirects: they tell which ids there were, not what is.

    Row by row: a database of 100,000 records is larger than memory.
    """
    engine, told = open_engine(url), {}
    with engine.connect() as connection:
        for name, table in schema.metadata.tables.items():
            wanted = select(*(column for column in table.c if column.name not in SURROGATES))
            found = connection.execution_options(yield_per=1000).execute(wanted)
            told[name] = sum(int.from_bytes(hashlib.sha256(repr(row).encode()).digest()) for row in found)
    engine.dispose()
    del told["redirects"]
    return hashlib.sha256(repr(told).encode()).hexdigest()
