"""Buildings and sites with a name in quotation marks: «в зале «Заря»», «у казармы «Восток»» speak of a place."""

from collections.abc import Iterator, Sequence
from itertools import chain

from letopis.document import Document, Sentence
from letopis.entities.bodies import organization_table
from letopis.entities.body_clusters import QUOTES
from letopis.entities.gazetteer import fold_place
from letopis.entities.place_candidates import PlaceResolution, candidates, resolution
from letopis.entities.quoted_lists import noun_of
from letopis.entities.span import Span

RULE = "venue"
_LONGEST = 5  # words of such a name, at most
_UNKNOWN = "unresolved: a venue that no table has"


def with_venues(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans with each quoted name behind a venue's noun as a place, whatever was read into it."""
    venues = [(sentence, list(_venues(sentence))) for sentence in document.sentences]
    within = {sentence.index: found for sentence, found in venues if found}
    rest = [each for each in spans if not any(map(each.overlaps, within.get(each.sentence.index, ())))]
    return sorted([*rest, *chain.from_iterable(within.values())], key=lambda each: (each.start, -each.end))


def _venues(sentence: Sentence) -> Iterator[Span]:
    table, tokens = organization_table(), sentence.tokens
    nouns = table.venues | table.grounds
    for opening in tokens[1:]:
        noun = noun_of(tokens, opening.index) if opening.text in QUOTES else None
        if noun is None or noun.lemma not in nouns:
            continue
        behind = tokens[opening.index + 1 : opening.index + 2 + _LONGEST]
        closing = next((token.index for token in behind if token.text in QUOTES), None)
        if closing is not None and closing > opening.index + 1 and behind[0].text[:1].isupper():
            yield Span(sentence, opening.index + 1, closing, "LOC", RULE)


def resolve_venue(name: str, noun: str) -> PlaceResolution:
    """The venue of that name in the table of facilities, else one known by its name alone or with its noun (lemma)."""
    for candidate in candidates(fold_place(name), noun):
        if candidate.kind == "facility":
            return resolution(candidate, candidate.note or RULE, 0.9)
    called = f"{noun} «{name}»" if noun in organization_table().grounds else name
    return PlaceResolution(called, "facility", None, None, None, None, None, _UNKNOWN, 0.0)
