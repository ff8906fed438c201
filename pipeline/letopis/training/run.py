"""Training from folders to a weights file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from letopis.document import Article, Document
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.vectors import WordVectors
from letopis.model.weights import Header, Stored, save_weights
from letopis.training.batches import Batcher
from letopis.training.brat import BratArticle, read_folder
from letopis.training.examples import Annotated, Example, annotate
from letopis.training.fitting import Plan, fit
from letopis.training.tuning import choose

# Every so many articles one is held out while thresholds are chosen.
HELD_OUT = 5


def train_folders(folders: Sequence[Path], out: Path, epochs: int, seed: int, note: str) -> None:
    """Read, fit once with articles held out for the thresholds, fit over all, write. Takes minutes."""
    articles = [article for folder in folders for article in read_folder(folder)]
    vectors = WordVectors.load()
    documents = analyse(articles)
    plan = Plan(epochs=epochs, seed=seed)
    header = _thresholds(documents, articles, vectors, plan)
    annotated, lexicon = annotate(documents, articles, vectors, [True] * len(articles))
    examples = _examples(annotated)
    weights = fit(examples, Batcher(examples, vectors), plan)
    save_weights(out, Stored(weights, lexicon, replace(header, note=note)))


def analyse(articles: Sequence[BratArticle]) -> list[Document]:
    """The language stage over every article."""
    documents = [Document(Article(each.name, each.text, sha256_text(each.text))) for each in articles]
    LanguageStage()(documents)
    return documents


def _thresholds(
    documents: Sequence[Document], articles: Sequence[BratArticle], vectors: WordVectors, plan: Plan
) -> Header:
    """Thresholds chosen on articles that neither the weights nor the lexicon saw."""
    counted = [number % HELD_OUT > 0 for number in range(len(articles))]
    annotated, lexicon = annotate(documents, articles, vectors, counted)
    examples = _examples([each for each, wanted in zip(annotated, counted, strict=True) if wanted])
    weights = fit(examples, Batcher(examples, vectors), plan)
    return choose(weights, lexicon, vectors, annotated[::HELD_OUT])


def _examples(articles: Sequence[Annotated]) -> list[Example]:
    return [example for article in articles for example in article.examples]
