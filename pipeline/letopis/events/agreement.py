"""Agreement of a verb with what the parser takes for its subject."""

from letopis.document import Sentence, Token
from letopis.events.lexicon import EventLexicon


def mistaken_subject(sentence: Sentence, verb: Token, subject: Token, lexicon: EventLexicon) -> str | None:
    """The slot of a noun that the parser takes for the subject of a verb that it does not agree with, else None.

    «Мост открыли», «Рыбаков унесло» are objects, whose case looks like the subject's; «Актрисы не стало» is a genitive.
    """
    finite = verb.feats.get("VerbForm") == "Fin" and subject.rel == "nsubj" and subject.pos in ("NOUN", "PROPN")
    if not finite or _stands_for_many(sentence, subject, lexicon):
        return None
    if verb.feats.get("Gender") == "Neut" and verb.feats.get("Tense") == "Past":
        other = subject.feats.get("Gender") in ("Masc", "Fem") or subject.feats.get("Number") == "Plur"
        absent = subject.feats.get("Case") == "Gen" and any(c.lemma == "не" for c in sentence.children(verb.index))
        return "gen" if absent else "obj" if other else None
    thing = subject.pos == "NOUN" and subject.feats.get("Animacy") == "Inan"
    one = subject.feats.get("Number") == "Sing" and subject.feats.get("Case") in ("Nom", "Acc")
    free = not any(child.rel == "obj" for child in sentence.children(verb.index))
    return "obj" if verb.feats.get("Number") == "Plur" and thing and one and free else None


def _stands_for_many(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> bool:
    """«десяток машин столкнулись», «дом и сарай сгорели»: the verb may agree with what is counted or joined."""
    if noun.lemma in lexicon.quantities:
        return True
    children = sentence.children(noun.index)
    counted = any(c.feats.get("Case") == "Gen" and c.feats.get("Number") == "Plur" for c in children)
    return counted or any(child.rel == "conj" or child.rel.startswith("nummod") for child in children)
