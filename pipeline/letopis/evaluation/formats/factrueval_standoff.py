"""FactRuEval's layers as labelled spans: mentions joined by `same`, facts as statements.

What a mention is made of (`surname 16 22; name 11 15`) and an entity's attributes stand on the spans, so that layers
that are read and written again stay whole. Where these are missing, as in what other formats hold, they are worked out
from the words and the entity's name.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from pathlib import Path

from letopis.evaluation.formats import factrueval, factrueval_writing
from letopis.evaluation.formats.factrueval import FactArticle, GoldEntity, GoldFact, GoldMention, GoldSpan
from letopis.evaluation.formats.factrueval_writing import FACTS, Stretch, tokens_of, words_of
from letopis.evaluation.formats.standoff import Relation, Span, StandoffArticle, Statement, checked, clusters
from letopis.evaluation.formats.values import Values, person_fields
from letopis.evaluation.segmentation import Segmentation

LABELS = "factrueval"
_SAME = "same"
_OR = " | "
_KINDS = ("per", "org", "loc", "locorg")
# Tags of the .spans layer that a span outside mentions may have.
_LOOSE = frozenset({
    "job", "name", "surname", "patronymic", "nickname", "org_name", "org_descr", "loc_name", "loc_descr", "geo_adj",
    "prj_name", "prj_descr",
})  # fmt: skip
# An entity's attributes in .coref, and what they are called on its first span, where `name` is what people call it by.
_ATTRIBUTES = {
    "firstname": "firstname", "patronymic": "patronymic", "lastname": "lastname", "nickname": "nickname",
    "name": "names", "descriptor": "descriptors",
}  # fmt: skip
# The parts of a person's name as the record has them, in .coref, and in .spans.
_PARTS = (("first", "firstname", "name"), ("middle", "patronymic", "patronymic"), ("last", "lastname", "surname"))


def read(path: Path) -> list[StandoffArticle]:
    """All articles of a set. Raises UsageError, InputError."""
    return checked([_standoff(article, path) for article in factrueval.load(path)])


def write(articles: Sequence[StandoffArticle], folder: Path) -> None:
    """The layers of each article, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        factrueval_writing.write_article(_Layers(article).article(), folder)


def _standoff(article: FactArticle, path: Path) -> StandoffArticle:
    found = StandoffArticle(article.name, path / f"{article.name}.txt", article.text, dropped=article.dropped)
    ids: dict[int | GoldSpan, str] = {}
    for entity in article.entities:
        own = [_mention_span(mention, f"s{len(found.spans) + n}") for n, mention in enumerate(_ordered(entity), 1)]
        own[0].attributes |= _entity_attributes(entity)
        ids[id(entity)] = own[0].id
        found.spans += own
        found.relations += [Relation(_SAME, one.id, other.id) for one, other in pairwise(own)]
    for loose in article.loose:
        ids[loose] = f"s{len(found.spans) + 1}"
        found.spans.append(Span(ids[loose], loose.tag, loose.start, loose.end))
    if article.tokens:
        found.segmentation = Segmentation(
            tuple(place for sentence in article.tokens for place in sentence),
            tuple((sentence[0][0], sentence[-1][1]) for sentence in article.tokens),
        )
    found.statements = [_statement(fact, ids) for fact in article.facts]
    return found


def _ordered(entity: GoldEntity) -> list[GoldMention]:
    return sorted(entity.mentions, key=lambda mention: (mention.start, mention.end))


def _mention_span(mention: GoldMention, id_: str) -> Span:
    attributes = {"parts": "; ".join(f"{span.tag} {span.start} {span.end}" for span in mention.spans)}
    if all(span.tag == "geo_adj" for span in mention.spans):
        attributes["form"] = "adjective"
    return Span(id_, mention.kind, mention.start, mention.end, attributes)


def _entity_attributes(entity: GoldEntity) -> dict[str, str]:
    """The attributes, their alternatives in alphabetical order, and a name of the first of each."""
    given = entity.attributes | ({"descriptor": entity.descriptors} if entity.descriptors else {})
    told = {_ATTRIBUTES[key]: _OR.join(sorted(values)) for key, values in given.items()}
    names = [min(entity.attributes[key]) for key in _ATTRIBUTES if key in entity.attributes]
    return told | ({"name": " ".join(names)} if names else {})


def _statement(fact: GoldFact, ids: Mapping[int | GoldSpan, str]) -> Statement:
    arguments = tuple(
        (name, tuple(ids[one if isinstance(one, GoldSpan) else id(one)] for one in values))
        for name, values in fact.arguments
    )
    return Statement(fact.kind, arguments, tuple(fact.said.items()))


