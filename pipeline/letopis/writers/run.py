"""What a run says of itself: `run.json` with its counts, `errors.jsonl` with every input that failed."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from letopis.batch.outcome import COUNTED, Tally
from letopis.errors import InputError
from letopis.readers import fix_of
from letopis.record import package_version
from letopis.settings import Settings
from letopis.writers.atomic import atomic_write
from letopis.writers.yields import Yield

RUN_FILE = "run.json"
ERRORS_FILE = "errors.jsonl"


@dataclass(slots=True)
class Work:
    """What this run did: articles it `processed` (their `tokens`, too), those `unchanged` since an earlier one, those
    `left_out` as older than asked for, and those `withdrawn` from the database as their input is gone.

    On a cluster, of the `parts` of the inputs `parts_processed` were.
    """

    processed: int = 0
    unchanged: int = 0
    left_out: int = 0
    parts: int = 0
    parts_processed: int = 0
    withdrawn: int = 0
    tokens: int = 0
    workers: int = 0
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def tokens_per_second(self) -> float:
        """Of the whole run, loading the models included."""
        return round(self.tokens / self.seconds, 1) if self.seconds else 0.0


@dataclass(slots=True)
class RunReport:
    """What the inputs gave, and the work of this run."""

    settings: Settings
    failures: list[InputError] = field(default_factory=list)
    duplicates: list[dict[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    yields: defaultdict[str, Yield] = field(default_factory=lambda: defaultdict(Yield))
    work: Work = field(default_factory=Work)
    _started: float = field(default_factory=time.perf_counter)

    def add(self, tally: Tally) -> None:
        """Count what one record holds."""
        self.counts["articles"] += 1
        self.counts.update(tally.counts)
        self.events.update(tally.events)
        self.warnings.update(tally.warnings)
        self.yields[tally.source].add(tally)

    def end(self) -> None:
        """Take the time."""
        self.work.seconds = round(time.perf_counter() - self._started, 2)

    @property
    def failed(self) -> dict[str, int]:
        """Failures by code."""
        return dict(sorted(Counter(failure.code for failure in self.failures).items()))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values. Apart from `run` they depend only on inputs, settings and version."""
        return {
            "version": package_version(),
            "model": self.settings.model,
            "settings": self.settings.digest(),
            "counts": {name: self.counts[name] for name in ("articles", *COUNTED)},
            "events": dict(sorted(self.events.items())),
            "warnings": dict(sorted(self.warnings.items())),
            "failed": len(self.failures),
            "failures": self.failed,
            "sources": {name: self.yields[name].to_dict() for name in sorted(self.yields)},
            "duplicates": self.duplicates,
            "run": {**asdict(self.work), "tokens_per_second": self.work.tokens_per_second},
        }

    def write(self, folder: Path) -> None:
        """`run.json`, and `errors.jsonl` when something failed; one left by an earlier run is removed."""
        with atomic_write(folder / RUN_FILE) as stream:
            stream.write(orjson.dumps(self.to_dict(), option=orjson.OPT_INDENT_2) + b"\n")
        errors = folder / ERRORS_FILE
        if self.failures:
            _write_failures(errors, self.failures)
        else:
            errors.unlink(missing_ok=True)


def _write_failures(path: Path, failures: Sequence[InputError]) -> None:
    with atomic_write(path) as stream:
        for failure in failures:
            stream.write(orjson.dumps(failure_line(failure)) + b"\n")


def failure_line(failure: InputError) -> dict[str, str]:
    """`{path, code, reason, fix}`."""
    return {"path": failure.where, "code": failure.code, "reason": failure.reason, "fix": fix_of(failure.code)}
