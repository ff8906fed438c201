"""Names as the recogniser gives them, and the repair of its common errors by ordered, named rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letopis.document import Document, NameType, Sentence, Token
from letopis.entities.declension import is_common_noun, names_table, tags_of
from letopis.language.morphology import fold


@dataclass(slots=True)
class Span:
    """Tokens [first, last) of a sentence that name something. `rule` says who found it, or what changed it."""

    sentence: Sentence
    first: int
    last: int
    type: NameType
    rule: str = "recogniser"

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

    def overlaps(self, other: "Span") -> bool:
        """Whether both share a token."""
        return self.sentence is other.sentence and self.first < other.last and other.first < self.last


Repair = Callable[[Sentence, list[Span]], list[Span]]


def recognised(document: Document) -> list[Span]:
    """All name spans of the article in text order, repaired; each change is kept in the trace."""
    found: list[Span] = []
    for sentence in document.sentences:
        spans = [Span(sentence, n.first, n.last, n.type) for n in sentence.names]
        for repair in _REPAIRS:
            spans = repair(sentence, spans)
        found += spans
    for span in found:
        if span.rule != "recogniser":
            document.explain("entities", span.rule, span.start, span.end, span.type)
    return found


def _trim_quotes(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Quotes and brackets at the edges are no part of a person's or place's name."""
    for span in spans:
        while span.type != "ORG" and span.last - span.first > 1 and not _has_letter(span.tokens[0]):
            span.first += 1
        while span.type != "ORG" and span.last - span.first > 1 and not _ends_name(span):
            span.last -= 1
    return spans


def _has_letter(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def _ends_name(span: Span) -> bool:
    last = span.tokens[-1]
    return _has_letter(last) or (last.text == "." and len(span.tokens[-2].text) <= 2)


def _join_people(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Иван» «Иванович Петров»: two neighbours of which the first is a lone first name are one person."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and _continues(sentence, before, span):
            before.last, before.rule = span.last, "join-person"
        else:
            joined.append(span)
    return joined


def _continues(sentence: Sentence, before: Span, span: Span) -> bool:
    if before.type != "PER" or span.type != "PER" or before.last != span.first:
        return False
    if before.last - before.first > 1 or span.last - span.first > 2:
        return False
    one, other = sentence.tokens[before.first], sentence.tokens[span.first]
    agree = one.feats.get("Case") == other.feats.get("Case")
    return agree and ("Name" in tags_of(one.text)) != ("Name" in tags_of(other.text))


def _extend_left(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """A particle or a first name that the recogniser left outside: «аль-», «Усама бен Ладен»."""
    taken = {i for span in spans for i in range(span.first, span.last)}
    for span in spans:
        while span.type == "PER" and span.first > 0 and span.first - 1 not in taken:
            token = sentence.tokens[span.first - 1]
            if not _belongs_before(token, sentence.tokens[span.first]):
                break
            span.first, span.rule = span.first - 1, "extend-person"
    return spans


def _belongs_before(token: Token, after: Token) -> bool:
    if token.end + 1 != after.start:
        return False
    if fold(token.text) in names_table().particles and fold(token.text) not in {"святой", "до", "да", "ди"}:
        return after.text[:1].isupper()
    if not token.text[:1].isupper() or token.pos not in {"PROPN", "NOUN"}:
        return False
    alike = token.feats.get("Case") == after.feats.get("Case")
    return alike and "Name" in tags_of(token.text) and not is_common_noun(token.text)


def _drop_words(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """A sentence's first word is a person only when it can be a name: «Панихиду», «Родившаяся» cannot."""
    return [span for span in spans if not _is_plain_word(sentence, span)]


def _is_plain_word(sentence: Sentence, span: Span) -> bool:
    if span.type != "PER" or span.last - span.first != 1:
        return False
    token = sentence.tokens[span.first]
    opens = span.first == 0 or not _has_letter(sentence.tokens[span.first - 1])
    if token.text[:1].islower():
        return is_common_noun(token.text)
    return opens and is_common_noun(token.text) and token.pos != "PROPN"


def _drop_eponyms(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«болезнь Паркинсона», «автомат Калашникова» speak of nobody."""
    return [span for span in spans if not _is_eponym(sentence, span)]


def _is_eponym(sentence: Sentence, span: Span) -> bool:
    if span.type != "PER" or span.first == 0:
        return False
    before, first = sentence.tokens[span.first - 1], sentence.tokens[span.first]
    return before.lemma in names_table().eponyms and first.feats.get("Case") in {"Gen", "Nom"}


_REPAIRS: Sequence[Repair] = (_trim_quotes, _join_people, _extend_left, _drop_eponyms, _drop_words)
