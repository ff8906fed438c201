"""Fills the page's template: articles get onto it escaped, and it asks for nothing from outside."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from letopis.evaluation.coreference import conll_f1
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.labels import FIGURE_LABELS, RATE_LABELS, SHARE_LABELS, TALLY_LABELS
from letopis.evaluation.report import Report
from letopis.evaluation.terminal import percent, two_places
from letopis.record import Record
from letopis.report.gold_page.items import article_view
from letopis.report.gold_page.view import STATES

_HERE = Path(__file__).parent
STATE_NAMES = {"miss": "missed", "false": "false alarm", "wrong": "differs", "right": "right"}
SIGNS = {"miss": "−", "false": "+", "wrong": "≠", "right": "✓"}
LAYER_NAMES = {"event": "events", "entity": "people, places, bodies", "time": "times"}


def render_page(gold: Sequence[GoldArticle], found: Mapping[str, Record], report: Report, title: str) -> str:
    """The page as HTML; `report` has the scores of the same articles in the same order."""
    views = [
        article_view(article, found.get(article.name), score, number)
        for number, (article, score) in enumerate(zip(gold, report.articles, strict=True))
    ]
    types = sorted({item.type for view in views for item in view.items if item.layer == "event"})
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"percent": percent, "two_places": two_places}
    return environment.get_template("page.html.j2").render(
        title=title,
        articles=views,
        total=report.total,
        report=report,
        conll=(conll_f1(report.total.shares), conll_f1(report.total.shares, "_lenient")),
        share_labels=SHARE_LABELS,
        figure_labels=FIGURE_LABELS,
        intervals=report.intervals,
        types=types,
        states=STATES,
        state_names=STATE_NAMES,
        signs=SIGNS,
        layer_names=LAYER_NAMES,
        tally_labels=TALLY_LABELS,
        rate_labels=RATE_LABELS,
    )
