"""The state keeps what was done, and tells what is still to do."""

from pathlib import Path

import pytest

from letopis.batch.fingerprint import article_key, content_key, engine_digest
from letopis.batch.memory import Entry
from letopis.batch.outcome import Outcome, Tally
from letopis.batch.state import STATE_FILE, State
from letopis.document import Article, Notice
from letopis.errors import InputError, UsageError
from letopis.readers import SourceArticle
from letopis.settings import Settings

TALLY = Tally("Вестник", 10, {"events": 1}, {"visit": 1}, {}, 0, 1)


def article(name: str, text: str = "") -> Article:
    return Article(name, text or name, text or name, path=f"{name}.txt")


def entry(name: str, key: bytes, content: bytes, published: str | None = None) -> Entry:
    return Entry(f"{name}.txt", name, published, key, content)


def enter(state: State, *names: str) -> list[bool]:
    return [state.add(entry(name, name.encode(), name.encode())) for name in names]


def done(name: str) -> Outcome:
    return Outcome(name.encode(), TALLY)


def test_records_come_in_the_order_of_inputs() -> None:
    with State(None) as state:
        enter(state, "a", "b", "c")
        for name in "cab":
            state.put(name.encode(), done(name))
        assert list(state.records()) == [b"a", b"b", b"c"]
        assert [result.tally for result in state.results()] == [TALLY] * 3


def test_outcomes_outlive_the_run(tmp_path: Path) -> None:
    path = tmp_path / STATE_FILE
    with State(path) as state:
        enter(state, "a")
        state.put(b"a", done("a"))
    with State(path) as state:
        assert state.knows(b"a")
        assert list(state.records()) == []
        enter(state, "a")
        assert list(state.records()) == [b"a"]


def test_what_no_input_needs_is_forgotten(tmp_path: Path) -> None:
    with State(None) as state:
        enter(state, "a")
        for name in "ab":
            state.put(name.encode(), done(name))
        state.forget_others()
        assert (state.knows(b"a"), state.knows(b"b")) == (True, False)


def test_failures_in_order_with_unreadable_inputs_until_forgotten() -> None:
    with State(None) as state:
        state.add(Entry.of_failure(InputError("0.txt", "empty", "the file is empty")))
        enter(state, "a", "b")
        state.put(b"b", done("b"))
        state.put(b"a", Outcome(code="timeout", reason="not done after 1 s"))
        assert [(result.place, result.failure and result.failure.code) for result in state.results()] == [
            ("0.txt", "empty"),
            ("a.txt", "timeout"),
            ("b.txt", None),
        ]
        state.forget_failures()
        assert (state.knows(b"a"), state.knows(b"b")) == (False, True)


def test_exact_duplicates_are_listed() -> None:
    with State(None) as state:
        assert state.add(entry("a", b"1", b"same"))
        assert not state.add(entry("b", b"2", b"same"))
        assert list(state.duplicates()) == [{"path": "b.txt", "id": "b", "duplicate_of": "a"}]


def test_ready_stops_at_the_first_gap() -> None:
    with State(None) as state:
        state.add(Entry.of_failure(InputError("0.txt", "empty", "the file is empty")))
        enter(state, "a", "b", "c")
        state.put(b"a", done("a"))
        state.put(b"c", done("c"))
        assert list(state.ready(1)) == [(1, None), (2, b"a")]
        state.put(b"b", done("b"))
        assert list(state.ready(3)) == [(3, b"b"), (4, b"c")]


def test_an_output_is_current_until_it_or_the_records_change(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    output.write_bytes(b"a\n")
    with State(None) as state:
        enter(state, "a", "b")
        state.put(b"a", done("a"))
        assert not state.is_current(output)
        state.remember(output)
        assert state.is_current(output)
        state.put(b"b", done("b"))
        assert not state.is_current(output)
        state.remember(output)
        output.write_bytes(b"cut")
        assert not state.is_current(output)
        output.unlink()
        assert not state.is_current(output)


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with State(tmp_path / STATE_FILE), pytest.raises(UsageError, match="another run"):
        State(tmp_path / STATE_FILE)


def test_a_file_that_is_no_state_is_told(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_bytes(b"not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(UsageError, match="--fresh"):
        State(tmp_path / STATE_FILE)


CHANGES = [
    ("settings", SourceArticle(article("a"), []), Settings(min_confidence=0.5)),
    ("layers", SourceArticle(article("a"), []), Settings(layers=True)),
    ("text", SourceArticle(article("a", "другой"), []), Settings()),
    ("notices", SourceArticle(article("a"), [Notice("encoding-guessed", "")]), Settings()),
]


@pytest.mark.parametrize(("source", "settings"), [change[1:] for change in CHANGES], ids=[c[0] for c in CHANGES])
def test_what_changes_a_record_changes_its_key(source: SourceArticle, settings: Settings) -> None:
    before = article_key(engine_digest(Settings()), SourceArticle(article("a"), []))
    assert before == article_key(engine_digest(Settings()), SourceArticle(article("a"), []))
    assert before != article_key(engine_digest(settings), source)


def test_duplicates_share_text_title_and_date_not_place() -> None:
    assert content_key(article("a", "т")) == content_key(article("b", "т"))
    other = article("a", "т")
    other.published = "2024-01-01"
    assert content_key(article("a", "т")) != content_key(other)


def test_a_file_of_lines_is_gone_on_with_where_it_is_a_beginning(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    with State(None) as state:
        for name in ("a", "bb", "cc", "ddd"):
            state.put(name.encode(), done(name))
        enter(state, "a", "bb")
        assert state.begun(output) == 0
        output.write_bytes(b"a\nbb\n")
        state.remember(output)
        for names, begun in ((("a", "bb"), 2), (("a", "bb", "ddd"), 2), (("a", "cc", "ddd"), 0), (("ddd",), 0)):
            state.begin()
            enter(state, *names)
            assert state.begun(output) == begun
            assert list(state.records(begun)) == [name.encode() for name in names[begun:]]
        state.begin()
        enter(state, "a", "bb", "ddd")
        output.write_bytes(b"b\naa\n\n")
        assert state.begun(output) == 0
