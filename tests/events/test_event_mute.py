"""Words that tell of nothing in such company, and titles of works."""

import pytest

from letopis.document import Article
from letopis.events.mute import MuteRow, mute_rows
from letopis.extractor import Extractor
from letopis.language.morphology import fold


def _told(by_rules: Extractor, row: MuteRow, text: str) -> bool:
    """Whether a word of the row tells of an event of the ontology, itself or by a noun that it carries."""
    lemmas = {fold(lemma) for lemma in row.lemma}
    document = by_rules.annotate(Article("x", text, ""))
    return any(
        not lemmas.isdisjoint(token.lemma for token in document.sentences[mention.sentence].tokens)
        for mention in document.event_mentions
    )


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in mute_rows() for text in row.examples])
def test_the_word_tells_of_nothing(by_rules: Extractor, row: MuteRow, text: str) -> None:
    document = by_rules.annotate(Article("x", text, ""))
    lemmas = {fold(lemma) for lemma in row.lemma}
    assert not [mention for mention in document.event_mentions if mention.trigger.lemma in lemmas]


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in mute_rows() for text in row.but])
def test_it_tells_in_other_company(by_rules: Extractor, row: MuteRow, text: str) -> None:
    assert _told(by_rules, row, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Хор запретил песню «Прощай, ведьма умерла!» на год.", []),
        ("Роман «Король умер» хвалили.", []),
        ("В газете написали: «Король умер».", ["умер"]),
    ],
)
def test_a_sentence_can_be_the_title_of_a_work(by_rules: Extractor, text: str, told: list[str]) -> None:
    document = by_rules.annotate(Article("x", text, ""))
    assert [mention.trigger.text for mention in document.event_mentions if mention.type == "death"] == told
