"""Words by which sentences are compared: how rare they are, which of them make a topic, which mean the like."""

import pytest

from letopis.linkage.words import RAREST, akin, rarest, rarity, stems, topic_of
from letopis.resources.linkage import build


@pytest.mark.parametrize(
    ("common", "rare"),
    [("Россия", "президент"), ("президент", "пожар"), ("пожар", "ювелир"), ("ювелир", "Грязовец"), ("2024", "37")],
)
def test_the_rarer_tells_more(common: str, rare: str) -> None:
    (first,), (second,) = stems(common), stems(rare)
    assert 0 <= rarity(first) < rarity(second) <= RAREST


def test_a_topic_is_what_comes_in_few_texts() -> None:
    text = "Пожар начался на лакокрасочном заводе в Грязовце. Президент России сказал, что завод восстановят."
    assert topic_of(text, 3) == ("грязо", "завод", "лакок")
    assert topic_of("Президент России сказал.", 3) == ()


def test_sentences_find_each_other_by_rare_words() -> None:
    found = rarest(stems("Неизвестные в масках ограбили ювелирный салон на улице Советской в Вышнем Волочке"))
    assert {"ювели", "волоч"} <= set(found)
    assert "совет" not in found


def test_other_words_for_one_event_are_akin() -> None:
    assert 0 < akin(("крушение",), ("тушить", "катастрофа")) < akin(("купить",), ("приобрести",)) < 1
    assert akin(("крушение",), ("свадьба",)) == akin((), ("свадьба",)) == 0


def test_the_lists_are_what_their_builder_makes() -> None:
    assert build.made() == build.FILE.read_text(encoding="utf-8")
    assert build.made_akin() == build.AKIN.read_text(encoding="utf-8")
