"""The question that the product was made for: when did these two meet, by year, each time once, with every source.

Our own articles in `corpus/leaders` tell it in pieces; the article that a journalist compiled by hand tells all of it,
where it lies beside the project (never inside it).
"""

from pathlib import Path

import pytest

from letopis.database import Database
from letopis.database.timeline import Query
from letopis.document import Document
from letopis.extractor import Extractor
from letopis.readers import read_paths
from letopis.readers.source import SourceArticle
from letopis.record import Record, build_record

OWN = Path(__file__).parents[2] / "corpus" / "leaders"
REAL = Path(__file__).parents[3] / "shared" / "articles" / "kyrgyzstan-russia-chronicle.txt"
# What both took part in, and in how many of our own articles and, besides, in the compiled one it is told.
TOGETHER = {
    ("visit", "2021-02-24"): (1, True),
    ("meeting", "2021-02-24"): (2, True),
    ("visit", "2021-05-24"): (1, True),
    ("meeting", "2021-05-24"): (1, True),
    ("meeting", "2022-05-16"): (1, True),
    ("visit", "2022-12-09"): (1, True),
    ("meeting", "2022-12-09"): (1, True),
    ("visit", "2023-05-08"): (1, True),
    ("meeting", "2023-05-08"): (0, True),
    ("negotiation", "2023-05-08"): (1, True),
    ("visit", "2023-10-12"): (2, True),
    ("negotiation", "2023-10-12"): (2, True),
    ("visit", "2024-02-21"): (1, True),
    ("meeting", "2024-02-21"): (2, True),
    ("phone_call", "2024-03-19"): (1, True),
    ("visit", "2025-05-01"): (0, True),
    ("negotiation", "2025-05-01"): (0, True),
    ("visit", "2025-07-02"): (2, True),
    ("meeting", "2025-07-02"): (2, True),
    ("phone_call", "2025-08-13"): (1, True),
    ("visit", "2025-11-25"): (2, True),
    ("negotiation", "2025-11-26"): (2, True),
}
TYPES = {type_ for type_, _ in TOGETHER}


@pytest.fixture(scope="module")
def own(extractor: Extractor) -> list[Record]:
    articles = [article for article in read_paths([OWN]) if isinstance(article, SourceArticle)]
    documents = [document for document in extractor.process(articles) if isinstance(document, Document)]
    return [build_record(document, extractor.settings) for document in documents]


def chronicle(url: str, records: list[Record]) -> list[tuple[str, str, int]]:
    """Type, first day and number of articles of what the two leaders did together, in order."""
    with Database(url) as database:
        list(database.load(records))
        database.link()
        told = database.timeline(Query(who=["Жапаров", "Путин"]))
    return [(one.type, one.time_from or "undated", len(one.sources)) for one in told if one.type in TYPES]


def test_own_articles_tell_each_event_once(url: str, own: list[Record]) -> None:
    told = chronicle(url, own)
    assert sorted(told) == sorted((*event, count) for event, (count, _) in TOGETHER.items() if count)
    assert [day for _, day, _ in told] == sorted(day for _, day, _ in told)


@pytest.mark.skipif(not REAL.exists(), reason="the real article is not part of the project")
def test_the_compiled_article_is_one_more_source_of_each(url: str, own: list[Record], extractor: Extractor) -> None:
    told = extractor.extract(REAL.read_bytes().decode("utf-8"), published="2025-11-25")
    expected = [(*event, count + compiled) for event, (count, compiled) in TOGETHER.items()]
    assert sorted(chronicle(url, [told, *own])) == sorted(expected)
