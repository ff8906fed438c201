"""What was planned and came to nothing: «концерт должен был состояться, но его отменили»."""

from letopis.document import Status, Token
from letopis.events.denial import governing, negated_word
from letopis.events.governing import StatusContext
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal


def fell_through(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """What the past plan's own sentence goes on to call off («но передумал») or to deny («но не состоялись»).

    Only where it speaks of the same: of nobody and nothing else, but by a pronoun.
    """
    cues = lexicon.status
    plan = governing(context, cues["plan_verbs"], cues["modal_plan"], cues["intending_verbs"])
    if plan is None or not _is_past(context, plan) or _is_whither(context.trigger):
        return None
    for below in [plan, *context.near]:
        for verb in context.sentence.children(below.index):
            if _goes_against(context, verb) and _speaks_of_the_same(context, verb):
                if verb.lemma in cues["cancel_verbs"] and not negated_word(context, verb):
                    return "cancelled"
                if verb.lemma in cues["coming_true"] and negated_word(context, verb):
                    return "negated"
    return None


def _is_past(context: StatusContext, plan: Token) -> bool:
    """«собирался», «должен был»."""
    was = (child.lemma == "быть" and child.feats.get("Tense") == "Past" for child in _children(context, plan))
    return plan.feats.get("Tense") == "Past" or any(was)


def _is_whither(trigger: Token) -> bool:
    """«должен был прибыть на форум, но не приехал»: it is held without him."""
    return trigger.pos == "NOUN" and trigger.rel == "obl"


def _goes_against(context: StatusContext, verb: Token) -> bool:
    against = any(child.lemma in ("но", "однако", "а") for child in _children(context, verb))
    return verb.rel in ("conj", "parataxis") and is_verbal(verb) and against


def _speaks_of_the_same(context: StatusContext, verb: Token) -> bool:
    sides = [child for child in _children(context, verb) if child.rel.startswith(("nsubj", "obj"))]
    return all(side.pos in ("PRON", "DET") for side in sides)


def _children(context: StatusContext, token: Token) -> list[Token]:
    return list(context.sentence.children(token.index))
