"""Gold with the title put on top of its text: offsets move, and what the title tells is gold's where that is clear."""

from pathlib import Path

import pytest

from letopis.evaluation.formats import own
from letopis.settings import NO_MODEL
from letopis.story.relations import Relations
from letopis.training.chain import chain
from letopis.training.titled import titled

ARTICLE = """\
---
title: {title}
published: 2023-05-10
---
В четверг в Вольске сгорел склад. Через час там же загорелся гараж.

Склад горел до утра.
"""
FIRE = "\n  - type: fire\n    mentions:"
ONE = f"article: fire\nannotators: [a]\nevents:{FIRE} [{{trigger: сгорел}}, {{trigger: горел}}]"
TWO = f"{ONE}{FIRE} [{{trigger: загорелся}}]\n"


@pytest.mark.parametrize(
    ("title", "gold", "told"),
    [
        ("Пожар в Вольске", ONE, "Пожар"),
        ("Пожар в Вольске", TWO, None),  # the first paragraph tells of both
        ("Ночь в Вольске", ONE, None),
    ],
)
def test_the_title_tells_gold_s_event_where_that_is_clear(
    tmp_path: Path, title: str, gold: str, told: str | None
) -> None:
    (tmp_path / "fire.txt").write_text(ARTICLE.format(title=title), encoding="utf-8")
    (tmp_path / "fire.yaml").write_text(gold, encoding="utf-8")
    (article,) = own.load(tmp_path)
    moved = titled(article, chain(NO_MODEL, told=False), Relations.load())
    assert moved is not None
    text = moved.record.article.text or ""
    assert text.startswith(title)
    triggers = [mention.trigger for event in moved.record.events for mention in event.mentions]
    assert all(text[trigger.start : trigger.end] == trigger.text for trigger in triggers)
    assert [trigger.text for trigger in triggers if trigger.end <= len(title)] == [told] * (told is not None)
