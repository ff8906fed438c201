"""Did it happen: status of an event mention, by ordered rules over the words that govern its trigger."""

from collections.abc import Callable

from letopis.document import Sentence, Status, Token
from letopis.events.denial import future, governed, governing, is_not_mastered, negated, negated_word
from letopis.events.fallen import fell_through
from letopis.events.governing import StatusContext, context_of, goes, is_aim, is_presupposed, stays_away
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.events.supposed import supposed
from letopis.events.typed_status import attempted, came_to_say, decided, lies_ahead

_WISHING = ("wish_verbs", "wish_nouns", "siding")
_INFINITIVES = ("ть", "ти", "ться", "тись")


def status_of(
    sentence: Sentence,
    trigger: Token,
    lexicon: EventLexicon,
    timing: str | None,
    *,
    event_type: str = "other",
    says_no: bool = False,
    speech: bool = False,
) -> tuple[Status, str]:
    """Status and the rule that gave it, of what the trigger tells as an event of its type.

    `timing` is `future` or `past` when the event's resolved date lies after or before the publication
    date, else None. `says_no`: the negation is part of the phrase («его не стало») and denies nothing.
    `speech`: the trigger is what somebody says; condition and date are of what is said («обещают начать, если»).
    """
    context = context_of(sentence, trigger, lexicon, event_type)
    if _names_people(trigger, lexicon) and negated(context, lexicon, None) is None:
        return "occurred", "people whom it befell"
    told = speech and is_verbal(trigger) and trigger.feats.get("Tense") in ("Pres", "Past")
    says_no = says_no or (told and trigger.lemma in lexicon.status["admitting_verbs"])
    for name, rule in _RULES:
        if (says_no and rule in (negated, _cancelled)) or (told and rule in _OF_WHAT_IS_SAID):
            continue
        status = rule(context, lexicon, timing)
        if status is not None:
            return status, name
    return "occurred", "default"


def _names_people(trigger: Token, lexicon: EventLexicon) -> bool:
    """«семьи погибших получат»: what is planned or wished for the dead does not touch their death."""
    as_noun = trigger.feats.get("VerbForm") == "Part" and trigger.rel in ("nmod", "obl", "obj", "iobj", "nsubj")
    # «напавший» is a noun to the tagger, of the verb's lemma.
    named = trigger.lemma in lexicon.groups or trigger.lemma.endswith(_INFINITIVES)
    person = trigger.pos == "NOUN" and trigger.feats.get("Animacy") == "Anim" and named
    return person or (as_noun and trigger.feats.get("Variant") != "Short")


