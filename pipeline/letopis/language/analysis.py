"""The border to natasha: its types stop here.

natasha's three news models run packed (see `packed`), with natasha's own answers, which what shares a batch does
not change.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from letopis.document import NameSpan, NameType, Sentence
from letopis.language.morphology import lemmatize

if TYPE_CHECKING:
    from letopis.language.packed import PackedModels, Reading

_TYPES: dict[str, NameType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


class Analyzer:
    """Morphology, syntax, names and lemmas for tokenised sentences."""

    def __init__(self, embedding: Any, models: "PackedModels") -> None:
        self.embedding = embedding
        self._models = models

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Analyzer":
        """Load natasha's news models from their wheel (about 0.4 s), once a process."""
        from letopis.language.packed import PackedModels, load_weights

        weights = load_weights()
        return cls(weights.embedding, PackedModels(weights))

    def annotate(self, articles: Sequence[tuple[str, list[Sentence]]]) -> None:
        """Fill pos, feats, lemma, head, rel of every token, and the names of every sentence, of texts and theirs."""
        given = [(text, sentence) for text, sentences in articles for sentence in sentences]
        words = [[_as_printed(token.text) for token in sentence.tokens] for _, sentence in given]
        for (text, sentence), found in zip(given, self._models(words), strict=True):
            rows = zip(sentence.tokens, found.readings, found.heads, found.relations, strict=True)
            for token, reading, head, relation in rows:
                token.pos, token.feats = reading.pos, reading.known.copy()
                token.lemma = _lemma(token.text, reading)
                token.head = -1 if head == token.index + 1 else head - 1
                token.rel = relation
            sentence.names = _spans(text, sentence, found.names)


@lru_cache(maxsize=25_000)
def _as_printed(word: str) -> str:
    """With «е» for «ё», as the news print it that the models were trained on; «всё» and «все» are two words."""
    return word if word.lower() == "всё" else word.replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=25_000)
def _lemma(word: str, reading: "Reading") -> str:
    """As `lemmatize`, cached by the one object that a tag is: no features to hash."""
    return lemmatize(word, reading.pos, reading.known, reading.told)


def _spans(text: str, sentence: Sentence, tags: list[str]) -> list[NameSpan]:
    """BIO tags to spans; an I- that continues nothing opens a span (slovnet's decoder drops it, names and all)."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if not kind:
            continue
        if mark == "I" and spans and spans[-1][1] == index and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], index + 1, kind)
        else:
            spans.append((index, index + 1, kind))
    return [_span(text, sentence, first, last, _TYPES[kind]) for first, last, kind in spans]


def _span(text: str, sentence: Sentence, first: int, last: int, kind: NameType) -> NameSpan:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return NameSpan(start, end, text[start:end], kind, first, last)
