"""The gold format: what a file states, and faults by file and line."""

from pathlib import Path

import pytest

from letopis.errors import UsageError
from letopis.evaluation.formats.own import load
from letopis.evaluation.gold import GoldError

ARTICLE = """---
title: Проба
published: 2023-05-17
---
Министр Ержан Абишев 15-16 мая находился в Оше с визитом. Он встретился с мэром. Потом подписал план.

Поездки министра:
Бишкек — март 2022 года;
Ош — май 2022-го.
"""
GOLD = """article: visit
annotators: [a]
entities:
  abishev:
    person: Ержан Абишев
    country: KZ
    names: [Ержан* Абишев*]
    descriptors: [министра]
  osh: {place: Ош, kind: city, country: KG, names: [Ош*]}
times:
  15-16 мая: 2023-05-15/2023-05-16
  май 2022-го: 2022-05
events:
  - key: visit
    type: visit
    time: 2023-05-15/2023-05-16
    conflicts:
      - {field: time, values: [2023-05-15/2023-05-16, 2022-05], why: the list errs}
    mentions:
      - trigger: визитом
        visitor: {abishev: Ержан Абишев}
        destination: {osh: Оше}
        times: [15-16 мая]
      - trigger: Поездки
        at: Ош — май 2022-го
        destination: {osh: Ош}
        times: [май 2022-го]
  - type: meeting
    part_of: visit
    location: osh
    counts: {participants: 20+}
    mentions:
      - trigger: встретился
        participant: [{abishev: Он}, мэром = 1]
  - type: agreement
    status: planned
    mentions:
      - trigger: подписал
        participant: {abishev: zero}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    return tmp_path / "gold"


def put(folder: Path, text: str) -> Path:
    path = folder / "visit.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_file_becomes_a_record(folder: Path) -> None:
    gold = load(put(folder, GOLD))[0]
    visit, meeting, agreement = gold.record.events
    assert [m.trigger.text for m in visit.mentions] == ["визитом", "Поездки"]
    assert [m.block for m in visit.mentions] == ["lead", "list"]
    assert gold.record.article.text[visit.mentions[1].sentence.start :].startswith("Ош — май")
    assert (visit.time.from_, visit.time.to) == ("2023-05-15", "2023-05-16")
    assert visit.conflicts[0].field == "time"
    assert [(p.role, p.name or p.text, p.count) for p in meeting.participants] == [
        ("participant", "Ержан Абишев", None),
        ("participant", "мэром", 1),
    ]
    assert [(p.role, p.name, p.country) for p in meeting.places] == [("location", "Ош", "KG")]
    assert meeting.part_of == visit.id
    assert meeting.counts["participants"].min == 20
    assert (agreement.status, agreement.time, agreement.time_reason) == ("planned", None, "the article does not say")


def test_references_in_roles_join_the_entity(folder: Path) -> None:
    person = load(put(folder, GOLD))[0].record.entities[0]
    assert [(m.text, m.form) for m in person.mentions] == [
        ("Ержан Абишев", "name"),
        ("Он", "pronoun"),
        ("министра", "descriptor"),
        (None, "zero"),
    ]


def test_coverage_is_read(folder: Path) -> None:
    text = GOLD.replace("annotators: [a]\n", "annotators: [a]\ncovers: {types: [visit], fields: [events]}\n")
    covers = load(put(folder, text))[0].covers
    assert (covers.types, covers.fields) == (frozenset({"visit"}), frozenset({"events"}))


FAULTS = [
    ("trigger: визитом", "trigger: поездкой", 20, "«поездкой» does not occur"),
    ("trigger: встретился", "trigger: План", 33, "does not occur"),
    ("names: [Ош*]", "names: [Нарын*]", 9, "no words of the article fit"),
    ("type: meeting", "type: meating", 28, "Input should be"),
    ("part_of: visit", "tags: [planned]", 29, "Input should be 'passive', 'nominalization'"),
    ("article: visit", "article: visits", 1, "there is no article visits.txt"),
    ("destination: {osh: Оше}", "goal: {osh: Оше}", 22, "Extra inputs"),
    ("{abishev: Ержан Абишев}", "{abishov: Ержан Абишев}", 21, "there is no entity 'abishov'"),
    ("part_of: visit", "part_of: visits", 29, "there is no event with key 'visits'"),
    ("times: [15-16 мая]", "times: [16 мая. Он]", 23, "does not occur"),
    ("май 2022-го: 2022-05", "май 2022-го: весна", 12, "is no date"),
    ("participants: 20+", "participants: много", 31, "is no amount"),
    ("    country: KZ", "    country: Kazakhstan", 6, "pattern"),
    ("  osh: {place: Ош,", "  abishev: {place: Ош,", 9, "'abishev' is given twice"),
    ("entities:", "entities: [", None, "no YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS)
def test_fault_names_file_line_and_fix(folder: Path, old: str, new: str, line: int | None, message: str) -> None:
    assert old in GOLD
    path = put(folder, GOLD.replace(old, new, 1))
    with pytest.raises(GoldError) as caught:
        load(path)
    fault = caught.value.faults[0]
    assert fault.path == path
    assert message in fault.message
    if line is not None:
        assert fault.line == line


def test_undeclared_time_is_a_fault(folder: Path) -> None:
    with pytest.raises(GoldError, match="is not under times"):
        load(put(folder, GOLD.replace("times: [15-16 мая]", "times: [в Оше]")))


def test_all_faults_come_together(folder: Path) -> None:
    text = GOLD.replace("trigger: визитом", "trigger: поездкой").replace("trigger: подписал", "trigger: заключил")
    with pytest.raises(GoldError) as caught:
        load(put(folder, text))
    assert len(caught.value.faults) == 2


def test_two_entities_cannot_claim_one_stretch(folder: Path) -> None:
    text = GOLD.replace("names: [Ош*]", "names: [Ош*, министра]")
    with pytest.raises(GoldError, match="«министра» is abishev already"):
        load(put(folder, text))


def test_empty_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold there"):
        load(tmp_path)


def test_a_place_without_an_entity_is_called_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("На складе фабрики начался пожар.\n", encoding="utf-8")
    event = "{type: fire, mentions: [{trigger: пожар, location: складе фабрики}]}"
    gold = f"article: a\nannotators: [a]\nevents: [{event}]\n"
    (tmp_path / "a.yaml").write_text(gold, encoding="utf-8")
    (event,) = load(tmp_path)[0].record.events
    assert [(place.entity, place.name, place.role) for place in event.places] == [(None, "складе фабрики", "location")]
    assert [(place.start, place.end) for place in event.mentions[0].places] == [(3, 17)]


def test_a_stretch_under_two_lists_is_what_the_later_one_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("В Чили выборы. Чилийский суд ждёт. Власти Чили молчат.\n", encoding="utf-8")
    gold = "article: a\nannotators: [a]\nentities:\n  chile: {place: Чили, names: [Чили*], adjectives: [Чилийский]}\n"
    (tmp_path / "a.yaml").write_text(gold, encoding="utf-8")
    (place,) = load(tmp_path)[0].record.entities
    assert [(mention.text, mention.form) for mention in place.mentions] == [
        ("Чили", "name"), ("Чилийский", "adjective"), ("Чили", "name"),
    ]  # fmt: skip
