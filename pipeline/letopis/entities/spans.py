"""Names as the recogniser gives them, and the repair of its common errors by ordered, named rules."""

import re
from collections.abc import Callable, Sequence

from letopis.document import Document, Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.declension import (
    family_names,
    given_names,
    is_common_noun,
    is_place_name,
    looks_like_surname,
    names_table,
    place_tags,
    readings,
    tags_of,
)
from letopis.entities.inflection import entries, known_entries
from letopis.entities.span import Span
from letopis.entities.span_words import has_letter, is_described, is_thing, is_work, opens, trim_words
from letopis.entities.spans_again import people_again, places_again, sites_again
from letopis.entities.title_table import title_lemma
from letopis.language.morphology import fold, parses

# How much of a word its forms share, for comparing capitals.
_STEM = 5
_SHORTEST = 2
# Marks between the items of a list.
_MARKS = frozenset("•·|;*")
_YEAR = re.compile(r"\d{4}-го")
_JOINING = frozenset({"и", "или", "а"})
# Letters of a word that a full stop cuts short, at most.
_ABBREVIATED = 3

Repair = Callable[[Sentence, list[Span]], list[Span]]


def recognised(document: Document) -> list[Span]:
    """All name spans of the article in text order, repaired; each change is kept in the trace."""
    found: list[Span] = []
    for sentence in document.sentences:
        spans = [Span(sentence, n.first, n.last, n.type) for n in sentence.names]
        for repair in _REPAIRS if spans else ():
            spans = repair(sentence, spans)
        found += spans
    found = _without_words(sites_again(places_again(people_again(found))), _capitals(document))
    for span in found:
        if span.rule != "recogniser":
            document.explain("entities", span.rule, span.start, span.end, span.type)
    return found


