"""The words of a noun phrase, and the prepositions before it."""

from letopis.document import Sentence, Token

_BEYOND_PHRASE = frozenset({"acl", "acl:relcl", "ccomp", "advcl", "parataxis", "conj", "cc", "punct", "case"})


def noun_phrase(sentence: Sentence, head: Token) -> list[Token]:
    """The phrase of a noun without its clauses and coordinated nouns: one unbroken run of tokens around it."""
    kept, stack = {head.index}, [head]
    while stack:
        for child in sentence.children(stack.pop().index):
            if child.rel not in _BEYOND_PHRASE and child.index not in kept:
                kept.add(child.index)
                stack.append(child)
    low = high = head.index
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return sentence.tokens[low : high + 1]


def prepositions(sentence: Sentence, noun: Token) -> list[str]:
    """Lemmas of those before the noun, in text order."""
    return [child.lemma for child in sentence.children(noun.index) if child.rel == "case"]
