"""The times of a document, found sentence by sentence and put on the calendar in reading order."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from letopis.document import Document, Sentence, TimeExpression
from letopis.times import tense
from letopis.times.build import Found, build
from letopis.times.calendar import edtf
from letopis.times.context import AHEAD, Context, Direction, Earlier, Value, day_of
from letopis.times.grammar import Grammar, grammar
from letopis.times.guards import holds, settled
from letopis.times.lexer import breaks_off, lex, may_hold
from letopis.times.news import last_told, news_day, next_told, printed_day
from letopis.times.resolve import resolve

_AND = re.compile(r"\s*(?:,|,?\s(?:и|или))\s(?:во?\s)?")


class TimeStage:
    """Fills `times`: ids t1, t2 ... in text order; every one traced with the rules that found and resolved it."""

    name = "times"
    needs = frozenset({"sentences"})
    adds = frozenset({"times"})

    def __init__(self, rules: Grammar | None = None) -> None:
        self._grammar = rules or grammar()

    def __call__(self, documents: Sequence[Document]) -> None:
        """Each article for itself; nothing is kept between them but caches of arithmetic."""
        for document in documents:
            document.times = self._read(document)
            for time in document.times:
                document.explain("times", time.rule, time.start, time.end, _detail(time))

    def _read(self, document: Document) -> list[TimeExpression]:
        """Read again where the first time found out when the article appeared, or the day of its news."""
        times = _Reader(document, self._grammar).read()
        if document.article.published is not None:
            return times
        printed = printed_day(document, times)
        if printed is not None:
            document.article.published, document.article.published_from = printed.isoformat(), "text"
            return _Reader(document, self._grammar).read()
        news = news_day(document, times)
        if news is not None:
            document.news = day_of(news)
            return _Reader(document, self._grammar, news).read()
        since, until = last_told(document, times), next_told(document, times)
        return times if since is until is None else _Reader(document, self._grammar, since=since, until=until).read()


class _Reader:
    """One pass over one document; without a date of publication it counts from the day of the news, and where that is
    unknown too, takes years from the time `since` which it is."""

    def __init__(
        self,
        document: Document,
        rules: Grammar,
        news: TimeExpression | None = None,
        since: TimeExpression | None = None,
        until: TimeExpression | None = None,
    ) -> None:
        self._document = document
        self._grammar = rules
        self._news = news
        published = document.article.published_date
        self._context = Context(published, _moment(document.article.published), document.today, since, until)
        self._headings: dict[int, Earlier] = {}
        self._times: list[TimeExpression] = []

    def read(self) -> list[TimeExpression]:
        """All times, in text order."""
        for sentence, end in self._stretches():
            if not may_hold(self._document.text, sentence.start, end):
                continue
            lexemes = lex(self._document.text, sentence.start, end)
            found = [item for match in self._grammar.find(lexemes) for item in build(self._grammar, match)]
            found = [settled(item, sentence) for item in found if holds(item, sentence, self._document.text)]
            for item in sorted(found, key=lambda item: item.start):
                self._add(item, sentence)
        return self._times

    def _stretches(self) -> Iterator[tuple[Sentence, int]]:
        """Sentences with their ends; those cut at an abbreviated month are read in one."""
        sentences, i = self._document.sentences, 0
        while i < len(sentences):
            first, end = sentences[i], sentences[i].end
            i += 1
            while i < len(sentences) and sentences[i].block == first.block and self._continues(end, sentences[i]):
                end = sentences[i].end
                i += 1
            yield first, end

    def _continues(self, end: int, sentence: Sentence) -> bool:
        text = self._document.text
        return text[sentence.start : sentence.start + 1].isdigit() and breaks_off(text, end)

    def _add(self, found: Found, sentence: Sentence) -> None:
        context = self._context
        self._leave_captions(sentence.block)
        context.sentence, context.block = sentence.index, sentence.block
        context.heading = self._heading(sentence.block)
        context.listed = self._listed(sentence.block)
        context.beside = self._beside(found.start)
        context.section = self._section(sentence.block)
        told = partial(tense.direction, sentence, found.start, found.end, found.scheduled)
        context.tense = _untold if found.attributive else lambda: told() or self._below(sentence)
        context.scheduled, context.onto = found.scheduled, found.onto
        value = resolve(found.spec, context)
        if value.recurring is not None and value.precision == "day":
            context.adrift = context.adrift or context.direction() in AHEAD
        context.tense = _untold  # what is asked once only, and would hold this reader
        expression = self._expression(found, value, sentence)
        self._times.append(expression)
        if value.low is not None or value.high is not None:
            self._remember(Earlier(expression, sentence.block, found.start - sentence.start <= 3))

    def _expression(self, found: Found, value: Value, sentence: Sentence) -> TimeExpression:
        approximate = found.approximate or value.approximate
        counted = self._news is not None and value.basis == "publication"
        return TimeExpression(
            id=f"t{len(self._times) + 1}",
            start=found.start,
            end=found.end,
            text=self._document.text[found.start : found.end],
            sentence=sentence.index,
            kind=found.kind,
            precision=value.precision,
            low=value.low,
            high=value.high,
            edtf=edtf(value.low, value.high, value.precision, approximate),
            approximate=approximate,
            basis="previous" if counted else value.basis,
            anchor=self._news.id if self._news and counted else value.anchor,
            reason=value.reason,
            recurring=value.recurring,
            bygone=value.bygone,
            rule=f"{found.rule}+{value.rule}",
        )

    def _leave_captions(self, block: int) -> None:
        """The day of a picture says nothing of days below it."""
        earlier, blocks = self._context.earlier, self._document.blocks
        while earlier and earlier[-1].block != block and blocks[earlier[-1].block].kind == "caption":
            earlier.pop()

    def _heading(self, block: int) -> int | None:
        blocks = self._document.blocks
        return blocks[block].heading if 0 <= block < len(blocks) else None

    def _listed(self, block: int) -> bool:
        blocks = self._document.blocks
        return 0 <= block < len(blocks) and blocks[block].kind == "list"

    def _beside(self, start: int) -> Earlier | None:
        """The time right before, with nothing but «и» or a comma between."""
        last = self._context.earlier[-1] if self._context.earlier else None
        between = self._document.text[last.expression.end : start] if last else ""
        return last if _AND.fullmatch(between) else None

    def _below(self, heading: Sentence) -> Direction | None:
        """Where a heading without a verb looks: back, unless the text below it tells what is to come."""
        document = self._document
        blocks, onward = document.blocks, document.sentences[heading.index + 1 : heading.index + 2]
        if not onward or not 0 <= heading.block < len(blocks) or blocks[heading.block].kind != "heading":
            return None
        tenses = (tense.direction(onward[0], token.start, token.end, False) for token in onward[0].tokens[:1])
        return "future" if next(tenses, None) in ("future", "scheduled") else "past"

    def _section(self, block: int) -> Earlier | None:
        """The year that the heading governing a block says; a heading governs its own line too."""
        return self._headings.get(block) or self._headings.get(self._heading(block) or -1)

    def _remember(self, item: Earlier) -> None:
        self._context.earlier.append(item)
        blocks = self._document.blocks
        heading = 0 <= item.block < len(blocks) and blocks[item.block].kind == "heading"
        if heading and item.year and item.block not in self._headings and item.expression.basis == "explicit":
            self._headings[item.block] = item
            self._context.section_years.append(item)


def _untold() -> None:
    """No tense that would say anything of the time."""


def _moment(published: str | None) -> datetime | None:
    """The publication's time in its own zone, None when only the day is known."""
    if published is None or len(published) <= 10:
        return None
    return datetime.fromisoformat(published).replace(tzinfo=None)


def _detail(expression: TimeExpression) -> str:
    if expression.edtf is None:
        return expression.reason or expression.kind
    hang = f" from {expression.anchor}" if expression.anchor else ""
    return f"{expression.edtf} by {expression.basis}{hang}"
