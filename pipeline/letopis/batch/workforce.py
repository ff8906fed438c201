"""Who does the work: this process for a few articles, worker processes for more; loaded once, however many runs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, Self

from letopis.batch.outcome import Job, Outcome, analyse
from letopis.batch.pool import Pool
from letopis.extractor import Extractor
from letopis.settings import Settings

# So few articles are done before a worker process has loaded its models.
FEW: Final = 8


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How to work through many articles; none of it changes a record.

    `workers` None: this process for `FEW` articles, else one worker a core. `timeout` is in seconds
    an article and needs a worker process, as only that can be ended, with one article at a time.
    Articles published before the day `since` (ISO 8601) are left out.
    """

    workers: int | None = None
    timeout: float | None = None
    fresh: bool = False
    retry_failed: bool = False
    since: str = ""


class Workforce:
    """A context manager; `workers` counts the processes of the last piece of work, 0 for this one."""

    def __init__(self, settings: Settings, options: BatchOptions) -> None:
        self.workers = 0
        self._settings = settings
        self._options = options
        self._extractor: Extractor | None = None
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        if self._pool is not None:
            self._pool.close()

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Every job with its outcome, as they are ready. Raises LetopisError when the models cannot be loaded."""
        first = list(islice(jobs, FEW + 1))
        if not first:
            self.workers = 0
        elif self._pool is None and self._alone(len(first)):
            self.workers = 0
            self._extractor = self._extractor or Extractor(self._settings)
            yield from zip(first, analyse(self._extractor, [job.source for job in first]), strict=True)
        else:
            self.workers = self._options.workers or os.cpu_count() or 1
            self._pool = self._pool or Pool(self._settings, self.workers, self._options.timeout)
            yield from self._pool.outcomes(chain(first, jobs))

    def _alone(self, number: int) -> bool:
        return self._options.workers is None and self._options.timeout is None and number <= FEW
