"""How inputs become parts, and what the store promises."""

from pathlib import Path

import pytest

from letopis.batch.outcome import Tally
from letopis.cluster.parts import _LARGEST, _SHARED, plan
from letopis.cluster.storage import RemoteFile, Store, find
from letopis.cluster.task import Marker
from letopis.errors import InputError, UsageError


def file(name: str, size: int = 100_000, stamp: str = "") -> RemoteFile:
    return RemoteFile(f"file:///{name}", name, stamp, size)


FILES = [file(f"news/{number:04}.txt") for number in range(400)]


def test_every_file_is_in_one_part_in_order() -> None:
    parts = list(plan(FILES))
    assert [one for part in parts for one in part.files] == FILES
    assert len(parts) > 5
    assert all(sum(one.size for one in part.files) < _LARGEST + 100_000 for part in parts)


@pytest.mark.parametrize("position", [0, 150, 400])
def test_a_new_file_changes_few_parts(position: int) -> None:
    before = {part.digest(b"") for part in plan(FILES)}
    after = {part.digest(b"") for part in plan([*FILES[:position], file("news/new.txt"), *FILES[position:]])}
    assert len(before - after) <= 2


def test_what_changes_the_work_changes_the_digest() -> None:
    (part,) = plan([file("a")])
    (changed,) = plan([file("a", stamp="2")])
    assert len({part.digest(b""), changed.digest(b""), part.digest(b"settings")}) == 3


def test_a_large_file_is_shared_out() -> None:
    parts = list(plan([file("a"), file("big", 3 * _SHARED), file("b")]))
    assert sorted(part.share or (-1, 0) for part in parts) == [(-1, 0), (0, 3), (1, 3), (2, 3)]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("in", ["in/a/z.txt", "in/b.txt", "in/c.md"]),
        ("in/b.txt", ["in/b.txt"]),
        ("in/**/*.txt", ["in/a/z.txt", "in/b.txt"]),
        ("in/*.md", ["in/c.md"]),
    ],
)
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_files_have_the_names_that_they_have_on_one_machine(
    given: str, names: list[str], scheme: str, tmp_path: Path
) -> None:
    for name in ("b.txt", "a/z.txt", "c.md", ".hidden/x.txt", ".x.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("текст", encoding="utf-8")
    found = list(find(f"{scheme}{tmp_path}/{given}"))
    assert [one.name for one in found if isinstance(one, RemoteFile)] == names
    for one in found:
        assert isinstance(one, RemoteFile)
        with one.as_input(None).opener() as stream:
            assert len(stream.read()) == one.size == 10


def test_missing_and_unknown(tmp_path: Path) -> None:
    (missing,) = find(str(tmp_path / "none"))
    assert isinstance(missing, InputError)
    with pytest.raises(UsageError, match="nosuch"):
        list(find("nosuch://a"))


def test_files_of_the_store_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    store = Store(f"{tmp_path}/out")

    def fill_half(stream: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write("parts/a.json", fill_half)
    assert "a.json" not in store.names("parts")
    store.write("parts/a.json", lambda stream: stream.write(b"1") and None)
    assert store.read("parts/a.json") == b"1"
    store.remove(["parts/a.json", "parts/b.json"])
    assert "a.json" not in store.names("parts")


def test_markers_are_read_as_they_were_written() -> None:
    tally = Tally("Вестник", 10, {"events": 1}, {"visit": 1}, {}, 0, 1)
    marker = Marker(["records/part-a.jsonl"], [tally], [InputError("a", "empty", "leer")], [{"path": "b"}], 3)
    again = Marker.from_json(marker.to_json())
    assert again.tallies == [tally]
    assert [str(failure) for failure in again.failures] == ["a: leer"]
    assert (again.outputs, again.duplicates, again.left_out) == (marker.outputs, marker.duplicates, 3)
