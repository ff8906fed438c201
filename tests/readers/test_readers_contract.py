"""The contract that every input format keeps, plain, compressed, and inside an archive."""

from pathlib import Path

import pytest
from readers_support import COMPRESS, FIRST, MAKERS, PACK, SECOND, TEXT, fault_of, put, read, read_one

from letopis.ids import path_id, sha256_text, url_id
from letopis.readers import ARCHIVES, COMPRESSIONS, READERS, SourceArticle

BINARY = {".parquet", ".warc"}


def test_every_format_has_a_maker_here() -> None:
    assert (set(MAKERS), set(COMPRESS), set(PACK)) == (set(READERS), set(COMPRESSIONS), set(ARCHIVES))


@pytest.mark.parametrize("ending", sorted(READERS))
class TestContract:
    def test_article(self, ending: str, tmp_path: Path) -> None:
        path = put(tmp_path, f"news/a{ending}", MAKERS[ending](TEXT))
        article = read_one(path, published="2024-07-01").article
        assert FIRST in article.text
        assert SECOND in article.text
        assert article.sha256 == sha256_text(article.text)
        assert article.path == f"news/a{ending}"
        assert article.id == (url_id(article.url) if article.url else path_id(f"news/a{ending}"))
        assert (article.published, article.published_from) == ("2024-07-01", "argument")
        assert article.language == "ru"

    def test_an_empty_file(self, ending: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{ending}", b"")).code == "empty"

    def test_white_space(self, ending: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{ending}", b" \n\t\r\n")).code == "empty"

    def test_binary(self, ending: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{ending}", b"\x7fELF\x02\x01\x01\x00\x00\x00")).code == "binary"

    def test_another_language(self, ending: str, tmp_path: Path) -> None:
        english = "The governor opened a new ferry line across the river on Monday, the press service said."
        assert fault_of(put(tmp_path, f"a{ending}", MAKERS[ending](english))).code == "not-russian"

    def test_too_large(self, ending: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{ending}", MAKERS[ending](TEXT)), max_bytes=100).code == "too-large"

    def test_a_long_text_is_cut_and_said_to_be(self, ending: str, tmp_path: Path) -> None:
        found = read_one(put(tmp_path, f"a{ending}", MAKERS[ending](TEXT)), max_characters=75)
        assert found.article.text == FIRST
        (notice,) = found.notices
        assert (notice.code, notice.start) == ("truncated", len(FIRST))

    def test_byte_order_mark_is_no_part_of_the_text(self, ending: str, tmp_path: Path) -> None:
        if ending in BINARY:
            pytest.skip("no text, so no mark")
        path = put(tmp_path, f"a{ending}", b"\xef\xbb\xbf" + MAKERS[ending](TEXT))
        found = read_one(path)
        assert not found.article.text.startswith("\ufeff")
        assert found.notices == []

    def test_same_file_same_article(self, ending: str, tmp_path: Path) -> None:
        path = put(tmp_path, f"a{ending}", MAKERS[ending](TEXT))
        assert read(path) == read(path)


STREAMED = sorted(set(READERS) - {".parquet"})


@pytest.mark.parametrize("ending", STREAMED)
class TestPacked:
    @pytest.mark.parametrize("compression", sorted(COMPRESSIONS))
    def test_compressed(self, ending: str, compression: str, tmp_path: Path) -> None:
        content = MAKERS[ending](TEXT)
        plain = read_one(put(tmp_path, f"in/a{ending}", content))
        packed = read_one(put(tmp_path, f"in/a{ending}{compression}", COMPRESS[compression](content)))
        assert packed.article.text == plain.article.text
        assert packed.article.path == f"in/a{ending}{compression}"

    @pytest.mark.parametrize("archive", sorted(ARCHIVES))
    def test_in_an_archive(self, ending: str, archive: str, tmp_path: Path) -> None:
        content = MAKERS[ending](TEXT)
        packed = PACK[archive]([(f"b/a{ending}", content), (f"b/empty{ending}", b""), (f"b/c{ending}", content)])
        found = read(put(tmp_path, f"in/all{archive}", packed))
        assert [item.article.path if isinstance(item, SourceArticle) else item.code for item in found] == [
            f"in/all{archive}/b/a{ending}",
            "empty",
            f"in/all{archive}/b/c{ending}",
        ]

    @pytest.mark.parametrize("compression", sorted(COMPRESSIONS))
    def test_a_compressed_file_that_breaks_off_is_named(self, ending: str, compression: str, tmp_path: Path) -> None:
        content = COMPRESS[compression](MAKERS[ending](TEXT))[:-12]
        assert "broken-archive" in [
            getattr(item, "code", "") for item in read(put(tmp_path, f"a{ending}{compression}", content))
        ]


@pytest.mark.parametrize("compression", sorted(COMPRESSIONS))
def test_parquet_is_not_read_compressed(compression: str, tmp_path: Path) -> None:
    content = COMPRESS[compression](MAKERS[".parquet"](TEXT))
    fault = fault_of(put(tmp_path, f"a.parquet{compression}", content))
    assert (fault.code, "unpack it" in fault.reason) == ("unsupported", True)
