"""What an event is called in quotation marks is neither a body, nor a place, nor another event."""

import pytest

from letopis.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("В Казани стартовал форум «Россия — исламский мир».", "summit", "Россия — исламский мир"),
        ("Форум «Машук» соберёт 3 тысячи участников.", "summit", "Машук"),
        ("Победителем конкурса «Учитель года» стала Анна Петрова.", "competition", "Учитель года"),
        ("В Сочи завершился турнир «Кубок губернатора».", "competition", "Кубок губернатора"),
        ("На кинофестивале «Кинотавр» выступил хор.", "performance", "Кинотавр"),
        ("Ракета «Союз-2.1б» стартовала с космодрома Восточный.", "launch", "Союз-2.1б"),
    ],
)
def test_name_of_the_event(extractor: Extractor, text: str, kind: str, name: str) -> None:
    record = extractor.extract(text)
    assert kind in {event.type for event in record.events}
    told = [mention.trigger.text for event in record.events if event.type != kind for mention in event.mentions]
    assert not any(name in words or words in name for words in told)
    assert name not in {entity.name for entity in record.entities}
