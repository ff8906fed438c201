"""Feeds, crawls and Parquet: what each takes from its files."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from readers_support import FIRST, SECOND, TEXT, as_crawl, as_page, as_parquet, fault_of, put, read, read_one

from letopis.errors import InputError
from letopis.ids import path_id, url_id
from letopis.readers import SourceArticle

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru">
<channel><title>Вестник</title><link>https://news.example</link>
<item><title>Переправа</title><link>https://news.example/7</link><guid>7</guid>
<pubDate>Tue, 02 Jul 2024 09:30:00 +0500</pubDate>
<description>Коротко</description>{full}</item>
<item><title>Без текста</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Вестник</title>
<entry><title>Переправа</title><id>tag:news.example,2024:7</id><updated>2024-07-03T00:00:00Z</updated>
<link rel="self" href="https://news.example/feed/7"/><link href="https://news.example/7"/>
<published>2024-07-02T09:30:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry>
</feed>"""
FULL = [
    f"<content:encoded><![CDATA[<p>{FIRST}</p><script>x()</script><div>{SECOND}</div>]]></content:encoded>",
    f"<yandex:full-text>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</yandex:full-text>",
    f"<yandex:full-text>{FIRST}\n\n{SECOND}</yandex:full-text>",
]


class TestFeed:
    @pytest.mark.parametrize("full", FULL, ids=["content", "escaped", "plain"])
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
    def test_rss(self, full: str, encoding: str, tmp_path: Path) -> None:
        content = RSS.format(encoding=encoding, full=full).encode(encoding)
        first, second = read(put(tmp_path, "in/a.rss", content))
        assert isinstance(first, SourceArticle)
        assert first.article.text == f"{FIRST}\n\n{SECOND}"
        assert (first.article.title, first.article.source) == ("Переправа", "Вестник")
        assert first.article.id == url_id("https://news.example/7")
        assert first.article.published == "2024-07-02T09:30:00+05:00"
        assert isinstance(second, InputError)
        assert (second.where, second.code) == ("in/a.rss[1]", "no-text")

    def test_atom(self, tmp_path: Path) -> None:
        article = read_one(put(tmp_path, "a.atom", ATOM)).article
        assert article.text == f"{FIRST}\n\n{SECOND}"
        assert (article.url, article.source) == ("https://news.example/7", "Вестник")
        assert article.published == "2024-07-02T09:30:00+00:00"

    def test_an_entry_without_address_has_its_own_id(self, tmp_path: Path) -> None:
        content = f"<rss><channel><item><guid>n-7</guid><description>{TEXT}</description></item></channel></rss>"
        assert read_one(put(tmp_path, "a.rss", content)).article.id == "n-7"

    @pytest.mark.parametrize("entity", ["'big'", "SYSTEM 'file:///etc/passwd'", "SYSTEM 'https://evil.example/'"])
    def test_entities_are_not_expanded(self, entity: str, tmp_path: Path) -> None:
        declared = f"<!DOCTYPE rss [<!ENTITY x {entity}>]>"
        content = f"{declared}<rss><channel><item><description>{TEXT}&x;</description></item></channel></rss>"
        article = read_one(put(tmp_path, "a.rss", content)).article
        assert FIRST in article.text
        assert "big" not in article.text
        assert "root" not in article.text

    def test_a_feed_that_breaks_off_gives_what_it_has(self, tmp_path: Path) -> None:
        content = RSS.format(encoding="utf-8", full=FULL[2])
        found = read(put(tmp_path, "in/a.xml", content[: content.index("<item><title>Без")]))
        assert [getattr(item, "code", "read") for item in found] == ["read", "unreadable"]

    def test_an_ampersand_that_is_none_costs_nothing(self, tmp_path: Path) -> None:
        content = f"<rss><channel><item><description>{FIRST} A & B. {SECOND}</description></item></channel></rss>"
        text = read_one(put(tmp_path, "a.rss", content)).article.text
        assert FIRST in text
        assert SECOND in text

    def test_a_character_that_xml_does_not_know_is_said_to_be_lost(self, tmp_path: Path) -> None:
        content = f"<rss><channel><item><description>{FIRST} 5&nbsp;мая</description></item></channel></rss>"
        found = read(put(tmp_path, "a.rss", content))
        assert [getattr(item, "code", "read") for item in found] == ["read", "unreadable"]

    @pytest.mark.parametrize(("content", "code"), [("<html><p>x</p></html>", "unsupported"), ("<rss/>", "no-text")])
    def test_other_xml(self, content: str, code: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, "a.xml", content)).code == code


class TestCrawl:
    def test_pages_alone_are_read_each_in_its_encoding(self, tmp_path: Path) -> None:
        old = as_page(TEXT).replace(b"<meta charset='utf-8'>", b"").decode().encode("cp1251")
        crawl = as_crawl(
            ("https://news.example/robots.txt", "text/plain", b"User-agent: *"),
            ("https://news.example/1", "text/html; charset=windows-1251", old),
            ("https://news.example/2", "text/html", b"<html><body></body></html>"),
            ("https://news.example/3", "text/html; charset=utf-8", as_page(TEXT)),
        )
        first, second, third = read(put(tmp_path, "in/a.warc", crawl))
        assert isinstance(first, SourceArticle)
        assert FIRST in first.article.text
        assert (first.article.url, first.notices) == ("https://news.example/1", [])
        assert isinstance(second, InputError)
        assert second.where == "in/a.warc[1] https://news.example/2"
        assert isinstance(third, SourceArticle)
        assert third.article.id == url_id("https://news.example/3")

    def test_a_crawl_without_pages(self, tmp_path: Path) -> None:
        crawl = as_crawl(("https://news.example/robots.txt", "text/plain", b"User-agent: *"))
        assert fault_of(put(tmp_path, "a.warc", crawl)).code == "no-text"

    def test_what_is_no_crawl(self, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, "a.warc", TEXT)).code == "unreadable"


class TestParquet:
    def test_columns_and_moments(self, tmp_path: Path) -> None:
        rows = [
            {"body": TEXT, "headline": "Переправа", "date": datetime(2024, 7, 2, 9, 30, tzinfo=UTC), "more": [1]},
            {"body": None, "headline": "Пусто", "date": None, "more": []},
        ]
        first, second = read(put(tmp_path, "in/a.parquet", as_parquet(*rows)))
        assert isinstance(first, SourceArticle)
        assert (first.article.text, first.article.title) == (TEXT, "Переправа")
        assert first.article.published == "2024-07-02T09:30:00+00:00"
        assert isinstance(second, InputError)
        assert (second.where, second.code) == ("in/a.parquet[1]", "no-text")

    def test_named_columns(self, tmp_path: Path) -> None:
        row = {"статья": TEXT, "text": "коротко", "когда": date(2024, 7, 2)}
        path = put(tmp_path, "in/a.parquet", as_parquet(row, row))
        found = read(path, fields={"text": "статья", "published": "когда"})
        articles = [item.article for item in found if isinstance(item, SourceArticle)]
        assert [(article.text, article.published) for article in articles] == [(TEXT, "2024-07-02")] * 2
        assert [article.id for article in articles] == [path_id("in/a.parquet", position) for position in (0, 1)]

    def test_damaged(self, tmp_path: Path) -> None:
        content = as_parquet({"text": TEXT})
        assert fault_of(put(tmp_path, "a.parquet", content[:-20])).code == "unreadable"
        assert fault_of(put(tmp_path, "b.parquet", TEXT)).code == "unreadable"
