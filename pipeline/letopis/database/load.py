"""Records into a database: many in one transaction, each article whole, and only when it changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import repeat
from typing import Any, Final, Literal, Self, TypeVar

from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from letopis.database import schema
from letopis.database.ahead import RowsAhead
from letopis.database.batches import insert_tuples
from letopis.database.engine import open_engine, shown, writing
from letopis.database.journal import Change, Digests, digests_of, last_revision, read_changes, write_changes
from letopis.database.link import enqueue, link_pending, pending
from letopis.database.measuring import Measure, measure
from letopis.database.prepare import prepare
from letopis.database.review import Verdict, read_verdicts
from letopis.database.rows import RUNS, ArticleRows, event_digests, together
from letopis.database.timeline import Entry, Query, story, timeline
from letopis.database.verdicts import judged
from letopis.errors import InputError, UsageError
from letopis.linkage.gold import Kind, LinkGold
from letopis.record import Record, RecordLine

T = TypeVar("T")
Outcome = Literal["added", "replaced", "unchanged"]
# Records a transaction: each writes pages all over a large database; with more, others wait longer than two seconds.
BATCH: Final = 1000


class Database:
    """An open database; a context manager. Made from an SQLAlchemy URL, tables included.

    Raises UsageError when the URL is none, cannot be opened, or holds a newer version's tables.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        try:
            prepare(self._engine)
        except OperationalError as error:
            raise UsageError(f"--db {shown(self._engine)}: cannot be opened: {error.orig}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def put(self, record: Record) -> Outcome:
        """Make the database say what the record says; an article whose record is the same is not touched.

        Raises InputError when the record clashes with another article's ids, or the database cannot hold it.
        """
        return self._put_one(ArticleRows.of(record))

    def load(self, records: Iterable[Record]) -> Iterator[Outcome | InputError]:
        """`put` each record, many in one transaction; what became of each, in order, once it is committed."""
        for batch in _batches(records, lambda record: record.article.id):
            yield from self._load_batch([ArticleRows.of(record) for record in batch.values()])

    def load_lines(self, lines: Iterable[RecordLine]) -> Iterator[Outcome | InputError]:
        """`load` records as they are written: those that are there to the byte are not even parsed.

        What became of each; of some hundred lines at a time the unchanged and the faulty come first. From `BATCH` lines
        on a second process reads ahead, so that a script has to guard its start (`if __name__ == "__main__"`). Raises
        LetopisError when that process is killed.
        """
        under_way: Set[str] = set()
        with RowsAhead() as ahead:
            for batch in _batches(lines, lambda line: line.article_id() or line.where):
                changed = self._changed(batch, under_way)
                yield from repeat("unchanged", len(batch) - len(changed))
                made = ahead.take()
                ahead.give(list(changed.values()))
                under_way = changed.keys()
                yield from self._load_made(made)
            yield from self._load_made(ahead.take())

    def withdraw(self, article_id: str) -> int:
        """Take the article out with all that hangs on it; the number of its events.

        Raises UsageError when there is no such article.
        """
        with writing(self._engine) as connection:
            if article_id not in _stored(connection, [article_id]):
                raise UsageError(f"there is no article {article_id!r} in {shown(self._engine)}")
            gone = _delete_articles(connection, [article_id])
            write_changes(connection, gone, {})
            enqueue(connection, [article_id])
            return len(gone)

    def link(self) -> int:
        """Link the articles that changed with all others, entities and events; the number of articles."""
        return link_pending(self._engine)

    def unlinked(self) -> int:
        """How many articles wait for `link`: stories do not tell of them yet."""
        with self._engine.connect() as connection:
            return pending(connection)

    def revision(self) -> int:
        """The number of the last transaction that changed an event; 0 in an empty database."""
        with self._engine.connect() as connection:
            return last_revision(connection)

    def changes(self, since: int) -> Iterator[Change]:
        """Events inserted, updated and withdrawn in the revisions after `since`, in order."""
        with self._engine.connect() as connection:
            yield from read_changes(connection, since)

    def timeline(self, query: Query) -> list[Entry]:
        """The events asked for in order of time, the undated last."""
        with self._engine.connect() as connection:
            return timeline(connection, query)

    def story(self, id_: str) -> Entry | None:
        """The event of this id across articles, or of the one that took its place; None where nothing did."""
        with self._engine.connect() as connection:
            return story(connection, id_)

    def measure(self, gold: LinkGold) -> dict[Kind, Measure]:
        """What was joined across articles, against gold."""
        with self._engine.connect() as connection:
            return measure(connection, gold)

    def review(self, decision: Callable[[Connection], list[str]]) -> list[str]:
        """Take one of the decisions of `review` in a transaction; what it returns. `link` applies it."""
        with writing(self._engine) as connection:
            return decision(connection)

    def ask(self, question: Callable[[Connection], Iterable[T]]) -> list[T]:
        """The answers to one of the `questions`, or of `search`."""
        with self._engine.connect() as connection:
            return list(question(connection))

    def verdicts(self) -> list[Verdict]:
        """All decisions, by event."""
        with self._engine.connect() as connection:
            return list(read_verdicts(connection))

    def decided(self, events: list[str]) -> dict[str, dict[str, Any]]:
        """The values decided for these events, by event and field."""
        with self._engine.connect() as connection:
            return judged(connection, events)

    def _changed(self, batch: Mapping[str, RecordLine], under_way: Set[str]) -> dict[str, RecordLine]:
        """Those that are not there to the byte; of articles that are under way nobody knows yet what will be there."""
        with self._engine.connect() as connection:
            stored = set(_stored(connection, list(batch)).items())
        return {id_: line for id_, line in batch.items() if id_ in under_way or (id_, line.digest) not in stored}

    def _load_made(self, made: Sequence[ArticleRows | InputError]) -> Iterator[Outcome | InputError]:
        yield from (fault for fault in made if isinstance(fault, InputError))
        if articles := [one for one in made if isinstance(one, ArticleRows)]:
            yield from self._load_batch(articles)

    def _load_batch(self, articles: Sequence[ArticleRows]) -> Sequence[Outcome | InputError]:
        try:
            with writing(self._engine) as connection:
                return _put(articles, connection)
        except (IntegrityError, DataError):
            # One of them is bad and took the others with it: each on its own tells which.
            return [self._try_put(article) for article in articles]

    def _put_one(self, article: ArticleRows) -> Outcome:
        try:
            with writing(self._engine) as connection:
                return _put([article], connection)[0]
        except IntegrityError as error:
            reason = f"its ids are taken by another article: {error.orig}"
            raise InputError(article.id, "not-a-record", reason) from error
        except DataError as error:
            raise InputError(article.id, "not-a-record", f"the database cannot hold it: {error.orig}") from error

    def _try_put(self, article: ArticleRows) -> Outcome | InputError:
        try:
            return self._put_one(article)
        except InputError as error:
            return error


def _batches(items: Iterable[T], id_of: Callable[[T], str]) -> Iterator[dict[str, T]]:
    """Runs of records by the ids of their articles, no article twice in one."""
    batch: dict[str, T] = {}
    for item in items:
        id_ = id_of(item)
        if id_ in batch or len(batch) == BATCH:
            yield batch
            batch = {}
        batch[id_] = item
    if batch:
        yield batch


def _put(articles: Sequence[ArticleRows], connection: Connection) -> list[Outcome]:
    stored = _stored(connection, [one.id for one in articles])
    changed = [one for one in articles if stored.get(one.id) != one.sha256]
    if changed:
        _insert_runs(connection, changed)
        replaced = [one.id for one in changed if one.id in stored]
        before = _delete_articles(connection, replaced) if replaced else {}
        rows = together(changed)
        for columns, its in rows.items():
            if its:
                insert_tuples(connection, columns, its)
        write_changes(connection, before, event_digests(rows))
        enqueue(connection, (one.id for one in changed))
    return [_outcome(stored.get(one.id), one.sha256) for one in articles]


def _outcome(before: str | None, after: str) -> Outcome:
    if before is None:
        return "added"
    return "unchanged" if before == after else "replaced"


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The digests of the records that are there, by article."""
    known = schema.articles.c
    found = connection.execute(select(known.id, known.record_sha256).where(known.id.in_(ids)))
    return {row.id: row.record_sha256 for row in found}


def _insert_runs(connection: Connection, articles: Sequence[ArticleRows]) -> None:
    rows = {article.run[0]: article.run for article in articles}
    known = schema.runs.c.id
    present = set(connection.scalars(select(known).where(known.in_(rows))))
    insert_tuples(connection, RUNS, [row for id_, row in rows.items() if id_ not in present])


def _delete_articles(connection: Connection, ids: Sequence[str]) -> Digests:
    """What hangs on an article goes with it; the digests of the events that went."""
    gone = digests_of(connection, ids)
    connection.execute(delete(schema.articles).where(schema.articles.c.id.in_(ids)))
    return gone
