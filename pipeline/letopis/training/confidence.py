"""Fits resources/story/confidence.yaml: `python -m letopis.training.confidence GOLD... --model WEIGHTS`.

The weights must not have seen the gold. The ontology's events are judged by our own gold: one is right when a gold
event of its type pairs with it. What only the tagger sees (`other`) is judged by brat folders: it is right when one
of its triggers meets a trigger of gold. The two do not mean the same by an event, so each has a fit of its own. Of
brat folders every `HELD_OUT`-th article is taken, as the network 0 of `letopis train --folds` did not see them.
Figures are of articles left out of the fit, an eighth at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from letopis.document import Article, Document, Event
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.events.fallback import OTHER
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.record import build_record
from letopis.settings import PACKAGED_MODEL, Settings
from letopis.story.confidence import Support, support
from letopis.training.brat import BratArticle, read_folder
from letopis.training.run import HELD_OUT

Floats = NDArray[np.float64]
FOLDS = 8
BINS = 10
_PENALTY = 1.0
_STEPS = 30


@dataclass(slots=True)
class Judged:
    """Events of all articles: what supports each [n, features], whether it is right, its article, whether `other`."""

    support: Floats
    right: Floats
    article: NDArray[np.int64]
    other: NDArray[np.bool_]

    def of(self, other: bool) -> "Judged":
        """Those of type `other`, or the rest."""
        mine = self.other == other
        return Judged(self.support[mine], self.right[mine], self.article[mine], self.other[mine])


def main(
    gold: Annotated[list[Path], typer.Argument(help="brat folders, or folders of our own gold", exists=True)],
    model: Annotated[str, typer.Option(help="weights that did not see the gold, or none")] = PACKAGED_MODEL,
) -> None:
    """Print the figures on held-out articles and the log-odds fitted to all."""
    judged = gather(Extractor(Settings(model=model)), gold)
    typed = "rules" if model == "none" else "model"
    for name, part in ((typed, judged.of(other=False)), ("other", judged.of(other=True))):
        if len(part.right):
            typer.echo("\n".join([f"{name}:", *report(_held_out(part), part.right)]))
            for field, value in zip(Support.model_fields, fit(part.support, part.right), strict=True):
                typer.echo(f"  {field}: {value:.2f}")


def _held_out(judged: Judged) -> Floats:
    """The confidence of every event by a fit that left its article out."""
    found = np.zeros(len(judged.right))
    for fold in range(FOLDS):
        mine = judged.article % FOLDS == fold
        found[mine] = sigmoid(judged.support[mine] @ fit(judged.support[~mine], judged.right[~mine]))
    return found


def gather(extractor: Extractor, folders: Sequence[Path]) -> Judged:
    """Extract the articles of all folders and judge their events."""
    rows: list[list[float]] = []
    right: list[bool] = []
    article: list[int] = []
    other: list[bool] = []
    for number, (document, judged) in enumerate(one for folder in folders for one in _articles(extractor, folder)):
        for event, fits in judged:
            rows.append([value for _, value in support(event, document)])
            right.append(fits)
            article.append(number)
            other.append(event.type == OTHER.type)
    return Judged(np.array(rows), np.array(right, float), np.array(article), np.array(other, bool))


def _articles(extractor: Extractor, folder: Path) -> Iterator[tuple[Document, list[tuple[Event, bool]]]]:
    if any(folder.glob("*.yaml")):
        for gold in own.load(folder):
            given = gold.record.article
            document = extractor.annotate(
                Article(given.id, given.text or "", given.sha256, published=given.published,
                        published_from=given.published_from)
            )  # fmt: skip
            compared = compare(gold.record, build_record(document, extractor.settings), gold.covers)
            paired = {found.id for _, found in compared.matched}
            judged = {event.id for event in compared.system}
            yield document, [(event, event.id in paired) for event in document.events if event.id in judged]
    else:
        for article in read_folder(folder)[::HELD_OUT]:
            document = extractor.annotate(Article(article.name, article.text, sha256_text(article.text)))
            tagged = [event for event in document.events if event.type == OTHER.type]
            yield document, [(event, _meets(event, article)) for event in tagged]


def _meets(event: Event, article: BratArticle) -> bool:
    triggers = [mention.trigger for mention in event.mentions]
    gold = [span for span in article.spans.values() if span.kind == "EVENT"]
    return any(t.start < span.end and span.start < t.end for t in triggers for span in gold)


def fit(rows: Floats, right: Floats, penalty_weight: float = _PENALTY) -> Floats:
    """Logistic regression with an L2 penalty on all but the first weight, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    penalty = penalty_weight * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    for _ in range(_STEPS):
        found = sigmoid(rows @ weights)
        slope = rows.T @ (right - found) - penalty @ weights
        curve = (rows * (found * (1 - found))[:, None]).T @ rows + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def sigmoid(odds: Floats) -> Floats:
    """Log-odds to probabilities."""
    found: Floats = 1 / (1 + np.exp(-odds))
    return found


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


def auc(sure: Floats, right: Floats) -> float:
    """Probability that a right event is held surer than a wrong one, ties counted half."""
    good, bad = sure[right > 0], sure[right == 0]
    above = (good[:, None] > bad[None]).mean() + 0.5 * (good[:, None] == bad[None]).mean()
    return float(above)


if __name__ == "__main__":
    typer.run(main)
