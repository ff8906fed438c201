"""Two triggers, one telling: «прибыл с визитом», «встретились и обсудили» are one mention each."""

from letopis.document import Argument, Sentence, Token
from letopis.events.blame import talks_of_others
from letopis.events.found import Found, united
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

_PURPOSES = ("для", "ради")
_CORE = ("nsubj", "nsubj:pass", "obj")
# Talk coordinated with coming together adds nothing: «встретились и обсудили» is one meeting.
_COORDINATED = frozenset({("meeting", "negotiation")})


def absorb(sentence: Sentence, found: list[Found], lexicon: EventLexicon) -> list[Found]:
    """Join mentions whose triggers tell of one thing.

    The event noun stays, the verb over it gives its arguments; but not where the noun only says what for («прибыл для
    участия в торжествах»).
    """
    gone: set[int] = set()
    for noun in found:
        over = {token.index for token in _clause_above(sentence, noun.candidate.token)}
        for verb in found:
            apart = holds(noun, verb) or _answers(verb, lexicon) or _talks_of_it(verb, noun)
            same = noun.mention.type == verb.mention.type and not apart
            if verb.candidate.token.index in over and same and id(noun) not in gone:
                kept, dropped = (verb, noun) if _says_what_for(sentence, noun.candidate.token) else (noun, verb)
                _merge(kept, dropped)
                gone.add(id(dropped))
    for deed in found:
        for gerund in found:
            if _accompanies(gerund, deed) and id(deed) not in gone:
                _merge(deed, gerund)
                gone.add(id(gerund))
    _join_adjuncts(sentence, found, gone)
    _join_twins(found, gone)
    for first in found:
        for second in found:
            pair = (first.mention.type, second.mention.type)
            if pair in _COORDINATED and _conjoined(first, second) and id(first) not in gone:
                _merge(first, second)
                gone.add(id(second))
    return [each for each in found if id(each) not in gone]


def _says_what_for(sentence: Sentence, noun: Token) -> bool:
    return any(child.rel == "case" and child.lemma in _PURPOSES for child in sentence.children(noun.index))


def _answers(verb: Found, lexicon: EventLexicon) -> bool:
    """«отверг предложение», «потребовал извинений» are two acts of speech, «произнёс речь» is one."""
    speaks = verb.mention.type == "statement" and verb.mention.kind != "address"
    return speaks and verb.candidate.token.lemma not in lexicon.support_verbs


def _talks_of_it(verb: Found, noun: Found) -> bool:
    """«министры обсудили переговоры Перу и Чили» are two talks."""
    return talks_of_others(verb.candidate.token, noun.candidate.slots)


def _accompanies(gerund: Found, deed: Found) -> bool:
    """«сошёл с рельсов, столкнувшись с грузовиком»: a gerund of the verb's own type tells how it happened."""
    token = gerund.candidate.token
    adverbial = token.rel == "advcl" and token.feats.get("VerbForm") == "Conv"
    return adverbial and token.head == deed.candidate.token.index and gerund.mention.type == deed.mention.type


def _join_twins(found: list[Found], gone: set[int]) -> None:
    """«сделка должна быть закрыта»: the noun tells of the deal, and so it does as what the verb closes."""
    told: dict[tuple[str, int], Found] = {}
    for each in found:
        if id(each) in gone:
            continue
        first = told.setdefault((each.mention.type, each.mention.trigger.start), each)
        if first is not each:
            _merge(first, each)
            gone.add(id(each))


def _join_adjuncts(sentence: Sentence, found: list[Found], gone: set[int]) -> None:
    """«одержала победу на выборах»: of two nouns of a type under one verb the adjunct only says at what."""
    for core in found:
        for adjunct in found:
            if core is adjunct or id(core) in gone or id(adjunct) in gone or core.mention.type != adjunct.mention.type:
                continue
            one, other = core.candidate.token, adjunct.candidate.token
            nouns = not is_verbal(one) and not is_verbal(other)
            same = nouns and _verb_over(sentence, one) == _verb_over(sentence, other)
            if same and one.rel in _CORE and other.rel not in (*_CORE, "conj") and not holds(adjunct, core):
                _merge(core, adjunct)
                gone.add(id(adjunct))


def _verb_over(sentence: Sentence, noun: Token) -> int:
    """Index of the verb that carries the noun; the noun's own where no verb does."""
    return next((above.index for above in sentence.ancestors(noun.index) if is_verbal(above)), noun.index)


def holds(larger: Found, smaller: Found) -> bool:
    """«обыграла соперницу на турнире»: the match is one of the tournament's."""
    kinds = larger.candidate.type.holds
    return larger.mention.kind in kinds and smaller.mention.kind not in kinds


def _clause_above(sentence: Sentence, token: Token) -> list[Token]:
    """Words from an event noun up to the verb of its clause, that verb included, without those that it is coordinated
    with; none above a verb."""
    steps: list[Token] = []
    if is_verbal(token):
        return steps
    below = token
    for above in sentence.ancestors(token.index):
        if below.rel != "conj":
            steps.append(above)
        below = above
        if is_verbal(above):
            break
        if above.pos not in ("NOUN", "PROPN"):
            return []  # «обсудил план, включая переговоры»: the verb does not carry the noun
    return steps


def _conjoined(first: Found, second: Found) -> bool:
    one, other = first.candidate.token, second.candidate.token
    if not (is_verbal(one) and is_verbal(other)):
        return False
    return (other.rel == "conj" and other.head == one.index) or (one.rel == "conj" and one.head == other.index)


def _merge(kept: Found, dropped: Found) -> None:
    mention, other = kept.mention, dropped.mention
    others = [argument for argument in other.participants if not _is_event(argument, kept.candidate.token)]
    mention.participants = united(mention.participants, others)
    mention.places = united(mention.places, other.places)
    mention.kind = mention.kind or other.kind
    mention.context = mention.context or other.context
    kept.tokens += dropped.tokens


def _is_event(argument: Argument, trigger: Token) -> bool:
    """«возобновила наступление»: what the verb was done to is the event itself, nobody who takes part."""
    inside = argument.start is not None and argument.start <= trigger.start < (argument.end or 0)
    return inside and trigger.feats.get("Animacy") == "Inan"