def _named_like_people(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Джеральду Форду» read as a place: a first name before a word that is no place's."""
    for span in spans:
        if span.type == "LOC" and span.last - span.first == 2 and _is_first_and_last(*span.tokens):
            span.type, span.rule = "PER", "person-not-place"
    return spans


def _is_first_and_last(first: Token, last: Token) -> bool:
    if not (first.text.istitle() and last.text[:1].isupper()) or last.pos == "ADJ" or is_common_noun(first.text):
        return False
    same = first.feats.get("Case") == last.feats.get("Case")
    return same and place_tags(first.text) == {"Name"} and "Geox" not in place_tags(last.text)


def _behind_title(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Бурятского ламу Дамбу Рогова» is no place but the man; «Учредителей Союза кузнецов» as a body is the union."""
    for span in spans:
        if span.type == "PER" or span.last - span.first < 2:
            continue
        at = next((i for i, t in enumerate(span.tokens[:-1], start=1) if t.pos != "ADJ"), 0)
        if not at or not _is_somebody(span.tokens[at - 1]) or _is_named(span.tokens[at - 1]):
            continue
        rest = span.tokens[at:]
        if span.type == "LOC" and len(rest) == 2 and looks_like_surname(rest[-1].text):
            span.first, span.type, span.rule = span.first + at, "PER", "person-behind-title"
        if span.type == "ORG" and rest[0].text[:1].isupper() and rest[0].feats.get("Case") == "Gen":
            span.first, span.rule = span.first + at, "body-behind-title"
    return spans


def _is_named(token: Token) -> bool:
    """«Салавата», as no title is called."""
    return "Name" in tags_of(token.text) and title_lemma(token) is None


def _is_somebody(token: Token) -> bool:
    return title_lemma(token) is not None or any(
        form.pos == "NOUN" and form.feats.get("Animacy") == "Anim" for form in known_entries(token.text)
    )


def _person_behind_thing(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Дом Ивана Рогова» is no body: a common noun opens the sentence, a full name in the genitive follows."""
    for span in spans:
        if span.type == "ORG" and span.last - span.first > 2 and is_thing(span) and _is_full_name(span.tokens[1:]):
            span.first, span.type, span.rule = span.first + 1, "PER", "person-behind-thing"
    return spans


def _is_full_name(tokens: Sequence[Token]) -> bool:
    capitals = all(token.text[:1].isupper() for token in tokens)
    return capitals and "Name" in tags_of(tokens[0].text) and tokens[0].feats.get("Case") == "Gen"


def _trim_verb(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Государственный архив закроют»: a verb behind a body's name is no part of it."""
    for span in spans:
        while span.type == "ORG" and span.last - span.first > 1 and _is_verb(span.tokens[-1]):
            span.last, span.rule = span.last - 1, "trim-verb"
    return spans


def _is_verb(token: Token) -> bool:
    found = parses(token.text) if token.text.islower() else ()
    finite = bool(found) and found[0].pos == "VERB" and "Person" in found[0].feats
    return finite or (bool(found) and all(parse.pos == "VERB" for parse in found))


def _trim_body(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«• Нацбанк», «2021-го Ленинский суд», «Комитет спасения и»: a mark, a year or a joining word at the edges."""
    for span in spans:
        while span.type == "ORG" and span.last - span.first > 1 and _is_no_beginning(span.tokens[0]):
            span.first, span.rule = span.first + 1, "trim-body"
        while span.type == "ORG" and span.last - span.first > 1 and _is_no_end(span):
            span.last, span.rule = span.last - 1, "trim-body"
    return spans


def _is_no_end(span: Span) -> bool:
    """A joining word, or the sentence's full stop; that of «Rogov Inc.» is the name's own."""
    last, before = span.tokens[-1], span.tokens[-2]
    stops = last.text == "." and last is span.sentence.tokens[-1]
    return last.text in _JOINING or (stops and len(before.text) > _ABBREVIATED)


def _is_no_beginning(token: Token) -> bool:
    return token.text in _MARKS or _YEAR.fullmatch(token.text) is not None


def _with_patronymic(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Нурлан Асанбек уулу»: the word for a son or daughter ends the name."""
    for span in spans:
        behind = sentence.tokens[span.last].text if span.last < len(sentence.tokens) else ""
        if span.type == "PER" and behind in names_table().patronymic_words:
            span.last, span.rule = span.last + 1, "with-patronymic"
    return spans


def _with_stop(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Марата Т.», «Лунёв П. К.»: an initial at the end keeps its full stop."""
    for span in spans:
        last, behind = span.tokens[-1], sentence.tokens[span.last : span.last + 1]
        numeral = last.text in names_table().generation  # «Харальд V.» ends the sentence
        initial = len(last.text) == 1 and last.text.isupper() and not numeral and span.last - span.first > 1
        stopped = bool(behind) and behind[0].text == "." and behind[0].start == last.end
        syllable = fold(span.tokens[0].text) in family_names()  # «Ван И»
        if span.type == "PER" and initial and stopped and not syllable:
            span.last, span.rule = span.last + 1, "with-stop"
    return spans


def _trim_quotes(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Quotes and brackets at the edges are no part of a person's or place's name."""
    for span in spans:
        while span.type != "ORG" and span.last - span.first > 1 and not has_letter(span.tokens[0]):
            span.first += 1
        while span.type != "ORG" and span.last - span.first > 1 and not _ends_name(span):
            span.last -= 1
    return spans


def _ends_name(span: Span) -> bool:
    last = span.tokens[-1]
    return has_letter(last) or (last.text == "." and len(span.tokens[-2].text) <= 2)


def _cut_at_bracket(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Томас Рейн (Thomas Rayne»: what stands in brackets is another mention."""
    for span in spans:
        whole = span.type == "PER" and span.last - span.first > 1
        at = next((token.index for token in span.tokens[1:] if token.text == "("), None) if whole else None
        if at is not None:
            span.last, span.rule = at, "cut-at-bracket"
    return spans


def _part_at_marks(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Чили • Перу | Куба»: a mark between the items of a list stands inside no name."""
    return [part for span in spans for part in _parts(sentence, span)]


def _parts(sentence: Sentence, span: Span) -> list[Span]:
    marks = [token.index for token in span.tokens if token.text in _MARKS] if span.type != "ORG" else []
    if not marks:
        return [span]
    edges = zip([span.first - 1, *marks], [*marks, span.last], strict=True)
    return [Span(sentence, a + 1, b, span.type, "parted-list") for a, b in edges if b > a + 1]


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


def _part_relatives(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«жена Рогова Алия»: whose relative she is, and her own name."""
    parted: list[Span] = []
    for span in spans:
        if _is_whose_relative(sentence, span):
            parted.append(Span(sentence, span.first, span.first + 1, "PER", "whose-relative"))
            span.first, span.rule = span.first + 1, "relative"
        parted.append(span)
    return parted


def _is_whose_relative(sentence: Sentence, span: Span) -> bool:
    if span.type != "PER" or span.last - span.first != 2 or not span.first:
        return False
    kin, (surname, first) = sentence.tokens[span.first - 1], span.tokens
    named = "Name" in tags_of(first.text) or fold(first.text) in given_names()
    whose = any((reading.gender, reading.case) == ("Masc", "Gen") for reading in readings(surname.text))
    called = "Name" in tags_of(surname.text)
    return kin.lemma in names_table().kin and named and whose and looks_like_surname(surname.text) and not called


def _continues(sentence: Sentence, before: Span, span: Span) -> bool:
    if before.type != "PER" or span.type != "PER" or before.last != span.first:
        return False
    if is_described(sentence, sentence.tokens[before.first], sentence.tokens[span.first]) and len(span.tokens) > 1:
        return False
    if before.last - before.first == 1 and _ends_in_patronymic(span):
        owner = before.first > 0 and sentence.tokens[before.first - 1].lemma in names_table().kin
        return not owner and _can_agree(before.tokens[0].text, span.tokens[0].text)
    if _ends_in_patronymic(before) and span.last - span.first == 1:
        return "Name" not in tags_of(span.tokens[0].text)
    whole = span.last - span.first == 2 and "Name" not in tags_of(before.tokens[0].text)
    if before.last - before.first > 1 or span.last - span.first > 2 or whole:
        return False  # «Адвокат Роговой Иван Лунёв» are two
    one, other = sentence.tokens[before.first], sentence.tokens[span.first]
    agree = one.feats.get("Case") == other.feats.get("Case")
    return agree and ("Name" in tags_of(one.text)) != ("Name" in tags_of(other.text))


def _can_agree(surname: str, first: str) -> bool:
    """«Рогову Ирину Сергеевну»: a surname that can stand in one case and gender with the first name behind it."""
    cells = {(reading.gender, reading.case) for reading in readings(first) if reading.weight >= 1.0}
    alike = any((reading.gender, reading.case) in cells for reading in readings(surname) if reading.weight >= 1.0)
    return looks_like_surname(surname) and alike


def _ends_in_patronymic(span: Span) -> bool:
    """«Марии Ильиничны» lacks its surname."""
    return span.last - span.first == 2 and "Patr" in tags_of(span.tokens[1].text)


def _extend_left(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """A particle or a first name that the recogniser left outside: «аль-», «Усама бен Ладен»."""
    taken = {i for span in spans for i in range(span.first, span.last)}
    for span in spans:
        while span.type == "PER" and span.first > 0 and span.first - 1 not in taken:
            token, name = sentence.tokens[span.first - 1], sentence.tokens[span.first]
            whole = len(span.tokens) > 1
            described = whole and (is_described(sentence, token, name) or is_work(sentence, token, name))
            if described or not (_belongs_before(token, name) or _is_surname_before(token, span)):
                break
            span.first, span.rule = span.first - 1, "extend-person"
    return spans


def _is_surname_before(token: Token, span: Span) -> bool:
    """«Рогову Ирину Сергеевну»: the surname stands first where first name and patronymic follow."""
    written = token.text.istitle() and token.end + 1 == span.start
    return written and _ends_in_patronymic(span) and _can_agree(token.text, span.tokens[0].text)


def _belongs_before(token: Token, after: Token) -> bool:
    if token.end + 1 != after.start:
        return False
    if fold(token.text) in names_table().particles and fold(token.text) not in {"до", "да", "ди"}:
        return after.text[:1].isupper()
    if not token.text[:1].isupper() or token.pos not in {"PROPN", "NOUN"}:
        return False
    alike = token.feats.get("Case") == after.feats.get("Case")
    named = "Name" in tags_of(token.text) and not is_common_noun(token.text)
    return alike and named and title_lemma(token) is None


def _without_words(spans: list[Span], names: frozenset[str]) -> list[Span]:
    """A sentence's first word is a person only when it can be a name: «Панихиду», «Родившаяся» cannot.

    `names` are words with a capital inside some sentence: those may be names whatever the dictionary says.
    """
    return [s for s in spans if not _is_plain_word(s.sentence, s) or fold(s.tokens[0].text)[:_STEM] in names]


def _capitals(document: Document) -> frozenset[str]:
    """Beginnings of the words that are written with a capital where no sentence begins."""
    return frozenset(
        fold(token.text)[:_STEM]
        for sentence in document.sentences
        for token in sentence.capitals
        if not opens(sentence, token.index)
    )


def _places_for_people(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """One word that the dictionary knows as a place and never as a person's name: «Алабаму»."""
    for span in spans:
        if span.type == "PER" and span.last - span.first == 1 and is_place_name(span.tokens[0].text):
            span.type, span.rule = "LOC", "place-not-person"
    return spans


def _without_residents(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Американцы», «палестинцев»: people of a country are no place."""
    return [span for span in spans if not (span.type == "LOC" and all(map(_is_resident, span.tokens)))]


def _is_resident(token: Token) -> bool:
    people = {form.normal_form for form in entries(token.text) if form.feats.get("Animacy") == "Anim"}
    return any(CountryTable.load().by_resident(lemma) for lemma in people)


def _without_verbs(_sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«Читайте», «Надеюсь»: what the dictionary knows as a verb alone names nobody and no place."""
    return [span for span in spans if span.type == "ORG" or not all(map(_is_only_verb, span.tokens))]


def _is_only_verb(token: Token) -> bool:
    return all(parse.known and parse.pos == "VERB" for parse in parses(token.text))


def _is_plain_word(sentence: Sentence, span: Span) -> bool:
    if span.type != "PER" or span.last - span.first != 1:
        return False
    token = sentence.tokens[span.first]
    if token.text[:1].islower():
        return is_common_noun(token.text)
    if not opens(sentence, span.first) or not is_common_noun(token.text):
        return False
    return token.pos != "PROPN" or not looks_like_surname(token.text)


def _drop_eponyms(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """«болезнь Паркинсона», «орден Александра Невского» speak of nobody; «закон Ивана Рогова» does."""
    return [span for span in spans if not _is_eponym(sentence, span)]


def _is_eponym(sentence: Sentence, span: Span) -> bool:
    if span.type != "PER" or span.first == 0:
        return False
    before, first = sentence.tokens[span.first - 1], sentence.tokens[span.first]
    nouns = names_table().eponyms if span.last - span.first == 1 else names_table().decorations
    return before.lemma in nouns and first.feats.get("Case") in {"Gen", "Nom"}


_REPAIRS: Sequence[Repair] = (
    _part_at_marks,
    _trim_verb,
    _trim_body,
    _behind_title,
    _person_behind_thing,
    _with_patronymic,
    _with_stop,
    _named_like_people,
    _cut_at_bracket,
    _trim_quotes,
    trim_words,
    _join_people,
    _part_relatives,
    _extend_left,
    _drop_eponyms,
    _places_for_people,
    _without_residents,
    _without_verbs,
)
