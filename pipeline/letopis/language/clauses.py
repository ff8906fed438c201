"""Subjects, objects and clauses that agreement forbids to stand as the parser has them, turned round."""

from itertools import pairwise, takewhile

from letopis.document import Sentence, Token, climb
from letopis.language.morphology import Parse

_STOPS = frozenset({":", ";", "—", "–"})
_PAIR = 2
_AGREEING = ("Number", "Gender")
_RELATIVE = frozenset({"acl", "acl:relcl"})
# Where somebody else is named or joined on the way, the plural may be of all and the gender of a name is a guess.
_SEVERAL = frozenset({"conj", "appos", "flat:name"})
_VERBS = frozenset({"VERB", "AUX"})


def mend_clauses(sentence: Sentence) -> None:
    """Mend the heads and relations of one sentence in place."""
    for token in sentence.tokens:
        if token.feats.get("VerbForm") == "Fin" and token.feats.get("Voice") in ("Act", "Mid"):
            _tell_sides(sentence, token)
        elif token.rel == "conj" and token.feats.get("VerbForm") == "Part" and "Case" in token.feats:
            _attach_participle(sentence, token)
        elif token.lemma == "который":
            _attach_relative(sentence, token)
    for token in sentence.tokens:
        if token.rel == "conj" and token.head >= 0 and _is_predicate(token):
            _attach_conjunct(sentence, token)
    _join_clauses(sentence)


def _tell_sides(sentence: Sentence, verb: Token) -> None:
    """«Два судна задержала охрана»: of two subjects the one with which the verb does not agree is its object.

    «Двух туристов спасли лётчики»: an object that is no accusative is its subject.
    """
    named, objects = subjects(sentence, verb), _dependents(sentence, verb, "obj")
    wrong = [token for token in named if not agree(token, verb) or _counts_several(token, verb)]
    if len(named) == _PAIR and len(wrong) == 1:
        wrong[0].rel = "obj"
    acting = [t for t in objects if t.feats.get("Animacy") == "Anim" and t.feats.get("Case") == "Nom"]
    if not named and len(acting) == 1 and agree(acting[0], verb):
        acting[0].rel = "nsubj"
    for noun in objects if not named else []:
        for name in _dependents(sentence, noun, "appos"):
            if _stands_alone(sentence, noun, name) and agree(name, verb):
                name.head, name.rel = verb.index, "nsubj"


def _attach_relative(sentence: Sentence, pronoun: Token) -> None:
    """«отказался от сделки с властями, которые тянули», «встреча с послами, которую ждали»: the clause is of the noun
    in its phrase that agrees."""
    clause = next((above for above in climb(sentence.tokens, pronoun.index) if above.rel in _RELATIVE), None)
    noun = sentence.tokens[clause.head] if clause is not None and clause.head >= 0 else None
    comma = next((t for t in reversed(sentence.tokens[: pronoun.index]) if t.text == ","), None)
    if clause is None or noun is None or comma is None or noun.index >= comma.index or noun.pos != "NOUN":
        return
    within = sentence.tokens[noun.index + 1 : comma.index]
    if agree(noun, pronoun) or any(token.rel in _SEVERAL or token.pos in _VERBS for token in within):
        return
    above = takewhile(lambda token: token.pos == "NOUN", climb(sentence.tokens, noun.index))
    own = next((token for token in (*reversed(within), *above) if token.pos == "NOUN" and agree(token, pronoun)), None)
    if own is not None:
        clause.head = own.index


def _attach_participle(sentence: Sentence, participle: Token) -> None:
    """«поднял руку на судью, осудившего брата»: a participle with a case is joined to no verb but modifies a noun."""
    comma = next((t for t in reversed(sentence.tokens[: participle.index]) if t.text == ","), None)
    verb = sentence.tokens[participle.head] if participle.head >= 0 else None
    noun = sentence.tokens[comma.index - 1] if comma is not None and comma.index else None
    if verb is None or noun is None or verb.feats.get("VerbForm") != "Fin" or noun.pos not in ("NOUN", "PROPN"):
        return
    cases = ({"Gen", "Acc"}, {noun.feats.get("Case"), participle.feats.get("Case")})
    if len(cases[1]) > 1 and not (noun.feats.get("Animacy") == "Anim" and cases[1] <= cases[0]):
        return
    if agree(noun, participle):
        noun.head = verb.index if noun.head == participle.index else noun.head
        if participle not in climb(sentence.tokens, noun.index):
            participle.head, participle.rel = noun.index, "acl"


def _attach_conjunct(sentence: Sentence, verb: Token) -> None:
    """«закроет цех и уволит рабочих»: a predicate is joined to the verb over the noun, not to the noun."""
    noun = sentence.tokens[verb.head]
    above = sentence.tokens[noun.head] if noun.head >= 0 else None
    if noun.pos not in ("NOUN", "PROPN") or above is None or not _is_predicate(above) or noun.index > verb.index:
        return
    if above is not verb and verb not in climb(sentence.tokens, above.index):
        verb.head = above.index


def _stands_alone(sentence: Sentence, noun: Token, name: Token) -> bool:
    """«магазины московский «Каравай»»: with an adjective in a nominative that is not the noun's it is no apposition."""
    own = [token for token in _dependents(sentence, name, "amod") if token.index < name.index]
    nominative = name.feats.get("Case") == "Nom" and bool(own) and own[0].feats.get("Case") == "Nom"
    return nominative and name.feats.get("Number") != noun.feats.get("Number")


def _counts_several(token: Token, verb: Token) -> bool:
    """«два», «трое» beside a verb in the singular that is not neuter, as it is with numbers."""
    return token.pos == "NUM" and verb.feats.get("Number") == "Sing" and verb.feats.get("Gender") in ("Masc", "Fem")


def _join_clauses(sentence: Sentence) -> None:
    """«Мэр откроет мост, встретится с врачами», «родилась в Омске, а в мае была избрана»: one subject.

    The parser leaves two roots. Not where a plural's object stands in front of it: «Рабочие вышли, двоих задержали».
    """
    roots = [t for t in sentence.tokens if t.head < 0 and _is_predicate(t)]
    for first, verb in pairwise(roots):
        alike = all(first.feats.get(key) == verb.feats.get(key) for key in ("Number", "Tense", "Gender"))
        between = sentence.tokens[first.index + 1 : verb.index]
        fronted = any(t.head == verb.index and t.rel in ("obj", "iobj") for t in between)
        impersonal = fronted and verb.feats.get("Number") == "Plur"
        joined = any(t.text == "," or t.lemma == "и" for t in between) and not any(t.text in _STOPS for t in between)
        if alike and joined and not impersonal and subjects(sentence, first) and not subjects(sentence, verb):
            verb.head, verb.rel = first.index, "conj"


def _is_predicate(token: Token) -> bool:
    """A finite verb or a short participle: «избрана»."""
    form = token.feats.get("VerbForm")
    return form == "Fin" or (form == "Part" and "Case" not in token.feats)


def subjects(sentence: Sentence, verb: Token) -> list[Token]:
    """What the parser hung on the verb as its subjects."""
    return _dependents(sentence, verb, "nsubj")


def _dependents(sentence: Sentence, verb: Token, relation: str) -> list[Token]:
    return [token for token in sentence.tokens if token.head == verb.index and token.rel.startswith(relation)]


def agree(noun: Token, verb: Token | Parse) -> bool:
    """Whether number and gender, where both are known, are the same."""
    return all(noun.feats[key] == verb.feats[key] for key in _AGREEING if key in noun.feats and key in verb.feats)
