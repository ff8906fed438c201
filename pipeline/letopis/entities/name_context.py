"""What the words around a person's name tell of its case and gender."""

from letopis.document import Sentence, Token
from letopis.entities.declension import KNOWN, looks_like_surname, names_table, readings, tags_of
from letopis.entities.names import Expected, NameForm
from letopis.entities.span import Span
from letopis.entities.title_table import title_lemma, title_rows
from letopis.language.morphology import fold, parses

_SUBJECT_MARGIN = 1.5
_VOWELS = frozenset("аеёиоуыэюя")
# Vowels that end a man's first name in other cases.
_CASE_ENDINGS = frozenset("аеуыюя")
# Endings of the instrumental that no nominative has, but for rare surnames.
_INSTRUMENTAL = ("ом", "ем", "ём", "ым", "им", "ами", "ями")
# A woman's patronymic in the nominative.
_DAUGHTERS = ("вна", "чна")
# Tokens that a title's complement has at most, and what stands in none.
_COMPLEMENT = 8
_STOPS = frozenset(",;:().!?—–")
# Suffixes of nouns for women.
# Cases of an adjective in the feminine, by its ending.
_OBLIQUE = frozenset({"Gen", "Dat", "Ins", "Loc"})
_FEMININE_ADJECTIVES = {
    "ая": frozenset({"Nom"}),
    "яя": frozenset({"Nom"}),
    "ую": frozenset({"Acc"}),
    "юю": frozenset({"Acc"}),
    "ой": _OBLIQUE,
    "ей": _OBLIQUE,
}
_FEMININE = ("истка", "ница", "щица", "чица", "анка", "янка", "енка", "есса", "иса", "тка")


def expected(span: Span) -> Expected:
    """Cases that the preposition, title or verb beside the name asks for."""
    found = _expected(span)
    if found.sure and found.gender != "Fem" and _is_never_in(found.cases, span.tokens[0]):
        return Expected()
    if found.sure and _ends_otherwise(found.cases, found.gender, span):
        return Expected()
    oblique = found.sure and "Nom" not in found.cases and not _follows_preposition(span)
    if oblique and "Ins" in found.cases and span.tokens[-1].text.endswith(_INSTRUMENTAL):
        return found
    return Expected() if oblique and (_is_mans_nominative(span) or _is_daughter(span)) else found


def _is_never_in(cases: frozenset[str], name: Token) -> bool:
    """«Жоржу», «Монику»: to tagger and dictionary a first name in other cases than a parser's error asks for.

    «Футболистка Лике Рог»: what the dictionary takes for a form of «Лика» the tagger has in the title's case.
    """
    named = "Name" in tags_of(name.text)
    known = {reading.case for reading in readings(name.text) if named and reading.weight >= KNOWN}
    oblique = bool(known) and known.isdisjoint({"Nom", *cases})
    return oblique and name.feats.get("Case") not in cases


def _ends_otherwise(cases: frozenset[str], gender: str | None, span: Span) -> bool:
    """«утвердил главой Баяра Дамдина», «признал виновной Анну Рогову»: words that end so are in none of the cases that
    a parser's error asks for."""
    words = [token.text for token in span.tokens if token.text[:1].isalpha()]
    for ending, possible in (("ая", {"Nom", "Gen", "Acc"}), ("ую", {"Acc", "Dat"})):
        if len(words) > 1 and all(word[-1] in ending for word in words):
            return cases.isdisjoint(possible) or (gender == "Fem" and ending == "ую" and "Acc" not in cases)
    return False


def _is_daughter(span: Span) -> bool:
    """«Раиса Петровна Рогова»: the patronymic has that ending in the nominative only."""
    return any(token.text.endswith(_DAUGHTERS) and "Patr" in tags_of(token.text) for token in span.tokens[1:])


def _follows_preposition(span: Span) -> bool:
    return span.first > 0 and span.sentence.tokens[span.first - 1].pos == "ADP"


