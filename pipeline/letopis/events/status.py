"""Did it happen: status of an event mention, by ordered rules over the words that govern its trigger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from letopis.document import Sentence, Status, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.language.morphology import parses

# How far what governs a trigger reaches down to it.
MAX_STEPS = 5
_INFINITIVES = ("ть", "ти", "ться", "тись")
_COMPLEMENTS = frozenset({"xcomp", "obj", "nsubj", "nsubj:pass", "csubj", "ccomp", "iobj", "acl", "conj"})
_PHRASES = frozenset({"obl", "nmod"})
_GOVERNED_BY = frozenset({"к", "ко", "о", "об", "от", "за", "против", "на"})


@dataclass(slots=True)
class StatusContext:
    """A trigger, its clause's verb (itself or a support verb above an event noun), and the words over it."""

    sentence: Sentence
    trigger: Token
    verb: Token | None
    governors: list[Token]

    @property
    def near(self) -> list[Token]:
        """The trigger, and its clause's verb if that is another word."""
        return [self.trigger] if self.verb is None or self.verb is self.trigger else [self.trigger, self.verb]

    def beside(self, token: Token, lemmas: frozenset[str]) -> bool:
        """Whether a direct dependent of the token is one of the words."""
        return any(child.lemma in lemmas for child in self.sentence.children(token.index))


def status_of(
    sentence: Sentence, trigger: Token, lexicon: EventLexicon, timing: str | None,
    *, says_no: bool = False, speech: bool = False,
) -> tuple[Status, str]:
    """Status and the rule that gave it.

    `timing` is `future` or `past` when the event's resolved date lies after or before the publication
    date, else None. `says_no`: the negation is part of the phrase («его не стало») and denies nothing.
    `speech`: the trigger is what somebody says; a condition is of what is said («обещают начать, если»).
    """
    context = _context(sentence, trigger, lexicon)
    if _names_people(trigger, lexicon) and _negated(context, lexicon, None) is None:
        return "occurred", "people whom it befell"
    told = is_verbal(trigger) and trigger.feats.get("Tense") in ("Pres", "Past")
    for name, rule in _RULES:
        if (says_no and rule in (_negated, _cancelled)) or (speech and told and rule in (_conditional, _ongoing)):
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


