"""What the words around a person's name tell of its case and gender."""

from letopis.document import Sentence, Token
from letopis.entities.declension import KNOWN, names_table, readings, tags_of
from letopis.entities.name_titles import VOWELS, behind_noun, case_of, is_family
from letopis.entities.names import Expected, NameForm
from letopis.entities.span import Span
from letopis.entities.title_table import title_lemma, title_rows
from letopis.language.morphology import fold, parses

_SUBJECT_MARGIN = 1.5
# Vowels that end a man's first name in other cases.
_CASE_ENDINGS = frozenset("аеуыюя")
# Endings of the instrumental that no nominative has, but for rare surnames.
_INSTRUMENTAL = ("ом", "ем", "ём", "ым", "им", "ами", "ями")
# A woman's patronymic in the nominative.
_DAUGHTERS = ("вна", "чна")
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
    if any(end in _CASE_ENDINGS for end in ends) or ends[-1] in VOWELS or any(map(str.isupper, words)):
        return False
    if ends[-1] in "йь" and not VOWELS.isdisjoint(ends):
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
        found = _as_subject(span.sentence, before) or behind_noun(before, head, span)
        return found or _of_relation(span, head)
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
    woman = woman and case_of(title) == "Nom"
    return Expected(frozenset({"Nom"}), sure=True, gender="Fem") if woman else None


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
    if before is not None and not form.has("first") and is_family(before):
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
