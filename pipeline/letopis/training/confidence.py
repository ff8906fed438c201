"""Fits resources/story/confidence.yaml: `python -m letopis.training.confidence GOLD... --folds DIR`.

The ontology's events are judged by our own gold: one is right when a gold event of its type pairs with it. What only
the tagger sees (`other`) is judged by brat folders: it is right when one of its triggers meets a trigger of gold. The
two do not mean the same by an event, so each has a fit of its own. Brat articles are read with the networks of
`letopis train --folds` that did not see them, our own gold with those too, and without one.
Rules are made while looking at the gold they are measured by, which makes them surer there than on the news: articles
that none of them has seen (`--unseen`) say by how much, and how much less the typed head tells apart there; that
difference goes into the odds, and the figures are of these articles where there are any.
Figures are of articles left out of the fit, an eighth at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml

from letopis.document import Article, Document, Event
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.events.fallback import OTHER
from letopis.events.ontology import Ontology
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.odds import Evidence
from letopis.record import build_record
from letopis.settings import NO_MODEL
from letopis.story.confidence import Confidence, event_evidence
from letopis.training.brat import BratArticle, read_folder
from letopis.training.chain import chain
from letopis.training.folds import HELD_OUT, OwnChains
from letopis.training.held_out import Judged, article_of, as_unseen, auc, fit, held_out, is_unseen, settled
from letopis.training.regression import Floats

BINS = 10
PENALTY = 20.0
# An event pays for itself in F1 from half of F1 on. On 146 articles that no rule had seen F1 is 75.0 from 0.3 on, 75.7
# from 0.4 (precision 78.5, 81.6). Of `other`, left out of tables and views, little is told.
TOLD = {"rules": 0.4, "model": 0.4, "other": 0.25}
_HEADER = """\
# Log-odds that an event is right, by what supports it: of the ontology's events without a model (`rules`) and with one
# (`model`), and of what only the tagger sees (`other`). Below the probability `told` an event is not told.
# `python -m letopis.training.confidence` wrote this, its docstring says from what. On articles held out of the fit:
"""


def main(
    gold: Annotated[list[Path], typer.Argument(help="brat folders, or folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)],
    unseen: Annotated[Path | None, typer.Option(help="our own gold of articles that no rule has seen")] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all; without brat folders `other` stays."""
    own_gold = [folder for folder in gold if any(folder.glob("*.yaml"))]
    brat = [folder for folder in gold if folder not in own_gold]
    rules = chain(NO_MODEL)
    readers: dict[str, _Readers] = {"rules": lambda _: rules, "model": OwnChains(folds).of}
    parts = {
        name: _number(_typed(own_gold, reader)) + (_number(map(_unseen, _typed([unseen], reader))) if unseen else [])
        for name, reader in readers.items()
    }
    if brat:
        parts["other"] = _number(_others(brat, folds))
    header, odds = _HEADER, {}
    for name, judged in parts.items():
        sure, right = held_out(judged, PENALTY), np.array([one.right for one in judged], float)
        chosen = is_unseen(judged)
        lines = report(sure[chosen], right[chosen])
        typer.echo("\n".join([f"{name}:", *lines]))
        header += f"# {name}: {lines[0]}; {lines[1]}\n"
        odds[name] = {"told": TOLD[name], **settled(fit(judged, PENALTY)).model_dump()}
    odds.setdefault("other", {"told": TOLD["other"], "weights": dict(Confidence.load().other.weights)})
    text = yaml.safe_dump(odds, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


_Events = list[tuple[Evidence, bool]]
# From an article to the chain that reads it.
_Readers = Callable[[GoldArticle], Extractor]


def _number(articles: Iterable[_Events]) -> list[Judged]:
    return [Judged(evidence, right, number) for number, events in enumerate(articles) for evidence, right in events]


def _unseen(events: _Events) -> _Events:
    return [(as_unseen(evidence, "typed"), right) for evidence, right in events]


def _typed(folders: Sequence[Path], readers: _Readers) -> Iterator[_Events]:
    """The ontology's events of each article of our own gold."""
    for gold in (one for folder in folders for one in own.load(folder)):
        extractor = readers(gold)
        document = extractor.annotate(article_of(gold))
        compared = compare(gold.record, build_record(document, extractor.settings), gold.covers)
        paired = {found.id for _, found in compared.matched}
        judged = {event.id for event in compared.system}
        yield [(evidence, event.id in paired) for event, evidence in _weighed(document) if event.id in judged]


def _others(folders: Sequence[Path], folds: Path) -> Iterator[_Events]:
    """What only the tagger sees, of each article of the folds whose network is there."""
    for fold in range(HELD_OUT):
        weights = folds / f"{fold}.npz"
        if not weights.exists():
            continue
        extractor = chain(str(weights))
        for article in (one for folder in folders for one in read_folder(folder)[fold::HELD_OUT]):
            document = extractor.annotate(Article(article.name, article.text, sha256_text(article.text)))
            yield [(evidence, _meets(event, article)) for event, evidence in _weighed(document)
                   if event.type == OTHER.type]  # fmt: skip


def _weighed(document: Document) -> Iterator[tuple[Event, Evidence]]:
    return zip(document.events, event_evidence(document, document.events, Ontology.load()), strict=True)


def _meets(event: Event, article: BratArticle) -> bool:
    triggers = [mention.trigger for mention in event.mentions]
    gold = [span for span in article.spans.values() if span.kind == "EVENT"]
    return any(t.start < span.end and span.start < t.end for t in triggers for span in gold)


def report(sure: Floats, right: Floats) -> list[str]:
    """Brier score, ROC AUC, expected calibration error, and a row for each tenth of the scale."""
    base = float(np.mean((right - right.mean()) ** 2))
    lines = [
        f"{len(right)} events, {100 * right.mean():.1f} % right",
        f"Brier {np.mean((sure - right) ** 2):.3f} (base rate alone {base:.3f}), AUC {auc(sure, right):.3f}, "
        f"ECE {calibration_error(sure, right):.3f}",
    ]
    for low, told, true, number in bins(sure, right):
        lines.append(f"{low:.1f}-{low + 1 / BINS:.1f}: said {told:.2f}, right {true:.2f}, {number} events")
    return lines


def bins(sure: Floats, right: Floats) -> Iterator[tuple[float, float, float, int]]:
    """Of every tenth that has events: lower end, mean confidence, share that is right, how many."""
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        mine = place == number
        if mine.any():
            yield number / BINS, float(sure[mine].mean()), float(right[mine].mean()), int(mine.sum())


def calibration_error(sure: Floats, right: Floats) -> float:
    """Mean difference of confidence and share that is right, over tenths, weighted by their events."""
    return sum(abs(told - true) * number for _, told, true, number in bins(sure, right)) / len(right)


if __name__ == "__main__":
    typer.run(main)
