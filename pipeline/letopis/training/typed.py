"""The typed head fitted on a tagger's states: first to what the rules tell in texts of others, then to our own gold.

Rules are right in four of five, and alone they are many enough to learn from; our own gold, which is complete, then
teaches where they are wrong and what they leave. Words that they leave speak against a type but softly.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from letopis.document import Article, Document, Sentence
from letopis.evaluation.gold import GoldArticle
from letopis.events.ontology import Ontology
from letopis.ids import sha256_text
from letopis.language import LanguageStage
from letopis.model.company import MOST, Company
from letopis.model.lexicon import Lexicon
from letopis.model.network import Network, Weights
from letopis.model.token_features import Featurizer
from letopis.model.typed import PREFIX, Floats, Known, TypedWords, away
from letopis.model.vectors import DIMENSION, WordVectors
from letopis.model.weights import Stored
from letopis.training.heads import as_one
from letopis.training.network import Typed, TypedShape

# What a rule's silence weighs beside its word.
SILENT = 0.3
# What a type's direction weighs to begin with.
NEAR = np.float32(5)
_Told = dict[tuple[int, int], set[str]]


@dataclass(frozen=True, slots=True)
class Schooling:
    """How many heads are fitted, how often each kind of article is gone through, and how."""

    heads: int = 2
    by_rules: int = 2
    by_gold: int = 6
    batch: int = 128
    rate: float = 2e-3
    dropout: float = 0.4
    decay: float = 1e-3
    seed: int = 1


@dataclass(slots=True)
class TypedExamples:
    """The words of many articles; `right` is 1 for the types they tell of, `weight` says how far that is to be
    learned. `beside` [k, MOST] numbers the rows of `hung` and `relations`, of which the first is nobody's, `sentence`
    and `article` those of `said` and `about`; see TypedWords."""

    words: Tensor
    beside: Tensor
    hung: Tensor
    relations: Tensor
    lexical: Tensor
    types: Tensor
    sentence: Tensor
    article: Tensor
    said: Tensor
    about: Tensor
    right: Tensor
    weight: Tensor


def told_by_rules(document: Document) -> _Told:
    """Types by sentence and token, of the words that tell of the rules' events."""
    found: _Told = {}
    for mention in document.event_mentions:
        head = document.sentences[mention.sentence].head_of(mention.trigger.start, mention.trigger.end)
        if head is not None:
            found.setdefault((mention.sentence, head.index), set()).add(mention.type)
    return found


def told_by_gold(document: Document, gold: GoldArticle) -> tuple[_Told, set[tuple[int, int]]]:
    """Types of the heads of gold's triggers, and the triggers' other words, of which gold says nothing."""
    found: _Told = {}
    beside: set[tuple[int, int]] = set()
    for event in gold.record.events:
        for mention in event.mentions:
            spot = mention.trigger.start, mention.trigger.end
            for sentence in _sentences_at(document, *spot):
                tokens, head = sentence.tokens_in(*spot), sentence.head_of(*spot)
                if head is not None:
                    found.setdefault((sentence.index, head.index), set()).add(event.type)
                    beside |= {(sentence.index, token.index) for token in tokens}
    return found, beside - found.keys()


def _sentences_at(document: Document, start: int, end: int) -> Iterator[Sentence]:
    return (each for each in document.sentences if each.start <= start and end <= each.end)


def directions(vectors: WordVectors) -> tuple[Floats, Floats]:
    """Of each type, by name, where its rules' examples lie from the middle of all types, [types, 300], and that."""
    stage, rows_of, means = LanguageStage(), Featurizer(vectors, Lexicon({})), []
    for _, kind in sorted(Ontology.load().types.items()):
        texts = [example.text for rule in kind.triggers for example in rule.examples]
        documents = [Document(Article(kind.type, text, sha256_text(text))) for text in texts]
        stage(documents)
        spoken = [document.sentences for document in documents]
        said = [TypedWords.of(each, rows_of(each).words, vectors, Known([])).about for each in spoken]
        means.append(np.mean([mean[:DIMENSION] for mean in said if mean.any()], axis=0))
    middle = np.mean(means, axis=0)
    return NEAR * away(np.array(means), middle), middle


