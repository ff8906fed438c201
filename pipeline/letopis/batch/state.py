"""The state of a run beside its output: outcomes by what they depend on, in one SQLite file.

`articles` outlives the run: a killed run loses what was under way and nothing else. `inputs` is this
run's list of what it was given, in order, kept in a temporary table so that memory does not grow with it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

import orjson

from letopis.batch import memory
from letopis.batch.memory import Entry, FileMemory, LoadMemory
from letopis.batch.outcome import Outcome, Tally
from letopis.errors import InputError, UsageError

STATE_FILE: Final = ".letopis-state.db"
_VERSION: Final = 2
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, record BLOB, tally TEXT, code TEXT, reason TEXT
);
CREATE TABLE IF NOT EXISTS outputs (
    name TEXT PRIMARY KEY, manifest BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL
);
CREATE TEMP TABLE inputs (
    position INTEGER PRIMARY KEY, place TEXT NOT NULL, article TEXT, key BLOB, content BLOB UNIQUE,
    code TEXT, reason TEXT
);
CREATE TEMP TABLE duplicates (
    position INTEGER PRIMARY KEY, place TEXT NOT NULL, article TEXT NOT NULL, content BLOB NOT NULL
);
CREATE TEMP TABLE left_out (article TEXT NOT NULL, key BLOB NOT NULL);
"""
_BEGIN: Final = "DELETE FROM inputs; DELETE FROM duplicates; DELETE FROM left_out; DELETE FROM visited;"
_RESULTS: Final = """
SELECT position, place, articles.tally, coalesce(inputs.code, articles.code), coalesce(inputs.reason, articles.reason)
FROM inputs LEFT JOIN articles USING (key)
WHERE inputs.code IS NOT NULL OR articles.id IS NOT NULL ORDER BY position
"""
_RECORDS: Final = """
SELECT articles.record FROM inputs JOIN articles USING (key)
WHERE articles.record IS NOT NULL ORDER BY position
"""
# Key and length of each line that a file of these records has.
_LINES: Final = """
SELECT key, length(articles.record) + 1 FROM inputs JOIN articles USING (key)
WHERE articles.record IS NOT NULL ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input: a tally, or a failure."""

    place: str
    tally: Tally | None
    failure: InputError | None


