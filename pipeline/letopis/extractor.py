"""The chain: an article goes through the stages in order and comes out as a Document, then a Record.

language  → blocks, sentences      (natasha behind one border)
model     → predictions           (a small tagger; left out with `--model none`)
times     → times
entities  → entities               (people, organisations, places, who a pronoun means)
events    → event_mentions         (what each place in the text says)
story     → events, claims         (what the article as a whole says)
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from letopis.document import Article, Document
from letopis.errors import ChainError, InputError
from letopis.garbage import uncollected
from letopis.ids import article_id, sha256_text
from letopis.readers.source import SourceArticle
from letopis.record import Record, build_record
from letopis.settings import NO_MODEL, Settings

# Articles handed to a stage at a time; results do not depend on it.
BATCH_SIZE = 16


class Stage(Protocol):
    """A callable on a batch of documents that says what it needs and what it adds."""

    name: str
    needs: frozenset[str]
    adds: frozenset[str]

    def __call__(self, documents: Sequence[Document]) -> None: ...


def check_order(stages: Sequence[Stage]) -> None:
    """Refuse an order in which a stage lacks what it needs; raises ChainError naming both."""
    there: set[str] = set()
    for stage in stages:
        missing = sorted(stage.needs - there)
        if missing:
            raise ChainError(f"stage {stage.name} needs {', '.join(missing)}, which no earlier stage adds")
        there |= stage.adds


class Extractor:
    """Loads the models once and turns articles into documents and records.

    >>> Extractor().extract("5 мая 2023 года президент прибыл в Астану.").events[0].type
    'visit'
    """

    def __init__(self, settings: Settings | None = None, stages: Sequence[Stage] | None = None) -> None:
        self.settings = settings or Settings()
        with uncollected():
            self._stages = list(stages) if stages is not None else _default_stages(self.settings)
        check_order(self._stages)

    def extract(
        self, text: str, *, published: str | None = None, title: str | None = None, url: str | None = None
    ) -> Record:
        """The record of one text. `published` is an ISO 8601 date, or date-time with zone.

        Raises InputError when the text cannot be analysed.
        """
        day = published or self.settings.published
        article = Article(
            article_id(text, url=url),
            text,
            sha256_text(text),
            title=title,
            url=url,
            published=day,
            published_from="argument" if day else None,
        )
        document = self.annotate(article, traced=False)
        return build_record(document, self.settings)

    def annotate(self, article: Article, *, traced: bool = True) -> Document:
        """The document of one article after all stages; `traced`: with why each of them said what it says."""
        document = Document(article, traced=traced)
        for stage in self._stages:
            stage([document])
        return document

    def process(self, articles: Iterable[SourceArticle], *, traced: bool = False) -> Iterator[Document | InputError]:
        """Documents in the order of the articles, a batch at a time; `traced` as in `annotate`.

        An article on which a stage breaks comes out as an InputError; the others are not touched by it.
        """
        batch: list[Document] = []
        for source in articles:
            batch.append(Document(source.article, notices=list(source.notices), traced=traced))
            if len(batch) == BATCH_SIZE:
                yield from self._run(batch)
                batch = []
        yield from self._run(batch)

    def _run(self, batch: list[Document]) -> list[Document | InputError]:
        try:
            for stage in self._stages:
                stage(batch)
        except Exception:  # noqa: BLE001 - whatever a stage raises, the batch's other articles must come through
            return [self._run_alone(document) for document in batch]
        return list(batch)

    def _run_alone(self, document: Document) -> Document | InputError:
        fresh = Document(document.article, notices=document.notices, traced=document.traced)
        for stage in self._stages:
            try:
                stage([fresh])
            except Exception as error:  # noqa: BLE001 - named below, with the stage; nothing is swallowed
                where = document.article.path or document.article.id
                return InputError(where, "failed", f"stage {stage.name} broke: {type(error).__name__}: {error}")
        return fresh


def _default_stages(settings: Settings) -> list[Stage]:
    from letopis.entities import EntityStage
    from letopis.events.ontology import Ontology
    from letopis.events.stage import EventStage
    from letopis.language import LanguageStage
    from letopis.model.model import Model
    from letopis.model.stage import ModelStage
    from letopis.story.stage import StoryStage
    from letopis.times import TimeStage

    ontology = Ontology.load(settings.resources)
    model = None if settings.model == NO_MODEL else Model.load(settings.model)
    looking: list[Stage] = [] if model is None else [ModelStage(model)]
    return [
        LanguageStage(),
        *looking,
        TimeStage(),
        EntityStage(),
        EventStage(ontology, model=model),
        StoryStage(ontology),
    ]
