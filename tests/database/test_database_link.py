"""Linking across articles: order and portions change nothing, what goes is forgotten, old ids still answer."""

import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from own_meetings import meeting, on
from own_records import contents, rows

from letopis.cli import main
from letopis.database import Database, link, schema
from letopis.database.search import SEARCH_TABLES
from letopis.database.tellings import read_tellings
from letopis.database.timeline import Query
from letopis.document import Document
from letopis.extractor import Extractor
from letopis.linkage.gold import LinkGold, Scores
from letopis.readers import ReadOptions, SourceArticle, read_paths
from letopis.record import Record, build_record

LEADERS = Path(__file__).parents[1] / "data" / "leaders"
WIRE = Path(__file__).parents[1] / "data" / "wire"
JULY = on("2024-07-01", "2024-07-31")
RECORDS = [
    meeting("a", published="2024-07-06"),
    meeting("b", "Ганзориг", published="2024-07-05"),
    meeting("c", "Дорж Ганзориг", published="2024-07-07"),
    meeting("d", published="2024-06-01", status="planned", **JULY),
    meeting("e", published="2024-07-20", **on("2024-07-19")),
]


def made(url: str) -> dict[str, list[str]]:
    """All that linking made, but for the history."""
    return {name: found for name, found in contents(url).items() if name not in ("changes", "redirects")}


def load(url: str, portions: Sequence[Sequence[Record]]) -> None:
    with Database(url) as database:
        for portion in portions:
            list(database.load(portion))
            database.link()


@pytest.mark.parametrize("order", [order for n, order in enumerate(itertools.permutations(range(5))) if n % 17 == 0])
def test_order_and_portions_change_nothing(tmp_path: Path, order: Sequence[int]) -> None:
    together, single = (f"sqlite:///{tmp_path / name}.db" for name in ("together", "single"))
    load(together, [RECORDS])
    load(single, [[RECORDS[number]] for number in order])
    assert made(single) == made(together)


def test_so_on_either_database(url: str, tmp_path: Path) -> None:
    load(f"sqlite:///{tmp_path / 'other.db'}", [RECORDS])
    load(url, [[record] for record in reversed(RECORDS)])
    assert made(url) == made(f"sqlite:///{tmp_path / 'other.db'}")


def test_what_is_withdrawn_or_replaced_is_as_if_it_had_never_been(url: str, tmp_path: Path) -> None:
    load(url, [RECORDS])
    with Database(url) as database:
        for article in ("b", "d"):
            database.withdraw(article)
        database.put(meeting("e", published="2024-07-06"))
        assert database.unlinked() == 3
        database.link()
        assert database.link() == 0
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    load(fresh, [[RECORDS[0], RECORDS[2], meeting("e", published="2024-07-06")]])
    assert made(url) == made(fresh)


