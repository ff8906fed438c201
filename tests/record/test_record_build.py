"""Document to Record: values carried over, ids looked up, offsets kept over any text."""

from hypothesis import given
from hypothesis import strategies as st

from letopis.document import (
    Amount,
    Argument,
    Article,
    Attribution,
    Block,
    Claim,
    Conflict,
    ConflictValue,
    Document,
    EntityMention,
    Event,
    EventMention,
    EventTime,
    Notice,
    Office,
    Organization,
    Person,
    Place,
    Sentence,
    TimeExpression,
    Token,
    Trigger,
)
from letopis.ids import event_id, sha256_text, text_id
from letopis.record import Record, build_record
from letopis.settings import Settings

TEXT = "Вчера министр Иван Лосев приехал в Кызыл. Он встретился с мэром, сообщили в мэрии. Всего их было двое."


def span(part: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def mention(type_: str, word: str, sentence: int, **fields: object) -> EventMention:
    start, end = span(TEXT.split(". ")[sentence])
    made = EventMention(type_, Trigger(*span(word), word, word), sentence, start, end, "lead", "occurred")
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def document() -> Document:
    made = Document(Article(text_id(TEXT), TEXT, sha256_text(TEXT), published="2024-05-02", published_from="argument"))
    person = Person("e1", "Иван Лосев", [EntityMention(*span("Иван Лосев"), "Иван Лосев", "name", 0)], country="RU")
    person.offices = [Office("депутат", None, *span("двое")), Office("министр", None, *span("министр"))]
    person.mentions.append(EntityMention(None, None, "", "zero", 1, at=span("встретился")[0]))
    city = Place("e2", "Кызыл", [EntityMention(*span("Кызыл"), "Кызыл", "name", 0)], country="RU", kind="city")
    city.geonames, city.lat, city.lon = 1, 51.7, 94.4
    body = Organization("e3", "мэрия", [EntityMention(*span("мэрии"), "мэрии", "name", 1)])
    made.entities = [person, city, body]
    made.times = [TimeExpression("t1", *span("Вчера"), "Вчера", 0, "date", "day", "2024-05-01", "2024-05-01")]
    who = Argument("e1", "visitor", "name", "Иван Лосев", *span("Иван Лосев"))
    where = Argument("e2", "destination", "name", "Кызыл", *span("Кызыл"))
    visit = mention("visit", "приехал", 0, participants=[who], places=[where], times=["t1"])
    unnamed = Argument(None, "participant", "descriptor", "мэром", *span("мэром"), count=1)
    dropped = Argument("e1", "participant", "zero", "Иван Лосев", None, None)
    meeting = mention("meeting", "встретился", 1, participants=[dropped, unnamed])
    made.event_mentions = [visit, meeting]
    made.events = [_visit(visit, who, where), _meeting(meeting, dropped, unnamed)]
    made.events[1].part_of = made.events[0].id
    claim = Claim("visit", ["e1"], 2, None, None, None, *span("Всего их было двое"), "Всего их было двое")
    claim.supported_by = [made.events[0].id]
    made.claims = [claim]
    made.blocks = [Block(0, 0, len(TEXT), "lead")]
    made.sentences = [Sentence(0, *span("Вчера министр"), 0, [Token(0, *span("Вчера"), "Вчера", "вчера")])]
    return made


def _visit(told: EventMention, who: Argument, where: Argument) -> Event:
    made = Event(event_id(text_id(TEXT), "visit", *span("приехал")), "visit", "occurred", [told], confidence=0.8649)
    made.time = EventTime("2024-05-01", "2024-05-01", "2024-05-01", "day", False, "publication", ["t1"])
    made.participants, made.places = [who], [where]
    made.counts = {"participants": Amount(2, 2), "votes": Amount(5, None, True)}
    values = [ConflictValue(["2024-05-01", None], "publication", 0), ConflictValue("x", None, None)]
    made.conflicts = [Conflict("time", values, 0, "nearer")]
    return made


def _meeting(told: EventMention, *who: Argument) -> Event:
    made = Event(event_id(text_id(TEXT), "meeting", *span("встретился")), "meeting", "occurred", [told])
    made.time_reason, made.participants, made.confidence = "no time", list(who), 0.3
    made.attribution = Attribution("e3", "в мэрии", *span("в мэрии"))
    return made


def test_values_come_from_the_event_and_its_entities() -> None:
    visit, meeting = build_record(document(), Settings()).events
    assert visit.participants[0].model_dump() == {
        "entity": "e1",
        "name": "Иван Лосев",
        "text": "Иван Лосев",
        "role": "visitor",
        "office": "министр",
        "country": "RU",
        "count": None,
    }
    place = visit.places[0]
    assert (place.name, place.geonames, place.lat, place.lon, place.country) == ("Кызыл", 1, 51.7, 94.4, "RU")
    assert visit.confidence == 0.86
    assert visit.plover is not None
    assert visit.plover.type == "CONSULT"
    counts = {key: amount.model_dump() for key, amount in visit.counts.items()}
    assert counts == {"participants": {"value": 2}, "votes": {"min": 5, "approximate": True}}
    assert meeting.part_of == visit.id
    assert meeting.time is None
    assert meeting.time_reason == "no time"
    assert (meeting.mentions[0].sentence.start, meeting.mentions[0].sentence.end) == span(TEXT.split(". ")[1])


def test_who_has_no_name_keeps_the_words_and_who_has_no_words_keeps_no_span() -> None:
    meeting = build_record(document(), Settings()).to_dict()["events"][1]
    dropped, unnamed = meeting["mentions"][0]["participants"]
    start, end = span("мэром")
    assert dropped == {"entity": "e1", "role": "participant", "form": "zero", "start": None, "end": None}
    assert unnamed == {
        "entity": None,
        "text": "мэром",
        "role": "participant",
        "form": "descriptor",
        "start": start,
        "end": end,
    }
    assert meeting["participants"][1]["name"] is None
    assert meeting["participants"][1]["count"] == 1


def test_dropped_subject_of_an_entity_says_where_its_verb_is() -> None:
    person = build_record(document(), Settings()).to_dict()["entities"][0]
    assert person["mentions"][1] == {
        "start": None,
        "end": None,
        "text": None,
        "form": "zero",
        "at": span("встретился")[0],
    }


def test_events_below_the_threshold_go_with_what_refers_to_them() -> None:
    made = document()
    made.events[0].confidence, made.events[1].confidence = 0.3, 0.9
    record = build_record(made, Settings(min_confidence=0.5))
    assert [event.type for event in record.events] == ["meeting"]
    assert record.events[0].part_of is None
    assert (record.claims[0].supported_by, record.claims[0].found) == ([], 0)


def test_confidence_is_compared_as_it_is_written() -> None:
    made = document()
    made.events[0].confidence = 0.4999
    assert len(build_record(made, Settings(min_confidence=0.5)).events) == 1


def test_text_and_layers_are_written_as_asked() -> None:
    plain = build_record(document(), Settings(include_text=False)).to_dict()
    assert "text" not in plain["article"]
    assert "layers" not in plain
    layers = build_record(document(), Settings(layers=True)).to_dict()["layers"]
    assert [len(layers[name]) for name in ("blocks", "sentences", "tokens")] == [1, 1, 1]
    assert layers["tokens"][0]["lemma"] == "вчера"


def test_a_missing_publication_date_is_said() -> None:
    made = document()
    made.article.published = made.article.published_from = None
    made.notices = [Notice("truncated", "the rest is left out", 3, 9)]
    codes = [warning.code for warning in build_record(made, Settings()).warnings]
    assert codes == ["truncated", "no-publication-date"]


def test_same_document_same_bytes() -> None:
    assert build_record(document(), Settings()).to_json() == build_record(document(), Settings()).to_json()


PIECES = st.sampled_from(
    ["🎄", "👩‍👧", "и\u0306", "е\u0301", "\r\n", "\n", "\u00a0", "ё", "Ё", "\u2028", "\u0085", "\t", "ъ", "—", "a"]
)
TEXTS = st.lists(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), min_size=1, max_size=30
)


