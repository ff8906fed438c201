"""Our own gold as training articles: triggers, who, when and where in the form of brat."""

from collections.abc import Mapping
from pathlib import Path

from letopis.evaluation.formats import own
from letopis.record.contract import Record
from letopis.record.parts import Entity, Mention, Person, Place
from letopis.training.brat import BratArticle, BratSpan

_KIND_OF_PLACE = {"country": "COUNTRY", "region": "STATE_OR_PROVINCE", "city": "CITY", "locality": "CITY",
                  "facility": "FACILITY", "area": "LOCATION"}  # fmt: skip
_NAMED = ("name", "adjective")
_Spot = tuple[int | None, int | None]


def read_own(folder: Path) -> list[BratArticle]:
    """Articles of a folder of gold .yaml files by name; raises GoldError for faults.

    Such gold answers for the ontology's events alone, and for no posts and groups: `partial` is set.
    """
    return [_article(gold.name, gold.record) for gold in own.load(folder)]


def _article(name: str, record: Record) -> BratArticle:
    article = BratArticle(name, record.article.text or "", partial=True)
    kinds = {entity.id: _kind_of(entity) for entity in record.entities}
    for entity in record.entities:
        for named in entity.mentions:
            if named.form in _NAMED:
                _span(article, kinds[entity.id], (named.start, named.end))
    times = {time.id: (time.start, time.end) for time in record.times}
    for event in record.events:
        for mention in event.mentions:
            _relate(article, mention, kinds, times)
    return article


def _kind_of(entity: Entity) -> str:
    if isinstance(entity, Place):
        return _KIND_OF_PLACE[entity.kind]
    return "PERSON" if isinstance(entity, Person) else "ORGANIZATION"


def _relate(article: BratArticle, mention: Mention, kinds: dict[str, str], times: Mapping[str, _Spot]) -> None:
    """The trigger, and its arguments that are names, posts or dates; pronouns are no arguments here as in NEREL."""
    trigger = _span(article, "EVENT", (mention.trigger.start, mention.trigger.end))
    for who in mention.participants:
        if who.entity is not None and who.form != "pronoun":
            kind = kinds[who.entity] if who.form in _NAMED else "PROFESSION"
            _join(article, "PARTICIPANT_IN", _span(article, kind, (who.start, who.end)), trigger)
    for place in mention.places:
        kind = kinds.get(place.entity or "", "LOCATION")
        _join(article, "TAKES_PLACE_IN", trigger, _span(article, kind, (place.start, place.end)))
    for time in mention.times:
        _join(article, "POINT_IN_TIME", trigger, _span(article, "DATE", times[time]))


def _join(article: BratArticle, relation: str, first: str | None, second: str | None) -> None:
    if first is not None and second is not None:
        article.relations.append((relation, first, second))


def _span(article: BratArticle, kind: str, spot: _Spot) -> str | None:
    """Id of the span there, made when new; None for what no word expresses."""
    start, end = spot
    if start is None or end is None:
        return None
    id_ = f"{kind}-{start}-{end}"
    article.spans.setdefault(id_, BratSpan(id_, kind, start, end))
    return id_
