"""What is told of no one time: what is usual, what a law provides for, what somebody has the right to do."""

from letopis.document import Sentence, Token
from letopis.events.governing import ABOUT, StatusContext, context_of, is_repeated
from letopis.events.lexicon import EventLexicon


def is_general(sentence: Sentence, trigger: Token, event_type: str, lexicon: EventLexicon) -> bool:
    """Whether the sentence is of no one event of the type («такие встречи обычно проходят весной»)."""
    context = context_of(sentence, trigger, lexicon, event_type)
    words = lexicon.status["habit_words"]
    habitual = any(
        context.beside(token, words) or is_repeated(context.sentence, token, lexicon) for token in context.near
    )
    return habitual or _is_usual(context, lexicon) or _is_ruled(context, lexicon) or _is_right(context, lexicon)


def _is_usual(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«Ежегодно в мае страна отмечает день взятия дворца»: all that a present verb has below it is usual with it, but
    for what a past verb tells («часто вспоминает, как выиграл»)."""
    words = lexicon.status["habit_words"]
    for token in [context.trigger, *context.sentence.ancestors(context.trigger.index)]:
        if token.feats.get("Tense") == "Past":
            return False
        if token.feats.get("Tense") == "Pres" and context.beside(token, words):
            return True
    return False


def _is_ruled(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«закон о выборах», «договор об экстрадиции»: what any such event is ruled by."""
    trigger, sentence = context.trigger, context.sentence
    if trigger.pos != "NOUN" or trigger.head < 0 or context.type in lexicon.status["agreed_types"]:
        return False
    about = any(child.rel == "case" and child.lemma in ABOUT for child in sentence.children(trigger.index))
    return about and sentence.tokens[trigger.head].lemma in lexicon.status["ruling_nouns"]


def _is_right(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«обладает правом распускать парламент»; who «получил право провести турнир» will hold one."""
    right = next((token for token in context.governors if token.lemma in lexicon.status["rights"]), None)
    if right is None:
        return False
    over = context.sentence.tokens[right.head].lemma if right.head >= 0 else ""
    return over not in lexicon.status["gaining_verbs"]
