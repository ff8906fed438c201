"""Archives and compressed files that are odd, damaged, or meant to do harm."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from readers_support import COMPRESS, MAKERS, PACK, TEXT, as_tar, as_zip, fault_of, put, read

from letopis.errors import InputError
from letopis.readers import ARCHIVES, SourceArticle

ZEROS = b" " * 2_000_000


def found(path: Path, **options: int) -> list[str]:
    """The article's path, or the failure's code, of everything in the file."""
    read_ = read(path, **options)
    return [item.article.path or "" if isinstance(item, SourceArticle) else item.code for item in read_]


@pytest.mark.parametrize("archive", sorted(ARCHIVES))
class TestArchives:
    def test_a_path_is_only_a_name(self, archive: str, tmp_path: Path) -> None:
        names = ["/etc/a.txt", "../../b.txt", "x/./../c.txt", "x\\d.txt", ".hidden/e.txt", "__MACOSX/f.txt"]
        path = put(tmp_path, f"in/a{archive}", PACK[archive]([(name, TEXT.encode()) for name in names]))
        expected = ["etc/a.txt", "b.txt", "x/c.txt", "x/d.txt"]
        assert found(path) == [f"in/a{archive}/{name}" for name in expected]
        assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [f"a{archive}"]

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_a_name_that_comes_twice_gives_two_articles(self, archive: str, tmp_path: Path) -> None:
        path = put(tmp_path, f"in/a{archive}", PACK[archive]([("b.txt", TEXT.encode()), ("b.txt", TEXT.encode())]))
        assert found(path) == [f"in/a{archive}/b.txt", f"in/a{archive}/#2/b.txt"]

    @pytest.mark.parametrize("inner", ["x.zip", "x.tar", "x.tar.gz", "x.tgz"])
    def test_an_archive_inside_is_refused_and_the_rest_is_read(self, archive: str, inner: str, tmp_path: Path) -> None:
        path = put(tmp_path, f"in/a{archive}", PACK[archive]([(inner, b"any"), ("b.txt", TEXT.encode())]))
        assert found(path) == ["nested-archive", f"in/a{archive}/b.txt"]

    def test_a_compressed_file_inside_is_read(self, archive: str, tmp_path: Path) -> None:
        content = COMPRESS[".gz"](MAKERS[".jsonl"](TEXT))
        path = put(tmp_path, f"in/a{archive}", PACK[archive]([("b.jsonl.gz", content)]))
        assert found(path) == [f"in/a{archive}/b.jsonl.gz"]

    def test_too_many_files(self, archive: str, tmp_path: Path) -> None:
        content = PACK[archive]([(f"{number}.txt", TEXT.encode()) for number in range(5)])
        assert found(put(tmp_path, f"in/a{archive}", content), max_members=4)[-1] == "bomb"

    def test_nothing_inside(self, archive: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{archive}", PACK[archive]([]))).code in {"empty", "broken-archive"}

    def test_no_archive_at_all(self, archive: str, tmp_path: Path) -> None:
        assert fault_of(put(tmp_path, f"a{archive}", b"no archive, " * 100)).code == "broken-archive"

    def test_an_archive_that_breaks_off(self, archive: str, tmp_path: Path) -> None:
        content = PACK[archive]([(f"{number}.txt", TEXT.encode()) for number in range(3)])
        assert found(put(tmp_path, f"a{archive}", content[:700]))[-1] == "broken-archive"


BOMBS = {
    "a.txt.gz": COMPRESS[".gz"](ZEROS),
    "a.jsonl.zst": COMPRESS[".zst"](ZEROS),
    "a.tar.gz": COMPRESS[".gz"](as_tar([(f"{number}.txt", ZEROS) for number in range(3)])),
    "a.zip": as_zip([(f"{number}.txt", ZEROS) for number in range(3)]),
    "b.zip": as_zip([("a.txt.gz", COMPRESS[".gz"](ZEROS))]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_expands_too_far_is_refused_once(name: str, tmp_path: Path) -> None:
    codes = found(put(tmp_path, name, BOMBS[name]), max_expanded=1_000_000)
    assert codes == ["bomb"]


def test_the_ratio_counts_all_members_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letopis.readers.bounded._ALWAYS_ALLOWED", 1000)
    members = [(f"{number}.txt", TEXT.encode() + b" " * 60_000) for number in range(3)]
    size = len(as_zip(members))
    path = put(tmp_path, "a.zip", as_zip(members))
    assert found(path, max_ratio=200_000 // size + 1) == [f"{tmp_path.name}/a.zip/{number}.txt" for number in range(3)]
    assert found(path, max_ratio=100_000 // size)[-1] == "bomb"


def test_links_and_devices_are_left_out(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert fault_of(put(tmp_path, "a.tar", stream.getvalue())).code == "empty"


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    content = bytearray(as_zip([("a.txt", TEXT.encode())]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    fault = fault_of(put(tmp_path, "a.zip", bytes(content)))
    assert (fault.code, "password" in fault.reason) == ("broken-archive", True)


def test_a_damaged_member_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    content = stream.getvalue().replace(TEXT.encode(), TEXT.upper().encode(), 1)
    read_ = read(put(tmp_path, "in/a.zip", content))
    assert [item.where for item in read_ if isinstance(item, InputError)] == ["in/a.zip/a.txt"]
    assert [item.article.path for item in read_ if isinstance(item, SourceArticle)] == ["in/a.zip/b.txt"]


@pytest.mark.parametrize("name", ["a.gz", "a.zst", "a.docx.gz", "a.zip.gz"])
def test_what_no_reader_takes_is_refused(name: str, tmp_path: Path) -> None:
    assert fault_of(put(tmp_path, name, COMPRESS[".gz"](b"x"))).code in {"unsupported", "nested-archive"}


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz"])
def test_compressed_tars(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, f"in/{name}", COMPRESS[".gz"](as_tar([("b.txt", TEXT.encode()), ("c.html", b"")])))
    assert found(path) == [f"in/{name}/b.txt", "empty"]
