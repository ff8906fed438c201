"""Writes the layers of FactRuEval-2016, as `factrueval` reads them: .txt, .tokens, .spans, .objects, .coref, .facts.

Ids are numbered in each article from 1, in the order of the text.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from letopis.evaluation.formats.factrueval import FactArticle, GoldEntity, GoldFact, GoldMention, GoldSpan
from letopis.language.blocks import split_blocks
from letopis.language.segmentation import split_sentences

Stretch = tuple[int, int]
Lines = Iterator[str]

_CLASSES = {"per": "Person", "org": "Org", "locorg": "LocOrg", "loc": "Location"}
FACTS = {
    "occupation": "Occupation", "meeting": "Meeting", "deal": "Deal", "ownership": "Ownership", "ispartof": "isPartOf",
}  # fmt: skip


def write_article(article: FactArticle, folder: Path) -> None:
    """Six files called after the article, in a folder that is there."""
    layers = _Layers(article)
    for layer, lines in layers.all():
        (folder / f"{article.name}.{layer}").write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
    (folder / f"{article.name}.txt").write_bytes(article.text.encode("utf-8"))


def tokens_of(text: str) -> list[list[Stretch]]:
    """Stretches of tokens, a list a sentence, for an article that comes without them."""
    sentences = split_sentences(text, split_blocks(text))
    return [[(token.start, token.end) for token in sentence.tokens] for sentence in sentences]


class _Layers:
    """One article with its ids: of tokens by stretch, of spans, of mentions and entities by identity."""

    def __init__(self, article: FactArticle) -> None:
        self._article = article
        self._sentences = article.tokens or tokens_of(article.text)
        tokens = [token for sentence in self._sentences for token in sentence]
        self._tokens = {token: number for number, token in enumerate(tokens, 1)}
        self._spans = {span: number for number, span in enumerate(sorted(self._all_spans(), key=_place), 1)}
        mentions = sorted(self._all_mentions(), key=lambda mention: (mention.start, mention.end, mention.kind))
        self._mentions = {id(mention): number for number, mention in enumerate(mentions, 1)}
        self._ordered = mentions
        self._entities = {id(entity): number for number, entity in enumerate(article.entities, 1)}

    def all(self) -> Iterator[tuple[str, Lines]]:
        """Each layer's ending and lines."""
        yield "tokens", self._token_lines()
        yield "spans", (f"{number} {self._span(span)}" for span, number in self._spans.items())
        yield "objects", map(self._object, self._ordered)
        yield "coref", (line for entity in self._article.entities for line in self._entity(entity))
        yield "facts", (line for number, fact in enumerate(self._article.facts) for line in self._fact(number, fact))

    def _all_mentions(self) -> Iterator[GoldMention]:
        return (mention for entity in self._article.entities for mention in entity.mentions)

    def _all_spans(self) -> set[GoldSpan]:
        held = (span for mention in self._all_mentions() for span in mention.spans)
        return {*held, *self._article.loose}

    def _token_lines(self) -> Lines:
        for sentence in self._sentences:
            for start, end in sentence:
                yield f"{self._tokens[start, end]} {start} {end - start} {self._article.text[start:end]}"
            yield ""

    def _span(self, span: GoldSpan) -> str:
        inside = [(place, number) for place, number in self._tokens.items() if _meet(place, (span.start, span.end))]
        numbers = " ".join(str(number) for _, number in inside)
        first = inside[0][1] if inside else 0
        return f"{span.tag} {span.start} {span.end - span.start} {first} {len(inside)}  # {numbers} {span.text}"

    def _object(self, mention: GoldMention) -> str:
        ids = " ".join(str(self._spans[span]) for span in mention.spans)
        words = " ".join(span.text for span in mention.spans)
        return f"{self._mentions[id(mention)]} {_CLASSES[mention.kind]} {ids} # {words}"

    def _entity(self, entity: GoldEntity) -> Lines:
        mentions = " ".join(str(self._mentions[id(mention)]) for mention in entity.mentions)
        yield f"{self._entities[id(entity)]} {mentions}"
        for name, values in {**entity.attributes, "descriptor": entity.descriptors}.items():
            yield from (f"{name} {value}" for value in sorted(values))
        yield ""

    def _fact(self, number: int, fact: GoldFact) -> Lines:
        yield f"1-{number} {FACTS[fact.kind]}"
        for name, values in fact.arguments:
            yield f"{name.capitalize()} {' | '.join(map(self._value, values))}"
        for name, words in fact.said.items():
            yield f"{name.capitalize()} {words}"
        yield ""

    def _value(self, value: GoldEntity | GoldSpan) -> str:
        if isinstance(value, GoldSpan):
            return f"span{self._spans[value]} {value.text}"
        return f"obj{self._entities[id(value)]} {value}"


def _place(span: GoldSpan) -> tuple[int, int, str]:
    return span.start, span.end, span.tag


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def words_of(stretch: Stretch, tokens: Iterable[Stretch], text: str) -> str:
    """The tokens of a stretch with a space between them, as the .spans layer writes them."""
    return " ".join(text[slice(*token)] for token in tokens if _meet(token, stretch))
