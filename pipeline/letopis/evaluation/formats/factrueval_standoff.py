"""FactRuEval's mentions and coreference as spans and `same` relations; its facts do not fit and are counted as lost."""

from itertools import pairwise
from pathlib import Path

from letopis.evaluation.formats import factrueval
from letopis.evaluation.formats.standoff import Relation, Span, StandoffArticle, checked
from letopis.evaluation.segmentation import Segmentation

_SAME = "same"


def read(path: Path) -> list[StandoffArticle]:
    """All articles of a set. Raises UsageError, InputError."""
    return checked([_standoff(article, path) for article in factrueval.load(path)])


def _standoff(article: factrueval.FactArticle, path: Path) -> StandoffArticle:
    found = StandoffArticle(article.name, path / f"{article.name}.txt", article.text)
    for entity in article.entities:
        own = []
        for mention in sorted(entity.mentions, key=lambda mention: (mention.start, mention.end)):
            adjective = all(span.tag == "geo_adj" for span in mention.spans)
            attributes = {"form": "adjective"} if adjective else {}
            own.append(Span(f"s{len(found.spans) + 1}", mention.kind, mention.start, mention.end, attributes))
            found.spans.append(own[-1])
        if own and (name := " ".join("/".join(sorted(values)) for values in entity.attributes.values())):
            own[0].attributes["name"] = name
        found.relations += [Relation(_SAME, one.id, other.id) for one, other in pairwise(own)]
    if article.tokens:
        found.segmentation = Segmentation(
            tuple(place for sentence in article.tokens for place in sentence),
            tuple((sentence[0][0], sentence[-1][1]) for sentence in article.tokens),
        )
    for fact in article.facts:
        found.dropped[f"facts of type {fact.kind}"] += 1
    return found