class _Layers:
    """One labelled text on its way to layers; `_owner` has the entity of each mention's span."""

    def __init__(self, article: StandoffArticle) -> None:
        self._article = article
        self._sentences = _sentences(article)
        self._tokens = [token for sentence in self._sentences for token in sentence]
        self._owner: dict[str, GoldEntity] = {}
        self._loose = {one.id: self._span(one.label, one.start, one.end) for one in article.spans if _is_loose(one)}

    def article(self) -> FactArticle:
        """What has a place in the layers."""
        spans = [span for span in self._article.spans if _is_mention(span)]
        entities = [self._entity(cluster) for cluster in clusters(spans, self._article.relations, _SAME)]
        facts = [fact for one in self._article.statements if (fact := self._fact(one)) is not None]
        loose = list(self._loose.values())
        return FactArticle(self._article.name, self._article.text, entities, facts, self._sentences, loose)

    def _span(self, tag: str, start: int, end: int) -> GoldSpan:
        return GoldSpan(tag, start, end, words_of((start, end), self._tokens, self._article.text))

    def _entity(self, cluster: list[Span]) -> GoldEntity:
        given = {key: value for span in reversed(cluster) for key, value in span.attributes.items()}
        name = given.get("name") or max((self._article.text[one.start : one.end] for one in cluster), key=len)
        told = {key: {*given[said].split(_OR)} for key, said in _ATTRIBUTES.items() if said in given}
        descriptors = told.pop("descriptor", set())
        fields = person_fields(name, given)
        mentions = [self._mention(span, fields) for span in cluster]
        kind = cluster[0].label
        if "parts" not in cluster[0].attributes:
            told = told or _named(kind, name, given)
        entity = GoldEntity(kind, told, descriptors, mentions)
        self._owner |= dict.fromkeys((span.id for span in cluster), entity)
        return entity

    def _mention(self, span: Span, fields: Values) -> GoldMention:
        if "parts" in span.attributes:
            rows = (part.split() for part in span.attributes["parts"].split("; "))
            parts = [(tag, int(start), int(end)) for tag, start, end in rows]
        elif span.label == "per":
            parts = self._person_parts(span, fields)
        else:
            parts = [(_tag(span), span.start, span.end)]
        return GoldMention(span.label, [self._span(*part) for part in parts])

    def _person_parts(self, span: Span, fields: Values) -> list[tuple[str, int, int]]:
        """Each word of the mention with the part of the name that it is most like; what is left over joins the last."""
        left = {tag: str(fields[key]).casefold() for key, _, tag in _PARTS if fields[key]}
        parts: list[tuple[str, int, int]] = []
        for start, end in self._tokens:
            word = self._article.text[start:end].casefold()
            if span.start <= start and end <= span.end and word.isalpha() and left:
                tag = max(left, key=lambda known: _shared(left[known], word))
                del left[tag]
                parts.append((tag, start, end))
        ends = [*(start for _, start, _ in parts[1:]), span.end]
        trimmed = [self._article.text[start:end].rstrip() for (_, start, _), end in zip(parts, ends, strict=True)]
        return [(tag, s, s + len(w)) for (tag, s, _), w in zip(parts, trimmed, strict=True)] or [
            ("nickname", span.start, span.end)
        ]

    def _fact(self, statement: Statement) -> GoldFact | None:
        """None where fewer than two of its arguments have a place in the layers."""
        if statement.label not in FACTS:
            return None
        filled = [(name, self._values(ids)) for name, ids in statement.arguments]
        arguments = [(name, values) for name, values in filled if values]
        return GoldFact(statement.label, arguments, dict(statement.attributes)) if len(arguments) > 1 else None

    def _values(self, ids: Sequence[str]) -> list[GoldEntity | GoldSpan]:
        if ids[0] in self._owner:
            return [self._owner[ids[0]]]
        return [self._loose[id_] for id_ in ids if id_ in self._loose]


def _sentences(article: StandoffArticle) -> list[list[Stretch]]:
    known = article.segmentation
    if known is None or known.tokens is None or known.sentences is None:
        return tokens_of(article.text)
    return [[token for token in known.tokens if start <= token[0] < end] for start, end in known.sentences]


def _is_mention(span: Span) -> bool:
    """Whether it names something; people told by a noun or a pronoun are no mentions of the layers."""
    form = span.attributes.get("form", "name")
    return span.label in _KINDS and (form in {"name", "adjective"} or (form == "descriptor" and span.label != "per"))


def _is_loose(span: Span) -> bool:
    return span.label in _LOOSE


def _tag(span: Span) -> str:
    form = span.attributes.get("form", "name")
    if form == "adjective":
        return "geo_adj"
    return f"{'org' if span.label == 'org' else 'loc'}_{'descr' if form == 'descriptor' else 'name'}"


def _shared(one: str, other: str) -> int:
    """How many letters they begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _named(kind: str, name: str, given: Mapping[str, str]) -> dict[str, set[str]]:
    """The attributes in .coref, where only the name is known."""
    if kind != "per":
        return {"name": {name}}
    fields = person_fields(name, given)
    return {said: {str(fields[key])} for key, said, _ in _PARTS if fields[key]}
