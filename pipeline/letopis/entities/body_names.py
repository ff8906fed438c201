"""What a body's name is of the words that stand for it: without legal form, class and a country's adjective."""

from collections.abc import Sequence
from functools import lru_cache

from letopis.document import Entity, Organization, Token
from letopis.entities.bodies import Known, head_of, known_bodies, known_short, organization_table
from letopis.entities.body_clusters import QUOTES, key_of
from letopis.entities.body_complements import LATIN
from letopis.entities.countries import Country, CountryTable
from letopis.entities.declension import names_table
from letopis.entities.genitive import genitive_of
from letopis.entities.home import State
from letopis.entities.phrases import nominative_phrase
from letopis.entities.place_forms import nominatives
from letopis.entities.span import Span
from letopis.language.morphology import fold

_OF_PLACES = ("ский", "цкий")
_OF_THE_COUNTRY = " страны"


def name_within(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where among the tokens the name itself stands, behind legal forms, adjectives and nouns for a class.

    «ПАО «Росток»», «Оппозиционная партия «Клён»»: what the quotes hold; «агентство Rogov», «агентство ТАСС»: what
    stands behind. None for «Театр «Заря»» and «агентство по туризму».
    """
    at = next((at for at, token in enumerate(tokens) if not _is_class_word(token)), 0)
    if at and tokens[at].text in QUOTES:
        closed = tokens[-1].text in QUOTES
        return (at + 1, len(tokens) - closed) if len(tokens) - closed > at + 1 else None
    if not at or tokens[at - 1].pos == "ADJ":
        return None
    name = tokens[at].text
    formed = tokens[at - 1].text in organization_table().legal_forms and name[:1].isupper()
    return (at, len(tokens)) if formed or name in known_short() or LATIN.fullmatch(name) else None


def _is_class_word(token: Token) -> bool:
    table = organization_table()
    return token.pos == "ADJ" or token.lemma in table.classes or token.text in table.legal_forms


def stands_apart(span: Span) -> bool:
    """«акции компании «Росток»»: behind a noun for its class a name in quotes keeps the nominative."""
    before = span.sentence.tokens[max(span.first - 2, 0) : span.first]
    if len(before) < 2 or before[1].text not in QUOTES or any(token.text in QUOTES for token in span.tokens):
        return False
    noun, first = before[0], span.tokens[0]
    if first.pos == "ADJ" and first.feats.get("Case") not in {"Nom", "Acc", None}:  # «пресс-служба «Новой газеты»»
        return False
    return _names_one(noun) and (noun.text.islower() or noun.text in organization_table().legal_forms)


def governed_cases(span: Span) -> frozenset[str]:
    """Cases that the word before a name in quotes asks for, whatever the tagger takes it for: «повстанцы «Движения»»,
    «из «Вологжанки»»; none where nothing tells."""
    quote = span.first if span.tokens[0].text in QUOTES else span.first - 1
    if quote < 1 or span.sentence.tokens[quote].text not in QUOTES or stands_apart(span):
        return frozenset()
    before = span.sentence.tokens[quote - 1]
    if before.pos == "ADP":
        return frozenset(names_table().prepositions.get(fold(before.text), ()))
    if before.pos == "ADJ" and before.feats.get("Case"):
        return frozenset({before.feats["Case"]})
    return frozenset({"Gen"}) if before.pos == "NOUN" and not _names_one(before) else frozenset()


def _names_one(noun: Token) -> bool:
    """Whether the name behind is what the noun speaks of is called: «ООО «Росток»», «предприятие «Росток»», and not
    «предприятия «Ростка»»."""
    one = noun.pos == "NOUN" and noun.feats.get("Number") != "Plur"
    return noun.text in organization_table().legal_forms or (one and is_class(noun))


def is_class(noun: Token) -> bool:
    """Whether a noun says of which class a body is: «компания», «банк», «театр»."""
    return noun.lemma in organization_table().classes or head_of(noun.lemma, noun.text) is not None


def of_country(text: str, tokens: Sequence[Token]) -> str | None:
    """«белорусский МИД» as «МИД Белоруссии», «армянский Следственный комитет» alike; None for other names.

    Only what a state has one of is called by its state; of others an adjective in lower case before a capital
    is left out («бакинский Центр «Заря»»).
    """
    first, rest = tokens[0], tokens[1:]
    if not rest or first.pos != "ADJ" or not rest[0].text[:1].isalpha():
        return None
    opens = first.index == 0 or first.text[:1].islower()
    countries = [one for one in CountryTable.load().by_adjective(first.lemma) if opens and _is_told(one, first)]
    name, _ = nominative_phrase(text, rest)
    if countries and _is_of_state(rest):
        return f"{name} {genitive_of(countries[0].name)}"
    apart = first.text[:1].islower() and rest[0].text[:1].isupper() and first.lemma.endswith(_OF_PLACES)
    return name if apart else None


def _is_told(country: Country, adjective: Token) -> bool:
    """«Советский районный суд» is of a district, «советская сборная» of the country that was."""
    return country.status != "former" or adjective.text[:1].islower()


def _is_of_state(rest: Sequence[Token]) -> bool:
    """Its head, alone or behind its own adjectives, is a noun for an organ of state."""
    noun = next((token for token in rest if token.pos != "ADJ"), None)
    if noun is None or any(token.text in QUOTES for token in rest):
        return False
    head = head_of(noun.lemma, noun.text)
    alone = rest[-1] is noun or rest[0].text[:1].isupper()
    state = head is not None and (head.kind == "body" or noun.lemma in organization_table().of_one_state)
    return alone and (state or (rest[0].text[:1].isupper() and noun.lemma in organization_table().of_one_state))


def known_of(keys: Sequence[str]) -> Known | None:
    """The body known by one of the keys."""
    return next((known_bodies()[key] for key in keys if key in known_bodies()), None)


def cited(known: Known | None, names: Sequence[str]) -> str:
    """As the article says it: the known name where it has it or where nobody cites the short one, else its longest."""
    if known is not None and (known.cited or any(key_of(name) == key_of(known.name) for name in names)):
        return known.name
    return max(names, key=lambda one: (len(one.split()), -names.index(one)))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(fold(body.name).split()[0][:3] for body in organization_table().known if " " in body.name)


def as_known(surface: str) -> str | None:
    """«Жогорку Кенеша»: a form of a known name of several words, which dictionaries lack."""
    if fold(surface)[:3] not in _first_words() or " " not in surface:
        return None
    found = (known_bodies()[form.key] for form in nominatives(surface) if form.key in known_bodies())
    return next((body.name for body in found if " " in body.name), None)


def name_by_state(entities: Sequence[Entity], state: State | None) -> None:
    """«правительство», nowhere said of which state, and «парламент страны» are those of the state of the article."""
    if state is None or state.entity is None:
        return
    bare = organization_table().bare_of_state
    for body in entities:
        if not isinstance(body, Organization) or body.country is not None:
            continue
        name = body.name.removesuffix(_OF_THE_COUNTRY)
        if name != body.name or (key_of(name) in bare and not body.aliases):
            body.name = f"{name} {genitive_of(state.name)}"
            body.country = state.country
