"""The contract: what it accepts as it stands, and what it refuses."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from letopis.record import EVENT_TYPES, ROLES, WARNING_CODES, Record, read_records, record_schema

OWN = Path(__file__).parents[1] / "data" / "own_record.json"
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "example" / "record.json"


@pytest.fixture(params=[OWN, DESIGN], ids=["own", "design"])
def example(request: pytest.FixtureRequest) -> Any:
    if not request.param.exists():
        pytest.skip("the design example is not here")
    return json.loads(request.param.read_bytes())


def own() -> Any:
    return json.loads(OWN.read_bytes())


def test_example_is_accepted_and_comes_back(example: Any) -> None:
    record = Record.model_validate(example)
    assert record.to_dict() == example
    assert json.loads(record.to_json()) == example
    assert Record.model_validate_json(record.to_json()) == record


def test_keys_are_written_in_the_contracts_order() -> None:
    written = Record.model_validate(own()).to_dict()
    assert list(written) == list(own())
    for name in ("events", "entities", "times"):
        for part, expected in zip(written[name], own()[name], strict=True):
            assert list(part) == list(expected), name
    event = own()["events"][0]
    assert list(written["events"][0]["mentions"][0]) == list(event["mentions"][0])
    assert list(written["events"][0]["places"][0]) == list(event["places"][0])


def test_without_text_the_record_is_still_accepted() -> None:
    example = own()
    del example["article"]["text"]
    assert "text" not in Record.model_validate(example).to_dict()["article"]


def test_json_is_not_ascii_escaped() -> None:
    assert "Батсух".encode() in Record.model_validate(own()).to_json()


def test_schema_names_every_field_and_word() -> None:
    schema = record_schema()
    assert set(schema["required"]) == set(own())
    event = schema["$defs"]["Event"]
    assert event["properties"]["type"]["anyOf"][0]["enum"] == list(EVENT_TYPES)
    assert set(event["required"]) == set(own()["events"][0])
    assert schema["$defs"]["Participant"]["properties"]["role"]["enum"] == list(ROLES)
    assert schema["$defs"]["Time"]["properties"]["from"]
    assert schema["additionalProperties"] is False


def test_every_warning_code_is_documented() -> None:
    assert set(record_schema()["$defs"]["Notice"]["properties"]["code"]["enum"]) == set(WARNING_CODES)


def _set(*path: str | int) -> Callable[[Any, Any], None]:
    def change(record: Any, value: Any) -> None:
        for step in path[:-1]:
            record = record[step]
        record[path[-1]] = value

    return change


FAULTS = [
    ("unknown field", _set("events", 0, "colour"), "red", "Extra inputs"),
    ("unknown type", _set("events", 0, "type"), "party", "Input should be"),
    ("unknown role", _set("events", 0, "participants", 0, "role"), "guest", "Input should be"),
    ("unknown status", _set("events", 0, "status"), "done", "Input should be"),
    ("unknown warning", _set("warnings", 0, "code"), "odd", "Input should be"),
    ("unknown count", _set("events", 0, "counts"), {"cows": {"value": 1}}, "Input should be"),
    ("number as text", _set("events", 0, "confidence"), "0.5", "valid number"),
    ("confidence over 1", _set("events", 0, "confidence"), 1.5, "less than or equal"),
    ("small country", _set("entities", 0, "country"), "mn", "String should match"),
    ("latitude", _set("entities", 0, "lat"), 91.0, "less than or equal"),
    ("no such day", _set("article", "published"), "2025-02-30", "is no date"),
    ("week date", _set("article", "published"), "2025-W05-1", "is no date"),
    ("compact time", _set("times", 0, "from"), "20250203", "is no date"),
    ("published without zone", _set("article", "published"), "2025-02-03T10:00:00", "no zone"),
    ("backwards interval", _set("times", 0, "from"), "2025-02-03", None),
    ("no mention", _set("events", 0, "mentions"), [], "at least 1 item"),
    ("time without reason", _set("events", 0, "time_reason"), None, "time_reason"),
    ("value and bounds", _set("events", 2, "counts"), {"killed": {"value": 1, "min": 1}}, "either value"),
    ("zero with a span", _set("entities", 1, "mentions", 1, "start"), 3, "together"),
    ("zero without at", _set("entities", 1, "mentions", 1, "at"), None, "form zero"),
    ("trigger text", _set("events", 0, "mentions", 0, "trigger", "text"), "встретилсЯ", "not 'встретилсЯ'"),
    ("time text", _set("times", 0, "text"), "Завтра", "'Вчера', not 'Завтра'"),
    ("entity text", _set("entities", 0, "mentions", 0, "text"), "Монголия", "not 'Монголия'"),
    ("end beyond the text", _set("events", 0, "mentions", 0, "sentence", "end"), 10_000, "beyond"),
    ("empty span", _set("events", 0, "mentions", 0, "sentence", "end"), 0, "is not before end"),
    ("no such entity", _set("events", 0, "participants", 0, "entity"), "e99", "there is no entity e99"),
    ("no such entity in a mention", _set("events", 0, "mentions", 0, "places", 0, "entity"), "e9", "no entity e9"),
    ("no such time", _set("events", 0, "mentions", 0, "times"), ["t9"], "there is no time t9"),
    ("no such whole", _set("events", 1, "part_of"), "ev_0", "there is no event ev_0"),
    ("no such anchor", _set("times", 0, "anchor"), "t7", "there is no time t7"),
    ("two entities of one id", _set("entities", 0, "id"), "e2", "id e2 is given 2 times"),
    ("unnamed without text", _set("events", 2, "mentions", 0, "participants", 0, "text"), None, "needs text"),
]


@pytest.mark.parametrize(("change", "value", "message"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_faults_are_refused_with_their_reason(change: Any, value: Any, message: str | None) -> None:
    record = own()
    change(record, value)
    if message is None:
        record["times"][0]["to"] = "2025-02-02"
        message = "is after to"
    with pytest.raises(ValidationError, match=message):
        Record.model_validate(record)


def test_an_event_is_no_part_of_itself() -> None:
    record = own()
    record["events"][1]["part_of"] = record["events"][1]["id"]
    with pytest.raises(ValidationError, match="there is no event"):
        Record.model_validate(record)


def test_all_reference_faults_are_told_at_once() -> None:
    record = own()
    record["times"][0]["text"] = "Завтра"
    record["events"][1]["part_of"] = "ev_0"
    with pytest.raises(ValidationError, match=r"(?s)ev_0.*Завтра"):
        Record.model_validate(record)


def test_records_are_read_line_by_line_and_a_bad_line_is_named(tmp_path: Path) -> None:
    good = Record.model_validate(own()).to_json()
    bad = copy.deepcopy(own())
    bad["events"][0]["type"] = "party"
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join([good, b"{broken", json.dumps(bad).encode(), b"", good]) + b"\n")
    read = list(read_records(path))
    assert [type(item).__name__ for item in read] == ["Record", "InputError", "InputError", "Record"]
    assert str(read[1]).startswith(f"{path}:2: ")
    assert getattr(read[1], "code", None) == "broken-json"
    assert "events.0.type" in str(read[2])
    assert getattr(read[2], "code", None) == "not-a-record"


@pytest.mark.parametrize("whole", [own(), [own(), own()]], ids=["one record", "an array"])
def test_records_are_read_from_json(tmp_path: Path, whole: Any) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert all(isinstance(record, Record) for record in read_records(path))


def test_a_missing_record_file_is_said(tmp_path: Path) -> None:
    (fault,) = read_records(tmp_path / "none.jsonl")
    assert getattr(fault, "code", None) == "missing"