class State:
    """The state in a file, or with `path` None one that ends with this object.

    Holds the file for itself until `close`. Raises UsageError when another run has it or it is no such file.
    """

    def __init__(self, path: Path | None) -> None:
        # An empty name is a private database on disk, deleted when it is closed.
        self._connection = sqlite3.connect("" if path is None else path, timeout=0, isolation_level=None)
        try:
            self._open()
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise UsageError(f"{path}: {error}; is another run writing into this folder?") from error
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise UsageError(f"{path}: {error}; begin anew with --fresh") from error

    def _open(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        (version,) = run("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"its format is {version}, not {_VERSION}")
        if version < _VERSION:  # an older state's files were not remembered: its outcomes hold
            run(f"PRAGMA user_version = {_VERSION}")
        self._connection.executescript(_SCHEMA)
        self._connection.executescript(memory.SCHEMA)
        self.files = FileMemory(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.close()

    def begin(self) -> None:
        """Another run over the same state: forget what the last one was given."""
        self._connection.executescript(_BEGIN)

    def loads(self, database: str) -> LoadMemory:
        """What runs into this folder loaded into a database."""
        return LoadMemory(self._connection, database)

    def add(self, entry: Entry) -> bool:
        """The next input; False when an earlier one has the same content, and this is noted as its duplicate."""
        row = (entry.place, entry.article, entry.content, entry.key, entry.code, entry.reason)
        statement = """INSERT OR IGNORE INTO inputs (place, article, content, key, code, reason)
            VALUES (?, ?, ?, ?, ?, ?)"""
        if self._connection.execute(statement, row).rowcount:
            return True
        self._connection.execute("INSERT INTO duplicates (place, article, content) VALUES (?, ?, ?)", row[:3])
        return False

    def leave_out(self, entry: Entry) -> None:
        """The article is older than what was asked for."""
        self._connection.execute("INSERT INTO left_out VALUES (?, ?)", (entry.article, entry.key))

    def knows(self, key: bytes) -> bool:
        """Whether there is an outcome already."""
        found = self._connection.execute("SELECT 1 FROM articles WHERE key = ?", (key,))
        return found.fetchone() is not None

    def put(self, key: bytes, outcome: Outcome) -> None:
        """Keep an outcome; it is there for the next run from now on, whatever happens to this one."""
        tally = None if outcome.tally is None else orjson.dumps(asdict(outcome.tally)).decode()
        row = (key, outcome.record, tally, outcome.code, outcome.reason)
        self._connection.execute("INSERT INTO articles (key, record, tally, code, reason) VALUES (?, ?, ?, ?, ?)", row)

    def forget_failures(self) -> None:
        """Let the failed articles be processed again."""
        self._connection.execute("DELETE FROM articles WHERE record IS NULL")

    def forget_others(self) -> None:
        """Drop what none of this run's inputs needs."""
        statement = """DELETE FROM articles WHERE key NOT IN (SELECT key FROM inputs WHERE key IS NOT NULL)
            AND key NOT IN (SELECT key FROM left_out)"""
        self._connection.execute(statement)
        self.files.forget_others()

    def results(self) -> Iterator[Result]:
        """Of all inputs that are settled, in their order."""
        for _, place, tally, code, reason in self._connection.execute(_RESULTS):
            failure = None if code is None else InputError(place, code, reason)
            yield Result(place, None if tally is None else Tally(**orjson.loads(tally)), failure)

    def records(self, skipped: int = 0) -> Iterator[bytes]:
        """The records that there are, in the order of their inputs, without the first few."""
        return (record for (record,) in self._connection.execute(f"{_RECORDS} LIMIT -1 OFFSET ?", (skipped,)))

    def ready(self, position: int) -> Iterator[tuple[int, bytes | None]]:
        """From this position on (they begin at 1) what is settled without a gap, with the record where there is one."""
        statement = """SELECT articles.record FROM inputs LEFT JOIN articles USING (key)
            WHERE position = ? AND (inputs.code IS NOT NULL OR articles.id IS NOT NULL)"""
        while row := self._connection.execute(statement, (position,)).fetchone():
            yield position, row[0]
            position += 1

    def duplicates(self) -> Iterator[dict[str, str]]:
        """Exact duplicates: `path` and `id` of each, and the `id` of the first of its kind as `duplicate_of`."""
        statement = """SELECT duplicates.place, duplicates.article, inputs.article
            FROM duplicates JOIN inputs USING (content) ORDER BY duplicates.position"""
        for place, article, first in self._connection.execute(statement):
            yield {"path": place, "id": article, "duplicate_of": first}

    def manifest(self) -> bytes:
        """A digest of which records there are, in which order."""
        total = hashlib.sha256()
        statement = "SELECT key FROM inputs JOIN articles USING (key) WHERE record IS NOT NULL ORDER BY position"
        for (key,) in self._connection.execute(statement):
            total.update(key)
        return total.digest()

    def is_current(self, output: Path) -> bool:
        """Whether the file is still what `remember` saw, and holds just the records of now."""
        return self._remembered(output) == self.manifest()

    def begun(self, output: Path) -> int:
        """How many records of now the file of lines holds, when it is the beginning of what it has to be; else 0."""
        manifest = self._remembered(output)
        left = 0 if manifest is None else output.stat().st_size
        total = hashlib.sha256()
        rows = self._connection.execute(_LINES) if left else ()
        for number, (key, length) in enumerate(rows, 1):
            total.update(key)
            left -= length
            if left <= 0:
                return number if left == 0 and total.digest() == manifest else 0
        return 0

    def _remembered(self, output: Path) -> bytes | None:
        """Which records the file holds, as `manifest` has it; None when it is not what `remember` saw."""
        row = self._connection.execute(
            "SELECT manifest, size, modified FROM outputs WHERE name = ?", (output.name,)
        ).fetchone()
        known = row is not None and output.exists() and row[1:] == _stamp(output)
        return row[0] if known else None

    def remember(self, output: Path) -> None:
        """Note that the file was written from the records of now."""
        row = (output.name, self.manifest(), *_stamp(output))
        self._connection.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", row)


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def remove_state(path: Path) -> None:
    """Delete the state and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
