"""Fits resources/events/arbiter.yaml: `python -m letopis.training.arbiter GOLD... --folds DIR`.

Offers of NEREL are weighed with networks that did not see the article (`letopis train --folds DIR` writes them), those
of our own gold with the package's, which never saw any. Only offers to events that gold has count: whether there is
such an event is another question. Figures are of articles left out of the fit, a sixth at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypedDict

import numpy as np
import typer
import yaml

from letopis.document import Argument, Article, Document
from letopis.evaluation.formats import own
from letopis.events.arbiter import Arbiter, Scale
from letopis.events.found import Found
from letopis.events.offers import Offer
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.model.labels import ROLES
from letopis.odds import Evidence, Odds
from letopis.settings import PACKAGED_MODEL
from letopis.training.brat import read_folder
from letopis.training.chain import chain
from letopis.training.folds import HELD_OUT
from letopis.training.judged import Answers, of_brat, of_own
from letopis.training.regression import fit_odds

PENALTY = 8.0
PARTS = 6


class Thresholds(TypedDict):
    """See events/arbiter.py."""

    kept: float
    near: float
    added: float
    other: float


# From these probabilities on what the linker alone has is added, below these what the rules have is dropped: measured
# on both dev parts. Adding more, and dropping places that the rules have, raises NEREL's figures and lowers our own.
THRESHOLDS: dict[str, Thresholds] = {
    "who": {"kept": 0.1, "near": 0.4, "added": 0.5, "other": 0.25},
    "when": {"kept": 0.2, "near": 0.7, "added": 0.7, "other": 0.3},
    "where": {"kept": 0.1, "near": 0.7, "added": 0.7, "other": 0.3},
}


@dataclass(slots=True)
class Weighed:
    """One offer with what gold says of it; `article` numbers the articles of all folders."""

    role: str
    evidence: Evidence
    right: bool
    by_rules: bool
    typed: bool
    article: int
    folder: str


class Witness(Arbiter):
    """Keeps every offer that it is asked about, and decides like the arbiter that it stands for."""

    def __init__(self, arbiter: Arbiter) -> None:
        super().__init__(arbiter.scales)
        self.seen: list[tuple[Found, Offer, Argument | None, Evidence]] = []

    def weigh(self, found: Found, offer: Offer, argument: Argument | None, evidence: Evidence) -> float:
        self.seen.append((found, offer, argument, evidence))
        return super().weigh(found, offer, argument, evidence)


def main(
    gold: Annotated[list[Path], typer.Argument(help="brat folders, or folders of our own gold", exists=True)],
    folds: Annotated[Path, typer.Option(help="folder of the networks of `letopis train --folds`")],
    out: Annotated[Path, typer.Option(help="file to write")],
) -> None:
    """Print the figures on held-out articles, write the weights fitted to all."""
    rows = [row for folder in gold for row in gather(folder, folds)]
    scales = {}
    for role in ROLES[1:]:
        mine = [row for row in rows if row.role == role]
        typer.echo("\n".join(_report(role, mine)))
        scales[role] = {**THRESHOLDS[role], **_fit(mine).model_dump()}
    out.write_text(_HEADER + yaml.safe_dump(scales, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


_HEADER = """\
# Log-odds that an offered argument is right, by role; `python -m letopis.training.arbiter` wrote this, its docstring
# says from what. `kept`: below this probability an argument of the rules goes; `added`: from this on one of the
# linker's is taken, from `near` on in the event's clause unless another event has it. Evidence that begins with `rules`
# is of arguments that the rules have, with `linker` of others.
"""


def gather(folder: Path, folds: Path) -> Iterator[Weighed]:
    """Every judged offer of a folder."""
    for number, (document, seen, answers) in enumerate(_articles(folder, folds)):
        for found, offer, argument, evidence in seen:
            right = answers.judge(document, found, offer, argument)
            if right is not None:
                typed = found.mention.type != "other"
                yield Weighed(offer.role, evidence, right, offer.by_rules, typed, number, folder.as_posix())


_Seen = list[tuple[Found, Offer, Argument | None, Evidence]]


def _articles(folder: Path, folds: Path) -> Iterator[tuple[Document, _Seen, Answers]]:
    yield from _own_articles(folder) if any(folder.glob("*.yaml")) else _brat_articles(folder, folds)


def _own_articles(folder: Path) -> Iterator[tuple[Document, _Seen, Answers]]:
    extractor, witness = _extractor(PACKAGED_MODEL)
    for gold in own.load(folder):
        given = gold.record.article
        witness.seen = []
        article = Article(given.id, given.text or "", given.sha256, published=given.published)
        yield extractor.annotate(article), witness.seen, of_own(gold)


def _brat_articles(folder: Path, folds: Path) -> Iterator[tuple[Document, _Seen, Answers]]:
    """Those of the folds whose network is there."""
    articles = read_folder(folder)
    for fold in range(HELD_OUT):
        weights = folds / f"{fold}.npz"
        if not weights.exists():
            continue
        extractor, witness = _extractor(str(weights))
        for given in articles[fold::HELD_OUT]:
            witness.seen = []
            document = extractor.annotate(Article(given.name, given.text, sha256_text(given.text)))
            yield document, witness.seen, of_brat(given)


def _extractor(model: str) -> tuple[Extractor, Witness]:
    """The chain with a witness in the arbiter's place."""
    witness = Witness(Arbiter.load())
    return chain(model, witness), witness


def _fit(rows: Sequence[Weighed]) -> Odds:
    return fit_odds([row.evidence for row in rows], [row.right for row in rows], PENALTY)


def _report(role: str, rows: Sequence[Weighed]) -> Iterator[str]:
    """What rules alone and the arbiter take of the offers, held out, in each folder."""
    sure = np.zeros(len(rows))
    for part in range(PARTS):
        rest = [row for row in rows if row.article % PARTS != part]
        scale = Scale(**THRESHOLDS[role], weights=_fit(rest).weights)
        for number, row in enumerate(rows):
            if row.article % PARTS == part:
                sure[number] = scale.probability(row.evidence)
    for folder in sorted({row.folder for row in rows}):
        for typed in (True, False):
            mine = [(row, p) for row, p in zip(rows, sure, strict=True) if (row.folder, row.typed) == (folder, typed)]
            if not mine:
                continue
            rules = [row.right for row, _ in mine if row.by_rules]
            taken = [row.right for row, p in mine if p >= scale.least(row.evidence, by_rules=row.by_rules, typed=typed)]
            brier = np.mean([(row.right - p) ** 2 for row, p in mine])
            yield (
                f"{role}, {folder}, {'typed' if typed else 'other'}: {len(mine)} offers, "
                f"{sum(row.right for row, _ in mine)} right; rules {sum(rules)} of {len(rules)}, "
                f"arbiter {sum(taken)} of {len(taken)}; Brier {brier:.3f}"
            )


if __name__ == "__main__":
    typer.run(main)
