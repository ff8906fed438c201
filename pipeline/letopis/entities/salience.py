"""Which nouns a pronoun can take up, and how much each stands in the foreground.

Weights after Lappin and Leass, "An algorithm for pronominal anaphora resolution" (1994): a subject is taken
up more often than an object, the last sentence more than the one before, the same role more than another.
Common nouns compete with names: where one of them wins, the pronoun speaks of nobody we know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from letopis.document import Entity, Organization, Person, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.bodies import head_nouns
from letopis.entities.common_places import descriptor_table
from letopis.entities.title_table import office_table

WINDOW = 3
_ROLE = {
    "nsubj": 80.0,
    "nsubj:pass": 80.0,
    "root": 70.0,
    "obj": 50.0,
    "iobj": 45.0,
    "obl": 35.0,
    "obl:agent": 45.0,
    "nmod": 25.0,
    "appos": 25.0,
    "parataxis": 25.0,
}
_OTHER_ROLE = 20.0
_RECENT, _FADES, _PARALLEL, _PERSON, _PRONOUN = 100.0, 0.5, 35.0, 80.0, 15.0
# «суд», «полиция» without a name of their own are seldom taken up.
_GENERIC = -40.0
# Prepositions of the person with or to whom something is done.
_COMPANY = frozenset({"с", "к", "у"})
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase by its head; `entity` is None for a common noun. `gender`, `number`, `role` are UD values."""

    sentence: Sentence
    head: Token
    entity: Entity | None
    gender: str | None
    number: str
    animate: bool
    form: str
    role: str


class Scored(NamedTuple):
    """A phrase with its weight for one pronoun."""

    score: float
    phrase: Phrase


def _role(sentence: Sentence, head: Token) -> str:
    """The head's relation to its verb; a coordinated noun has that of the first of them."""
    token, seen = head, 0
    while token.rel == "conj" and token.head >= 0 and seen < len(sentence.tokens):
        token, seen = sentence.tokens[token.head], seen + 1
    return token.rel


def phrases(board: Board, sentence: Sentence) -> Sequence[Phrase]:
    """Everything in the sentence that a pronoun of the third person can take up, in text order."""
    return board.phrases_of(sentence.index, lambda: _phrases(board, sentence))


def _phrases(board: Board, sentence: Sentence) -> list[Phrase]:
    found = [_named(board, sentence, reference) for reference in _outermost(board, sentence)]
    taken = {i for r in board.by_sentence.get(sentence.index, []) for i in range(r.first, r.last)}
    taken |= {phrase.head.index for phrase in found}
    found += [
        _common(sentence, token)
        for token in sentence.tokens
        if is_common(token)
        and token.index not in taken
        and "Case" in token.feats
        and not _is_idle(token)
        and (sentence.index, token.index) not in board.titles
        and not _is_predicate(sentence, token)
        and not _is_apposed(board, sentence, token)
    ]
    return sorted(found, key=lambda phrase: phrase.head.index)


def is_common(token: Token) -> bool:
    """A noun; or a word that only opens its sentence with a capital and is no name: «Заведующему складом»."""
    return token.pos == "NOUN" or (token.pos == "PROPN" and token.index == 0)


def people_of(found: Sequence[Phrase]) -> list[Person]:
    """The people among the phrases, each once."""
    return list({id(p.entity): p.entity for p in found if isinstance(p.entity, Person)}.values())


def _common(sentence: Sentence, noun: Token) -> Phrase:
    feats = noun.feats
    animate, number = feats.get("Animacy") == "Anim", feats.get("Number", "Sing")
    return Phrase(sentence, noun, None, feats.get("Gender"), number, animate, "noun", _role(sentence, noun))


def _outermost(board: Board, sentence: Sentence) -> list[Reference]:
    """References that stand in no larger one of another entity: «Россия» in «президент России» is not in front."""
    every = board.by_sentence.get(sentence.index, [])
    return [r for r in every if not any(_inside(r, other) for other in every)]


def _inside(inner: Reference, outer: Reference) -> bool:
    within = outer.first <= inner.first < outer.last and inner.last <= outer.last  # a dropped subject has no width
    return within and (inner.first, inner.last) != (outer.first, outer.last) and inner.form != "pronoun"


def _named(board: Board, sentence: Sentence, reference: Reference) -> Phrase:
    head = sentence.tokens[reference.head]
    entity = reference.entity
    token = _title_above(board, sentence, reference) or _kind_before(sentence, reference) or head
    head = head if isinstance(entity, Person) else token
    gender = entity.gender if isinstance(entity, Person) else head.feats.get("Gender")
    number = "Sing" if isinstance(entity, Person) else head.feats.get("Number", "Sing")
    role = _role(sentence, token)
    return Phrase(sentence, token, entity, gender, number, isinstance(entity, Person), reference.form, role)


def _kind_before(sentence: Sentence, reference: Reference) -> Token | None:
    """«компания «Росток»»: the noun before the name of a body has the role and the gender."""
    at = reference.first - 1
    if not isinstance(reference.entity, Organization) or at < 0:
        return None
    noun = sentence.tokens[at - 1] if sentence.tokens[at].text in _OPENING and at > 0 else sentence.tokens[at]
    return noun if noun.pos == "NOUN" and noun.lemma in head_nouns() else None


_OPENING = frozenset('«"„“')


def _title_above(board: Board, sentence: Sentence, reference: Reference) -> Token | None:
    """The title or other noun that the name is an apposition to: it has the role in the sentence."""
    head = sentence.tokens[reference.head]
    if head.head < 0 or head.rel not in {"appos", "flat", "flat:name", "nmod"}:
        return None
    above = sentence.tokens[head.head]
    told = above.index < reference.first and head.rel != "nmod" and _is_somebody(above, reference)
    told = told and not board.at(sentence.index, above.index)
    return above if told or board.titles.get((sentence.index, above.index)) is reference.entity else None


