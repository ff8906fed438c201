"""What the tagger sees of a token: rows of the word table and hashed features.

A feature is a string such as «rel=nsubj»; its number is CRC-32 of that string modulo the size of the
table, so no vocabulary has to be kept and the numbers are the same on every machine.
"""

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


class _Word(NamedTuple):
    """What a word has by itself: rows of the feature table, of the word table for form and lemma, its class in the
    lexicon."""

    own: tuple[int, ...]
    form: int
    lemma: int
    told: str


class Featurizer:
    """Features of the tokens of analysed sentences."""

    def __init__(self, vectors: WordVectors, lexicon: Lexicon) -> None:
        self._vectors = vectors
        self._lexicon = lexicon
        self._word = lru_cache(_REMEMBERED)(self._look_up)

    def __call__(self, sentence: Sentence) -> TokenFeatures:
        """Those of one sentence."""
        tokens = sentence.tokens
        known = [self._word(token.text, token.lemma, token.pos, tuple(token.feats.items())) for token in tokens]
        place = _SENTENCE[str(sentence.index if sentence.index < 3 else 3 + min(sentence.index // 4, 4))]
        words: list[int] = []
        context: list[int] = []
        for token, word, name in zip(tokens, known, _name_tags(sentence), strict=True):
            relation, first = _RELATION[token.rel], _FIRST["False" if token.index else "True"]
            if token.head < 0:
                words += (word.form, word.lemma, self._vectors.none)
                context += (relation, first, 0, 0, 0, _NAME[name], place, _LEXICON[word.told], 0)
            else:
                head, over = tokens[token.head], known[token.head]
                far = max(-6, min(6, token.head - token.index))
                words += (word.form, word.lemma, over.lemma)
                context += (relation, first, _HEAD_POS[head.pos], _HEAD_RELATION[head.rel], _FAR[far])
                context += (_NAME[name], place, _LEXICON[word.told], _HEAD_LEXICON[over.told])
        return TokenFeatures(
            np.array(words, np.int32).reshape(len(tokens), WORD_COLUMNS),
            [word.own for word in known],
            np.array(context, np.int32).reshape(len(tokens), CONTEXT),
        )

    def _look_up(self, text: str, lemma: str, pos: str, feats: tuple[tuple[str, str], ...]) -> _Word:
        own = (_POS[pos], *_spelling(text), *_morphology(feats))
        told = self._lexicon.feature(lemma, pos)
        return _Word(own, self._vectors.row(text), self._vectors.row(lemma), told)


def bucket(feature: str) -> int:
    """Row of the feature table, 1 to TOKEN_BUCKETS - 1."""
    return crc32(feature.encode()) % (TOKEN_BUCKETS - 1) + 1


@lru_cache(_REMEMBERED)
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
