"""How a word that comes back to an event stands in its sentence."""

from letopis.document import Article
from letopis.extractor import Extractor
from letopis.language import LanguageStage
from letopis.settings import NO_MODEL, Settings
from letopis.story.pointing import pointing


def _evidence(text: str, word: str) -> set[str]:
    document = Extractor(Settings(model=NO_MODEL), [LanguageStage()]).annotate(Article("a", text, "0"))
    sentence = document.sentences[0]
    token = next(each for each in sentence.tokens if each.text == word)
    return set(pointing(sentence, token, nominal=token.pos == "NOUN"))


def test_a_noun_behind_a_preposition_is_known() -> None:
    assert {"noun behind после", "noun pointed at"} <= _evidence("После этой встречи министр уехал.", "встречи")


def test_a_verb_of_the_main_clause_is_news() -> None:
    told = _evidence("Министр встретился с коллегой.", "встретился")
    assert "verb as root" in told
    assert "verb below" not in told
