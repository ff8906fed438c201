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
    note: Annotated[str, typer.Option(help="kept in the weights' header: what they were trained on")] = "",
) -> None:
    """Train the tagger and the linker from annotated articles (needs the extra `train`).

    Thresholds come from a first run that holds out every fifth article; the weights from a second over all.

    Our own gold judges the ontology's events alone: it teaches which of these are none, and who, when and where.

    Example: letopis train nerel/train corpus/gold/train -o weights.npz
    """
    try:
        from letopis.training.fitting import Plan
        from letopis.training.run import train_folders
    except ImportError as error:
        raise UsageError("training needs torch: pip install 'letopis[train]'") from error
    started = time.monotonic()
    train_folders(folders, out, Plan(epochs=epochs, seed=seed), note, folds)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    typer.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}, {time.monotonic() - started:.0f} s")
