"""How far a run is, by bytes of its inputs."""

from pathlib import Path

import pytest

from letopis.batch.meter import Meter
from letopis.readers import InputFile, find_inputs


@pytest.fixture
def files(tmp_path: Path) -> list[InputFile]:
    for name, size in (("a.txt", 300), ("b.txt", 100)):
        (tmp_path / name).write_bytes(b"x" * size)
    return [file for file in find_inputs([tmp_path]) if isinstance(file, InputFile)]


def test_share_of_the_inputs(files: list[InputFile], monkeypatch: pytest.MonkeyPatch) -> None:
    meter = Meter()
    assert (meter.share, meter.seconds_left) == (None, None)
    meter.total = sum(file.size for file in files)
    assert (meter.share, meter.seconds_left) == (0, None)
    with meter.watched(files[0]).opener() as stream:
        stream.read(200)
        assert meter.share == 0.5
        monkeypatch.setattr(Meter, "seconds", 10.0)
        assert meter.seconds_left == 10.0
    assert meter.share == 0
    for file in files:
        meter.passed(file)
    assert (meter.share, meter.seconds_left) == (1.0, 0.0)
