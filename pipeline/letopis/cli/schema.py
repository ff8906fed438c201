"""`letopis schema`."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of a record.

    Example: letopis schema > record.schema.json
    """
    from letopis.record import record_schema

    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
