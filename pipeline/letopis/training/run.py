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
from letopis.training.crossing import FOLDS, Analysed, fit_without, soften
from letopis.training.examples import Soft, annotate
from letopis.training.fitting import Plan, fit
from letopis.training.tuning import Tuner

# Share of the loss that is to what networks thought that did not see the article.
SOFTNESS = 0.5


def train_folders(folders: Sequence[Path], out: Path, plan: Plan, note: str) -> None:
    """Read, cross-fit for thresholds and soft labels, fit over all, write. Takes many minutes."""
    articles = [article for folder in folders for article in read_folder(folder)]
    given = Analysed(analyse(articles), articles, WordVectors.load())
    soft, header = _cross_fit(given, plan, note)
    annotated, lexicon = annotate(given.documents, articles, given.vectors, [True] * len(articles))
    for number, article in enumerate(annotated):
        for example, thought in zip(article.examples, soft[number], strict=True):
            example.soft = thought
    examples = [example for article in annotated for example in article.examples]
    weights = fit(examples, Batcher(examples, given.vectors), replace(plan, softness=SOFTNESS))
    save_weights(out, Stored(weights, lexicon, header))


def analyse(articles: Sequence[BratArticle]) -> list[Document]:
    """The language stage over every article."""
    documents = [Document(Article(each.name, each.text, sha256_text(each.text))) for each in articles]
    LanguageStage()(documents)
    return documents


def _cross_fit(given: Analysed, plan: Plan, note: str) -> tuple[dict[int, list[Soft]], Header]:
    """Soft labels by the article's number, and the thresholds chosen over all articles."""
    tuner, soft = Tuner(), {}
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
        weights, lexicon, left_out = fit_without(fold, given, replace(plan, seed=plan.seed + fold + 1))
        tuner.add(weights, lexicon, given.vectors, left_out)
        for place, article in enumerate(left_out):
            soft[fold + place * FOLDS] = soften(weights, given.vectors, article)
    return soft, tuner.choose(note)
