"""What a run says of itself: `run.json` with its counts, `errors.jsonl` with every input that failed."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from letopis.errors import InputError
from letopis.readers import fix_of
from letopis.record import Record, package_version
from letopis.settings import Settings
from letopis.writers.atomic import atomic_write

RUN_FILE = "run.json"
ERRORS_FILE = "errors.jsonl"


@dataclass(slots=True)
class RunReport:
    """Counts of one run, kept while records pass; seconds count from its making."""

    settings: Settings
    failures: list[InputError] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    _started: float = field(default_factory=time.perf_counter)

    def add(self, record: Record) -> None:
        """Count what the record holds."""
        self.counts["articles"] += 1
        for name in ("events", "entities", "times", "claims"):
            self.counts[name] += len(getattr(record, name))
        self.events.update(event.type for event in record.events)
        self.warnings.update(warning.code for warning in record.warnings)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values. Apart from `seconds` they depend only on inputs, settings and version."""
        failed = Counter(failure.code for failure in self.failures)
        return {
            "version": package_version(),
            "model": self.settings.model,
            "settings": self.settings.digest(),
            "seconds": round(time.perf_counter() - self._started, 2),
            "counts": {name: self.counts[name] for name in ("articles", "events", "entities", "times", "claims")},
            "events": dict(sorted(self.events.items())),
            "warnings": dict(sorted(self.warnings.items())),
            "failed": len(self.failures),
            "failures": dict(sorted(failed.items())),
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
