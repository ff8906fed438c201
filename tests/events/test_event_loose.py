"""Words whose rules all fail: told by the typed head, never against a rule that holds, and the trace says why."""

from pathlib import Path

import pytest

from letopis.document import Article, Document
from letopis.entities.index import MentionIndex
from letopis.events.classes import Conditions, WordClasses
from letopis.events.lexicon import EventLexicon
from letopis.events.loose import LEAST, LooseOdds, nearest
from letopis.events.ontology import Ontology
from letopis.events.senses import Context, Sense, Surroundings
from letopis.events.slots import SlotFinder
from letopis.extractor import Extractor
from letopis.ids import sha256_text
from letopis.odds import SURE
from letopis.settings import NO_MODEL, Settings

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


def annotated(extractor: Extractor, text: str) -> Document:
    return extractor.annotate(Article("a", text, sha256_text(text), published="2023-05-10", published_from="argument"))


def test_rules_that_hold_are_asked_first(extractor: Extractor) -> None:
    document = annotated(extractor, "Президент Чили прибыл с визитом в Осло.")
    assert [mention.loose for mention in document.event_mentions] == [False]


def test_every_loose_mention_has_its_reasons_in_the_trace(extractor: Extractor) -> None:
    told = 0
    for path in sorted(ARTICLES.glob("*.txt"))[::5]:
        document = annotated(extractor, path.read_text(encoding="utf-8"))
        reasons = {step.start for step in document.trace if step.stage == "events.loose"}
        for mention in document.event_mentions:
            if mention.loose and mention.echo is None:
                told += 1
                assert mention.trigger.start in reasons
    assert told


def test_rules_alone_tell_nothing_loosely() -> None:
    rules = Extractor(Settings(model=NO_MODEL))
    document = annotated(rules, (ARTICLES / "governor-rumour.txt").read_text(encoding="utf-8"))
    assert document.event_mentions
    assert not any(mention.loose for mention in document.event_mentions)


def test_what_the_head_all_but_excludes_can_never_be_told() -> None:
    odds = LooseOdds.load()
    assert odds.probability({"typed: odds": LEAST, "lacks 1": 1.0, "holds 3": 1.0}) < odds.told / 2
    assert odds.probability({"typed: odds": SURE, "typed: more likely than not": SURE}) > odds.told


@pytest.mark.parametrize("model", [NO_MODEL, "default"])
def test_the_same_text_gives_the_same_events(model: str) -> None:
    text = (ARTICLES / "governor-rumour.txt").read_text(encoding="utf-8")
    one, other = (Extractor(Settings(model=model)).extract(text, published="2023-05-10") for _ in range(2))
    assert one.events == other.events


def test_of_rules_that_are_as_far_from_holding_the_one_without_a_kind_is_nearest(extractor: Extractor) -> None:
    document = annotated(extractor, "Мэр приехал на открытие памятного знака.")
    sentence, lexicon = document.sentences[0], EventLexicon.load()
    token = next(each for each in sentence.tokens if each.lemma == "открытие")
    words = WordClasses(MentionIndex(document), lexicon)
    around = Surroundings(sentence, SlotFinder(sentence, lexicon), words, frozenset(), frozenset())
    rules = [(kind, rule) for kind, rule in Ontology.load().index["noun", "открытие"] if kind.type == "opening"]
    senses = [Sense.of(kind, rule, Conditions(lexicon)) for kind, rule in rules]
    assert {sense.rule.kind for sense in senses} > {None}
    assert nearest(Context(around, token), senses).rule.kind is None
