"""Records of one meeting each, for the tests of what is one across articles."""

from typing import Any

from own_records import own

from letopis.record import Record


def meeting(article: str, first: str = "Батсух Ганзориг", published: str | None = None, **event: Any) -> Record:
    """Our record with its meeting alone, on 5 July 2024; who meets Ханна Лехтонен is told by `first`."""
    named = {"title": f"Заголовок {article}", "url": f"https://example.org/{article}"}
    record = own(id=article, published=published, **named)
    person = next(entity for entity in record["entities"] if entity["id"] == "e2")
    last = first.rpartition(" ")[2]
    person |= {"name": first, "first": first.rpartition(" ")[0] or None, "middle": None, "last": last}
    told = record["events"][0] | {"id": f"ev_{article}"} | event
    told["participants"][0]["name"] = first
    if "time" not in event:
        told |= on("2024-07-05")
    return Record.model_validate(record | {"events": [told]})


def on(day: str | None, last: str | None = None) -> dict[str, Any]:
    """The fields of an event on that day, or from it to the last; None: undated."""
    if day is None:
        return {"time": None, "time_reason": "no expression of time"}
    time = {"from": day, "to": last or day, "edtf": day, "precision": "day", "approximate": False}
    return {"time": time | {"basis": "explicit", "times": []}, "time_reason": None}
