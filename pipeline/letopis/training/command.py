"""`letopis train`: brat folders in, a weights file out."""

import hashlib
import time
from pathlib import Path
from typing import Annotated

import typer

from letopis.errors import UsageError


def train(
    folders: Annotated[
        list[Path], typer.Argument(help="brat folders (.txt with .ann) or folders of own gold (.yaml)", exists=True)
    ],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="weights file to write (.npz)")] = Path("weights.npz"),
    epochs: Annotated[int, typer.Option(min=1, help="passes over the examples")] = 10,
    seed: Annotated[int, typer.Option(help="of all random choices; the same seed gives the same weights")] = 1,
    folds: Annotated[Path | None, typer.Option(help="write five networks there, each blind to a fifth")] = None,
    tagger: Annotated[
        str | None, typer.Option(help="weights whose tagger and linker stay (`default`: the package's)")
    ] = None,
    note: Annotated[str, typer.Option(help="kept in the weights' header: what they were trained on")] = "",
) -> None:
    """Train tagger, linker and typed head from annotated articles (needs the extra `train`).

    Brat folders teach tagger and linker: thresholds come from a first run that holds out every fifth article, the
    weights from a second over all. Our own gold, and what the rules tell in the texts of brat folders, teach the typed
    head. With --tagger that alone is fitted, in a few minutes.

    Example: letopis train nerel/train corpus/gold/train -o weights.npz
    """
    try:
        from letopis.training.fitting import Plan
        from letopis.training.run import train_folders
    except ImportError as error:
        raise UsageError("training needs torch: pip install 'letopis[train]'") from error
    started = time.monotonic()
    train_folders(folders, out, Plan(epochs=epochs, seed=seed), note, folds=folds, tagger=tagger)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    typer.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}, {time.monotonic() - started:.0f} s")
