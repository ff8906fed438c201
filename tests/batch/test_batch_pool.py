"""Workers that break, hang and die; the articles' texts tell the fake worker what to do."""

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from letopis.batch.outcome import Job, Outcome
from letopis.batch.pool import CHUNK_CHARACTERS, Pool, chunks
from letopis.batch.worker import READY
from letopis.document import Article
from letopis.errors import LetopisError
from letopis.readers import SourceArticle
from letopis.settings import Settings


def obey(connection: Connection, settings: Settings) -> None:
    """A worker without models, which answers when it is through with a chunk. `once PATH` kills it the first time."""
    connection.send(READY)
    try:
        while True:
            texts = [source.article.text for source in connection.recv()]
            for text in texts:
                _obey(text)
            for text in texts:
                connection.send(Outcome(record=text.encode()))
    except (EOFError, OSError):
        return


def _obey(text: str) -> None:
    order, _, path = text.partition(" ")
    if order == "hang":
        time.sleep(600)
    if order == "die" or (order == "once" and not Path(path).exists()):
        if path:
            Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def refuse(connection: Connection, settings: Settings) -> None:
    connection.send("no models here")


def vanish(connection: Connection, settings: Settings) -> None:
    os._exit(7)


def jobs(*texts: str) -> Iterator[Job]:
    for number, text in enumerate(texts):
        yield Job(bytes([number]), SourceArticle(Article(str(number), text, ""), []))


def settled(pool: Pool, *texts: str) -> dict[str, str]:
    """Record or code by the article's text, each exactly once."""
    found = list(pool.outcomes(jobs(*texts)))
    assert len({job.key for job, _ in found}) == len(found) == len(texts)
    return {job.source.article.text: outcome.code or (outcome.record or b"").decode() for job, outcome in found}


LONG = "а" * CHUNK_CHARACTERS


@pytest.mark.parametrize("count", [1, 3])
def test_every_article_has_its_outcome(count: int) -> None:
    texts = ["а", LONG, "б", f"{LONG}б", "в"]
    assert settled(Pool(Settings(), count, server=obey), *texts) == {text: text for text in texts}


def test_nothing_to_do_starts_nothing() -> None:
    assert settled(Pool(Settings(), 2, server=vanish)) == {}


@pytest.mark.parametrize("count", [1, 2])
def test_an_article_that_kills_its_worker_is_set_aside(count: int) -> None:
    expected = {"а": "а", "die": "worker-died", "б": "б", LONG: LONG, "в": "в"}
    assert settled(Pool(Settings(), count, server=obey), *expected) == expected


def test_a_worker_killed_by_chance_costs_no_article(tmp_path: Path) -> None:
    once = f"once {tmp_path / 'mark'}"
    assert settled(Pool(Settings(), 1, server=obey), "а", once, "б") == {"а": "а", once: once, "б": "б"}


def test_the_reason_names_the_signal() -> None:
    ((_, outcome),) = Pool(Settings(), 1, server=obey).outcomes(jobs("die"))
    assert outcome.reason == "2 workers died on it (SIGKILL)"


def test_an_article_that_takes_too_long_is_set_aside() -> None:
    expected = {"а": "а", "hang": "timeout", "б": "б"}
    assert settled(Pool(Settings(), 1, timeout=0.5, server=obey), *expected) == expected


def test_a_worker_that_cannot_load_says_why() -> None:
    with pytest.raises(LetopisError, match="no models here"):
        list(Pool(Settings(), 1, server=refuse).outcomes(jobs("а")))


def test_workers_that_die_at_once_are_not_started_forever() -> None:
    with pytest.raises(LetopisError, match="exit code 7"):
        list(Pool(Settings(), 2, server=vanish).outcomes(jobs("а", "б")))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1], [1]),
        ([CHUNK_CHARACTERS, 1], [1, 1]),
        ([CHUNK_CHARACTERS // 2] * 5, [2, 2, 1]),
    ],
)
def test_chunks_are_sized_by_characters(sizes: list[int], expected: list[int]) -> None:
    assert [len(chunk) for chunk in chunks(jobs(*("а" * size for size in sizes)))] == expected


def test_chunks_of_one_article() -> None:
    assert [len(chunk) for chunk in chunks(jobs("", "а", LONG), 0)] == [1, 1, 1]
