"""From annotated articles to training examples: tags of tokens, spans and roles of pairs, one sentence each."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from letopis.document import Document, PredictedSpan, Sentence, Token
from letopis.model.labels import EVENT_TAGS, KIND_TAGS, ROLES
from letopis.model.lexicon import Lexicon, joined
from letopis.model.pair_features import PairFeatures, make_span
from letopis.model.token_features import Featurizer, TokenFeatures
from letopis.model.vectors import WordVectors
from letopis.training.brat import BratArticle

# In place of a tag: nothing is learned from it.
IGNORED = -100
# NEREL's kinds to those of the model.
_KIND_OF = {
    "PERSON": "PERSON", "PROFESSION": "PROFESSION", "ORGANIZATION": "ORGANIZATION", "COUNTRY": "COUNTRY",
    "CITY": "CITY", "STATE_OR_PROVINCE": "REGION", "DISTRICT": "REGION", "LOCATION": "LOCATION",
    "FACILITY": "FACILITY", "DATE": "DATE", "TIME": "DATE", "NATIONALITY": "GROUP", "IDEOLOGY": "GROUP",
    "RELIGION": "GROUP", "FAMILY": "GROUP",
}  # fmt: skip
# Relation: role, and whether the event is its second argument.
_ROLE_OF = {
    "PARTICIPANT_IN": ("who", True), "AGENT": ("who", True),
    "POINT_IN_TIME": ("when", False), "TAKES_PLACE_IN": ("where", False),
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """One sentence. `tags` is [4, n], a row a head of the tagger; `roles` is [triggers, arguments]."""

    tokens: TokenFeatures
    tags: NDArray[np.int64]
    triggers: list[PredictedSpan]
    arguments: list[PredictedSpan]
    pairs: NDArray[np.int32]
    roles: NDArray[np.int64]


@dataclass(slots=True)
class _Gold:
    """Gold of one sentence in token numbers; `ids` are brat's."""

    events: dict[str, tuple[int, int]] = field(default_factory=dict)
    kinds: dict[str, tuple[int, int, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Annotated:
    """An article's analysed sentences with an example for each."""

    sentences: list[Sentence]
    examples: list[Example]


def annotate(
    documents: Sequence[Document], articles: Sequence[BratArticle], vectors: WordVectors, counted: Sequence[bool]
) -> tuple[list[Annotated], Lexicon]:
    """Examples of all articles, and the lexicon of those that are `counted`; these see it less their own counts.

    Spans that cross a sentence's end are left out.
    """
    gold = [_distribute(document, article) for document, article in zip(documents, articles, strict=True)]
    own = [Lexicon.count(_told(document, each)) for document, each in zip(documents, gold, strict=True)]
    lexicon = joined([each for each, wanted in zip(own, counted, strict=True) if wanted])
    found = []
    for number, (document, article) in enumerate(zip(documents, articles, strict=True)):
        seen = lexicon.without(own[number]) if counted[number] else lexicon
        wanted, featurize = _roles(article), Featurizer(vectors, seen)
        examples = [
            _example(sentence, each, wanted, featurize([sentence]))
            for sentence, each in zip(document.sentences, gold[number], strict=True)
        ]
        found.append(Annotated(document.sentences, examples))
    return found, lexicon


def _told(document: Document, gold: Sequence[_Gold]) -> Iterator[tuple[Token, bool]]:
    for sentence, each in zip(document.sentences, gold, strict=True):
        inside = {index for first, last in each.events.values() for index in range(first, last)}
        for token in sentence.tokens:
            yield token, token.index in inside


def _distribute(document: Document, article: BratArticle) -> list[_Gold]:
    starts = [sentence.start for sentence in document.sentences]
    gold = [_Gold() for _ in document.sentences]
    for span in article.spans.values():
        number = bisect_right(starts, span.start) - 1
        if number < 0 or span.end > document.sentences[number].end:
            continue
        tokens = document.sentences[number].tokens_in(span.start, span.end)
        if tokens and span.kind == "EVENT":
            gold[number].events[span.id] = (tokens[0].index, tokens[-1].index + 1)
        elif tokens and span.kind in _KIND_OF:
            gold[number].kinds[span.id] = (tokens[0].index, tokens[-1].index + 1, _KIND_OF[span.kind])
    return gold


def _roles(article: BratArticle) -> dict[tuple[str, str], int]:
    """(event id, argument id): number of the role."""
    found = {}
    for name, first, second in article.relations:
        if name in _ROLE_OF:
            role, event_second = _ROLE_OF[name]
            event, argument = (second, first) if event_second else (first, second)
            found[event, argument] = ROLES.index(role)
    return found


def _example(sentence: Sentence, gold: _Gold, wanted: dict[tuple[str, str], int], features: TokenFeatures) -> Example:
    triggers = [make_span(sentence, first, last, "EVENT") for first, last in gold.events.values()]
    arguments = [make_span(sentence, first, last, kind) for first, last, kind in gold.kinds.values()]
    roles = np.zeros((len(triggers), len(arguments)), np.int64)
    for i, event in enumerate(gold.events):
        for j, argument in enumerate(gold.kinds):
            roles[i, j] = wanted.get((event, argument), 0)
    return Example(
        features,
        _tags(len(sentence.tokens), [(*span, "") for span in gold.events.values()], list(gold.kinds.values())),
        triggers,
        arguments,
        PairFeatures(sentence, triggers, arguments).rows(),
        roles,
    )


def _tags(size: int, events: list[tuple[int, int, str]], kinds: list[tuple[int, int, str]]) -> NDArray[np.int64]:
    rows = []
    for spans, names in ((events, EVENT_TAGS), (kinds, KIND_TAGS)):
        rows += [_bio(size, layer, names) for layer in _layers(spans)]
    return np.array(rows, np.int64)


def _layers(spans: list[tuple[int, int, str]]) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """Longest spans that do not overlap, and the longest of what lies inside them."""
    ordered = sorted(set(spans), key=lambda span: (span[0] - span[1], span))
    outer = _disjoint(ordered)
    return outer, _disjoint([span for span in ordered if span not in outer])


def _disjoint(ordered: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in ordered:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return kept


def _bio(size: int, spans: list[tuple[int, int, str]], names: tuple[str, ...]) -> NDArray[np.int64]:
    row = np.zeros(size, np.int64)
    for first, last, kind in spans:
        suffix = f"-{kind}" if kind else ""
        row[first] = names.index("B" + suffix)
        row[first + 1 : last] = names.index("I" + suffix)
    return row
