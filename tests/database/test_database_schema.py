"""The documented schema: every column explained, nothing explained that is not there."""

import pytest
from own_records import renamed, rows
from sqlalchemy import text

from letopis.cli import main
from letopis.database import Database, schema
from letopis.database.comments import COLUMNS, TABLES
from letopis.database.describe import datasette_metadata
from letopis.database.engine import open_engine


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


def test_whatever_refers_to_a_row_is_found_by_an_index() -> None:
    """Else a row that goes costs a look at all rows that might refer to it."""
    for table in schema.metadata.tables.values():
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        keyed = {table.primary_key.columns[0].name}
        for reference in table.foreign_key_constraints:
            if reference.referred_table is not schema.runs:  # they stay
                assert (indexed | keyed) & set(reference.column_keys), f"{table.name}: {reference.column_keys}"


def test_what_datasette_is_told_is_of_what_is_there(sqlite: str) -> None:
    with Database(sqlite) as database:
        list(database.load([renamed("b"), renamed("c")]))
        database.link()
    (told,) = datasette_metadata("events")["databases"].values()
    there = {name for (name,) in rows(sqlite, "SELECT name FROM sqlite_master")}
    assert set(told["tables"]) <= there
    chronicle = text(told["queries"]["chronicle"]["sql"])
    with open_engine(sqlite).connect() as connection:
        for who, with_, found in (("Ганзориг", "Лехтонен", 2), ("Ганзориг", "Светлов", 0)):
            assert len(connection.execute(chronicle, {"who": who, "with": with_}).all()) == found