def _is_mans_nominative(span: Span) -> bool:
    """«Келвин Рогов», «Бени Рогов», «Кир»: words that in no other case end so, the first no woman's name."""
    words = [token.text for token in span.tokens if token.text[:1].isalpha()]
    ends = [word[-1:].lower() for word in words]
    if any(end in _CASE_ENDINGS for end in ends) or ends[-1] in _VOWELS or any(map(str.isupper, words)):
        return False
    if ends[-1] in "йь" and not _VOWELS.isdisjoint(ends):
        return False
    known = {reading.gender for reading in readings(words[0]) if reading.weight >= KNOWN}
    return known == {"Masc"} if len(words) == 1 or known else True


def _expected(span: Span) -> Expected:
    head = span.head
    before = span.sentence.tokens[span.first - 1] if span.first else None
    if before is None:
        return _of_relation(span, head)
    told = before.pos == "ADP" or before.index == 0
    cases = names_table().prepositions.get(fold(before.text)) if told else None
    if cases is not None:
        return Expected(frozenset(cases), sure=True)
    if before.pos == "ADJ" and head.rel == "nmod" and head.head == before.index and head.feats.get("Case") == "Nom":
        return Expected(frozenset({"Gen"}), sure=True)
    if _is_adjective(before) and (described := _described(before, head)) is not None:
        return described
    if before.pos in {"NOUN", "PROPN"}:
        return _as_subject(span.sentence, before) or _behind_noun(before, head, span)
    return _of_relation(span, head)


def _is_adjective(word: Token) -> bool:
    """«выбывший» too, which the tagger takes for a noun where it stands for one before the name."""
    known = {parse.pos for parse in parses(word.text)}
    return word.pos == "ADJ" or ("NOUN" not in known and bool(known & {"ADJ", "VERB"}))


def _described(adjective: Token, head: Token) -> Expected | None:
    """«восемнадцатилетней Анне Роговой», «независимая Анна Кох»: an adjective that can only be a woman's."""
    feats = adjective.feats
    beside = (adjective.head == head.index and adjective.rel == "amod") or head.head == adjective.index
    if feats.get("Number") != "Sing" or not beside:
        return None
    ending = adjective.text[-2:]
    if ending in _FEMININE_ADJECTIVES and (feats.get("Gender") == "Fem" or ending != "ой"):
        return Expected(_FEMININE_ADJECTIVES[ending], sure=True, gender="Fem")
    if ending in {"ый", "ий"} and feats.get("Case") == "Nom":
        return Expected(frozenset({"Nom"}), sure=True, gender="Masc")
    return None


def _as_subject(sentence: Sentence, title: Token) -> Expected | None:
    """«Премьер Анна Рогова опоздала»: a verb that agrees with the woman and not with her title."""
    lemma = title_lemma(title)
    if lemma is None or title_rows()[lemma].gender or title.rel != "nsubj" or title.head < 0:
        return None
    woman = title.feats.get("Gender") == "Masc" and _verb_gender(sentence.tokens[title.head]) == "Fem"
    woman = woman and _case_of(title) == "Nom"
    return Expected(frozenset({"Nom"}), sure=True, gender="Fem") if woman else None


def _behind_noun(noun: Token, head: Token, span: Span) -> Expected:
    """A title shares its case with the name; «вдова Рогова», «зять Рогова» are somebody's."""
    case, name, lone = _case_of(noun), span.tokens[0], span.last - span.first == 1
    if _is_family(noun):
        return Expected(frozenset({"Gen", str(case)}))
    kin = noun.lemma in names_table().kin
    if kin and lone and (own := _of_relative(noun, name)) is not None:
        return own
    if kin and case not in {"Gen", None}:
        whose = lone and name.text[-1:].lower() in _VOWELS
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
        return _alike(noun, span) if _stands_alike(noun, name) else _of_relation(span, head)
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
    case = _case_of(noun)
    return case in {"Acc", "Dat", "Ins"} and name.feats.get("Case") == case and _is_animate(noun)


def _alike(noun: Token, span: Span, *, apart: bool = False) -> Expected:
    """The title's case, unless the name stands in another one: «мэром Рогова избрали».

    `apart` is set where the title's complement stands between: «директор школы Анна Рогова» is no Анн Рогов.
    """
    case, told = _case_of(noun), span.tokens[0].feats.get("Case")
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
    return noun.lemma[-1:] not in _VOWELS and noun.feats.get("Gender") != "Fem"


