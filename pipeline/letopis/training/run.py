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
from letopis.model.weights import Header, Stored, save_weights
from letopis.training.batches import Batcher
from letopis.training.brat import BratArticle, read_folder
from letopis.training.examples import Annotated, annotate
from letopis.training.fitting import Plan, fit
from letopis.training.tuning import Tuner

# Every so many articles one is held out while thresholds are chosen.
HELD_OUT = 5


@dataclass(slots=True)
class Analysed:
    """Training articles with their analysis, and the word table."""

    documents: Sequence[Document]
    articles: Sequence[BratArticle]
    vectors: WordVectors


def train_folders(folders: Sequence[Path], out: Path, plan: Plan, note: str) -> None:
    """Read, fit once with articles held out for the thresholds, fit over all, write. Takes minutes."""
    articles = [article for folder in folders for article in read_folder(folder)]
    given = Analysed(analyse(articles), articles, WordVectors.load())
    header = _thresholds(given, plan, note)
    weights, lexicon, _ = _fit(given, plan, [True] * len(articles))
    save_weights(out, Stored(weights, lexicon, header))


def analyse(articles: Sequence[BratArticle]) -> list[Document]:
    """The language stage over every article."""
    documents = [Document(Article(each.name, each.text, sha256_text(each.text))) for each in articles]
    LanguageStage()(documents)
    return documents


def _thresholds(given: Analysed, plan: Plan, note: str) -> Header:
    """Thresholds chosen on articles that neither the weights nor the lexicon saw."""
    weights, lexicon, annotated = _fit(given, plan, [number % HELD_OUT > 0 for number in range(len(given.articles))])
    tuner = Tuner()
    tuner.add(weights, lexicon, given.vectors, annotated[::HELD_OUT])
    return tuner.choose(note)


def _fit(given: Analysed, plan: Plan, counted: Sequence[bool]) -> tuple[Weights, Lexicon, list[Annotated]]:
    """Weights and lexicon of the articles that are counted, and the examples of all."""
    annotated, lexicon = annotate(given.documents, given.articles, given.vectors, counted)
    examples = [e for each, wanted in zip(annotated, counted, strict=True) if wanted for e in each.examples]
    return fit(examples, Batcher(examples, given.vectors), plan), lexicon, annotated
