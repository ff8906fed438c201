"""One table of several evaluations, as docs/figures.md has it: a column a part of gold or a way to extract it.

usage: python benchmarks/figures.py NAME=REPORT.json ...
A report is what `letopis evaluate GOLD --json` prints.
"""

import json
import sys
from pathlib import Path
from typing import Any

TALLIES = {
    "events, F1 (P, R)": "events",
    "participants with their roles, F1": "participants_role",
    "places, F1": "places",
    "larger events, F1": "part_of",
}
RATES = {
    "status": "status",
    "date, where gold has one": "time_dated",
    "place": "places",
    "kind": "kind",
    "figures": "counts",
}

Report = dict[str, Any]


def tally(report: Report, key: str) -> str:
    """F1 in per cent; of events precision and recall as well."""
    found = report["tallies"][key]
    if found["f1"] is None:
        return "-"
    f1, precision, recall = (f"{100 * found[name]:.1f}" for name in ("f1", "precision", "recall"))
    return f"{f1} ({precision}, {recall})" if key == "events" else f1


def rate(report: Report, key: str) -> str:
    """Per cent of matched events."""
    ratio = report["rates"][key]["ratio"]
    return "-" if ratio is None else f"{100 * ratio:.1f}"


def told(report: Report) -> str:
    """Events found, those of them told in several records, records that tell several."""
    return f"{report['splits']}, {report['merges']} of {report['tallies']['events']['right']}"


def calibration(report: Report) -> str:
    """Expected calibration error in per cent, area under the ROC curve."""
    found = report["calibration"]
    return "-" if found is None or found["auc"] is None else f"{100 * found['error']:.1f}, {found['auc']:.2f}"


def main() -> None:
    """Print the table as Markdown."""
    reports = {name: json.loads(Path(path).read_bytes()) for name, path in (one.split("=", 1) for one in sys.argv[1:])}
    rows = [("articles", [str(report["articles"]) for report in reports.values()])]
    rows += [(name, [tally(report, key) for report in reports.values()]) for name, key in TALLIES.items()]
    rows += [(f"{name}, %", [rate(report, key) for report in reports.values()]) for name, key in RATES.items()]
    rows += [("split, merged of found", [told(report) for report in reports.values()])]
    rows += [("calibration error, %, and area", [calibration(report) for report in reports.values()])]
    print("| | " + " | ".join(reports) + " |")
    print("|---" * (len(reports) + 1) + "|")
    for name, cells in rows:
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
