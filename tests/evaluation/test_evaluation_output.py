"""Reports into files: JSON, Markdown, the page; and what is refused before anything is computed."""

import json
from pathlib import Path

import pytest

from letopis.cli import main
from letopis.evaluation.formats.own import load

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"


def evaluate(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(["evaluate", *map(str, arguments)])
    return int(exit_.value.code or 0)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gold as records, every second event left out."""
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    found = []
    for article in load(DEV):
        kept = [event.model_copy(update={"part_of": None}) for event in article.record.events[::2]]
        found.append(article.record.model_copy(update={"events": kept, "claims": []}).to_json())
    path.write_bytes(b"\n".join(found))
    return path


def test_all_three_say_the_same(records: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"report{ending}" for ending in (".json", ".md", ".html")]
    assert evaluate(DEV, records, *(part for file in files for part in ("-o", file))) == 0
    figures = json.loads(files[0].read_text(encoding="utf-8"))
    recall = f"{100 * figures['tallies']['events']['recall']:.1f}"
    missed = str(figures["tallies"]["events"]["missed"])
    markdown = files[1].read_text(encoding="utf-8")
    row = next(line for line in markdown.split("\n") if line.startswith("| events |"))
    cells = row.split(" | ")
    assert (cells[2], cells[7].rstrip(" |")) == (recall, missed)
    assert "| CoNLL F1 (their mean) |  |  | 100.0 |" in markdown
    assert f"| miss | {missed} |" in markdown
    page = files[2].read_text(encoding="utf-8")
    assert f'<th scope="row">events</th><td>100.0</td><td>{recall}</td>' in page
    assert page.count('data-layer="event" data-state="miss"') == int(missed)


@pytest.mark.parametrize(
    ("name", "fix"), [("report.pdf", "end the name with one of .json, .md, .html"), ("no/r.md", "there is no folder")]
)
def test_refused_at_once(name: str, fix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(DEV, tmp_path / "nowhere.jsonl", "-o", tmp_path / name) == 2
    assert fix in capsys.readouterr().err
