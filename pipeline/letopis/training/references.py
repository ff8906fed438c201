"""Fits resources/entities/references.yaml: `python -m letopis.training.references GOLD... --out FILE [--only KIND]`.

Each pronoun of the third person, and each common noun that can take up a body, a place or somebody, is a choice among
what was spoken of before, a headline's noun also among those named below; right is the entity that pairs with the one
of our own gold, and nobody where gold has none or it is not offered. Choices change what later ones are offered, so fit
twice. Figures are of articles left out of the fit, an eighth at a time.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, get_args

import typer
import yaml

from letopis.entities.choosing import Chooser, Kind, Option, ReferenceOdds
from letopis.evaluation.formats import own
from letopis.evaluation.layer_scores import align_entities
from letopis.odds import Choice, Evidence
from letopis.record import build_record
from letopis.settings import PACKAGED_MODEL
from letopis.training.chain import chain
from letopis.training.held_out import PARTS, article_of
from letopis.training.regression import fit_choice

PENALTY = 3.0
# From which share on of its own and nobody's probability together one is meant.
TOLD: dict[Kind, float] = {"pronoun": 0.45, "body": 0.45, "place": 0.5, "person": 0.45, "ahead": 0.5}
_HEADER = """\
# Log-odds of whom or what a pronoun, a noun for a body, for a place, for somebody takes up, by what speaks for each;
# one that has less than the share `told` of its own and nobody's probability together is not meant.
# `python -m letopis.training.references` wrote this, its docstring says from what. On articles held out of the fit:
"""


@dataclass(slots=True)
class Asked:
    """One word's choice: the evidence of each option, the number of the right one, whether gold has one at all."""

    kind: Kind
    options: list[Evidence]
    right: int
    told: bool
    article: int


class _Recorder(Chooser):
    """Keeps what was offered, and chooses as the chain does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Kind, tuple[int, int], Sequence[Option]]] = []

    def choose(self, kind: Kind, span: tuple[int, int], options: Sequence[Option]) -> Option:
        """As the package's odds do."""
        self.asked.append((kind, span, options))
        return super().choose(kind, span, options)


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    only: Annotated[Kind | None, typer.Option(help="fit this kind; the packaged odds of the others stay")] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all."""
    asked, table, figures = list(_asked(gold)), ReferenceOdds.load().model_dump(), _packaged_figures()
    for kind in get_args(Kind) if only is None else [only]:
        mine = [one for one in asked if one.kind == kind]
        figures[kind] = report(mine, held_out(mine, TOLD[kind]))
        typer.echo(f"{kind}: {figures[kind]}")
        table[kind] = fit(mine, TOLD[kind]).model_dump()
    header = _HEADER + "".join(f"# {kind}: {figures.get(kind, 'not measured')}\n" for kind in get_args(Kind))
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


def _packaged_figures() -> dict[str, str]:
    """By kind what the head of the packaged file says of it."""
    text = (files("letopis") / "resources" / "entities" / "references.yaml").read_text(encoding="utf-8")
    return dict(re.findall(r"^# (\w+): (\d.*)$", text, re.MULTILINE))


def _asked(folders: Sequence[Path]) -> Iterator[Asked]:
    recorder = _Recorder()
    extractor = chain(PACKAGED_MODEL, chooser=recorder, told=False)
    for number, gold in enumerate(article for folder in folders for article in own.load(folder)):
        recorder.asked = []
        document = extractor.annotate(article_of(gold))
        record = build_record(document, extractor.settings)
        pairs = {found: right for right, found in align_entities(gold.record.entities, record.entities)}
        twins = {record.entities[found].id: right for found, right in pairs.items()}
        marked = {
            (mention.start, mention.end): place
            for place, entity in enumerate(gold.record.entities)
            for mention in entity.mentions
            if mention.form in ("descriptor", "pronoun") and mention.start is not None and mention.end is not None
        }
        for kind, span, options in recorder.asked:
            wanted = marked.get(span) if kind != "ahead" else _around(marked, span)
            meant = [twins.get(one.entity.id) if one.entity is not None else None for one in options]
            right = meant.index(wanted) if wanted is not None and wanted in meant else 0
            yield Asked(kind, [one.evidence for one in options], right, wanted is not None, number)


def _around(marked: Mapping[tuple[int, int], int], word: tuple[int, int]) -> int | None:
    """Whom the shortest mention that holds the word speaks of."""
    spans = [(end - start, (start, end)) for start, end in marked if start <= word[0] and word[1] <= end]
    return marked[min(spans)[1]] if spans else None


def fit(asked: Sequence[Asked], told: float) -> Choice:
    """The choice fitted to all."""
    return fit_choice([one.options for one in asked], [[one.right] for one in asked], PENALTY, told)


def held_out(asked: Sequence[Asked], told: float) -> list[int]:
    """What is chosen for each by a fit that left out an eighth of the articles, its own among them."""
    fits = [fit([one for one in asked if one.article % PARTS != part], told) for part in range(PARTS)]
    return [fits[one.article % PARTS].choose(one.options) for one in asked]


def report(asked: Sequence[Asked], chosen: Sequence[int]) -> str:
    """How many are right, of what was chosen and of what gold has."""
    right = sum(one.right == choice > 0 for one, choice in zip(asked, chosen, strict=True))
    taken, told = sum(choice > 0 for choice in chosen), sum(one.told for one in asked)
    offered = sum(one.right > 0 for one in asked)
    return (
        f"{len(asked)} words, of {told} that gold marks {offered} with an entity that is offered; {taken} taken up, "
        f"{right} of them right: P {100 * right / taken:.1f}, R {100 * right / told:.1f}"
    )


if __name__ == "__main__":
    typer.run(main)
