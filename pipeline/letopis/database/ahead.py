"""Lines are checked and made into rows in a process of their own, while the database takes the rows before them."""

import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final, Self

from letopis.database.rows import ArticleRows
from letopis.errors import InputError, LetopisError
from letopis.garbage import collect_rarely
from letopis.record import RecordLine

# A fresh interpreter: a forked one would copy locks and the parent's open database.
_CONTEXT: Final = get_context("spawn")


class RowsAhead:
    """Lists of lines go in, their rows come out, one list under way at a time; a context manager.

    The process starts with the second list that is not empty: a load that has one only would wait for it.
    """

    def __init__(self) -> None:
        self._here: Sequence[RecordLine] | None = None
        self._connection: Connection | None = None
        self._begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()

    def give(self, lines: Sequence[RecordLine]) -> None:
        """The next list; the one before has to be taken already. Raises LetopisError when the process died."""
        if not (self._begun and lines):
            self._here, self._begun = lines, self._begun or bool(lines)
            return
        if self._connection is None:
            self._connection = self._start()
        try:
            self._connection.send(lines)
        except OSError as error:
            raise self._dead() from error

    def take(self) -> list[ArticleRows | InputError]:
        """What came of each line of the list given. Raises LetopisError when the process died."""
        if self._here is not None:
            lines, self._here = self._here, None
            return [_rows(line) for line in lines]
        if self._connection is None:
            return []
        try:
            made: list[ArticleRows | InputError] = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._dead() from error
        return made

    def _start(self) -> Connection:
        connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # or its death would not be seen
        return connection

    def _dead(self) -> LetopisError:
        self._process.join()
        return LetopisError(
            f"the process that reads records died (exit code {self._process.exitcode}): load again, nothing is lost"
        )


def _serve(connection: Connection) -> None:
    """In the process: answer every list; ends with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the parent decides what it means
    collect_rarely()
    with suppress(EOFError, OSError):
        while True:
            lines: list[RecordLine] = connection.recv()
            connection.send([_rows(line) for line in lines])


def _rows(line: RecordLine) -> ArticleRows | InputError:
    record = line.parse()
    return record if isinstance(record, InputError) else ArticleRows.of(record)
