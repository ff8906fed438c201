"""From name spans of people to Person entities."""

from collections.abc import Sequence

from letopis.document import Document, EntityMention, Person, Token
from letopis.entities.declension import names_table
from letopis.entities.missed import in_brackets, missed_surnames
from letopis.entities.names import NameForm, name_form, words_of
from letopis.entities.people import Cluster, NameMention, agree, cluster
from letopis.entities.spans import Span
from letopis.entities.title_table import title_lemma
from letopis.language.morphology import fold

_SUBJECT_MARGIN = 1.5


def people(document: Document, spans: Sequence[Span]) -> list[Person]:
    """One entity for each person whom the spans of type PER name, in text order, and how the name was agreed."""
    latin = in_brackets(spans)
    inside = {(one.sentence.index, i) for one in latin.values() for i in range(one.first, one.last)}
    named = [s for s in spans if s.type == "PER" and (s.sentence.index, s.first) not in inside]
    given = [mention for span in named if (mention := _mention(document, span))]
    missed = [m for span in missed_surnames(document, spans) if (m := _mention(document, span))]
    return [_person(document, one, latin) for one in cluster([*given, *missed])]


def _mention(document: Document, span: Span) -> NameMention | None:
    words = words_of(span.tokens)
    if not words:
        return None
    text = document.text[span.start : span.end]
    form = name_form(words, _expected_cases(span))
    return NameMention(span.start, span.end, text, span.sentence.index, form, _told_gender(span, form), span.rule)


def _expected_cases(span: Span) -> frozenset[str]:
    """Cases that the preposition, title or verb beside the name asks for; empty where nothing tells."""
    head = span.sentence.head_of(span.start, span.end)
    before = span.sentence.tokens[span.first - 1] if span.first else None
    if head is None or before is None:
        return frozenset()
    told = before.pos == "ADP" or before.index == 0
    cases = names_table().prepositions.get(fold(before.text)) if told else None
    if cases is not None:
        return frozenset(cases)
    if before.pos in {"NOUN", "PROPN"}:
        if title_lemma(before) is not None and head.head == before.index:
            return frozenset(_of_title(before))
        return frozenset({"Gen"}) if head.rel in {"nmod", "appos"} else frozenset()
    return frozenset(_of_relation(span, head))


def _of_title(title: Token) -> set[str]:
    case = title.feats.get("Case")
    return {"Gen", "Acc"} if case in {"Gen", "Acc"} else {case} if case else set()


def _of_relation(span: Span, head: Token) -> set[str]:
    """A direct object, alone or joined to one; what is joined to a noun with a preposition has its case."""
    seen = 0
    while head.rel == "conj" and head.head >= 0 and seen < len(span.sentence.tokens):
        head, seen = span.sentence.tokens[head.head], seen + 1
    if seen:
        for child in span.sentence.children(head.index):
            word = fold(child.text)
            if child.index < head.index and word in names_table().prepositions:
                return set(names_table().prepositions[word])
    return {"Acc"} if head.rel == "obj" else {"Dat"} if head.rel == "iobj" else set()


def _told_gender(span: Span, form: NameForm) -> str | None:
    """The gender of a past verb or participle whose subject the name is, if it can be a subject at all."""
    head = span.sentence.head_of(span.start, span.end)
    if head is None or not head.rel.startswith("nsubj") or head.head < 0:
        return None
    verb = span.sentence.tokens[head.head]
    gender = _verb_gender(verb)
    if gender is None or any(t.rel == "conj" for t in span.sentence.children(head.index)):
        return None
    return gender if form.score(gender, "Nom") > max(form.genders().values()) - _SUBJECT_MARGIN else None


def _verb_gender(verb: Token) -> str | None:
    gender = verb.feats.get("Gender")
    past = verb.pos == "VERB" and verb.feats.get("Number") == "Sing"
    return gender if past and gender in {"Masc", "Fem"} else None


def _person(document: Document, one: Cluster, latin: dict[int, Span]) -> Person:
    name = agree(one)
    mentions = [EntityMention(m.start, m.end, m.text, "name", m.sentence, rule=m.rule) for m in one.mentions]
    also = [latin[m.start] for m in one.mentions if m.start in latin]
    mentions += [
        EntityMention(s.start, s.end, document.text[s.start : s.end], "name", s.sentence.index, rule=s.rule)
        for s in also
    ]
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
