"""An event that is told to have begun one day and to be over another is one, of all days between."""

import pytest

from letopis.extractor import Extractor

COURSES = [
    ("Пожар на складе в Туле начался 24 ноября, ликвидирован 25 ноября.", "fire", "2025-11-24/2025-11-25"),
    ("Визит короля в Японию начался 17 ноября, завершился 20 ноября.", "visit", "2025-11-17/2025-11-20"),
    ("31 октября начались акции протеста. "
     "Протесты прекратились после 6 ноября, но возобновились 10 ноября и завершились 11 ноября.", "protest",
     "2025-10-31/2025-11-11"),
    # told in two sentences, in either order
    ("Голодовка заключённых началась 5 ноября. 19 ноября голодовку прекратили.", "protest", "2025-11-05/2025-11-19"),
    ("Пожар под Читой потушили 22 ноября. Огонь вспыхнул 18 ноября.", "fire", "2025-11-18/2025-11-22"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "days"), COURSES)
def test_one_event_from_its_first_day_to_its_last(extractor: Extractor, text: str, kind: str, days: str) -> None:
    events = extractor.extract(text, published="2025-11-25").events
    assert [(event.type, event.time and event.time.edtf) for event in events] == [(kind, days)]
    assert not events[0].conflicts
