"""Records to files and streams."""

from letopis.writers.atomic import atomic_write, remove_partials
from letopis.writers.formats import WRITERS, Sink
from letopis.writers.run import ERRORS_FILE, RUN_FILE, RunReport, failure_line
from letopis.writers.summary import summary

__all__ = [
    "ERRORS_FILE",
    "RUN_FILE",
    "WRITERS",
    "RunReport",
    "Sink",
    "atomic_write",
    "failure_line",
    "remove_partials",
    "summary",
]
