"""Training from folders to a weights file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

from letopis.document import Article, Document
from letopis.errors import UsageError
from letopis.evaluation.formats import own
from letopis.evaluation.gold import GoldArticle
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.lexicon import Lexicon
from letopis.model.network import Weights
from letopis.model.typed import PREFIX
from letopis.model.vectors import WordVectors
from letopis.model.weights import Header, Stored, load_weights, save_weights
from letopis.settings import NO_MODEL
from letopis.training.batches import Batcher
from letopis.training.brat import BratArticle, read_folder
from letopis.training.chain import chain
from letopis.training.examples import Annotated, annotate
from letopis.training.fitting import Plan, fit
from letopis.training.folds import HELD_OUT, fold_of
from letopis.training.held_out import article_of
from letopis.training.tuning import Tuner
from letopis.training.typed import Schooling, TypedTeacher


@dataclass(slots=True)
class Given:
    """Articles of brat folders as the rules read them, articles of our own gold, analysed, and the word table."""

    articles: Sequence[BratArticle]
    read: Sequence[Document]
    gold: Sequence[GoldArticle]
    analysed: Sequence[Document]
    vectors: WordVectors


def train_folders(
    folders: Sequence[Path],
    out: Path,
    plan: Plan,
    note: str,
    *,
    folds: Path | None = None,
    tagger: str | None = None,
) -> None:
    """Read, fit, write; takes minutes. Brat folders teach tagger and linker, our own gold the typed head.

    With `folds`, `HELD_OUT` networks go to that folder, 0.npz to 4.npz: each did not see the articles of brat folders
    whose number leaves the remainder of its name, nor those of our own gold that `fold_of` gives to it. What is
    calibrated needs articles that a network did not see. With `tagger`, a weights file or `default`, only the typed
    head is fitted, to its states.
    """
    given = read_folders(folders)
    if tagger is None and not given.articles:
        raise UsageError("own gold teaches the typed head only: name a brat folder too, or weights with --tagger")
    first = load_weights(tagger) if tagger is not None else _first(given, plan, note)
    school = _School(given)
    folds_too = range(HELD_OUT) if folds is not None else ()
    for fold in (*folds_too, None):
        stored = first if tagger is not None or fold == 0 else _fit(given, plan, fold, first.header)
        path = out if folds is None or fold is None else folds / f"{fold}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        save_weights(path, school.with_types(stored, fold))


def read_folders(folders: Sequence[Path]) -> Given:
    """Raises GoldError, InputError for faults. The rules read the texts of brat folders: what they tell is learned."""
    ours = [folder for folder in folders if any(folder.glob("*.yaml"))]
    articles = [article for folder in folders if folder not in ours for article in read_folder(folder)]
    gold = [each for folder in ours for each in own.load(folder)]
    rules = chain(NO_MODEL)
    read = [rules.annotate(Article(each.name, each.text, sha256_text(each.text))) for each in articles]
    return Given(articles, read, gold, analyse([article_of(each) for each in gold]), WordVectors.load())


def analyse(articles: Sequence[Article]) -> list[Document]:
    """The language stage over every article."""
    documents = [Document(each) for each in articles]
    LanguageStage()(documents)
    return documents


def _first(given: Given, plan: Plan, note: str) -> Stored:
    """Tagger and linker of most articles, thresholds chosen on articles that neither weights nor lexicon saw."""
    weights, lexicon, annotated = _fit_counted(given, plan, 0)
    tuner = Tuner()
    tuner.add(weights, lexicon, given.vectors, annotated[::HELD_OUT])
    return Stored(weights, lexicon, tuner.choose(note))


def _fit(given: Given, plan: Plan, fold: int | None, header: Header) -> Stored:
    weights, lexicon, _ = _fit_counted(given, plan, fold)
    return Stored(weights, lexicon, header)


def _fit_counted(given: Given, plan: Plan, fold: int | None) -> tuple[Weights, Lexicon, list[Annotated]]:
    """Weights and lexicon of the articles that the fold leaves, and the examples of all."""
    counted = [number % HELD_OUT != fold for number in range(len(given.articles))]
    annotated, lexicon = annotate(given.read, given.articles, given.vectors, counted)
    examples = [one for each, wanted in zip(annotated, counted, strict=True) if wanted for one in each.examples]
    return fit(examples, Batcher(examples, given.vectors), plan), lexicon, annotated


class _School:
    """Adds typed heads to networks; those that share a tagger share what the rules teach."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._tagger: Stored | None = None

    def with_types(self, stored: Stored, fold: int | None) -> Stored:
        """With a head fitted on its states to all texts that the rules read and to the gold that the fold leaves."""
        if stored is not self._tagger:
            given, self._tagger = self._given, stored
            self._teacher = TypedTeacher(stored, given.vectors, given.read, Schooling())
            self._gold = list(map(self._teacher.by_gold, given.analysed, given.gold))
        wanted = [fold_of(each) != fold for each in self._given.gold]
        head = self._teacher.fit(list(compress(self._gold, wanted)))
        tagger = {name: weight for name, weight in stored.weights.items() if not name.startswith(PREFIX)}
        return Stored(tagger | head, stored.lexicon, replace(stored.header, types=self._teacher.types))
