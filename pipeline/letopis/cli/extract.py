"""`letopis extract`."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from letopis.cli.config import load_config
from letopis.cli.options import Database, Fields, ModelName, Published, Resources, make_settings, parse_fields
from letopis.errors import UsageError

STDOUT = "-"


class Format(StrEnum):
    """Output formats, as in the table of writers."""

    JSONL = "jsonl"
    JSON = "json"
    PARQUET = "parquet"


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    DASK = "dask"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input.")]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR|-", help="Folder to write to; - for standard output.")
]
OutputFormat = Annotated[
    Format, typer.Option("--format", help="One record a line, or one array; parquet: flat tables, with --engine dask.")
]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave the article's text out of the record.")]
WithLayers = Annotated[bool, typer.Option("--layers", help="Add tokens, sentences and blocks.")]
MinConfidence = Annotated[float, typer.Option(metavar="0..1", help="Leave out events less certain than this.")]
WithTable = Annotated[bool, typer.Option("--table", help="Print the events as a table: when, what, who, where.")]
IncludeOther = Annotated[bool, typer.Option("--include-other", help="Show events of no known type in the table, too.")]
MaxCharacters = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Read no more of one article; the record says what was left out.")
]
Timezone = Annotated[str | None, typer.Option(metavar="ZONE", help="Zone of times that name none, as Europe/Moscow.")]
Workers = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Worker processes; by default none for 8 new articles, else one a core."),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout-per-article",
        min=0.001,
        metavar="SECONDS",
        help="Set an article aside that takes longer. Articles then go one at a time.",
    ),
]
PublishedFrom = Annotated[
    str | None,
    typer.Option(
        "--published-from", metavar="PATTERN",
        help="Where dates of publication are: %Y-%m-%d or so in the path, NAME=%d.%m.%Y in a column, or NAME.",
    ),
]  # fmt: skip
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Leave out articles published before this day; undated ones are kept."),
]
LogJson = Annotated[
    bool, typer.Option("--log-json", help="Say everything on standard error as JSON, one object a line.")
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Go on and process files as they come, once they are whole; Ctrl-C ends it.")
]
Poll = Annotated[float, typer.Option(min=0.05, metavar="SECONDS", help="How often --watch looks for files.")]
WithEngine = Annotated[
    Engine, typer.Option("--engine", help="This machine, or the workers of a dask scheduler (letopis[cluster]).")
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="The scheduler of --engine dask: tcp://host:8786.")
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings from a TOML file, under the names of these options; the command line wins.",
        callback=load_config,
        is_eager=True,
    ),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Process everything again, whatever earlier runs did.")]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Process again what failed in an earlier run.")]


# An option, those that do not go with it, and why.
CONTRADICTIONS: Final = (
    ("-o -", ("--table",), "both would write to standard output: leave one out"),
    ("-o -", ("--fresh", "--retry-failed"), "there is no earlier run: leave --fresh and --retry-failed out"),
    ("--watch", ("-o -", "PATH -"), "it looks at folders and writes to one: leave - out"),
    (
        "--engine dask",
        ("-o -", "PATH -", "--watch", "--table", "--db", "--workers", "--format json"),
        "the cluster reads and writes folders of parts; leave it out, letopis load takes the parts",
    ),
    ("--engine local", ("--format parquet",), "letopis export writes Parquet from records.jsonl"),
)


def extract(
    paths: Paths,
    *,
    output: Output = "output",
    output_format: OutputFormat = Format.JSONL,
    published: Published = None,
    published_from: PublishedFrom = None,
    timezone: Timezone = None,
    max_characters: MaxCharacters = None,
    no_text: NoText = False,
    layers: WithLayers = False,
    min_confidence: MinConfidence = 0.0,
    model: ModelName = None,
    resources: Resources = None,
    field: Fields = None,
    db: Database = None,
    table: WithTable = False,
    include_other: IncludeOther = False,
    workers: Workers = None,
    timeout: Timeout = None,
    fresh: Fresh = False,
    retry_failed: RetryFailed = False,
    since: Since = None,
    log_json: LogJson = False,
    watch: Watch = False,
    poll: Poll = 5.0,
    engine: WithEngine = Engine.LOCAL,
    scheduler: Scheduler = None,
    _config: Config = None,
) -> None:
    """Extract events from Russian news articles.

    Reads .txt, .md, .html, .json, .jsonl, .csv, .parquet, .warc, and feeds (.rss, .atom, .xml); also
    compressed (.gz, .zst) and in archives (.zip, .tar), but for .parquet. A pattern such as
    'news/2025-*/*.jsonl.gz' is quoted, ** in it means any folders.

    Writes DIR/records.jsonl and DIR/run.json, and DIR/errors.jsonl when an input failed.
    A second run into the same DIR processes only what is new or changed, and finishes what was
    interrupted or killed; the records are always those of all inputs given, in their order.
    Exit code 0: all well; 1: some input failed; 2: wrong usage; 130: ended by Ctrl-C or SIGTERM.

    Examples:

    letopis extract news/ -o output --table

    letopis extract article.txt --published 2025-11-25 -o -

    letopis extract dump.jsonl --field text=body --db sqlite:///events.db

    letopis extract 'crawl/*.warc.gz' articles.zip -o output

    letopis extract archive/ --published-from %Y/%m/%d --since 2025-11-01

    letopis extract --watch incoming/ -o output --db sqlite:///events.db

    letopis extract s3://bucket/news -o s3://bucket/events --engine dask --scheduler tcp://host:8786

    letopis extract --config letopis.toml

    cat article.txt | letopis extract - -o - > records.jsonl
    """
    from letopis.batch.threads import one_thread

    one_thread()
    from letopis.batch.workforce import BatchOptions
    from letopis.cli.log import JsonLog, TextLog
    from letopis.cli.run import Outputs, Request, run
    from letopis.cli.watch import watch as keep_watching

    _refuse_contradictions(
        {
            "-o -": output == STDOUT, "PATH -": STDOUT in paths, "--watch": watch, "--table": table, "--fresh": fresh,
            "--retry-failed": retry_failed, "--db": db is not None, "--workers": workers is not None,
            f"--format {output_format.value}": True, f"--engine {engine.value}": True,
        }
    )  # fmt: skip
    settings = make_settings(
        published=published,
        published_from=published_from,
        timezone=timezone,
        max_characters=max_characters,
        min_confidence=min_confidence,
        model=model,
        resources=resources,
        include_text=not no_text,
        layers=layers,
    )
    outputs = Outputs(
        folder=None if output == STDOUT else Path(output),
        output_format=output_format.value,
        database=db,
        table=table,
        include_other=include_other,
    )
    options = BatchOptions(workers, timeout, fresh, retry_failed, _day(since))
    log = JsonLog() if log_json else TextLog()
    request = Request(paths, settings, parse_fields(field), outputs, options, log)
    if engine is Engine.DASK:
        from letopis.cli.cluster import run_cluster

        raise typer.Exit(run_cluster(request, output, scheduler))
    raise typer.Exit(keep_watching(request, poll) if watch else run(request))


def _refuse_contradictions(given: Mapping[str, bool]) -> None:
    """UsageError where two of the options given do not go together; the message says why."""
    for one, others, why in CONTRADICTIONS:
        other = next((other for other in others if given.get(one) and given.get(other)), None)
        if other is not None:
            raise UsageError(f"{one} and {other}: {why}")


def _day(since: str | None) -> str:
    """The day in ISO 8601, "" for none."""
    from letopis.settings import parse_moment

    try:
        return parse_moment(since).date().isoformat() if since else ""
    except ValueError as error:
        raise UsageError(f"--since: {error}") from error
