"""The last stage: mentions become events, counting mentions become claims."""

from collections.abc import Sequence

from letopis.document import Document, Event
from letopis.events.ontology import Ontology
from letopis.story.assembly import Assembler
from letopis.story.claims import ClaimChecker
from letopis.story.clusters import Cluster
from letopis.story.company import Company
from letopis.story.confidence import Confidence, set_confidence
from letopis.story.consolidation import consolidate
from letopis.story.dating import Dater
from letopis.story.ground import Ground
from letopis.story.inheritance import inherit
from letopis.story.kinds import complete_kinds
from letopis.story.merging import cluster_mentions
from letopis.story.parts import Linker
from letopis.story.placing import Placement, Placer
from letopis.story.recalling import Recaller
from letopis.story.relations import Relations
from letopis.story.sides import complete_sides, spare_sources


class StoryStage:
    """Fills `events` and `claims`."""

    name = "story"
    needs = frozenset({"event_mentions", "entities", "times", "sentences"})
    adds = frozenset({"events", "claims"})

    def __init__(
        self,
        ontology: Ontology | None = None,
        dater: Dater | None = None,
        placer: Placer | None = None,
        recaller: Recaller | None = None,
        linker: Linker | None = None,
        *,
        everything: bool = False,
        kinds: bool = True,
    ) -> None:
        """With `everything` events are told, however doubtful: what confidence is fitted to. Without `kinds` an event
        has the kind that rules give it, or none: what the words of kinds are fitted to."""
        self._dater = dater or Dater()
        self._ontology = ontology or Ontology.load()
        self._placer = placer or Placer(self._ontology)
        self._recaller = recaller or Recaller(self._ontology)
        self._linker = linker or Linker()
        self._everything = everything
        self._kinds = kinds
        self._relations = Relations.load()

    def __call__(self, documents: Sequence[Document]) -> None:
        for document in documents:
            self._tell(document)

    def _tell(self, document: Document) -> None:
        ground = Ground(document)
        told = [mention for mention in document.event_mentions if mention.claim is None]
        spare_sources(document, told, self._relations)
        clusters = cluster_mentions(document, told, self._relations, self._ontology)
        events, placement = self._assemble(ground, clusters)
        joined = consolidate(document, clusters, events, self._relations, placement.of)
        if len(joined) < len(clusters):
            events, placement = self._assemble(ground, joined)
        set_confidence(document, events, self._ontology)
        sure = [cluster for cluster, event in zip(joined, events, strict=True) if self._is_told(document, event)]
        if len(sure) < len(joined):
            events, placement = self._assemble(ground, sure)
            set_confidence(document, events, self._ontology)
        for event in events:
            event.places = placement.of(event)
        for mention in {id(each): each for event in events for each in event.mentions}.values():
            mention.places += mention.sites
        self._recaller.recall(ground, events)
        if self._kinds:
            complete_kinds(document, events, self._ontology)
        document.events = events
        checker = ClaimChecker(document, self._relations, self._ontology)
        document.claims = checker.claims(document.event_mentions, events)

    def _is_told(self, document: Document, event: Event) -> bool:
        """Judged by two decimals, as the record has them: the last bits depend on the machine."""
        told = self._everything or round(event.confidence, 2) >= Confidence.load().of(event, document).told
        if not told:
            trigger = event.mentions[0].trigger
            document.explain("story.drop", f"confidence {event.confidence:.2f}", trigger.start, trigger.end)
        return told

    def _assemble(self, ground: Ground, clusters: list[Cluster]) -> tuple[list[Event], Placement]:
        """The events, and where they were: what is assembled only to be joined or left out need not be placed."""
        document = ground.document
        assembler = Assembler(document, self._ontology)
        events = [assembler.event(cluster) for cluster in clusters]
        self._linker.link(ground, events)
        inherit(ground.reading, events, self._ontology, self._relations)
        company = Company(events, ground.reading)
        self._dater.date(ground, events, company)
        placement = Placement(self._placer, ground, events, company)
        complete_sides(document, events, self._relations, placement.of)
        return events, placement
