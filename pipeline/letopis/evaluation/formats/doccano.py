"""doccano JSONL: one text a line with `entities` and `relations`, or `label` triples of its older exports."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from letopis.evaluation.formats.standoff import TASK_META, Relation, Span, StandoffArticle, checked, files_of
from letopis.evaluation.gold import Fault, GoldError

# An export holds comments of annotators too; they belong to no span.
_KNOWN = {"id", "text", "entities", "relations", "label", "labels", "Comments", "comments", "name"}


def read(path: Path) -> list[StandoffArticle]:
    """Articles of a .jsonl file, or of all in a folder. Raises UsageError, GoldError with every faulty line."""
    articles: list[StandoffArticle] = []
    places: list[int] = []
    faults: list[Fault] = []
    for file in files_of(path, (".jsonl",), "doccano export"):
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                articles.append(_article(orjson.loads(line), file, number))
                places.append(number)
            except orjson.JSONDecodeError as error:
                faults.append(Fault(file, number, f"broken JSON: {error.msg}; one object a line"))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                told = f"{type(error).__name__} {error}"
                faults.append(Fault(file, number, f"no doccano line ({told}); it needs text, entities, relations"))
    if faults:
        raise GoldError(faults)
    return checked(articles, places)


def _article(values: dict[str, Any], path: Path, line: int) -> StandoffArticle:
    name = str(values.get("name") or values.get("id") or f"{path.stem}-{line}")
    article = StandoffArticle(name, path, values["text"])
    article.meta = {key: str(values[key]) for key in TASK_META if values.get(key) and key != "id"}
    article.spans = [_span(one) for one in values.get("entities") or []]
    older = values.get("label") or values.get("labels") or []
    article.spans += [Span(f"s{index}", label, start, end) for index, (start, end, label) in enumerate(older)]
    article.relations = [
        Relation(one["type"], str(one["from_id"]), str(one["to_id"])) for one in values.get("relations") or []
    ]
    article.dropped["comments"] += len(values.get("Comments") or values.get("comments") or [])
    for key in values.keys() - _KNOWN - set(TASK_META):
        article.dropped[f"the field {key}"] += 1
    return article


def _span(values: dict[str, Any]) -> Span:
    return Span(str(values["id"]), values["label"], int(values["start_offset"]), int(values["end_offset"]))


def write(articles: Sequence[StandoffArticle], path: Path) -> None:
    """One line an article; ids are numbered through the file, as doccano wants them."""
    lines, first = [], 0
    for article in articles:
        lines.append(orjson.dumps(_values(article, first)))
        first += len(article.spans)
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def _values(article: StandoffArticle, first: int) -> dict[str, Any]:
    ids = {span.id: first + number for number, span in enumerate(article.spans, 1)}
    return {
        "name": article.name,
        "text": article.text,
        **article.meta,
        "entities": [
            {"id": ids[span.id], "label": span.label, "start_offset": span.start, "end_offset": span.end}
            for span in article.spans
        ],
        "relations": [
            {"id": number, "from_id": ids[one.source], "to_id": ids[one.target], "type": one.label}
            for number, one in enumerate(article.relations, 1)
        ],
    }
