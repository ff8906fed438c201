"""The documented schema: every column explained, nothing explained that is not there."""

import pytest
from own_records import rows

from letopis.cli import main
from letopis.database import Database, schema
from letopis.database.comments import COLUMNS, TABLES


def test_every_comment_is_of_something() -> None:
    tables = schema.metadata.tables.values()
    names = {
        one for table in tables for column in table.columns for one in (column.name, f"{table.name}.{column.name}")
    }
    assert set(COLUMNS) <= names
    assert set(TABLES) == set(schema.metadata.tables)


def test_the_command_prints_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["db", "schema"])
    printed = capsys.readouterr().out
    for name in schema.metadata.tables:
        assert f"## {name}\n" in printed
    assert "| run_id | varchar(255) not null | runs.id | what wrote the record |" in printed
    assert "| revision | integer not null | primary | number of the transaction" in printed
    assert "`event_flat`: one row an event, but for type other" in printed


def test_postgresql_keeps_the_comments(postgresql: str) -> None:
    Database(postgresql).close()
    assert rows(postgresql, "SELECT obj_description('articles'::regclass)") == [(TABLES["articles"],)]
