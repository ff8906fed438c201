"""Words that say how an event stands in time to what was told before: «тогда же», «позже», «через год»."""

from collections.abc import Iterator, Mapping

from letopis.document import Sentence, Token
from letopis.language.morphology import fold
from letopis.story.standing import verb_over


def order_of(sentence: Sentence, trigger: Token | None, words: Mapping[str, frozenset[str]]) -> list[str]:
    """The groups of such words that stand beside the trigger or the verb over it, in the groups' order."""
    told = set(_beside(sentence, trigger)) if trigger is not None else set()
    return [group for group, of_group in words.items() if not told.isdisjoint(of_group)]


def _beside(sentence: Sentence, trigger: Token) -> Iterator[str]:
    """Each word there, alone and behind its preposition; of a preposition also that it stands there."""
    verb = verb_over(sentence, trigger)
    for token in {id(each): each for each in (trigger, verb) if each is not None}.values():
        for child in sentence.children(token.index):
            yield child.lemma
            yield fold(child.text)  # «позже» is the lemma of no adverb
            for case in sentence.children(child.index):
                if case.rel == "case":
                    yield f"{case.lemma}+{child.lemma}"
                    yield f"{case.lemma}+"
