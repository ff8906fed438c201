"""Times: find expressions of time, put them on the calendar, say what each hangs on."""

from letopis.times.calendar import edtf, intersect, parse_bound
from letopis.times.stage import TimeStage

__all__ = ["TimeStage", "edtf", "intersect", "parse_bound"]