@st.composite
def spanned(draw: st.DrawFn) -> Document:
    """A document whose parts lie anywhere in an arbitrary text."""
    text = "".join(draw(TEXTS))

    def anywhere() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    made = Document(Article(text_id(text), text, sha256_text(text)))
    low, high = anywhere()
    made.entities = [Organization("e1", "x", [EntityMention(low, high, text[low:high], "name", 0)])]
    made.times = [TimeExpression("t1", *(s := anywhere()), text[slice(*s)], 0, "date", "day", reason="none")]
    low, high = anywhere()
    told = EventMention("visit", Trigger(low, high, text[low:high], "x"), 0, *anywhere(), "body", "occurred")
    low, high = anywhere()
    told.participants = [Argument(None, "visitor", "descriptor", text[low:high], low, high)]
    told.times = ["t1"]
    made.events = [Event(event_id(made.article.id, "visit", 0, 1), "visit", "occurred", [told], time_reason="none")]
    made.events[0].participants = told.participants
    return made


@given(spanned())
def test_offsets_hold_over_any_text(made: Document) -> None:
    record = Record.model_validate_json(build_record(made, Settings()).to_json())
    text = record.article.text
    assert text == made.text
    told = record.events[0].mentions[0]
    parts = [told.trigger, told.participants[0], record.times[0], record.entities[0].mentions[0]]
    for part in parts:
        assert text[part.start : part.end] == part.text
