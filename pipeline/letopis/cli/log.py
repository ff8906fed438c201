"""What a run says on standard error while it works and when it ends: lines and a progress line, or JSON lines."""

import sys
import time
from datetime import UTC, datetime
from typing import Final, Protocol, Self

import orjson
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from letopis.batch.engine import Batch
from letopis.errors import InputError
from letopis.readers import fix_of
from letopis.writers import RunReport, failure_line, summary

_PROGRESS_SECONDS: Final = 2.0


class Log(Protocol):
    """A context manager around the work of one process."""

    shows_progress: bool

    def __enter__(self) -> Self: ...

    def __exit__(self, *_exception: object) -> None: ...

    def failure(self, failure: InputError) -> None:
        """An input failed."""

    def progress(self, batch: Batch) -> None:
        """How far the work is."""

    def note(self, told: str) -> None:
        """Something else that people want to know."""

    def end(self, report: RunReport) -> None:
        """A run is over."""


class TextLog:
    """For people: failures with their fixes, a progress line where standard error is a terminal, a summary."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.shows_progress = console.is_terminal
        self._progress = Progress(*columns, console=console, transient=True, disable=not self.shows_progress)
        self._task = self._progress.add_task("looking for what is new")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._progress.stop()

    def failure(self, failure: InputError) -> None:
        """One line, with the fix."""
        self.note(f"{failure}; {fix_of(failure.code)}")

    def progress(self, batch: Batch) -> None:
        """Articles, their rate, and the time left where it can be told."""
        told = f"{batch.processed} articles processed, {batch.unchanged} unchanged"
        if batch.processed:
            told += f", {batch.processed / batch.meter.seconds:.1f} articles/s"
        left = batch.meter.seconds_left
        if left is not None:
            told += f", {_duration(left)} left"
        self._progress.update(self._task, description=told)

    def note(self, told: str) -> None:
        """One line."""
        print(f"letopis: {told}", file=sys.stderr)

    def end(self, report: RunReport) -> None:
        """The summary."""
        for line in summary(report):
            self.note(line)


class JsonLog:
    """For programs: one object a line with `time` (UTC) and `event`: failure, progress, note, end."""

    shows_progress = True

    def __init__(self) -> None:
        self._told = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        return

    def failure(self, failure: InputError) -> None:
        """As in errors.jsonl."""
        self._write("failure", **failure_line(failure))

    def progress(self, batch: Batch) -> None:
        """Every few seconds."""
        now = time.monotonic()
        if now - self._told < _PROGRESS_SECONDS:
            return
        self._told = now
        share, left = batch.meter.share, batch.meter.seconds_left
        self._write(
            "progress",
            processed=batch.processed,
            unchanged=batch.unchanged,
            articles_per_second=round(batch.processed / batch.meter.seconds, 2),
            share=None if share is None else round(share, 4),
            seconds_left=None if left is None else round(left),
        )

    def note(self, told: str) -> None:
        """`message`."""
        self._write("note", message=told)

    def end(self, report: RunReport) -> None:
        """What run.json holds, but for the list of duplicates."""
        told = report.to_dict()
        told["duplicates"] = len(report.duplicates)
        self._write("end", **told)

    def _write(self, event: str, **told: object) -> None:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        sys.stderr.write(orjson.dumps({"time": moment, "event": event, **told}).decode() + "\n")
        sys.stderr.flush()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
