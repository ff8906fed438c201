"""From name spans of people to Person entities."""

from collections.abc import Sequence

from letopis.document import Document, EntityMention, Person, Token
from letopis.entities.names import name_form, words_of
from letopis.entities.people import Cluster, NameMention, agree, cluster
from letopis.entities.spans import Span


def people(document: Document, spans: Sequence[Span]) -> list[Person]:
    """One entity for each person whom the spans of type PER name, in text order, and how the name was agreed."""
    mentions = [mention for span in spans if span.type == "PER" and (mention := _mention(document, span))]
    return [_person(document, one) for one in cluster(mentions)]


def _mention(document: Document, span: Span) -> NameMention | None:
    words = words_of(span.tokens)
    if not words:
        return None
    text = document.text[span.start : span.end]
    return NameMention(span.start, span.end, text, span.sentence.index, name_form(words), _told_gender(span), span.rule)


def _told_gender(span: Span) -> str | None:
    """The gender of a past verb or participle whose subject the name is."""
    head = span.sentence.head_of(span.start, span.end)
    if head is None or not head.rel.startswith("nsubj") or head.head < 0:
        return None
    verb = span.sentence.tokens[head.head]
    return _verb_gender(verb) if not any(t.rel == "conj" for t in span.sentence.children(head.index)) else None


def _verb_gender(verb: Token) -> str | None:
    gender = verb.feats.get("Gender")
    past = verb.pos == "VERB" and verb.feats.get("Number") == "Sing"
    return gender if past and gender in {"Masc", "Fem"} else None


def _person(document: Document, one: Cluster) -> Person:
    name = agree(one)
    mentions = [EntityMention(m.start, m.end, m.text, "name", m.sentence, rule=m.rule) for m in one.mentions]
    surfaces = ", ".join(dict.fromkeys(m.text for m in one.mentions))
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
