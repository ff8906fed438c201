"""How long `letopis evaluate` takes over many articles: copies of our dev gold against itself less the last events.

usage: python benchmarks/scoring.py [ARTICLES]        (1,000 where left out)
"""

import re
import sys
import tempfile
import time
from pathlib import Path

from letopis.evaluation.formats.own import load
from letopis.evaluation.report import Report
from letopis.evaluation.scores import score_all
from letopis.evaluation.systems import records_of

CORPUS = Path(__file__).parents[1] / "corpus"


def copies(folder: Path, articles: int) -> None:
    """Gold under new names, and `records.jsonl` without the last event of each article."""
    gold = load(CORPUS / "gold" / "dev")
    with (folder / "records.jsonl").open("wb") as records:
        for number in range(articles):
            one = gold[number % len(gold)]
            name = f"{one.name}-{number}"
            source = re.sub(r"(?m)^article: .*", f"article: {name}", one.path.read_text(encoding="utf-8"))
            (folder / f"{name}.yaml").write_text(source, encoding="utf-8")
            (folder / f"{name}.txt").write_bytes((CORPUS / "articles" / f"{one.name}.txt").read_bytes())
            kept = [event.model_copy(update={"part_of": None}) for event in one.record.events[:-1]]
            article = one.record.article.model_copy(update={"id": name, "path": f"{name}.txt"})
            records.write(one.record.model_copy(update={"events": kept, "article": article}).to_json() + b"\n")


def main() -> None:
    """Read gold, read records, score, resample; seconds of the processor."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies(folder, articles)
        started = time.process_time()
        gold = load(folder)
        found = records_of(folder / "records.jsonl")
        read = time.process_time()
        Report.of(score_all(gold, found))
        ended = time.process_time()
    print(f"{articles} articles: {read - started:.1f} s to read gold and records, {ended - read:.1f} s to score")


if __name__ == "__main__":
    main()
