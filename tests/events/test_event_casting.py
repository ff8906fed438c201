"""Who has which part: odds over everyone in the sentence, what the rules found among the evidence."""

from pathlib import Path

import pytest

from letopis.document import Article, Document
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.settings import NO_MODEL, Settings

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="module")
def rules() -> Extractor:
    return Extractor(Settings(model=NO_MODEL))


def annotated(extractor: Extractor, text: str) -> Document:
    return extractor.annotate(Article("a", text, sha256_text(text), published="2023-05-10", published_from="argument"))


@pytest.mark.parametrize(
    ("text", "event_type", "roles"),
    [
        # what the slots give stays
        ("Пожарные спасли из огня троих детей.", "evacuation", {("agent", "Пожарные"), ("target", "троих детей")}),
        ("Французские военные нанесли удар по базе боевиков.", "military_action", {("agent", "Французские военные")}),
        ("Суд арестовал Ивана Котова.", "detention", {("agent", "Суд"), ("target", "Ивана Котова")}),
        # no slot of «вину» is who denies it
        ("Иван Котов вину отрицает.", "statement", {("agent", "Иван Котов")}),
        # one person, whatever his title
        ("Президент Чили Хуан Ривера прибыл в Осло.", "visit", {("visitor", "Хуан Ривера")}),
        # a participle stands for people, a pronoun for those whom nothing names
        (
            "Мэр Иван Котов встретился с бастующими.",
            "meeting",
            {("participant", "Иван Котов"), ("participant", "бастующими")},
        ),
        ("Утром они перекрыли мост, протестуя против сноса.", "protest", {("agent", "они")}),
    ],
)
def test_parts(extractor: Extractor, text: str, event_type: str, roles: set[tuple[str, str]]) -> None:
    mentions = [mention for mention in annotated(extractor, text).event_mentions if mention.type == event_type]
    assert {(side.role, side.text) for mention in mentions for side in mention.participants} == roles


def test_roles_are_those_of_the_type_and_nobody_has_two_parts(rules: Extractor) -> None:
    for path in sorted(ARTICLES.glob("*.txt"))[::15]:
        for mention in annotated(rules, path.read_text(encoding="utf-8")).event_mentions:
            spans = [(side.start, side.end) for side in mention.participants if side.rule == "casting"]
            assert len(spans) == len(set(spans))
            named = [side.entity for side in mention.participants if side.rule == "casting" and side.entity]
            assert len(named) == len(set(named))


def test_whoever_comes_or_goes_by_odds_is_in_the_trace(rules: Extractor) -> None:
    added = 0
    for path in sorted(ARTICLES.glob("*.txt"))[::15]:
        document = annotated(rules, path.read_text(encoding="utf-8"))
        told = {(step.start, step.rule) for step in document.trace if step.stage == "events.casting"}
        for mention in document.event_mentions:
            for side in mention.participants:
                if side.rule == "casting":
                    added += 1
                    assert (side.start, side.role) in told
    assert added


def test_a_title_in_quotation_marks_is_nobody_beside_what_it_names(extractor: Extractor) -> None:
    document = annotated(extractor, "Губернатор Иван Кротов открыл художественную выставку «Цвет гор».")
    openings = [mention for mention in document.event_mentions if mention.type == "opening"]
    assert [side.text for side in openings[0].participants if side.role == "target"] == ["художественную выставку"]


def test_who_was_left_out_is_known_by_his_number_when_sites_have_changed_it(rules: Extractor) -> None:
    text = "На складе у вокзала задержали Ивана Котова. Адвокат Котова Пётр Рогов узнал об обыске на даче от соседа."
    document = annotated(rules, text)
    assert any(mention.rule == "site" for entity in document.entities for mention in entity.mentions)
    people = {entity.id for entity in document.entities if entity.name in ("Иван Котов", "Пётр Рогов")}
    assert {name for mention in document.event_mentions for name, _ in mention.doubted} <= people
    assert any(mention.doubted for mention in document.event_mentions)
