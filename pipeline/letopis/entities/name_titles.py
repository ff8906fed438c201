"""What a noun before a person's name tells of its case and gender: a title, a relative, whose the person is."""

from letopis.document import Token
from letopis.entities.declension import KNOWN, looks_like_surname, names_table, readings, tags_of
from letopis.entities.names import Expected
from letopis.entities.span import Span
from letopis.entities.title_table import title_lemma, title_rows
from letopis.language.morphology import parses

VOWELS = frozenset("аеёиоуыэюя")
# Tokens that a title's complement has at most, and what stands in none.
_COMPLEMENT = 8
_STOPS = frozenset(",;:().!?—–")
# Suffixes of nouns for women.
_FEMININE = ("истка", "ница", "щица", "чица", "анка", "янка", "енка", "есса", "иса", "тка")


def behind_noun(noun: Token, head: Token, span: Span) -> Expected | None:
    """A title shares its case with the name; «вдова Рогова», «зять Рогова» are somebody's. None where the noun before a
    name does not tell, and what the name itself hangs on has to."""
    case, name, lone = case_of(noun), span.tokens[0], span.last - span.first == 1
    if is_family(noun):
        return Expected(frozenset({"Gen", str(case)}))
    kin = noun.lemma in names_table().kin
    if kin and lone and (own := _of_relative(noun, name)) is not None:
        return own
    if kin and case not in {"Gen", None}:
        whose = lone and name.text[-1:].lower() in VOWELS
        return Expected(frozenset({"Gen"} if whose else {"Gen", str(case)}), sure=whose and _is_somebodys(noun, name))
    bearer = span.sentence.tokens[head.head] if head.rel == "appos" and 0 <= head.head < span.first else noun
    bearer = noun if _is_named(bearer, span) else bearer
    titled = title_lemma(bearer) is not None and (bearer is noun or _is_animate(bearer))
    afar = _title_afar(span, name) if head.rel == "appos" else None
    plain = case == "Nom" and any(token.feats.get("Case") != "Nom" for token in span.tokens)
    apposed = head.rel == "appos" and not plain and _is_animate(bearer)
    if afar is not None or (head.head == bearer.index and (titled or apposed)):
        return _alike(afar or bearer, span, apart=afar is not None or bearer is not noun)
    if head.rel not in {"nmod", "appos"}:
        return _alike(noun, span) if _stands_alike(noun, name) else None
    owned = head.head == noun.index and (head.rel == "nmod" or (head.rel == "appos" and not _is_animate(noun)))
    sure = owned and name.feats.get("Case") == "Nom"
    return Expected(frozenset({"Gen"}), sure=sure)


def _of_relative(kin: Token, name: Token) -> Expected | None:
    """«мать Раиса»: a first name of the relative's own sex and case that is no man's in the genitive.

    A surname alone is whose relative it is, whatever the tagger says: «дочь Рогова уехала».
    """
    if looks_like_surname(name.text) and "Name" not in tags_of(name.text):
        return None
    title = title_lemma(kin)
    gender = title_rows()[title].gender if title is not None else None
    known = {(reading.gender, reading.case) for reading in readings(name.text) if reading.weight >= KNOWN}
    cases = {str(parse.feats.get("Case")) for parse in parses(kin.text) if parse.pos == "NOUN"}
    own = {case for case in cases if (gender, case) in known}
    hers = (name.feats.get("Gender"), name.feats.get("Case")) == ("Fem", "Nom")
    whose = gender == "Fem" and ("Masc", "Gen") in known and not hers
    return Expected(frozenset(own), sure=True, gender=gender) if own and not whose else None


def _is_somebodys(kin: Token, name: Token) -> bool:
    """«вдова Рогова»: a surname behind a relative; «адвокат Негода» may be the lawyer's own."""
    title = title_lemma(kin)
    relative = title is None or title_rows()[title].rank == "human"
    return looks_like_surname(name.text) or (relative and "Name" not in tags_of(name.text))


def _title_afar(span: Span, name: Token) -> Token | None:
    """«помощнику мэра Омска Ивану Рогову»: the title that the name goes with, its complement between them.

    The nearest that can stand in the name's case, or is nobody's complement; no verb and no comma comes before it.
    """
    tokens = span.sentence.tokens
    if title_lemma(tokens[span.first - 1]) is not None:
        return None
    for index in range(span.first - 2, max(span.first - _COMPLEMENT, 0) - 1, -1):
        token = tokens[index]
        if token.pos == "VERB" or token.text in _STOPS:
            return None
        one = token.feats.get("Number") == "Sing" and title_lemma(token) is not None and _is_animate(token)
        one = one and not _is_named(token, span)
        cases = _noun_cases(token) if one else set()
        if one and (name.feats.get("Case") in cases or "Gen" not in cases):
            return token
    return None


