"""Long articles: of many events of a type a mention is compared with a few, among them those that share something."""

from collections import Counter

import pytest

from letopis.document import EventMention
from letopis.extractor import Extractor
from letopis.story import merging
from letopis.story.clusters import Sample
from letopis.story.facts import Facts

PLACES = [
    "Тверь", "Омск", "Пермь", "Уфу", "Тулу", "Рязань", "Псков", "Самару",
    "Калугу", "Казань", "Вологду", "Томск", "Читу", "Брянск", "Липецк", "Курск",
]  # fmt: skip
VISITS = [(day, year, place) for year in (2021, 2022) for day, place in enumerate(PLACES, 1)]
CHRONICLE = "\n\n".join(f"{day} мая {year} года посол Нильсен посетил {place}." for day, year, place in VISITS)


def test_an_event_told_far_back_is_found_again_by_its_date_and_place(extractor: Extractor) -> None:
    text = f"{CHRONICLE}\n\nВо время визита в Рязань 6 мая 2022 года Нильсен молчал."
    visits = [event for event in extractor.extract(text, published="2023-05-30").events if event.type == "visit"]
    assert len(visits) == len(VISITS)
    assert [event.time.from_ for event in visits if event.time is not None and len(event.mentions) > 1] == [
        "2022-05-06"
    ]


def test_a_mention_is_compared_with_a_bounded_number(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: Counter[int] = Counter()
    contradicted = merging.contradictions

    def counted(mention: EventMention, facts: Facts, sample: Sample) -> list[str]:
        compared[mention.trigger.start] += 1
        return contradicted(mention, facts, sample)

    monkeypatch.setattr(merging, "contradictions", counted)
    extractor.extract(CHRONICLE, published="2023-05-30")
    assert max(compared.values()) <= merging.FIRST + merging.ALIKE + merging.LATEST < len(VISITS)
