"""Agreement of a verb with what the parser takes for its subject."""

from letopis.document import Sentence, Token
from letopis.events.lexicon import EventLexicon


def mistaken_slot(sentence: Sentence, verb: Token, noun: Token, lexicon: EventLexicon) -> str | None:
    """The slot of a noun whose case the parser mistook beside an active verb, None of others."""
    return "subj" if _is_mistaken_object(sentence, verb, noun) else _of_mistaken_subject(sentence, verb, noun, lexicon)


def _of_mistaken_subject(sentence: Sentence, verb: Token, subject: Token, lexicon: EventLexicon) -> str | None:
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


def _is_mistaken_object(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """«Дело рассматривает областной суд»: of two objects a nominative behind the verb is who acts."""
    if noun.rel != "obj" or noun.feats.get("Case") != "Nom" or noun.index < verb.index:
        return False
    others = [child for child in sentence.children(verb.index) if child is not noun]
    acted = any(child.rel == "obj" and child.index < verb.index for child in others)
    return acted and agrees(noun, verb) and not any(child.rel.startswith("nsubj") for child in others)


def agrees(noun: Token, verb: Token) -> bool:
    """Whether nothing in number and gender forbids the noun to be the verb's subject."""
    return all(noun.feats[key] == verb.feats[key] for key in ("Number", "Gender")
               if key in noun.feats and key in verb.feats)  # fmt: skip


def _stands_for_many(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> bool:
    """«десяток машин столкнулись», «дом и сарай сгорели»: the verb may agree with what is counted or joined."""
    if noun.lemma in lexicon.quantities:
        return True
    children = sentence.children(noun.index)
    counted = any(c.feats.get("Case") == "Gen" and c.feats.get("Number") == "Plur" for c in children)
    return counted or any(child.rel == "conj" or child.rel.startswith("nummod") for child in children)
