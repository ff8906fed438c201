"""Rules and model decide together: what the model's answers change, with a model that answers as told."""

import numpy as np
import pytest

from letopis.document import Article, Document, Prediction
from letopis.entities import EntityStage
from letopis.events.arbiter import Arbiter, Scale
from letopis.events.ontology import Ontology
from letopis.events.stage import EventStage
from letopis.language import LanguageStage
from letopis.model.labels import ROLES
from letopis.model.pair_features import make_span
from letopis.model.stage import ModelStage
from letopis.model.weights import Header, current_labels
from letopis.story.stage import StoryStage
from letopis.times import TimeStage


class ToldModel:
    """Triggers and arguments by their words, links by pairs of words; every other token is no event."""

    def __init__(self, triggers=(), arguments=None, links=None, eventness=0.9):
        self.header = Header(0.5, 0.45, current_labels())
        self._triggers = triggers
        self._arguments = arguments or {}
        self._links = links or {}
        self._eventness = eventness

    def predict(self, articles):
        return [[self._prediction(sentence) for sentence in sentences] for sentences in articles]

    def _prediction(self, sentence):
        def spans(words):
            return [
                make_span(sentence, t.index, t.index + 1, words[t.text]) for t in sentence.tokens if t.text in words
            ]

        triggers = spans(dict.fromkeys(self._triggers, "EVENT"))
        return Prediction(triggers, spans(self._arguments), [self._eventness] * len(sentence.tokens), np.zeros(1))

    def chances(self, sentence, _prediction, triggers, arguments):
        found = np.zeros((len(triggers), len(arguments), len(ROLES)), np.float32)
        found[..., 0] = 1.0
        for i, trigger in enumerate(triggers):
            for j, argument in enumerate(arguments):
                words = sentence.tokens[trigger.head].text, sentence.tokens[argument.head].text
                role, chance = self._links.get(words, ("who", 0.0))
                found[i, j, ROLES.index(role)], found[i, j, 0] = chance, 1 - chance
        return found


# Believes the linker alone: an offer is as likely as the linker says.
SCALE = Scale(kept=0.2, near=0.5, added=0.6, other=0.4, weights={"bias": 0.0, "rules: odds": 1.0, "linker: odds": 1.0})
BELIEVER = Arbiter({"who": SCALE, "when": SCALE, "where": SCALE})


def mentions(text, model):
    document = Document(Article("a", text, "0"))
    ontology = Ontology.load()
    events = EventStage(ontology, model=model, arbiter=BELIEVER)
    for stage in [LanguageStage(), ModelStage(model), TimeStage(), EntityStage(), events, StoryStage(ontology)]:
        stage([document])
    return document.event_mentions, document


SANG = "Вчера Мария Орлова спела в Туле."


def test_what_the_ontology_lacks_becomes_other():
    model = ToldModel(("спела",), {"Орлова": "PERSON", "Туле": "CITY", "Вчера": "DATE"},
                      {("спела", "Орлова"): ("who", 0.9), ("спела", "Туле"): ("where", 0.9)})  # fmt: skip
    (mention,), document = mentions(SANG, model)
    assert mention.type in {"other", "performance"}
    assert [argument.text for argument in mention.places] == ["Туле"]
    assert document.predictions


def test_no_model_event_where_a_rule_has_one():
    found, _ = mentions("Президент Монголии прибыл с визитом в Астану.", ToldModel(("прибыл", "визитом")))
    assert [mention.type for mention in found] == ["visit"]


LINKED = [
    # probability of the link, participants of the event
    (0.9, ["Орлова"]),
    (0.3, []),
]


@pytest.mark.parametrize(("probability", "expected"), LINKED)
def test_the_linker_adds_what_it_is_sure_of(probability, expected):
    model = ToldModel(("промокла",), {"Орлова": "PERSON"}, {("промокла", "Орлова"): ("who", probability)})
    (mention,), _ = mentions("Орлова промокла в горах.", model)
    assert mention.type == "other"
    assert [argument.text for argument in mention.participants] == expected


# the linker's probability of the date, how many dates stay
DATES = [(0.9, 1), (0.25, 1), (0.1, 0)]


