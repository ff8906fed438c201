"""Every input once through the chain, its outcome into the state."""

from collections.abc import Iterator

from letopis.batch.fingerprint import article_key, content_key, engine_digest, reading_digest
from letopis.batch.memory import Entry
from letopis.batch.meter import Meter
from letopis.batch.outcome import Job, Outcome, place_of
from letopis.batch.state import State
from letopis.batch.workforce import Workforce
from letopis.errors import InputError
from letopis.readers import InputFile, ReadOptions, SourceArticle, read_file
from letopis.settings import Settings

_DAY = len("2025-01-31")


class Batch:
    """One run over a state; `processed`, `unchanged` and `left_out` (as too old) count articles."""

    def __init__(
        self, state: State, settings: Settings, options: ReadOptions, workforce: Workforce, since: str = ""
    ) -> None:
        self.processed = self.unchanged = self.left_out = self.tokens = 0
        self.meter = Meter()
        self._state = state
        self._options = options
        self._workforce = workforce
        self._since = since
        self._failures: list[InputError] = []
        self._engine = engine_digest(settings)
        self._reading = reading_digest(self._engine, options)

    @property
    def workers(self) -> int:
        """Worker processes; 0: this process alone."""
        return self._workforce.workers

    def run(self, files: Iterator[InputFile | InputError]) -> Iterator[InputError | None]:
        """Work until all is settled; yields after each article, the failure where it failed.

        Raises LetopisError when the models cannot be loaded.
        """
        for job, outcome in self._workforce.outcomes(self._new(files)):
            self._state.put(job.key, outcome)
            self.processed += 1
            self.tokens += outcome.tally.tokens if outcome.tally else 0
            yield from self._told()
            yield _failure(job, outcome)
        yield from self._told()

    def _told(self) -> Iterator[InputError]:
        while self._failures:
            yield self._failures.pop(0)

    def _new(self, files: Iterator[InputFile | InputError]) -> Iterator[Job]:
        """Enter all inputs into the state; those whose outcome it does not have."""
        for file in files:
            if isinstance(file, InputError):
                self._enter(Entry.of_failure(file))
                continue
            entries = self._state.files.recall(
                file.name, None if file.growing else file.stamp, self._reading, self._since
            )
            if entries is not None:
                for entry in entries:
                    self._enter(entry)
            elif not file.growing:
                yield from self._read(file)
            self.meter.passed(file)

    def _read(self, file: InputFile) -> Iterator[Job]:
        """Read a file that is new or changed; it is remembered when its end is reached."""
        memory = self._state.files
        memory.forget(file.name)
        for number, source in enumerate(read_file(self.meter.watched(file), self._options)):
            entry = self._entry(source)
            memory.add(file.name, number, entry)
            if self._enter(entry) and isinstance(source, SourceArticle) and entry.key is not None:
                yield Job(entry.key, source)
        memory.complete(file.name, file.stamp, self._reading)

    def _entry(self, source: SourceArticle | InputError) -> Entry:
        if isinstance(source, InputError):
            return Entry.of_failure(source)
        article = source.article
        return Entry.of_article(article, place_of(article), article_key(self._engine, source), content_key(article))

    def _enter(self, entry: Entry) -> bool:
        """Put an input into the state; whether it is an article whose outcome is not known yet."""
        failure = entry.failure
        if failure is not None:
            self._failures.append(failure)
        elif entry.published is not None and entry.published[:_DAY] < self._since:
            self.left_out += 1
            self._state.leave_out(entry)
            return False
        if not self._state.add(entry) or entry.key is None:
            return False
        known = self._state.knows(entry.key)
        self.unchanged += known
        return not known


def _failure(job: Job, outcome: Outcome) -> InputError | None:
    if outcome.code is None:
        return None
    return InputError(place_of(job.source.article), outcome.code, outcome.reason or "")