def _case_of(noun: Token) -> str | None:
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


def _of_relation(span: Span, head: Token) -> Expected:
    """A direct object, alone or joined to one; what is joined to a noun with a preposition has its case."""
    first = _first_joined(span.sentence, head)
    if first is not head:
        for child in span.sentence.children(first.index):
            word = fold(child.text)
            if child.index < first.index and word in names_table().prepositions:
                return Expected(frozenset(names_table().prepositions[word]), sure=True)
        alike = _expected(Span(span.sentence, first.index, first.index + 1, "PER"))
        if alike.sure:
            return alike
        if first.feats.get("Case") in {"Gen", "Dat", "Ins", "Loc"}:
            return Expected(frozenset({first.feats["Case"]}), sure=True)
        if _is_one_of_several(span.sentence, first):
            return Expected(frozenset({"Nom"}), sure=True)
    return _as_subject_behind(span.sentence, first) or _as_object(span, first)


def _as_object(span: Span, first: Token) -> Expected:
    """Cases of what is no subject, for certain or by the parser."""
    if _is_no_subject(span.sentence, first):
        return Expected(frozenset({"Acc", "Gen"}), sure=True)
    if _disagrees_in_number(span, first):
        return Expected(frozenset({"Acc", "Gen", "Dat"}), sure=True)
    return Expected(frozenset({"Acc"} if first.rel == "obj" else {"Dat"} if first.rel == "iobj" else set()))


def _is_one_of_several(sentence: Sentence, first: Token) -> bool:
    """«Пришли Кейт Рог и Мира Рог»: the first of the subjects of a verb in the plural, by its ending no object."""
    if not first.rel.startswith("nsubj") or first.head < 0 or first.text[-1] in _CASE_ENDINGS:
        return False
    return sentence.tokens[first.head].feats.get("Number") == "Plur" and first.feats.get("Number") == "Sing"


def _first_joined(sentence: Sentence, head: Token) -> Token:
    """The first of the words that `head` is joined to, itself where it is not."""
    seen = 0
    while head.rel == "conj" and head.head >= 0 and seen < len(sentence.tokens):
        head, seen = sentence.tokens[head.head], seen + 1
    return head


def _is_no_subject(sentence: Sentence, head: Token) -> bool:
    """«Звонок удивил Кира Рогова»: a second subject, or one that does not agree with its verb, is the object."""
    if not head.rel.startswith("nsubj") or not 0 <= head.head < head.index:
        return False
    verb = sentence.tokens[head.head]
    gender = _verb_gender(verb)
    if gender is None and any(t.rel == "conj" for t in sentence.children(head.index)):
        return False
    disagrees = gender is not None and head.feats.get("Gender") != gender
    return disagrees or any(_is_subject_of(verb, child) for child in sentence.children(verb.index))


def _disagrees_in_number(span: Span, head: Token) -> bool:
    """«Ивана Рогова назначили»: one man is no subject of a verb in the plural, unless others are named with him."""
    tokens = span.sentence.tokens
    if not head.rel.startswith("nsubj") or head.head < 0 or head.feats.get("Number") != "Sing":
        return False
    verb = tokens[head.head]
    alone = not any(child.rel == "conj" for child in span.sentence.children(head.index))
    company = span.last < len(tokens) and fold(tokens[span.last].text) in {"с", "со", "вместе", "и", ","}
    return verb.pos == "VERB" and verb.feats.get("Number") == "Plur" and alone and not company


def _as_subject_behind(sentence: Sentence, head: Token) -> Expected | None:
    """«Приз увезла Сардана Рогова», «не согласна Аида Роже»: what stands behind a verb that has no other subject."""
    if head.rel not in {"nsubj", "nsubj:pass", "obj"} or not 0 <= head.head < head.index:
        return None
    verb = sentence.tokens[head.head]
    others = [child for child in sentence.children(verb.index) if child is not head]
    told = next((child for child in others if child.rel == "cop" and child.index < head.index), verb)
    if verb.rel == "conj" or not _is_singular_act(told):
        return None
    if any(child.rel.startswith("nsubj") or _is_subject_of(verb, child) for child in others):
        return None
    turned = any(child.rel in {"obj", "iobj"} and child.index < verb.index for child in others)
    gender = told.feats.get("Gender")
    disagrees = not turned and gender not in {None, head.feats.get("Gender")}
    if disagrees or not (turned or head.rel != "obj"):
        return None
    return Expected(frozenset({"Nom"}), sure=turned or gender is not None, gender=gender)


