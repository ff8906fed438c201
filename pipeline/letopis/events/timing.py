"""When: each expression of time goes to the event whose word governs it."""

from letopis.document import EventMention, Sentence, TimeExpression, Token
from letopis.events.comparison import measures
from letopis.events.lexicon import EventLexicon
from letopis.events.put_off import was_left
from letopis.events.slots import is_verbal
from letopis.language.morphology import fold

# A date that stands so near the beginning of its sentence sets the time of all of it.
FRONT = 3
_SUBORDINATE = frozenset({"acl", "acl:relcl", "ccomp", "advcl"})
_DAYS = frozenset({"time", "day"})
_LONGER = frozenset({"month", "year"})
_DATELESS = frozenset({"duration", "set"})
# Behind these a noun says when something else was, or of what something was told.
_ASIDE = frozenset({"после", "до", "перед", "накануне", "о", "об", "обо"})
# What befalls people, and what brings that about: at once when it is told in what, but «умер от», «из-за» may be later.
_BEFALL = frozenset({"death", "injury", "killing"})
_BRING = frozenset({"accident", "attack", "explosion", "fire", "military_action", "natural_disaster"})
_IN = frozenset({"в", "во", "при"})
_WITH = frozenset({"с", "со"})
# What was said: behind a colon, or in whatever tense it is told.
SAYING = frozenset({"statement", "message", "threat"})
# From a decade on, in years from first to last, a time behind a noun is that thing's age.
_AGE = 9
_MARKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")"})


