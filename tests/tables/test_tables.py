"""Tables in YAML: what is lost, unreadable or of a wrong shape is told with file and line."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from letopis.errors import ResourceError
from letopis.tables import check_table, parse_data, read_table


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: list[str]


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_read_into_its_model(tmp_path: Path) -> None:
    path = _table(tmp_path, "суд: {words: [судья, истец]}\n")
    assert read_table(path, dict[str, _Row]) == {"суд": _Row(words=["судья", "истец"])}


@pytest.mark.parametrize("text", ["а: [б]\nв: [г]\nа: [д]\n", "в: 1\nа: {г: 1,\n  г: 2}\n"])
def test_a_key_given_twice_is_a_fault_with_its_line(text: str) -> None:
    """YAML itself would keep the last one without a word."""
    with pytest.raises(ResourceError, match="twice") as fault:
        parse_data("rows.yaml", text)
    assert fault.value.line == 3


@pytest.mark.parametrize("text", ["а: [б\n", "а: !!python/object:os.system {}\n", "а: \x00\n"])
def test_what_is_no_plain_yaml_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(ResourceError, match=r"rows\.yaml"):
        read_table(_table(tmp_path, text), dict[str, _Row])


def test_text_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "rows.yaml"
    path.write_bytes("слово: [да]".encode("cp1251"))
    with pytest.raises(ResourceError, match="UTF-8"):
        read_table(path, dict[str, _Row])


def test_every_fault_of_shape_is_listed_with_its_field() -> None:
    with pytest.raises(ResourceError, match=r"суд\.words.*мэр\.слова"):
        check_table("rows.yaml", {"суд": {"words": 1}, "мэр": {"words": [], "слова": []}}, dict[str, _Row])


def test_merge_keys_still_work() -> None:
    assert parse_data("x", "а: &a {б: 1}\nв:\n  <<: *a\n  б: 2\n") == {"а": {"б": 1}, "в": {"б": 2}}
