"""One gold file on its way to a record: quotes resolved so far, and faults found."""

from dataclasses import dataclass, field
from pathlib import Path

from letopis.document import Block, MentionForm, Sentence
from letopis.evaluation.formats.lined_yaml import LinedYaml
from letopis.evaluation.formats.lined_yaml import Path as YamlPath
from letopis.evaluation.formats.own_schema import GoldFile
from letopis.evaluation.formats.quotes import QuoteError, Span, locate
from letopis.evaluation.gold import Fault
from letopis.ids import article_id
from letopis.language.blocks import split_blocks
from letopis.language.segmentation import split_sentences
from letopis.readers.source import RawArticle

EntitySpan = tuple[int, int, MentionForm]

_PRONOUNS = frozenset({
    "он", "она", "оно", "они", "его", "её", "ее", "их", "ему", "ей", "им", "него", "неё", "нее", "них", "нему",
    "ней", "ним", "нём", "нем", "ими", "ними", "который", "которая", "которое", "которые", "которого", "которой",
    "которых", "которому", "которым", "которую", "которыми", "котором", "оба", "обе", "сам", "сама", "сами", "я",
})  # fmt: skip


@dataclass(slots=True)
class Source:
    """A gold file and the article that it annotates, as the reader gives it."""

    path: Path
    article: RawArticle

    @property
    def id(self) -> str:
        """The id that the pipeline gives to the article when its folder is read."""
        article = self.article
        return article_id(article.text, given=article.id, url=article.url, path=article.where)


@dataclass(slots=True)
class Context:
    """`spans` has every entity's mentions, `zeros` its dropped subjects by offset of the verb.

    `event_tags` has by the event's id what is hard about it.
    """

    gold: GoldFile
    source: Source
    lined: LinedYaml
    blocks: list[Block] = field(init=False)
    sentences: list[Sentence] = field(init=False)
    entity_ids: dict[str, str] = field(default_factory=dict)
    time_ids: dict[Span, str] = field(default_factory=dict)
    spans: dict[str, list[EntitySpan]] = field(default_factory=dict)
    zeros: dict[str, set[int]] = field(default_factory=dict)
    event_tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks = split_blocks(self.text)
        self.sentences = split_sentences(self.text, self.blocks)

    @property
    def text(self) -> str:
        """The article's text; offsets point into it."""
        return self.source.article.text

    def fault(self, where: YamlPath, message: str) -> None:
        """Keep a fault of the value at `where`."""
        self.faults.append(Fault(self.source.path, self.lined.line(where), message))

    def locate(self, quote: str, where: YamlPath, scope: Span | None = None) -> Span | None:
        """The quoted stretch, or None after keeping the fault."""
        try:
            return locate(self.text, quote, scope)
        except QuoteError as error:
            self.fault(where, str(error))
            return None

    def knows_entity(self, key: str, where: YamlPath) -> bool:
        """Whether the file has such an entity; keeps the fault if not."""
        if key in self.gold.entities:
            return True
        self.fault(where, f"there is no entity {key!r}; the keys are {', '.join(self.gold.entities)}")
        return False

    def mention(self, key: str, span: Span) -> EntitySpan:
        """The entity's declared mention around the span; else a new one, a pronoun or a descriptor."""
        for known in self.spans[key]:
            if known[0] <= span[0] and span[1] <= known[1]:
                return known
        form: MentionForm = "pronoun" if self.text[slice(*span)].lower() in _PRONOUNS else "descriptor"
        self.spans[key].append((*span, form))
        return self.spans[key][-1]

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset."""
        return next((found for found in self.sentences if found.start <= offset < found.end), None)

    def block_around(self, offset: int) -> Block | None:
        """The block that holds the offset."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)
