"""What the tagger sees of a token: rows of the word table and hashed features.

A feature is a string such as «rel=nsubj»; its number is CRC-32 of that string modulo the size of the
table, so no vocabulary has to be kept and the numbers are the same on every machine.
"""

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from letopis.document import Sentence, Token
from letopis.model.lexicon import Lexicon
from letopis.model.vectors import WordVectors

TOKEN_BUCKETS = 1 << 14
WORD_COLUMNS = 3
MAX_FEATURES = 28
_MORPHOLOGY = (
    "Case", "Number", "Gender", "Animacy", "Aspect", "Tense", "VerbForm", "Voice", "Mood", "Degree", "Variant",
)  # fmt: skip


@dataclass(slots=True)
class TokenFeatures:
    """Features of n tokens.

    `words` is [n, 3]: rows of the word table for the form, the lemma and the head's lemma; `hashed` is
    [n, MAX_FEATURES]: rows of the feature table, row 0 where a token has fewer (its vector is zero).
    """

    words: NDArray[np.int32]
    hashed: NDArray[np.int32]


def token_features(sentence: Sentence, vectors: WordVectors, lexicon: Lexicon) -> TokenFeatures:
    """Features of all tokens of an analysed sentence."""
    tokens = sentence.tokens
    words = np.empty((len(tokens), WORD_COLUMNS), np.int32)
    hashed = np.zeros((len(tokens), MAX_FEATURES), np.int32)
    names = _name_tags(sentence)
    place = f"sentence={sentence.index if sentence.index < 3 else 3 + min(sentence.index // 4, 4)}"
    for token in tokens:
        head = tokens[token.head] if token.head >= 0 else None
        words[token.index] = (
            vectors.row(token.text), vectors.row(token.lemma), vectors.row(head.lemma) if head else vectors.none,
        )  # fmt: skip
        rows = _own(token.text, token.pos, tuple(token.feats.items())) + _around(token, head)
        rows += tuple(_bucket(feature) for feature in (names[token.index], place, f"lex={lexicon.feature(token)}"))
        if head is not None:
            rows += (_bucket(f"head.lex={lexicon.feature(head)}"),)
        hashed[token.index, : len(rows)] = rows
    return TokenFeatures(words, hashed)


def bucket(feature: str) -> int:
    """Row of the feature table, 1 to TOKEN_BUCKETS - 1."""
    return crc32(feature.encode()) % (TOKEN_BUCKETS - 1) + 1


_bucket = lru_cache(maxsize=20_000)(bucket)


@lru_cache(maxsize=50_000)
def _own(text: str, pos: str, feats: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    """Features of the word alone."""
    known = dict(feats)
    low = text.lower()
    found = [f"pos={pos}", f"shape={shape(text)}", f"pre3={low[:3]}"]
    found += [f"suf{size}={low[-size:]}" for size in (2, 3, 4)]
    found += [f"{name}={known[name]}" for name in _MORPHOLOGY if name in known]
    return tuple(bucket(feature) for feature in found)


def _around(token: Token, head: Token | None) -> tuple[int, ...]:
    """Features of the token's place in the tree."""
    found = (f"rel={token.rel}", f"first={token.index == 0}")
    if head is None:
        return tuple(_bucket(feature) for feature in found)
    far = min(abs(head.index - token.index), 6) * (1 if head.index > token.index else -1)
    return tuple(_bucket(feature) for feature in (*found, f"head.pos={head.pos}", f"head.rel={head.rel}", f"far={far}"))


def _name_tags(sentence: Sentence) -> list[str]:
    """BIO tags of the names that the recogniser found."""
    tags = ["name=O"] * len(sentence.tokens)
    for name in sentence.names:
        for index in range(name.first, name.last):
            tags[index] = f"name={'B' if index == name.first else 'I'}-{name.type}"
    return tags


def shape(text: str) -> str:
    """Letter case and digits: «Xx», «XX», «x», «0000», «0.», «-»."""
    if text.isdigit():
        return "0" * min(len(text), 5)
    if not any(letter.isalpha() for letter in text):
        return "0." if any(letter.isdigit() for letter in text) else text[:2]
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    mixed = "-" if "-" in text else ""
    return ("Xx" if text[0].isupper() else "x") + mixed + ("0" if any(map(str.isdigit, text)) else "")
