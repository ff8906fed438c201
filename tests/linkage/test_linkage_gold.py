"""Gold of what is one across articles: quotes found, pairs counted."""

from pathlib import Path

import pytest

from letopis.errors import UsageError
from letopis.linkage.gold import LinkGold, Scores, locate, pairwise

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("quote", "found"), [("Лунин", "Лунин"), ("[Лунин] уехал", "Лунин"), ("ночью [уехал] и", "уехал")]
)
def test_quotes_are_located(quote: str, found: str) -> None:
    text = "Вечером Лунин уехал, ночью уехал и Орлов."
    start, end = locate(quote, text)
    assert text[start:end] == found


@pytest.mark.parametrize(("quote", "times"), [("уехал", 2), ("приехал", 0)])
def test_a_quote_has_to_be_there_once(quote: str, times: int) -> None:
    with pytest.raises(ValueError, match=f"stands {times} times"):
        locate(quote, "Лунин уехал, уехал и Орлов.")


def test_pairs_of_different_articles_count() -> None:
    article = {"a1": "a", "a2": "a", "b1": "b", "c1": "c"}
    assert pairwise({"a1": 1, "b1": 1, "c1": 2, "a2": 1}, [["a1", "b1", "c1"]], article) == Scores(1, 2, 3)
    scores = Scores(1, 2, 3)
    assert (scores.precision, scores.recall, scores.f1) == (1 / 2, 1 / 3, 2 / 5)
    assert Scores(0, 0, 0).f1 == Scores(0, 0, 3).f1 == 0.0


@pytest.mark.parametrize("path", sorted((CORPUS / "gold" / "links").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_gold_quotes_its_articles(path: Path) -> None:
    gold = LinkGold.read(path)
    texts = path.with_suffix("") if path.with_suffix("").is_dir() else CORPUS / "articles"
    for cluster in [*gold.events, *gold.people]:
        assert set(cluster.told) <= set(gold.articles)
        for article, quote in cluster.told.items():
            locate(quote, (texts / f"{article}.txt").read_text(encoding="utf-8").split("\n---\n", 1)[1])


def test_faulty_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold.yaml").write_text("articles: [a]\nevents: 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.yaml"):
        LinkGold.read(tmp_path / "gold.yaml")
