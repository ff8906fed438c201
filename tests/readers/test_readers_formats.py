"""What each format takes from its files."""

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_support import FIRST, SECOND, TEXT, fault_of, put, read, read_one

from letopis.errors import InputError, UsageError
from letopis.ids import path_id, text_id, url_id
from letopis.readers import SourceArticle, covered_by, read_paths


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5"])
def test_other_encodings_are_guessed_and_said(encoding: str, tmp_path: Path) -> None:
    found = read_one(put(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert found.article.text == TEXT
    assert [notice.code for notice in found.notices] == ["encoding-guessed"]
    assert encoding in found.notices[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_that_its_mark_declares_is_no_guess(encoding: str, tmp_path: Path) -> None:
    found = read_one(put(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert (found.article.text, found.notices) == (TEXT, [])


def test_damaged_utf8_is_not_guessed_at(tmp_path: Path) -> None:
    data = TEXT.encode()
    fault = fault_of(put(tmp_path, "a.txt", data[:40] + b"\xff" + data[40:]))
    assert fault.code == "encoding"
    assert "byte 40" in fault.reason


@pytest.mark.parametrize(
    ("magic", "what"), [(b"%PDF-1.4 text", "PDF"), (b"PK\x03\x04 text", "ZIP"), (b"{\\rtf1 text}", "RTF")]
)
def test_documents_of_other_programs_are_named(magic: bytes, what: str, tmp_path: Path) -> None:
    fault = fault_of(put(tmp_path, "a.txt", magic))
    assert fault.code == "binary"
    assert what in fault.reason


class TestPlain:
    FRONT = "---\ntitle: {}\npublished: {}\nurl: https://news.example/7\nsource: Вестник\ntags: [a, b]\n---\n"

    def test_front_matter(self, tmp_path: Path) -> None:
        front = self.FRONT.format('"Переправа: открытие"', "2024-07-02T09:30:00+05:00")
        article = read_one(put(tmp_path, "a.md", front + TEXT)).article
        assert article.text == TEXT
        assert article.title == "Переправа: открытие"
        assert (article.published, article.published_from) == ("2024-07-02T09:30:00+05:00", "metadata")
        assert article.source == "Вестник"
        assert article.id == url_id("https://news.example/7")

    def test_a_title_with_a_colon_that_yaml_refuses(self, tmp_path: Path) -> None:
        front = self.FRONT.format("Переправа: открытие", "2024-07-02")
        article = read_one(put(tmp_path, "a.txt", front.replace("tags: [a, b]\n", "") + TEXT)).article
        assert (article.title, article.published, article.text) == ("Переправа: открытие", "2024-07-02", TEXT)

    def test_a_given_id_is_kept(self, tmp_path: Path) -> None:
        assert read_one(put(tmp_path, "a.txt", f"---\nid: vestnik-7\n---\n{TEXT}")).article.id == "vestnik-7"

    def test_windows_line_ends(self, tmp_path: Path) -> None:
        whole = f"---\ntitle: Да\n---\n{TEXT}".replace("\n", "\r\n")
        article = read_one(put(tmp_path, "a.txt", whole)).article
        assert (article.title, article.text) == ("Да", TEXT.replace("\n", "\r\n"))

    def test_a_text_between_rules_is_text(self, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, "a.txt", f"---\n{FIRST}\n---\n{SECOND}"))
        assert found.article.text == f"---\n{FIRST}\n---\n{SECOND}"
        assert [notice.code for notice in found.notices] == ["front-matter-unreadable"]

    def test_a_dash_line_alone_is_text(self, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, "a.txt", f"---\n{TEXT}"))
        assert (found.article.text, found.notices) == (f"---\n{TEXT}", [])

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    def test_text_is_kept_to_the_character(self, tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
        text = f"{FIRST}\r\nещё\u00a0й🎄{tail.replace(chr(0), '')}"
        path = put(tmp_path_factory.getbasetemp(), "kept.txt", text)
        for found in read(path):
            if isinstance(found, SourceArticle):
                assert found.article.text == text
            else:
                assert found.code in {"not-russian", "binary"}


class TestPage:
    def page(self, head: str, body: str = "") -> str:
        text = f"<p>{FIRST}</p><p>{SECOND}</p>"
        return f"<html><head>{head}</head><body>{body}<article>{text}</article></body></html>"

    def linked(self, **fields: Any) -> str:
        described = {"@type": "NewsArticle", "headline": "Открыта переправа"} | fields
        value = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, described]}
        return f'<script type="application/ld+json">{json.dumps(value)}</script>'

    def test_linked_data(self, tmp_path: Path) -> None:
        head = self.linked(datePublished="2024-07-02T09:30:00Z", publisher={"name": "Вестник"})
        article = read_one(put(tmp_path, "a.html", self.page(head))).article
        assert article.title == "Открыта переправа"
        assert article.published == "2024-07-02T09:30:00+00:00"
        assert article.source == "Вестник"

    def test_meta_elements(self, tmp_path: Path) -> None:
        head = (
            '<meta property="og:title" content="Открыта переправа"><meta property="og:site_name" content="Вестник">'
            '<meta property="article:published_time" content="2024-07-02T09:30:00+05:00">'
            '<meta property="og:url" content="https://news.example/7">'
        )
        article = read_one(put(tmp_path, "a.html", self.page(head))).article
        assert (article.title, article.source) == ("Открыта переправа", "Вестник")
        assert article.published == "2024-07-02T09:30:00+05:00"
        assert article.id == url_id("https://news.example/7")

    def test_a_bare_new_year_is_not_believed(self, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, "a.html", self.page(self.linked(datePublished="2026-01-01"))))
        assert found.article.published is None
        assert [notice.code for notice in found.notices] == ["published-doubtful"]

    def test_a_better_date_beats_a_bare_new_year(self, tmp_path: Path) -> None:
        page = self.page(self.linked(datePublished="2026-01-01"), '<time datetime="2026-03-04T10:00"></time>')
        found = read_one(put(tmp_path, "a.html", page))
        assert (found.article.published, found.notices) == ("2026-03-04T10:00:00+03:00", [])

    def test_new_year_with_a_time_is_believed(self, tmp_path: Path) -> None:
        page = self.page(self.linked(datePublished="2026-01-01T00:10:00+03:00"))
        assert read_one(put(tmp_path, "a.html", page)).article.published == "2026-01-01T00:10:00+03:00"

    def test_broken_linked_data_is_left_aside(self, tmp_path: Path) -> None:
        head = '<script type="application/ld+json">{"@type": </script><title>Переправа</title>'
        assert read_one(put(tmp_path, "a.html", self.page(head))).article.title == "Переправа"

    def test_declared_encoding_is_no_guess(self, tmp_path: Path) -> None:
        page = self.page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
        found = read_one(put(tmp_path, "a.html", page.encode("cp1251")))
        assert FIRST in found.article.text
        assert found.notices == []

    def test_a_page_without_text(self, tmp_path: Path) -> None:
        page = "<html><head><title>Переправа</title></head><body><script>открыть()</script></body></html>"
        assert fault_of(put(tmp_path, "a.html", page)).code == "no-text"

    def test_xhtml_with_a_declaration(self, tmp_path: Path) -> None:
        page = '<?xml version="1.0" encoding="utf-8"?>\n' + self.page("<title>Переправа</title>")
        assert FIRST in read_one(put(tmp_path, "a.html", page)).article.text


class TestTables:
    @pytest.mark.parametrize("name", ["text", "body", "content", "articleBody", "Full_Text"])
    def test_usual_names_of_the_text(self, name: str, tmp_path: Path) -> None:
        assert read_one(put(tmp_path, "a.json", json.dumps({name: TEXT}))).article.text == TEXT

    def test_all_fields(self, tmp_path: Path) -> None:
        told = {"guid": 17, "link": "https://a.example", "headline": " О  переправе ", "body": TEXT}
        told |= {"pubDate": "Tue, 02 Jul 2024 09:30:00 +0500", "publisher": {"name": "Вестник"}}
        article = read_one(put(tmp_path, "a.json", json.dumps(told))).article
        assert (article.id, article.url, article.title) == ("17", "https://a.example", "О переправе")
        assert (article.published, article.source) == ("2024-07-02T09:30:00+05:00", "Вестник")

    def test_named_fields(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.jsonl", json.dumps({"статья": TEXT, "text": "коротко", "когда": "2024-07-02"}))
        article = read_one(path, fields={"text": "статья", "published": "когда"}).article
        assert (article.text, article.published) == (TEXT, "2024-07-02")

    @pytest.mark.parametrize("wrap", [list, lambda members: {"articles": members}], ids=["list", "container"])
    def test_many_articles(self, wrap: Any, tmp_path: Path) -> None:
        path = put(tmp_path, "n/a.json", json.dumps(wrap([{"text": TEXT}, {"text": TEXT}, {"x": 1}, 5])))
        found = read(path)
        ids = [item.article.id for item in found if isinstance(item, SourceArticle)]
        assert ids == [path_id("n/a.json", 0), path_id("n/a.json", 1)]
        faults = [(item.where, item.code) for item in found if isinstance(item, InputError)]
        assert faults == [("n/a.json[2]", "no-text"), ("n/a.json[3]", "no-text")]

    def test_broken_json_names_the_line(self, tmp_path: Path) -> None:
        fault = fault_of(put(tmp_path, "a.json", '{\n "text": "а",\n oops\n}'))
        assert fault.code == "broken-json"
        assert "line 3" in fault.reason

    def test_a_broken_line_is_named_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        line = json.dumps({"text": TEXT})
        found = read(put(tmp_path, "n/a.jsonl", f"{line}\n{{oops\n\n[1]\n{line}"))
        places = [item.where if isinstance(item, InputError) else item.article.id for item in found]
        assert places == [path_id("n/a.jsonl", 0), "n/a.jsonl:2", "n/a.jsonl:4", path_id("n/a.jsonl", 3)]

    def test_lines_end_at_line_feed_only(self, tmp_path: Path) -> None:
        text = f"{FIRST}\u2028\u0085\x0c{SECOND}"
        path = put(tmp_path, "a.jsonl", json.dumps({"text": text}, ensure_ascii=False) + "\r\n")
        assert read_one(path).article.text == text

    def test_a_lone_surrogate_is_refused(self, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, "a.jsonl", '{"text": "Привет \\ud800 всем"}')).code == "encoding"

    def test_deep_nesting_is_refused(self, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, "a.json", "[" * 100_000)).code == "broken-json"

    def test_a_line_too_long_is_skipped(self, tmp_path: Path) -> None:
        path = put(tmp_path, "n/a.jsonl", json.dumps({"text": "а" * 3000}) + "\n" + json.dumps({"text": TEXT}))
        found = read(path, max_bytes=2000)
        assert [getattr(item, "code", "read") for item in found] == ["too-large", "read"]


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_columns(self, delimiter: str, tmp_path: Path) -> None:
        rows = (["Заголовок", "date", "Body"], ["Паром; мост", "02.07.2024", TEXT])
        content = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
        article = read_one(put(tmp_path, "a.csv", content), fields={"title": "Заголовок"}).article
        assert (article.text, article.title, article.published) == (TEXT, "Паром; мост", "2024-07-02")

    def test_rows_have_positions_and_a_bad_one_is_named(self, tmp_path: Path) -> None:
        found = read(put(tmp_path, "n/a.csv", f"id,text\n,{FIRST},more\n7\n8,{SECOND}\n"))
        places = [item.where if isinstance(item, InputError) else item.article.id for item in found]
        assert places == [path_id("n/a.csv", 0), "n/a.csv:3", "8"]

    def test_a_header_alone(self, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, "a.csv", "id,text\n")).code == "empty"

    def test_a_late_byte_of_another_encoding_is_told_with_its_line(self, tmp_path: Path) -> None:
        rows = "".join(f'"{TEXT}"\n' for _ in range(2000)).encode()
        found = read(put(tmp_path, "a.csv", b"text\n" + rows + b"\xcf\xf0\xe8\xe2\xe5\xf2\n"))
        assert isinstance(found[0], SourceArticle)
        assert isinstance(found[-1], InputError)
        assert (found[-1].code, "after line" in found[-1].reason) == ("encoding", True)

    def test_an_encoding_that_its_mark_declares_is_no_guess(self, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, "a.csv", f'text\n"{TEXT}"\n'.encode("utf-16")))
        assert (found.article.text, found.notices) == (TEXT, [])

    def test_another_encoding_is_guessed_and_said(self, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, "a.csv", f'text\n"{TEXT}"\n'.encode("cp1251")))
        assert (found.article.text, [notice.code for notice in found.notices]) == (TEXT, ["encoding-guessed"])

    def test_a_long_cell(self, tmp_path: Path) -> None:
        text = TEXT * 2000
        assert read_one(put(tmp_path, "a.csv", f'text\n"{text}"\n')).article.text == text


