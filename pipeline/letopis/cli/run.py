"""One run of `letopis extract`: articles through the chain into the outputs asked for."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from letopis.database import Database
from letopis.document import Document
from letopis.errors import InputError, UsageError
from letopis.extractor import Extractor
from letopis.readers import ReadOptions, SourceArticle, fix_of, read_paths
from letopis.record import Record, build_record
from letopis.report.table import Row, print_table, rows_of
from letopis.settings import Settings
from letopis.writers import WRITERS, RunReport, Sink, atomic_write


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go; `folder` None means standard output, `database` is an SQLAlchemy URL."""

    folder: Path | None
    output_format: str = "jsonl"
    database: str | None = None
    table: bool = False
    include_other: bool = False


@dataclass(slots=True)
class _Run:
    """What passes by while the chain runs."""

    settings: Settings
    report: RunReport

    def fail(self, failure: InputError) -> None:
        """Keep the failure for errors.jsonl and say it at once."""
        self.report.failures.append(failure)
        print(f"letopis: {failure}; {fix_of(failure.code)}", file=sys.stderr)

    def readable(self, sources: Iterator[SourceArticle | InputError]) -> Iterator[SourceArticle]:
        """The articles that could be read."""
        for source in sources:
            if isinstance(source, InputError):
                self.fail(source)
            else:
                yield source

    def records(self, results: Iterator[Document | InputError]) -> Iterator[Record]:
        """The records of the documents that came through the chain."""
        for result in results:
            made = result if isinstance(result, InputError) else self._record(result)
            if isinstance(made, InputError):
                self.fail(made)
            else:
                yield made

    def put(self, database: Database, record: Record) -> None:
        """Load the record; one that clashes with another article counts as failed."""
        try:
            database.put(record)
        except InputError as error:
            self.fail(error)

    def _record(self, document: Document) -> Record | InputError:
        try:
            return build_record(document, self.settings)
        except ValidationError as error:
            where = document.article.path or document.article.id
            faults = "; ".join(fault["msg"] for fault in error.errors())
            return InputError(where, "failed", f"the record breaks its own contract: {faults}")


def run(paths: Sequence[str], settings: Settings, fields: Mapping[str, str], outputs: Outputs) -> int:
    """Extract from all paths into the outputs; the number of inputs that failed.

    Raises UsageError when an output cannot be opened, or two paths cannot be told apart.
    """
    this = _Run(settings, RunReport(settings))
    options = ReadOptions(published=settings.published, timezone=settings.timezone, fields=fields)
    sources = this.readable(read_paths(paths, options))
    rows: list[Row] = []
    with ExitStack() as stack:
        sink = _open_sink(outputs, stack)
        database = stack.enter_context(Database(outputs.database)) if outputs.database else None
        watch = stack.enter_context(_Watch(this.report))
        for record in this.records(Extractor(settings).process(sources)):
            sink.write(record)
            this.report.add(record)
            if database is not None:
                this.put(database, record)
            if outputs.table:
                rows.extend(rows_of(record, include_other=outputs.include_other))
            watch.show()
        sink.finish()
    if outputs.folder is not None:
        this.report.write(outputs.folder)
        watch.conclude(outputs.folder)
    if outputs.table:
        print_table(rows)
    return len(this.report.failures)


def _open_sink(outputs: Outputs, stack: ExitStack) -> Sink:
    """The sink of records.<format> in the folder, or of standard output; the stack closes it."""
    stream: BinaryIO = sys.stdout.buffer
    if outputs.folder is not None:
        target = outputs.folder / f"records.{outputs.output_format}"
        try:
            outputs.folder.mkdir(parents=True, exist_ok=True)
            stream = stack.enter_context(atomic_write(target))
        except OSError as error:
            raise UsageError(f"{target}: {error.strerror}; give another folder with -o") from error
    return WRITERS[outputs.output_format](stream)


class _Watch:
    """Progress on the terminal; nothing where standard error is none."""

    def __init__(self, report: RunReport) -> None:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._report = report
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("loading models")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._progress.stop()

    def show(self) -> None:
        """Say how far the run is."""
        self._progress.update(self._task, description=self._counts())

    def conclude(self, folder: Path) -> None:
        """Say what was done and where it is."""
        if self._progress.console.is_terminal:
            self._progress.console.print(f"{self._counts()} in {folder}", highlight=False, markup=False)

    def _counts(self) -> str:
        counts, failed = self._report.counts, len(self._report.failures)
        return f"{counts['articles']} articles, {counts['events']} events" + (f", {failed} failed" if failed else "")
