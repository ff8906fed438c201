"""The chain without odds: what the rules alone say of who does what."""

from collections.abc import Sequence
from functools import partial

import pytest

from letopis.document import Sentence
from letopis.entities import EntityStage
from letopis.events.casting import Caster
from letopis.events.casting_odds import CastingOdds
from letopis.events.found import Found
from letopis.events.slots import SlotFinder
from letopis.events.stage import EventStage
from letopis.extractor import Extractor
from letopis.language import LanguageStage
from letopis.story.stage import StoryStage
from letopis.times import TimeStage


class AsRuled(Caster):
    """Leaves everyone the part that the rules give him."""

    def cast(self, sentence: Sentence, found: Sequence[Found], slots: SlotFinder) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def by_rules() -> Extractor:
    caster = partial(AsRuled, odds=CastingOdds(weights={}, told=0.5))
    return Extractor(stages=[LanguageStage(), TimeStage(), EntityStage(), EventStage(caster=caster), StoryStage()])
