"""Training from folders to a weights file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from letopis.document import Article, Document
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.lexicon import Lexicon
from letopis.model.network import Weights
from letopis.model.vectors import WordVectors
from letopis.model.weights import Stored, save_weights
from letopis.training.batches import Batcher
from letopis.training.brat import BratArticle, read_folder
from letopis.training.examples import Annotated, annotate
from letopis.training.fitting import Plan, fit
from letopis.training.own import read_own
from letopis.training.tuning import Tuner

# Every so many articles one is held out while thresholds are chosen.
HELD_OUT = 5
# How often an epoch sees an article of our own gold: there are few of them, and they alone know the ontology's events.
OWN_REPEATS = 5


@dataclass(slots=True)
class Analysed:
    """Training articles with their analysis, and the word table."""

    documents: Sequence[Document]
    articles: Sequence[BratArticle]
    vectors: WordVectors


def train_folders(folders: Sequence[Path], out: Path, plan: Plan, note: str, folds: Path | None = None) -> None:
    """Read, fit once with articles held out for the thresholds, fit over all, write. Takes minutes.

    With `folds`, `HELD_OUT` networks go to that folder, 0.npz to 4.npz: each did not see the articles whose number
    leaves the remainder of its name. What is calibrated needs articles that a network did not see.
    """
    articles = [article for folder in folders for article in read_articles(folder)]
    given = Analysed(analyse(articles), articles, WordVectors.load())
    tried = _first(given, plan, note)
    if folds is not None:
        _save_folds(given, plan, folds, tried)
    weights, lexicon, _ = _fit(given, plan, [True] * len(articles))
    save_weights(out, Stored(weights, lexicon, tried.header))


def _save_folds(given: Analysed, plan: Plan, folds: Path, first: Stored) -> None:
    """The first fit is the fold 0; the others are fitted here, with the thresholds of the first."""
    folds.mkdir(parents=True, exist_ok=True)
    save_weights(folds / "0.npz", first)
    for fold in range(1, HELD_OUT):
        weights, lexicon, _ = _fit(given, plan, _all_but(given, fold))
        save_weights(folds / f"{fold}.npz", Stored(weights, lexicon, first.header))


def _all_but(given: Analysed, fold: int) -> list[bool]:
    return [number % HELD_OUT != fold for number in range(len(given.articles))]


def read_articles(folder: Path) -> list[BratArticle]:
    """Articles of a folder of our own gold (.yaml) or of brat pairs; raises GoldError, InputError for faults."""
    return read_own(folder) if any(folder.glob("*.yaml")) else read_folder(folder)


def analyse(articles: Sequence[BratArticle]) -> list[Document]:
    """The language stage over every article."""
    documents = [Document(Article(each.name, each.text, sha256_text(each.text))) for each in articles]
    LanguageStage()(documents)
    return documents


def _first(given: Analysed, plan: Plan, note: str) -> Stored:
    """Weights of most articles, thresholds chosen on articles that neither the weights nor the lexicon saw."""
    weights, lexicon, annotated = _fit(given, plan, _all_but(given, 0))
    tuner = Tuner()
    held_out = [one for one, article in zip(annotated[::HELD_OUT], given.articles[::HELD_OUT], strict=True)
                if not article.partial]  # fmt: skip
    tuner.add(weights, lexicon, given.vectors, held_out)
    return Stored(weights, lexicon, tuner.choose(note))


def _fit(given: Analysed, plan: Plan, counted: Sequence[bool]) -> tuple[Weights, Lexicon, list[Annotated]]:
    """Weights and lexicon of the articles that are counted, and the examples of all."""
    annotated, lexicon = annotate(given.documents, given.articles, given.vectors, counted)
    examples = []
    for each, article, wanted in zip(annotated, given.articles, counted, strict=True):
        if wanted:
            examples += each.examples * (OWN_REPEATS if article.partial else 1)
    return fit(examples, Batcher(examples, given.vectors), plan), lexicon, annotated
