"""Rules of status that ask of which type an event is: what is tried, decided, said on coming, or spoken of before."""

from letopis.document import Status, Token
from letopis.events.denial import future, governing, negated_word
from letopis.events.governing import ABOUT, StatusContext
from letopis.events.lexicon import EventLexicon

_BEFORE = frozenset({"до", "перед", "накануне", "преддверие"})


def attempted(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«Попытка переворота» is a coup, «пытался подать иск» a suit; who «пытался купить завод» has not bought it."""
    cues = lexicon.status
    trying = governing(context, cues["trying_words"])
    if trying is None or any(future(context, token) for token in [trying, *context.governors]):
        return None
    if context.type in cues["tried_types"]:
        return None if _is_wished(context, trying, lexicon) else "occurred"
    failed = _is_past(trying) and context.type not in cues["steps"]
    return "negated" if failed and trying is context.governors[0] else None


def _is_wished(context: StatusContext, trying: Token, lexicon: EventLexicon) -> bool:
    """«грозили попыткой переворота»."""
    over = context.governors[context.governors.index(trying) + 1 :]
    return any(token.lemma in lexicon.status["wish_verbs"] | lexicon.status["plan_verbs"] for token in over)


def came_to_say(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«зашёл, чтобы поздравить вратаря»."""
    trigger, sentence = context.trigger, context.sentence
    aim = trigger.rel == "advcl" and any(child.lemma == "чтобы" for child in sentence.children(trigger.index))
    if not aim or trigger.head < 0 or context.type not in lexicon.status["said_types"]:
        return None
    main = sentence.tokens[trigger.head]
    return "occurred" if _is_past(main) and not negated_word(context, main) else None


def decided(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    """«принял решение об освобождении», «одобрил покупку»: that is yet to be done."""
    trigger, cues = context.trigger, lexicon.status
    if trigger.pos != "NOUN" or trigger.head < 0 or timing == "past":
        return None
    above = context.sentence.tokens[trigger.head]
    if context.type in cues["approved_types"] and trigger.rel in ("obj", "nsubj:pass"):
        return "planned" if above.lemma in cues["approving_verbs"] else None
    about = not ABOUT.isdisjoint(_prepositions(context))
    return "planned" if about and context.type in cues["carried_out"] and above.lemma in cues["decisions"] else None


def lies_ahead(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    """«До выборов партия сменила главу»; «до прошедших выборов» says that they are over."""
    trigger = context.trigger
    if trigger.pos != "NOUN" or timing == "past" or context.type not in lexicon.status["ahead_types"]:
        return None
    told = [child for child in context.sentence.children(trigger.index) if child.feats.get("VerbForm") == "Part"]
    over = any(child.feats.get("Tense") == "Past" for child in told)
    return "planned" if not over and not _BEFORE.isdisjoint(_prepositions(context)) else None


def _prepositions(context: StatusContext) -> set[str]:
    """Lemmas of the words that tie the trigger to what is over it: «в преддверии выборов» has two."""
    trigger, sentence = context.trigger, context.sentence
    before = [child for child in sentence.children(trigger.index) if child.rel == "case"]
    fixed = [inner for child in before for inner in sentence.children(child.index) if inner.rel == "fixed"]
    return {token.lemma for token in [*before, *fixed]}


def _is_past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" and token.feats.get("VerbForm") == "Fin"
