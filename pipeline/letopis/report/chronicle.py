"""The chronicle as a picture: years down the page, events as bars along the months, by the number of sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from letopis.database.timeline import Entry
from letopis.errors import UsageError

# Pixels: the label column, a row, the chart's width, room around it.
_LABELS, _ROW, _CHART, _EDGE = 420, 22, 560, 12
_HEADING: Final = 30
_COLOURS: Final = {"occurred": "#2b6ca3", "ongoing": "#2b6ca3", "planned": "#d98e04"}
_OTHER: Final = "#8a8a8a"


def write_picture(entries: Sequence[Entry], path: Path) -> None:
    """Draw the dated events into an .svg file, or an .html page around the same drawing.

    Raises UsageError for another suffix, when no event has a date, or when the file cannot be written.
    """
    if path.suffix not in (".svg", ".html"):
        raise UsageError(f"--picture {path}: end the name in .svg or .html")
    drawn = [entry for entry in entries if _days(entry) is not None]
    if not drawn:
        raise UsageError(f"--picture {path}: no event with a date was found; ask for more")
    svg = "\n".join(_drawing(drawn, len(entries) - len(drawn)))
    page = f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>Летопись</title><body>{svg}</body></html>'
    try:
        path.write_text(svg if path.suffix == ".svg" else page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--picture {path}: {error.strerror}; choose another file") from error


def _days(entry: Entry) -> tuple[date, date] | None:
    """First and last day; one that is open is the other."""
    low, high = entry.time_from or entry.time_to, entry.time_to or entry.time_from
    return None if low is None or high is None else (date.fromisoformat(low), date.fromisoformat(high))


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading (no entry) or an event, at its height in pixels."""

    y: int
    year: int
    entry: Entry | None


def _lines(entries: Sequence[Entry]) -> Iterator[_Line]:
    y, year = _EDGE, None
    for entry in entries:
        days = _days(entry)
        if days is not None and days[0].year != year:
            year = days[0].year
            yield _Line(y, year, None)
            y += _HEADING
        if year is not None:
            yield _Line(y, year, entry)
            y += _ROW


def _drawing(entries: Sequence[Entry], undated: int) -> Iterator[str]:
    lines = list(_lines(entries))
    height = lines[-1].y + _ROW + _HEADING + _EDGE
    width = _LABELS + _CHART + 2 * _EDGE
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
    )
    yield f'<rect width="{width}" height="{height}" fill="white"/>'
    for line in lines:
        yield from _heading(line) if line.entry is None else _event(line, line.entry)
    told = f"{len(entries)} events; the figure at a bar is the number of sources; blue: took place, orange: planned"
    missing = f"; {undated} without a date are not drawn" if undated else ""
    yield f'<text x="{_EDGE}" y="{height - _EDGE}" fill="#555">{told}{missing}</text></svg>'


def _heading(line: _Line) -> Iterator[str]:
    yield f'<text x="{_EDGE}" y="{line.y + 20}" font-size="16" font-weight="bold">{line.year}</text>'
    for month in range(1, 13):
        x = _x(date(line.year, month, 1))
        yield f'<text x="{x:.0f}" y="{line.y + 20}" fill="#888" font-size="10">{month:02}</text>'
        yield f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{line.y + 24}" y2="{line.y + 30}" stroke="#bbb"/>'


def _event(line: _Line, entry: Entry) -> Iterator[str]:
    low, high = _days(entry) or (date.max, date.max)
    start, end = _x(low), _x(min(high, date(low.year, 12, 31)))
    label = f"{entry.time_from or ''} {entry.type}: {', '.join(entry.who)} {', '.join(entry.where)}".strip()
    shown = label if len(label) <= 62 else f"{label[:61]}…"
    titles = "\n".join(one.title or one.article for one in entry.sources)
    colour = _COLOURS.get(entry.status, _OTHER)
    yield f"<g><title>{escape(f'{label} ({entry.status})')}\n{escape(titles)}</title>"
    yield f'<text x="{_EDGE}" y="{line.y + 15}">{escape(shown)}</text>'
    width = max(6.0, end - start)
    yield f'<rect x="{start:.1f}" y="{line.y + 4}" width="{width:.1f}" height="{_ROW - 8}" rx="3" fill="{colour}"/>'
    yield f'<text x="{start + width + 4:.1f}" y="{line.y + 15}" fill="#333">{len(entry.sources)}</text></g>'


def _x(day: date) -> float:
    """Its place along the months of its year, in pixels."""
    return _EDGE + _LABELS + (_CHART - 24) * (day.timetuple().tm_yday - 1) / 366
