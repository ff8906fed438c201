"""The steps of a trace by where in the text they fired."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from letopis.document import TraceStep

_STORY = "story"
_EVENTS = "events"


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
        return self._take(index for index in self._sharing(start, end) if not self._is_of(index, _STORY))

    def before_events(self, start: int, end: int) -> list[TraceStep]:
        """Steps at [start, end) of the stages before events: what those say there may be of another event."""
        return self._take(index for index in self._sharing(start, end) if not self._is_of(index, _STORY, _EVENTS))

    def within(self, start: int, end: int) -> list[TraceStep]:
        """Steps of [start, end) of the stages before events that nothing has shown yet."""
        fresh = [index for index in self._sharing(start, end) if index not in self._used]
        return self._take(index for index in fresh if not self._is_of(index, _STORY, _EVENTS))

    def story(self, start: int, end: int) -> list[TraceStep]:
        """The story stage's steps that share a character with [start, end)."""
        return self._take(index for index in self._sharing(start, end) if self._is_of(index, _STORY))

    def unused(self) -> list[TraceStep]:
        """Steps that were never shown, in text order."""
        return [step for index, step in enumerate(self._steps) if index not in self._used]

    def _is_of(self, index: int, *stages: str) -> bool:
        return self._steps[index].stage.startswith(stages)

    def _take(self, indexes: Iterable[int]) -> list[TraceStep]:
        found = list(indexes)
        self._used.update(found)
        return [self._steps[index] for index in found]

    def _sharing(self, start: int, end: int) -> Iterator[int]:
        """Indexes of the steps with a span that shares a character with [start, end)."""
        first = bisect_left(self._starts, start - self._longest)
        for index in range(first, bisect_left(self._starts, end)):
            step = self._steps[index]
            if step.start is not None and start < _end(step):
                yield index


def _end(step: TraceStep) -> int:
    return step.end if step.end is not None else step.start or 0
