"""Fits resources/story/recalling.yaml: `python -m letopis.training.recalling GOLD... --folds DIR --out FILE`.

Every open role of an event that pairs with one of our own gold is a choice among those whom the article offers; right
are those to whom gold gives the role, and nobody where they are not offered. An article is read with the network of
`letopis train --folds` and with odds of casting that did not see it: what these leave open of articles that they know
is not what they leave open of others. Figures are of articles left out of the fit, those of one network at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Annotated

import typer
import yaml

from letopis.document import Event
from letopis.evaluation.event_scores import compare
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.matching import fold_name
from letopis.events.casting import Caster
from letopis.events.casting_odds import CastingOdds
from letopis.events.ontology import Ontology, Role
from letopis.extractor import Extractor
from letopis.record import build_record
from letopis.story.recalling import Recaller, Recalling
from letopis.story.who import Guest
from letopis.training import casting
from letopis.training.chain import chain
from letopis.training.folds import HELD_OUT, fold_of, model_of
from letopis.training.held_out import article_of
from letopis.training.regression import fit_choice

PENALTY = 4.0
LEAST = 16
# Whom no word of the event gives pays for himself from half of F1 on, which is near 0.6. Not so whom casting left out:
# in 36 articles to which nothing was fitted 2 of the 8 between the two shares were right.
TOLD, DOUBTED = 0.45, 0.55
_HEADER = """\
# Log-odds that somebody of whom the article tells had a role that an event's own words leave open, by what speaks for
# it, against nobody. From the share `told` on he had it. `python -m letopis.training.recalling` wrote this, its
# docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Asked:
    """Who is offered for one role, the numbers of those who are right, how many may be taken; what is of one fold is
    held out together."""

    role: Role
    guests: Sequence[Guest]
    right: list[int]
    most: int
    fold: int


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path | None, typer.Option(help="networks of `letopis train --folds`", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all; without folds by the package's model."""
    articles = [one for folder in gold for one in own.load(folder)]
    asked = list(gather(articles, folds))
    figures = report(asked)
    typer.echo(figures)
    text = yaml.safe_dump(fit(asked).model_dump(), allow_unicode=True, sort_keys=False, width=120)
    out.write_text(f"{_HEADER}# {figures}\n{text}", encoding="utf-8")


class _Recorder(Recaller):
    """Keeps who was offered for which role, and recalls nobody."""

    offered: dict[str, list[tuple[Role, Sequence[Guest], int]]]

    def choose(self, event: Event, role: Role, guests: Sequence[Guest], most: int) -> list[Guest]:
        """Nobody, ever."""
        self.offered.setdefault(event.id, []).append((role, guests, most))
        return []


def gather(articles: Sequence[GoldArticle], folds: Path | None) -> Iterator[Asked]:
    """The open roles of all events that pair with gold's."""
    judged = list(casting.gather(articles, folds))
    recorder = _Recorder(Ontology.load())

    @cache
    def blind(fold: int) -> Extractor:
        odds = casting.fit([one for one in judged if fold_of(articles[one.article]) != fold])
        caster = partial(Caster, odds=CastingOdds(**odds.model_dump()))
        return chain(model_of(folds, fold), caster=caster, recaller=recorder, doubtful=False)

    for gold in articles:
        recorder.offered, extractor = {}, blind(fold_of(gold))
        record = build_record(extractor.annotate(article_of(gold), traced=False), extractor.settings)
        compared = compare(gold.record, record, gold.covers)
        for told, found in compared.matched if "participants" in gold.covers.fields else ():
            for role, guests, most in recorder.offered.get(found.id, ()):
                names = {fold_name(who.name) for who in told.participants if who.role == role and who.name is not None}
                yield Asked(role, guests, _right(guests, names), most, fold_of(gold))


def _right(guests: Sequence[Guest], names: set[str]) -> list[int]:
    """Nobody where none of the names is offered."""
    named = [(number, guest.entity) for number, guest in enumerate(guests) if guest.entity is not None]
    return [number for number, entity in named if fold_name(entity.name) in names] or [0]


def fit(asked: Sequence[Asked]) -> Recalling:
    """The choice fitted to all."""
    rows = [[guest.evidence(one.role) for guest in one.guests] for one in asked]
    fitted = fit_choice(rows, [one.right for one in asked], PENALTY, TOLD, least=LEAST)
    return Recalling(**fitted.model_dump(), doubted=DOUBTED)


def report(asked: Sequence[Asked]) -> str:
    """How many are recalled by fits that did not see their articles, and how many of them rightly."""
    recalled = right = 0
    for fold in range(HELD_OUT):
        odds = fit([one for one in asked if one.fold != fold])
        for one in asked:
            chosen = odds.chosen(one.role, one.guests, one.most) if one.fold == fold else []
            recalled += len(chosen)
            right += sum(any(guest is one.guests[number] for number in one.right) for guest in chosen)
    wanted = sum(len(one.right) for one in asked if one.right != [0])
    return f"{len(asked)} open roles, {wanted} who had one are offered; {recalled} recalled, {right} of them rightly"


if __name__ == "__main__":
    typer.run(main)
