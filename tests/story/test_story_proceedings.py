"""The words for whom a case is about: each list's examples end with the person named."""

import pytest

from letopis.extractor import Extractor
from letopis.story.proceedings import Proceedings

TABLE = Proceedings.load()


@pytest.mark.parametrize("example", [*TABLE.accused.examples, *TABLE.victims.examples])
def test_the_described_is_the_one_named_before(extractor: Extractor, example: str) -> None:
    last = extractor.extract(example).events[-1]
    assert [person.name for person in last.participants if person.text != person.name or person.entity]
    assert all(person.entity for person in last.participants)


def test_somebody_else_stays_unnamed(extractor: Extractor) -> None:
    record = extractor.extract("Ивана Котова задержали в марте. В мае задержали ещё одного мужчину.")
    assert [[person.name for person in event.participants] for event in record.events] == [["Иван Котов"], [None]]
