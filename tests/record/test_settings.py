"""Settings: what the digest counts, what is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from letopis.settings import Settings


@pytest.mark.parametrize("changed", [{"include_text": False}, {"layers": True}])
def test_output_options_leave_the_digest_alone(changed: dict[str, bool]) -> None:
    assert Settings.model_validate(changed).digest() == Settings().digest()


@pytest.mark.parametrize(
    "changed", [{"published": "2025-01-02"}, {"timezone": "Asia/Omsk"}, {"model": "m"}, {"min_confidence": 0.5}]
)
def test_what_changes_results_changes_the_digest(changed: dict[str, object]) -> None:
    assert Settings.model_validate(changed).digest() != Settings().digest()


def test_resources_count_by_content_not_by_path(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, content in zip(folders, ("x", "x", "y"), strict=True):
        (folder / "times").mkdir(parents=True)
        (folder / "times" / "own.yaml").write_text(content)
    one, same, other = (Settings(resources=folder).digest() for folder in folders)
    assert one == same != other


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": "25.11.2025"},
        {"published": "2025-11-25T10:00"},
        {"timezone": "Moscow"},
        {"min_confidence": 2.0},
        {"unknown": 1},
    ],
)
def test_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)