class TestPaths:
    def test_a_folder_is_read_whole_in_sorted_order(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.md", ".hidden/x.txt", ".x.txt"):
            put(tmp_path, f"in/{name}", TEXT)
        names = [item.article.path for item in read(tmp_path / "in") if isinstance(item, SourceArticle)]
        assert names == ["in/a/b/c.txt", "in/a/z.txt", "in/b.txt", "in/c.md"]

    def test_one_file_has_one_id_however_it_is_asked_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = put(tmp_path, "in/a.txt", TEXT)
        expected = read_one(path).article.id
        assert read_one(tmp_path / "in").article.id == expected
        monkeypatch.chdir(tmp_path / "in")
        assert read_one(Path("a.txt")).article.id == expected
        assert read_one(Path()).article.id == expected

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("in/*.txt", ["in/b.txt"]),
            ("in/**/*.txt", ["in/a/b/c.txt", "in/a/z.txt", "in/b.txt"]),
            ("in/?", ["in/a/b/c.txt", "in/a/z.txt"]),
            ("in/**", ["in/a/b/c.txt", "in/a/z.txt", "in/b.txt", "in/c.md"]),
            ("in/[bc].*", ["in/b.txt", "in/c.md"]),
        ],
    )
    def test_patterns(self, pattern: str, names: list[str], tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.md", ".hidden/x.txt", ".x.txt"):
            put(tmp_path, f"in/{name}", TEXT)
        found = read(tmp_path / pattern)
        assert [item.article.path for item in found if isinstance(item, SourceArticle)] == names
        assert len(found) == len(names)

    def test_a_pattern_that_matches_nothing(self, tmp_path: Path) -> None:
        assert fault_of(tmp_path / "*.txt").code == "empty"

    def test_a_file_whose_name_looks_like_a_pattern(self, tmp_path: Path) -> None:
        assert read_one(put(tmp_path, "in/[a].txt", TEXT)).article.path == "in/[a].txt"

    def test_a_bad_file_does_not_stop_the_folder(self, tmp_path: Path) -> None:
        put(tmp_path, "in/a.txt", b"")
        put(tmp_path, "in/b.txt", TEXT)
        put(tmp_path, "in/c.docx", b"x")
        assert [getattr(item, "code", "read") for item in read(tmp_path / "in")] == ["empty", "read", "unsupported"]

    def test_missing_and_empty(self, tmp_path: Path) -> None:
        assert fault_of(tmp_path / "none").code == "missing"
        assert fault_of(tmp_path).code == "empty"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_unreadable(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.txt", TEXT)
        path.chmod(0)
        assert fault_of(path).code == "unreadable"

    def test_paths_that_share_a_name_are_refused(self, tmp_path: Path) -> None:
        paths = [put(tmp_path, f"{part}/in/a.txt", TEXT) for part in ("x", "y")]
        with pytest.raises(UsageError, match="folder that holds both"):
            read_paths(paths)

    def test_articles_come_one_by_one(self, tmp_path: Path) -> None:
        path = put(tmp_path, "a.jsonl", (json.dumps({"text": TEXT}) + "\n") * 3)
        stream = read_paths([path, tmp_path / "later"])
        assert isinstance(next(stream), SourceArticle)
        put(tmp_path, "later/b.txt", TEXT)
        assert all(isinstance(item, SourceArticle) for item in stream)

    @pytest.mark.parametrize(
        ("data", "ids"),
        [
            (TEXT, [text_id(TEXT)]),
            (json.dumps({"id": "a", "text": TEXT}) + "\n" + json.dumps({"text": TEXT}), ["a", text_id(TEXT)]),
            (f"{{так}} {TEXT}", [text_id(f"{{так}} {TEXT}")]),
        ],
        ids=["text", "jsonl", "text that begins with a brace"],
    )
    def test_standard_input(self, data: str, ids: list[str]) -> None:
        found = list(read_paths(["-"], stdin=BytesIO(data.encode())))
        assert [item.article.id for item in found if isinstance(item, SourceArticle)] == ids
        assert all(item.article.path is None for item in found if isinstance(item, SourceArticle))


@pytest.mark.parametrize(
    ("given", "name", "covered"),
    [
        ("in", "in/a/z.txt", True),
        ("in", "inner/a.txt", False),
        ("in/b.zip", "in/b.zip/c.txt", True),
        ("in/b.zip", "in/b.zip2", False),
        ("in/*.jsonl", "in/x.jsonl", True),
        ("in/*.jsonl", "in/a/x.jsonl", False),
        ("in/**/*.jsonl", "in/a/b/x.jsonl", True),
        ("in/**/*.jsonl", "in/x.jsonl", True),
        ("in/20*", "in/2024/a.txt", True),
        ("in/20*", "in/1999/a.txt", False),
    ],
)
def test_which_paths_an_input_covers(given: str, name: str, covered: bool, tmp_path: Path) -> None:
    put(tmp_path, "in/a/z.txt", TEXT)
    put(tmp_path, "in/b.zip", b"")
    assert covered_by([tmp_path / given])(name) is covered
