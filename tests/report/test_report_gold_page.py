"""The HTML page: what it shows, that it is safe and self-contained, and that it works in a browser."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import GoldArticle
from letopis.evaluation.report import Report
from letopis.evaluation.scores import score_all
from letopis.record import Record
from letopis.report.gold_page import render_page
from letopis.report.gold_page.view import ArticleView, Mark, State, merged_marks

DEV = Path(__file__).parents[2] / "corpus" / "gold" / "dev"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NASTY = "Суд <script>alert(1)</script> & «арестовал» Орлова 5 мая.\n"
GOLD = """article: nasty
annotators: [a]
entities: {orlov: {person: Орлов, names: [Орлова]}}
times: {5 мая: 2024-05-05}
events:
  - type: detention
    time: 2024-05-05
    mentions: [{trigger: арестовал, target: {orlov: Орлова}, times: [5 мая]}]
"""


def page(gold: list[GoldArticle], found: dict[str, Record]) -> str:
    return render_page(gold, found, Report.of(score_all(gold, found)), "ours <b> against gold")


@pytest.fixture
def nasty(tmp_path: Path) -> GoldArticle:
    (tmp_path / "nasty.txt").write_text(NASTY, encoding="utf-8")
    (tmp_path / "nasty.yaml").write_text(GOLD, encoding="utf-8")
    return load(tmp_path)[0]


def damaged(gold: GoldArticle, **event: Any) -> Record:
    values = gold.record.to_dict()
    values["events"][0].update(event)
    return Record.model_validate(values)


def texts(source: str) -> list[str]:
    """Each article's text as the page has it, signs left out."""
    found = []
    for text in html.fromstring(source).xpath("//div[@class='text']"):
        for sign in text.xpath(".//sup"):
            sign.drop_tree()
        found.append(text.text_content())
    return found


def test_texts_stand_on_the_page_to_the_character() -> None:
    gold = load(DEV)
    shown = texts(page(gold, {}))
    assert [text.strip() for text in shown] == [str(one.record.article.text).strip() for one in gold]


def test_nothing_of_an_article_is_markup(nasty: GoldArticle) -> None:
    source = page([nasty], {})
    assert "alert(1)</script>" not in source
    assert "ours &lt;b&gt; against gold" in source
    assert texts(source)[0].strip() == NASTY.strip()


def test_the_page_asks_for_nothing_outside() -> None:
    source = page(load(DEV), {})
    assert re.findall(r"""(?:src|href|action)=["'](?!#)|url\(|@import|https?://""", source) == []
    assert "default-src 'none'" in source


CASES: list[tuple[str, dict[str, Any] | None, list[str]]] = [
    ("the same", {}, ["right", "right", "right"]),
    ("no record", None, ["miss", "miss", "miss"]),
    ("another status", {"status": "planned"}, ["wrong", "right", "right"]),
    ("another type", {"type": "trial"}, ["miss", "false", "right", "right"]),
]


@pytest.mark.parametrize(("what", "change", "states"), CASES, ids=[case[0] for case in CASES])
def test_cards(what: str, change: dict[str, Any] | None, states: list[str], nasty: GoldArticle) -> None:
    found = {} if change is None else {"nasty": damaged(nasty, **change)}
    cards = html.fromstring(page([nasty], found)).xpath("//article[contains(@class, 'card')]")
    assert [card.get("data-state") for card in cards] == states
    ids = {card.get("id") for card in cards}
    marks = html.fromstring(page([nasty], found)).xpath("//mark")
    assert {id_ for mark in marks for id_ in mark.get("data-items").split()} == ids


def test_a_wrong_field_shows_both_sides(nasty: GoldArticle) -> None:
    source = page([nasty], {"nasty": damaged(nasty, status="planned")})
    (differs,) = html.fromstring(source).xpath("//dd[@class='differs']")
    assert " ".join(differs.text_content().split()) == "goldoccurredsystemplanned"


STATES: list[State] = ["miss", "false", "wrong", "right"]
SPANS = st.tuples(st.integers(0, 19), st.integers(1, 20)).filter(lambda span: span[0] < span[1])


@given(st.lists(st.tuples(SPANS, st.sampled_from(STATES), st.sampled_from("abc")), max_size=8))
def test_segments_cover_the_text_and_know_their_marks(found: list[tuple[tuple[int, int], State, str]]) -> None:
    marks = merged_marks([Mark(*span, item, "event", state) for span, state, item in found])
    view = ArticleView("a", None, "", None, "абвгдежзийклмнопрсту", marks=marks)
    at = 0
    for segment in view.segments():
        inside = {mark for mark in marks if mark.start <= at and at + len(segment.text) <= mark.end}
        assert set(segment.marks) == inside
        at += len(segment.text)
    assert "".join(segment.text for segment in view.segments()) == view.text
    assert sorted(mark.item for segment in view.segments() for mark in segment.opens) == sorted(m.item for m in marks)


def in_browser(source: str, folder: Path, keys: str, place: str = "") -> html.HtmlElement:
    """The page's DOM after keys were pressed, as Chromium has it."""
    path = folder / "page.html"
    event = 'document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))'
    script = f"<script>addEventListener('load', () => {{ for (const key of '{keys}') {event}; }});</script></body>"
    path.write_text(source.replace("</body>", script), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"file://{path}{place}"]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")
    return html.fromstring(dom)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_keys_and_filters_work_in_a_browser(nasty: GoldArticle, tmp_path: Path) -> None:
    source = page([nasty, *load(DEV)], {"nasty": damaged(nasty, type="trial")})
    dom = in_browser(source, tmp_path, "", "#a-0")
    assert [one.get("id") for one in dom.xpath("//section[contains(@class, 'current')]")] == ["a-0"]
    shown = dom.xpath("//section[@id='a-0']//article[not(@hidden)]/@data-state")
    assert shown == ["miss", "false"]
    # 1 takes the misses away, 7 and 4 show the times that are right, j steps onto the first card left.
    dom = in_browser(source, tmp_path, "174j", "#a-0")
    assert dom.xpath("//section[@id='a-0']//article[not(@hidden)]/@data-state") == ["false", "right"]
    assert dom.xpath("//article[contains(@class, 'lit')]/@data-state") == ["false"]
    assert dom.xpath("//mark[contains(@class, 'lit')]/text()") == ["арестовал"]
    assert dom.xpath("//b[@data-count='right']/text()") == ["1"]