def _is_named(title: Token, span: Span) -> bool:
    """«дочь президента Ивана Рогова Анна»: the president is who is named right behind."""
    behind = span.sentence.tokens[title.index + 1]
    return behind.index < span.first and behind.pos == "PROPN" and behind.feats.get("Animacy") == "Anim"


def _stands_alike(noun: Token, name: Token) -> bool:
    """«увезли роженицу Анну Рогову»: a noun for somebody in a case that only objects have, and the name in the same."""
    case = case_of(noun)
    return case in {"Acc", "Dat", "Ins"} and name.feats.get("Case") == case and _is_animate(noun)


def _alike(noun: Token, span: Span, *, apart: bool = False) -> Expected:
    """The title's case, unless the name stands in another one: «мэром Рогова избрали».

    `apart` is set where the title's complement stands between: «директор школы Анна Рогова» is no Анн Рогов.
    """
    case, told = case_of(noun), span.tokens[0].feats.get("Case")
    cases = _noun_cases(noun)
    if told not in {"Nom", case} and told in cases:
        case = told
    if apart and told not in cases and _reads_as(span, told):
        return Expected()
    if case == "Ins" and told not in {"Ins", "Nom", None}:
        return Expected()
    nobodys = apart or noun.rel.startswith("nsubj") or _is_head(noun)
    if nobodys and case == "Nom" and span.last - span.first > 1 and _is_only_nominative(noun):
        return Expected(frozenset({"Nom"}), sure=True, gender=_title_gender(noun))
    gender = _title_gender(noun) or ("Masc" if _is_animate(noun) and _is_masculine(noun) else None)
    alike = {"Gen", "Acc"} if case in {"Gen", "Acc"} else {case} if case else set()
    return Expected(frozenset(alike), sure=case not in {"Nom", None}, gender=gender)


def _noun_cases(noun: Token) -> set[str | None]:
    """Those of its number: «директора» is a nominative of several only."""
    number = noun.feats.get("Number")
    nouns = [parse for parse in parses(noun.text) if parse.pos == "NOUN"]
    return {parse.feats.get("Case") for parse in nouns if number in {None, parse.feats.get("Number")}}


def _is_only_nominative(noun: Token) -> bool:
    """«директор», «аналитик»: no other case of a person's noun has that form."""
    living = [parse for parse in parses(noun.text) if parse.pos == "NOUN" and parse.feats.get("Animacy") == "Anim"]
    return bool(living) and {parse.feats.get("Case") for parse in living} == {"Nom"}


def _is_head(noun: Token) -> bool:
    """«президент», «губернатор»: of a state, a place or a body, and never of somebody."""
    title = title_lemma(noun)
    return title is not None and title_rows()[title].rank == "head"


def _reads_as(span: Span, case: str | None) -> bool:
    """Whether the tagger reads all words of the name in a case that the first is known to have: «Армену Рогову»."""
    alike = (
        case not in {"Nom", "Gen"}
        and len(span.tokens) > 1
        and {token.feats.get("Case") for token in span.tokens} == {case}
    )
    return alike and any(one.case == case and one.weight >= KNOWN for one in readings(span.tokens[0].text))


def _is_masculine(noun: Token) -> bool:
    """«футболист», not «коллега», «дочь»."""
    return noun.lemma[-1:] not in VOWELS and noun.feats.get("Gender") != "Fem"


def case_of(noun: Token) -> str | None:
    """The tagger's case where the noun can have it, else the only one that it can have: «пловчиху», «премьеру»."""
    told = noun.feats.get("Case")
    nouns = [parse for parse in parses(noun.text) if parse.pos == "NOUN"]
    living = [parse for parse in nouns if parse.feats.get("Animacy") == "Anim"]
    possible = {parse.feats.get("Case") for parse in living or nouns}
    if told in possible or not possible:
        return told
    return next(iter(possible)) if len(possible) == 1 else "Gen" if possible == {"Gen", "Acc"} else None


def _is_animate(noun: Token) -> bool:
    """By the dictionary: the tagger makes people of what stands before a name."""
    return any(parse.pos == "NOUN" and parse.feats.get("Animacy") == "Anim" for parse in parses(noun.text))


def _title_gender(noun: Token) -> str | None:
    """«актриса», «студентка», «король»: the gender of nouns for people of one sex."""
    title = title_lemma(noun)
    if title is not None:
        return title_rows()[title].gender if noun.lemma not in names_table().kin else None
    nouns = [parse for parse in parses(noun.text) if parse.pos == "NOUN" and parse.lemma.endswith(_FEMININE)]
    women = [parse for parse in nouns if parse.feats.get("Gender") == "Fem" and parse.feats.get("Animacy") == "Anim"]
    return "Fem" if women and noun.feats.get("Number") == "Sing" else None


def is_family(noun: Token) -> bool:
    """«семья», «братья»: of those that can also be one person only the plural."""
    several = noun.feats.get("Number") == "Plur" or title_lemma(noun) is None
    return noun.lemma in names_table().families and several
