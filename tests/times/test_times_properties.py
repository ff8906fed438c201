"""Properties: dates composed in any form come back; any text is survived; work grows with length."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from times_support import plain_document

from letopis.times import TimeStage, parse_bound
from letopis.times.grammar import Grammar
from letopis.times.resources import numerals, rules

STAGE = TimeStage()
GENITIVE = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
            "декабря"]  # fmt: skip
PREPOSITIONAL = ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре",
                 "ноябре", "декабре"]  # fmt: skip
ORDINALS = {**numerals().ordinal_stems}
YEARS = ["{y} года", "{y} г.", "{y}-го", "{y}"]
DAYS = ["{d} {m} {year}", "{d}-го {m} {year}", "{word} {m} {year}", "{d:02d}.{n:02d}.{y}", "{y}-{n:02d}-{d:02d}"]
CONTEXTS = ["Договор подписали {} в Минске.", "Суд прошёл {}, сообщили в мэрии.", "Выборы ({}) признали.", "{}: итог."]
ALPHABET = st.characters(codec="utf-8")
PIECES = st.sampled_from(
    [*GENITIVE, "с", "по", "до", "и", ",", "—", "-", "12", "31", "2020", "2021-го", "года", "лет", "назад", "через",
     "три", "в", "XX", "веке", "1990-х", "14:30", "мск", "прошлой", "неделе", "этого", "Зимой", "2020/21", "\n", ". ",
     "05.11.2023", "полгода", "каждый", "до н. э.", "№", "(", ")", "накануне", "первой", "половине", "\u2028", "ё"]
)  # fmt: skip


def ordinal(day: int) -> str:
    """Genitive of a day's ordinal in words: «двадцать четвёртого»."""
    if day == 3:
        return "третьего"
    if day in ORDINALS:
        return ORDINALS[day] + "ого"
    tens = {2: "двадцать", 3: "тридцать"}[day // 10]
    return f"{tens} {ordinal(day % 10)}"


@st.composite
def dates(draw: st.DrawFn) -> tuple[date, str]:
    day = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    year = draw(st.sampled_from(YEARS)).format(y=day.year)
    form = draw(st.sampled_from(DAYS))
    word, month = ordinal(day.day), GENITIVE[day.month - 1]
    text = form.format(d=day.day, m=month, n=day.month, y=day.year, year=year, word=word)
    return day, draw(st.sampled_from(CONTEXTS)).format(text)


@given(dates())
def test_a_date_in_any_form_comes_back(case: tuple[date, str]) -> None:
    day, text = case
    document = plain_document(text)
    STAGE([document])
    assert [(t.low, t.high) for t in document.times] == [(day.isoformat(), day.isoformat())], text


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(1, 900))
def test_a_range_comes_back(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    low, high = (f"{d.day} {GENITIVE[d.month - 1]} {d.year} года" for d in (first, last))
    document = plain_document(f"Выставка шла с {low} по {high}.")
    STAGE([document])
    assert [(t.low, t.high) for t in document.times] == [(first.isoformat(), last.isoformat())]


@given(st.integers(1950, 2060), st.integers(1, 12))
def test_a_month_comes_back(year: int, month: int) -> None:
    document = plain_document(f"Это случилось в {PREPOSITIONAL[month - 1]} {year} года.")
    STAGE([document])
    assert [t.edtf for t in document.times] == [f"{year}-{month:02d}"]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 40))
def test_days_ago_and_ahead(published: date, days: int) -> None:
    document = plain_document(f"{days} дней назад упал кран. Через {days} дней состоится суд.", published.isoformat())
    STAGE([document])
    wanted = [date.fromordinal(published.toordinal() + step).isoformat() for step in (-days, days)]
    assert [t.low for t in document.times] == wanted


@given(st.one_of(st.text(ALPHABET, max_size=200), st.lists(PIECES, max_size=40).map(" ".join)), st.booleans())
@settings(max_examples=300)
def test_any_text_is_survived(text: str, dated: bool) -> None:
    document = plain_document(text, "2024-02-29" if dated else None)
    STAGE([document])
    ends = 0
    for number, time in enumerate(document.times, start=1):
        assert time.id == f"t{number}"
        assert ends <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert time.resolved or time.reason or time.kind in ("duration", "set")
        for bound, upper in ((time.low, False), (time.high, True)):
            assert bound is None or parse_bound(bound, upper)
        ends = time.end


def test_work_grows_with_length_and_numbers_cost_no_more_than_prose() -> None:
    legal = "Согласно статье 12 закона № 44-ФЗ от 5 апреля 2013 года, пункт 3.1, часть 2012, штраф 5000 рублей. "
    counts = []
    for times in (10, 100):
        grammar = Grammar(rules())
        TimeStage(grammar)([plain_document(legal * times)])
        counts.append(grammar.attempts)
    assert counts[1] == 10 * counts[0]
    assert counts[0] / 10 < len(legal.split())


def test_a_long_enumeration_costs_no_more_than_its_length() -> None:
    attempts = []
    for times in (20, 200):
        grammar = Grammar(rules())
        TimeStage(grammar)([plain_document("В " + "2010, " * times + "2011 годах.")])
        attempts.append(grammar.attempts)
    assert attempts[1] <= 12 * attempts[0]
