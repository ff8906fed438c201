"""FactRuEval-2016: reading its layers, and its rules of matching, on a set of one invented article."""

import pytest

import letopis
from letopis.errors import InputError, UsageError
from letopis.evaluation.factrueval import evaluate_factrueval, extract_articles
from letopis.evaluation.factrueval_records import facts_of
from letopis.evaluation.factrueval_scores import score_article
from letopis.evaluation.factrueval_values import equal, same_position
from letopis.evaluation.formats.factrueval import load
from letopis.settings import Settings

TEXT = "Мэр Калуги Анна Котова прибыла."
LAYERS = {
    "txt": TEXT,
    "spans": "1 job 0 3 11 1  # 11 Мэр\n2 loc_name 4 6 12 1  # 12 Калуги\n3 name 11 4 13 1  # 13 Анна\n"
    "4 surname 16 6 14 1  # 14 Котова\n",
    "objects": "21 LocOrg 2 # Калуги\n22 Person 3 4 # Анна Котова\n",
    "coref": "31 21\nname Калуга\n\n32 22\nfirstname Анна\nlastname Котова\n",
    "facts": "1-0 Occupation\nWho obj32 Котова Анна\nPosition span1 Мэр\nWhere obj31 Калуга\n",
}


@pytest.fixture
def folder(tmp_path):
    for layer, text in LAYERS.items():
        (tmp_path / f"one.{layer}").write_text(text, encoding="utf-8")
    return tmp_path


def test_layers_are_read(folder):
    (article,) = load(folder)
    assert [(one.kind, one.attributes) for one in article.entities] == [
        ("loc", {"name": {"Калуга"}}),
        ("per", {"firstname": {"Анна"}, "lastname": {"Котова"}}),
    ]
    assert [str(one) for one in article.facts] == ["occupation who=Анна Котова, position=Мэр, where=Калуга"]


def test_what_the_extractor_finds_is_scored(folder):
    articles = load(folder)
    found, failed = extract_articles(articles, Settings())
    scores, differences = score_article(articles[0], found["one"])
    assert not failed
    assert {name: score.f1 for name, score in scores.items()} == {
        "entities per": 1.0, "entities loc": 1.0, "entities org": None, "entities overall": 1.0,
        "occupation": 1.0, "meeting": None,
    }  # fmt: skip
    assert differences == []


def test_without_a_record_all_is_missed(folder):
    scores, differences = score_article(load(folder)[0], None)
    assert (scores["entities overall"].f1, scores["occupation"].recall, len(differences)) == (0.0, 0.0, 3)


def test_hard_facts_do_not_count(folder):
    (folder / "one.facts").write_text(LAYERS["facts"] + "Сложность повышенная\n", encoding="utf-8")
    scores, _ = score_article(load(folder)[0], None)
    assert scores["occupation"].gold == 0


def test_table_is_printed(folder, capsys):
    assert evaluate_factrueval(folder, None, Settings(), as_json=False, verbose=True) == []
    assert "occupation" in capsys.readouterr().out


def test_faulty_layers_are_named(folder, tmp_path_factory):
    (folder / "one.objects").write_text("21 LocOrg 99\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"one\.coref"):
        load(folder)
    with pytest.raises(UsageError, match="no folder"):
        load(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("мэр", "мэра", True), ("президентом", "президент", True), ("мэр", "министр", False)],
)
def test_two_edits_are_forgiven(one, other, same):
    assert equal(one, other) is same


def test_position_in_another_case():
    assert same_position("чрезвычайного и полномочного посла", "чрезвычайный и полномочный посол")
    assert not same_position("заместитель министра", "министр")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Анна Котова встретилась с Львом Рогозиным.", ["meeting participant=анна котова, participant=лев рогозин"]),
        ("Анна Котова встретилась с норвежским премьером.", []),
    ],
)
def test_meetings_are_of_people_who_are_named(text, expected):
    record = letopis.extract(text)
    assert [str(fact) for fact in facts_of(record) if fact.kind == "meeting"] == expected
