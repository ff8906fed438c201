"""What is recalled at an article's end is not its news, and lends it no date."""

import letopis

FIRE = """В Туле при пожаре в общежитии погибли двое

В ночь на 30 мая в Туле загорелось общежитие на улице Лесной.

На месте обнаружены тела двух мужчин. Ещё один жилец позднее скончался в больнице.

Напомним, в феврале прошлого года в Новомосковске сгорел частный дом, тогда погибла семья из четырёх человек.
"""


def test_deaths_of_another_year() -> None:
    record = letopis.extract(FIRE, published="2024-05-31")
    deaths = [event for event in record.events if event.type == "death"]
    assert [event.time.edtf[:7] for event in deaths if event.time and event.time.edtf] == ["2024-05", "2023-02"]
    assert [place.name for place in deaths[1].places] == ["Новомосковск"]