class TypedTeacher:
    """Fits heads to one tagger's states."""

    def __init__(self, stored: Stored, vectors: WordVectors, read: Sequence[Document], plan: Schooling) -> None:
        """`read` are texts that the chain of rules has read: what they tell is learned here."""
        self._network = Network(stored.weights, vectors)
        self._featurize = Featurizer(vectors, stored.lexicon)
        self._vectors = vectors
        self._plan = plan
        self.types = sorted(Ontology.load().types)
        self._numbers = {name: number for number, name in enumerate(self.types)}
        self._known = Known(self.types)
        torch.set_num_threads(1)
        near, middle = map(torch.from_numpy, directions(vectors))
        ruled = [self._examples(document, told_by_rules(document), set(), SILENT) for document in read]
        self._heads = []
        for number in range(plan.heads):
            torch.manual_seed(plan.seed + number)
            self._heads.append(Typed(stored.state_size, near, middle, TypedShape(), plan.dropout))
            _learn(self._heads[-1], ruled, plan.by_rules, plan)

    def by_gold(self, document: Document, gold: GoldArticle) -> "_Article":
        """What one analysed article of our own gold teaches."""
        return self._examples(document, *told_by_gold(document, gold), 1.0)

    def fit(self, gold: Sequence["_Article"]) -> Weights:
        """The weights of a head that knows the rules' texts and this gold, by their names in the weights file."""
        heads = deepcopy(self._heads)
        for number, head in enumerate(heads):
            torch.manual_seed(self._plan.seed + number)
            _learn(head, gold, self._plan.by_gold, self._plan)
        return {PREFIX + name: value.numpy() for name, value in as_one(heads).items()}

    def _examples(self, document: Document, told: _Told, beside: set[tuple[int, int]], silent: float) -> "_Article":
        sentences = document.sentences
        tokens, lengths = self._featurize(sentences), [len(sentence.tokens) for sentence in sentences]
        words = TypedWords.of(sentences, tokens.words, self._vectors, self._known)
        states, company = self._network.states(tokens, lengths), words.company
        dense = np.concatenate([words.seen(states), *map(self._vectors.unpack, words.words.T)], axis=1)
        hung = np.concatenate([states[company.places], self._vectors.unpack(company.words)], axis=1)
        spots = [(sentence.index, token.index) for sentence in sentences for token in sentence.tokens]
        right = np.zeros_like(words.types)
        for row, place in zip(right, words.places.tolist(), strict=True):
            row[[self._numbers[name] for name in told.get(spots[place], ()) if name in self._numbers]] = 1
        judged = np.array([spots[place] not in beside for place in words.places.tolist()], np.float32)
        weight = words.types * np.where(right > 0, 1.0, silent) * judged[:, None]
        return _Article(words, dense, hung, right, weight.astype(np.float32))


class _Article(NamedTuple):
    """One article: its words, those and what hangs on them as vectors, what is right of them, and what that weighs."""

    words: TypedWords
    dense: Floats
    hung: Floats
    right: Floats
    weight: Floats


def _joined(articles: Sequence[_Article]) -> TypedExamples:
    """All words together."""
    words = [each.words for each in articles]
    shifts = np.cumsum([0, *(len(each.said) for each in words[:-1])])
    company = [each.company for each in words]
    places = np.cumsum([1, *(len(each.owners) for each in company[:-1])])
    beside = [rows_beside(each.company, len(each.places), at) for each, at in zip(words, places, strict=True)]
    none = np.zeros((1, articles[0].hung.shape[1]), np.float32)
    joined = (
        np.concatenate([each.dense for each in articles]),
        np.concatenate(beside),
        np.concatenate([none, *(each.hung for each in articles)]),
        np.concatenate([[0], *(each.relations for each in company)]),
        np.concatenate([each.lexical for each in words]),
        np.concatenate([each.types for each in words]),
        np.concatenate([each.sentences + shift for each, shift in zip(words, shifts, strict=True)]),
        np.repeat(np.arange(len(words)), [len(each.places) for each in words]),
        np.concatenate([each.said for each in words]),
        np.stack([each.about for each in words]),
        np.concatenate([each.right for each in articles]),
        np.concatenate([each.weight for each in articles]),
    )
    return TypedExamples(*map(torch.from_numpy, joined))


def rows_beside(company: Company, words: int, first: int) -> NDArray[np.intp]:
    """[words, MOST] rows of what hangs on each of the words, the first of all being `first`; 0 where there is less."""
    found = np.zeros((words, MOST), np.intp)
    number = np.arange(len(company.owners))
    found[company.owners, number - np.searchsorted(company.owners, company.owners)] = first + number
    return found


def _learn(head: Typed, articles: Sequence[_Article], epochs: int, plan: Schooling) -> None:
    """Cross entropy over the types that each word has rules of."""
    if not any(len(each.dense) for each in articles):
        return
    given = _joined(articles)
    size = len(given.words)
    random = torch.Generator().manual_seed(torch.initial_seed())
    optimizer = torch.optim.AdamW(head.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = epochs * -(-size // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=steps, pct_start=0.15)
    head.train()
    for _ in range(epochs):
        for some in torch.randperm(size, generator=random).split(plan.batch):
            said, about = given.said[given.sentence[some]], given.about[given.article[some]]
            rows = given.beside[some]
            beside = head.beside(given.hung[rows], given.relations[rows], given.lexical[some])
            scores = head(given.words[some], beside, given.types[some], said, about)
            loss = functional.binary_cross_entropy_with_logits(
                scores, given.right[some], given.weight[some], reduction="sum"
            )
            optimizer.zero_grad()
            torch.autograd.backward(loss / len(some))
            optimizer.step()
            schedule.step()
    head.eval()
