import pytest

from letopis.errors import UsageError
from letopis.extractor import Extractor
from letopis.model.weights import load_weights
from letopis.settings import Settings


def test_missing_weights_say_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="--model none"):
        load_weights(str(tmp_path / "none.npz"))


BROKEN = {"empty": b"", "cut": b"PK\x03\x04 no archive", "text": "текст".encode()}


@pytest.mark.parametrize("kind", BROKEN)
def test_other_files_are_refused(tmp_path, kind):
    path = tmp_path / "weights.npz"
    path.write_bytes(BROKEN[kind])
    with pytest.raises(UsageError, match=r"weights\.npz"):
        load_weights(str(path))


def test_rules_alone_need_no_weights():
    record = Extractor(Settings(model="none")).extract("5 мая 2023 года президент Монголии прибыл в Астану с визитом.")
    assert [event.type for event in record.events] == ["visit"]


def test_the_settings_digest_tells_weights_by_content_not_by_place(tmp_path):
    for name, content in (("a.npz", b"1"), ("b.npz", b"1"), ("c.npz", b"2")):
        (tmp_path / name).write_bytes(content)
    one, same, other = (Settings(model=str(tmp_path / f"{name}.npz")).digest() for name in "abc")
    assert one == same != other
