"""Whatever the text, the whole chain writes a sound record: offsets, ids, same bytes."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.document import Article
from letopis.extractor import Extractor
from letopis.ids import article_id, sha256_text
from letopis.record import Record, build_record
from letopis.settings import Settings

NEWS = st.sampled_from(
    [
        "Президент Лаоса Бун Сисават прибыл в Ханой с визитом.",
        "Он встретился с премьер-министром Вьетнама 5 мая 2023 года.",
        "Ещё одна встреча намечена на июнь в Хюэ",
        "не менее пяти переговоров",
        "Фото пресс-службы. Бун Сисават в Ханое",
        "сообщила пресс-служба министерства",
        "«Мы договорились», — сказал он",
        "Визиты:",
        "Хюэ — март 2021 года;",
        "Город основан в 63 году до н. э., а перестроен во II веке нашей эры.",
        "8–9 мая",
        "30 рабочих вышли на пикет",
        "погибли двое, ранены трое",
    ]
)
ODD = st.sampled_from(
    [
        *("🎄", "👩‍👧", "и\u0306", "е\u0301", "\r\n", "\n\n", "\n", "\u00a0", "ё", "\u2028", "\u0085"),
        *("\t", "\u200b", "—", "- ", "(", "»", ". "),
    ]
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
TEXTS = st.lists(st.one_of(NEWS, ODD, ANY), max_size=14)


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(TEXTS.map("".join), st.sampled_from([None, "2023-05-06"]))
def test_any_text_gives_a_sound_record(text: str, published: str | None) -> None:
    written = extractor().extract(text, published=published).to_json()
    # Reading it back checks every offset and every id against the text.
    record = Record.model_validate_json(written)
    assert record.article.text == text
    assert extractor().extract(text, published=published).to_json() == written


def test_a_record_does_not_depend_on_whether_its_reasons_are_kept() -> None:
    text = "5 мая 2023 года президент Лаоса Бун Сисават прибыл в Ханой с визитом."
    article = Article(article_id(text), text, sha256_text(text))
    plain, traced = (extractor().annotate(article, traced=each) for each in (False, True))
    assert traced.trace
    assert not plain.trace
    assert build_record(plain, Settings()) == build_record(traced, Settings())


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Октавиан родился в 63 году до н. э. в Риме.", "-0062"),
        ("Войны шли в 264–241 годах до н. э.", "-0263/-0240"),
        ("После 44 года до н. э. власть сменилась.", "-0042/.."),
    ],
)
def test_what_was_before_the_common_era_is_a_record_too(extractor: Extractor, text: str, edtf: str) -> None:
    (time,) = extractor.extract(text, published="2024-02-01").times
    assert (time.edtf, time.from_, time.to) == (edtf, None, None)
    assert time.reason == "before the common era: `edtf` alone has the value"