def _cancelled(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«отменён»; «не отменён, а сдвинут» is a plan, «не отменён» says nothing."""
    cancelling = governing(context, lexicon.status["cancel_verbs"], lexicon.status["cancel_nouns"])
    if cancelling is None:
        verb = context.verb
        ahead = verb is not None and verb.feats.get("Tense") == "Fut"
        return "cancelled" if verb is not None and ahead and negated_word(context, verb) else None
    if negated_word(context, cancelling):
        moved = [child for child in context.sentence.children(cancelling.index) if child.rel == "conj"]
        return "planned" if any(child.lemma in lexicon.status["plan_verbs"] for child in moved) else None
    if stays_away(context.sentence, context.trigger, cancelling, lexicon):
        return None
    if _is_declined(context, cancelling, lexicon):
        return "negated"
    return _wished_away(context, cancelling, lexicon) or "cancelled"


def _wished_away(context: StatusContext, cancelling: Token, lexicon: EventLexicon) -> Status | None:
    """«просит отменить визит»: that is still to come; «просит отменить приговор»: that is there."""
    over = list(context.sentence.ancestors(cancelling.index))
    above = [token for token in context.governors if token in over]
    if not any(token.lemma in lexicon.status[words] for token in above for words in _WISHING):
        return None
    return "occurred" if context.type in lexicon.status["standing_types"] else "planned"


def _is_declined(context: StatusContext, above: Token, lexicon: EventLexicon) -> bool:
    """«отказался подписывать», «отказался играть матч»: what he had not said he would do; «отказались от эвакуации»:
    what others would have done to them."""
    if above.lemma not in lexicon.status["declining_words"]:
        return False
    words = [*context.near, *context.governors]
    asked = any(token.feats.get("VerbForm") == "Inf" and token.head == above.index for token in words)
    return asked or (context.type in lexicon.status["declined_types"] and context.trigger.head == above.index)


def _conditional(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«Если активиста не освободят, начнётся голодовка»: the condition and what hangs on it."""
    if not any(token.lemma in _CONDITIONS for token in context.sentence.tokens):
        return None
    verb = context.near[-1]
    if verb.feats.get("Tense") == "Past" and verb.feats.get("VerbForm") == "Fin" and not context.beside(verb, _WOULD):
        return None
    clauses = context.near
    clauses += [above for above in context.governors if is_verbal(above)]
    for verb in clauses:
        children = context.sentence.children(verb.index)
        if any(_is_if(context, child) for child in children):
            return "hypothetical"
        conditions = [child for child in children if child.rel in ("advcl", "parataxis") and is_verbal(child)]
        if any(_is_if(context, inner) for child in conditions for inner in context.sentence.children(child.index)):
            return "hypothetical"
    ahead = any(future(context, token) for token in context.near) or governed(context, lexicon.status["plan_verbs"])
    if ahead and any(_is_if(context, token) or _is_in_case(context, token) for token in context.sentence.tokens):
        return "hypothetical"
    case = any(_is_in_case(context, above) for above in context.governors)
    return "hypothetical" if case or (ahead and _is_asked(context)) else None


_WOULD = frozenset({"бы"})
# What makes a condition, whatever stands around it.
_CONDITIONS = frozenset({"если", "случай", "ли"})
_AIM = frozenset({"бы", "чтобы"})
# «если не считать», «если вообще вернётся», «если ничего не изменится»: no condition.
_NO_CONDITION = frozenset({"считать", "вообще", "верить", "ничего", "говорить", "быть"})


def _is_if(context: StatusContext, token: Token) -> bool:
    behind = context.sentence.tokens[token.index + 1 : token.index + 3]
    return token.lemma == "если" and not any(other.lemma in _NO_CONDITION for other in behind)


def _is_in_case(context: StatusContext, token: Token) -> bool:
    """«в случае снижения», «на случай штурма»."""
    before = context.sentence.tokens[token.index - 1].lemma if token.index else ""
    whose = any(child.rel == "nmod" for child in context.sentence.children(token.index))
    return token.lemma == "случай" and before in ("в", "на") and whose


def _is_asked(context: StatusContext) -> bool:
    """«Поедет ли он туда, вопрос»."""
    behind = [context.sentence.tokens[token.index + 1 : token.index + 2] for token in context.near]
    return any(token.lemma == "ли" for tokens in behind for token in tokens)


def _hypothetical(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    if any(token.lemma == "можно" and future(context, token) for token in context.governors):
        return "planned"  # «можно будет увидеть»
    words, near = lexicon.status["wish_words"], context.near
    wished = governed(context, words, *(lexicon.status[each] for each in _WISHING))
    if wished or any(context.beside(token, words) for token in near):
        return "hypothetical"
    if is_aim(context.sentence, context.trigger, lexicon):
        return "hypothetical"
    if any(token.feats.get("Mood") in ("Imp", "Cnd") for token in near):
        return "hypothetical"
    return "hypothetical" if supposed(context, lexicon) else None


def _put_off(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> bool:
    """«отложил поездку», «перенёс на неопределённый срок»: to no day that the sentence knows."""
    verbs = [token for token in [context.verb, *context.governors] if token is not None]
    moving = next((token for token in verbs if token.lemma in lexicon.postponing_verbs), None)
    if moving is None or timing == "future":
        return False
    indefinite = any(token.lemma == "неопределенный" for token in context.sentence.tokens)
    told = any(token.rel == "case" and token.lemma in ("на", "до") for token in context.sentence.tokens[moving.index :])
    return indefinite or not told


def _planned(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    cues = lexicon.status
    if _was_done(context, lexicon):
        return None
    # «назначить» plans when it carries an event noun («назначили встречу»), not when it is the event itself.
    support = context.verb if context.verb is not context.trigger else None
    carried = support is not None and support.lemma in cues["plan_verbs"]
    planning = governing(context, cues["plan_verbs"], cues["modal_plan"], cues["plan_nouns"])
    if (carried or planning is not None) and not _is_means(context) and not _has_gathered(context, planning):
        if _put_off(context, lexicon, timing):
            return "cancelled"
        return None if context.trigger.lemma in cues["imposed_nouns"] else "planned"
    begins = any(above.lemma in lexicon.support_verbs and future(context, above) for above in context.governors)
    if begins or _on_agenda(context, lexicon) or context.beside(context.trigger, cues["plan_adjectives"]):
        return "planned"
    if _is_cause(context):
        return None
    ahead = _is_left(context) or any(future(context, token) for token in [*context.near, *_main_verb(context)])
    return "planned" if ahead else None


def _was_done(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«должны выплатить семье, члены которой погибли, когда самолёт врезался в дом»: what a past verb tells itself is
    over, whatever stands over its clause."""
    trigger = context.trigger
    past = trigger.feats.get("Tense") == "Past" and trigger.feats.get("VerbForm") == "Fin"
    return past and trigger.lemma not in lexicon.status["plan_verbs"] and not context.beside(trigger, _AIM)


def _main_verb(context: StatusContext) -> list[Token]:
    """«завершив карьеру, он возглавит школу»: the verb beside which something is done before."""
    trigger = context.trigger
    if trigger.feats.get("VerbForm") != "Conv" or trigger.rel != "advcl" or trigger.head < 0:
        return []
    return [context.sentence.tokens[trigger.head]]


def _is_left(context: StatusContext) -> bool:
    """«до выборов остаётся месяц»."""
    trigger = context.trigger
    before = [child.lemma for child in context.sentence.children(trigger.index) if child.rel == "case"]
    above = context.sentence.tokens[trigger.head].lemma if trigger.head >= 0 else ""
    return before == ["до"] and above in ("остаться", "оставаться")


def _is_means(context: StatusContext) -> bool:
    """«Указом главы назначен», «крестным ходом перенесли», «по телефону договорились»: a bare instrumental, or what
    stands behind «по», is by what something is done."""
    trigger = context.trigger
    if trigger.pos != "NOUN" or trigger.rel != "obl":
        return False
    before = [child.lemma for child in context.sentence.children(trigger.index) if child.rel == "case"]
    return before == ["по"] or (not before and trigger.feats.get("Case") == "Ins")


def _has_gathered(context: StatusContext, verb: Token | None) -> bool:
    """«На площади собрался митинг»."""
    gathered = verb is not None and verb.lemma == "собраться" and verb.feats.get("Tense") == "Past"
    return gathered and context.trigger.rel.startswith("nsubj")


def _is_cause(context: StatusContext) -> bool:
    """«По приглашению главы государства прибудет»: what lies behind a plan is there already."""
    prepositions = [child.lemma for child in context.sentence.children(context.trigger.index) if child.rel == "case"]
    return not is_verbal(context.trigger) and bool(_CAUSES.intersection(prepositions))


_CAUSES = frozenset({"по", "из-за", "благодаря", "ввиду", "вследствие"})


def _on_agenda(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«В программе — переговоры и подписание соглашения»: a clause without a verb whose root is the agenda, or with one
    that says no more: «в программе значатся переговоры»."""
    above = list(context.sentence.ancestors(context.trigger.index))
    if _is_listed(context, above, lexicon):
        return True
    root = above[-1] if above and not any(is_verbal(token) for token in above) else None
    agenda = root is not None and root.lemma in lexicon.status["agenda_nouns"] and root.feats.get("Case") == "Loc"
    return agenda and not any(token.rel in ("nmod", "obl") for token in above[:-1])


def _is_listed(context: StatusContext, above: list[Token], lexicon: EventLexicon) -> bool:
    verb = next((token for token in above if is_verbal(token)), None)
    if verb is None or verb.lemma not in lexicon.status["listing_verbs"]:
        return False
    own = context.trigger if context.trigger.rel != "conj" else above[0]
    beside = [child for child in context.sentence.children(verb.index) if child.feats.get("Case") == "Loc"]
    return own.rel.startswith("nsubj") and any(child.lemma in lexicon.status["agenda_nouns"] for child in beside)


def _attended_later(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    """«не приедет на форум», «вышел в финал»: whoever comes or stays away, what he would go to lies ahead."""
    if is_verbal(context.trigger) or timing == "past":
        return None
    over = context.sentence.ancestors(context.trigger.index)
    if any(stays_away(context.sentence, context.trigger, above, lexicon) for above in over):
        return "planned"
    head = next(iter(over), None)
    reached = head is not None and head.lemma in lexicon.status["reaching"] and context.type == "competition"
    if reached and _is_whither(context):
        return "planned"
    verb = next((above for above in over if is_verbal(above)), None)
    if verb is None:
        return None
    leaves = verb.lemma in lexicon.status["momentary_verbs"] and verb.feats.get("Tense") == "Pres"
    if leaves and _is_whither(context):
        return "planned"
    return "planned" if goes(verb, lexicon) and (leaves or future(context, verb)) else None


def _is_whither(context: StatusContext) -> bool:
    """«вылетает на переговоры»."""
    before = [child.lemma for child in context.sentence.children(context.trigger.index) if child.rel == "case"]
    return before in (["на"], ["в"]) and context.trigger.feats.get("Case") == "Acc"


def _planned_subject(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«Готовится неделя встреч — от приёма до форума»: all that the plan's subject holds is planned."""
    token = context.trigger
    for above in [] if token.rel == "acl" or _was_done(context, lexicon) else context.sentence.ancestors(token.index):
        if is_verbal(above):
            imposed = context.trigger.lemma in lexicon.status["imposed_nouns"]
            subject = token.rel in ("nsubj", "nsubj:pass") and not imposed and not _has_gathered(context, above)
            return "planned" if subject and above.lemma in lexicon.status["plan_verbs"] else None
        if is_presupposed(token, above, lexicon):
            return None
        token = above
    return None


def _by_date(context: StatusContext, _lexicon: EventLexicon, timing: str | None) -> Status | None:
    """A later date makes a plan of what the verb's tense leaves open: «визит пройдёт», «визит — 5 мая»."""
    verb = context.verb
    past = verb is not None and verb.feats.get("Tense") == "Past" and (verb is context.trigger or not _announces(verb))
    return "planned" if timing == "future" and not past and not _is_cause(context) else None


def _announces(verb: Token) -> bool:
    """«на завтра объявлена забастовка», «саммит созван на 5 июня»."""
    return verb.lemma in ("объявить", "объявлять", "созвать", "созывать")


def _bare_infinitive(context: StatusContext, _lexicon: EventLexicon, _timing: str | None) -> Status | None:
    verb = context.verb
    return "hypothetical" if verb is not None and verb.feats.get("VerbForm") == "Inf" and verb.rel == "root" else None


def _ongoing(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    verb = context.verb
    if verb is not None and verb.feats.get("VerbForm") == "Inf" and context.governors:
        verb = context.governors[0] if context.governors[0].lemma in lexicon.status["lasting_verbs"] else verb
    if _goes_on(context, lexicon):
        return "ongoing"
    past = timing == "past" and (verb is None or verb.lemma not in lexicon.status["lasting_verbs"])
    if verb is None or past or verb.feats.get("Tense") != "Pres" or verb.feats.get("VerbForm") != "Fin":
        return None
    cues = lexicon.status
    saying = (lexicon.source["verbs"], cues["wish_verbs"], cues["plan_verbs"], cues["denial_verbs"])
    if verb.lemma in cues["momentary_verbs"] and not negated_word(context, verb):
        return "planned"
    if verb is context.trigger and verb.lemma in cues["charging_verbs"]:
        return None
    said = verb.lemma not in cues["lasting_verbs"] and any(verb.lemma in verbs for verbs in saying)
    return None if said else "ongoing"


def _goes_on(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«Режим действует с мая», «на тушении занято 118 человек», «находящийся с визитом», «под арестом»."""
    trigger, sentence = context.trigger, context.sentence
    if is_verbal(trigger) or trigger.head < 0:
        return False
    above = sentence.tokens[trigger.head]
    if any(child.lemma == "быть" for child in sentence.children(above.index)):
        return False
    if trigger.rel.startswith("nsubj"):
        return above.lemma in lexicon.status["lasting_verbs"] and above.feats.get("Tense") == "Pres"
    engaged = above.lemma in lexicon.status["engaging_verbs"] and above.feats.get("Variant") == "Short"
    being = above.lemma in lexicon.status["being_verbs"] and above.feats.get("Tense") == "Pres"
    return trigger.rel == "obl" and (engaged or being)


def _unmastered(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    return "ongoing" if is_not_mastered(context, lexicon) else None


_RULES: tuple[tuple[str, Callable[[StatusContext, EventLexicon, str | None], Status | None]], ...] = (
    ("not mastered", _unmastered),
    ("conditional", _conditional),
    ("came to nothing", fell_through),
    ("cancelled", _cancelled),
    ("negated", negated),
    ("attempted", attempted),
    ("came to say it", came_to_say),
    ("hypothetical", _hypothetical),
    ("planned", _planned),
    ("decided, not yet done", decided),
    ("before it", lies_ahead),
    ("subject of a plan", _planned_subject),
    ("attended later", _attended_later),
    ("planned by its date", _by_date),
    ("bare infinitive", _bare_infinitive),
    ("ongoing", _ongoing),
)
_OF_WHAT_IS_SAID = (_conditional, _by_date, _ongoing)
