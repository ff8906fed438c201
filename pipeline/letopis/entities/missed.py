"""Names that the recogniser saw once and missed elsewhere."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from letopis.document import Document, Sentence, Token
from letopis.entities.declension import is_common_noun, looks_like_surname, names_table, place_tags, tags_of
from letopis.entities.names import name_form, words_of
from letopis.entities.span import Span
from letopis.language.morphology import fold

_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB"})
_NOUNS = frozenset({"PROPN", "NOUN"})
_SHORTEST = 3
_LONGEST = 6
# Letters of a name in one word that is looked for again.
_MONONYM = 5
# Letters of a surname that all its forms have: «Заяц», «Зайца».
_STEM = 2
# Letters that case endings have at most.
_ENDING = 2


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


def with_missed(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans and people's names that none holds: full names, forms of their surnames, families; in text order."""
    taken = {(span.sentence.index, i): span.type for span in spans for i in range(span.first, span.last)}
    full = _full_names(document, spans, taken)
    taken |= {(span.sentence.index, i): span.type for span in full for i in range(span.first, span.last)}
    found = [*full, *_lone_surnames(document, [*spans, *full], taken), *_families(document, taken)]
    return with_found(document, spans, found)


def with_found(document: Document, spans: Sequence[Span], found: Sequence[Span]) -> list[Span]:
    """Both in text order; those found are told in the trace."""
    for span in found:
        document.explain("entities", span.rule, span.start, span.end, " ".join(t.text for t in span.tokens))
    return sorted([*spans, *found], key=lambda span: span.start)


def runs(sentence: Sentence, size_at: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Stretches [first, last) of tokens from a capital on, as long as `size_at` its index, none inside another."""
    behind = 0
    for token in sentence.capitals:
        if token.index >= behind and (size := size_at(token.index)):
            behind = token.index + size
            yield token.index, behind


# Families in the cases that no other word has so.
_FAMILY = re.compile("[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н)(?:ых|ыми)")

_Taken = Mapping[tuple[int, int], str]


def _full_names(document: Document, spans: Sequence[Span], taken: _Taken) -> list[Span]:
    """«Петра Рогова-Лунёва», «Во Нгуен Зяпа»: a first name before a surname, or the words of a name known."""
    known = {_stems(span.tokens) for span in spans if span.type == "PER" and span.last - span.first > 1}
    sizes = sorted({len(stems) for stems in known} | {2}, reverse=True)
    return [span for sentence in document.sentences for span in _named(sentence, known, sizes, taken)]


def _named(sentence: Sentence, known: set[tuple[str, ...]], sizes: Sequence[int], taken: _Taken) -> Iterator[Span]:
    def size_at(here: int) -> int:
        return next((n for n in sizes if _is_full_name(sentence, here, n, known, taken)), 0)

    return (Span(sentence, first, last, "PER", "missed-name") for first, last in runs(sentence, size_at))


def _is_full_name(sentence: Sentence, here: int, size: int, known: set[tuple[str, ...]], taken: _Taken) -> bool:
    tokens = sentence.tokens[here : here + size]
    if len(tokens) < size or not tokens[-1].text[:1].isupper():
        return False
    if any((sentence.index, token.index) in taken for token in tokens):
        return False
    if _stems(tokens) in known:
        return True
    first, last = tokens[0], tokens[-1]
    named = size == 2 and "Name" in tags_of(first.text) and not is_common_noun(first.text)
    if named and last.text in names_table().generation:
        return here == 0 or sentence.tokens[here - 1].pos != "PUNCT"
    if not named or last.text.isupper() or "Geox" in place_tags(last.text):
        return False
    return _is_one_name(first, last) or (not is_common_noun(last.text) and looks_like_surname(last.text))


def _is_one_name(first: Token, last: Token) -> bool:
    """«Ивана Зиму»: for the tagger two proper names in one case, of which the second goes on with the first."""
    proper = first.pos == last.pos == "PROPN" and first.feats.get("Case") == last.feats.get("Case")
    return proper and last.rel == "flat:name" and last.head == first.index


def _stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a name, of each what its forms share."""
    return tuple(stem_of(token.text) for token in tokens)


def stem_of(word: str) -> str:
    """What the forms of a word of a name share."""
    return fold(word)[: max(_SHORTEST, len(word) - _ENDING)]


def _lone_surnames(document: Document, spans: Sequence[Span], taken: _Taken) -> list[Span]:
    """Capitalised words outside any name that can only be a form of a surname of the article's people."""
    lower = {token.lemma for sentence in document.sentences for token in sentence.tokens if token.text.islower()}
    possible = [
        (sentence, token)
        for sentence in document.sentences
        for token in sentence.capitals
        if (sentence.index, token.index) not in taken and _can_be_name(sentence, token, lower)
    ]
    known = _surnames(spans, {fold(token.text[0]) for _, token in possible})
    starts = {nominative[:_STEM] for nominative in known}
    return [
        Span(sentence, token.index, token.index + 1, "PER", "missed-surname")
        for sentence, token in possible
        if fold(token.text)[:_STEM] in starts and _meets(token, known)
    ]


def _families(document: Document, taken: _Taken) -> list[Span]:
    """«дом Скворцовых», «у Рюминых»: surnames in the plural, inside a sentence."""
    return [
        Span(sentence, token.index, token.index + 1, "PER", "missed-family")
        for sentence in document.sentences
        for token in sentence.capitals
        if token.index and _FAMILY.fullmatch(token.text) and token.pos in _NOUNS and _is_family(sentence, token, taken)
    ]


def _is_family(sentence: Sentence, token: Token, taken: _Taken) -> bool:
    """No adjective before a noun, nothing that the dictionary knows but as a surname, no quotation's first word."""
    before, after = sentence.tokens[token.index - 1], sentence.tokens[token.index + 1 : token.index + 2]
    inside = before.index > 0 and before.text[:1].isupper()
    if (sentence.index, token.index) in taken or before.pos == "PUNCT" or inside:
        return False
    if any(one.text[:1].isalpha() and one.feats.get("Case") == token.feats.get("Case") for one in after):
        return False
    return not is_common_noun(token.text) and "Geox" not in place_tags(token.text)


def _surnames(spans: Sequence[Span], letters: set[str]) -> frozenset[str]:
    """Folded nominatives of surnames and of names in one word («Неймар»), with one of the letters first in the name."""
    found: set[str] = set()
    for span in spans:
        words = words_of(span.tokens) if span.type == "PER" else ()
        if len(words) > 1 and any(fold(word.text[0]) in letters for word in words):
            form = name_form(words)
            found |= {nominative for nominative, _ in form.plausible("last") if len(nominative) >= _SHORTEST}
        elif words and len(words[0].text) >= _MONONYM and not is_common_noun(words[0].text):
            found.add(fold(words[0].text))
    return frozenset(found)


def _can_be_name(sentence: Sentence, token: Token, lower: set[str]) -> bool:
    """Not an abbreviation, nor a common word that a sentence's beginning explains and the article has in lower case."""
    text = token.text
    if len(text) < _SHORTEST or not text[0].isupper() or text.isupper() or token.pos not in _NAMELIKE:
        return False
    opens = token.index == 0 or not any(c.isalnum() for c in sentence.tokens[token.index - 1].text)
    common = opens and is_common_noun(text) and token.pos != "PROPN"
    return not (common and (token.lemma in lower or token.pos != "NOUN")) and "Geox" not in place_tags(text)


def _meets(token: Token, known: frozenset[str]) -> bool:
    form = name_form(words_of([token]))
    offered = form.plausible("last") or form.plausible("first")
    return any(nominative in known for nominative, _ in offered)
