"""What is told of no one time: what is usual, what a law provides for, what somebody has the right to do."""

from letopis.document import Sentence, Token
from letopis.events.governing import ABOUT, StatusContext, context_of, is_repeated
from letopis.events.lexicon import EventLexicon

# Events of a day or a few, years, and what counts several of these together.
_SHORT = frozenset({"meeting", "negotiation", "phone_call", "visit"})
_YEARS = frozenset({"год", "лето", "десятилетие"})
_ALL_OF = frozenset({"последний", "весь", "разный"})


def is_general(sentence: Sentence, trigger: Token, event_type: str, lexicon: EventLexicon) -> bool:
    """Whether the sentence is of no one event of the type («такие встречи обычно проходят весной»)."""
    context = context_of(sentence, trigger, lexicon, event_type)
    words = lexicon.status["habit_words"]
    habitual = any(
        context.beside(token, words) or is_repeated(context.sentence, token, lexicon) for token in context.near
    )
    return (
        habitual
        or _is_over_years(context)
        or _is_usual(context, lexicon)
        or _is_ruled(context, lexicon)
        or _is_right(context, lexicon)
    )


def _is_over_years(context: StatusContext) -> bool:
    """«Как общались лидеры в последние три года»: an imperfective verb of meeting tells of all their meetings in years
    that it counts together."""
    verb = context.trigger
    again = verb.feats.get("Aspect") == "Imp" and verb.feats.get("Tense") == "Past" and context.type in _SHORT
    nouns = context.sentence.children(verb.index) if again else ()
    years = [context.sentence.subtree(noun.index) for noun in nouns if noun.lemma in _YEARS]
    return any(token.lemma in _ALL_OF for phrase in years for token in phrase)


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
