"""Fits resources/story/kinds.yaml: `python -m letopis.training.kinds GOLD... --out FILE`.

Of each type the events that pair with gold's: which kind gold has, or that it has none, by the words that tell of them.
Multinomial logistic regression, one a type, by accelerated gradient steps (Nesterov); words that a type's events have
but once and weights near zero are left out. Figures are of an eighth of the articles at a time, left out of the fit.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml

from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.events.ontology import Ontology
from letopis.odds import Evidence
from letopis.record import build_record
from letopis.settings import PACKAGED_MODEL
from letopis.story.kinds import NONE, KindOdds, packed, words_of
from letopis.training.chain import chain
from letopis.training.held_out import PARTS, article_of
from letopis.training.regression import Floats

PENALTY = 1.0
STEPS = 150
TOLD = 0.5
# Events of a type below which its kinds are not fitted; how many of them have to have a word; weights that are nothing.
FEWEST, LEAST, NOTHING = 8, 2, 0.2
_HEADER = """\
# Log-odds of the kinds of each type by the words of an event that no rule gives one; told from probability `told` on.
# `python -m letopis.training.kinds` wrote this, its docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Known:
    """An event with its kind in gold, which may be NONE; `given` is what the chain gave it before, None for none."""

    type: str
    kind: str
    given: str | None
    evidence: Evidence
    article: int


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    known = _known(gold)
    figures = report(known)
    typer.echo(figures)
    out.write_text(f"{_HEADER}# {figures}\n{written(fit(known))}", encoding="utf-8")


def written(odds: KindOdds) -> str:
    """The odds as the file has them."""
    types = {name: {kind: packed(words) for kind, words in kinds.items()} for name, kinds in odds.types.items()}
    return yaml.safe_dump({"told": odds.told, "types": types}, allow_unicode=True, width=120)


def _known(folders: Sequence[Path]) -> list[Known]:
    extractor, found = chain(PACKAGED_MODEL, kinds=False), []
    for number, gold in enumerate(article for folder in folders for article in own.load(folder)):
        document = extractor.annotate(article_of(gold))
        events = {event.id: event for event in document.events}
        pairs = compare(gold.record, build_record(document, extractor.settings), gold.covers).matched
        for right, told in pairs if "kind" in gold.covers.fields else []:
            words = words_of(document, events[told.id])
            found.append(Known(told.type, right.kind or NONE, told.kind, words, number % PARTS))
    return found


def fit(known: Sequence[Known]) -> KindOdds:
    """The odds of every type of which there are enough events, of two kinds at least."""
    types = {}
    for name in sorted({one.type for one in known}):
        own_events = [one for one in known if one.type == name]
        if len(own_events) >= FEWEST and len({one.kind for one in own_events}) > 1:
            types[name] = _fit_type(own_events)
    return KindOdds(types=types, told=TOLD)


def _fit_type(known: Sequence[Known]) -> dict[str, dict[str, float]]:
    kinds = sorted({one.kind for one in known})
    counts = Counter(name for one in known for name in one.evidence)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    columns = {name: number for number, name in enumerate(names)}
    rows, right = np.zeros((len(known), len(names))), np.zeros((len(known), len(kinds)))
    for row, wanted, one in zip(rows, right, known, strict=True):
        wanted[kinds.index(one.kind)] = 1
        for name, value in one.evidence.items():
            if name in columns:
                row[columns[name]] = value
    found = np.round(softmax_regression(rows, right, PENALTY), 2)
    return {
        kind: {name: float(worth) for name, worth in zip(names, column, strict=True) if abs(worth) >= NOTHING}
        for kind, column in zip(kinds, found.T, strict=True)
    }


def softmax_regression(rows: Floats, right: Floats, penalty: float) -> Floats:
    """Weights [features, classes] of least penalised log-loss, of rows [n, features] and their classes [n, classes]."""
    found = ahead = np.zeros((rows.shape[1], right.shape[1]))
    step = 1 / (np.linalg.norm(rows, 2) ** 2 / 4 + penalty)
    speed = 1.0
    for _ in range(STEPS):
        worth = rows @ ahead
        chances = np.exp(worth - worth.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        next_found = ahead - step * (rows.T @ (chances - right) + penalty * ahead)
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        ahead = next_found + (speed - 1) / faster * (next_found - found)
        found, speed = next_found, faster
    return found


def report(known: Sequence[Known]) -> str:
    """How many kinds are right, those of rules alone and with what a fit without the article adds."""
    kinds = {name: tuple(kind.kinds) for name, kind in Ontology.load().types.items()}
    told = right = false = 0
    for part in range(PARTS):
        odds = fit([one for one in known if one.article != part])
        for one in (one for one in known if one.article == part and one.given is None):
            best = odds.likeliest(one.type, kinds[one.type], one.evidence)
            if best is not None and best[0] != NONE and best[1] >= odds.told:
                told += 1
                right += best[0] == one.kind
                false += one.kind == NONE
    some = [one for one in known if one.kind != NONE]
    before = sum(one.given == one.kind for one in some)
    return (
        f"{len(some)} events with a kind in gold: {100 * before / len(some):.1f} % right by rules, "
        f"{100 * (before + right) / len(some):.1f} with these; "
        f"{told} told, {right} of them right, {false} where gold has none"
    )


if __name__ == "__main__":
    typer.run(main)
