"""The chain as it is fitted: others may decide and listen, and every event is told, however doubtful."""

from letopis.entities import EntityStage
from letopis.entities.choosing import Chooser
from letopis.events.arbiter import Arbiter
from letopis.events.ontology import Ontology
from letopis.events.stage import CasterFactory, EventStage, LooseFactory
from letopis.extractor import Extractor, Stage
from letopis.language import LanguageStage
from letopis.model.model import Model
from letopis.model.stage import ModelStage
from letopis.settings import NO_MODEL, Settings
from letopis.story.dating import Dater
from letopis.story.parts import Linker
from letopis.story.placing import Placer
from letopis.story.recalling import Recaller
from letopis.story.stage import StoryStage
from letopis.times import TimeStage


def chain(
    model: str,
    arbiter: Arbiter | None = None,
    *,
    loose: LooseFactory | None = None,
    caster: CasterFactory | None = None,
    dater: Dater | None = None,
    chooser: Chooser | None = None,
    placer: Placer | None = None,
    recaller: Recaller | None = None,
    linker: Linker | None = None,
    told: bool = True,
    doubtful: bool = True,
    kinds: bool = True,
) -> Extractor:
    """With the model of that name or path, or with none; up to the mentions of events if nothing is to be `told`, and
    the `doubtful` too or only what is likely enough; with the `kinds` that words tell or the rules' alone."""
    ontology = Ontology.load()
    loaded = None if model == NO_MODEL else Model.load(model)
    looking: list[Stage] = [] if loaded is None else [ModelStage(loaded)]
    events = EventStage(ontology, model=loaded, arbiter=arbiter, loose=loose, caster=caster)
    teller = StoryStage(ontology, dater, placer, recaller, linker, everything=doubtful, kinds=kinds)
    story: list[Stage] = [teller] if told else []
    stages = [LanguageStage(), *looking, TimeStage(), EntityStage(chooser), events, *story]
    return Extractor(Settings(model=model), stages)
