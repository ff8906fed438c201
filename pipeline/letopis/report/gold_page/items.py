"""Items and marks of one article from gold and the system's record."""

from collections.abc import Iterator, Sequence

from letopis.evaluation.differences import shown
from letopis.evaluation.event_scores import (
    FIELD_CHECKS,
    Comparison,
    compare,
    merged_events,
    split_events,
)
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.layer_scores import align_entities, pair_times, same_value
from letopis.evaluation.matching import fold_name
from letopis.evaluation.mention_scores import ArgumentView, pair_mentions, unpaired_arguments
from letopis.evaluation.scores import ArticleScore
from letopis.evaluation.untyped import WordView, system_view
from letopis.evaluation.words import Words, greedy, shared
from letopis.record import Record
from letopis.record.parts import Entity, Event, Mention, Time
from letopis.report.gold_page.view import ArticleView, Item, Mark, Row, State, merged_marks

Place = tuple[int, int, State]  # a mark at [start, end)
_MAIN = ("events", "word_triggers", "entities", "times_whole")


def article_view(gold: GoldArticle, system: Record | None, score: ArticleScore, number: int) -> ArticleView:
    """The whole of it; `number` makes ids unique on the page."""
    article = gold.record.article
    about = " · ".join(part for part in (article.source, article.published, *gold.tags) if part)
    main = next((score.score.tallies[name] for name in _MAIN if name in score.score.tallies), None)
    view = ArticleView(gold.name, article.title, about, main.f1 if main else None, article.text or "")
    builder = _Builder(view, number)
    if gold.view is not None:
        _untyped(builder, gold.view, system_view(system, view.text))
    else:
        _typed(builder, gold, system)
    view.items.sort(key=lambda item: item.start)
    view.marks = merged_marks(view.marks)
    return view


class _Builder:
    """Adds items with their marks."""

    def __init__(self, view: ArticleView, number: int) -> None:
        self.view = view
        self._number = number

    def add(self, item: Item, spans: Sequence[Place]) -> None:
        """The item, and its marks."""
        item.id = f"i{self._number}-{len(self.view.items)}"
        item.start = min((start for start, _, _ in spans), default=0)
        self.view.items.append(item)
        self.view.marks += [Mark(start, end, item.id, item.layer, state) for start, end, state in spans]


def _typed(builder: _Builder, gold: GoldArticle, system: Record | None) -> None:
    comparison = compare(gold.record, system, gold.covers)
    covered = gold.covers.fields
    if "events" in covered:
        _events(builder, comparison)
    if "entities" in covered:
        _entities(builder, gold.record.entities, system.entities if system else [])
    if "times" in covered:
        _times(builder, gold.record.times, system.times if system else [])


def _events(builder: _Builder, comparison: Comparison) -> None:
    text = builder.view.text
    for one, other in comparison.matched:
        rows = [*_field_rows(comparison, one, other), *_mention_rows(comparison, one, other, text)]
        state: State = "right" if all(row.same for row in rows) else "wrong"
        item = Item("event", state, one.type, one.mentions[0].trigger.text, rows)
        builder.add(item, _trigger_spans(one, other, state))
    paired = {id(event) for pair in comparison.matched for event in pair}
    for event in (*comparison.gold, *comparison.system):
        if id(event) not in paired:
            side: State = "miss" if event in comparison.gold else "false"
            rows = [_one_sided(name, event, side) for name in FIELD_CHECKS if name in comparison.covers.fields]
            rows = [row for row in rows if row.gold or row.system]
            spans = [(m.trigger.start, m.trigger.end, side) for m in event.mentions]
            builder.add(Item("event", side, event.type, event.mentions[0].trigger.text, rows), spans)


def _field_rows(comparison: Comparison, gold: Event, system: Event) -> Iterator[Row]:
    for name, check in FIELD_CHECKS.items():
        if name in comparison.covers.fields:
            one, other = shown(name, gold), shown(name, system)
            same = check(gold, system)
            if one or other or not same:
                yield Row(name, one or "none", other or "none", same)
    for label, found, said in (
        ("told as several", split_events(comparison), gold),
        ("told as one", merged_events(comparison), system),
    ):
        parts = next((parts for event, parts in found if event is said), None)
        if parts is not None:
            yield Row(label, *_counted(label, len(parts)), same=False)


def _counted(label: str, number: int) -> tuple[str, str]:
    many = f"{number} events"
    return ("1 event", many) if label == "told as several" else (many, "1 event")


def _mention_rows(comparison: Comparison, gold: Event, system: Event, text: str) -> Iterator[Row]:
    pairs = pair_mentions(gold, system)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    missed = _quotes(mention for index, mention in enumerate(gold.mentions) if index not in rows)
    extra = _quotes(mention for index, mention in enumerate(system.mentions) if index not in columns)
    if "triggers" in comparison.covers.fields and (missed or extra):
        yield Row("triggers beside", missed or "none", extra or "none", same=False)
    for row, column in pairs if "arguments" in comparison.covers.fields else ():
        lacking, more = unpaired_arguments(comparison, gold.mentions[row], system.mentions[column])
        if lacking or more:
            label = f"at «{gold.mentions[row].trigger.text}»"
            yield Row(label, _arguments(lacking, text) or "none", _arguments(more, text) or "none", same=False)


