"""One group of unnamed people, told of in several wordings."""

import pytest

from letopis.extractor import Extractor
from letopis.story.groups import GroupExample, GroupWords


@pytest.mark.parametrize("example", GroupWords.load().examples, ids=lambda example: example.text)
def test_a_group_is_listed_once(extractor: Extractor, example: GroupExample) -> None:
    (event,) = (event for event in extractor.extract(example.text).events if event.type == example.type)
    assert tuple(side.text for side in event.participants) == example.sides
