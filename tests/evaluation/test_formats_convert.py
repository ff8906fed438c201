"""Formats in and out: what comes back, what is listed as lost, and faults by file and place."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letopis.errors import LetopisError, UsageError
from letopis.evaluation.conversion import mapping as labels
from letopis.evaluation.conversion.convert import convert
from letopis.evaluation.conversion.losses import label_losses
from letopis.evaluation.formats import FORMATS, LabelFormat, own
from letopis.evaluation.formats.own_writing import quote
from letopis.evaluation.formats.quotes import locate
from letopis.evaluation.formats.standoff import Relation, Span, StandoffArticle
from letopis.evaluation.gold import GoldError
from letopis.evaluation.loading import load_gold
from letopis.evaluation.scores import score_all
from letopis.evaluation.systems import records_of
from letopis.record.vocabulary import EVENT_TYPES

CORPUS = Path(__file__).parents[2] / "corpus"
DEV = CORPUS / "gold" / "dev"
TRAIN = CORPUS / "gold" / "train"
# What no format of tools has a place for; everything else of our gold has to come back.
DOCUMENTED = ("article.", "claims.", "events.conflicts.", "tags")
TARGETS = {
    "own": "own", "records": "r.jsonl", "brat": "brat",
    "label-studio": "t.json", "doccano": "d.jsonl", "conll": "c.conll",
}  # fmt: skip


def target(folder: Path, name: str) -> Path:
    return folder / TARGETS[name]


def test_every_format_is_tested_here_or_has_tests_of_its_own() -> None:
    assert sorted([*TARGETS, "factrueval"]) == sorted(FORMATS)


@pytest.mark.parametrize("name", ["own", "records", "brat", "label-studio"])
def test_gold_comes_back_but_for_what_is_documented(name: str, tmp_path: Path) -> None:
    done = convert(DEV, target(tmp_path, name), from_="own", to=name)
    assert done.articles == len(list(DEV.glob("*.yaml")))
    assert [loss.what for loss in done.losses if not loss.what.startswith(DOCUMENTED)] == []


@pytest.mark.parametrize("name", ["own", "brat", "label-studio"])
def test_what_was_extracted_can_be_corrected_by_hand(name: str, tmp_path: Path) -> None:
    sample = CORPUS.parent / "output" / "sample.jsonl"
    convert(sample, target(tmp_path, name), from_="records", to=name)
    gold = load_gold(target(tmp_path, name), name, "letopis" if name != "own" else None)
    for found in score_all(gold, records_of(sample)):
        assert found.score.tallies["events"].f1 == found.score.tallies["triggers_exact"].f1 == 1.0
        assert found.score.tallies["arguments"].f1 == found.score.tallies["times_whole"].f1 == 1.0


def test_a_role_that_is_none_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Орлов уехал.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tvisit 6 11\tуехал\n#1\tstatus T1\tmaybe\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.txt: events\.0\.status: Input should be 'occurred'"):
        load_gold(tmp_path, "brat", "letopis")


@pytest.mark.parametrize("gold", [TRAIN, DEV])
def test_our_own_format_loses_nothing(gold: Path, tmp_path: Path) -> None:
    assert convert(gold, tmp_path / "own", from_="own", to="own").losses == []


@pytest.mark.parametrize("name", ["brat", "label-studio"])
def test_tags_of_events_come_back(name: str, tmp_path: Path) -> None:
    convert(TRAIN, target(tmp_path, name), from_="own", to=name)
    back = {article.name: article for article in load_gold(target(tmp_path, name), name)}
    given = [sorted(article.event_tags.values()) for article in own.load(TRAIN)]
    assert [sorted(back[article.name].event_tags.values()) for article in own.load(TRAIN)] == given
    assert all(given)


def test_records_have_no_place_for_tags_of_events(tmp_path: Path) -> None:
    told = {loss.what for loss in convert(TRAIN, tmp_path / "r.jsonl", from_="own", to="records").losses}
    assert "tags of events" in told


def test_an_unknown_tag_of_an_event_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Орлов уехал.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tvisit 6 11\tуехал\n#1\ttags T1\tpassive, hard\n", encoding="utf-8")
    with pytest.raises(GoldError, match="visit «уехал» at 6: tags: hard is none of passive"):
        load_gold(tmp_path, "brat", "letopis")


@pytest.mark.parametrize("name", ["own", "records", "brat", "label-studio"])
def test_what_was_written_scores_as_gold(name: str, tmp_path: Path) -> None:
    convert(DEV, target(tmp_path, name), from_="own", to=name)
    back = {article.name: article.record for article in load_gold(target(tmp_path, name), name)}
    for found in score_all(own.load(DEV), back):
        wrong = [key for key, tally in found.score.tallies.items() if tally.f1 not in (1.0, None)]
        assert (found.name, [key for key in wrong if key not in ("conflicts", "claims")]) == (found.name, [])


@pytest.mark.parametrize(("name", "lost"), [("doccano", "entities.name"), ("conll", "events.participants.entity")])
def test_poorer_formats_list_what_they_cannot_hold(name: str, lost: str, tmp_path: Path) -> None:
    done = convert(DEV, target(tmp_path, name), from_="own", to=name)
    told = {loss.what: loss for loss in done.losses}
    assert told[lost].lost > 0
    assert told["events.status"].lost < told["events.status"].given


def test_from_a_tool_to_our_gold_and_back(tmp_path: Path) -> None:
    convert(DEV, tmp_path / "t.json", from_="own", to="label-studio")
    convert(tmp_path / "t.json", tmp_path / "gold", from_="label-studio", to="own")
    losses = convert(tmp_path / "gold", tmp_path / "again.json", from_="own", to="label-studio").losses
    assert [loss.what for loss in losses if not loss.what.startswith(DOCUMENTED)] == []


WORDS = st.sampled_from(["Орск", "мэр", "ёлка", "приехал", "😀", "«Рубин»", "5", "мая,"])
TEXTS = st.lists(WORDS, min_size=2, max_size=12).map(" ".join)
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@st.composite
def labelled(draw: st.DrawFn) -> StandoffArticle:
    text = draw(TEXTS)
    article = StandoffArticle("a", Path("a.txt"), text)
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        # brat strips the white space around a span's text, no tool marks it.
        if text[start:end].strip() == text[start:end]:
            attributes = draw(st.dictionaries(st.sampled_from(["form", "note"]), VALUES, max_size=2))
            label = draw(st.sampled_from(["PERSON", "visit"]))
            article.spans.append(Span(f"s{number}", label, start, end, attributes))
    ids = [span.id for span in article.spans]
    if len(ids) > 1:
        pairs = st.lists(st.permutations(ids).map(lambda order: order[:2]), max_size=3)
        article.relations = [Relation("same", *pair) for pair in draw(pairs)]
    return article


@pytest.mark.parametrize(
    ("name", "may_lose"),
    [("brat", ()), ("label-studio", ()), ("doccano", ("attribute",)), ("conll", ("attribute", "relations", "spans"))],
)
@given(article=labelled())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_labelled_texts_round_trip(
    name: str, may_lose: tuple[str, ...], article: StandoffArticle, tmp_path: Path
) -> None:
    known = FORMATS[name]
    assert isinstance(known, LabelFormat)
    place = target(tmp_path, name)
    known.write([article], place)
    back = known.read(place)
    losses = label_losses([article], back)
    assert [loss for loss in losses if not loss.what.startswith(may_lose or ("-",))] == []
    assert back[0].text == article.text
    assert label_losses(back, back) == []


@given(text=TEXTS, data=st.data())
def test_a_quote_names_its_stretch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = quote(text, (start, end))
    if words is not None:
        assert locate(text, words) == (start, end)


def test_a_quote_is_found_for_every_word() -> None:
    text = "Мэр Орска и вице-мэр Орска: мэр уехал"
    places = [(0, 3), (4, 9), (12, 20), (17, 20), (21, 26), (28, 31)]
    assert [locate(text, str(quote(text, place))) for place in places] == places


ANN = """T1\tPERSON 0 5\tОрлов
T2\tEVENT 12 20\tпозвонил
T3\tCITY 23 25;26 28\tОш да
E1\tEVENT:T2 PARTICIPANT_IN:T1
R1\tTAKES_PLACE_IN Arg1:T2 Arg2:T3
A1\tplanned E1
N1\tReference T1 wiki:Q1\tОрлов
#1\tAnnotatorNotes T2\tпроверить
#2\tAnnotatorNotes R1\tпроверить
*\tEquiv T1 T3
"""


def brat_pair(folder: Path, ann: str) -> Path:
    (folder / "a.txt").write_text("Орлов 5 мая позвонил в Ош и да.\n".replace("Ош и да", "Ош да"), encoding="utf-8")
    (folder / "a.ann").write_text(ann, encoding="utf-8")
    return folder


def test_brat_lines_of_all_kinds(tmp_path: Path) -> None:
    known = FORMATS["brat"]
    assert isinstance(known, LabelFormat)
    (article,) = known.read(brat_pair(tmp_path, ANN))
    spans = article.by_id()
    assert (spans["T3"].start, spans["T3"].end, spans["T3"].attributes) == (23, 28, {"fragments": "23 25;26 28"})
    assert spans["T2"].attributes == {"event": "E1", "planned": "true", "AnnotatorNotes": "проверить"}
    assert spans["T1"].attributes == {"Reference": "wiki:Q1"}
    assert sorted((r.label, r.source, r.target) for r in article.relations) == [
        ("PARTICIPANT_IN", "T2", "T1"), ("TAKES_PLACE_IN", "T2", "T3"), ("same", "T1", "T3"),
    ]  # fmt: skip
    assert article.dropped == {"notes on R lines": 1}


def label_studio_task(start: int, end: int, said: str) -> list[dict[str, object]]:
    region = {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels"}
    value = {"start": start, "end": end, "text": said, "labels": ["person", "place"]}
    result = [{**region, "value": value}, {"type": "relation", "from_id": "r1", "to_id": "r1", "direction": "left"}]
    done = [{"was_cancelled": True, "result": []}, {"result": result}]
    return [{"id": 7, "data": {"text": "😀😀 Орлов уехал"}, "annotations": done, "predictions": []}]


@pytest.mark.parametrize(("start", "end"), [(3, 8), (5, 10)])
def test_label_studio_offsets_in_utf_16_units_are_told_by_the_text(start: int, end: int, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps(label_studio_task(start, end, "Орлов")), encoding="utf-8")
    known = FORMATS["label-studio"]
    assert isinstance(known, LabelFormat)
    (article,) = known.read(path)
    assert [(s.id, s.label, article.text[s.start : s.end]) for s in article.spans] == [
        ("r1", "person", "Орлов"), ("r1/2", "place", "Орлов"),
    ]  # fmt: skip
    assert article.relations == [Relation("related", "r1", "r1")]
    assert article.name == "7"


def test_older_doccano_and_plain_conll(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"id": 3, "text": "Орлов уехал", "label": [[0, 5, "person"]], "mood": 1}\n')
    (tmp_path / "c.conll").write_text("Орлов B-person\nуехал O\n\nВ O\nНовый B-place\nОрск I-place\n")
    doccano, conll = FORMATS["doccano"], FORMATS["conll"]
    assert isinstance(doccano, LabelFormat)
    assert isinstance(conll, LabelFormat)
    (article,) = doccano.read(tmp_path / "d.jsonl")
    assert [(s.label, s.start, s.end) for s in article.spans] == [("person", 0, 5)]
    assert article.dropped["the field mood"] == 1
    (article,) = conll.read(tmp_path / "c.conll")
    assert article.text == "Орлов уехал\nВ Новый Орск"
    assert [article.text[s.start : s.end] for s in article.spans] == ["Орлов", "Новый Орск"]


def faulty(name: str, content: str | None) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    return make


FAULTS = [
    ("brat", lambda f: brat_pair(f, "T1\tPERSON 0 4\tОрлов\n"), "a.ann:1: T1: the text has 'Орло' there"),
    ("brat", lambda f: brat_pair(f, "T1\tPERSON 0-5\tОрлов\n"), "a.ann:1: 'PERSON 0-5' is no LABEL START END"),
    ("brat", lambda f: brat_pair(f, "R1\tAGENT Arg1:T1 Arg2:T2\n"), "points at T1, which is no span"),
    ("brat", lambda f: brat_pair(f, "A1\tx T9\n"), "a.ann:1: no brat line"),
    ("brat", lambda f: brat_pair(f, "T1\tPERSON 0 5\tОрлов\nhello\n"), "a.ann:2: no brat line: 'hello'"),
    ("brat", lambda f: brat_pair(f, "T1\tPERSON 90 95\n"), "[90, 95): the text has"),
    ("brat", faulty("b.ann", ""), "b.txt is not beside it"),
    ("doccano", faulty("d.jsonl", '{"text": "а"}\n{"text": \n'), "d.jsonl:2: broken JSON"),
    ("doccano", faulty("d.jsonl", '{"entities": []}\n'), "d.jsonl:1: no doccano line (KeyError 'text')"),
    ("doccano", faulty("d.jsonl", '{"text": "а", "label": [[0, 9, "x"]]}\n'), "d.jsonl:1: d-1: span s0 x [0, 9)"),
    ("label-studio", faulty("t.json", json.dumps(label_studio_task(0, 4, "Орлов"))), "t.json: task [0]: region r1"),
    ("label-studio", faulty("t.json", "[{}]"), "t.json: task [0] is none (KeyError 'data')"),
    ("label-studio", faulty("t.json", "[{"), "t.json:1: broken JSON"),
    ("conll", faulty("c.conll", "Орлов B-person\nуехал X\n"), "c.conll:2: c: 'уехал' has the tag 'X'"),
    ("conll", faulty("c.conll", '# newdoc id = a\n# text = "Орлов"\nОрлова O\n'), "does not follow in the text"),
    ("brat", faulty("x", None), "no .ann files there"),
    ("doccano", faulty("x", None), "no doccano export there"),
]


@pytest.mark.parametrize(("name", "make", "message"), FAULTS)
def test_faults_name_file_place_and_fix(name: str, make: Callable[[Path], Path], message: str, tmp_path: Path) -> None:
    with pytest.raises(LetopisError) as caught:
        load_gold(make(tmp_path), name)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"from_": "xml", "to": "own"}, "--from xml: choose one of own, records"),
        ({"from_": "own", "to": "xml"}, "--to xml: choose one of own, records"),
        ({"from_": "own", "to": "brat", "by": "nowhere"}, "--labels nowhere: choose one of factrueval, letopis, nerel"),
    ],
)
def test_wrong_usage(arguments: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        convert(DEV, tmp_path / "out", **arguments)
    assert message in str(caught.value)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text("[]")
    with pytest.raises(UsageError, match="is there already"):
        convert(DEV, tmp_path / "t.json", from_="own", to="label-studio")


def test_a_value_that_is_none_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Орлов уехал 5 мая.\n", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\ttime 12 17\t5 мая\n#1\tvalue T1\tмай\n", encoding="utf-8")
    with pytest.raises(GoldError, match="time «5 мая» at 12: value: 'май' is no date"):
        load_gold(tmp_path, "brat", "letopis")


def test_own_words_have_a_label_for_every_type() -> None:
    mapping = labels.load("letopis")
    assert [type_ for type_ in EVENT_TYPES if mapping.event_type(str(mapping.trigger_label(type_))) != type_] == []


def test_a_users_own_labels(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("about: mine\nentities: {ПЕР: {type: person}}\ntriggers: {ВИЗИТ: visit}\n", encoding="utf-8")
    (tmp_path / "c.conll").write_text("Орлов B-ПЕР\nприбыл B-ВИЗИТ\nвчера B-КОГДА\n", encoding="utf-8")
    (article,) = load_gold(tmp_path / "c.conll", "conll", str(mine))
    assert [event.type for event in article.record.events] == ["visit"]
    assert [entity.name for entity in article.record.entities] == ["Орлов"]
    assert article.covers.types == {"visit"}
    assert article.covers.fields == {"entities", "triggers", "arguments"}


@pytest.mark.parametrize("name", labels.names())
def test_shipped_labels_are_written_as_they_are_read(name: str) -> None:
    mapping = labels.load(name)
    for label, known in mapping.entities.items():
        written = mapping.entity_label(known.type, known.kind)
        assert written is not None
        assert mapping.entities[written].type == known.type
        assert known.kind is None or known.edge or written == label
