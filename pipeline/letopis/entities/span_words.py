"""Which words at the edges of a recognised name are no part of it: «Вдова Рогова», «Роман Ивана Рогова»."""

import re

from letopis.document import Sentence, Token
from letopis.entities.countries import CountryTable
from letopis.entities.declension import (
    family_names,
    is_common_noun,
    looks_like_surname,
    names_table,
    place_tags,
    tags_of,
)
from letopis.entities.name_roles import is_family_first, is_syllabic
from letopis.entities.place_candidates import candidates
from letopis.entities.place_forms import nominatives
from letopis.entities.span import Span
from letopis.entities.title_table import title_lemma, title_rows
from letopis.language.morphology import fold, parses

_SHORTEST = 2
# «Шестидесятилетняя»
_AGE = re.compile(r"\w{3,}летн(?:ий|яя|его|ей|ему|им|юю|ем)")
# «Брабантского»
_OF_PLACE = re.compile(r"\w{3,}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)")
# Marks behind which a sentence goes on.
_INSIDE = frozenset({",", "»", ")"})
# Tokens of a word with an initial behind it.
_WHOLE = 3
# Vowels in which names of places end that do not decline.
_FIXED = "оиуэюе"


def trim_words(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """A preposition, noun or verb that opens a sentence is no part of the name: «О Рогове», «Вдова Рогова»."""
    for span in spans:
        if span.type == "ORG" and span.last - span.first > 1 and _is_verb(sentence, span.tokens[0]):
            span.first, span.rule = span.first + 1, "trim-verb"
        while span.type == "PER" and span.last - span.first > 1 and _is_outside(sentence, span):
            span.first, span.rule = span.first + 1, "trim-first-word"
        if span.type == "PER" and span.last - span.first > 2 and _is_full_stop(sentence, span):
            span.last, span.rule = span.last - 1, "trim-full-stop"
    return spans


def _is_outside(sentence: Sentence, span: Span) -> bool:
    first, second = span.tokens[:2]
    if not second.text[:1].isupper() or second.text == ".":
        return False
    if first.text[:1].isdigit():
        return True
    if fold(first.text) in names_table().prepositions:
        return first.index == 0 or first.text.islower()
    if first.text.isupper() or _is_family_name(span):
        return False
    former = "-" in first.text and title_lemma(first) is not None  # «Экс-мэра Рогова»
    common = former or is_common_noun(first.text) or _AGE.fullmatch(fold(first.text)) is not None
    if common and (first.text.islower() or _begins(sentence, first.index)):
        return True
    whose = _is_realm(sentence, first, second) or _is_see(sentence, first)
    return whose or _is_title_before(span) or _is_described_name(sentence, span)


def _is_family_name(span: Span) -> bool:
    """«Кузьмин А. С.» before initials alone, «Си Цзиньпина»: what opens the sentence is the surname."""
    first, *rest = span.tokens
    if all(token.text == "." or len(token.text) == 1 for token in rest):
        return not is_common_noun(first.text)
    return first.pos == "PROPN" and is_family_first([token.text for token in span.tokens])  # but not «Но Трамп»


def _is_verb(sentence: Sentence, first: Token) -> bool:
    """«Окончил факультет журналистики МГУ»: the capital is the sentence's."""
    return first.feats.get("VerbForm") == "Fin" and opens(sentence, first.index)


def _begins(sentence: Sentence, index: int) -> bool:
    """Whether the place explains a capital; «четвёртый автор, Марта Рогова» has a name behind the comma."""
    return opens(sentence, index) and not (index and sentence.tokens[index - 1].text in _INSIDE)


def _is_described_name(sentence: Sentence, span: Span) -> bool:
    """A word before a whole name that says what or whose he is."""
    if span.last - span.first <= 2:
        return False
    first, second = span.tokens[:2]
    if _is_seat(sentence, first, span):
        return True
    return is_described(sentence, first, second) or is_work(sentence, first, second) or _is_whose(first, second)


def _is_realm(sentence: Sentence, first: Token, second: Token) -> bool:
    """«королю Эсватини Рогову III», «лидера Аль-Рагды Али Рогова»: what a title is of, before the name."""
    if first.index == 0 or not second.text.istitle() or title_lemma(sentence.tokens[first.index - 1]) is None:
        return False
    if first.text.startswith("Аль-"):
        return True
    return bool(CountryTable.load().by_name(first.text)) and not tags_of(first.text)


def _is_see(sentence: Sentence, first: Token) -> bool:
    """«митрополит Ростовский Никодим», «герцога Брабантского Филиппа»: where the title is of, before the name."""
    before = sentence.tokens[first.index - 1].lemma if first.index else ""
    return before in names_table().landed and _OF_PLACE.fullmatch(fold(first.text)) is not None


def _is_whose(first: Token, second: Token) -> bool:
    """«лидер Аль-Рагды Иван Рогов»: a word in the genitive that is no name, before a first name in another case."""
    genitive = first.feats.get("Case") == "Gen" and second.feats.get("Case") not in {"Gen", "Acc", None}
    return genitive and not tags_of(first.text) and "Name" in tags_of(second.text)


def _is_seat(sentence: Sentence, first: Token, span: Span) -> bool:
    """«хоким Джизака Иван Рогов», «пожарный Лесоохраны И. К. Рогов»: where a title is held, before the whole name."""
    before = sentence.tokens[first.index - 1] if first.index else None
    if before is None or before.pos != "NOUN" or not before.text[:1].isalpha() or tags_of(first.text):
        return False
    if is_syllabic([token.text for token in span.tokens]) or fold(first.text) in family_names():
        return False
    if len(span.tokens) > _WHOLE and len(span.tokens[1].text) == 1 and span.tokens[2].text == ".":
        return first.text.istitle() and not looks_like_surname(first.text)
    named = [key.key for key in nominatives(first.text) if key.key != fold(first.text) or first.text[-1:] in _FIXED]
    return any(any(candidates(key)) for key in named) and "Name" not in place_tags(first.text)


def is_described(sentence: Sentence, first: Token, second: Token) -> bool:
    """«Роман Ивана Рогова», «Дзюдоистку Анну Рогову»: the name hangs on a word that opens the sentence."""
    if not opens(sentence, first.index) or second.rel not in {"appos", "nmod"} or second.head != first.index:
        return False
    names = [second, *(token for token in sentence.children(second.index) if token.rel == "flat:name")]
    return "Name" not in tags_of(first.text) or first.feats.get("Case") != names[-1].feats.get("Case")


def is_work(sentence: Sentence, first: Token, second: Token) -> bool:
    """«Роман Джеймса Рогова», «Роман Паоло Рогова»: a thing that is a first name too, before a whole name."""
    if not opens(sentence, first.index) or not second.text.istitle() or "Name" not in tags_of(first.text):
        return False
    tags = tags_of(second.text)
    given = "Name" in tags or not (tags or looks_like_surname(second.text))
    if not given or fold(second.text) in names_table().particles:
        return False
    return any(parse.pos == "NOUN" and parse.feats.get("Animacy") == "Inan" for parse in parses(first.text))


def _is_title_before(span: Span) -> bool:
    """«Митрополит Никодим», «Аким Иван Рогов»; «Аким Рогов» has that first name."""
    first, second = span.tokens[:2]
    lemma = title_lemma(first)
    if lemma is None or title_rows()[lemma].rank == "head" or len(second.text) < _SHORTEST:
        return False
    return is_common_noun(first.text) or (span.last - span.first > 2 and "Surn" not in tags_of(second.text))


def _is_full_stop(sentence: Sentence, span: Span) -> bool:
    """«Ван И.», «Карл V.» at the end of a sentence: the stop ends the sentence, what stands before it is no initial."""
    tokens = span.tokens
    ends = span.last == len(sentence.tokens) and tokens[-1].text == "."
    if ends and tokens[-2].text in names_table().generation:
        return True
    return ends and fold(tokens[0].text) in family_names() and "." not in {token.text for token in tokens[:-1]}


def opens(sentence: Sentence, index: int) -> bool:
    """Whether a sentence, or a piece of it behind a mark, begins with the token."""
    return index == 0 or not has_letter(sentence.tokens[index - 1])


def has_letter(token: Token) -> bool:
    """Whether a letter or digit stands in the token."""
    return token.text.isalnum() or any(char.isalnum() for char in token.text)


def is_thing(span: Span) -> bool:
    """Whether a common noun that opens a sentence, or in lower case, stands first."""
    first = span.tokens[0]
    return (first.text[:1].islower() or opens(span.sentence, span.first)) and is_common_noun(first.text)
