"""Every example of every ontology file is found as it says, and every counterexample gives no such event."""

import pytest

from letopis.document import Argument, Article, Document, EventMention
from letopis.events.ontology import EventType, Example, Ontology
from letopis.extractor import Extractor

ONTOLOGY = Ontology.load()
EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.type}: {example.text}")
    for kind in ONTOLOGY.types.values()
    for rule in kind.triggers
    for example in rule.examples
]
COUNTEREXAMPLES = [
    pytest.param(kind, text, id=f"{kind.type}: {text}")
    for kind in ONTOLOGY.types.values()
    for rule in kind.triggers
    for text in rule.counterexamples
]


def mentions_of(by_rules: Extractor, kind: EventType, text: str) -> tuple[Document, list[EventMention]]:
    document = by_rules.annotate(Article("example", text, ""))
    return document, [mention for mention in document.event_mentions if mention.type == kind.type]


def fills(argument: Argument, words: str, text: str) -> bool:
    """The argument's words and the expected ones share the words' span or a part of it."""
    start = text.index(words)
    return argument.start is not None and argument.end is not None and (
        argument.start < start + len(words) and start < argument.end
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_example_is_found(by_rules: Extractor, kind: EventType, example: Example) -> None:
    document, mentions = mentions_of(by_rules, kind, example.text)
    found = [mention for mention in mentions if mention.trigger.text == example.trigger]
    others = [(mention.type, mention.trigger.text) for mention in document.event_mentions]
    assert found, f"no {kind.type} at «{example.trigger}»; found {others}"
    mention = found[0]
    for role, words in example.roles.items():
        arguments = [a for a in mention.participants + mention.places if a.role == role]
        assert any(fills(a, words, example.text) for a in arguments), f"{role} is {[a.text for a in arguments]}"
    if example.kind is not None:
        assert mention.kind == example.kind
    if example.status is not None:
        assert mention.status == example.status


@pytest.mark.parametrize(("kind", "text"), COUNTEREXAMPLES)
def test_counterexample_gives_no_such_event(by_rules: Extractor, kind: EventType, text: str) -> None:
    _, mentions = mentions_of(by_rules, kind, text)
    assert [mention.trigger.text for mention in mentions] == []
