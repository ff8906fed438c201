"""Label Studio JSON: exported tasks are read, tasks with pre-annotations are written.

Regions carry labels, relations join them, and attributes are per-region text fields. Offsets are code points, as
Label Studio has stored them since 2022; where a region's own text shows that they are UTF-16 units, they are
converted. Beside the tasks, `NAME.xml` is the labelling configuration that shows them.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from letopis.evaluation.formats.standoff import TASK_META, Relation, Span, StandoffArticle, checked, files_of
from letopis.evaluation.gold import Fault, GoldError

Values = dict[str, Any]


def read(path: Path) -> list[StandoffArticle]:
    """Tasks of a .json file, or of all in a folder. Raises UsageError, GoldError with every faulty task."""
    articles: list[StandoffArticle] = []
    faults: list[Fault] = []
    for file in files_of(path, (".json",), "Label Studio export"):
        try:
            tasks = orjson.loads(file.read_bytes())
        except orjson.JSONDecodeError as error:
            faults.append(Fault(file, error.lineno, f"broken JSON: {error.msg}; export the project as JSON again"))
            continue
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks]):
            try:
                articles.append(_article(task, file, number))
            except _RegionError as error:
                faults.append(Fault(file, None, f"task [{number}]: {error}"))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                told = f"{type(error).__name__} {error}"
                faults.append(Fault(file, None, f"task [{number}] is none ({told}); export the project as JSON"))
    if faults:
        raise GoldError(faults)
    return checked(articles)


class _RegionError(ValueError):
    """A region that is not where it says."""


def _article(task: Values, path: Path, number: int) -> StandoffArticle:
    data = task["data"]
    name = str(data.get("name") or task.get("id") or f"{path.stem}-{number + 1}")
    article = StandoffArticle(name, path, data["text"])
    article.meta = {key: str(data[key]) for key in TASK_META if data.get(key)}
    done = [one for one in task.get("annotations") or task.get("completions") or [] if not one.get("was_cancelled")]
    article.dropped["annotations beside the first"] += max(0, len(done) - 1)
    results = (done or task.get("predictions") or [{}])[0].get("result") or []
    regions = {one["id"]: one for one in results if one.get("type") == "labels"}
    article.spans = [span for one in regions.values() for span in _spans(one, article)]
    known = article.by_id()
    for one in results:
        if one.get("type") == "relation":
            article.relations += _relations(one)
        elif one.get("type") in {"textarea", "choices"} and one.get("id") in known:
            values = one["value"].get("text") or one["value"].get("choices") or []
            known[one["id"]].attributes[one["from_name"]] = " ".join([values] if isinstance(values, str) else values)
        elif one.get("type") != "labels":
            article.dropped[f"results of type {one.get('type')}"] += 1
    return article


def _spans(region: Values, article: StandoffArticle) -> list[Span]:
    """A span for each of the region's labels, the first under the region's own id."""
    value = region["value"]
    start, end = _place(article.text, int(value["start"]), int(value["end"]), value.get("text"), region["id"])
    ids = [region["id"], *(f"{region['id']}/{number}" for number in range(2, len(value["labels"]) + 1))]
    return [Span(id_, label, start, end) for id_, label in zip(ids, value["labels"], strict=True)]


def _place(text: str, start: int, end: int, said: str | None, id_: str) -> tuple[int, int]:
    if said is None or text[start:end].split() == said.split():
        return start, end
    units = text.encode("utf-16-le")
    low, high = (len(units[: 2 * offset].decode("utf-16-le", "ignore")) for offset in (start, end))
    if text[low:high].split() == said.split():
        return low, high
    raise _RegionError(f"region {id_}: the text has {text[start:end]!r} at [{start}, {end}), not {said!r}")


def _relations(one: Values) -> list[Relation]:
    source, target = one["from_id"], one["to_id"]
    if one.get("direction") == "left":
        source, target = target, source
    return [Relation(label, source, target) for label in one.get("labels") or ["related"]]


def write(articles: Sequence[StandoffArticle], path: Path) -> None:
    """Tasks with one prediction each, and the labelling configuration beside them."""
    tasks = [_task(article) for article in articles]
    path.write_bytes(orjson.dumps(tasks, option=orjson.OPT_INDENT_2) + b"\n")
    path.with_suffix(".xml").write_text(_configuration(articles), encoding="utf-8")


def _task(article: StandoffArticle) -> Values:
    results = [result for span in article.spans for result in _results(span, article.text)]
    results += [
        {"type": "relation", "from_id": one.source, "to_id": one.target, "direction": "right", "labels": [one.label]}
        for one in article.relations
    ]
    data = {"name": article.name, "text": article.text, **article.meta}
    return {"data": data, "predictions": [{"model_version": "letopis", "result": results}]}


def _results(span: Span, text: str) -> list[Values]:
    place = {"start": span.start, "end": span.end}
    common = {"id": span.id, "to_name": "text"}
    value = {**place, "text": text[span.start : span.end], "labels": [span.label]}
    region = {**common, "from_name": "label", "type": "labels", "value": value}
    fields = [
        {**common, "from_name": key, "type": "textarea", "value": {**place, "text": [said]}}
        for key, said in span.attributes.items()
    ]
    return [region, *fields]


def _configuration(articles: Sequence[StandoffArticle]) -> str:
    labels = Counter(span.label for article in articles for span in article.spans)
    relations = Counter(one.label for article in articles for one in article.relations)
    keys = Counter(key for article in articles for span in article.spans for key in span.attributes)
    rows = ["<View>", '  <Relations choice="single">']
    rows += [f"    <Relation value={quoteattr(label)}/>" for label in sorted(relations)]
    rows += ["  </Relations>", '  <Labels name="label" toName="text">']
    rows += [f"    <Label value={quoteattr(label)}/>" for label in sorted(labels)]
    rows += ["  </Labels>", '  <Text name="text" value="$text" granularity="word"/>']
    fixed = 'toName="text" perRegion="true" editable="true"'
    rows += [f"  <TextArea name={quoteattr(key)} {fixed}/>" for key in sorted(keys)]
    return "\n".join([*rows, "</View>", ""])
