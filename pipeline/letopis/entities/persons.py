"""From name spans of people to Person entities."""

from collections.abc import Sequence

from letopis.document import Document, EntityMention, Person, Sentence, Token
from letopis.entities.declension import looks_like_surname, names_table
from letopis.entities.missed import in_brackets, missed_names
from letopis.entities.names import Expected, NameForm, name_form, words_of
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
    missed = [m for span in missed_names(document, spans) if (m := _mention(document, span))]
    return [_person(document, one, latin) for one in cluster([*given, *missed])]


def _mention(document: Document, span: Span) -> NameMention | None:
    words = words_of(span.tokens)
    if not words:
        return None
    text = document.text[span.start : span.end]
    form = name_form(words, _expected(span))
    return NameMention(span.start, span.end, text, span.sentence.index, form, _told_gender(span, form), span.rule)


def _expected(span: Span) -> Expected:
    """Cases that the preposition, title or verb beside the name asks for."""
    head = span.sentence.head_of(span.start, span.end)
    before = span.sentence.tokens[span.first - 1] if span.first else None
    if head is None or before is None:
        return Expected()
    told = before.pos == "ADP" or before.index == 0
    cases = names_table().prepositions.get(fold(before.text)) if told else None
    if cases is not None:
        return Expected(frozenset(cases), sure=True)
    if before.pos == "ADJ" and head.rel == "nmod" and head.head == before.index and head.feats.get("Case") == "Nom":
        return Expected(frozenset({"Gen"}), sure=True)
    if before.pos in {"NOUN", "PROPN"}:
        return _behind_noun(before, head, span.tokens[0], lone=span.last - span.first == 1)
    return _of_relation(span, head)


def _behind_noun(noun: Token, head: Token, name: Token, *, lone: bool) -> Expected:
    """A title shares its case with the name; «вдова Рогова», «зять Рогова» are somebody's."""
    case = noun.feats.get("Case")
    if noun.lemma in names_table().kin and case not in {"Gen", None}:
        return Expected(frozenset({"Gen"} if lone else {"Gen", str(case)}), sure=lone and looks_like_surname(name.text))
    if title_lemma(noun) is None or head.head != noun.index:
        sure = head.rel == "nmod" and head.head == noun.index and name.feats.get("Case") == "Nom"
        return Expected(frozenset({"Gen"} if head.rel in {"nmod", "appos"} else set()), sure=sure)
    return Expected(frozenset({"Gen", "Acc"} if case in {"Gen", "Acc"} else {case} if case else set()))


def _of_relation(span: Span, head: Token) -> Expected:
    """A direct object, alone or joined to one; what is joined to a noun with a preposition has its case."""
    seen = 0
    while head.rel == "conj" and head.head >= 0 and seen < len(span.sentence.tokens):
        head, seen = span.sentence.tokens[head.head], seen + 1
    if seen:
        for child in span.sentence.children(head.index):
            word = fold(child.text)
            if child.index < head.index and word in names_table().prepositions:
                return Expected(frozenset(names_table().prepositions[word]), sure=True)
    if _is_no_subject(span.sentence, head):
        return Expected(frozenset({"Acc", "Gen"}), sure=True)
    return Expected(frozenset({"Acc"} if head.rel == "obj" else {"Dat"} if head.rel == "iobj" else set()))


def _is_no_subject(sentence: Sentence, head: Token) -> bool:
    """«Звонок удивил Кира Рогова»: a second subject, or one that does not agree with its verb, is the object."""
    if not head.rel.startswith("nsubj") or not 0 <= head.head < head.index:
        return False
    verb = sentence.tokens[head.head]
    if any(t.rel == "conj" for t in sentence.children(head.index)):
        return False
    gender = _verb_gender(verb)
    disagrees = gender is not None and head.feats.get("Gender") != gender
    return disagrees or any(_is_subject_of(verb, child) for child in sentence.children(verb.index))


def _is_subject_of(verb: Token, noun: Token) -> bool:
    """A nominative before a past verb that agrees with it, whatever the parser made of it."""
    if noun.index > verb.index or noun.rel not in {"nsubj", "obj"} or noun.feats.get("Case") != "Nom":
        return False
    number = verb.feats.get("Number")
    past = verb.feats.get("Tense") == "Past" and number == noun.feats.get("Number")
    return past and (number == "Plur" or verb.feats.get("Gender") == noun.feats.get("Gender"))


def _told_gender(span: Span, form: NameForm) -> str | None:
    """What a noun for a family tells, or the past verb or participle whose subject the name can be."""
    before = span.sentence.tokens[span.first - 1] if span.first else None
    if before is not None and not form.has("first") and _is_family(before):
        return "Plur"
    head = span.sentence.head_of(span.start, span.end)
    if head is None or not head.rel.startswith("nsubj") or head.head < 0 or form.expected.sure:
        return None
    verb = span.sentence.tokens[head.head]
    gender = _verb_gender(verb)
    if gender is None or any(t.rel == "conj" for t in span.sentence.children(head.index)):
        return None
    return gender if form.score(gender, "Nom") > max(form.genders().values()) - _SUBJECT_MARGIN else None


def _is_family(noun: Token) -> bool:
    """«семья», «братья»: of those that can also be one person only the plural."""
    several = noun.feats.get("Number") == "Plur" or title_lemma(noun) is None
    return noun.lemma in names_table().families and several


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
