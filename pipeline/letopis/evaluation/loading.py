"""Gold of any format, ready to be scored."""

import sys
from collections.abc import Sequence
from pathlib import Path

from letopis.evaluation.conversion import mapping as labels
from letopis.evaluation.conversion.from_standoff import from_standoff
from letopis.evaluation.formats import RecordFormat, format_of
from letopis.evaluation.formats.standoff import StandoffArticle
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.untyped import gold_view


def load_gold(path: Path, layout: str, by: str | None = None) -> list[GoldArticle]:
    """Gold at a path; `by` names the mapping of an annotation tool's labels, else the one that fits them best.

    Labels that the mapping does not know are told on standard error. Raises UsageError, GoldError, InputError.
    """
    known = format_of(layout, "--format")
    if isinstance(known, RecordFormat):
        return known.read(path)
    articles = known.read(path)
    by = by or labels.fitting(articles)
    return [_article(article, labels.load(by)) for article in _told(articles, by)]


def _told(articles: Sequence[StandoffArticle], by: str) -> Sequence[StandoffArticle]:
    unknown = labels.unknown_labels(articles, labels.load(by))
    listed = ", ".join(f"{label} {number}" for label, number in unknown.most_common())
    more = f"; without meaning there, left out: {listed}" if listed else ""
    print(f"letopis: labels as in {by}{more}", file=sys.stderr)
    return articles


def _article(article: StandoffArticle, mapping: labels.Mapping) -> GoldArticle:
    gold = from_standoff(article, mapping)
    if mapping.untyped:
        gold.view = gold_view(article, mapping)
    return gold
