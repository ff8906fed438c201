"""Fits resources/story/dating.yaml: `python -m letopis.training.dating GOLD... --unseen FOLDER --folds DIR --out FILE`.

Every event that pairs with one of our own gold is a choice among the times that the article offers it; gold's date is
the right one, and none where gold has none or the article does not offer it. An article is read with the network of
`letopis train --folds` that did not see it. Figures are of articles left out of the fit, those of one network at a
time; of articles that no rule has seen (`--unseen`) apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml

from letopis.document import Event
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.evaluation.matching import days
from letopis.odds import Choice, Evidence
from letopis.record import build_record
from letopis.story.dating import Dater
from letopis.story.told_times import Days, days_of
from letopis.story.when import Option
from letopis.training.folds import OwnChains, fold_of
from letopis.training.held_out import article_of
from letopis.training.regression import fit_choice

PENALTY = 6.0
TOLD = 0.34
_HEADER = """\
# Log-odds that an event has a time of the article, or none, by what speaks for it; `own` is the time that rules give it
# by its own words. A time that has less than the share `told` of its own and none's probability together is not taken.
# `python -m letopis.training.dating` wrote this, its docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Asked:
    """One event's choice: the days and the evidence of each option, gold's days; what is of one fold is held out
    together."""

    options: list[tuple[Days | None, Evidence]]
    gold: Days | None
    fold: int
    unseen: bool

    @property
    def evidence(self) -> list[Evidence]:
        """Of each option."""
        return [evidence for _, evidence in self.options]

    @property
    def right(self) -> int:
        """Number of the option to be chosen."""
        return next((n for n, (offered, _) in enumerate(self.options) if offered == self.gold), 0)


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)],
    unseen: Annotated[list[Path] | None, typer.Option(help="gold that no rule was made with", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    asked = [*_asked(gold, folds, unseen=False), *_asked(unseen or [], folds, unseen=True)]
    chosen, header = held_out(asked), _HEADER
    for name, which in (("seen", False), ("unseen", True)):
        figures = report([pair for pair in zip(asked, chosen, strict=True) if pair[0].unseen is which])
        typer.echo(f"{name}: {figures}")
        header += f"# {name}: {figures}\n"
    table = {"told": TOLD, "weights": dict(fit(asked).weights)}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


class _Recorder(Dater):
    """Keeps what the events were offered; the last offer is that of which the record is made."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: dict[str, Sequence[Option]] = {}

    def choose(self, event: Event, options: Sequence[Option]) -> Option:
        """What rules give the event: offers do not depend on the fit before."""
        self.offered[event.id] = options
        return next(option for option in options if option.time is event.time)


def _asked(folders: Sequence[Path], folds: Path, *, unseen: bool) -> Iterator[Asked]:
    recorder = _Recorder()
    chains = OwnChains(folds, dater=recorder)
    for gold in (article for folder in folders for article in own.load(folder)):
        recorder.offered, extractor = {}, chains.of(gold)
        document = extractor.annotate(article_of(gold))
        compared = compare(gold.record, build_record(document, extractor.settings), gold.covers)
        for right, found in compared.matched:
            if found.id in recorder.offered:
                options = recorder.offered[found.id]
                told = [(days_of(each.time) if each.time is not None else None, each.evidence) for each in options]
                yield Asked(told, days(right.time), fold_of(gold), unseen)


def fit(asked: Sequence[Asked]) -> Choice:
    """The choice fitted to all."""
    return fit_choice([one.evidence for one in asked], [[one.right] for one in asked], PENALTY, TOLD)


def held_out(asked: Sequence[Asked]) -> list[Days | None]:
    """What is chosen for each by a fit without those held out with it."""
    fits = {fold: fit([one for one in asked if one.fold != fold]) for fold in {one.fold for one in asked}}
    return [one.options[fits[one.fold].choose(one.evidence)][0] for one in asked]


def report(chosen: Sequence[tuple[Asked, Days | None]]) -> str:
    """How many are right, of those that gold dates and of the others."""
    counts = Counter((one.gold is not None, one.gold == days) for one, days in chosen)
    offered = sum(one.gold is not None and one.right > 0 for one, _ in chosen)
    dated, others = (counts[has, True] + counts[has, False] for has in (True, False))
    return (
        f"{len(chosen)} events; of {dated} that gold dates ({offered} with a time that is offered) "
        f"{counts[True, True]} are dated right; of {others} that it does not, {counts[False, True]} stay undated"
    )


if __name__ == "__main__":
    typer.run(main)
