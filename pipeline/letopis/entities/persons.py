"""From name spans of people to Person entities."""

from collections.abc import Mapping, Sequence

from letopis.document import Document, EntityMention, Person
from letopis.entities.citation import agree
from letopis.entities.couples import couples
from letopis.entities.missed import in_brackets
from letopis.entities.name_context import expected, told_gender
from letopis.entities.names import Expected, Word, name_form, words_of
from letopis.entities.other_names import bearers, called
from letopis.entities.people import Cluster, NameMention, cluster
from letopis.entities.span import Span


def people(document: Document, spans: Sequence[Span]) -> list[Person]:
    """One entity for each person whom the spans of type PER name, in text order, and how the name was agreed."""
    latin = in_brackets(spans)
    inside = {(one.sentence.index, i) for one in latin.values() for i in range(one.first, one.last)}
    named = [s for s in spans if s.type == "PER" and (s.sentence.index, s.first) not in inside]
    both = couples(named)
    mentions = [mention for span in named if (mention := _mention(document, span, both))]
    found = cluster(mentions)
    whose = bearers(found, called(named))
    names: dict[int, list[Cluster]] = {}
    for one in found:
        names.setdefault(whose.get(one.number, one).number, []).append(one)
    return [_person(document, each, latin) for each in names.values()]


def _mention(document: Document, span: Span, both: Mapping[tuple[int, int], tuple[Word, ...]]) -> NameMention | None:
    told = both.get((span.sentence.index, span.first))
    words = told or words_of(span.tokens)
    if not words:
        return None
    text = document.text[span.start : span.end]
    form = name_form(words, Expected() if told else expected(span))
    return NameMention(span.start, span.end, text, span.sentence.index, form, told_gender(span, form), span.rule)


def _person(document: Document, names: Sequence[Cluster], latin: dict[int, Span]) -> Person:
    """The person of one cluster, or of several that are his names: called by the first that has a surname."""
    full = (one for one in names if {"first", "last"} <= one.keys.keys())
    name = agree(next(full, names[0]))
    told = sorted((mention for one in names for mention in one.mentions), key=lambda mention: mention.start)
    mentions = [EntityMention(m.start, m.end, m.text, "name", m.sentence, rule=m.rule) for m in told]
    also = [latin[m.start] for m in told if m.start in latin]
    mentions += [
        EntityMention(s.start, s.end, document.text[s.start : s.end], "name", s.sentence.index, rule=s.rule)
        for s in also
    ]
    surfaces = ", ".join(dict.fromkeys(m.text for m in told))
    document.explain("entities", "person", mentions[0].start, mentions[0].end, f"{name.name}: {surfaces}")
    return Person(
        id="",
        name=name.name,
        mentions=mentions,
        first=name.first,
        last=name.last,
        middle=name.middle,
        gender=name.gender,
    )
