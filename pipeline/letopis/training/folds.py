"""Which articles a network did not see, and the chains that read each article with such a network."""

from functools import cache
from pathlib import Path
from zlib import crc32

from letopis.evaluation.gold import GoldArticle
from letopis.events.stage import CasterFactory, LooseFactory
from letopis.extractor import Extractor
from letopis.settings import PACKAGED_MODEL
from letopis.story.dating import Dater
from letopis.story.parts import Linker
from letopis.story.placing import Placer
from letopis.training.chain import chain

# Every so many articles one is held out while thresholds are chosen, and so many networks `--folds` writes.
HELD_OUT = 5


def fold_of(gold: GoldArticle) -> int:
    """Which of these networks did not see an article of our own gold: the same whatever stands beside it."""
    return crc32(gold.name.encode()) % HELD_OUT


def model_of(folds: Path | None, fold: int) -> str:
    """The fold's network; where there is no folder the package's, which may have seen all."""
    return PACKAGED_MODEL if folds is None else str(folds / f"{fold}.npz")


class OwnChains:
    """Chains for our own gold by the networks of one folder (`letopis train --folds`), loaded when asked for; by the
    package's where there is none."""

    def __init__(
        self,
        folds: Path | None,
        *,
        loose: LooseFactory | None = None,
        dater: Dater | None = None,
        placer: Placer | None = None,
        caster: CasterFactory | None = None,
        linker: Linker | None = None,
        told: bool = True,
    ) -> None:
        self._of_fold = cache(
            lambda fold: chain(
                model_of(folds, fold), loose=loose, dater=dater, placer=placer, caster=caster, linker=linker, told=told
            )
        )

    def of(self, gold: GoldArticle) -> Extractor:
        """The one that is blind to the article."""
        found: Extractor = self._of_fold(fold_of(gold))
        return found
