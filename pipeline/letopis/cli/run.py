"""`letopis extract` at work: articles through the chain into the outputs asked for, once or again and again."""

import hashlib
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from letopis.batch.engine import Batch
from letopis.batch.state import STATE_FILE, State, remove_state
from letopis.batch.workforce import BatchOptions, Workforce
from letopis.cli.log import Log
from letopis.errors import InputError, UsageError
from letopis.readers import STDIN, InputFile, ReadOptions, covered_by, find_inputs
from letopis.record import Record, RecordLine
from letopis.report.table import Row, print_table, rows_of
from letopis.settings import Settings
from letopis.writers import WRITERS, RunReport, Sink, atomic_write, remove_partials

if TYPE_CHECKING:
    from letopis.database import Database

INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go; `folder` None means standard output, `database` is an SQLAlchemy URL."""

    folder: Path | None
    output_format: str = "jsonl"
    database: str | None = None
    table: bool = False
    include_other: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """All that a run was asked for."""

    paths: Sequence[str]
    settings: Settings
    fields: Mapping[str, str]
    outputs: Outputs
    options: BatchOptions
    log: Log


def run(request: Request) -> int:
    """Extract from all paths into the outputs; the exit code: 0, 1 when an input failed, 130 after Ctrl-C or SIGTERM.

    Raises UsageError when an output cannot be opened, or two paths cannot be told apart.
    """
    with ExitStack() as stack:
        return Session(request, stack).once(find_inputs(request.paths))


def end_like_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM ends a run as Ctrl-C does."""
    raise KeyboardInterrupt


class Session:
    """What stays open from one run to the next: state, database, models; `stack` closes it.

    `interrupted`: Ctrl-C or SIGTERM ended the last run.
    """

    def __init__(self, request: Request, stack: ExitStack) -> None:
        signal.signal(signal.SIGTERM, end_like_ctrl_c)
        self.interrupted = False
        self._request = request
        outputs = request.outputs
        self._state = stack.enter_context(_open_state(outputs, request.options))
        self._database = stack.enter_context(_open_database(outputs.database)) if outputs.database else None
        self._workforce = stack.enter_context(Workforce(request.settings, request.options))
        self._read_options = ReadOptions.of(request.settings, request.fields)

    def once(self, files: Iterator[InputFile | InputError]) -> int:
        """One run over these files; the exit code."""
        request, state, outputs = self._request, self._state, self._request.outputs
        state.begin()
        report = RunReport(request.settings)
        batch = Batch(state, request.settings, self._read_options, self._workforce, request.options.since)
        stream = _Stream(state, WRITERS[outputs.output_format](sys.stdout.buffer)) if outputs.folder is None else None
        with request.log as log:
            if log.shows_progress:
                batch.meter.total = _size(request.paths)
            report.work.interrupted = self.interrupted = _work(batch, files, log, stream)
        _conclude(report, batch, state)
        if stream is not None:
            stream.finish()
        else:
            _write_records(state, outputs)
        if self._database is not None:
            self._load(self._database, report)
        self._report(report)
        return INTERRUPTED if report.work.interrupted else int(bool(report.failures))

    def _report(self, report: RunReport) -> None:
        outputs = self._request.outputs
        if outputs.folder is not None:
            report.end()
            report.write(outputs.folder)
            self._request.log.end(report)
        if outputs.table:
            print_table(_rows(self._state, include_other=outputs.include_other))

    def _load(self, database: "Database", report: RunReport) -> None:
        """Load the records, withdraw what earlier runs loaded and whose input is gone; clashes are failures."""
        lines = (RecordLine(record, STATE_FILE) for record in self._state.records())
        for outcome in database.load_lines(lines):
            if isinstance(outcome, InputError):
                self._request.log.failure(outcome)
                report.failures.append(outcome)
        loads = self._state.loads(_digest(self._request.outputs.database or ""))
        if not report.work.interrupted:
            covered = covered_by([path for path in self._request.paths if path != STDIN])
            for article in loads.gone(covered):
                with suppress(UsageError):  # somebody withdrew it before
                    database.withdraw(article)
                loads.forget(article)
                report.work.withdrawn += 1
        loads.remember()
        database.link()


def _open_database(url: str) -> "Database":
    # SQLAlchemy takes a third of a second to load, which a run that finds nothing new should not wait for.
    from letopis.database import Database

    return Database(url)


def _digest(url: str) -> str:
    """A database's address may hold a password: only its digest is kept."""
    return hashlib.sha256(url.encode()).hexdigest()


def _size(paths: Sequence[str]) -> int:
    """Bytes of all files, as they lie there."""
    return sum(file.size for file in find_inputs(paths) if isinstance(file, InputFile))


def _open_state(outputs: Outputs, options: BatchOptions) -> State:
    if outputs.folder is None:
        return State(None)
    path = outputs.folder / STATE_FILE
    try:
        outputs.folder.mkdir(parents=True, exist_ok=True)
        if options.fresh:
            remove_state(path)
    except OSError as error:
        raise UsageError(f"{outputs.folder}: {error.strerror}; give another folder with -o") from error
    state = State(path)
    remove_partials(outputs.folder)
    if options.retry_failed:
        state.forget_failures()
    return state


class _Stream:
    """Records to standard output as soon as all before them are there."""

    def __init__(self, state: State, sink: Sink) -> None:
        self._state = state
        self._sink = sink
        self._position = 1

    def advance(self) -> None:
        """Write what has become ready."""
        for position, record in self._state.ready(self._position):
            if record is not None:
                self._sink.write(record)
            self._position = position + 1

    def finish(self) -> None:
        """Write the rest, and end the output."""
        self.advance()
        self._sink.finish()


def _work(batch: Batch, files: Iterator[InputFile | InputError], log: Log, stream: _Stream | None) -> bool:
    """Let the batch work; whether Ctrl-C ended it."""
    try:
        for failure in batch.run(files):
            if failure is not None:
                log.failure(failure)
            if stream is not None:
                stream.advance()
            log.progress(batch)
    except KeyboardInterrupt:
        return True
    return False


def _conclude(report: RunReport, batch: Batch, state: State) -> None:
    """Fill the report from the state, in the order of the inputs; forget what no input needs any more."""
    work = report.work
    work.processed, work.unchanged, work.tokens, work.workers, work.left_out = (
        batch.processed, batch.unchanged, batch.tokens, batch.workers, batch.left_out,
    )  # fmt: skip
    if not work.interrupted:
        state.forget_others()
    for result in state.results():
        if result.tally is not None:
            report.add(result.tally)
        if result.failure is not None:
            report.failures.append(result.failure)
    report.duplicates.extend(state.duplicates())


def _write_records(state: State, outputs: Outputs) -> None:
    """records.<format>, unless it is current already; lines that it goes on from are copied as they are."""
    folder = outputs.folder or Path()
    target = folder / f"records.{outputs.output_format}"
    if state.is_current(target):
        return
    begun = state.begun(target) if outputs.output_format == "jsonl" else 0
    with atomic_write(target, goes_on=begun > 0) as stream:
        sink = WRITERS[outputs.output_format](stream)
        for record in state.records(begun):
            sink.write(record)
        sink.finish()
    state.remember(target)


def _rows(state: State, *, include_other: bool) -> list[Row]:
    records = (Record.model_validate_json(line) for line in state.records())
    return [row for record in records for row in rows_of(record, include_other=include_other)]
