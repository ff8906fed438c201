"""`letopis evaluate` over gold of times: the chain's times, and other systems in the same table when asked for."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from letopis.errors import UsageError
from letopis.evaluation.times import GoldText, SystemTime, is_times_gold, our_system, read_gold, score, table

NAMES = ("letopis", "natasha", "dateparser")


def times_files(path: Path) -> list[Path]:
    """The gold files of times at a path (a file, or a folder of nothing else); empty when the gold is of another kind.

    Raises UsageError for a folder that mixes both kinds.
    """
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    told = [file for file in files if is_times_gold(file)]
    if told and len(told) < len(files):
        raise UsageError(f"{path}: holds gold of times and of events; evaluate one kind at a time")
    return told


def evaluate_times(files: Sequence[Path], *, baselines: bool, as_json: bool, verbose: bool) -> None:
    """Score the chain as far as its times (and the baselines), print tables or JSON. Raises ResourceError."""
    gold = [text for file in files for text in read_gold(file)]
    reports = {name: score(gold, found) for name, found in _found(gold, baselines).items()}
    if as_json:
        figures = {name: report.to_dict() for name, report in reports.items()}
        sys.stdout.buffer.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2) + b"\n")
        return
    print(table(reports))
    if verbose:
        print("\n" + "\n".join(reports[NAMES[0]].differences))


def _found(gold: Sequence[GoldText], baselines: bool) -> Mapping[str, Sequence[Sequence[SystemTime]]]:
    # The models load here: faulty gold is told at once.
    from letopis.language.stage import LanguageStage
    from letopis.times import TimeStage

    found = {NAMES[0]: our_system([LanguageStage(), TimeStage()])(gold)}
    if baselines:
        from letopis.evaluation.times_baselines import dateparser_dates, natasha_dates

        found |= {NAMES[1]: natasha_dates(gold), NAMES[2]: dateparser_dates(gold)}
    return found
