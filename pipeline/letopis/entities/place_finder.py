"""Where a sentence speaks of places: the recogniser's names, names that tables know, and adjectives."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from letopis.document import Sentence, Token
from letopis.entities.place_adjectives import RecognisedName, adjective_lemma, find_adjectives
from letopis.entities.place_candidates import PlaceResolution, candidates
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import nominatives
from letopis.entities.place_sure import is_likelier_common, is_odd_abbreviation, is_toponym, sure_end
from letopis.entities.shared_nouns import sharing

_NAMING = frozenset(("PROPN", "NOUN", "X", "SYM"))
_QUOTES = frozenset('«"„“')
_PARENTHESES = frozenset("()")
_COMMON = frozenset(("NOUN", "ADP", "DET", "NUM"))
_APPOSED = frozenset(("ADJ", "NOUN", "PROPN"))
# Nouns for a site whose name in one word is a place's own.
_HARBOURS = frozenset(("порт", "станция", "остров", "разъезд", "аэропорт", "аэродром", "космодром"))


class PlaceSpan(NamedTuple):
    """A stretch that names a place: tokens [first, last), characters [start, end) of the article.

    `lemma` and `target` only of an adjective; half of a compound one has the whole token as [first, last).
    `hint` is the common noun that the name stands beside («штате», «аэропорту»), as it stands. `name` is what a place
    that shares its noun with others is called alone.
    """

    start: int
    end: int
    form: Literal["name", "adjective"]
    first: int
    last: int
    lemma: str | None = None
    target: PlaceResolution | None = None
    hint: str | None = None
    name: str | None = None


def find_places(sentence: Sentence, names: Sequence[RecognisedName] | None = None) -> list[PlaceSpan]:
    """All places of the sentence, none overlapping, in text order.

    Those that share a noun come first («в Тульской и Орловской областях»), then the recogniser's (`names`, or those of
    the sentence), unless a longer name of the tables holds them («Тринидад и Тобаго»); then other names of the tables,
    inside names of organisations too; then adjectives.
    """
    given = sentence.names if names is None else names
    found = find_names(sentence, given)
    trimmed = [_trimmed(sentence, name) for name in given if name.type == "LOC"]
    recognised = [span for span in trimmed if _is_place(sentence, span, found)]
    longer = [span for span in found if any(_within(name, span) for name in recognised)]
    spans: list[PlaceSpan] = []
    taken: set[int] = set()
    for span in (*_sharing(sentence), *longer, *recognised, *found):
        tokens = range(span.first, span.last)
        if taken.isdisjoint(tokens):
            spans.append(span)
            taken.update(tokens)
    apposed = [span for span in _apposed(sentence, given) if span.first not in taken]
    taken.update(span.first for span in apposed)
    spans += apposed
    spans += [span for span in _adjectives(sentence, given) if span.first not in taken]
    return sorted(spans, key=lambda span: span.start)


def find_names(sentence: Sentence, names: Sequence[RecognisedName] | None = None) -> list[PlaceSpan]:
    """Names that the tables surely know (see `sure_end`), the longest, none overlapping, none in a person's name."""
    found: list[PlaceSpan] = []
    given = sentence.names if names is None else names
    people = {i for name in given if name.type == "PER" for i in _person_tokens(sentence, name)}
    here = 0
    for token in sentence.capitals:
        last = sure_end(sentence, token.index) if token.index >= here and token.index not in people else None
        if last is not None:
            found.append(_span(sentence, token.index, last))
            here = last
    return found


def _person_tokens(sentence: Sentence, name: RecognisedName) -> range:
    """The tokens of a person's name, none when it is one word that only towns are called («к Минусинску»)."""
    alone = name.last - name.first == 1 and is_toponym(sentence.tokens[name.first].text)
    return range(name.first, name.first if alone else name.last)


def _is_place(sentence: Sentence, span: PlaceSpan, found: Sequence[PlaceSpan]) -> bool:
    """Whether the recogniser's span is to be taken as it is.

    Not: verbs («Родилась») and adjectives alone (those are found apart), abbreviations of bodies, a common noun
    with a name the tables know («Порты Прибалтики»), two names side by side, an adjective with a common noun.
    """
    tokens = sentence.tokens[span.first : span.last]
    if span.hint is not None and all(token.text[:1].isupper() for token in tokens):
        return True  # «на реке Чёрной», «в посёлке Придонской»
    if all(adjective_lemma(sentence, token) for token in tokens):
        return False
    if not any(token.pos in _NAMING for token in tokens) and any(token.pos in ("ADJ", "VERB") for token in tokens):
        return False
    if len(tokens) == 1:
        return not is_odd_abbreviation(tokens[0].text) and not is_likelier_common(sentence, tokens[0])
    return _is_known(tokens) or not (_holds_known(tokens, found) or _is_common(tokens))


