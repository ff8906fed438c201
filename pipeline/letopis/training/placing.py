"""Fits resources/story/placing.yaml: `python -m letopis.training.placing GOLD... --folds DIR --out FILE`.

Every event that pairs with one of our own gold is a choice among the places that its own words and the article offer;
gold's places are right, and none where gold has none. Events whose place is not offered are left out. Which others go
with the likeliest is fitted to what is chosen so: those that gold has too. An article is read with the network of
`letopis train --folds` that did not see it. Figures are of articles left out of the fit, those of one network at a
time; of articles that no rule has seen (`--unseen`) apart.
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
from letopis.evaluation.matching import fold_name, places
from letopis.events.ontology import Ontology
from letopis.odds import Evidence
from letopis.record import build_record
from letopis.story.further import Further, evidence, settled
from letopis.story.placing import Placer, Placing
from letopis.story.where import Spot
from letopis.training.folds import OwnChains, fold_of
from letopis.training.held_out import article_of
from letopis.training.regression import fit_choice, fit_odds

# Of several right places one is enough, which the fit finds in so many rounds.
PENALTY, TOLD, ROUNDS = 5.0, 0.5, 4
FURTHER_PENALTY, FURTHER_TOLD, BESIDE_SITE = 10.0, 0.28, 0.2
_HEADER = """\
# Log-odds that an event was at a place that its own words or the article give, or at none, by what speaks for it.
# Another than none is taken from the share `told` on that it has of its own and none's probability together; `further`
# are odds that an event was at another place beside the likeliest.
# `python -m letopis.training.placing` wrote this, its docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Asked:
    """One event's choice, and the names of gold's places; what is of one fold is held out together."""

    spots: Sequence[Spot]
    gold: frozenset[str]
    fold: int
    unseen: bool

    @property
    def right(self) -> list[int]:
        """Numbers of the spots that are right; none is where gold has no place."""
        if not self.gold:
            return [0]
        return [number for number, spot in enumerate(self.spots) if _names([spot]) & self.gold]


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[
        Path | None, typer.Option(help="folder of the networks of `letopis train --folds`", exists=True)
    ] = None,
    unseen: Annotated[list[Path] | None, typer.Option(help="gold that no rule was made with", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    asked = [*_asked(gold, folds, unseen=False), *_asked(unseen or [], folds, unseen=True)]
    chosen, header = held_out(asked), _HEADER
    for name, which in (("seen", False), ("unseen", True)):
        figures = report([pair for pair in zip(asked, chosen, strict=True) if pair[0].unseen is which])
        typer.echo(f"{name}: {figures}")
        header += f"# {name}: {figures}\n"
    text = yaml.safe_dump(fit(asked).model_dump(), allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


class _Recorder(Placer):
    """Keeps what the events were offered; the last offer is that of which the record is made."""

    offered: dict[str, Sequence[Spot]]

    def choose(self, event: Event, spots: Sequence[Spot]) -> list[Spot]:
        """As the chain does."""
        self.offered[event.id] = spots
        return super().choose(event, spots)


def _asked(folders: Sequence[Path], folds: Path | None, *, unseen: bool) -> Iterator[Asked]:
    recorder = _Recorder(Ontology.load())
    chains = OwnChains(folds, placer=recorder)
    for gold in (article for folder in folders for article in own.load(folder)):
        recorder.offered, extractor = {}, chains.of(gold)
        document = extractor.annotate(article_of(gold))
        compared = compare(gold.record, build_record(document, extractor.settings), gold.covers)
        for right, found in compared.matched:
            if found.id in recorder.offered:
                yield Asked(recorder.offered[found.id], places(right), fold_of(gold), unseen)


def fit(asked: Sequence[Asked]) -> Placing:
    """The choice fitted to all whose place is offered, and what goes with it."""
    told = [one for one in asked if one.right]
    rows = [[spot.evidence for spot in one.spots] for one in told]
    choice = fit_choice(rows, [one.right for one in told], PENALTY, TOLD, rounds=ROUNDS).model_dump()
    told_on = {"told": FURTHER_TOLD, "beside_site": BESIDE_SITE}
    alone = Placing(**choice, further=Further(weights={"bias": 0.0}, **told_on))
    seen = [pair for one in asked for pair in _beside(alone, one)]
    odds = fit_odds([told for told, _ in seen], [right for _, right in seen], FURTHER_PENALTY)
    return Placing(**choice, further=Further(**odds.model_dump(), **told_on))


def _beside(placing: Placing, one: Asked) -> Iterator[tuple[Evidence, bool]]:
    """Of every other place than the likeliest that has to be weighed what is known of it, and whether gold has it."""
    worth = placing.worths(one.spots)
    best = placing.likeliest(one.spots, worth)
    if best is None:
        return
    for spot in one.spots[1:]:
        if _names([spot]) != _names([best]) and settled(best, spot) is None:
            yield evidence(best, spot, one.spots, worth), bool(_names([spot]) & one.gold)


def held_out(asked: Sequence[Asked]) -> list[frozenset[str]]:
    """The names of what is chosen for each by a fit without those held out with it."""
    fits = {fold: fit([one for one in asked if one.fold != fold]) for fold in {one.fold for one in asked}}
    return [_names(fits[one.fold].chosen(one.spots)) for one in asked]


def _names(spots: Sequence[Spot]) -> frozenset[str]:
    return frozenset(fold_name(spot.place.name) for spot in spots if spot.place is not None)


def report(chosen: Sequence[tuple[Asked, frozenset[str]]]) -> str:
    """How many are right, and F1 of the places."""
    right = sum(bool(one.gold & names) or one.gold == names for one, names in chosen)
    tally = sum((Tally.of(one.gold, names) for one, names in chosen), Tally())
    offered = sum(bool(one.gold and one.right) for one, _ in chosen)
    precision, recall, f1 = (100 * (figure or 0.0) for figure in (tally.precision, tally.recall, tally.f1))
    return (
        f"{len(chosen)} events, {sum(bool(one.gold) for one, _ in chosen)} with a place in gold, {offered} of them "
        f"with one that is offered: {100 * right / len(chosen):.1f} % right, places F1 {f1:.1f} (P {precision:.1f}, "
        f"R {recall:.1f})"
    )


if __name__ == "__main__":
    typer.run(main)
