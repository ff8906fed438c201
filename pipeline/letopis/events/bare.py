"""What a bare phrase can be: who did it, what somebody becomes, names that a dash joins, a name of somebody else."""

from letopis.document import Sentence, Token
from letopis.entities.bodies import head_nouns
from letopis.events.lexicon import EventLexicon

COMPARISONS = frozenset({"менее", "более", "больше", "меньше", "свыше", "около"})
_DASHES = frozenset({"-", "–", "—"})
_MARKS = frozenset({"«", "»", '"'})


def can_act(token: Token, lexicon: EventLexicon) -> bool:
    """Whether the instrumental of a passive can be who did it: somebody, a body, «неизвестными»."""
    somebody = token.feats.get("Animacy") == "Anim" or token.pos == "PROPN" or token.rel == "obl:agent"
    nominal = token.pos == "ADJ" and token.feats.get("Number") == "Plur"
    return somebody or nominal or token.lemma in lexicon.groups or token.lemma in head_nouns()


def names_office(sentence: Sentence, token: Token, lexicon: EventLexicon) -> bool:
    """«был избран мэром»: what somebody becomes, unless a name says that the mayor did it."""
    above = sentence.tokens[token.head] if token.head >= 0 else None
    return above is not None and above.lemma in lexicon.naming_verbs and not _has_name(sentence, token)


def is_post(sentence: Sentence, noun: Token, child: Token, lexicon: EventLexicon) -> bool:
    """«избрание Котова мэром»: what he becomes, unless a name says who chose him."""
    bare = child.feats.get("Case") == "Ins" and child.pos == "NOUN" and child.feats.get("Number") == "Sing"
    return bare and noun.lemma in lexicon.naming_nouns and not _has_name(sentence, child)


def joined_names(sentence: Sentence, first: Token) -> list[Token]:
    """«матч «Химки» — «Тверь»»: two names that a dash joins."""
    if first.pos != "PROPN" or first.rel not in ("appos", "nmod", "flat", "parataxis"):
        return []
    for other in sentence.children(first.index):
        between = {token.text for token in sentence.tokens[first.index + 1 : other.index]}
        if other.pos == "PROPN" and other.index > first.index and between & _DASHES and between <= _DASHES | _MARKS:
            return [first, other]
    return []


def is_of_another(sentence: Sentence, name: Token, noun: Token) -> bool:
    """«вдовы банкира Ивана Котова»: the name is his before whom it stands in his case."""
    between = sentence.tokens[noun.index + 1 : name.index]
    return name.pos == "PROPN" and any(
        each.pos == "NOUN" and each.feats.get("Animacy") == "Anim" and each.feats.get("Case") == name.feats.get("Case")
        and each.rel == "nmod"
        for each in between
    )  # fmt: skip


def describes(sentence: Sentence, name: Token, noun: Token) -> bool:
    """«с Давидом Сарновым, главой фирмы»: behind a name a comma and a noun say who he is, not who else came."""
    common = noun.pos == "NOUN" and noun.feats.get("Animacy") == "Anim" and noun.feats.get("Number") == "Sing"
    joined = any(child.rel == "cc" for child in sentence.children(noun.index))
    return common and not joined and name.pos == "PROPN" and name.index < noun.index


def counted(sentence: Sentence, token: Token) -> Token:
    """«не менее 25 участников»: the parser makes «менее» the head of those who are counted."""
    if token.lemma not in COMPARISONS:
        return token
    nominal = ("NOUN", "PROPN", "NUM")
    return next((child for child in sentence.children(token.index) if child.pos in nominal), token)


def _has_name(sentence: Sentence, token: Token) -> bool:
    children = sentence.children(token.index)
    return token.pos == "PROPN" or any(child.pos == "PROPN" and child.rel == "appos" for child in children)
