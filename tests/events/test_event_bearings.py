"""How somebody stands to an event's word in the tree: one readable line a case."""

import pytest

from letopis.document import Article, Sentence, Token
from letopis.events.bearings import Bearings
from letopis.events.lexicon import EventLexicon
from letopis.events.slots import SlotFinder
from letopis.extractor import Extractor
from letopis.language import LanguageStage


@pytest.fixture(scope="module")
def language() -> Extractor:
    return Extractor(stages=[LanguageStage()])


def read(language: Extractor, text: str, *words: str) -> tuple[Sentence, SlotFinder, list[Token]]:
    sentence = language.annotate(Article("a", text, "0")).sentences[0]
    found = [next(token for token in sentence.tokens if token.text == word) for word in words]
    return sentence, SlotFinder(sentence, EventLexicon.load()), found


@pytest.mark.parametrize(
    ("text", "trigger", "who", "evidence"),
    [
        ("Мэр начал переговоры.", "переговоры", "Мэр", {"way nsubj V obj, noun", "clauses 0 0", "nsubj of начать"}),
        (
            "Суд арестовал мэра.",
            "арестовал",
            "мэра",
            {"way obj V , noun", "hangs on арестовать", "noun has somebody in subj"},
        ),
        (
            "Мэр заявил, что суд оправдал врача.",
            "оправдал",
            "Мэр",
            {"clauses 0 1", "noun has something in obj, he no slot"},
        ),
    ],
)
def test_evidence(language: Extractor, text: str, trigger: str, who: str, evidence: set[str]) -> None:
    sentence, slots, (word, head) = read(language, text, trigger, who)
    found = set(Bearings(sentence, slots, word, slots.slots(word), {0}).of(head, [head.index], "noun"))
    assert evidence <= found


@pytest.mark.parametrize(
    ("text", "who", "with_another"),
    [
        ("Мэр обсудил с коллегой повестку, включая переговоры с послом.", "коллегой", True),
        ("Мэр обсудил с коллегой повестку, включая переговоры с послом.", "послом", False),
        ("Мэр отложил с коллегой переговоры о мосте.", "коллегой", False),
        ("Мэр провёл с коллегой переговоры.", "коллегой", False),
        ("Мэр обсудил с коллегой переговоры с послом.", "Мэр", False),
    ],
)
def test_talks_with_somebody_are_not_with_whom_another_word_is(
    language: Extractor, text: str, who: str, with_another: bool
) -> None:
    sentence, slots, (word, head) = read(language, text, "переговоры", who)
    assert Bearings(sentence, slots, word, slots.slots(word), ()).is_with_another(head) is with_another
