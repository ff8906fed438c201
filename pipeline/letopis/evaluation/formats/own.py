"""Our own gold format: one YAML file an article, standoff by quoting (corpus/README.md describes it).

Every fault of every file is gathered before any is reported, each with its line and what to write instead.
"""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from letopis.errors import UsageError
from letopis.evaluation.formats import lined_yaml
from letopis.evaluation.formats.own_context import Context, Source
from letopis.evaluation.formats.own_entities import entity_values, resolve_entities, resolve_times
from letopis.evaluation.formats.own_events import build_claims, build_events
from letopis.evaluation.formats.own_schema import GoldFile
from letopis.evaluation.gold import SCORED_TYPES, Coverage, Fault, GoldArticle, GoldError, validated
from letopis.ids import sha256_text
from letopis.readers.plain import from_text
from letopis.record.contract import Record


def load(path: Path) -> list[GoldArticle]:
    """Gold of a file, or of all `.yaml` files below a folder, by name. Raises GoldError, UsageError."""
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not files or not path.exists():
        raise UsageError(f"{path}: no gold there; give a .yaml file or a folder that holds some")
    articles: list[GoldArticle] = []
    faults: list[Fault] = []
    for file in files:
        try:
            articles.append(load_file(file))
        except GoldError as error:
            faults += error.faults
    if faults:
        raise GoldError(faults)
    return articles


def load_file(path: Path) -> GoldArticle:
    """Gold of one file. Raises GoldError."""
    try:
        lined = lined_yaml.parse(path.read_bytes().decode("utf-8"))
        gold = GoldFile.model_validate(lined.value)
    except UnicodeDecodeError as error:
        raise GoldError([Fault(path, None, f"is not UTF-8: {error.reason}")]) from error
    except lined_yaml.YamlFaultError as error:
        raise GoldError([Fault(path, error.line, str(error))]) from error
    except ValidationError as error:
        raise GoldError([_schema_fault(path, lined, dict(item)) for item in error.errors()]) from error
    context = Context(gold, _source(path, gold.article, lined), lined)
    record = _record(context)
    return GoldArticle(gold.article, path, record, _coverage(gold), tuple(gold.tags), context.event_tags)


def _schema_fault(path: Path, lined: lined_yaml.LinedYaml, error: dict[str, Any]) -> Fault:
    # Roles are gathered before validation: the file has no `roles` level.
    where = tuple(part for part in error["loc"] if part != "roles")
    place = ".".join(str(part) for part in where) or "the file"
    return Fault(path, lined.line(where), f"{place}: {error['msg'].removeprefix('Value error, ')}")


def _coverage(gold: GoldFile) -> Coverage:
    whole = Coverage()
    types, fields = gold.covers.types, gold.covers.fields
    return Coverage(
        types=SCORED_TYPES if types is None else frozenset(types),
        fields=whole.fields if fields is None else frozenset(fields),
    )


def _source(path: Path, name: str, lined: lined_yaml.LinedYaml) -> Source:
    """The article's file: `articles/<name>.txt` in a folder around the gold, or `<name>.txt` beside it."""
    candidates = [path.parent / f"{name}.txt"]
    candidates += [folder / "articles" / f"{name}.txt" for folder in path.absolute().parents]
    article = next((file for file in candidates if file.is_file()), None)
    if article is None:
        message = f"there is no article {name}.txt beside the gold or in an articles/ folder above it"
        raise GoldError([Fault(path, lined.line(("article",)), message)])
    raw = from_text(article.read_bytes().decode("utf-8-sig"), article.name, [])
    return Source(path, raw)


def _record(context: Context) -> Record:
    times = resolve_times(context)
    resolve_entities(context)
    events = build_events(context)
    values = {
        "schema": "letopis.record/1",
        "article": _article(context.source),
        "events": events,
        "entities": entity_values(context),
        "times": times,
        "claims": build_claims(context),
        "warnings": [],
        "produced_by": {"version": "gold", "model": ", ".join(context.gold.annotators), "settings": "-"},
    }
    if context.faults:
        raise GoldError(context.faults)
    return validated(values, context.source.path)


def _article(source: Source) -> dict[str, Any]:
    article = source.article
    published = article.published[0] if article.published else None
    return {
        "id": source.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "published": published,
        "published_from": "metadata" if published else None,
        "language": "ru",
        "sha256": sha256_text(article.text),
        "path": article.where,
        "text": article.text,
    }
