"""Flat tables: what is written is read back, by csv and by pyarrow."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from letopis.cli import main
from letopis.errors import UsageError
from letopis.export import FORMATS, export
from letopis.export.flat import TABLES, flat_rows
from letopis.record import Record

OWN = Path(__file__).parents[1] / "data" / "own_record.json"
Tables = dict[str, list[dict[str, Any]]]


def article(name: str, published: str | None = None) -> Record:
    """Our record as another article's."""
    record = json.loads(OWN.read_bytes())
    record["article"] |= {"id": name, "published": published, "title": f"«{name}», 1\nи 2"}
    return Record.model_validate_json(json.dumps(record).replace('"ev_', f'"ev_{name}'))


RECORDS = [article("a", "2024-07-05"), article("b", "2024-06-30T23:00:00+03:00"), article("c")]


def expected(records: Iterable[Record]) -> Tables:
    tables: Tables = {name: [] for name in TABLES}
    for record in records:
        for name, row in flat_rows(record):
            tables[name].append(row)
    return tables


def by_id(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row.get("event_id") or row["id"], row["position"]))


def test_rows_are_flat_and_full() -> None:
    tables = expected(RECORDS[:1])
    assert {name: len(rows) for name, rows in tables.items()} == {
        "events": 3,
        "participants": 5,
        "places": 1,
        "mentions": 3,
    }
    first = tables["events"][0]
    assert (first["who"], first["where"]) == ("Батсух Ганзориг; Ханна Лехтонен", "Дархан")
    assert (first["published"], first["plover_contexts"]) == ("2024-07-05", '["diplomatic"]')
    for name, rows in tables.items():
        found = {(column, type(value)) for row in rows for column, value in row.items() if value is not None}
        assert found <= TABLES[name].items()


def test_csv_is_read_back(tmp_path: Path) -> None:
    export(RECORDS, tmp_path / "out", "csv")
    for name, rows in expected(RECORDS).items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            read = list(csv.DictReader(stream))
        assert read == [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]


def test_parquet_is_read_back(tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="pyarrow is not installed: letopis[parquet]")
    export(RECORDS, tmp_path / "out", "parquet")
    months = {"a": "2024-07", "b": "2024-06", "c": "undated"}
    for name, rows in expected(RECORDS).items():
        read = dataset.dataset(tmp_path / "out" / name, partitioning="hive").to_table().to_pylist()
        assert by_id({key: row[key] for key in TABLES[name]} for row in read) == by_id(rows)
        if name == "events":
            assert {row["article_id"]: row["month"] for row in read} == months
    folders = sorted(folder.name for folder in (tmp_path / "out" / "events").iterdir())
    assert folders == ["month=2024-06", "month=2024-07", "month=undated"]


def without_nulls(value: Any) -> Any:
    """A struct without the fields that are null: those of other types of entity, and what the record leaves out."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def test_nested_parquet_is_the_record(tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="pyarrow is not installed: letopis[parquet]")
    records = [*RECORDS, Record.model_validate(conflicting())]
    export(records, tmp_path / "out", "parquet-nested")
    rows = dataset.dataset(tmp_path / "out" / "records", partitioning="hive").to_table().to_pylist()
    read = {row["article"]["id"]: row for row in rows}
    for record in records:
        row = read[record.article.id]
        for event in row["events"]:
            event["counts"] = dict(event["counts"])
            for conflict in event["conflicts"]:
                conflict["values"] = [one | {"value": json.loads(one["value"])} for one in conflict["values"]]
        del row["month"]
        assert without_nulls(row) == without_nulls(record.to_dict())


def conflicting() -> dict[str, Any]:
    """Our record with a count and a conflict."""
    record = article("d").to_dict()
    record["events"][0] |= {
        "counts": {"killed": {"min": 2, "max": 5}},
        "conflicts": [{
            "field": "time", "chosen": 0, "why": "rescheduled",
            "values": [{"value": value, "basis": None, "mention": None} for value in (["a", None], "b", 7)],
        }],
    }  # fmt: skip
    return record


def test_duckdb_and_pandas_read_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    for format_ in ("parquet", "parquet-nested"):
        export(RECORDS, tmp_path / format_, format_)
    flat = pandas.read_parquet(tmp_path / "parquet" / "events")
    assert set(flat.loc[flat["month"] == "2024-07", "id"]) == {event.id for event in RECORDS[0].events}
    pattern = str(tmp_path / "parquet-nested" / "records" / "**" / "*.parquet")
    nested = duckdb.read_parquet(pattern, hive_partitioning=True).filter("month = '2024-06'")
    events = nested.project("unnest(events) AS event").project("event.type, len(event.participants)")
    assert events.fetchall() == [(event.type, len(event.participants)) for event in RECORDS[1].events]


def test_parquet_in_several_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="pyarrow is not installed: letopis[parquet]")
    monkeypatch.setattr("letopis.export.parquet.BATCH", 1)
    export([article(name, "2024-07-05") for name in "abc"], tmp_path / "out", "parquet")
    assert dataset.dataset(tmp_path / "out" / "events", partitioning="hive").count_rows() == 9


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, format_: str) -> None:
    for name in ("one", "two"):
        export(RECORDS, tmp_path / name, format_)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="not an empty folder"):
        export(RECORDS, tmp_path, "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_export_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterable[Record]:
        yield RECORDS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(failing(), tmp_path / "out", "csv")
    assert list(tmp_path.iterdir()) == []


def command(folder: Path, extra: bytes, *options: str) -> int:
    """Exit code of the command over our records and one more line."""
    records = folder / "records.jsonl"
    records.write_bytes(b"".join(record.to_json() + b"\n" for record in RECORDS) + extra)
    with pytest.raises(SystemExit) as exit_:
        main(["export", str(records), "-o", str(folder / "out"), *options])
    return int(exit_.value.code or 0)


@pytest.mark.parametrize(
    ("extra", "told"), [(b"{}\n", "records.jsonl:4: "), (RECORDS[0].to_json(), "a: the article came before")]
)
def test_a_bad_record_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: bytes, told: str) -> None:
    assert command(tmp_path, extra) == 1
    said = capsys.readouterr().err
    assert told in said
    assert "3 articles in" in said
    assert (tmp_path / "out" / "events.csv").exists()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path, b"", "--format", "xlsx") == 2
    assert "choose one of csv, parquet" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert command(tmp_path, b"") == 0
