"""A stretch of a sentence that names something."""

from dataclasses import dataclass

from letopis.document import NameType, Sentence, Token, head_among


@dataclass(slots=True)
class Span:
    """Tokens [first, last) of a sentence that name something. `rule` says who found it, or what changed it; `name` is
    what a body that shares its noun with others is called alone."""

    sentence: Sentence
    first: int
    last: int
    type: NameType
    rule: str = "recogniser"
    name: str | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the span."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def head(self) -> Token:
        """Its syntactic head: the first of its tokens whose own head lies outside."""
        return head_among(self.tokens)

    def overlaps(self, other: "Span") -> bool:
        """Whether both share a token."""
        return self.sentence is other.sentence and self.first < other.last and other.first < self.last
