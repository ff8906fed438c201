"""Clauses that share the date of what is told beside them in one sentence."""

from letopis.document import EventMention, Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import RELATIVE_ADVERBS, is_verbal
from letopis.events.timing import subordinate

_QUOTES = frozenset({"«", '"', "“", "„", "—"})


def share_times(
    sentence: Sentence,
    times: list[TimeExpression],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> None:
    """Clauses that share the date of what is told before them: of its place («..., куда он прибыл»), of its day
    («тогда же обыскали дом»), and what explains it behind a colon."""
    _share_rites(anchored, lexicon)
    _share_attended(sentence, anchored, lexicon)
    _share_fronted(sentence, [time for time in times if time.kind in ("date", "time")], anchored)
    dated = [(token, mention) for token, mention in anchored if mention.times]
    for token, mention in anchored:
        outer = [m for t, m in dated if t.index == token.head] if _bare_genitive(sentence, token) else []
        mention.times += outer[0].times if outer and not mention.times else []
    for token, mention in anchored:
        clause = _place_clause(sentence, token) or then_beside(sentence, token)
        if not mention.times and clause is None:
            mention.times += _explained(sentence, token, dated)
        if mention.times or clause is None:
            continue
        placed = clause.lemma in RELATIVE_ADVERBS
        outside = [(t, m) for t, m in dated if t.index < clause.index and m is not mention and (m.places or not placed)]
        if outside:
            nearest = max(outside, key=lambda pair: pair[0].index)
            mention.times += nearest[1].times


def _bare_genitive(sentence: Sentence, noun: Token) -> bool:
    """«церемония вступления в должность»: the inner noun of two says what the outer one was."""
    alone = not any(child.rel == "case" for child in sentence.children(noun.index))
    return not is_verbal(noun) and noun.rel == "nmod" and noun.feats.get("Case") == "Gen" and alone


def then_beside(sentence: Sentence, token: Token) -> Token | None:
    """«тогда» beside the verb of the token's clause."""
    verb = next((above for above in (token, *sentence.ancestors(token.index)) if is_verbal(above)), None)
    beside = sentence.children(verb.index) if verb is not None else []
    return next((child for child in beside if child.lemma == "тогда"), None)


def _explained(sentence: Sentence, token: Token, dated: list[tuple[Token, EventMention]]) -> list[str]:
    """The times told before the colon behind which the token's clause stands, when none are told there."""
    colon = next((t for t in reversed(sentence.tokens[: token.index]) if t.text == ":"), None)
    if colon is None or not is_verbal(token) or sentence.tokens[colon.index + 1].text in _QUOTES:
        return []
    if any(other.index > colon.index for other, _ in dated):
        return []
    before = [(other, mention) for other, mention in dated if other.index < colon.index]
    main = [mention for other, mention in before if not subordinate(sentence, other)]
    return list(main[-1].times) if main else []


def _share_fronted(sentence: Sentence, times: list[TimeExpression], anchored: list[tuple[Token, EventMention]]) -> None:
    """«Завтра премьер возложит цветы, встретится с мэром и посетит Гори»: the only date, before all verbs, is of all.

    Of those in one tense that have no subject of their own; the parser does not always see the coordination.
    """
    verbs = [(token, mention) for token, mention in anchored if token.feats.get("VerbForm") == "Fin"]
    if len(times) != 1 or len(verbs) < 2 or times[0].start > min(token.start for token, _ in verbs):
        return
    first, dated = verbs[0]
    for token, mention in verbs[1:] if dated.times else []:
        own_subject = any(child.rel.startswith("nsubj") for child in sentence.children(token.index))
        if not mention.times and not own_subject and token.feats.get("Tense") == first.feats.get("Tense"):
            mention.times += dated.times


def _share_rites(anchored: list[tuple[Token, EventMention]], lexicon: EventLexicon) -> None:
    """«5 мая прошла церемония открытия»: what a rite is held for happens when and where the rite does."""
    by_index = {token.index: (token, mention) for token, mention in anchored}
    for token, mention in anchored:
        above = by_index.get(token.head)
        if above is None or token.feats.get("Case") != "Gen" or above[0].lemma not in lexicon.rites:
            continue
        mention.times = mention.times or list(above[1].times)
        mention.places = mention.places or list(above[1].places)


def _share_attended(sentence: Sentence, anchored: list[tuple[Token, EventMention]], lexicon: EventLexicon) -> None:
    """«участие в шествии, прошедшем в мае»: who takes part is there when it takes place."""
    by_index = {token.index: mention for token, mention in anchored}
    for token, mention in anchored:
        if mention.times or token.lemma not in lexicon.attending:
            continue
        inside = (child for child in sentence.children(token.index) if _is_inside(sentence, child))
        attended = next((by_index[child.index] for child in inside if child.index in by_index), None)
        mention.times += attended.times if attended is not None else []


def _is_inside(sentence: Sentence, noun: Token) -> bool:
    """«в шествии»"""
    return any(child.rel == "case" and child.lemma in ("в", "во") for child in sentence.children(noun.index))


def _place_clause(sentence: Sentence, token: Token) -> Token | None:
    """The adverb that opens the relative clause of place («где», «куда») in which the token stands."""
    for above in (token, *sentence.ancestors(token.index)):
        adverbs = [child for child in sentence.children(above.index) if child.lemma in RELATIVE_ADVERBS]
        if is_verbal(above) and adverbs:
            return adverbs[0]
    return None
