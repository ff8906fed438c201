"""Fits resources/events/loose.yaml and type_vectors.npz: `python -m letopis.training.loose GOLD... --unseen FOLDER`.

Every word that the ontology knows and no rule takes is judged by our own gold: right when a gold mention of the type
has it in its trigger. On articles that the rules were made with fewer such words are right than on others; those of
`--unseen` say by how much, and that difference goes into the odds. Figures are of articles left out of the fit, an
eighth at a time.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml

from letopis.document import Article, Document, Token
from letopis.evaluation.formats import own
from letopis.events.loose import LooseOdds, LooseReader, TypeWords
from letopis.events.odds import Evidence, Odds
from letopis.events.ontology import Ontology
from letopis.events.senses import Context, Sense
from letopis.events.type_vectors import STORED, content, mean_vector
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.vectors import WordVectors
from letopis.settings import NO_MODEL, PACKAGED_MODEL, Settings
from letopis.training.chain import chain
from letopis.training.held_out import Judged, article_of, auc, fit, held_out
from letopis.training.regression import Floats

PENALTY = 3.0
TOLD = 0.55
UNSEEN = "unseen"
_HEADER = """\
# Log-odds that a word tells of a type of which it has rules, none of which holds, without a model (`rules`) and with
# one (`model`). Below the probability `told` it does not.
# `python -m letopis.training.loose` wrote this, its docstring says from what. On articles held out of the fit:
"""
_Spot = tuple[int, int, str]


class _Recorder(LooseReader):
    """Notes what speaks for each word, and tells nothing."""

    def __init__(self, document: Document, topic: frozenset[str], words: TypeWords) -> None:
        super().__init__(document, topic, words, LooseOdds(weights={"bias": 0.0}, told=1.0))
        self.noted: list[tuple[_Spot, Evidence]] = []

    def sense(self, context: Context, token: Token, senses: Sequence[Sense]) -> Sense | None:
        """None, always."""
        for each in self.weigh(context, token, senses):
            self.noted.append(((token.start, token.end, each.sense.type.type), each.evidence))
        return None


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="file to write")],
    unseen: Annotated[list[Path] | None, typer.Option(help="gold that no rule was made with", exists=True)] = None,
) -> None:
    """Print figures on held-out articles, write the log-odds fitted to all, and the types' vectors into the package."""
    ontology = Ontology.load()
    _store_vectors(ontology)
    header, table = _HEADER, {}
    for name, model in (("rules", NO_MODEL), ("model", PACKAGED_MODEL)):
        judge = _Judge(model, ontology)
        judged = [
            *judge.by_counterexamples(), *judge.by_gold(gold, {}), *judge.by_gold(unseen or [], {UNSEEN: 1.0})
        ]  # fmt: skip
        figures = _report(judged, held_out(judged, PENALTY))
        typer.echo(f"{name}: {figures}")
        header += f"# {name}: {figures}\n"
        table[name] = {"told": TOLD, "weights": _settled(fit(judged, PENALTY))}
    text = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=120)
    out.write_text(header + text, encoding="utf-8")


def _store_vectors(ontology: Ontology) -> None:
    """Each type's mean over its examples' sentences, less the mean of all types, of length 1."""
    words, stage = WordVectors.load(), Extractor(Settings(model=NO_MODEL), [LanguageStage()])
    means = {}
    for name, kind in sorted(ontology.types.items()):
        texts = [example.text for rule in kind.triggers for example in rule.examples]
        documents = [stage.annotate(Article(name, text, sha256_text(text))) for text in texts]
        told = [content([token for each in document.sentences for token in each.tokens]) for document in documents]
        means[name] = np.mean([mean_vector(lemmas, words) for lemmas in told if lemmas], axis=0)
    mean = np.mean(list(means.values()), axis=0)
    away = np.array([vector - mean for vector in means.values()])
    rows = away / np.linalg.norm(away, axis=1, keepdims=True)
    np.savez_compressed(
        Path(str(STORED)), types=np.array(list(means)), rows=rows.astype(np.float16), mean=mean.astype(np.float16)
    )


class _Judge:
    """Reads texts with one model, all rules at work, and notes the words that no rule takes."""

    def __init__(self, model: str, ontology: Ontology) -> None:
        self._types = ontology.types
        self._words = TypeWords(ontology)
        self._recorder: _Recorder | None = None
        self._extractor = chain(model, loose=self._record)

    def _record(self, document: Document, topic: frozenset[str]) -> LooseReader:
        self._recorder = _Recorder(document, topic, self._words)
        return self._recorder

    def _noted(self, article: Article) -> list[tuple[_Spot, Evidence]]:
        self._extractor.annotate(article)
        return self._recorder.noted if self._recorder is not None else []

    def by_gold(self, folders: Sequence[Path], about: Evidence) -> Iterator[Judged]:
        """The words of our own gold's articles, with what else is known `about` them."""
        for number, gold in enumerate((one for folder in folders for one in own.load(folder)), start=1):
            told = {
                (mention.trigger.start, mention.trigger.end, event.type)
                for event in gold.record.events
                for mention in event.mentions
            }
            for spot, evidence in self._noted(article_of(gold)):
                yield Judged(evidence | about, any(_same(spot, other) for other in told), number)

    def by_counterexamples(self) -> Iterator[Judged]:
        """What must not tell of a type, as its rules' own sentences say; a type is an article."""
        for number, (name, kind) in enumerate(sorted(self._types.items())):
            for text in (text for rule in kind.triggers for text in rule.counterexamples):
                for (_, _, told), evidence in self._noted(Article(name, text, sha256_text(text))):
                    if told == name:
                        yield Judged(evidence, False, number)


def _same(one: _Spot, other: _Spot) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def _settled(odds: Odds) -> dict[str, float]:
    """The weights for articles unseen."""
    weights = dict(odds.weights)
    weights["bias"] = round(weights["bias"] + weights.pop(UNSEEN, 0.0), 2)
    return weights


def _report(judged: Sequence[Judged], sure: Floats) -> str:
    """Of the unseen articles where there are any."""
    unseen = np.array([UNSEEN in one.evidence for one in judged])
    chosen = unseen if unseen.any() else ~unseen
    right, sure = np.array([one.right for one in judged], float)[chosen], sure[chosen]
    told = sure >= TOLD
    return (
        f"{len(right)} pairs of word and type, {right.mean():.1%} right, ROC area {auc(sure, right):.2f}; from "
        f"{TOLD} on {told.sum()}, of which {right[told].mean():.0%} right, {right[told].sum() / right.sum():.0%} of all"
    )


if __name__ == "__main__":
    typer.run(main)
