"""Scores time expressions against gold: detection, exact span, value, by tag, beside two baselines.

Gold is YAML (corpus/gold/times, whose README tells the markup): texts with `[expression](value tag)`.
A gold expression is *detected* when a system span shares a character with it (one to one, the longest
overlap first), *exact* when the spans are equal, and its *value* is right when both inclusive bounds
are equal: durations, sets and unknowable dates (`D`, `S`, `?`) want no bounds. Offsets are code points.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from letopis.document import Article, Document
from letopis.errors import ResourceError
from letopis.tables import read_data
from letopis.times.calendar import exists, month_days

_MARK = re.compile(r"\[([^\]\n]+)\]\(([^()\s]+)(?: ([^()]+))?\)")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An expression at [start, end) with its inclusive bounds; `value` is as the gold file writes it."""

    start: int
    end: int
    low: str | None
    high: str | None
    value: str
    tag: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text without its marks, its publication date, and what it holds."""

    name: str
    text: str
    published: str | None
    times: list[GoldTime]


@dataclass(frozen=True, slots=True)
class SystemTime:
    """What a system found: a span and its inclusive bounds, both None when it gives no value."""

    start: int
    end: int
    low: str | None
    high: str | None


System = Callable[[Sequence[GoldText]], list[list[SystemTime]]]


@dataclass(slots=True)
class TimeScore:
    """Counts that add; ratios are properties, between 0 and 1."""

    gold: int = 0
    system: int = 0
    detected: int = 0
    exact: int = 0
    right: int = 0

    def __add__(self, other: "TimeScore") -> "TimeScore":
        return TimeScore(
            self.gold + other.gold,
            self.system + other.system,
            self.detected + other.detected,
            self.exact + other.exact,
            self.right + other.right,
        )

    @property
    def precision(self) -> float:
        """Of what the system found, how much is gold."""
        return self.detected / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Of the gold, how much was found."""
        return self.detected / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def exactness(self) -> float:
        """Of the gold, how much was found with the very span."""
        return self.exact / self.gold if self.gold else 0.0

    @property
    def accuracy(self) -> float:
        """Of the gold, how much has the right value."""
        return self.right / self.gold if self.gold else 0.0

    def to_dict(self) -> dict[str, int | float]:
        """Counts, and ratios to four places."""
        return {
            "gold": self.gold,
            "system": self.system,
            "detected": self.detected,
            "exact": self.exact,
            "right": self.right,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "exactness": round(self.exactness, 4),
            "accuracy": round(self.accuracy, 4),
        }


@dataclass(slots=True)
class TimeReport:
    """A system's score on a gold file: in all, by tag, and every difference in words."""

    total: TimeScore = field(default_factory=TimeScore)
    by_tag: dict[str, TimeScore] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "total": self.total.to_dict(),
            "by_tag": {tag: one.to_dict() for tag, one in sorted(self.by_tag.items())},
            "differences": self.differences,
        }


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    published: date | datetime | str | None
    text: str


def is_times_gold(path: Path) -> bool:
    """Whether a YAML file is gold of this format: a list of texts, where gold of events is one mapping."""
    with path.open(encoding="utf-8", errors="replace") as file:
        first = next((line for line in file if line.strip() and not line.startswith(("#", "---"))), "")
    return first.startswith(("- ", "["))


def read_gold(path: Path) -> list[GoldText]:
    """The texts of a gold file. Raises ResourceError with the item's number for what is malformed."""
    rows = read_data(path)
    texts = []
    for number, row in enumerate(rows or [], start=1):
        try:
            item = _Item.model_validate(row)
            published = item.published if isinstance(item.published, str | None) else item.published.isoformat()
            texts.append(parse_marked(item.text.strip(), published, f"{path.name}:{number}"))
        except (ValidationError, ValueError) as error:
            raise ResourceError(path, f"item {number}: {error}") from error
    return texts


def parse_marked(marked: str, published: str | None, name: str) -> GoldText:
    """A marked text apart: the text, and the expressions at their offsets in it. Raises ValueError on a bad value."""
    text, at, times = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        expression, value, tag = match.groups()
        low, high = bounds_of(value)
        times.append(GoldTime(len(text), len(text) + len(expression), low, high, value, tag or "other"))
        text += expression
        at = match.end()
    return GoldText(name, text + marked[at:], published, times)


def bounds_of(value: str) -> tuple[str | None, str | None]:
    """Inclusive bounds of a gold value: `2022-05`, `a/b`, `../b`, `a/..`, with `~` for approximate, or none."""
    if value in ("D", "S", "?"):
        return None, None
    first, _, last = value.replace("~", "").partition("/")
    return _bound(first, upper=False), _bound(last or first, upper=True)


