"""Speed of the times stage beside natasha's DatesExtractor and the whole chain before it; and what dateparser reads.

usage: python benchmarks/times.py [FOLDER of .txt] [--dateparser]
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from natasha import DatesExtractor

from letopis.document import Article, Document
from letopis.language.morphology import vocabulary
from letopis.language.stage import LanguageStage
from letopis.times import TimeStage, resources
from letopis.times.intervals import moved
from letopis.times.shifts import at_noon, read

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PUBLISHED = "2025-03-12"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the second run: the first loads tables and fills caches."""
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(folder: Path) -> None:
    """Print milliseconds per 1,000 tokens of each, and the ratios."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: no .txt files")
    documents = [Document(Article(str(i), text, "", published=PUBLISHED)) for i, text in enumerate(texts)]
    language, times = LanguageStage(), TimeStage()
    natasha = DatesExtractor(vocabulary())
    before = seconds(lambda: language(documents))
    tokens = sum(len(sentence.tokens) for document in documents for sentence in document.sentences)
    ours = seconds(lambda: times(documents))
    theirs = seconds(lambda: [list(natasha(text)) for text in texts])
    print(f"{len(texts)} texts, {tokens} tokens; milliseconds per 1,000 tokens")
    for name, spent in (("language stage", before), ("times", ours), ("natasha DatesExtractor", theirs)):
        print(f"{name:24}{1e6 * spent / tokens:10.2f}")
    print(f"natasha / times: {theirs / ours:.1f}; times in language + times: {100 * ours / (before + ours):.1f}%")


def check_dateparser(days: Sequence[date]) -> None:
    """Print, for each phrase it is trusted with, how many of its readings agree with the calendar."""
    for row in resources.dateparser_rows():
        amounts = [0] if row.unit == "deictic" else [1, 2, 3, 5, 11, 21, 30]
        cases = [(day, n) for day in days for n in amounts]
        right = sum(_agrees(row, day, n) for day, n in cases)
        print(f"{row.phrase:28}{right:4} of {len(cases)}")


def _agrees(row: resources.RelativeRow, day: date, amount: int) -> bool:
    got = read(row.phrase.format(n=amount), at_noon(day))
    if row.unit in ("hour", "minute"):
        step = timedelta(hours=amount) if row.unit == "hour" else timedelta(minutes=amount)
        return got == at_noon(day) + row.direction * step
    steps = row.direction if row.unit == "deictic" else row.direction * amount
    return got is not None and got.date() == moved(day, "day" if row.unit == "deictic" else row.unit, steps)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--dateparser", action="store_true", help="check the phrases instead of measuring speed")
    options = parser.parse_args()
    if options.dateparser:
        check_dateparser([date(2024, 2, 29), date(2024, 3, 31), date(2024, 12, 31), date(2025, 3, 12)])
    else:
        measure(options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
