"""Fits resources/events/casting.yaml: `python -m letopis.training.casting GOLD... --folds DIR --out FILE`.

Everyone of whom the sentence of one of gold's mentions speaks is judged: right is the role that gold gives him there,
or in the event as a whole by his name; none where it gives none. Mentions that gold does not have say nothing. Each
article is read with the network of `letopis train --folds` that did not see it, for the words that are told loosely;
the model itself is no evidence, so that the odds are the same without one. Figures are of articles left out of the
fit, an eighth at a time.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
import yaml

from letopis.document import Document, Sentence
from letopis.entities.index import MentionIndex
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.matching import fold_name
from letopis.events.actors import Actor, actors
from letopis.events.casting import Caster, among
from letopis.events.casting_odds import CastingOdds, Trial
from letopis.events.found import Found
from letopis.events.lexicon import EventLexicon
from letopis.events.roles import RoleFiller
from letopis.events.slots import SlotFinder
from letopis.odds import Choice, Evidence
from letopis.record.parts import Event, Mention
from letopis.training.folds import OwnChains
from letopis.training.held_out import PARTS, article_of
from letopis.training.regression import fit_choice

PENALTY = 12.0
LEAST = 16
# An argument pays for itself from half of F1 on; whole events and names that gold has otherwise ask for some more:
# fitted to one half of fresh and read on the other, 1,799 right and 833 wrong with 0.46, 1,812 and 886 with 0.42.
TOLD = 0.46
_HEADER = """\
# Log-odds that somebody of whom a sentence speaks has a role in an event, by what speaks for it, against none. From the
# share `told` on he has it. `python -m letopis.training.casting` wrote this, its docstring says from what. On articles
# held out of the fit:
"""


class Judged(NamedTuple):
    """Somebody before an event: what speaks for each role, which is gold's (0: none), the rules' (0: none)."""

    evidence: list[Evidence]
    right: int
    ruled: int
    article: int


class _Noted(NamedTuple):
    """Who could have which part, `name` being his while roles are given out: entities are numbered anew later."""

    sentence: Sentence
    found: Found
    trial: Trial
    ruled: int
    name: str | None


class _Recorder(Caster):
    """Notes who could have which part, and leaves the rules' as they are."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon, roles: RoleFiller) -> None:
        super().__init__(document, mentions, lexicon, roles, CastingOdds(weights={}, told=0.5))
        self.noted: list[_Noted] = []
        self._index, self._filler = mentions, roles
        self._names = {entity.id: fold_name(entity.name) for entity in document.entities}

    def cast(self, sentence: Sentence, found: Sequence[Found], slots: SlotFinder) -> None:
        """Nobody, ever."""
        everyone = actors(sentence, self._index, self._filler) if found else []
        for each in found:
            for trial in self.trials(sentence, each, slots, everyone, found):
                ruled = among(trial.actor.argument, each.mention.participants)
                given = ruled.role if ruled is not None else None
                number = trial.roles.index(given) if given in trial.roles else 0
                name = self._names.get(trial.actor.argument.entity or "")
                self.noted.append(_Noted(sentence, each, trial, number, name))


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    folds: Annotated[Path | None, typer.Option(help="networks of `letopis train --folds`", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all; without folds by the package's model."""
    judged = list(gather([one for folder in gold for one in own.load(folder)], folds))
    figures = _report(judged)
    typer.echo(figures)
    text = yaml.safe_dump(fit(judged).model_dump(), allow_unicode=True, sort_keys=False, width=120)
    out.write_text(f"{_HEADER}# {figures}\n{text}", encoding="utf-8")


def gather(articles: Sequence[GoldArticle], folds: Path | None) -> Iterator[Judged]:
    """Everyone in the sentences of gold's mentions."""
    recorders: list[_Recorder] = []
    chains = OwnChains(folds, caster=partial(_recorder, recorders), told=False)
    for number, gold in enumerate(articles):
        recorders.clear()
        chains.of(gold).annotate(article_of(gold), traced=False)
        meant = _Meant(gold)
        for noted in recorders[-1].noted:
            told, trial = list(_told(gold, noted.found)), noted.trial
            if told:
                role = meant.role(noted, told)
                yield Judged(trial.evidence, trial.roles.index(role) if role in trial.roles else 0, noted.ruled, number)


def _recorder(
    noted: list[_Recorder], document: Document, mentions: MentionIndex, lexicon: EventLexicon, roles: RoleFiller
) -> Caster:
    noted.append(_Recorder(document, mentions, lexicon, roles))
    return noted[-1]


def _told(gold: GoldArticle, found: Found) -> Iterator[tuple[Event, Mention]]:
    """Gold's events of the type with each of their mentions whose trigger meets the one found."""
    mention = found.mention
    for event in gold.record.events:
        for told in event.mentions if event.type == mention.type else ():
            meets = told.trigger.start < mention.trigger.end and mention.trigger.start < told.trigger.end
            if meets and told.sentence.start < mention.end and mention.start < told.sentence.end:
                yield event, told


class _Meant:
    """Which role gold gives to whom a word speaks of."""

    def __init__(self, gold: GoldArticle) -> None:
        self._spans = [
            (mention.start, mention.end or 0, entity.id)
            for entity in gold.record.entities
            for mention in entity.mentions
            if mention.start is not None
        ]

    def role(self, noted: _Noted, told: Sequence[tuple[Event, Mention]]) -> str | None:
        """By the head of the words that gold marks, else by the entity that it sees there, else by name."""
        sentence, actor = noted.sentence, noted.trial.actor
        for _, mention in told:
            for side in mention.participants if actor.argument.form != "zero" else ():
                if _heads(sentence, actor, side.start, side.end):
                    return side.role
        sides = [side for event, _ in told for side in event.participants if side.entity is not None]
        here = {id_ for start, end, id_ in self._spans if _heads(sentence, actor, start, end)}
        named = (side.role for side in sides if side.entity in here or fold_name(side.name or "") == noted.name)
        return next(named, None)


def _heads(sentence: Sentence, actor: Actor, start: int | None, end: int | None) -> bool:
    """Whether the words from `start` to `end` are of the sentence and their head speaks of the actor."""
    if start is None or end is None or not sentence.start <= start < sentence.end:
        return False
    head = sentence.head_of(start, end)
    return head is not None and head.index in actor.words


def fit(judged: Sequence[Judged]) -> Choice:
    """The odds of all that is judged."""
    return fit_choice([one.evidence for one in judged], [[one.right] for one in judged], PENALTY, TOLD, least=LEAST)


def _report(judged: Sequence[Judged]) -> str:
    chosen = [0] * len(judged)
    for part in range(PARTS):
        odds = fit([one for one in judged if one.article % PARTS != part])
        for number, one in enumerate(judged):
            if one.article % PARTS == part:
                chosen[number] = odds.choose(one.evidence)
    gold = sum(one.right > 0 for one in judged)
    figures = []
    for name, told in (("by rules alone", [one.ruled for one in judged]), ("by odds", chosen)):
        given = sum(each > 0 for each in told)
        right = sum(each == one.right > 0 for each, one in zip(told, judged, strict=True))
        figures.append(f"{name} {given}, {right / given:.1%} right, {right / gold:.1%} of all")
    return f"{len(judged)} before an event, {gold} with a part in it; " + "; ".join(figures)


if __name__ == "__main__":
    typer.run(main)
