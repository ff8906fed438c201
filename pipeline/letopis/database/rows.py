"""A record as rows of the tables: plain tuples, since a load makes a hundred of them a record."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Self

from letopis.database import schema
from letopis.database.batches import Columns
from letopis.database.journal import Digested
from letopis.record import Record
from letopis.record.parts import Amount, Entity, Event, Mention, Person, Place, ProducedBy, Time

Row = tuple[Any, ...]
Rows = Mapping[Columns, list[Row]]

RUNS: Final = Columns(schema.runs, "id version model settings")
ARTICLES: Final = Columns(
    schema.articles,
    "id title url source published published_from language sha256 path text run_id record_sha256",
)
WARNINGS: Final = Columns(schema.warnings, "article_id position code message span_start span_end")
ENTITIES: Final = Columns(
    schema.entities,
    "article_id id type name name_folded country first last middle"
    " kind geonames admin1 lat lon reason abbreviation aliases",
)
ENTITY_MENTIONS: Final = Columns(
    schema.entity_mentions, "article_id entity_id position text form at span_start span_end"
)
OFFICES: Final = Columns(schema.offices, "article_id entity_id position title of span_start span_end")
TIMES: Final = Columns(
    schema.times,
    "article_id id text edtf precision approximate kind basis anchor time_from time_to reason span_start span_end",
)
EVENTS: Final = Columns(
    schema.events,
    "id article_id position type kind status time_from time_to edtf precision basis approximate time_reason"
    " plover_type plover_mode plover_contexts part_of context"
    " attribution_entity attribution_text attribution_start attribution_end confidence sha256",
)
EVENT_TIMES: Final = Columns(schema.event_times, "event_id article_id position time_id")
EVENT_COUNTS: Final = Columns(schema.event_counts, "event_id key value min max approximate")
PARTICIPANTS: Final = Columns(
    schema.participants, "event_id article_id position entity_id name text role office country count"
)
PLACES: Final = Columns(schema.places, "event_id article_id position entity_id name role country geonames lat lon")
EVENT_MENTIONS: Final = Columns(
    schema.event_mentions,
    "event_id position trigger_start trigger_end trigger_text trigger_lemma sentence_start sentence_end block",
)
ARGUMENTS: Final = Columns(
    schema.event_mention_arguments,
    "event_id article_id mention position slot entity_id time_id role form text span_start span_end",
)
CONFLICTS: Final = Columns(schema.conflicts, "event_id position field why chosen")
CONFLICT_VALUES: Final = Columns(schema.conflict_values, "event_id conflict position value basis mention")
CLAIMS: Final = Columns(
    schema.claims,
    "article_id position type text min max found participants supported_by contradicts"
    " time_from time_to span_start span_end",
)
# What is referred to comes before what refers to it.
_ORDER: Final = (
    ARTICLES,
    WARNINGS,
    ENTITIES,
    ENTITY_MENTIONS,
    OFFICES,
    TIMES,
    EVENTS,
    EVENT_TIMES,
    EVENT_COUNTS,
    PARTICIPANTS,
    PLACES,
    EVENT_MENTIONS,
    ARGUMENTS,
    CONFLICTS,
    CONFLICT_VALUES,
    CLAIMS,
)


def no_rows() -> Rows:
    """Of each table none yet, in an order in which their references hold."""
    return {columns: [] for columns in _ORDER}


def add_record(rows: Rows, digested: Digested) -> None:
    """All rows of one article but for its run's."""
    record, article = digested.record, digested.record.article
    source = (article.id, article.title, article.url, article.source, article.published, article.published_from)
    text = (article.language, article.sha256, article.path, article.text)
    rows[ARTICLES].append((*source, *text, run_id(record.produced_by), digested.sha256))
    rows[WARNINGS].extend(
        (article.id, number, one.code, one.message, one.start, one.end) for number, one in enumerate(record.warnings)
    )
    for entity in record.entities:
        _add_entity(rows, article.id, entity)
    rows[TIMES].extend(_time_row(article.id, time) for time in record.times)
    for number, (event, sha256) in enumerate(zip(record.events, digested.events, strict=True)):
        _add_event(rows, article.id, number, event, sha256)
    for number, claim in enumerate(record.claims):
        said = (claim.type, claim.text, claim.min, claim.max, claim.found)
        found = (claim.participants, claim.supported_by, claim.contradicts)
        rows[CLAIMS].append((article.id, number, *said, *found, claim.from_, claim.to, claim.start, claim.end))


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """An article with the SHA-256 of its record, the row of its run, and its own rows of each table."""

    id: str
    sha256: str
    run: Row
    tables: list[list[Row]]

    @classmethod
    def of(cls, record: Record) -> Self:
        rows, digested = no_rows(), Digested.of(record)
        add_record(rows, digested)
        return cls(record.article.id, digested.sha256, run_row(record.produced_by), list(rows.values()))


def together(articles: Iterable[ArticleRows]) -> Rows:
    """The rows of many articles by table."""
    rows = no_rows()
    for article in articles:
        for all_of_them, its in zip(rows.values(), article.tables, strict=True):
            all_of_them.extend(its)
    return rows


