"""Records to files and streams."""

from letopis.writers.atomic import atomic_write
from letopis.writers.formats import WRITERS, Sink
from letopis.writers.run import ERRORS_FILE, RUN_FILE, RunReport, failure_line

__all__ = ["ERRORS_FILE", "RUN_FILE", "WRITERS", "RunReport", "Sink", "atomic_write", "failure_line"]
