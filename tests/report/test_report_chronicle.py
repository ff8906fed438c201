"""The picture of a chronicle: well-formed, escaped, honest about what it leaves out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from letopis.database.timeline import Entry, Source
from letopis.errors import UsageError
from letopis.report.chronicle import write_picture

SOURCE = Source("a", "ev_a", "<b>Встреча</b> & «визит»", None, None, None, None)
ENTRY = Entry(
    *("st_a", "2024-03-05", "2024-03-06", None, None, "meeting", None, "occurred"),
    ["Иван <Лунин>"],
    ["Ош"],
    [SOURCE, SOURCE],
)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(path: Path, *entries: Entry) -> Any:
    write_picture(entries, path)
    return etree.fromstring(path.read_bytes())


def test_each_dated_event_has_a_bar_and_its_number_of_sources(tmp_path: Path) -> None:
    undated = replace(ENTRY, time_from=None, time_to=None)
    later = replace(ENTRY, time_from="2025-01-01", time_to=None, status="planned")
    root = drawn(tmp_path / "one.svg", ENTRY, later, undated)
    bars = [group.find(f"{SVG}rect") for group in root.iter(f"{SVG}g")]
    assert [bar.get("fill") for bar in bars if bar is not None] == ["#2b6ca3", "#d98e04"]
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("2") == 2
    assert [word for word in ("2024", "2025") if word not in words] == []
    assert "1 without a date are not drawn" in str(words[-1])


def test_what_articles_say_is_escaped(tmp_path: Path) -> None:
    root = drawn(tmp_path / "one.svg", ENTRY)
    assert any("Иван <Лунин>" in str(text.text) for text in root.iter(f"{SVG}text"))
    write_picture([ENTRY], tmp_path / "one.html")
    assert "<b>" not in (tmp_path / "one.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "entries", "said"),
    [
        ("one.png", [ENTRY], "end the name in .svg or .html"),
        ("one.svg", [replace(ENTRY, time_from=None, time_to=None)], "no event with a date"),
        ("no/one.svg", [ENTRY], "choose another file"),
    ],
)
def test_what_cannot_be_drawn_is_told(tmp_path: Path, name: str, entries: list[Entry], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write_picture(entries, tmp_path / name)
