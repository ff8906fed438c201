"""When: each expression of time goes to the event whose word governs it."""

from letopis.document import EventMention, Sentence, TimeExpression, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import RELATIVE_ADVERBS, is_verbal

MAX_DISTANCE = 12
_DAYS = frozenset({"time", "day"})
_QUOTES = frozenset({"«", '"', "“", "„", "—"})
_MARKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")"})


def attach_times(
    sentence: Sentence,
    times: list[TimeExpression],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> None:
    """Fill `times` of the sentence's mentions. `anchored` pairs a trigger's token with its mention.

    An expression hangs on a word; the first trigger (or support verb of one) on the way up from it takes
    it, and so do the triggers coordinated with that one. Failing that, the trigger nearest in the tree.
    Durations and sets («два часа», «каждый вторник») are never an event's date.
    """
    if not anchored:
        return
    holders = _holders(sentence, anchored)
    triggers = {token.index for token, _ in anchored}
    for time in times:
        if time.kind in ("duration", "set"):
            continue
        head = sentence.head_of(time.start, time.end)
        if head is None or _is_purpose(sentence, head, holders):
            continue
        if _of_the_report(sentence, head, triggers, lexicon):
            continue
        takers = _takers(sentence, head, holders, anchored)
        if time.precision not in _DAYS:
            takers = takers + _congratulating(sentence, head, takers, anchored, lexicon)
        for mention in takers + _declared(sentence, takers, anchored, lexicon):
            if time.id not in mention.times:
                mention.times.append(time.id)


def _congratulating(
    sentence: Sentence,
    head: Token,
    takers: list[EventMention],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> list[EventMention]:
    """«поздравил с победой на выборах в мае»: the occasion's month is the congratulation's, its day is not."""
    verb = next((above for above in sentence.ancestors(head.index) if is_verbal(above)), None)
    if verb is None or verb.lemma not in lexicon.occasion_verbs:
        return []
    return [mention for token, mention in anchored if token.index == verb.index and mention not in takers]


def _declared(
    sentence: Sentence, takers: list[EventMention], anchored: list[tuple[Token, EventMention]], lexicon: EventLexicon
) -> list[EventMention]:
    """«В четверг объявило о разрыве отношений»: what is done by declaring it is done on that day."""
    starts = {mention.trigger.start for mention in takers}
    found = []
    for token, mention in anchored:
        verb = sentence.tokens[token.head] if token.head >= 0 and token.rel in ("obj", "obl") else None
        if verb is not None and verb.start in starts and verb.lemma in lexicon.performative_verbs:
            found.append(mention)
    return found


def _is_purpose(sentence: Sentence, head: Token, holders: dict[int, list[EventMention]]) -> bool:
    """«меморандум на 2024–2026 годы»: behind «на» a date hung on a noun says what the thing is for."""
    onward = any(child.rel == "case" and child.lemma == "на" for child in sentence.children(head.index))
    above = sentence.tokens[head.head] if head.head >= 0 else None
    return onward and above is not None and above.pos == "NOUN" and above.index not in holders


def _of_the_report(sentence: Sentence, head: Token, triggers: set[int], lexicon: EventLexicon) -> bool:
    """«..., сообщили в понедельник в МЧС»: the day of the report is not the event's."""
    for above in (head, *sentence.ancestors(head.index)):
        if above.index in triggers:
            return False
        if is_verbal(above):
            declared = above.lemma in lexicon.performative_verbs and any(
                child.index in triggers and child.rel in ("obj", "obl") for child in sentence.children(above.index)
            )
            return above.lemma in lexicon.source["verbs"] and not declared
    return False


def share_times(
    sentence: Sentence,
    times: list[TimeExpression],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> None:
    """Clauses that share the date of what is told before them: of its place («..., куда он прибыл»), of its day
    («тогда же обыскали дом»), and what explains it behind a colon."""
    _share_rites(anchored, lexicon)
    _share_fronted(sentence, [time for time in times if time.kind in ("date", "time")], anchored)
    dated = [(token, mention) for token, mention in anchored if mention.times]
    for token, mention in anchored:
        outer = [m for t, m in dated if t.index == token.head] if _bare_genitive(sentence, token) else []
        mention.times += outer[0].times if outer and not mention.times else []
    for token, mention in anchored:
        clause = _place_clause(sentence, token) or _then(sentence, token)
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


def _then(sentence: Sentence, token: Token) -> Token | None:
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
    before = [mention for other, mention in dated if other.index < colon.index]
    return list(before[-1].times) if before else []


def _share_fronted(
    sentence: Sentence, times: list[TimeExpression], anchored: list[tuple[Token, EventMention]]
) -> None:
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


def _place_clause(sentence: Sentence, token: Token) -> Token | None:
    """The adverb that opens the relative clause of place («где», «куда») in which the token stands."""
    for above in (token, *sentence.ancestors(token.index)):
        adverbs = [child for child in sentence.children(above.index) if child.lemma in RELATIVE_ADVERBS]
        if is_verbal(above) and adverbs:
            return adverbs[0]
    return None


def _holders(sentence: Sentence, anchored: list[tuple[Token, EventMention]]) -> dict[int, list[EventMention]]:
    """Token index → mentions that a time hanging there belongs to: triggers and the verbs above event nouns."""
    holders: dict[int, list[EventMention]] = {}
    own = {token.index for token, _ in anchored}
    for token, mention in anchored:
        holders.setdefault(token.index, []).append(mention)
    for token, mention in anchored:
        if is_verbal(token):
            if token.rel == "xcomp" and token.head >= 0 and token.head not in own:
                holders.setdefault(token.head, []).append(mention)  # «не смог в мае прилететь»
            continue
        for above in sentence.ancestors(token.index):
            if above.index in own:
                break
            holders.setdefault(above.index, []).append(mention)
            if is_verbal(above):
                break
    return holders


def _takers(
    sentence: Sentence,
    head: Token,
    holders: dict[int, list[EventMention]],
    anchored: list[tuple[Token, EventMention]],
) -> list[EventMention]:
    low, high = _segment(sentence, head)
    beside = [m for t, m in anchored if low <= t.index <= high and t.feats.get("VerbForm") == "Fin"]
    below = head
    for above in (head, *sentence.ancestors(head.index)):
        if beside and above.index in holders and not low <= above.index <= high:
            return beside[:1]  # «…, а в 1986 году назначил его»: the verb between the same commas has it
        if below.rel == "conj" and below is not above and not is_verbal(below):
            return []  # the date of one member of a list of nouns is not that of the first
        if _of_the_content(sentence, below, above, holders):
            return []
        if above.index in holders:
            return holders[above.index] + _around(sentence, above, holders) + _coordinated(sentence, above, holders)
        below = above
    return _nearest(sentence, head, anchored)


def _of_the_content(
    sentence: Sentence, below: Token, above: Token, holders: dict[int, list[EventMention]]
) -> bool:
    """«договорились об отмене виз с 1 августа», «пообещал уйти в мае»: when what is spoken of is to be."""
    tells = any(mention.trigger.start == above.start for mention in holders.get(above.index, []))
    if below is above or below.index in holders or not tells:
        return False
    topic = any(child.rel == "case" and child.lemma in ("о", "об", "обо") for child in sentence.children(below.index))
    return topic or (below.feats.get("VerbForm") == "Inf" and below.rel in ("xcomp", "ccomp"))


def _segment(sentence: Sentence, head: Token) -> tuple[int, int]:
    """First and last token between the marks of punctuation around the time."""
    low = high = head.index
    while low > 0 and sentence.tokens[low - 1].text not in _MARKS:
        low -= 1
    while high + 1 < len(sentence.tokens) and sentence.tokens[high + 1].text not in _MARKS:
        high += 1
    return low, high


def _around(sentence: Sentence, noun: Token, holders: dict[int, list[EventMention]]) -> list[EventMention]:
    """«утвердят на заседании 28 марта»: what is done at an event is done on its day."""
    prepositions = {child.lemma for child in sentence.children(noun.index) if child.rel == "case"}
    at = not is_verbal(noun) and noun.rel == "obl" and prepositions & {"на", "в", "во"}
    return [m for m in holders.get(noun.head, []) if m not in holders[noun.index]] if at else []


def _coordinated(sentence: Sentence, token: Token, holders: dict[int, list[EventMention]]) -> list[EventMention]:
    """«5 мая прибыл и встретился»: the second verb shares the date of the first, unless it has its own subject."""
    found: list[EventMention] = []
    if _joined_before(sentence, token):
        found += holders.get(token.head, [])
    for child in sentence.children(token.index):
        if child.rel == "conj" and child.index in holders and is_verbal(child):
            own_subject = any(c.rel.startswith("nsubj") for c in sentence.children(child.index))
            if not own_subject:
                found += holders[child.index]
    return found


def _joined_before(sentence: Sentence, token: Token) -> bool:
    """«похитил и убил Петрова в июне»: two verbs with nothing but «и» between them have one date."""
    if token.rel != "conj" or not is_verbal(token) or token.index - token.head != 2:
        return False
    return is_verbal(sentence.tokens[token.head]) and sentence.tokens[token.index - 1].lemma in ("и", "или")


def _nearest(sentence: Sentence, head: Token, anchored: list[tuple[Token, EventMention]]) -> list[EventMention]:
    """The trigger with the shortest way through the tree, ties to the nearer in the text; none when far."""
    up = {token.index: steps for steps, token in enumerate((head, *sentence.ancestors(head.index)))}

    def distance(token: Token) -> int:
        for steps, above in enumerate((token, *sentence.ancestors(token.index))):
            if above.index in up:
                return steps + up[above.index]
        return MAX_DISTANCE

    ranked = sorted((distance(token), abs(token.index - head.index), i) for i, (token, _) in enumerate(anchored))
    best = ranked[0]
    return [anchored[best[2]][1]] if best[0] < MAX_DISTANCE else []
