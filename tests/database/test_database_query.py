"""The usual questions, and search by any form of a word."""

import json
from typing import Any

import pytest
from own_meetings import meeting
from own_records import own

from letopis.cli import main
from letopis.database import Database
from letopis.database.timeline import Query
from letopis.record import Record


def ask(url: str, capsys: pytest.CaptureFixture[str], *question: str) -> list[dict[str, Any]]:
    with pytest.raises(SystemExit):
        main(["query", *question, "--db", url])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def loaded(url: str) -> str:
    with Database(url) as database:
        list(
            database.load([meeting("a"), meeting("b", "Ганзориг"), Record.model_validate(own(id="c", title="Сводка"))])
        )
        database.link()
        database.withdraw("c")
        database.link()
    return url


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("встретиться", ["a", "b"]),
        ("поставка министерством", ["a", "b"]),
        ("ЕЛОЧНЫЕ", ["a", "b"]),
        ("глава Финляндия", ["a", "b"]),
        ("глава самолёт", []),
        ("сводка", []),
        ('" OR *', []),
    ],
)
def test_words_are_found_in_any_form(
    loaded: str, capsys: pytest.CaptureFixture[str], words: str, found: list[str]
) -> None:
    assert sorted(one["article"] for one in ask(loaded, capsys, "search", words)) == found


def test_lemmas_know_what_stems_do_not(sqlite: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Database(sqlite) as database:
        database.put(meeting("a"))
        database.link()
    assert [one["article"] for one in ask(sqlite, capsys, "search", "посол игрушка")] == ["a"]


def test_who_is_meant_and_with_whom(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    (known,) = ask(loaded, capsys, "who", "Ганзориг")
    assert (known["name"], known["articles"]) == ("Батсух Ганзориг", 2)
    (partner,) = ask(loaded, capsys, "partners", known["id"])
    assert (partner["name"], partner["events"]) == ("Ханна Лехтонен", 1)


def test_a_name_that_nobody_bears_is_told_of(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(loaded, capsys, "who", "Ганзориг") != []
    for arguments in (["query", "who", "Орлов"], ["timeline", "--csv", "--who", "Ганзориг", "--with", "Орлов"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--db", loaded])
        assert "nobody and nothing in this database is called Орлов" in capsys.readouterr().err


def test_why_a_story_is_one(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Database(loaded) as database:
        ((story,),) = [(entry.id,) for entry in database.timeline(Query())]
    reasons = ask(loaded, capsys, "why", story)
    assert [(one["event"], one["nearest"]) for one in reasons] == [("ev_a", "ev_b"), ("ev_b", "ev_a")]
    assert {one["why"] for one in reasons} == {"told alike"}
