"""FactRuEval's layers written: what was read comes back, and what records say of people, offices and meetings."""

from pathlib import Path
from typing import Any

import pytest

from letopis.evaluation.conversion.convert import convert
from letopis.evaluation.factrueval_scores import score_article
from letopis.evaluation.formats.factrueval import FactArticle, GoldEntity, GoldSpan, load
from letopis.evaluation.systems import records_of

ROOT = Path(__file__).parents[2]
DEVSET = ROOT.parent / "shared" / "data" / "factrueval" / "devset"
TEXT = "Мэр Калуги Анна Котова и министр Орлов Б. из калужской фирмы «Луч-2» встретились. Она ушла."
SPANS = [
    ("job", "Мэр"), ("loc_name", "Калуги"), ("name", "Анна"), ("surname", "Котова"), ("job", "министр"),
    ("surname", "Орлов"), ("name", "Б."), ("geo_adj", "калужской"), ("org_descr", "калужской фирмы"),
    ("org_name", "Луч-2"), ("prj_name", "ушла"),
]  # fmt: skip
LAYERS = {
    "objects": "21 LocOrg 2 # Калуги\n22 Person 3 4 # Анна Котова\n23 Person 6 7 # Орлов Б.\n24 LocOrg 8\n"
    "25 Org 9 10\n26 Project 11\n27 Org 9\n",
    "coref": "31 21 24\nname Калуга\nwikidata Q1\n\n32 22\nfirstname Анна\nlastname Котова\n\n33 23\n"
    "firstname1 Борис\nfirstname2 Богдан\nlastname Орлов\nhair рыжий\n\n34 25\nname Луч-2\ndescriptor фирма\n"
    "descriptor калужская фирма\n",
    "facts": "1-0 Occupation\nWho obj32 Котова Анна\nPosition span1 Мэр | span5 министр\nWhere obj31 Калуга\n\n"
    "1-1 Meeting\nParticipant obj32\nParticipant obj33\nСложность повышенная\n\n"
    "1-2 Deal\nParticipant obj33\nParticipant obj34\nType купля/продажа\nФаза План\n",
}


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    rows = [f"{n} {tag} {TEXT.index(said)} {len(said)} 0 0 # {said}" for n, (tag, said) in enumerate(SPANS, 1)]
    (folder / "one.spans").write_text("\n".join(rows), encoding="utf-8")
    for layer, text in LAYERS.items():
        (folder / f"one.{layer}").write_text(text, encoding="utf-8")
    return folder


def entity(one: GoldEntity) -> list[Any]:
    attributes = sorted((name, sorted(values)) for name, values in one.attributes.items())
    mentions = sorted((m.kind, [span[:3] for span in m.spans], m.text) for m in one.mentions)
    return [one.kind, attributes, sorted(one.descriptors), mentions]


def told(article: FactArticle) -> list[Any]:
    """All that an article says, however its rows are numbered and ordered."""
    facts = [
        [fact.kind, [(name, [v[:3] if isinstance(v, GoldSpan) else entity(v) for v in values])], fact.said]
        for fact in article.facts
        for name, values in fact.arguments
    ]
    return [article.text, sorted(map(entity, article.entities)), facts, [span[:3] for span in article.loose]]


def test_layers_come_back(layers: Path, tmp_path: Path) -> None:
    done = convert(layers, tmp_path / "written", from_="factrueval", to="factrueval")
    (given,), (back,) = load(layers), load(tmp_path / "written")
    assert told(back) == told(given)
    assert [str(loss) for loss in done.losses] == [
        "attribute hair of entities: all 1", "mentions of no entity: all 1", "objects of class Project: all 1",
        "wikidata of entities: all 1",
    ]  # fmt: skip
    assert back.tokens[0][0] == (0, 3)
    assert back.facts[1].ignored
    assert back.facts[2].said == {"type": "купля/продажа", "фаза": "План"}


def test_a_layer_has_the_rows_of_the_collection(layers: Path, tmp_path: Path) -> None:
    convert(layers, tmp_path / "written", from_="factrueval", to="factrueval")
    rows = {file.suffix: file.read_text(encoding="utf-8").splitlines() for file in (tmp_path / "written").iterdir()}
    assert rows[".tokens"][:3] == ["1 0 3 Мэр", "2 4 6 Калуги", "3 11 4 Анна"]
    assert rows[".spans"][:2] == ["1 job 0 3 1 1  # 1 Мэр", "2 loc_name 4 6 2 1  # 2 Калуги"]
    assert rows[".objects"][1] == "2 Person 3 4 # Анна Котова"
    assert rows[".facts"][:4] == [
        "1-0 Occupation", "Who obj2 Анна Котова", "Position span1 Мэр | span5 министр", "Where obj1 Калуга",
    ]  # fmt: skip


@pytest.mark.skipif(not DEVSET.exists(), reason="FactRuEval's devset is not beside the repository")
def test_the_devset_comes_back(tmp_path: Path) -> None:
    done = convert(DEVSET, tmp_path / "written", from_="factrueval", to="factrueval")
    assert {loss.what for loss in done.losses} == {
        "mentions of no entity", "objects of class Project", "wikidata of entities",
    }  # fmt: skip
    for given, back in zip(load(DEVSET), load(tmp_path / "written"), strict=True):
        assert (given.name, told(back), back.tokens) == (given.name, told(given), given.tokens)


def test_a_record_is_whole_against_its_own_layers(tmp_path: Path) -> None:
    sample = ROOT / "output" / "sample.jsonl"
    done = convert(sample, tmp_path / "written", from_="records", to="factrueval")
    assert done.labels == "factrueval"
    (gold,) = load(tmp_path / "written")
    scores, lines = score_article(gold, records_of(sample)[gold.name])
    assert {name: scores[name].f1 for name in ("entities per", "entities loc", "occupation", "meeting")} == {
        "entities per": 1.0, "entities loc": 1.0, "occupation": 1.0, "meeting": 1.0,
    }  # fmt: skip
    # A body called by a common noun is an organisation of ours; the competition asks for none.
    assert [line for line in lines if not line.split("missed ")[1].islower()] == []


def test_offices_come_back_to_a_record_and_meetings_are_listed(layers: Path, tmp_path: Path) -> None:
    done = convert(layers, tmp_path / "r.jsonl", from_="factrueval", to="records")
    (record,) = records_of(tmp_path / "r.jsonl").values()
    held = {person.name: getattr(person, "offices", []) for person in record.entities}
    assert [(o.title, o.of, o.start, o.end) for o in held["Анна Котова"]] == [("Мэр", "Калуга", 0, 3)]
    lost = {loss.what: str(loss) for loss in done.losses}
    assert lost["statements meeting"] == "statements meeting: all 1"
    assert lost["statements deal"] == "statements deal: all 1"


def test_what_the_layers_have_no_place_for_is_listed(tmp_path: Path) -> None:
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "a.txt").write_text("Анна Котова прибыла.", encoding="utf-8")
    (tmp_path / "brat" / "a.ann").write_text("T1\tper 0 11\tАнна Котова\nT2\tvisit 12 19\tприбыла\n", encoding="utf-8")
    done = convert(tmp_path / "brat", tmp_path / "layers", from_="brat", to="factrueval")
    assert [str(loss) for loss in done.losses] == ["spans visit: all 1"]
    (article,) = load(tmp_path / "layers")
    assert [entity(one)[1:] for one in article.entities] == [
        [
            [("firstname", ["Анна"]), ("lastname", ["Котова"])], [],
            [("per", [("name", 0, 4), ("surname", 5, 11)], "Анна Котова")],
        ]
    ]  # fmt: skip