def _is_known(tokens: Sequence[Token]) -> bool:
    surface = " ".join(token.text for token in tokens)
    return any(candidates(hypothesis.key) for hypothesis in nominatives(surface))


def _holds_known(tokens: Sequence[Token], found: Sequence[PlaceSpan]) -> bool:
    """Names that the tables know stand in the span, and beside them only common words."""
    first, last = tokens[0].index, tokens[-1].index + 1
    inside = [span for span in found if first <= span.first and span.last <= last]
    covered = {index for span in inside for index in range(span.first, span.last)}
    return bool(inside) and all(token.index in covered or token.pos in _COMMON for token in tokens)


def _is_common(tokens: Sequence[Token]) -> bool:
    """«Пермский суд», «Горный курорт»: adjectives and a common noun in lower case that tells no kind of place."""
    *before, noun = tokens
    common = noun.pos == "NOUN" and noun.text.islower() and FacilityFile.load().kind_of(noun.text) is None
    return common and all(token.pos == "ADJ" for token in before)


def _trimmed(sentence: Sentence, name: RecognisedName) -> PlaceSpan:
    """The span without a preposition before it and a parenthesis behind it: «Во Владимире», «РФ (ФТС)»."""
    tokens, first = sentence.tokens, name.first
    while first < name.last - 1 and tokens[first].pos == "ADP":
        first += 1
    last = next((index for index in range(first + 1, name.last) if tokens[index].text in _PARENTHESES), name.last)
    return _with_way(sentence, _span(sentence, first, last))


def _with_way(sentence: Sentence, span: PlaceSpan) -> PlaceSpan:
    """«на [улице Советской]»: a street's name without its noun would be a town's."""
    entry = FacilityFile.load().kind_of(span.hint) if span.hint is not None else None
    beside = entry is not None and entry.whole and sentence.tokens[span.first - 1].text == span.hint
    return _span(sentence, span.first - 1, span.last) if beside else span


def _within(inner: PlaceSpan, outer: PlaceSpan) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last and inner != outer


def _sharing(sentence: Sentence) -> Iterator[PlaceSpan]:
    for first, last, name in sharing(sentence):
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
        yield PlaceSpan(start, end, "name", first, last, name=name)


def _apposed(sentence: Sentence, names: Sequence[RecognisedName]) -> Iterator[PlaceSpan]:
    """«в посёлке Октябрьском», «через порт Восточный»: a word with a capital that stands to a noun for a place."""
    for token in sentence.capitals:
        stands_to = token.rel == "appos" or (token.rel == "nmod" and token.feats.get("Case") == "Nom")
        if not stands_to or not 0 <= token.head == token.index - 1 or not token.text.istitle():
            continue
        noun = sentence.tokens[token.head]
        entry = FacilityFile.load().kind_of(noun.text) if noun.pos == "NOUN" and token.pos in _APPOSED else None
        named = any(name.type != "LOC" and name.first <= token.index < name.last for name in names)
        if entry is not None and not named and (entry.strip or noun.lemma in _HARBOURS):
            yield _span(sentence, token.index, token.index + 1)


def _adjectives(sentence: Sentence, names: Sequence[RecognisedName]) -> Iterator[PlaceSpan]:
    for found in find_adjectives(sentence, names):
        at = found.token
        yield PlaceSpan(found.start, found.end, "adjective", at, at + 1, found.lemma, found.target)


def _span(sentence: Sentence, first: int, last: int) -> PlaceSpan:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return PlaceSpan(start, end, "name", first, last, hint=_hint(sentence, first))


def _hint(sentence: Sentence, first: int) -> str | None:
    """The common noun before the name, through a quote, if the name is its apposition: no genitive of its own.

    «в штате Вашингтон», not «столица Казахстана».
    """
    before = first - 1
    if before >= 0 and sentence.tokens[before].text in _QUOTES:
        before -= 1
    if before > 0 and sentence.tokens[before].text == ".":  # «с. Нижняя Ольха»: the lemma is the whole word
        word = sentence.tokens[before - 1].lemma
        return word if len(word) > len(sentence.tokens[before - 1].text) else None
    if before < 0:
        return None
    noun, name = sentence.tokens[before], sentence.tokens[first]
    governed = name.feats.get("Case") == "Gen" != noun.feats.get("Case")
    entry = FacilityFile.load().kind_of(noun.text) if noun.pos == "NOUN" else None
    whole = entry is not None and entry.whole and noun.feats.get("Number") == "Sing"  # «на улице Строителей»
    return noun.text if entry is not None and (whole or not governed) else None
