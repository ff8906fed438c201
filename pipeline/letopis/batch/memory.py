"""What earlier runs read: files that have not changed since are not opened again, and what a database was given."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from letopis.document import Article
from letopis.errors import InputError

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, engine BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (
    file TEXT NOT NULL, number INTEGER NOT NULL, place TEXT NOT NULL, article TEXT, published TEXT, key BLOB,
    content BLOB, code TEXT, reason TEXT, PRIMARY KEY (file, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS loaded (
    database TEXT NOT NULL, article TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (database, article)
) WITHOUT ROWID;
CREATE TEMP TABLE visited (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# What may be better next time though the file stays the same: rights, packages installed since.
_PASSING: Final = ("unreadable", "unsupported")


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as it was read: an article with its digests, or a failure; `place` is what a person knows it by."""

    place: str
    article: str | None = None
    published: str | None = None
    key: bytes | None = None
    content: bytes | None = None
    code: str | None = None
    reason: str | None = None

    @classmethod
    def of_article(cls, article: Article, place: str, key: bytes, content: bytes) -> "Entry":
        """An article that was read."""
        return cls(place, article.id, article.published, key, content)

    @classmethod
    def of_failure(cls, failure: InputError) -> "Entry":
        """An input that could not be read."""
        return cls(failure.where, code=failure.code, reason=failure.reason)

    @property
    def failure(self) -> InputError | None:
        """The failure, None for an article."""
        return None if self.code is None else InputError(self.place, self.code, self.reason or "")


class FileMemory:
    """Entries of the files that were read to their ends; `engine` is a digest of version, settings, ways of reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def recall(self, name: str, stamp: str | None, engine: bytes, since: str = "") -> list[Entry] | None:
        """The file's entries, None when it has to be read: it is new or changed, or an outcome is lacking.

        With `stamp` None whatever it was when it was read. Articles published before `since` need no outcome.
        """
        self._connection.execute("INSERT OR IGNORE INTO visited VALUES (?)", (name,))
        row = self._connection.execute("SELECT stamp, engine FROM files WHERE name = ?", (name,)).fetchone()
        if row is None or row != (row[0] if stamp is None else stamp, engine):
            return None
        statement = """SELECT 1 FROM entries WHERE file = ? AND key IS NOT NULL
            AND (published IS NULL OR published >= ?) AND key NOT IN (SELECT key FROM articles)
            AND content NOT IN (SELECT content FROM inputs WHERE content IS NOT NULL) LIMIT 1"""
        if self._connection.execute(statement, (name, since)).fetchone() is not None:
            return None
        statement = """SELECT place, article, published, key, content, code, reason FROM entries
            WHERE file = ? ORDER BY number"""
        return [Entry(*row) for row in self._connection.execute(statement, (name,))]

    def forget(self, name: str) -> None:
        """The file is being read anew."""
        self._connection.execute("DELETE FROM files WHERE name = ?", (name,))
        self._connection.execute("DELETE FROM entries WHERE file = ?", (name,))

    def add(self, name: str, number: int, entry: Entry) -> None:
        """The file's next entry."""
        statement = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._connection.execute(statement, (name, number, *astuple(entry)))

    def complete(self, name: str, stamp: str, engine: bytes) -> None:
        """The file was read to its end; it is believed from now on, unless the failure may pass."""
        statement = "SELECT 1 FROM entries WHERE file = ? AND code IN (?, ?) LIMIT 1"
        if stamp and self._connection.execute(statement, (name, *_PASSING)).fetchone() is None:
            self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (name, stamp, engine))

    def forget_others(self) -> None:
        """Drop what this run was not given."""
        self._connection.execute("DELETE FROM files WHERE name NOT IN (SELECT name FROM visited)")
        self._connection.execute("DELETE FROM entries WHERE file NOT IN (SELECT name FROM files)")


class LoadMemory:
    """Articles that runs into this folder loaded into a database: those whose input is gone are withdrawn from it."""

    def __init__(self, connection: sqlite3.Connection, database: str) -> None:
        self._connection = connection
        self._database = database

    def gone(self, covered: Callable[[str], bool]) -> Sequence[str]:
        """Articles loaded earlier that this run's inputs lack, though it looked where they were.

        What this run could not read, or left out as too old, is not gone.
        """
        statement = """SELECT article, place FROM loaded WHERE database = ?
            AND article NOT IN (SELECT article FROM inputs WHERE article IS NOT NULL)
            AND article NOT IN (SELECT article FROM left_out)
            AND NOT EXISTS (SELECT 1 FROM inputs WHERE code IS NOT NULL
                AND substr(inputs.place, 1, length(loaded.place)) = loaded.place)"""
        found: Iterator[tuple[str, str]] = self._connection.execute(statement, (self._database,))
        return [article for article, place in found if covered(place)]

    def forget(self, article: str) -> None:
        """The article was withdrawn."""
        self._connection.execute("DELETE FROM loaded WHERE database = ? AND article = ?", (self._database, article))

    def remember(self) -> None:
        """All records of now are in the database."""
        statement = """INSERT OR REPLACE INTO loaded SELECT ?, article, place FROM inputs JOIN articles USING (key)
            WHERE record IS NOT NULL"""
        self._connection.execute(statement, (self._database,))