def test_small_portions_change_nothing(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(url, [RECORDS])
    monkeypatch.setattr(link, "BATCH", 1)
    load(f"sqlite:///{tmp_path / 'one.db'}", [RECORDS])
    assert made(url) == made(f"sqlite:///{tmp_path / 'one.db'}")


def test_an_old_id_still_answers(url: str) -> None:
    with Database(url) as database:
        database.put(meeting("a", published="2024-07-06"))
        database.link()
        (old,) = database.timeline(Query())
        database.put(meeting("b", published="2024-07-05"))
        database.link()
        (new,) = database.timeline(Query())
        assert old.id != new.id
        assert database.story(old.id) == new
        assert database.story("st_0000000000000000") is None
        database.withdraw("b")
        database.link()
        assert database.story(new.id) == database.story(old.id) == old
        database.withdraw("a")
        database.link()
        assert database.story(old.id) is None


def test_people_are_found_by_ids_that_moved(url: str) -> None:
    people = "SELECT id FROM canonical_entities WHERE last = 'Ганзориг'"
    with Database(url) as database:
        database.put(meeting("a", published="2024-07-06"))
        database.link()
        ((old,),) = rows(url, people)
        database.put(meeting("b", "Батсух Ганзориг", published="2024-07-01"))
        database.put(meeting("c", "Ганзориг", published="2024-06-01"))
        database.link()
        ((new,),) = rows(url, people)
        assert old != new
        assert database.timeline(Query(who=[old])) == database.timeline(Query(who=[new])) != []


def test_the_flat_view_tells_all(url: str) -> None:
    load(url, [RECORDS[:2]])
    told = "SELECT type, time_from, who, place, sources, articles FROM story_flat"
    who = "Батсух Ганзориг; Ханна Лехтонен"
    assert rows(url, told) == [("meeting", "2024-07-05", who, "Дархан", 2, "Заголовок b; Заголовок a")]


@pytest.mark.parametrize(("said", "counted"), [("две недели назад", True), ("на прошлой неделе", False)])
def test_nobody_counts_the_days_of_weeks_ago(url: str, said: str, counted: bool) -> None:
    told = meeting("a", published="2024-07-19")
    (time, *others), (event,) = told.times, told.events
    assert event.time is not None
    dated = event.model_copy(update={"time": event.time.model_copy(update={"times": [time.id]})})
    times = [time.model_copy(update={"text": said}), *others]
    with Database(url) as database:
        database.put(told.model_copy(update={"times": times, "events": [dated]}))
        database.link()
        (found,) = database.ask(lambda connection: [read_tellings(connection, ["a"])])
    assert [one.counted for one in found.values()] == [counted]


def test_datasette_is_told_of_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["db", "datasette", "news"])
    tables = json.loads(capsys.readouterr().out)["databases"]["news"]["tables"]
    assert tables.keys() == {*schema.metadata.tables, *SEARCH_TABLES, "event_flat", "story_flat"}
    assert tables["story_flat"]["facets"] == ["type", "status", "sources"]
    assert tables["stories"]["columns"]["planned_from"].startswith("first day as it was foreseen")


def test_unlinked_articles_are_told_of(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Database(url) as database:
        database.put(meeting("a"))
    for arguments in (["timeline"], ["db", "link"], ["timeline", "--json"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--db", url])
    told = capsys.readouterr().err.splitlines()
    assert told == ["letopis: 1 articles are not linked yet: run letopis db link", "letopis: 1 articles linked"]


def extracted(database: Database, extractor: Extractor, folder: Path) -> None:
    """Extract the folder's articles into the database, and link them."""
    articles = [one for one in read_paths([str(folder)], ReadOptions()) if isinstance(one, SourceArticle)]
    for document in extractor.process(articles):
        assert isinstance(document, Document)
        database.put(build_record(document, extractor.settings))
    database.link()


def test_the_chronicle_of_two_leaders(url: str, extractor: Extractor) -> None:
    with Database(url) as database:
        extracted(database, extractor, LEADERS)
        entries = database.timeline(Query(who=["Жапаров"]))
        measured = database.measure(LinkGold.read(LEADERS / "links.yaml"))
    visits = [(one.time_from, one.status, len(one.sources)) for one in entries if one.type == "visit"]
    assert visits == [("2021-02-24", "occurred", 1), ("2023-05-08", "occurred", 2), ("2025-07-02", "planned", 1)]
    assert (measured["events"].ours, measured["people"].ours) == (Scores(1, 1, 1), Scores(12, 12, 12))
    assert (measured["events"].trivial, measured["events"].missing) == (Scores(0, 0, 1), [])
    assert {one.who.count("Садыр Жапаров") for one in entries} == {1}


def test_news_of_several_outlets(url: str, extractor: Extractor) -> None:
    with Database(url) as database:
        extracted(database, extractor, WIRE)
        measured = database.measure(LinkGold.read(WIRE / "links.yaml"))
    assert [one.missing for one in measured.values()] == [[], []]
    assert measured["people"].ours == Scores(7, 7, 7)
    events, trivial = measured["events"].ours, measured["events"].trivial
    assert events.right >= 8 > trivial.right
    assert events.made <= 10
    assert measured["events"].trivial.f1 < 0.9