def is_habitual(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> bool:
    """Generic and habitual sentences («такие встречи обычно проходят») give no event."""
    context = _context(sentence, trigger, lexicon)
    words = lexicon.status["habit_words"]
    return any(context.beside(token, words) for token in context.near)


def _context(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> StatusContext:
    verb = trigger if is_verbal(trigger) else _verb_above(sentence, trigger, lexicon)
    over = list(_governors(sentence, trigger, lexicon))
    if verb is not None and verb is not trigger and verb.lemma not in lexicon.source["verbs"]:
        # «должен прибыть с визитом»: what governs the verb counts too
        over += [token for token in _governors(sentence, verb, lexicon) if token not in over]
    return StatusContext(sentence, trigger, verb, over)


def _verb_above(sentence: Sentence, noun: Token, lexicon: EventLexicon) -> Token | None:
    token = noun
    for above in sentence.ancestors(noun.index):
        if is_verbal(above):
            carries = above.lemma in lexicon.support_verbs and not _merely_visited(sentence, token, above, lexicon)
            return above if carries else None
        if above.lemma not in lexicon.support_nouns and token.rel != "conj":
            return None
        token = above
    return None


def _merely_visited(sentence: Sentence, noun: Token, verb: Token, lexicon: EventLexicon) -> bool:
    """«не приехал на саммит»: whoever stayed away, the summit was held."""
    at = any(child.rel == "case" and child.lemma in ("на", "в") for child in sentence.children(noun.index))
    return at and noun.rel == "obl" and _goes(verb, lexicon)


def _goes(verb: Token, lexicon: EventLexicon) -> bool:
    """Whether the verb says that somebody moves somewhere or is there."""
    return verb.lemma in lexicon.motion_verbs or verb.lemma in lexicon.attendance_verbs


def _governors(sentence: Sentence, trigger: Token, lexicon: EventLexicon) -> Iterator[Token]:
    """Words above the trigger to which it is a complement; adjuncts and relative clauses end the way."""
    token = trigger
    for above in list(sentence.ancestors(trigger.index))[:MAX_STEPS]:
        if not _complements(sentence, token, lexicon):
            return
        if token.rel == "conj":  # «планирует посетить и осмотреть»: what governs the first governs the second
            if token.feats.get("VerbForm") == "Fin":
                return
            token = above
            continue
        if above.lemma in lexicon.status["presupposing_nouns"] and token.feats.get("Case") == "Gen":
            return  # «причиной гибели мог стать холод»: that he died is beyond doubt
        yield above
        if above.lemma in lexicon.source["verbs"]:
            return  # what is reported is a fact, whatever governs the report: «стоит отметить участие»
        token = above


def _complements(sentence: Sentence, token: Token, lexicon: EventLexicon) -> bool:
    if token.rel == "acl" and token.feats.get("VerbForm") == "Part":
        return False  # «вышедшая из тюрьмы обещала»: a participle tells of its noun, whatever that does
    if token.rel in _COMPLEMENTS or (token.head >= 0 and sentence.tokens[token.head].lemma in lexicon.support_nouns):
        return True
    if token.rel not in _PHRASES:
        return False
    prepositions = [c.lemma for c in sentence.children(token.index) if c.rel == "case"]
    above = sentence.tokens[token.head].lemma if token.head >= 0 else ""
    if prepositions[:1] == ["на"] and token.feats.get("Case") == "Loc" and above not in lexicon.support_verbs:
        return False  # «решили на встрече»: where, not what
    into = above in lexicon.status["refusal_verbs"] or (
        above in lexicon.status["intent_verbs"] and token.feats.get("Case") == "Acc"
    )
    return not prepositions or prepositions[0] in _GOVERNED_BY or (into and prepositions[0] == "в")


def _governing(context: StatusContext, *groups: frozenset[str]) -> Token | None:
    """The nearest word over the trigger that is of one of the groups."""
    for token in context.governors:
        for words in groups:
            if token.lemma in words:
                return token
    return None


def _governed(context: StatusContext, *groups: frozenset[str]) -> bool:
    return _governing(context, *groups) is not None


def _negated_word(context: StatusContext, token: Token) -> bool:
    if token.lemma == "нет":
        return True
    before = context.sentence.tokens[token.index - 1] if token.index else None
    own = [child for child in context.sentence.children(token.index) if child.index < token.index]
    return any(child.lemma in ("не", "нет", "ни") for child in [*own, *([before] if before else [])])


def _cancelled(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«отменён»; «не отменён, а сдвинут» is a plan, «не отменён» says nothing."""
    cancelling = _governing(context, lexicon.status["cancel_verbs"], lexicon.status["cancel_nouns"])
    if cancelling is not None:
        if not _negated_word(context, cancelling):
            above = context.governors[context.governors.index(cancelling) + 1 :]
            return "planned" if any(token.lemma in lexicon.status["wish_verbs"] for token in above) else "cancelled"
        moved = [child for child in context.sentence.children(cancelling.index) if child.rel == "conj"]
        return "planned" if any(child.lemma in lexicon.status["plan_verbs"] for child in moved) else None
    verb = context.verb
    future = verb is not None and verb.feats.get("Tense") == "Fut"
    if verb is not None and future and _negated_word(context, verb):
        return "cancelled"
    return None


def _negated(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    denying = _governing(context, lexicon.status["denial_verbs"], lexicon.status["denial_nouns"])
    if denying is not None:  # «не отрицает, что встречался»: he admits it
        return None if _negated_word(context, denying) else "negated"
    if _unconfirmed(context, lexicon) or _absent(context, lexicon) or _called_false(context, lexicon):
        return "negated"
    near = context.near
    modal = [lexicon.status[each] for each in ("modal_plan", "ability_verbs", "intent_verbs")]
    near += [token for token in context.governors[:1] if any(token.lemma in words for words in modal)]
    near += [child for child in context.sentence.children(context.trigger.index) if child.lemma in ("быть", "нет")]
    above = context.sentence.tokens[context.trigger.head] if context.trigger.head >= 0 else None
    near += [above] if above is not None and above.lemma == "нет" else []
    return "negated" if any(_negated_word(context, token) for token in near) else None


def _unconfirmed(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«Сообщения об отставке не подтвердились», «отказал в экстрадиции»."""
    verbs = lexicon.status["unconfirmed_verbs"]
    doubted = any(token.lemma in verbs and _negated_word(context, token) for token in context.governors)
    return doubted or _governed(context, lexicon.status["refusal_verbs"])


def _called_false(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«назвал ложью сообщения о встрече», «слухи о встрече оказались уткой»."""
    return any(context.beside(above, lexicon.status["falsehoods"]) for above in context.governors)


def _absent(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«отсутствие договорённости»: the trigger itself is the bare genitive; «обошлось без драки»."""
    above = context.governors[0] if context.governors else None
    cases = [child.lemma for child in context.sentence.children(context.trigger.index) if child.rel == "case"]
    if cases == ["без"]:
        head = context.sentence.tokens[context.trigger.head] if context.trigger.head >= 0 else None
        return head is None or not _negated_word(context, head)
    bare = not cases
    return above is not None and above.lemma in lexicon.status["absence_nouns"] and bare


def _conditional(context: StatusContext, _lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«Если активиста не освободят, начнётся голодовка»: the condition and what hangs on it."""
    clauses = context.near
    clauses += [above for above in context.governors if is_verbal(above)]
    for verb in clauses:
        children = context.sentence.children(verb.index)
        if any(child.lemma == "если" for child in children):
            return "hypothetical"
        conditions = [child for child in children if child.rel in ("advcl", "parataxis") and is_verbal(child)]
        if any(inner.lemma == "если" for child in conditions for inner in context.sentence.children(child.index)):
            return "hypothetical"
    return None


def _hypothetical(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    if any(token.lemma == "можно" and _future(context, token) for token in context.governors):
        return "planned"  # «можно будет увидеть»
    verbs, words, nouns = (lexicon.status[each] for each in ("wish_verbs", "wish_words", "wish_nouns"))
    near = context.near
    if _governed(context, verbs, words, nouns) or any(context.beside(token, words) for token in near):
        return "hypothetical"
    if any(token.feats.get("Mood") in ("Imp", "Cnd") for token in near):
        return "hypothetical"
    return "hypothetical" if any(_by_hearsay(context, token, lexicon) for token in near) else None


def _by_hearsay(context: StatusContext, token: Token, lexicon: EventLexicon) -> bool:
    """«По слухам, генералы встретились»."""
    said = [child for child in context.sentence.children(token.index) if child.lemma in lexicon.status["rumour_nouns"]]
    return any(inner.lemma == "по" for child in said for inner in context.sentence.children(child.index))


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
    # «назначить» plans when it carries an event noun («назначили встречу»), not when it is the event itself.
    support = context.verb if context.verb is not context.trigger else None
    carried = support is not None and support.lemma in cues["plan_verbs"]
    if carried or _governed(context, cues["plan_verbs"], cues["modal_plan"], cues["plan_nouns"]):
        if _put_off(context, lexicon, timing):
            return "cancelled"
        return None if context.trigger.lemma in cues["imposed_nouns"] else "planned"
    begins = any(above.lemma in lexicon.support_verbs and _future(context, above) for above in context.governors)
    if begins or _on_agenda(context, lexicon) or context.beside(context.trigger, cues["plan_adjectives"]):
        return "planned"
    return "planned" if any(_future(context, token) for token in context.near) else None


def _on_agenda(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«В программе — переговоры и подписание соглашения»: a clause without a verb whose root is the agenda."""
    above = list(context.sentence.ancestors(context.trigger.index))
    root = above[-1] if above and not any(is_verbal(token) for token in above) else None
    agenda = root is not None and root.lemma in lexicon.status["agenda_nouns"] and root.feats.get("Case") == "Loc"
    return agenda and not any(token.rel in ("nmod", "obl") for token in above[:-1])


def _attended_later(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«не приедет на форум»: whoever comes or stays away, what he would go to lies ahead."""
    if is_verbal(context.trigger):
        return None
    verb = next((above for above in context.sentence.ancestors(context.trigger.index) if is_verbal(above)), None)
    return "planned" if verb is not None and _goes(verb, lexicon) and _future(context, verb) else None


def _planned_subject(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    """«Готовится неделя встреч — от приёма до форума»: all that the plan's subject holds is planned."""
    token = context.trigger
    for above in [] if token.rel == "acl" else context.sentence.ancestors(token.index):
        if is_verbal(above):
            imposed = context.trigger.lemma in lexicon.status["imposed_nouns"]
            subject = token.rel in ("nsubj", "nsubj:pass") and not imposed
            return "planned" if subject and above.lemma in lexicon.status["plan_verbs"] else None
        token = above
    return None


def _future(context: StatusContext, token: Token) -> bool:
    if token.feats.get("Tense") == "Fut" or _perfective_present(token):
        return True
    auxiliaries = [c for c in context.sentence.children(token.index) if c.lemma == "быть"]
    if token.feats.get("VerbForm") == "Inf" and token.head >= 0:
        auxiliaries += [above for above in context.governors[:1] if above.lemma == "быть"]
    # The tagger calls «будет» a present.
    return any(each.feats.get("Tense") == "Fut" or each.text.lower().startswith("буд") for each in auxiliaries)


def _perfective_present(token: Token) -> bool:
    """«вложим», «откроем»: the present form of a perfective verb speaks of the future, whatever the tagger says."""
    if token.feats.get("VerbForm") != "Fin" or token.feats.get("Tense") != "Pres":
        return False
    verbs = [parse for parse in parses(token.text.lower()) if parse.pos == "VERB"]
    return bool(verbs) and all("perf" in parse.tags and "past" not in parse.tags for parse in verbs)


def _by_date(context: StatusContext, _lexicon: EventLexicon, timing: str | None) -> Status | None:
    """A later date makes a plan of what the verb's tense leaves open: «визит пройдёт», «визит — 5 мая»."""
    past = context.verb is not None and context.verb.feats.get("Tense") == "Past"
    return "planned" if timing == "future" and not past else None


def _bare_infinitive(context: StatusContext, _lexicon: EventLexicon, _timing: str | None) -> Status | None:
    verb = context.verb
    return "hypothetical" if verb is not None and verb.feats.get("VerbForm") == "Inf" and verb.rel == "root" else None


def _ongoing(context: StatusContext, lexicon: EventLexicon, timing: str | None) -> Status | None:
    verb = context.verb
    if verb is not None and verb.feats.get("VerbForm") == "Inf" and context.governors:
        verb = context.governors[0] if context.governors[0].lemma in lexicon.status["lasting_verbs"] else verb
    past = timing == "past" and (verb is None or verb.lemma not in lexicon.status["lasting_verbs"])
    if verb is None or past or verb.feats.get("Tense") != "Pres" or verb.feats.get("VerbForm") != "Fin":
        return None
    cues = lexicon.status
    saying = (lexicon.source["verbs"], cues["wish_verbs"], cues["plan_verbs"], cues["denial_verbs"])
    if verb.lemma in cues["momentary_verbs"] and not _negated_word(context, verb):
        return "planned"
    return None if any(verb.lemma in verbs for verbs in saying) else "ongoing"


_RULES: tuple[tuple[str, Callable[[StatusContext, EventLexicon, str | None], Status | None]], ...] = (
    ("conditional", _conditional),
    ("cancelled", _cancelled),
    ("negated", _negated),
    ("hypothetical", _hypothetical),
    ("planned", _planned),
    ("subject of a plan", _planned_subject),
    ("attended later", _attended_later),
    ("planned by its date", _by_date),
    ("bare infinitive", _bare_infinitive),
    ("ongoing", _ongoing),
)
