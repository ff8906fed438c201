"""The article that the product was conceived for, where it lies beside the project (never inside it)."""

from pathlib import Path

import pytest

from letopis.extractor import Extractor
from letopis.record import Record

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "kyrgyzstan-russia-chronicle.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the real article is not part of the project")

VISITS = [
    ("planned", "state", "2025-11-25", "Кыргызстан", "Владимир Путин"),
    ("occurred", "working", "2021-02-24", "Москва", "Садыр Жапаров"),
    ("occurred", "working", "2021-05-24/2021-05-25", "Сочи", "Садыр Жапаров"),
    ("occurred", "working", "2022-12-09", "Бишкек", "Владимир Путин"),
    ("occurred", "official", "2023-05-08/2023-05-09", "Москва", "Садыр Жапаров"),
    ("occurred", "official", "2023-10-12/2023-10-13", "Бишкек", "Владимир Путин"),
    ("occurred", "working", "2024-02-21", "Казань", "Садыр Жапаров"),
    ("occurred", None, "2025-05", "Москва", "Садыр Жапаров"),
    ("occurred", "working", "2025-07-02", "Москва", "Садыр Жапаров"),
]


@pytest.fixture(scope="module")
def record(extractor: Extractor) -> Record:
    return extractor.extract(ARTICLE.read_bytes().decode("utf-8"), published="2025-11-25")


@pytest.mark.parametrize("visit", VISITS)
def test_each_visit_is_there_once(record: Record, visit: tuple[str, str | None, str, str, str]) -> None:
    found = [
        event
        for event in record.events
        if event.type == "visit"
        and (event.status, event.kind, event.time.edtf if event.time else None) == visit[:3]
        and event.places[0].name == visit[3]
    ]
    assert len(found) == 1
    assert [who.name for who in found[0].participants] == [visit[4]]


def test_without_its_date_the_years_of_its_chapters_hold(extractor: Extractor) -> None:
    """«2 июля этого года» in the chapter of 2025 is told again below the picture: one visit."""
    undated = extractor.extract(ARTICLE.read_bytes().decode("utf-8"))
    visits = [event.time.edtf if event.time else None for event in undated.events if event.type == "visit"]
    assert sorted(visits, key=str) == sorted((None if visit[0] == "planned" else visit[2] for visit in VISITS), key=str)


TALKS = [
    ("negotiation", "2021-02-24", "Москва"),
    ("meeting", "2021-05-24/2021-05-25", "Сочи"),
    ("meeting", "2022-05-16", "Москва"),
    ("meeting", "2022-12-09", "Бишкек"),
    ("negotiation", "2023-05-08/2023-05-09", "Москва"),
    ("negotiation", "2023-10-12/2023-10-13", "Бишкек"),
    ("meeting", "2024-02-21", "Казань"),
    ("negotiation", "2025-05", "Москва"),
    ("negotiation", "2025-07-02", "Москва"),
]


# Everything else that the article tells: type, date, who (unordered), place.
OTHERS = [
    ("election", "2021-01", {"Садыр Жапаров"}, "Кыргызстан"),
    ("election", "2024-03", {"Владимир Путин"}, None),
    ("inauguration", "2021", {"Садыр Жапаров"}, "Кыргызстан"),
    ("meeting", "2023-05-08/2023-05-09", {"Садыр Жапаров", "Владимир Путин"}, "Кремль"),
    ("agreement", "2023-05-08/2023-05-09", {"Садыр Жапаров", "Владимир Путин"}, "Москва"),
    ("statement", "2022-12-09", {"Садыр Жапаров", "Владимир Путин"}, "Бишкек"),
    ("phone_call", "2024-03", {"Садыр Жапаров", "Владимир Путин"}, None),
    ("phone_call", "2025-08", {"Садыр Жапаров", "Владимир Путин"}, None),
    ("ceremony", "2023-05-09", set(), "Москва"),
    ("ceremony", "2025-05", {"Садыр Жапаров"}, "Москва"),
    ("competition", "2024-02-21", set(), "Казань"),
]


@pytest.mark.parametrize("told", OTHERS)
def test_what_else_is_told(record: Record, told: tuple[str, str | None, set[str], str | None]) -> None:
    found = [
        (event.type, event.time and event.time.edtf, {p.name for p in event.participants}, event.places)
        for event in record.events
    ]
    rows = [(kind, time, who, places[0].name if places else None) for kind, time, who, places in found]
    assert rows.count(told) == 1


def test_a_summit_is_one_however_it_is_called(record: Record) -> None:
    dates = [event.time.edtf for event in record.events if event.type == "summit" and event.time]
    assert sorted(dates) == ["2022-05-16", "2022-12-09", "2023-10-12/2023-10-13", "2025-11-25"]


def test_what_the_article_counts(record: Record) -> None:
    told = [(claim.type, claim.min, claim.max, claim.found) for claim in record.claims]
    assert told == [
        ("negotiation", 8, None, 9),
        ("visit", 2, 2, 2),
        ("meeting", 2, 2, 2),
        ("visit", 2, 2, 2),
        ("meeting", 8, 8, 9),
        ("meeting", 9, None, 9),
        ("visit", 2, 2, 2),
        ("visit", 5, 5, 5),
        ("phone_call", 5, 6, 2),
    ]


def test_the_summary_contradicts_its_own_title(record: Record) -> None:
    """Eight meetings in the heading of the summary, at least nine below it."""
    assert record.claims[4].contradicts == ["claims[5]", "found 9"]


@pytest.mark.parametrize("talks", TALKS)
def test_the_two_met_there_and_then(record: Record, talks: tuple[str, str, str]) -> None:
    found = [
        event
        for event in record.events
        if event.time is not None and (event.type, event.time.edtf) == talks[:2] and event.places[0].name == talks[2]
    ]
    both = [event for event in found if {p.name for p in event.participants} == {"Владимир Путин", "Садыр Жапаров"}]
    assert len(both) == 1


def test_talks_of_the_two_are_told_once(record: Record) -> None:
    """A meeting and what was discussed at it are one; a programme that names a meeting and talks tells of two."""
    both = {"Владимир Путин", "Садыр Жапаров"}
    talks = [event for event in record.events if event.type in ("meeting", "negotiation")]
    days = [event.time.edtf for event in talks if event.time and {p.name for p in event.participants} == both]
    assert sorted(days) == sorted([day for _, day, _ in TALKS] + ["2023-05-08/2023-05-09"])


def test_the_years_contradiction_is_told(record: Record) -> None:
    contradicted = [event for event in record.events if event.conflicts]
    assert [event.time.edtf for event in contradicted if event.time] == ["2023-10-12/2023-10-13"]


def test_the_two_presidents_are_one_entity_each(record: Record) -> None:
    people = [entity.name for entity in record.entities if entity.type == "person" and len(entity.mentions) > 1]
    assert people == ["Владимир Путин", "Садыр Жапаров"]
