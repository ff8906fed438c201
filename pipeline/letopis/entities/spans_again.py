"""What the article's other names say of a name: the man or the town that it told of before."""

from collections.abc import Mapping

from letopis.document import Token
from letopis.entities.bodies import head_of
from letopis.entities.declension import is_place_name, place_tags
from letopis.entities.missed import stem_of
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.span import Span
from letopis.entities.span_words import is_thing
from letopis.language.morphology import fold, parses

# How much of a surname its forms share; first letters that the forms of any name do; letters a case ending has at most.
_STEM = 5
_SHARED = 3
_ENDING = 3


def people_again(spans: list[Span]) -> list[Span]:
    """«Дом Рогова», «Рогов» read as a body or place are the person whose full name the article has elsewhere."""
    known: dict[str, set[str]] = {}
    for span in spans:
        if span.type == "PER" and span.last - span.first > 1:
            surname = fold(span.tokens[-1].text)
            known.setdefault(surname[:_SHARED], set()).add(surname)
    for span in spans:
        if span.type != "PER" and _is_form_of(span.sentence.tokens[span.last - 1], known) and _is_again(span, known):
            span.first, span.type, span.rule = span.last - 1, "PER", "person-again"
    return spans


def places_again(spans: list[Span]) -> list[Span]:
    """«Муром посетят», read as a form of a surname, is the town if the article has «в Муроме», and nobody so called."""
    towns = {lemma for each in spans if each.type == "LOC" and is_place_name(each.head.text) for lemma in _towns(each)}
    people = {fold(each.tokens[-1].text) for each in spans if each.type == "PER" and each.last - each.first > 1}
    for span in spans if towns else ():
        alone = span.type == "PER" and span.last - span.first == 1 and "Name" not in place_tags(span.head.text)
        if alone and not towns.isdisjoint(_towns(span)) and people.isdisjoint(p.lemma for p in parses(span.head.text)):
            span.type, span.rule = "LOC", "place-again"
    return spans


def sites_again(spans: list[Span]) -> list[Span]:
    """«Пулково принимает рейсы», read as a body, is the airport if the article has «аэропорт Пулково»."""
    sites = {_stem(each) for each in spans if each.type != "PER" and _is_called_site(each)}
    for span in spans if sites else ():
        if span.type == "ORG" and span.last - span.first == 1 and _stem(span) in sites and not span.head.text.isupper():
            span.type, span.rule = "LOC", "site-again"
    return spans


def _stem(span: Span) -> str:
    """What the forms of the name's last word share."""
    return stem_of(span.tokens[-1].text)


def _is_called_site(span: Span) -> bool:
    """Whether the name stands behind a noun for a site that is no body's («театр»), or begins with it."""
    if span.last - span.first > 1:
        noun = span.tokens[0] if span.last - span.first == 2 else None
    else:
        noun = span.sentence.tokens[span.first - 1] if span.first else None
    kind = FacilityFile.load().kind_of(noun.text) if noun is not None else None
    return kind is not None and kind.kind == "facility" and noun is not None and head_of(noun.lemma, noun.text) is None


def _towns(span: Span) -> set[str]:
    """Lemmas of places whose form the span's one word is."""
    if span.last - span.first > 1:
        return set()
    return {each.lemma for each in parses(span.head.text) if "Geox" in each.tags}


def _is_again(span: Span, known: Mapping[str, set[str]]) -> bool:
    """Whether a form of a surname alone, or behind a common noun, is that surname."""
    last = span.tokens[-1]
    if span.last - span.first > 2 or (span.last - span.first == 2 and not is_thing(span)):
        return False
    again = last.rel.startswith("nsubj") and fold(last.text) in known.get(fold(last.text)[:_SHARED], ())
    return again or span.rule == "place-not-person" or _is_written_as_name(last)


def _is_form_of(token: Token, known: Mapping[str, set[str]]) -> bool:
    """Whether the word differs from a surname, by its first letters in `known`, in a case ending at most."""
    word = fold(token.text)
    for surname in known.get(word[:_SHARED], ()):
        longer = max(len(word), len(surname))
        least = max(_SHARED, min(longer - 1, _STEM), longer - _ENDING)
        if word[:least] == surname[:least]:
            return True
    return False


def _is_written_as_name(token: Token) -> bool:
    capital = any(part[:1].isupper() for part in token.text.split("-"))
    return capital and not token.text.isupper() and "Geox" not in place_tags(token.text)
