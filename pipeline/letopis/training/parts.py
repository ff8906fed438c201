"""Fits resources/story/parts.yaml: `python -m letopis.training.parts GOLD... --folds DIR --out FILE`.

Every event that pairs with one of our own gold, and that rules give to no visit or summit, is a choice among the larger
events that the article offers it; the one that pairs with gold's larger event is right, and none where gold has none or
the article does not offer it. An article is read with the network of `letopis train --folds` that did not see it.
Figures are of articles left out of the fit, those of one network at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml

from letopis.document import Event
from letopis.evaluation.counts import Tally
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.odds import Choice, Evidence
from letopis.record import build_record
from letopis.story.parts import Linker, Offer
from letopis.training.folds import HELD_OUT, OwnChains, fold_of
from letopis.training.held_out import article_of
from letopis.training.regression import fit_choice

PENALTY = 3.0
# Kinds of evidence are many and each is rare.
LEAST = 4
# From here down to a fifth F1 is the same; of what is told half and more is right.
TOLD = 0.26
_HEADER = """\
# Log-odds that an event is part of another, or of none, by what speaks for it. A whole that has less than the share
# `told` of its own and none's probability together is not taken.
# `python -m letopis.training.parts` wrote this, its docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Asked:
    """One event's choice: the evidence of each offer, whether it is gold's whole, whether gold has one at all."""

    evidence: list[Evidence]
    right: list[bool]
    has: bool
    fold: int

    @property
    def wanted(self) -> list[int]:
        """Numbers of the offers to be chosen."""
        return [number for number, right in enumerate(self.right) if right] or [0]


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)],
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    asked = list(_asked(gold, folds))
    figures = report(asked)
    typer.echo(figures)
    table = {"told": TOLD, "weights": dict(fit(asked).weights)}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(f"{_HEADER}# {figures}\n{text}", encoding="utf-8")


class _Recorder(Linker):
    """Keeps what the events were offered; the last offer is that of which the record is made."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: dict[str, Sequence[Offer]] = {}

    def choose(self, part: Event, offers: Sequence[Offer]) -> Offer:
        """None: offers do not depend on the fit before."""
        self.offered[part.id] = offers
        return offers[0]


def _asked(folders: Sequence[Path], folds: Path) -> Iterator[Asked]:
    recorder = _Recorder()
    chains = OwnChains(folds, linker=recorder)
    for gold in (article for folder in folders for article in own.load(folder)):
        recorder.offered, extractor = {}, chains.of(gold)
        document = extractor.annotate(article_of(gold))
        matched = compare(gold.record, build_record(document, extractor.settings), gold.covers).matched
        twins = {found.id: right.id for right, found in matched}
        for right, found in matched:
            if found.part_of is not None:
                continue  # rules gave it to a visit or summit
            offers = recorder.offered.get(found.id, [Offer(None, {})])
            its = [each.whole is not None and twins.get(each.whole.id) == right.part_of for each in offers]
            has = right.part_of is not None
            yield Asked([each.evidence for each in offers], [has and one for one in its], has, fold_of(gold))


def fit(asked: Sequence[Asked]) -> Choice:
    """The choice fitted to all that were offered anything."""
    offered = [one for one in asked if len(one.evidence) > 1]
    return fit_choice([one.evidence for one in offered], [one.wanted for one in offered], PENALTY, TOLD, least=LEAST)


def report(asked: Sequence[Asked]) -> str:
    """How many are told rightly by a fit without those held out with them."""
    fits = {fold: fit([one for one in asked if one.fold != fold]) for fold in range(HELD_OUT)}
    tally = Tally()
    for one in asked:
        chosen = fits[one.fold].choose(one.evidence)
        right = one.right[chosen]
        tally += Tally(int(right), int(chosen > 0 and not right), int(one.has and not right))
    offered = sum(any(one.right) for one in asked)
    told = tally.right + tally.false
    return (
        f"{len(asked)} events, {tally.right + tally.missed} of them parts ({offered} with their whole offered); "
        f"told {told}, {tally.right} rightly, F1 {100 * (tally.f1 or 0):.1f}"
    )


if __name__ == "__main__":
    typer.run(main)
