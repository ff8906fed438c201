"""Names that the recogniser saw once and missed elsewhere."""

from collections.abc import Sequence

from letopis.document import Document, Sentence, Token
from letopis.entities.declension import is_common_noun, tags_of
from letopis.entities.names import name_form, words_of
from letopis.entities.spans import Span

_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB"})
_SHORTEST = 3
_LONGEST = 6


def in_brackets(spans: Sequence[Span]) -> dict[int, Span]:
    """«Томас Рейн (Thomas Rayne)»: the spelling in Latin letters behind a name, by the name's offset."""
    found: dict[int, Span] = {}
    for span in spans:
        last = _latin_end(span.sentence, span.last) if span.type == "PER" else None
        if last is not None:
            found[span.start] = Span(span.sentence, span.last + 1, last, "PER", "name-in-brackets")
    return found


def _latin_end(sentence: Sentence, at: int) -> int | None:
    """Index behind the capitalised Latin words that a bracket at `at` opens and the next one closes."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].text != "(":
        return None
    here = at + 1
    while here < len(tokens) and _is_latin_name(tokens[here].text):
        here += 1
    closed = here < len(tokens) and tokens[here].text in {")", ",", ";"}
    return here if closed and here > at + 1 and here - at <= _LONGEST else None


def _is_latin_name(text: str) -> bool:
    return text == "." or (text.isascii() and text[:1].isalpha())


def missed_surnames(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Capitalised words outside any name that can only be a form of a surname of the article's people."""
    known = _surnames(spans)
    if not known:
        return []
    taken = {(span.sentence.index, i) for span in spans for i in range(span.first, span.last)}
    found: list[Span] = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            if (sentence.index, token.index) not in taken and _can_be_name(sentence, token) and _meets(token, known):
                span = Span(sentence, token.index, token.index + 1, "PER", "missed-surname")
                document.explain("entities", span.rule, span.start, span.end, token.text)
                found.append(span)
    return found


def _surnames(spans: Sequence[Span]) -> frozenset[str]:
    """Folded nominatives of the surnames of full names, and the first letters that a form of them keeps."""
    found: set[str] = set()
    for span in spans:
        words = words_of(span.tokens) if span.type == "PER" else ()
        if len(words) > 1:
            form = name_form(words)
            found |= {nominative for nominative, _ in form.plausible("last") if len(nominative) >= _SHORTEST}
    return frozenset(found)


def _can_be_name(sentence: Sentence, token: Token) -> bool:
    """Not a common word that a sentence's beginning explains, nor an abbreviation."""
    text = token.text
    if len(text) < _SHORTEST or not text[0].isupper() or text.isupper() or token.pos not in _NAMELIKE:
        return False
    opens = token.index == 0 or not any(c.isalnum() for c in sentence.tokens[token.index - 1].text)
    return not (opens and is_common_noun(text) and token.pos != "PROPN") and "Geox" not in tags_of(text)


def _meets(token: Token, known: frozenset[str]) -> bool:
    start = token.text[:_SHORTEST].lower().replace("ё", "е")
    if not any(nominative.startswith(start) for nominative in known):
        return False
    form = name_form(words_of([token]))
    offered = form.plausible("last") or form.plausible("first")
    return any(nominative in known for nominative, _ in offered)
