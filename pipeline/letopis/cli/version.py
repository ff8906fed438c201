"""`letopis version`."""

import typer


def version() -> None:
    """Print the version.

    Example: letopis version
    """
    from letopis.record import package_version

    typer.echo(package_version())
