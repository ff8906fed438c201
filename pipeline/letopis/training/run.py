"""Training from folders to a weights file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from letopis.document import Article, Document
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.vectors import WordVectors
from letopis.model.weights import save_weights
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
    annotated = analyse(articles, vectors)
    plan = Plan(epochs=epochs, seed=seed)
    batcher = Batcher(_examples(annotated), vectors)
    rest = [each for number, each in enumerate(annotated) if number % HELD_OUT]
    header = choose(fit(_examples(rest), batcher, plan), vectors, annotated[::HELD_OUT])
    save_weights(out, fit(_examples(annotated), batcher, plan), replace(header, note=note))


def analyse(articles: Sequence[BratArticle], vectors: WordVectors) -> list[Annotated]:
    """The language stage over every article, and its examples."""
    stage = LanguageStage()
    found = []
    for article in articles:
        document = Document(Article(article.name, article.text, sha256_text(article.text)))
        stage([document])
        found.append(annotate(document, article, vectors))
    return found


def _examples(articles: Sequence[Annotated]) -> list[Example]:
    return [example for article in articles for example in article.examples]
