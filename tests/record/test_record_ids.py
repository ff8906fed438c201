"""Ids: the design's recipes, and what they do not depend on."""

import json
from pathlib import Path

import pytest

from letopis import ids

DESIGN = Path(__file__).parents[3] / "shared" / "design" / "example" / "record.json"


def test_path_and_event_ids_are_those_of_the_design() -> None:
    article = ids.path_id("example/article.txt")
    assert article == "path:4129ec5fb8d33b78"
    assert ids.event_id(article, "visit", 79, 86) == "ev_ba244e91dae36ce8"


def test_all_event_ids_of_the_design_example() -> None:
    if not DESIGN.exists():
        pytest.skip("the design example is not here")
    record = json.loads(DESIGN.read_bytes())
    for event in record["events"]:
        trigger = event["mentions"][0]["trigger"]
        expected = ids.event_id(record["article"]["id"], event["type"], trigger["start"], trigger["end"])
        assert event["id"] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"given": "a-1", "url": "https://a.ru/1", "path": "x.txt"}, "a-1"),
        ({"url": "https://a.ru/1", "path": "x.txt"}, ids.url_id("https://a.ru/1")),
        ({"path": "x.txt", "position": 3}, ids.path_id("x.txt", 3)),
        ({}, ids.text_id("текст")),
    ],
    ids=["given", "url", "path", "text"],
)
def test_article_id_takes_the_first_that_is_known(given: dict[str, str], expected: str) -> None:
    assert ids.article_id("текст", **given) == expected


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/a/1",
        "https://NEWS.example/a/1/",
        "https://news.example:443/a/1#top",
        "https://news.example/a/1?utm_source=x&from=rss",
        " https://news.example/a/1 ",
    ],
)
def test_urls_of_one_page_share_an_id(other: str) -> None:
    assert ids.url_id(other) == ids.url_id("https://news.example/a/1")


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a/2",
        "https://news.example/a/1?page=2",
        "https://www2.news.example/a/1",
        "https://news.example:8080/a/1",
    ],
)
def test_urls_of_other_pages_do_not(other: str) -> None:
    assert ids.url_id(other) != ids.url_id("https://news.example/a/1")


def test_cyrillic_hosts_and_paths_have_one_spelling() -> None:
    assert ids.normalise_url("https://Вести.рф/новость") == ids.normalise_url(
        "https://xn--b1agj9af.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"
    )


@pytest.mark.parametrize("odd", ["", "not an address", "https://[", "https://a:b/", "file:///x", "https://" + "я" * 90])
def test_odd_addresses_still_give_an_id(odd: str) -> None:
    assert ids.url_id(odd) == ids.url_id(odd)


def test_ordinal_tells_events_of_one_trigger_apart() -> None:
    assert ids.event_id("a", "visit", 1, 2) != ids.event_id("a", "visit", 1, 2, 1)
