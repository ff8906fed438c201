"""Which of several figures of one event stands: texts open with the newest, and tell what was said before."""

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from letopis.document import Amount, Conflict, ConflictValue, Document, Event, EventMention, Token
from letopis.tables import read_table


class _Example(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    killed: int


class FigureWords(BaseModel):
    """Lemmas that say of a figure that it replaces another, or that another replaced it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    corrected: frozenset[str]
    earlier: frozenset[str]
    bygone: frozenset[str]
    examples: tuple[_Example, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "FigureWords":
        """The package's; raises ResourceError for a faulty file."""
        return read_table(files("letopis") / "resources" / "story" / "figures.yaml", cls)


class _Told(NamedTuple):
    """A figure as one mention of the event, by its number, gives it."""

    mention: int
    amount: Amount
    old: bool
    corrects: bool
    source: str | None


def settle_counts(document: Document, event: Event) -> None:
    """Choose each figure of the event among those of its mentions; what differs is kept as a conflict."""
    told: dict[str, list[_Told]] = {}
    for index, mention in enumerate(event.mentions):
        if mention.counts:
            old, corrects = _standing(document.sentences[mention.sentence].tokens)
            for key, amount in mention.counts.items():
                told.setdefault(key, []).append(_Told(index, amount, old, corrects, _source(mention)))
    for key, figures in told.items():
        best = _best(figures)
        event.counts[key] = best.amount
        if len({(each.amount.low, each.amount.high) for each in figures}) > 1:
            event.conflicts.append(_conflict(key, figures, best))


def _standing(tokens: list[Token]) -> tuple[bool, bool]:
    """Whether the sentence says that its figure was told before, or that it corrects another."""
    words, lemmas = FigureWords.load(), {token.lemma for token in tokens}
    corrects = not words.corrected.isdisjoint(lemmas)
    bygone = any(
        token.lemma in words.bygone and token.feats.get("Tense") == "Past" and token.feats.get("Aspect") == "Imp"
        for token in tokens
    )
    return not corrects and (bygone or not words.earlier.isdisjoint(lemmas)), corrects


def _source(mention: EventMention) -> str | None:
    return mention.attribution.text if mention.attribution is not None else None


def _best(figures: list[_Told]) -> _Told:
    best = figures[0]
    for each in figures[1:]:
        grown = not each.old and _size(each.amount) > _size(best.amount) and not _of_others(best, each)
        if each.corrects or (best.old and not each.old) or grown:
            best = each
    return best


def _of_others(one: _Told, other: _Told) -> bool:
    """Two sources that disagree: whom the text believes it names first."""
    return None not in (one.source, other.source) and one.source != other.source


def _size(amount: Amount) -> int:
    return amount.low or amount.high or 0


def _conflict(key: str, figures: list[_Told], best: _Told) -> Conflict:
    rows = [ConflictValue([_text(each.amount.low), _text(each.amount.high)], None, each.mention) for each in figures]
    if best.corrects:
        why = "a correction supersedes what was told before"
    elif best is figures[0]:
        why = "the figure told first stands against an older one or another source's"
    else:
        why = "the larger figure told later supersedes the earlier one"
    return Conflict(f"counts.{key}", rows, figures.index(best), why)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
