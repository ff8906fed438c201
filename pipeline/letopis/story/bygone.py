"""What is told as done or said was so by the day of publication, whatever day ahead stands beside it: «пообещал
приехать в пятницу», «арестовал до 14 ноября»; what is told as earlier was on no day of what was told before it."""

from datetime import date

from letopis.document import Event, EventTime
from letopis.events.slots import is_verbal
from letopis.events.timing import SAYING
from letopis.story.around import begins
from letopis.story.reading import Reading


def is_bygone(reading: Reading, event: Event) -> bool:
    """Whether the event occurred as what somebody said («вакцину обещают в августе»), or as its past verb tells."""
    if event.status != "occurred":
        return False
    _, trigger = reading.word(event.mentions[0])
    past = trigger is not None and is_verbal(trigger) and trigger.feats.get("Tense") == "Past"
    return past or event.type in SAYING


def lies_ahead(time: EventTime, published: date) -> bool:
    """Whether a time begins after the publication, or has no beginning and lasts beyond it."""
    bound = time.low or time.high or ""
    return bound[:10] > published.isoformat()


def is_foregone(event: Event) -> bool:
    """«5 мая прибыл премьер. Ранее Киев посетил король»: told, wherever it is, as before what the sentences before it
    tell, and without a time of its own: it was on none of their days."""
    return all(mention.earlier and not mention.times for mention in event.mentions)


def is_before(one: Event, other: Event) -> bool:
    """Whether one of the two, told in a sentence behind the other's, is told as earlier than that."""
    first, second = sorted((one, other), key=begins)
    return is_foregone(second) and first.mentions[0].sentence < second.mentions[0].sentence
