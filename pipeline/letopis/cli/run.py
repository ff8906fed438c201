"""One run of `letopis extract`: articles through the chain into the outputs asked for."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from letopis.batch.engine import Batch, BatchOptions
from letopis.batch.state import STATE_FILE, State, remove_state
from letopis.cli.watch import Watch
from letopis.database import Database
from letopis.errors import InputError, UsageError
from letopis.readers import ReadOptions, fix_of, read_paths
from letopis.record import Record
from letopis.report.table import Row, print_table, rows_of
from letopis.settings import Settings
from letopis.writers import WRITERS, RunReport, Sink, atomic_write, remove_partials, summary

INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go; `folder` None means standard output, `database` is an SQLAlchemy URL."""

    folder: Path | None
    output_format: str = "jsonl"
    database: str | None = None
    table: bool = False
    include_other: bool = False


def run(
    paths: Sequence[str], settings: Settings, fields: Mapping[str, str], outputs: Outputs, options: BatchOptions
) -> int:
    """Extract from all paths into the outputs; the exit code: 0, 1 when an input failed, 130 after Ctrl-C.

    Raises UsageError when an output cannot be opened, or two paths cannot be told apart.
    """
    sources = read_paths(paths, ReadOptions.of(settings, fields))
    report = RunReport(settings)
    with ExitStack() as stack:
        state = stack.enter_context(_open_state(outputs, options))
        database = stack.enter_context(Database(outputs.database)) if outputs.database else None
        batch = Batch(state, settings, options)
        stream = _Stream(state, WRITERS[outputs.output_format](sys.stdout.buffer)) if outputs.folder is None else None
        with Watch(batch) as watch:
            report.work.interrupted = _work(batch.run(sources), watch, stream)
        _conclude(report, batch, state)
        if stream is not None:
            stream.finish()
        else:
            _write_records(state, outputs)
        if database is not None:
            report.failures.extend(_load(database, state))
        if outputs.folder is not None:
            _write_report(report, outputs.folder)
        if outputs.table:
            print_table(_rows(state, include_other=outputs.include_other))
    return INTERRUPTED if report.work.interrupted else int(bool(report.failures))


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


def _work(settled: Iterator[InputError | None], watch: Watch, stream: _Stream | None) -> bool:
    """Let the batch work; whether Ctrl-C ended it."""
    try:
        for failure in settled:
            if failure is not None:
                _say(f"{failure}; {fix_of(failure.code)}")
            if stream is not None:
                stream.advance()
            watch.show()
    except KeyboardInterrupt:
        return True
    return False


def _conclude(report: RunReport, batch: Batch, state: State) -> None:
    """Fill the report from the state, in the order of the inputs; forget what no input needs any more."""
    work = report.work
    work.processed, work.unchanged, work.tokens, work.workers = (
        batch.processed, batch.unchanged, batch.tokens, batch.workers,
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
    """records.<format>, unless it is current already."""
    folder = outputs.folder or Path()
    target = folder / f"records.{outputs.output_format}"
    if state.is_current(target):
        return
    with atomic_write(target) as stream:
        sink = WRITERS[outputs.output_format](stream)
        for record in state.records():
            sink.write(record)
        sink.finish()
    state.remember(target)


def _write_report(report: RunReport, folder: Path) -> None:
    report.end()
    report.write(folder)
    for line in summary(report):
        _say(line)


def _load(database: Database, state: State) -> Iterator[InputError]:
    """Load the records; yields each that clashes with another article."""
    for line in state.records():
        try:
            database.put(Record.model_validate_json(line))
        except InputError as error:
            _say(f"{error}; {fix_of(error.code)}")
            yield error
    database.link()


def _rows(state: State, *, include_other: bool) -> list[Row]:
    records = (Record.model_validate_json(line) for line in state.records())
    return [row for record in records for row in rows_of(record, include_other=include_other)]


def _say(line: str) -> None:
    print(f"letopis: {line}", file=sys.stderr)
