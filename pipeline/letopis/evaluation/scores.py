"""The figures of one article, and of many: counts are added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letopis.errors import InputError
from letopis.evaluation.calibration import Calibration, calibration
from letopis.evaluation.coreference import Shares, add_shares, coreference
from letopis.evaluation.counts import Rate, Tally, add_rates, add_tallies
from letopis.evaluation.difference import Difference
from letopis.evaluation.differences import differences
from letopis.evaluation.event_scores import (
    Comparison,
    compare,
    event_tallies,
    field_rates,
    merged_events,
    split_events,
)
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.labels import TALLY_LABELS, rate_figure
from letopis.evaluation.layer_scores import layer_scores, named_only
from letopis.evaluation.mention_scores import mention_tallies, trigger_blocks
from letopis.evaluation.phenomena import Phenomenon, add_phenomena, phenomena
from letopis.evaluation.segmentation import segmentation_tallies
from letopis.evaluation.untyped import WordView, system_view, untyped_differences, untyped_tallies
from letopis.record.contract import Record


@dataclass(slots=True)
class Score:
    """Counts of one article or of many. `splits` and `merges` count events, not their parts.

    `by_block` has triggers by where they stand, `by_event_tag` events by what is hard about them, `shares` the
    measures of coreference.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    rates: dict[str, Rate] = field(default_factory=dict)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_block: dict[str, Tally] = field(default_factory=dict)
    by_event_tag: dict[str, Phenomenon] = field(default_factory=dict)
    shares: dict[str, Shares] = field(default_factory=dict)
    calibration: Calibration = field(default_factory=Calibration)
    splits: int = 0
    merges: int = 0

    def fraction(self, name: str) -> tuple[int, int]:
        """Numerator and denominator of a figure of FIGURE_LABELS, both of which add up over articles."""
        if name not in TALLY_LABELS:
            rate = self.rates.get(name.removesuffix("_share"), Rate())
            return rate.right, rate.total
        tally = self.tallies.get(name, Tally())
        return 2 * tally.right, 2 * tally.right + tally.false + tally.missed

    @property
    def figures(self) -> set[str]:
        """Names of the figures that it has."""
        return {*self.tallies, *map(rate_figure, self.rates)}

    @classmethod
    def total(cls, parts: Sequence["Score"]) -> "Score":
        """The sum of all parts."""
        return cls(
            add_tallies(part.tallies for part in parts),
            add_rates(part.rates for part in parts),
            dict(sorted(add_tallies(part.by_type for part in parts).items())),
            dict(sorted(add_tallies(part.by_block for part in parts).items())),
            add_phenomena(part.by_event_tag for part in parts),
            add_shares(part.shares for part in parts),
            sum((part.calibration for part in parts), Calibration()),
            sum(part.splits for part in parts),
            sum(part.merges for part in parts),
        )


@dataclass(slots=True)
class ArticleScore:
    """One article's counts, and what is wrong in it."""

    name: str
    score: Score
    differences: list[Difference]
    tags: tuple[str, ...] = ()


def score_article(gold: GoldArticle, system: Record | None) -> ArticleScore:
    """Compare one article; None stands for an article that the system has no record of.

    Raises InputError when the record is of another text than gold annotates.
    """
    if system is not None:
        _check_same_text(gold, system)
    if gold.view is not None:
        return _score_untyped(gold, gold.view, system)
    if system is not None and gold.covers.named_only:
        system = named_only(system)
    comparison = compare(gold.record, system, gold.covers)
    tallies, rates = layer_scores(gold.record, system, gold.covers)
    tallies |= segmentation_tallies(gold.segmentation, system) if gold.segmentation else {}
    entities = system.entities if system else []
    score = Score(
        event_tallies(comparison) | mention_tallies(comparison) | tallies,
        field_rates(comparison) | rates,
        _by_type(comparison),
        trigger_blocks(comparison),
        phenomena(comparison, gold.event_tags),
        coreference(gold.record.entities, entities) if "entities" in gold.covers.fields else {},
        calibration(comparison) if "events" in gold.covers.fields else Calibration(),
        len(split_events(comparison)),
        len(merged_events(comparison)),
    )
    return ArticleScore(gold.name, score, differences(gold.name, gold.record, system, comparison), gold.article_tags)


def _score_untyped(gold: GoldArticle, view: WordView, system: Record | None) -> ArticleScore:
    text = gold.record.article.text or ""
    found = system_view(system, text)
    score = Score(untyped_tallies(view, found))
    return ArticleScore(gold.name, score, untyped_differences(gold.name, text, view, found))


def _check_same_text(gold: GoldArticle, system: Record) -> None:
    one, other = gold.record.article, system.article
    if other.sha256 != one.sha256:
        reason = f"the record is of another text than {gold.path} annotates; extract the article again"
        raise InputError(gold.name, "failed", reason)


def _by_type(comparison: Comparison) -> dict[str, Tally]:
    if "events" not in comparison.covers.fields:
        return {}
    right = [one.type for one, _ in comparison.matched]
    found = [event.type for event in comparison.system]
    wanted = [event.type for event in comparison.gold]
    return {
        type_: Tally(
            right.count(type_), found.count(type_) - right.count(type_), wanted.count(type_) - right.count(type_)
        )
        for type_ in sorted({*found, *wanted})
    }


def score_all(gold: Sequence[GoldArticle], records: Mapping[str, Record]) -> list[ArticleScore]:
    """Every gold article against the record of its name; articles without a record count as missed."""
    return [score_article(article, records.get(article.name)) for article in gold]
