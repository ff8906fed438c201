"""`letopis explain`."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.options import Fields, ModelName, Published, Resources, make_settings, parse_fields

if TYPE_CHECKING:
    from letopis.document import Document
    from letopis.settings import Settings


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One article, or - for standard input.")],
    event: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this event, such as ev_0123456789abcdef.")
    ] = None,
    *,
    published: Published = None,
    model: ModelName = None,
    resources: Resources = None,
    field: Fields = None,
) -> None:
    """Say why: which rule gave each trigger, role, time and status, and why mentions were merged or kept apart.

    Examples:

    letopis explain article.txt --published 2025-11-25

    letopis explain article.txt --event ev_0123456789abcdef
    """
    from letopis.errors import UsageError
    from letopis.report.explain import explain_document

    settings = make_settings(published=published, model=model, resources=resources)
    known: list[str] = []
    told = False
    for document in _documents(file, settings, parse_fields(field)):
        known += [found.id for found in document.events]
        for line in explain_document(document, event):
            told = True
            typer.echo(line)
    if not told:
        raise UsageError(f"{file} has no event {event}; its events: {', '.join(known) or 'none'}")


def _documents(file: str, settings: "Settings", fields: Mapping[str, str]) -> Iterator["Document"]:
    """The documents of the file; raises the InputError of the first that fails."""
    from letopis.errors import InputError
    from letopis.extractor import Extractor
    from letopis.readers import ReadOptions, SourceArticle, read_paths

    options = ReadOptions.of(settings, fields)

    def readable() -> Iterator[SourceArticle]:
        for source in read_paths([file], options):
            if isinstance(source, InputError):
                raise source
            yield source

    for result in Extractor(settings).process(readable(), traced=True):
        if isinstance(result, InputError):
            raise result
        yield result