def _bound(value: str, upper: bool) -> str | None:
    if value == "..":
        return None
    if not re.fullmatch(r"-?\d{4}(-\d\d){0,2}(T\d\d:\d\d([+-]\d\d:\d\d)?)?", value):
        raise ValueError(f"not a gold value: {value!r}")
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    if len(digits) == 4:
        digits += "-12-31" if upper else "-01-01"
    elif len(digits) == 7:
        if not exists(int(digits[:4]), int(digits[5:]), 1):
            raise ValueError(f"no such month: {value!r}")
        digits += f"-{month_days(int(digits[:4]), int(digits[5:7])):02d}" if upper else "-01"
    return sign + digits


def score(gold: Sequence[GoldText], found: Sequence[Sequence[SystemTime]]) -> TimeReport:
    """Compare, text by text; both sequences run in step."""
    report = TimeReport()
    for text, times in zip(gold, found, strict=True):
        _score_text(report, text, times)
    return report


def _score_text(report: TimeReport, text: GoldText, times: Sequence[SystemTime]) -> None:
    pairs = _aligned(text.times, times)
    for i, wanted in enumerate(text.times):
        got = times[pairs[i]] if i in pairs else None
        exact = got is not None and (got.start, got.end) == (wanted.start, wanted.end)
        right = got is not None and (got.low, got.high) == (wanted.low, wanted.high)
        one = TimeScore(1, int(got is not None), int(got is not None), int(exact), int(right))
        report.total += one
        report.by_tag[wanted.tag] = report.by_tag.get(wanted.tag, TimeScore()) + one
        if not (exact and right):
            report.differences.append(_difference(text, wanted, got))
    for j in sorted(set(range(len(times))) - set(pairs.values())):
        report.total += TimeScore(system=1)
        extra = times[j]
        report.differences.append(f"{text.name} spurious «{text.text[extra.start : extra.end]}»")


def _aligned(gold: Sequence[GoldTime], times: Sequence[SystemTime]) -> dict[int, int]:
    """Gold index to system index, one to one, the longest overlap first."""
    shared = [
        (-overlap, i, j)
        for i, wanted in enumerate(gold)
        for j, got in enumerate(times)
        if (overlap := min(wanted.end, got.end) - max(wanted.start, got.start)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(shared):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _difference(text: GoldText, wanted: GoldTime, got: SystemTime | None) -> str:
    told = f"{text.name} «{text.text[wanted.start : wanted.end]}» {wanted.value} [{wanted.tag}]"
    if got is None:
        return f"{told}: missed"
    return f"{told}: «{text.text[got.start : got.end]}» {got.low}/{got.high}"


def documents_of(gold: Iterable[GoldText]) -> list[Document]:
    """Empty documents over the gold texts, for the chain to fill."""
    return [Document(Article(text.name, text.text, "", published=text.published)) for text in gold]


def our_system(stages: Sequence[Callable[[Sequence[Document]], None]]) -> System:
    """The chain as a system: stages that end with TimeStage."""

    def run(gold: Sequence[GoldText]) -> list[list[SystemTime]]:
        documents = documents_of(gold)
        for stage in stages:
            stage(documents)
        return [[SystemTime(t.start, t.end, t.low, t.high) for t in document.times] for document in documents]

    return run


def table(reports: dict[str, TimeReport]) -> str:
    """Systems side by side: a line each, then by tag how many each detected, has exactly, and has the value of."""
    lines = [f"{'system':22}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}{'exact':>8}{'value':>8}"]
    for name, report in reports.items():
        total = report.total
        ratios = (total.precision, total.recall, total.f1, total.exactness, total.accuracy)
        cells = "".join(f"{100 * ratio:{7 if i < 3 else 8}.1f}" for i, ratio in enumerate(ratios))
        lines.append(f"{name:22}{total.gold:6}{total.system:7}{cells}")
    return "\n".join([*lines, "", *_tag_lines(reports)])


def _tag_lines(reports: dict[str, TimeReport]) -> list[str]:
    tags = sorted({tag for report in reports.values() for tag in report.by_tag})
    lines = [f"{'detected/exact/value':22}{'gold':>6}" + "".join(f"{name[:14]:>16}" for name in reports)]
    for tag in tags:
        scores = [report.by_tag.get(tag, TimeScore()) for report in reports.values()]
        cells = [f"{one.detected}/{one.exact}/{one.right}" for one in scores]
        lines.append(f"{tag:22}{scores[0].gold:6}" + "".join(f"{cell:>16}" for cell in cells))
    return lines
