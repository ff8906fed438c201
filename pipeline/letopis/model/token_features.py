"""What the tagger sees of a token: rows of the word table and hashed features.

A feature is a string such as «rel=nsubj»; its number is CRC-32 of that string modulo the size of the
table, so no vocabulary has to be kept and the numbers are the same on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from letopis.document import Sentence
from letopis.model.lexicon import Lexicon
from letopis.model.vectors import WordVectors

TOKEN_BUCKETS = 1 << 14
WORD_COLUMNS = 3
MAX_FEATURES = 28
CONTEXT = 9
# Of each about 1 KB.
_REMEMBERED = 20_000
_MORPHOLOGY = (
    "Case", "Number", "Gender", "Animacy", "Aspect", "Tense", "VerbForm", "Voice", "Mood", "Degree", "Variant",
)  # fmt: skip


@dataclass(slots=True)
class TokenFeatures:
    """Features of n tokens.

    `words` is [n, 3]: rows of the word table for the form, the lemma and the head's lemma; `own` are rows of the
    feature table for each word alone, `context` [n, CONTEXT] those for its place in the sentence, row 0 where a token
    has fewer (its vector is zero).
    """

    words: NDArray[np.int32]
    own: list[tuple[int, ...]]
    context: NDArray[np.int32]

    @property
    def hashed(self) -> NDArray[np.int32]:
        """[n, MAX_FEATURES], all of them."""
        found = np.zeros((len(self.own), MAX_FEATURES), np.int32)
        for row, own, context in zip(found, self.own, self.context, strict=True):
            row[: len(own)] = own
            row[len(own) : len(own) + CONTEXT] = context
        return found


class _Rows(dict[str | int, int]):
    """Rows of one kind of feature by its value, of which there are few: «nsubj» for «rel=nsubj»."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __missing__(self, value: str | int) -> int:
        row = self[value] = bucket(f"{self._kind}={value}")
        return row


_RELATION, _FIRST, _NAME, _LEXICON = _Rows("rel"), _Rows("first"), _Rows("name"), _Rows("lex")
_HEAD_POS, _HEAD_RELATION, _HEAD_LEXICON = _Rows("head.pos"), _Rows("head.rel"), _Rows("head.lex")
_FAR, _SENTENCE, _POS, _SHAPE = _Rows("far"), _Rows("sentence"), _Rows("pos"), _Rows("shape")
_VALUES = {name: _Rows(name) for name in _MORPHOLOGY}
# How far the head stands is told to so many tokens either way.
_FARTHEST = 6


class _Word(NamedTuple):
    """What a word has by itself.

    `own` are rows of the feature table, `known` those of the word table for form and lemma, and of the feature table
    for its class in the lexicon, for that class and the part of speech as what stands over another word.
    """

    own: tuple[int, ...]
    known: tuple[int, int, int, int, int]


class Featurizer:
    """Features of the tokens of one article's analysed sentences."""

    def __init__(self, vectors: WordVectors, lexicon: Lexicon) -> None:
        self._vectors = vectors
        self._lexicon = lexicon
        self._word = lru_cache(_REMEMBERED)(self._look_up)

    def __call__(self, sentences: Sequence[Sentence]) -> TokenFeatures:
        """Those of all of the sentences' tokens, one after another."""
        tokens = [token for sentence in sentences for token in sentence.tokens]
        words = [self._word(token.text, token.lemma, token.pos, tuple(token.feats.items())) for token in tokens]
        form, lemma, told, told_over, pos_over = _columns([word.known for word in words], 5)
        relation, relation_over = _columns([(_RELATION[token.rel], _HEAD_RELATION[token.rel]) for token in tokens], 2)
        lengths = [len(sentence.tokens) for sentence in sentences]
        start = np.repeat(np.cumsum([0, *lengths])[:-1], lengths)
        index, head = np.arange(len(tokens)) - start, np.array([token.head for token in tokens], np.intp)
        hung = head >= 0
        over = np.where(hung, start + head, 0)
        far = _columns([(_FAR[step],) for step in range(-_FARTHEST, _FARTHEST + 1)], 1)[0]
        context = np.empty((CONTEXT, len(tokens)), np.int32)
        context[0], context[1] = relation, np.where(index, _FIRST["False"], _FIRST["True"])
        context[2], context[3] = hung * pos_over[over], hung * relation_over[over]
        context[4] = hung * far[np.clip(head - index, -_FARTHEST, _FARTHEST) + _FARTHEST]
        context[5] = [_NAME[tag] for sentence in sentences for tag in _name_tags(sentence)]
        context[6] = np.repeat([_SENTENCE[_place(sentence)] for sentence in sentences], lengths)
        context[7], context[8] = told, hung * told_over[over]
        columns = np.stack([form, lemma, np.where(hung, lemma[over], self._vectors.none)], axis=1)
        return TokenFeatures(columns.astype(np.int32), [word.own for word in words], context.T)

    def _look_up(self, text: str, lemma: str, pos: str, feats: tuple[tuple[str, str], ...]) -> _Word:
        own = (_POS[pos], *_spelling(text), *_morphology(feats))
        told = self._lexicon.feature(lemma, pos)
        rows = (self._vectors.row(text), self._vectors.row(lemma))
        return _Word(own, (*rows, _LEXICON[told], _HEAD_LEXICON[told], _HEAD_POS[pos]))


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> NDArray[np.int32]:
    """[width, n] from n rows, of which there may be none."""
    return np.array(rows, np.int32).reshape(len(rows), width).T


def _place(sentence: Sentence) -> str:
    """The sentence's place in the article, the farther the coarser."""
    return str(sentence.index if sentence.index < 3 else 3 + min(sentence.index // 4, 4))


def bucket(feature: str) -> int:
    """Row of the feature table, 1 to TOKEN_BUCKETS - 1."""
    return crc32(feature.encode()) % (TOKEN_BUCKETS - 1) + 1


def _spelling(text: str) -> tuple[int, int, int, int, int]:
    """Letter case, how the word begins, how it ends."""
    low = text.lower()
    return (
        _SHAPE[shape(text)],
        bucket(f"pre3={low[:3]}"),
        bucket(f"suf2={low[-2:]}"),
        bucket(f"suf3={low[-3:]}"),
        bucket(f"suf4={low[-4:]}"),
    )


@lru_cache(maxsize=5_000)
def _morphology(feats: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    known = dict(feats)
    return tuple(_VALUES[name][known[name]] for name in _MORPHOLOGY if name in known)


def _name_tags(sentence: Sentence) -> list[str]:
    """BIO tags of the names that the recogniser found."""
    tags = ["O"] * len(sentence.tokens)
    for name in sentence.names:
        for index in range(name.first, name.last):
            tags[index] = f"{'B' if index == name.first else 'I'}-{name.type}"
    return tags


def shape(text: str) -> str:
    """Letter case and digits: «Xx», «XX», «x», «0000», «0.», «-»."""
    if text.isdigit():
        return "0" * min(len(text), 5)
    if text.isalpha():
        return ("X" if len(text) == 1 else "XX") if text.isupper() else "Xx" if text[0].isupper() else "x"
    if not any(letter.isalpha() for letter in text):
        return "0." if any(letter.isdigit() for letter in text) else text[:2]
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    mixed = "-" if "-" in text else ""
    return ("Xx" if text[0].isupper() else "x") + mixed + ("0" if any(map(str.isdigit, text)) else "")