def _is_singular_act(word: Token) -> bool:
    """A finite verb or a short adjective or participle in the singular that can have a person as its subject."""
    feats = word.feats
    finite = feats.get("VerbForm") == "Fin" or feats.get("Variant") == "Short"
    return finite and feats.get("Number") == "Sing" and feats.get("Gender") != "Neut" and feats.get("Person") != "1"


def _is_subject_of(verb: Token, noun: Token) -> bool:
    """A nominative before a past verb that agrees with it, whatever the parser made of it."""
    if noun.index > verb.index or noun.rel not in {"nsubj", "obj"} or noun.feats.get("Case") != "Nom":
        return False
    number = verb.feats.get("Number")
    past = verb.feats.get("Tense") == "Past" and number == noun.feats.get("Number")
    return past and (number == "Plur" or verb.feats.get("Gender") == noun.feats.get("Gender"))


def told_gender(span: Span, form: NameForm) -> str | None:
    """What a noun for a family tells, or the past verb or participle whose subject the name can be."""
    before = span.sentence.tokens[span.first - 1] if span.first else None
    if before is not None and not form.has("first") and _is_family(before):
        return "Plur"
    subject_of = form.expected.sure and form.expected.cases == {"Nom"}
    if form.has("first") and form.expected.gender and (subject_of or form.expected.gender == "Fem"):
        return form.expected.gender
    head = span.head
    subject = head if head.rel != "appos" or head.head < 0 else span.sentence.tokens[head.head]
    if not subject.rel.startswith("nsubj") or subject.head < 0 or (form.expected.sure and not subject_of):
        return None
    gender = _subject_gender(span.sentence, span.sentence.tokens[subject.head])
    if gender is None or any(t.rel == "conj" for t in span.sentence.children(subject.index)):
        return None
    if subject is not head and (title_lemma(subject) is None or subject.feats.get("Case") != "Nom"):
        return None
    return gender if form.score(gender, "Nom") > max(form.genders().values()) - _SUBJECT_MARGIN else None


def _title_gender(noun: Token) -> str | None:
    """«актриса», «студентка», «король»: the gender of nouns for people of one sex."""
    title = title_lemma(noun)
    if title is not None:
        return title_rows()[title].gender if noun.lemma not in names_table().kin else None
    nouns = [parse for parse in parses(noun.text) if parse.pos == "NOUN" and parse.lemma.endswith(_FEMININE)]
    women = [parse for parse in nouns if parse.feats.get("Gender") == "Fem" and parse.feats.get("Animacy") == "Anim"]
    return "Fem" if women and noun.feats.get("Number") == "Sing" else None


def _is_family(noun: Token) -> bool:
    """«семья», «братья»: of those that can also be one person only the plural."""
    several = noun.feats.get("Number") == "Plur" or title_lemma(noun) is None
    return noun.lemma in names_table().families and several


def _subject_gender(sentence: Sentence, verb: Token) -> str | None:
    """What the verb, or the word that an infinitive hangs on, tells of the subject: «должна была петь»."""
    above = sentence.tokens[verb.head] if verb.feats.get("VerbForm") == "Inf" and verb.head >= 0 else None
    if above is None:
        return _verb_gender(verb)
    short = above.feats.get("Variant") == "Short" and above.feats.get("Gender") in {"Masc", "Fem"}
    return above.feats["Gender"] if short else _verb_gender(above)


def _verb_gender(verb: Token) -> str | None:
    gender = verb.feats.get("Gender")
    past = verb.pos == "VERB" and verb.feats.get("Number") == "Sing"
    return gender if past and gender in {"Masc", "Fem"} else None
