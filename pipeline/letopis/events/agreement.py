"""Agreement of a verb with what the parser takes for its subject."""

from letopis.document import Sentence, Token
from letopis.events.lexicon import EventLexicon


def disagrees(sentence: Sentence, verb: Token, subject: Token, lexicon: EventLexicon) -> bool:
    """«Мост открыли»: a thing in the singular is the object of a plural verb; its two cases look alike."""
    if subject.rel != "nsubj" or verb.feats.get("VerbForm") != "Fin" or verb.feats.get("Number") != "Plur":
        return False
    thing = subject.pos == "NOUN" and subject.feats.get("Animacy") == "Inan" and subject.lemma not in lexicon.groups
    one = subject.feats.get("Number") == "Sing" and subject.feats.get("Case") in ("Nom", "Acc")
    return thing and one and not _stands_for_many(sentence, subject, lexicon)


def _stands_for_many(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> bool:
    """«десяток машин столкнулись», «дом и сарай сгорели»: the verb may agree with what is counted or joined."""
    if noun.lemma in lexicon.quantities:
        return True
    children = sentence.children(noun.index)
    counted = any(c.feats.get("Case") == "Gen" and c.feats.get("Number") == "Plur" for c in children)
    return counted or any(child.rel == "conj" for child in children)