def event_digests(rows: Rows) -> dict[tuple[str, str], str]:
    """The digests of the events among them, by article and event."""
    return {(row[1], row[0]): row[-1] for row in rows[EVENTS]}


@lru_cache(maxsize=64)
def run_id(made: ProducedBy) -> str:
    """16 hexadecimal digits over version, model and settings: what wrote the record, not when."""
    return hashlib.sha256(f"{made.version}|{made.model}|{made.settings}".encode()).hexdigest()[:16]


def run_row(made: ProducedBy) -> Row:
    """The row of `runs` that the article refers to."""
    return run_id(made), made.version, made.model, made.settings


def fold(name: str) -> str:
    """Lower case with ё as е, as `name_folded` has it."""
    return name.casefold().replace("ё", "е")


def _add_entity(rows: Rows, article_id: str, entity: Entity) -> None:
    named = (article_id, entity.id, entity.type, entity.name, fold(entity.name), entity.country)
    rows[ENTITIES].append((*named, *_own(entity)))
    rows[ENTITY_MENTIONS].extend(
        (article_id, entity.id, number, one.text, one.form, one.at, one.start, one.end)
        for number, one in enumerate(entity.mentions)
    )
    if isinstance(entity, Person):
        rows[OFFICES].extend(
            (article_id, entity.id, number, one.title, one.of, one.start, one.end)
            for number, one in enumerate(entity.offices)
        )


def _own(entity: Entity) -> Row:
    """The columns that only one type of entity fills: of people, of places, of organizations."""
    if isinstance(entity, Person):
        return entity.first, entity.last, entity.middle, *(None,) * 8
    if isinstance(entity, Place):
        where = (entity.kind, entity.geonames, entity.admin1, entity.lat, entity.lon, entity.reason)
        return *(None,) * 3, *where, *(None,) * 2
    return *(None,) * 9, entity.abbreviation, entity.aliases


def _time_row(article_id: str, time: Time) -> Row:
    said = (time.text, time.edtf, time.precision, time.approximate, time.kind, time.basis, time.anchor)
    return article_id, time.id, *said, time.from_, time.to, time.reason, time.start, time.end


def _add_event(rows: Rows, article_id: str, position: int, event: Event, sha256: str) -> None:
    id_ = event.id
    rows[EVENTS].append((*_event_row(article_id, position, event), sha256))
    if event.time is not None:
        rows[EVENT_TIMES].extend((id_, article_id, number, one) for number, one in enumerate(event.time.times))
    rows[EVENT_COUNTS].extend((id_, key, *_amount(amount)) for key, amount in event.counts.items())
    rows[PARTICIPANTS].extend(
        (id_, article_id, number, one.entity, one.name, one.text, one.role, one.office, one.country, one.count)
        for number, one in enumerate(event.participants)
    )
    rows[PLACES].extend(
        (id_, article_id, number, one.entity, one.name, one.role, one.country, one.geonames, one.lat, one.lon)
        for number, one in enumerate(event.places)
    )
    for number, mention in enumerate(event.mentions):
        _add_mention(rows, article_id, id_, number, mention)
    for number, conflict in enumerate(event.conflicts):
        rows[CONFLICTS].append((id_, number, conflict.field, conflict.why, conflict.chosen))
        rows[CONFLICT_VALUES].extend(
            (id_, number, place, one.value, one.basis, one.mention) for place, one in enumerate(conflict.values)
        )


def _amount(amount: Amount) -> Row:
    return amount.value, amount.min, amount.max, bool(amount.approximate)


def _event_row(article_id: str, position: int, event: Event) -> Row:
    """All but the digest."""
    time, said, plover = event.time, event.attribution, event.plover
    when = (time.from_, time.to, time.edtf, time.precision, time.basis, time.approximate) if time else (None,) * 6
    kind = (plover.type, plover.mode, plover.contexts) if plover else (None, None, None)
    source = (said.entity, said.text, said.start, said.end) if said else (None,) * 4
    own = (event.id, article_id, position, event.type, event.kind, event.status)
    known = (*own, *when, event.time_reason, *kind, event.part_of, event.context, *source)
    return *known, event.confidence


def _add_mention(rows: Rows, article_id: str, event_id: str, number: int, mention: Mention) -> None:
    trigger, sentence = mention.trigger, mention.sentence
    word = (trigger.start, trigger.end, trigger.text, trigger.lemma)
    rows[EVENT_MENTIONS].append((event_id, number, *word, sentence.start, sentence.end, mention.block))
    who = [
        ("participant", one.entity, None, one.role, one.form, one.text, one.start, one.end)
        for one in mention.participants
    ]
    where = [("place", one.entity, None, one.role, None, None, one.start, one.end) for one in mention.places]
    when = [("time", None, time_id, *(None,) * 5) for time_id in mention.times]
    rows[ARGUMENTS].extend(
        (event_id, article_id, number, position, *argument) for position, argument in enumerate((*who, *where, *when))
    )
