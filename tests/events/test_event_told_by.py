"""Light verbs: the noun that they carry is the trigger."""

import pytest

from letopis.document import Article
from letopis.events.ontology import Ontology
from letopis.extractor import Extractor
from letopis.ids import sha256_text


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Прокуратура Чувашии возбудила дело о подлоге.", "дело", "occurred"),
        ("Дело о подлоге прокуратура Чувашии так и не возбудила.", "Дело", "negated"),
        ("Снабженцу Петру Ухову завтра предъявят обвинение в растрате.", "обвинение", "planned"),
    ],
)
def test_the_noun_is_the_trigger_and_the_verb_says_what_became_of_it(
    extractor: Extractor, text: str, trigger: str, status: str
) -> None:
    document = extractor.annotate(Article("a", text, sha256_text(text)))
    told = [(m.trigger.text, m.status) for m in document.event_mentions if m.type == "investigation"]
    assert told == [(trigger, status)]


def test_what_tells_is_listed_among_the_conditions() -> None:
    """A slot of `told_by` without words in `when` would never be found."""
    rules = [rule for kind in Ontology.load().types.values() for rule in kind.triggers if rule.told_by is not None]
    assert rules
    assert all(rule.tellers for rule in rules)
