"""What did not happen: the words that deny an event, keep it from happening, or say that it does not end."""

from letopis.document import Status, Token
from letopis.events.governing import StatusContext
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal
from letopis.language.morphology import parses


def governing(context: StatusContext, *groups: frozenset[str]) -> Token | None:
    """The nearest word over the trigger that is of one of the groups."""
    for token in context.governors:
        for words in groups:
            if token.lemma in words:
                return token
    return None


def governed(context: StatusContext, *groups: frozenset[str]) -> bool:
    return governing(context, *groups) is not None


def future(context: StatusContext, token: Token) -> bool:
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


_NO = frozenset({"не", "нет", "ни"})


def negated_word(context: StatusContext, token: Token) -> bool:
    if token.lemma == "нет":
        return True
    before = context.sentence.tokens[token.index - 1 : token.index]
    own = context.sentence.children(token.index)
    denied = any(word.lemma in _NO for word in before) or any(
        child.lemma in _NO and child.index < token.index for child in own
    )
    # «требовали, пока полиция не разогнала»: until it did
    return denied and not any(child.lemma == "пока" and child.rel == "mark" for child in own)


def negated(context: StatusContext, lexicon: EventLexicon, _timing: str | None) -> Status | None:
    denying = governing(context, lexicon.status["denial_verbs"], lexicon.status["denial_nouns"])
    if denying is not None:  # «не отрицает, что встречался»: he admits it
        return None if negated_word(context, denying) else "negated"
    if _unconfirmed(context, lexicon) or _called_false(context, lexicon):
        return "negated"
    if _absent(context, lexicon) or _not_reached(context):
        return "negated"
    averting = _averting(context, lexicon)
    if averting is not None or _is_mastered(context, lexicon):
        return averting
    near = context.near
    modal = [lexicon.status[each] for each in ("modal_plan", "ability_verbs", "intent_verbs")]
    near += [token for token in context.governors[:1] if any(token.lemma in words for words in modal)]
    near += [
        child
        for child in context.sentence.children(context.trigger.index)
        if child.lemma in ("быть", "нет") and child.rel not in ("parataxis", "conj", "advcl", "acl:relcl")
    ]
    word = context.trigger
    while word.rel == "conj" and not is_verbal(word):  # «жертв и пострадавших нет»
        word = context.sentence.tokens[word.head]
    above = context.sentence.tokens[word.head] if word.head >= 0 else None
    near += [above] if above is not None and above.lemma == "нет" else []
    return "negated" if any(negated_word(context, token) for token in near) else None


def _averting(context: StatusContext, lexicon: EventLexicon) -> Status | None:
    """«предотвратили теракт», «аварии удалось избежать»: it did not happen; it did where «избежать не удалось»."""
    averting = _doing(context, lexicon.status["averting_verbs"])
    if averting is None:
        return None
    over = [averting, *context.governors]
    if any(negated_word(context, token) for token in over):
        return "occurred"
    aim = any(child.lemma == "чтобы" for child in context.sentence.children(averting.index))
    wished = aim or any(token.lemma in lexicon.status["wish_verbs"] for token in over)
    return "hypothetical" if wished or any(future(context, token) for token in over) else "negated"


# They tell of a fire themselves.
_QUENCHING = frozenset({"потушить", "погасить"})


def _is_mastered(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«пожар не могут потушить»: what is denied is that it ends."""
    if is_verbal(context.trigger):
        return context.trigger.lemma in _QUENCHING
    return _doing(context, lexicon.status["mastering_verbs"]) is not None


def _doing(context: StatusContext, words: frozenset[str]) -> Token | None:
    """What of these words is over the trigger, or stands as an infinitive where its verb has it: «аварии удалось
    избежать», «пожар не могут потушить»."""
    found = governing(context, words)
    if found is not None or context.trigger.head < 0 or is_verbal(context.trigger):
        return found
    beside = context.sentence.children(context.trigger.head)
    infinitives = (token for token in beside if token.rel in ("xcomp", "csubj") and token.lemma in words)
    return next((token for token in infinitives if token.feats.get("VerbForm") == "Inf"), None)


def is_not_mastered(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«пожар не могут потушить»."""
    if not _is_mastered(context, lexicon):
        return False
    over = context.governors
    denied = any(negated_word(context, token) for token in [*over, *context.near])
    past = any(token.feats.get("Tense") == "Past" and token.feats.get("VerbForm") == "Fin" for token in over)
    return denied and not past


def _unconfirmed(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«Сообщения об отставке не подтвердились», «отказал в экстрадиции»."""
    verbs = lexicon.status["unconfirmed_verbs"]
    doubted = any(token.lemma in verbs and negated_word(context, token) for token in context.governors)
    refusing = governing(context, lexicon.status["refusal_verbs"], lexicon.status["rejecting_verbs"])
    asked = lexicon.status["request_nouns"]
    if refusing is None or context.trigger.lemma in asked:
        return doubted
    below = context.governors[: context.governors.index(refusing)]
    return refusing.lemma in lexicon.status["refusal_verbs"] or any(token.lemma in asked for token in below)


def _called_false(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«назвал ложью сообщения о встрече», «слухи о встрече оказались уткой»; a false bomb threat is one."""
    false = lexicon.status["falsehoods"] if context.type not in lexicon.status["false_types"] else frozenset()
    return any(context.beside(above, false) for above in context.governors)


def _absent(context: StatusContext, lexicon: EventLexicon) -> bool:
    """«отсутствие договорённости»: the trigger itself is the bare genitive; «обошлось без драки», «вместо визита»."""
    above = context.governors[0] if context.governors else None
    cases = [child.lemma for child in context.sentence.children(context.trigger.index) if child.rel == "case"]
    if cases == ["вместо"] or _is_instead(context):
        return True
    if cases == ["без"]:
        head = context.sentence.tokens[context.trigger.head] if context.trigger.head >= 0 else None
        return head is None or not negated_word(context, head)
    bare = not cases
    return above is not None and above.lemma in lexicon.status["absence_nouns"] and bare


def _is_instead(context: StatusContext) -> bool:
    """«вместо того чтобы подписать договор»."""
    behind = [context.sentence.tokens[child.index - 2 : child.index] for token in context.near
              for child in context.sentence.children(token.index) if child.lemma == "чтобы"]  # fmt: skip
    return any([token.lemma for token in before] == ["вместо", "тот"] for before in behind)


def _not_reached(context: StatusContext) -> bool:
    """«до разрыва не дошло», «не дожидаясь голосования»."""
    trigger = context.trigger
    above = context.sentence.tokens[trigger.head] if trigger.head >= 0 else None
    if above is None or above.lemma not in ("дойти", "доходить", "дожидаться", "дождаться"):
        return False
    return trigger.rel in ("obl", "obj") and negated_word(context, above)