def attach_times(
    sentence: Sentence,
    times: list[TimeExpression],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> None:
    """Fill `times` of the sentence's mentions. `anchored` pairs a trigger's token with its mention.

    An expression hangs on a word; the first trigger (or support verb of one) on the way up from it takes
    it, and so do the triggers coordinated with that one. Failing that, the trigger between the same commas, or
    one across a colon.
    Durations and sets («два часа», «каждый вторник») are never an event's date.
    """
    if not anchored:
        return
    holders = _holders(sentence, anchored, lexicon)
    dated = _dated_verbs(sentence, times)
    apart = dated | {token.index for token, _ in anchored if _comes_later(sentence, token, lexicon)}
    sharing = {index: mentions for index, mentions in holders.items() if index not in apart}
    before: tuple[TimeExpression, list[EventMention]] | None = None
    triggers = {token.index for token, _ in anchored}
    for time in times:
        if time.kind in _DATELESS:
            continue
        head = sentence.head_of(time.start, time.end)
        if head is None or _dates_nothing(sentence, time, head, holders, lexicon):
            continue
        if _of_the_report(sentence, head, triggers, lexicon):
            continue
        takers = _takers(sentence, time, (holders, sharing), anchored, lexicon)
        takers = takers or _across(sentence, head, anchored, (sharing, lexicon))
        if before is not None and _adds_to(sentence, before[0], time):
            takers = before[1]
        before = time, takers
        if time.precision not in _DAYS:
            takers = takers + _congratulating(sentence, head, takers, anchored, lexicon)
        takers = takers + _when(sentence, time, anchored)
        for mention in takers + _declared(sentence, takers, anchored, lexicon):
            if time.id not in mention.times:
                mention.times.append(time.id)
    _date_causes(sentence, anchored, lexicon)


def _date_causes(sentence: Sentence, anchored: list[tuple[Token, EventMention]], lexicon: EventLexicon) -> None:
    """«В мае в аварии погибли двое», «В 1994 году паводок унёс 12 жизней», «в мае в результате взрыва погибли трое»:
    what brought it about was then, too; and «в мае рухнул мост, погибли двое»."""
    told = {token.index: mention for token, mention in anchored if is_verbal(token) and mention.times}
    for token, mention in anchored:
        carried = token.rel == "nmod" and sentence.tokens[token.head].lemma in lexicon.support_nouns
        cause = sentence.tokens[token.head] if carried else token
        over = told.get(cause.head)
        if over is None or mention.times:
            continue
        joined = token.rel in ("conj", "parataxis") and mention.type in _BEFALL and over.type in _BRING
        if joined or (over.type in _BEFALL and _brought_about(sentence, cause)):
            mention.times += over.times


def _brought_about(sentence: Sentence, noun: Token) -> bool:
    cases = {child.lemma for child in sentence.children(noun.index) if child.rel == "case"}
    return not is_verbal(noun) and (noun.rel == "nsubj" or (noun.rel == "obl" and bool(cases & _IN)))


def dates_events(sentence: Sentence, time: TimeExpression, lexicon: EventLexicon) -> bool:
    """Whether an expression may be when something was: no duration or set, nor what only says what a thing is for or
    against what an event is measured, nor from when it was put off."""
    head = sentence.head_of(time.start, time.end)
    if time.kind in _DATELESS or head is None or was_left(sentence, time):
        return False
    return not _dates_nothing(sentence, time, head, {}, lexicon)


def _dates_nothing(
    sentence: Sentence, time: TimeExpression, head: Token, holders: dict[int, list[EventMention]], lexicon: EventLexicon
) -> bool:
    low, high = _segment(sentence, time)
    measured = measures(sentence, sentence.tokens[low : high + 1], time, lexicon)
    return measured or _is_purpose(sentence, head, holders) or _tells_how_old(sentence, time)


def _tells_how_old(sentence: Sentence, time: TimeExpression) -> bool:
    """«нашли грамоту XII века»: such a time behind a noun, with no preposition, says of what age that is."""
    before = next((token for token in reversed(sentence.tokens) if token.end <= time.start), None)
    behind_noun = before is not None and (before.pos in ("NOUN", "PROPN") or before.text == "»")
    return behind_noun and time.low is not None and time.high is not None and _years(time.low, time.high) >= _AGE


def _years(low: str, high: str) -> int:
    return int(high.partition("T")[0].rsplit("-", 2)[0]) - int(low.partition("T")[0].rsplit("-", 2)[0])


def _when(sentence: Sentence, time: TimeExpression, anchored: list[tuple[Token, EventMention]]) -> list[EventMention]:
    """«был расстроен ещё в пятницу, когда клуб оштрафовали»: the clause of «когда» says what happened then."""
    mark = next((token.index for token in sentence.tokens if token.start >= time.end), len(sentence.tokens))
    adverb = next(iter(sentence.tokens[mark + 1 : mark + 2]), None)
    if adverb is None or adverb.lemma != "когда" or sentence.tokens[mark].text != ",":
        return []
    return [
        mention for token, mention in anchored
        if adverb.head in (token.index, *(above.index for above in sentence.ancestors(token.index)))
        and token.index > adverb.index
    ][:1]  # fmt: skip


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


def _holders(
    sentence: Sentence, anchored: list[tuple[Token, EventMention]], lexicon: EventLexicon
) -> dict[int, list[EventMention]]:
    """Token index → mentions that a time hanging there belongs to: triggers and the verbs above event nouns.

    When somebody demands or seeks a thing («добивался отставки с мая») is not when it happens; nor is its anniversary,
    what was before or after it («В среду, спустя неделю после взрыва, нашли ...»), or that it was told of («О смерти
    певца стало известно в среду»).
    """
    holders: dict[int, list[EventMention]] = {}
    own = {token.index for token, _ in anchored}
    for token, mention in anchored:
        holders.setdefault(token.index, []).append(mention)
    for token, mention in anchored:
        if is_verbal(token):
            if token.rel == "xcomp" and token.head >= 0 and token.head not in own:
                holders.setdefault(token.head, []).append(mention)  # «не смог в мае прилететь»
            continue
        below = token
        for above in sentence.ancestors(token.index):
            sought = above.lemma in lexicon.status["wish_verbs"] and not _carries(sentence, below)
            if above.index in own or sought or lexicon.is_anniversary(above.lemma) or named_aside(sentence, below):
                break
            below = above
            holders.setdefault(above.index, []).append(mention)
            if is_verbal(above):
                break
    return holders


def _carries(sentence: Sentence, noun: Token) -> bool:
    """Whether the verb over the noun tells that it was: its subject, or «выступал с заявлением»."""
    cases = {child.lemma for child in sentence.children(noun.index) if child.rel == "case"}
    return noun.rel in ("nsubj", "nsubj:pass") or not cases.isdisjoint(_WITH)


def named_aside(sentence: Sentence, noun: Token) -> bool:
    """«после пожара», «о пожаре»: not what the sentence tells, but when that was, or of what it was told."""
    return any(child.rel == "case" and child.lemma in _ASIDE for child in sentence.children(noun.index))


def _takers(
    sentence: Sentence,
    time: TimeExpression,
    holding: tuple[dict[int, list[EventMention]], dict[int, list[EventMention]]],
    anchored: list[tuple[Token, EventMention]],
    lexicon: EventLexicon,
) -> list[EventMention]:
    """`holding`: mentions by the words that hold their times, all of them and those without a date of their own."""
    head = sentence.head_of(time.start, time.end)
    if head is None:
        return []
    holders, sharing = holding
    low, high = _segment(sentence, time)
    beside = _verbs_between(low, high, anchored)
    below = head
    for above in (head, *sentence.ancestors(head.index)):
        other = beside and not low <= above.index <= high  # «…, а в 1986 году назначил его»: what the commas hold
        if above.index in holders and (other or _own_clause(sentence, below)):
            return beside[:1]
        listed = below.rel == "conj" and below is not above and not is_verbal(below)
        if listed or _of_the_content(sentence, below, above, holders):
            return []  # the date of one member of a list of nouns is not that of the first
        if _of_a_description(sentence, below, lexicon):
            return beside[:1] if not low <= below.index <= high else []
        if above.index in holders:
            return holders[above.index] + _around(sentence, above, holders) + _coordinated(sentence, above, sharing)
        below = above
    return beside[:1]


def _of_a_description(sentence: Sentence, verb: Token, lexicon: EventLexicon) -> bool:
    """«конкурс, отложенный в мае», «отменённый в мае»: when that was decided, unlike «отложенный на май»."""
    decided = lexicon.postponing_verbs | lexicon.status["cancel_verbs"]
    if verb.rel not in ("acl", "acl:relcl", "amod") or not is_verbal(verb) or verb.lemma not in decided:
        return False
    below = [child for noun in sentence.children(verb.index) for child in sentence.children(noun.index)]
    return not any(child.rel == "case" and child.lemma in ("на", "к") for child in below)


def _own_clause(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb joined to another has a subject of its own: «два диска вышли, третий появился в мае»."""
    joined = verb.rel in ("conj", "parataxis") and verb.feats.get("VerbForm") == "Fin"
    return joined and any(child.rel.startswith("nsubj") for child in sentence.children(verb.index))


def _verbs_between(low: int, high: int, anchored: list[tuple[Token, EventMention]]) -> list[EventMention]:
    """Mentions by finite verbs between two tokens, else by participles («докеры, прекратившие работу во вторник»)."""
    inside = [(token, mention) for token, mention in anchored if low <= token.index <= high]
    finite = [mention for token, mention in inside if token.feats.get("VerbForm") == "Fin"]
    return finite or [m for t, m in inside if t.feats.get("VerbForm") == "Part" and t.feats.get("Variant") != "Short"]


def _across(
    sentence: Sentence,
    head: Token,
    anchored: list[tuple[Token, EventMention]],
    known: tuple[dict[int, list[EventMention]], EventLexicon],
) -> list[EventMention]:
    """What the date's own clause explains or is explained by, when no event is told in that clause; not what has
    another date.

    «Стачка уже была: 3 сентября никто не летал»; «Во вторник случилась стычка: полиция применила газ».
    """
    sharing, lexicon = known
    said = lexicon.report_verbs | lexicon.source["verbs"] | lexicon.status["wish_verbs"]
    colon = next((t.index for t in reversed(sentence.tokens[: head.index]) if t.text == ":"), None)
    if colon is not None and not any(token.index > colon for token, _ in anchored):
        told = [
            (token, mention)
            for token, mention in anchored
            if token.index < colon and token.lemma not in said and mention.type not in SAYING
        ]
        return [mention for _, mention in told if not mention.times][-1:]
    over = next((above for above in sentence.ancestors(head.index) if is_verbal(above)), None)
    if head.index - (colon or 0) > FRONT or (over is not None and over.lemma in said):
        return []
    onward = [(token, mention) for token, mention in anchored if token.index > head.index]
    own = [pair for pair in onward if not subordinate(sentence, pair[0]) and not named_aside(sentence, pair[0])][:1]
    return [mention for token, mention in own if token.index in sharing]


def subordinate(sentence: Sentence, token: Token) -> bool:
    """Whether the token stands in a clause that only describes or completes another."""
    return any(above.rel in _SUBORDINATE for above in (token, *sentence.ancestors(token.index)))


def _of_the_content(sentence: Sentence, below: Token, above: Token, holders: dict[int, list[EventMention]]) -> bool:
    """«договорились об отмене виз с 1 августа», «пообещал уйти в мае»: when what is spoken of is to be."""
    tells = any(mention.trigger.start == above.start for mention in holders.get(above.index, []))
    if below is above or below.index in holders or not tells:
        return False
    topic = any(child.rel == "case" and child.lemma in ("о", "об", "обо") for child in sentence.children(below.index))
    return topic or (below.feats.get("VerbForm") == "Inf" and below.rel in ("xcomp", "ccomp"))


def _segment(sentence: Sentence, time: TimeExpression) -> tuple[int, int]:
    """First and last token between the marks of punctuation around the time, a parenthesis of a word passed over:
    «бриг, затонувший, предположительно, в 1855 году»."""
    tokens, inside = sentence.tokens, sentence.tokens_in(time.start, time.end)
    low, high = inside[0].index, inside[-1].index
    while low > 0 and tokens[low - 1].text not in _MARKS:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].text not in _MARKS:
        high += 1
    if low > 2 and tokens[low - 3].text == tokens[low - 1].text == "," and tokens[low - 2].pos == "ADV":
        low -= 3
        while low > 0 and tokens[low - 1].text not in _MARKS:
            low -= 1
    return low, high


def _around(sentence: Sentence, noun: Token, holders: dict[int, list[EventMention]]) -> list[EventMention]:
    """«утвердят на заседании 28 марта»: what is done at an event is done on its day."""
    prepositions = {child.lemma for child in sentence.children(noun.index) if child.rel == "case"}
    at = not is_verbal(noun) and noun.rel == "obl" and prepositions & {"на", "в", "во"}
    return [m for m in holders.get(noun.head, []) if m not in holders[noun.index]] if at else []


def _adds_to(sentence: Sentence, first: TimeExpression, time: TimeExpression) -> bool:
    """«16 и 17 июня», «в июле и августе»."""
    between = [token.text for token in sentence.tokens if first.end <= token.start < time.start]
    alike = {first.precision, time.precision} <= _DAYS or first.precision == time.precision in _LONGER
    return between in (["и"], ["и", "в"]) and alike


def _dated_verbs(sentence: Sentence, times: list[TimeExpression]) -> set[int]:
    """«летом арестовали, а осенью осудили»: verbs on which a date of their own hangs."""
    heads = (sentence.head_of(time.start, time.end) for time in times if time.kind not in _DATELESS)
    return {head.head for head in heads if head is not None and is_verbal(sentence.tokens[head.head])}


def _comes_later(sentence: Sentence, verb: Token, lexicon: EventLexicon) -> bool:
    """«задержан в марте и затем выдан»: a day of its own, though nobody says which."""
    return any({child.lemma, fold(child.text)} & lexicon.order["later"] for child in sentence.children(verb.index))


def _coordinated(sentence: Sentence, token: Token, holders: dict[int, list[EventMention]]) -> list[EventMention]:
    """«5 мая прибыл и встретился»: the second verb shares the date of the first, unless it has its own subject."""
    found: list[EventMention] = []
    if _joined_before(sentence, token):
        found += holders.get(token.head, [])
    for child in sentence.children(token.index):
        if child.rel != "conj" or child.index not in holders or not is_verbal(child):
            continue
        if not _has_subject(sentence, child) or _and_so(sentence, token, child):
            found += holders[child.index]
    return found


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return any(child.rel.startswith("nsubj") for child in sentence.children(verb.index))


def _and_so(sentence: Sentence, verb: Token, joined: Token) -> bool:
    """«в мае завод закрылся, и триста человек уволили»: what «и» adds in the same past tense came of it."""
    link = next((child for child in sentence.children(joined.index) if child.rel == "cc"), None)
    return link is not None and link.lemma == "и" and verb.feats.get("Tense") == joined.feats.get("Tense") == "Past"


def _joined_before(sentence: Sentence, token: Token) -> bool:
    """«похитил и убил Петрова в июне»: two verbs with nothing but «и» between them have one date."""
    if token.rel != "conj" or not is_verbal(token) or token.index - token.head != 2:
        return False
    return is_verbal(sentence.tokens[token.head]) and sentence.tokens[token.index - 1].lemma in ("и", "или")
