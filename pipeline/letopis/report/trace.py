"""The steps of a trace by where in the text they fired."""

from bisect import bisect_left
from collections.abc import Sequence

from letopis.document import TraceStep

_STORY = "story"


class Trace:
    """Steps sorted by offset; remembers which were asked for. Each look-up is logarithmic plus its answer."""

    def __init__(self, steps: Sequence[TraceStep]) -> None:
        order = sorted(range(len(steps)), key=lambda index: (steps[index].start or 0, index))
        self._steps = [steps[index] for index in order]
        self._starts = [step.start or 0 for step in self._steps]
        self._longest = max((_end(step) - (step.start or 0) for step in steps), default=0)
        self._used: set[int] = set()

    def at(self, start: int, end: int) -> list[TraceStep]:
        """Steps of all stages but the story that share a character with [start, end)."""
        return self._take(start, end, story=False)

    def within(self, start: int, end: int) -> list[TraceStep]:
        """Steps of [start, end) that nothing more exact has shown yet."""
        fresh = [index for index in self._sharing(start, end, story=False) if index not in self._used]
        self._used.update(fresh)
        return [self._steps[index] for index in fresh]

    def story(self, start: int, end: int) -> list[TraceStep]:
        """The story stage's steps that share a character with [start, end)."""
        return self._take(start, end, story=True)

    def unused(self) -> list[TraceStep]:
        """Steps that were never asked for, in text order."""
        return [step for index, step in enumerate(self._steps) if index not in self._used]

    def _take(self, start: int, end: int, *, story: bool) -> list[TraceStep]:
        found = self._sharing(start, end, story=story)
        self._used.update(found)
        return [self._steps[index] for index in found]

    def _sharing(self, start: int, end: int, *, story: bool) -> list[int]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [
            index
            for index in range(first, last)
            if start < _end(self._steps[index])
            and self._steps[index].start is not None
            and self._steps[index].stage.startswith(_STORY) == story
        ]


def _end(step: TraceStep) -> int:
    return step.end if step.end is not None else step.start or 0
