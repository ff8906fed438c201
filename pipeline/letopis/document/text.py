"""The article and its layers of text: blocks, sentences, tokens, what the recogniser calls names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from letopis.document.vocabulary import BlockKind, NameType


@dataclass(slots=True)
class Article:
    """One input. `published` is an ISO 8601 date or date-time with zone, or None.

    `text` is analysed character for character as it stands; `sha256` is of its UTF-8 bytes.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    published_from: Literal["argument", "metadata", "text"] | None = None
    language: str = "ru"
    path: str | None = None

    @property
    def published_date(self) -> date | None:
        """The publication day in its own zone, or None when unknown."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(slots=True)
class Block:
    """A paragraph-like stretch of the layout.

    `heading` is the index of the heading block that governs it, `intro` of the line that introduces
    the list it belongs to («Поездки министра:»); each None where there is none.
    """

    index: int
    start: int
    end: int
    kind: BlockKind
    heading: int | None = None
    intro: int | None = None


@dataclass(slots=True)
class Token:
    """A word or punctuation mark. `index` and `head` count within the sentence; `head` is -1 at the root.

    `lemma` is lower case with ё folded to е; `pos`, `feats`, `rel` are Universal Dependencies values.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str = ""
    pos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    head: int = -1
    rel: str = "root"


@dataclass(slots=True)
class NameSpan:
    """What the recogniser calls a name. `first` and `last` are token indexes, half-open [first, last)."""

    start: int
    end: int
    text: str
    type: NameType
    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """A sentence of one block. `index` counts sentences of the document."""

    index: int
    start: int
    end: int
    block: int
    tokens: list[Token] = field(default_factory=list)
    names: list[NameSpan] = field(default_factory=list)
    _children: list[list[Token]] | None = field(default=None, repr=False, compare=False)
    _capitals: list[Token] | None = field(default=None, repr=False, compare=False)
    _starts: list[int] | None = field(default=None, repr=False, compare=False)
    _above: list[tuple[Token, ...] | None] | None = field(default=None, repr=False, compare=False)

    @property
    def capitals(self) -> Sequence[Token]:
        """Tokens that begin with a capital letter, in text order: where names can be."""
        if self._capitals is None:
            self._capitals = [token for token in self.tokens if token.text[:1].isupper()]
        return self._capitals

    def children(self, index: int) -> Sequence[Token]:
        """Direct dependents of the token, in text order."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head >= 0:
                    self._children[token.head].append(token)
        return self._children[index]

    def ancestors(self, index: int) -> Sequence[Token]:
        """Heads of the token from the nearest to the root; ends on a cycle. Kept: the tree no longer changes."""
        if self._above is None:
            self._above = [None] * len(self.tokens)
        found = self._above[index]
        if found is None:
            found = self._above[index] = tuple(climb(self.tokens, index))
        return found

    def subtree(self, index: int) -> list[Token]:
        """The token and everything below it, in text order."""
        found, stack = {index}, [index]
        while stack:
            for child in self.children(stack.pop()):
                if child.index not in found:
                    found.add(child.index)
                    stack.append(child.index)
        return [self.tokens[i] for i in sorted(found)]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that share at least one character with [start, end)."""
        starts = self._token_starts()
        first = max(bisect_right(starts, start) - 1, 0)
        inside = self.tokens[first : bisect_left(starts, end)]
        return inside if not inside or start < inside[0].end else inside[1:]

    def token_at(self, start: int) -> Token | None:
        """The token that begins at an offset, None where none does."""
        starts = self._token_starts()
        place = bisect_left(starts, start)
        return self.tokens[place] if place < len(starts) and starts[place] == start else None

    def _token_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [token.start for token in self.tokens]
        return self._starts

    def head_of(self, start: int, end: int) -> Token | None:
        """The syntactic head of a span: its first token whose head lies outside; None when it holds no token."""
        inside = self.tokens_in(start, end)
        return head_among(inside) if inside else None


def climb(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    """Heads of a token of a sentence, whose tree may still be mended, from the nearest to the root; ends on a cycle."""
    seen = {index}
    head = tokens[index].head
    while head >= 0 and head not in seen:
        seen.add(head)
        yield tokens[head]
        head = tokens[head].head


def head_among(tokens: Sequence[Token]) -> Token:
    """The first of neighbouring tokens whose head is none of them; the first of all in a circle."""
    low, high = tokens[0].index, tokens[-1].index
    for token in tokens:
        if not low <= token.head <= high:
            return token
    return tokens[0]
