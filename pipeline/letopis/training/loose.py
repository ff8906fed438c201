"""Fits resources/events/loose.yaml: `python -m letopis.training.loose GOLD... --unseen FOLDER --folds DIR`.

Every word that the ontology knows and no rule takes is judged by our own gold: right when a gold mention of the type
has it in its trigger. Each article is read with the network of `letopis train --folds` that did not see it. On articles
that the rules were made with fewer such words are right than on others; those of `--unseen` say by how much, and that
difference goes into the odds. Figures are of articles left out of the fit, an eighth at a time.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml

from letopis.document import Document, Token
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.events.loose import LooseOdds, LooseReader
from letopis.events.senses import Context, Sense
from letopis.odds import Evidence
from letopis.training.folds import OwnChains
from letopis.training.held_out import Judged, article_of, as_unseen, auc, fit, held_out, is_unseen, settled
from letopis.training.regression import Floats

PENALTY = 3.0
# Where the word likelier tells of the type than not.
TOLD = 0.5
_HEADER = """\
# Log-odds that a word tells of a type of which it has rules, none of which holds. Below the probability `told` it does
# not. `python -m letopis.training.loose` wrote this, its docstring says from what. On articles held out of the fit:
"""
_Spot = tuple[int, int, str]


class _Recorder(LooseReader):
    """Notes what speaks for each word, and tells nothing."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, LooseOdds(weights={"bias": 0.0}, told=1.0))
        self.noted: list[tuple[_Spot, Evidence]] = []

    def sense(self, context: Context, token: Token, senses: Sequence[Sense]) -> Sense | None:
        """None, always."""
        for each in self.weigh(context, token, senses):
            self.noted.append(((token.start, token.end, each.sense.type.type), each.evidence))
        return None


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    unseen: Annotated[list[Path] | None, typer.Option(help="gold that no rule was made with", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    judge = _Judge(folds)
    known = [one for folder in gold for one in own.load(folder)]
    new = [one for folder in unseen or [] for one in own.load(folder)]
    judged = list(judge.judged(known))
    judged += [Judged(as_unseen(one.evidence), one.right, one.article) for one in judge.judged(new)]
    figures = _report(judged, held_out(judged, PENALTY))
    typer.echo(figures)
    table = {"told": TOLD, "weights": dict(settled(fit(judged, PENALTY)).weights)}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(f"{_HEADER}# {figures}\n{text}", encoding="utf-8")


class _Judge:
    """Reads articles, all rules at work, and judges the words that no rule takes."""

    def __init__(self, folds: Path) -> None:
        self._recorder: _Recorder | None = None
        self._chains = OwnChains(folds, loose=self._record)

    def _record(self, document: Document) -> LooseReader:
        self._recorder = _Recorder(document)
        return self._recorder

    def judged(self, articles: Sequence[GoldArticle]) -> Iterator[Judged]:
        """The words of each article."""
        for number, gold in enumerate(articles):
            self._chains.of(gold).annotate(article_of(gold))
            told = {
                (mention.trigger.start, mention.trigger.end, event.type)
                for event in gold.record.events
                for mention in event.mentions
            }
            for spot, evidence in self._recorder.noted if self._recorder is not None else ():
                yield Judged(evidence, any(_same(spot, other) for other in told), number)


def _same(one: _Spot, other: _Spot) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def _report(judged: Sequence[Judged], sure: Floats) -> str:
    """Of the unseen articles where there are any."""
    chosen = is_unseen(judged)
    right, sure = np.array([one.right for one in judged], float)[chosen], sure[chosen]
    told = sure >= TOLD
    return (
        f"{len(right)} pairs of word and type, {right.mean():.1%} right, ROC area {auc(sure, right):.2f}; from "
        f"{TOLD} on {told.sum()}, of which {right[told].mean():.0%} right, {right[told].sum() / right.sum():.0%} of all"
    )


if __name__ == "__main__":
    typer.run(main)
