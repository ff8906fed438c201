"""`letopis evaluate --format factrueval`: the whole set scored, as a table or as JSON."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from letopis.document import Article
from letopis.errors import InputError
from letopis.evaluation.factrueval_scores import Score, score_article
from letopis.evaluation.formats.factrueval import FactArticle, load
from letopis.evaluation.systems import records_of
from letopis.readers.source import SourceArticle
from letopis.record import Record, build_record
from letopis.settings import Settings


def evaluate_factrueval(
    gold: Path, records: Path | None, settings: Settings, *, as_json: bool, verbose: bool
) -> list[InputError]:
    """Score the set's articles and print it; what could not be extracted counts as missed and is returned."""
    articles = load(gold)
    found, failed = extract_articles(articles, settings) if records is None else (records_of(records), [])
    scores: dict[str, Score] = {}
    lines: list[str] = []
    for article in articles:
        own, differences = score_article(article, found.get(article.name))
        scores = {name: scores.get(name, Score()) + score for name, score in own.items()}
        lines += differences
    if as_json:
        sys.stdout.buffer.write(orjson.dumps({"scores": _as_dict(scores), "differences": lines}) + b"\n")
        return failed
    _print(scores)
    for line in lines if verbose else ():
        print(line)
    return failed


def extract_articles(articles: Sequence[FactArticle], settings: Settings) -> tuple[dict[str, Record], list[InputError]]:
    """The extractor's records by article name, and the articles on which it failed."""
    # The models load here: whoever compares two files does not wait for them.
    from letopis.extractor import Extractor

    found: dict[str, Record] = {}
    failed: list[InputError] = []
    sources = (SourceArticle(_article(one), []) for one in articles)
    for article, result in zip(articles, Extractor(settings).process(sources), strict=True):
        if isinstance(result, InputError):
            failed.append(result)
        else:
            found[article.name] = build_record(result, settings)
    return found, failed


def _article(one: FactArticle) -> Article:
    digest = hashlib.sha256(one.text.encode("utf-8")).hexdigest()
    return Article(one.name, one.text, digest, path=f"{one.name}.txt")


def _as_dict(scores: dict[str, Score]) -> dict[str, dict[str, float | int | None]]:
    return {
        name: {
            "precision": s.precision,
            "recall": s.recall,
            "f1": s.f1,
            "right": s.right,
            "gold": s.gold,
            "found": s.found,
        }
        for name, s in scores.items()
    }


def _print(scores: dict[str, Score]) -> None:
    table = Table(title="FactRuEval-2016")
    for column in ("", "P", "R", "F1", "right", "gold", "found"):
        table.add_column(column, justify="left" if not column else "right")
    for name, score in scores.items():
        ratios = ("-" if one is None else f"{100 * one:.1f}" for one in (score.precision, score.recall, score.f1))
        table.add_row(name, *ratios, f"{score.right:.1f}", str(score.gold), str(score.found))
    Console().print(table)