@pytest.mark.parametrize(("probability", "kept"), DATES)
def test_a_rules_date_that_is_too_unlikely_goes(probability, kept):
    links = {("прибыл", "мая"): ("when", probability), ("прибыл", "Токаев"): ("who", 0.9)}
    model = ToldModel((), {"мая": "DATE", "Токаев": "PERSON", "Астану": "CITY"}, links)
    (mention,), document = mentions("Президент Токаев прибыл в Астану 5 мая 2023 года.", model)
    assert len(mention.times) == kept
    assert any(step.rule == "arbiter: not when" for step in document.trace) == (not kept)


# the linker's probability of place and person, which of the two stay: who has a part it is not asked
RULES = [(0.9, 0.9, ["Астану", "Токаев"]), (0.1, 0.9, ["Токаев"]), (0.9, 0.1, ["Астану", "Токаев"])]


@pytest.mark.parametrize(("place", "person", "kept"), RULES)
def test_rules_places_stay_while_they_are_likely(place, person, kept):
    links = {("прибыл", "Астану"): ("where", place), ("прибыл", "Токаев"): ("who", person)}
    (mention,), _ = mentions("Президент Токаев прибыл в Астану.",
                             ToldModel((), {"Астану": "CITY", "Токаев": "PERSON"}, links))  # fmt: skip
    assert [argument.text for argument in [*mention.places, *mention.participants]] == kept


def test_a_type_without_places_gets_none():
    model = ToldModel((), {"Астане": "CITY"}, {("созвонились", "Астане"): ("where", 0.99)})
    (mention,), _ = mentions("Президенты России и Казахстана созвонились: речь шла об Астане.", model)
    assert mention.type == "phone_call"
    assert mention.places == []


# probability of the link between the fire and the town, places of the fire
TOWNS = [(0.9, ["Туле"]), (0.5, [])]


@pytest.mark.parametrize(("probability", "expected"), TOWNS)
def test_the_linker_places_what_the_rules_leave_without_a_place(probability, expected):
    text = "Пожар, о котором в Туле говорят второй день, потушен."
    links = {("Пожар", "Туле"): ("where", probability)}
    found, _ = mentions(text, ToldModel((), {"Туле": "CITY"}, links))
    (fire,) = (each for each in found if each.type == "fire")
    assert [place.text for place in fire.places] == expected


def test_a_place_that_the_rules_have_is_not_joined_by_another():
    links = {("прибыл", "Астану"): ("where", 0.9), ("прибыл", "Алматы"): ("where", 0.9)}
    model = ToldModel((), {"Астану": "CITY", "Алматы": "CITY"}, links)
    found, _ = mentions("Президент Токаев прибыл в Астану, хотя его ждали в Алматы.", model)
    (arrival,) = (each for each in found if each.trigger.text == "прибыл")
    assert [place.text for place in arrival.places] == ["Астану"]


@pytest.mark.parametrize("probability", [0.9, 0.1])
def test_a_name_behind_its_titles_has_their_part_whatever_the_linker_says(probability):
    text = "Народный артист, основатель хора Валерий Орлов дал концерт в Туле."
    model = ToldModel((), {"Валерий": "PERSON"}, {("концерт", "Валерий"): ("who", probability)})
    found, _ = mentions(text, model)
    concert = next(each for each in found if each.type == "performance")
    assert [argument.text for argument in concert.participants] == ["Валерий Орлов"]


def test_others_of_different_words_are_different_events():
    model = ToldModel(("промокла", "простудилась"), {"Орлова": "PERSON"},
                      {(word, "Орлова"): ("who", 0.9) for word in ("промокла", "простудилась")})  # fmt: skip
    _, document = mentions("Орлова промокла в горах. Орлова простудилась.", model)
    assert [event.type for event in document.events] == ["other", "other"]


def test_what_somebody_becomes_takes_no_part():
    model = ToldModel((), {"послом": "PROFESSION"}, {("назначили", "послом"): ("who", 0.9)})
    (mention,), _ = mentions("Ректора назначили послом.", model)
    assert not any("послом" in argument.text for argument in mention.participants)
