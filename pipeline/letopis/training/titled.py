"""Our own gold with each article's title as the first line of its text, as most news has it.

`python -m letopis.training.titled GOLD... --out titled.jsonl` writes it as records, for `letopis evaluate --format
records`. The title was not annotated. What the chain reads there as an event is gold's where there is no doubt which:
of the same kind of event gold has one, or one that the first paragraph tells.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from letopis.document import Document, EventMention
from letopis.evaluation.formats import own, records
from letopis.evaluation.gold import GoldArticle
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.record.contract import Record
from letopis.settings import PACKAGED_MODEL
from letopis.story.relations import Relations
from letopis.training.chain import chain
from letopis.training.held_out import article_of

_BETWEEN = "\n\n"
_OFFSETS = frozenset({"start", "end", "at"})


def main(
    gold: Annotated[list[Path], typer.Argument(help="folders of our own gold", exists=True)],
    out: Annotated[Path, typer.Option(help="records to write, as JSON lines")],
) -> None:
    """Write the gold of all articles that have a title beside their text."""
    reader, relations = chain(PACKAGED_MODEL, told=False), Relations.load()
    found = [titled(one, reader, relations) for folder in gold for one in own.load(folder)]
    records.write([one for one in found if one is not None], out)


def titled(gold: GoldArticle, reader: Extractor, relations: Relations) -> GoldArticle | None:
    """The article with its title on top; None where it has none, or the text begins with it already."""
    title, text = gold.record.article.title, gold.record.article.text or ""
    if not title or text.startswith(title):
        return None
    values = _moved(gold.record.model_dump(by_alias=True, exclude_unset=True), len(title) + len(_BETWEEN))
    whole = f"{title}{_BETWEEN}{text}"
    values["article"] |= {"text": whole, "sha256": sha256_text(whole)}
    moved = replace(gold, record=Record.model_validate(values))
    document = reader.annotate(article_of(moved))
    for mention in (one for one in document.event_mentions if one.block == "title" and one.claim is None):
        event = _meant(mention, document, values["events"], relations)
        if event is not None:
            event["mentions"].insert(0, _told(mention))
    return replace(gold, record=Record.model_validate(values))


def _moved(value: Any, by: int) -> Any:
    """The value with all offsets in it moved."""
    if isinstance(value, dict):
        return {
            name: one + by if name in _OFFSETS and isinstance(one, int) else _moved(one, by)
            for name, one in value.items()
        }
    return [_moved(one, by) for one in value] if isinstance(value, list) else value


def _meant(
    mention: EventMention, document: Document, events: list[dict[str, Any]], relations: Relations
) -> dict[str, Any] | None:
    """Gold's event that a word of the title tells, if it is clear."""
    kin = [event for event in events if relations.kin(event["type"], mention.type)]
    first = next((block for block in document.blocks if block.kind == "lead"), None)
    if len(kin) > 1 and first is not None:
        kin = [event for event in kin if any(start < first.end for start in _starts(event))]
    return kin[0] if len(kin) == 1 else None


def _starts(event: dict[str, Any]) -> Iterator[int]:
    return (mention["trigger"]["start"] for mention in event["mentions"])


def _told(mention: EventMention) -> dict[str, Any]:
    trigger = mention.trigger
    return {
        "trigger": {"start": trigger.start, "end": trigger.end, "text": trigger.text, "lemma": trigger.lemma},
        "sentence": {"start": mention.start, "end": mention.end},
        "block": mention.block,
        "participants": [],
        "places": [],
        "times": [],
    }


if __name__ == "__main__":
    typer.run(main)
