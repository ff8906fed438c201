"""A user's own event type needs a file, no code; faults name the file and what to write."""

from pathlib import Path

import pytest

from letopis.errors import ResourceError
from letopis.events.ontology import Ontology
from letopis.extractor import Extractor
from letopis.settings import Settings

SNOWFALL = """
type: own_snowfall
label: {ru: снегопад, en: snowfall}
plover: null
roles: {victim: [person, group]}
frames: {noun: {}}
triggers:
  - lemma: снегопад
    pos: noun
    examples: [{text: В Перми начался снегопад., trigger: снегопад}]
"""


def put(folder: Path, name: str, text: str) -> Path:
    (folder / "ontology").mkdir(exist_ok=True)
    (folder / "ontology" / name).write_text(text, encoding="utf-8")
    return folder


def test_an_own_type_is_found_and_recorded(tmp_path: Path) -> None:
    extractor = Extractor(Settings(resources=put(tmp_path, "own_snowfall.yaml", SNOWFALL)))
    record = extractor.extract("Вчера в Перми начался снегопад.", published="2024-12-02")
    (event,) = record.events
    assert (event.type, event.places[0].name) == ("own_snowfall", "Пермь")
    assert event.time is not None
    assert event.time.from_ == "2024-12-01"


FAULTS = [
    ("snowfall.yaml", SNOWFALL, "has to be called own_"),
    ("own_snow.yaml", SNOWFALL, "has to be called own_snowfall.yaml"),
    ("own_snowfall.yaml", SNOWFALL.replace("{noun: {}}", "{noun: {в+Acc: host}}"), "slot в+Acc fills host"),
    ("own_snowfall.yaml", SNOWFALL.replace("{noun: {}}", "{noun: {в+Abl: victim}}"), "no such slot: в+Abl"),
    ("own_snowfall.yaml", "type: own_snowfall\nroles: {a: [}\n", "own_snowfall.yaml:2"),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTS)
def test_faults_are_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(ResourceError, match=told.replace("+", r"\+")):
        Ontology.load(put(tmp_path, name, text))


def test_topics_of_a_type_stand_in_files_of_their_own(tmp_path: Path) -> None:
    topic = "triggers:\n  - {lemma: пурга, pos: noun, examples: [{text: В Перми пурга., trigger: пурга}]}\n"
    put(tmp_path, "own_snowfall.blizzard.yaml", topic)
    ontology = Ontology.load(put(tmp_path, "own_snowfall.yaml", SNOWFALL))
    assert [rule.lemma for rule in ontology.types["own_snowfall"].triggers] == [("снегопад",), ("пурга",)]


def test_an_unknown_class_is_named(tmp_path: Path) -> None:
    faulty = SNOWFALL.replace("pos: noun", "pos: noun\n    when: {gen: ['@weather']}")
    with pytest.raises(ResourceError, match="no such class: @weather"):
        Ontology.load(put(tmp_path, "own_snowfall.yaml", faulty))


def test_the_packages_types_are_read_once() -> None:
    assert Ontology.load() is Ontology.load(None)