def _quotes(mentions: Iterator[Mention]) -> str:
    return ", ".join(f"«{mention.trigger.text}»" for mention in mentions)


def _arguments(views: Sequence[ArgumentView], text: str) -> str:
    quotes = ("dropped subject" if one.start is None else f"«{text[one.start : one.end]}»" for one in views)
    return ", ".join(f"{one.role}: {quote}" for one, quote in zip(views, quotes, strict=True))


def _trigger_spans(gold: Event, system: Event, state: State) -> list[Place]:
    pairs = pair_mentions(gold, system)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    mine: list[tuple[Mention, State]] = [
        (mention, state if index in rows else "miss") for index, mention in enumerate(gold.mentions)
    ]
    mine += [(mention, "false") for index, mention in enumerate(system.mentions) if index not in columns]
    return [(mention.trigger.start, mention.trigger.end, own) for mention, own in mine]


def _one_sided(name: str, event: Event, side: State) -> Row:
    value = shown(name, event)
    return Row(name, value if side == "miss" else None, value if side == "false" else None, same=True)


def _entities(builder: _Builder, gold: Sequence[Entity], system: Sequence[Entity]) -> None:
    pairs = [(gold[one], system[other]) for one, other in align_entities(gold, system)]
    for one, other in pairs:
        spans = _entity_spans(one, other)
        lacking, more = (_words(builder.view.text, spans, side) for side in ("miss", "false"))
        rows = [Row("name", one.name, other.name, fold_name(one.name) == fold_name(other.name))]
        if lacking or more:
            rows.append(Row("mentions beside", lacking or "none", more or "none", same=False))
        state: State = "right" if all(row.same for row in rows) else "wrong"
        builder.add(Item("entity", state, one.type, one.name, rows), spans)
    paired = {id(entity) for pair in pairs for entity in pair}
    sides: tuple[tuple[Sequence[Entity], State], ...] = ((gold, "miss"), (system, "false"))
    for entities, side in sides:
        for entity in entities:
            if id(entity) not in paired:
                builder.add(Item("entity", side, entity.type, entity.name, []), _places(entity, side))


def _entity_spans(gold: Entity, system: Entity) -> list[Place]:
    wanted, found = ({(m.start, m.end) for m in entity.mentions if m.start is not None} for entity in (gold, system))
    common = wanted & found
    spans = [*_places(gold, "miss"), *_places(system, "false")]
    return sorted({(start, end, "right" if (start, end) in common else state) for start, end, state in spans})


def _words(text: str, spans: Sequence[Place], state: str) -> str:
    return ", ".join(f"«{text[start:end]}»" for start, end, own in spans if own == state)


def _places(entity: Entity, state: State) -> list[Place]:
    return [(m.start, m.end, state) for m in entity.mentions if m.start is not None and m.end is not None]


def _times(builder: _Builder, gold: Sequence[Time], system: Sequence[Time]) -> None:
    pairs = pair_times(gold, system)
    for one, other in pairs:
        span = (one.start, one.end) == (other.start, other.end)
        rows = [Row("value", _value(one), _value(other), same_value(one, other))]
        rows += [] if span else [Row("words", one.text, other.text, same=False)]
        state: State = "right" if all(row.same for row in rows) else "wrong"
        builder.add(Item("time", state, one.kind, one.text, rows), [(one.start, one.end, state)])
    paired = {id(time) for pair in pairs for time in pair}
    sides: tuple[tuple[Sequence[Time], State], ...] = ((gold, "miss"), (system, "false"))
    for times, side in sides:
        for time in times:
            if id(time) not in paired:
                mine, theirs = (_value(time), None) if side == "miss" else (None, _value(time))
                row = Row("value", mine, theirs, same=True)
                builder.add(Item("time", side, time.kind, time.text, [row]), [(time.start, time.end, side)])


def _value(time: Time) -> str:
    return time.edtf or (f"{time.from_}/{time.to}" if time.from_ or time.to else time.kind)


def _untyped(builder: _Builder, gold: WordView, system: WordView) -> None:
    """Triggers, with who, when and where of each as rows."""
    text = builder.view.text
    words = Words(text)
    pairs = greedy(system.triggers, gold.triggers)
    twins = {wanted: found for found, wanted in pairs.items()}

    def arguments(view: WordView, trigger: tuple[int, int] | None, role: str) -> str:
        spans = sorted(place for mine, own, place in view.triples if trigger and own == role and shared(mine, trigger))
        return ", ".join(text[slice(*words.characters(span))] for span in spans)

    lone: list[tuple[tuple[int, int] | None, tuple[int, int] | None]] = [(one, twins.get(one)) for one in gold.triggers]
    for one, other in [*lone, *((None, found) for found in system.triggers if found not in pairs)]:
        rows = []
        for role in ("who", "when", "where"):
            wanted, found = arguments(gold, one, role), arguments(system, other, role)
            if wanted or found:
                rows.append(Row(role, wanted or "none", found or "none", wanted == found))
        both = one is not None and other is not None
        state: State = ("right" if all(r.same for r in rows) else "wrong") if both else "miss" if one else "false"
        start, end = words.characters(one or other or (0, 1))
        builder.add(Item("event", state, "event", text[start:end], rows), [(start, end, state)])
