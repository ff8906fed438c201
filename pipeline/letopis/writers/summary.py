"""A run in a few lines for people."""

from collections.abc import Iterator
from typing import Final

from letopis.writers.run import RunReport
from letopis.writers.yields import Yield

# The rest stands in run.json.
_SOURCES_SHOWN: Final = 5


def summary(report: RunReport) -> Iterator[str]:
    """What there is, what this run did for it, what failed, and what the largest sources gave."""
    counts, work = report.counts, report.work
    yield f"{counts['articles']} articles, {counts['events']} events"
    if work.processed:
        yield (
            f"processed {work.processed} in {work.seconds:.1f} s ({work.tokens_per_second:.0f} tokens/s), "
            f"{work.unchanged} unchanged since an earlier run"
        )
    else:
        yield f"nothing to do: {work.unchanged} articles unchanged since an earlier run"
    if work.left_out:
        yield f"{work.left_out} articles left out as published before --since"
    if work.withdrawn:
        yield f"{work.withdrawn} articles withdrawn from the database: their inputs are gone"
    if report.duplicates:
        yield f"{len(report.duplicates)} exact duplicates, listed in run.json"
    if report.failures:
        told = ", ".join(f"{number} {code}" for code, number in report.failed.items())
        yield f"{len(report.failures)} failed: {told}"
    if work.interrupted:
        yield "interrupted: run it again to finish"
    yield from _sources(report)


def _sources(report: RunReport) -> Iterator[str]:
    largest = sorted(report.yields.items(), key=lambda item: (-item[1].counts["articles"], item[0]))
    for name, given in largest[:_SOURCES_SHOWN]:
        yield f"  {name or 'no source given'}: {_line(given)}"
    if len(largest) > _SOURCES_SHOWN:
        yield f"  and {len(largest) - _SOURCES_SHOWN} more sources in run.json"


def _line(given: Yield) -> str:
    told = f"{given.counts['articles']} articles, {given.per_article:.1f} events each"
    undated, unplaced = given.share("undated"), given.share("unplaced")
    if undated is None or unplaced is None:
        return told
    return f"{told}, {undated:.0%} without date, {unplaced:.0%} without place"
