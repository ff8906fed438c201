"""Progress on the terminal."""

from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from letopis.batch.engine import Batch


class Watch:
    """How far a batch is, while it works; nothing where standard error is no terminal."""

    def __init__(self, batch: Batch) -> None:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._batch = batch
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("looking for what is new")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._progress.stop()

    def show(self) -> None:
        """Say how far it is."""
        told = f"{self._batch.processed} articles processed, {self._batch.unchanged} unchanged"
        self._progress.update(self._task, description=told)
