"""Other systems on the same gold, as records: natasha alone, dateparser, and a lexicon with the nearest entities.

Each finds what it can; what it has no word for (natasha finds no events, dateparser no people) it misses.
- natasha: names of its tagger in the normal form that it gives them, dates of its DatesExtractor.
- dateparser: `search_dates` over the text, with the publication date.
- lexicon: the ontology's trigger lemmas without its frames; of the names and dates of natasha in the trigger's
  sentence the nearest person or body takes the type's first role, the nearest place and date the others.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from letopis.evaluation.conversion.from_standoff import from_standoff
from letopis.evaluation.conversion.mapping import load as load_labels
from letopis.evaluation.formats.standoff import Relation, Span, StandoffArticle
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.times import GoldText, SystemTime
from letopis.evaluation.times_baselines import dateparser_dates, natasha_dates
from letopis.events.ontology import EventType, Ontology
from letopis.language.morphology import fold, vocabulary
from letopis.record import Record

_TYPES: Final = {"PER": "person", "LOC": "place", "ORG": "organization"}
_POS: Final = {"VERB": "verb", "NOUN": "noun"}


def natasha(gold: GoldArticle) -> Record:
    """Names and dates, one entity a normal form."""
    article, _ = _natasha(gold)
    return _record(gold, article)


def dateparser(gold: GoldArticle) -> Record:
    """Dates alone."""
    article = _empty(gold)
    article.spans += _times(dateparser_dates([_text(gold)])[0])
    return _record(gold, article)


def lexicon(gold: GoldArticle) -> Record:
    """Every word whose lemma is a trigger of some type, with what stands nearest."""
    article, sentences = _natasha(gold)
    names = list(article.spans)
    index = Ontology.load().index
    for sentence in sentences:
        inside = [span for span in names if sentence.start <= span.start and span.end <= sentence.stop]
        for token in sentence.tokens:
            rules = index.get((_POS.get(token.pos, ""), fold(token.lemma or "")))
            if rules:
                trigger = Span(f"v{token.start}", rules[0][0].type, token.start, token.stop)
                article.spans.append(trigger)
                article.relations += _nearest(trigger, rules[0][0], inside)
    return _record(gold, article)


BASELINES: Final[dict[str, Callable[[GoldArticle], Record]]] = {
    "lexicon": lexicon,
    "natasha": natasha,
    "dateparser": dateparser,
}


def baseline_records(gold: Sequence[GoldArticle]) -> dict[str, dict[str, Record]]:
    """Each baseline's records by article."""
    return {name: {article.name: find(article) for article in gold} for name, find in BASELINES.items()}


def _nearest(trigger: Span, kind: EventType, inside: Sequence[Span]) -> Iterator[Relation]:
    roles = {"person": next(iter(kind.roles), "participant"), "place": kind.places[0] if kind.places else "location"}
    by_label = {"person": ("person", "organization"), "place": ("place",), "time": ("time",)}
    for what, labels in by_label.items():
        near = [span for span in inside if span.label in labels]
        if near:
            found = min(near, key=lambda span: (max(span.start - trigger.end, trigger.start - span.end), span.start))
            yield Relation(roles.get(what, what), trigger.id, found.id)


def _empty(gold: GoldArticle) -> StandoffArticle:
    return StandoffArticle(gold.name, gold.path, gold.record.article.text or "")


def _text(gold: GoldArticle) -> GoldText:
    return GoldText(gold.name, gold.record.article.text or "", gold.record.article.published, [])


def _record(gold: GoldArticle, article: StandoffArticle) -> Record:
    return from_standoff(article, load_labels("letopis")).record.model_copy(update={"article": gold.record.article})


def _times(times: Sequence[SystemTime]) -> Iterator[Span]:
    for number, time in enumerate(times, 1):
        # dateparser finds the year 4, and writes it with one digit.
        low, high = (f"{bound:0>10}" if bound else ".." for bound in (time.low, time.high))
        value = "unknown" if low == high == ".." else low if low == high else f"{low}/{high}"
        yield Span(f"t{number}", "time", time.start, time.end, {"value": value})


def _natasha(gold: GoldArticle) -> tuple[StandoffArticle, Sequence[Any]]:
    """Names as entities joined by normal form, dates; and natasha's sentences with lemmas."""
    article = _empty(gold)
    document = _analysed(article.text)
    last: dict[tuple[str, str], Span] = {}
    for number, name in enumerate(document.spans, 1):
        normal = name.normal or name.text
        span = Span(f"n{number}", _TYPES[name.type], name.start, name.stop, {"name": normal})
        article.spans.append(span)
        before = last.get((span.label, normal))
        if before is not None:
            article.relations.append(Relation("same", before.id, span.id))
        last[span.label, normal] = span
    article.spans += _times(natasha_dates([_text(gold)])[0])
    return article, document.sents


def _analysed(text: str) -> Any:
    from natasha import Doc

    segmenter, morphology, names = _models()
    document = Doc(text)
    document.segment(segmenter)
    document.tag_morph(morphology)
    document.tag_ner(names)
    for token in document.tokens:
        token.lemmatize(vocabulary())
    for span in document.spans:
        span.normalize(vocabulary())
    return document


@lru_cache(maxsize=1)
def _models() -> tuple[Any, Any, Any]:
    from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter

    embedding = NewsEmbedding()
    return Segmenter(), NewsMorphTagger(embedding), NewsNERTagger(embedding)