def _is_somebody(noun: Token, reference: Reference) -> bool:
    """«завуч гимназии Олег Рогов»: a noun for a human before the name that is its apposition is that person."""
    common = noun.pos in {"NOUN", "PROPN"} and noun.feats.get("Animacy") == "Anim"
    return isinstance(reference.entity, Person) and common and noun.feats.get("Number") == "Sing"


def _is_apposed(board: Board, sentence: Sentence, noun: Token) -> bool:
    """«Савостин, прежде заместитель министра, ...»: behind a name and a comma, in its case, it says who he is.

    The parser makes it an apposition, or a second subject of a verb that has one.
    """
    if noun.feats.get("Animacy") != "Anim" or noun.head < 0:
        return False
    if noun.rel == "appos":
        names = [sentence.tokens[noun.head]]
    elif noun.rel.startswith("nsubj"):
        names = [child for child in sentence.children(noun.head) if child.rel == noun.rel and child.index < noun.index]
    else:
        return False
    alike = [name for name in names if name.feats.get("Case") == noun.feats.get("Case")]
    return any(isinstance(r.entity, Person) for name in alike for r in board.at(sentence.index, name.index))


def _is_idle(token: Token) -> bool:
    """Times, amounts and nouns of a preposition's fixed phrase are not taken up by pronouns."""
    return token.rel in {"fixed", "nummod:gov"} or token.lemma in descriptor_table().idle_nouns


def _is_predicate(sentence: Sentence, token: Token) -> bool:
    """«был директором», «он — член партии»: says what somebody is, and is not taken up itself."""
    if any(child.rel in {"nsubj", "cop"} for child in sentence.children(token.index)):
        return True
    if token.feats.get("Case") != "Ins" or token.head < 0:
        return False
    becoming = office_table().becoming
    return sentence.tokens[token.head].lemma in becoming.subject | becoming.passive


def weight(phrase: Phrase, pronoun: Token, sentence: Sentence) -> float:
    """How far in the foreground the phrase stands for the pronoun; larger is more."""
    score = _ROLE.get(phrase.role, _OTHER_ROLE)
    if phrase.form == "zero":
        score = _ROLE["nsubj"]
    distance = sentence.index - phrase.sentence.index
    score += _RECENT
    score += _PERSON if phrase.animate else _GENERIC if _is_generic(phrase) else 0.0
    score += _PRONOUN if phrase.form in {"pronoun", "zero"} else 0.0
    if side(phrase.role) == side(pronoun.rel) != "other":
        score += _PARALLEL
    return score * _FADES**distance


def _is_generic(phrase: Phrase) -> bool:
    return isinstance(phrase.entity, Organization) and phrase.entity.name.islower() and " " not in phrase.entity.name


def side(relation: str) -> str:
    """Whether a role is a subject's, an object's or another."""
    if relation.startswith("nsubj") or relation == "root":
        return "subject"
    return "object" if relation in _CORE else "other"


def same_clause(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether both are arguments of one verb, so that they cannot be the same person."""
    if one.index == other.index:
        return False
    first, second = _argument_of(sentence, one), _argument_of(sentence, other)
    return first is not None and first == second


def clause_mates(board: Board, sentence: Sentence, token: int) -> set[int]:
    """Identities of people who are arguments of the same verb as the token, or its dropped subject: they are others."""
    one = sentence.tokens[token]
    mates = {
        id(reference.entity)
        for reference in board.by_sentence.get(sentence.index, [])
        if not reference.first <= token < reference.last and same_clause(sentence, one, sentence.tokens[reference.head])
    }
    subject = _subject_above(sentence, one)
    person = board.person_at(sentence.index, subject.index) if subject is not None else None
    return mates | {id(person)} if person is not None else mates


def _subject_above(sentence: Sentence, one: Token) -> Token | None:
    """«Рогов отрицает, что виделся с министром»: who the subject of the verb without one is."""
    verb = sentence.tokens[one.head] if one.head >= 0 and not one.rel.startswith("nsubj") else None
    if verb is None or verb.rel not in {"ccomp", "xcomp"} or verb.head < 0:
        return None
    if any(child.rel.startswith("nsubj") for child in sentence.children(verb.index)):
        return None
    return next((child for child in sentence.children(verb.head) if child.rel.startswith("nsubj")), None)


def _argument_of(sentence: Sentence, token: Token) -> int | None:
    """The verb whose argument the token is, through the noun that it modifies or the noun it is joined to."""
    seen = 0
    while token.head >= 0 and seen <= len(sentence.tokens):
        if token.rel in _CORE:
            return token.head
        if token.rel not in {"conj", "flat:name", "flat", "appos"}:
            return None
        token, seen = sentence.tokens[token.head], seen + 1
    return None


def wants_human(sentence: Sentence, pronoun: Token) -> bool:
    """Whether the pronoun is who only people can be: who does, to whom or with whom it is done, what people do."""
    if pronoun.rel == "iobj":
        return True
    if pronoun.head < 0:
        return False
    verb, table = sentence.tokens[pronoun.head].lemma, descriptor_table()
    if pronoun.rel in {"nsubj:pass", "obj"}:
        return verb in table.human_objects
    if pronoun.rel == "obl":
        return verb in table.human_verbs and any(
            child.rel == "case" and child.lemma in _COMPANY for child in sentence.children(pronoun.index)
        )
    return pronoun.rel == "nsubj" and verb in table.human_verbs
