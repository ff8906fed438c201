"""output/README.md names what a run really writes."""

import re
from pathlib import Path
from typing import get_args

from letopis.database import schema
from letopis.database.views import VIEWS
from letopis.readers.source import Fault
from letopis.record import WARNING_CODES
from letopis.writers import ERRORS_FILE, RUN_FILE, WRITERS

README = (Path(__file__).parents[2] / "output" / "README.md").read_text(encoding="utf-8")


def test_files_are_documented() -> None:
    names = [RUN_FILE, ERRORS_FILE, *(f"records.{name}" for name in WRITERS)]
    assert [name for name in names if f"`{name}`" not in README] == []


def test_failure_codes_are_documented() -> None:
    (listed,) = re.findall(r"^Failures, in `errors.jsonl`: (.*?)\.$", README, re.MULTILINE | re.DOTALL)
    assert re.findall(r"`([a-z-]+)`", listed) == list(get_args(Fault))


def test_warning_codes_are_documented() -> None:
    for code, meaning in WARNING_CODES.items():
        assert f"| `{code}` | {meaning} |" in README


def test_tables_and_views_are_documented() -> None:
    assert [name for name in [*schema.metadata.tables, *VIEWS] if f"`{name}`" not in README] == []
