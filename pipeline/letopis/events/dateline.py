"""Days that stand before what they date: «БЕЛГРАД, 6 июня — Дунай.» over a report, «12 мая. ...», «Ночь. ...».

What the first sentence after it tells in its main clause has that day, unless that sentence gives another. A line of
place and date («Омск. Стадион «Луч». 3 сентября.») is for the paragraph below it. A clock («18:50. Капитан задержан»)
is for all of its paragraph.
"""

from collections.abc import Collection

from letopis.document import Document, EventMention, Sentence, TimeExpression
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import is_verbal

# A dateline stands within the first characters of the lead, a label is as short elsewhere.
REACH = 60
LABEL_TOKENS = 8
_INSIDE = frozenset({"acl", "acl:relcl"})


class Dateline:
    """The days set at the heads of one document's paragraphs, and the sentences that they date."""

    def __init__(self, document: Document, lexicon: EventLexicon) -> None:
        self._times = document.times
        self._support = lexicon.support_nouns
        self._days = _days(document)
        self._clocks = _clocks(document)
        self._dated: dict[int, int] = {}

    def date(self, sentence: Sentence, mentions: list[tuple[int, EventMention]]) -> None:
        """Date the first sentence of a paragraph that tells of events; `mentions` go with their tokens' indexes."""
        self._by_clock(sentence, mentions)
        time = self._days.get(sentence.block)
        if time is None or not mentions or self._dated.setdefault(sentence.block, sentence.index) != sentence.index:
            return
        if any(mention.times for _, mention in mentions) or self._gives_another(sentence, time):
            return
        for index, mention in mentions:
            if of_main_clause(sentence, index, self._support):
                mention.times.append(time.id)

    def _by_clock(self, sentence: Sentence, mentions: list[tuple[int, EventMention]]) -> None:
        """Date what a paragraph under a clock tells, but what is to come."""
        time = self._clocks.get(sentence.block)
        if time is None or self._gives_another(sentence, time):
            return
        for index, mention in mentions:
            ahead = sentence.tokens[index].feats.get("Tense") == "Fut"
            if not mention.times and not ahead and of_main_clause(sentence, index, self._support):
                mention.times.append(time.id)

    def _gives_another(self, sentence: Sentence, time: TimeExpression) -> bool:
        """«..., сообщил в среду представитель»: the news is older than its report."""
        own = (each for each in self._times if each.sentence == sentence.index and each is not time and each.resolved)
        return any(each.kind in ("date", "time") and (each.low or "")[:10] != (time.low or "")[:10] for each in own)


def of_main_clause(sentence: Sentence, index: int, support_nouns: Collection[str]) -> bool:
    """False for what a clause describes («изучающие обстоятельства») and what a noun brings in («схода селя»)."""
    below = sentence.tokens[index]
    for token in (below, *sentence.ancestors(index)):
        if token.rel in _INSIDE:
            return False
        above = sentence.tokens[token.head] if token.head >= 0 else None
        if token.rel == "nmod" and above is not None and above.lemma not in support_nouns:
            return False
    return True


def _clocks(document: Document) -> dict[int, TimeExpression]:
    """Paragraph → the clock with which it begins."""
    sentences, blocks = document.sentences, document.blocks
    heads = [(sentences[time.sentence].block, time) for time in document.times if time.precision == "time"]
    labels = [(block, time) for block, time in heads if time.rule.startswith("clock.label")]
    return {block: time for block, time in labels if time.start == blocks[block].start}


def _days(document: Document) -> dict[int, TimeExpression]:
    """Paragraph → the day at its head or in the line above it, told before any verb."""
    return _lines(document) | _heads(document)


def _lines(document: Document) -> dict[int, TimeExpression]:
    """Paragraph → the only time of the verbless one right above it: «Омск. Стадион «Луч». 3 сентября.»"""
    told = {sentence.block for sentence in document.sentences if any(is_verbal(token) for token in sentence.tokens)}
    times: dict[int, list[TimeExpression]] = {}
    for time in document.times:
        times.setdefault(document.sentences[time.sentence].block, []).append(time)
    return {
        block + 1: days[0]
        for block, days in times.items()
        if len(days) == 1 and days[0].precision == "day" and days[0].kind == "date" and block not in told
        and all(each.kind in ("lead", "body") for each in document.blocks[block : block + 2])
    }  # fmt: skip


def _heads(document: Document) -> dict[int, TimeExpression]:
    lead = next((block.index for block in document.blocks if block.kind == "lead"), None)
    found: dict[int, TimeExpression] = {}
    closed: set[int] = set()
    dates: dict[int, list[TimeExpression]] = {}
    for time in document.times:
        if time.kind == "date":
            dates.setdefault(time.sentence, []).append(time)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        near = sentence.start < block.start + REACH if block.index == lead else sentence.start == block.start
        short = block.index == lead or len(sentence.tokens) <= LABEL_TOKENS
        if block.index in closed or not near or not short or any(is_verbal(token) for token in sentence.tokens):
            closed.add(block.index)
            continue
        times = dates.get(sentence.index)
        if times and block.end > sentence.end and block.kind in ("lead", "body", "list"):
            closed.add(block.index)
            if times[0].precision == "day":
                found[block.index] = times[0]
    return found
