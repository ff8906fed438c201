"""«Который», «чей»: the noun for which they stand, and the clause that they open."""

from itertools import pairwise

from letopis.document import Sentence, Token
from letopis.events.agreement import agrees

_CLAUSE = frozenset({"acl", "acl:relcl"})
RELATIVES = frozenset({"который", "чей"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# Before these stands a comma, whichever clause goes on.
_AGAINST = frozenset({"но", "однако"})


def antecedent(sentence: Sentence, token: Token) -> Token:
    """The noun that the clause of a relative pronoun modifies; any other word is itself.

    «солдат из деревни, который бежал»: the parser takes the nearest noun, also one that it does not agree with.
    """
    if token.lemma not in RELATIVES:
        return token
    for above in sentence.ancestors(token.index):
        if above.rel in _CLAUSE and above.head >= 0:
            noun = sentence.tokens[above.head]
            return noun if _may_stand_for(sentence, noun, token) else _nearest_agreeing(sentence, noun, token) or noun
    return token


def open_clause(sentence: Sentence, verb: Token, above: Token) -> Token | None:
    """«вспомнил о соседке, которая пропала и умерла»: the verb of the relative clause that no comma has closed before
    a verb which the parser joins to the main one, `above`."""
    between = reversed(sentence.tokens[above.index + 1 : verb.index])
    acted = ((token, child) for token in between for child in sentence.children(token.index) if child.rel in _SUBJECTS)
    clause, subject = next(acted, (above, above))
    if clause.rel not in _CLAUSE or subject.lemma != "который" or not agrees(subject, verb):
        return None
    behind = sentence.tokens[clause.index + 1 : verb.index]
    closed = any(
        one.text == "," and other.pos != "SCONJ" and other.lemma not in _AGAINST for one, other in pairwise(behind)
    )
    return None if closed else clause


def _may_stand_for(sentence: Sentence, noun: Token, pronoun: Token) -> bool:
    """Of several joined any may be meant, and all of them by a plural; of names the tagger's gender is a guess."""
    around = sentence.children(noun.index)
    joined = noun.rel == "conj" or any(child.rel == "conj" for child in around)
    named = any(_is_somebody(each) for each in [noun, *around])
    return pronoun.lemma != "который" or joined or named or agrees(noun, pronoun)


def _is_somebody(noun: Token) -> bool:
    return noun.pos == "PROPN" and noun.feats.get("Animacy") != "Inan"


def _nearest_agreeing(sentence: Sentence, noun: Token, pronoun: Token) -> Token | None:
    """Before the noun, in its clause."""
    for token in reversed(sentence.tokens[: noun.index]):
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
        if token.pos in _NOUNS and agrees(token, pronoun):
            return token
    return None
