"""General nouns that name again what was just told: «На складе прогремел взрыв. Происшествие случилось ночью.»"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letopis.document import Document, EventMention, Sentence, Token
from letopis.entities.quoted_lists import quoted_behind
from letopis.events.classes import is_animate
from letopis.events.features import is_generic_plural
from letopis.events.found import Found
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import EventType, Ontology, TriggerRule
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.tables import read_table

# How many sentences back the event may have been told.
REACH = 4
_NEW = frozenset({"еще", "другой", "новый", "очередной", "подобный", "такой", "похожий", "иной", "любой", "каждый"})


class EchoGroup(BaseModel):
    """`words` that may stand for an event of one of the `types`, with `itself` for one that the same word told; a test
    runs the examples."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...]
    types: tuple[str, ...]
    itself: bool = False
    examples: tuple[str, ...]


@lru_cache(maxsize=1)
def echo_groups() -> dict[str, EchoGroup]:
    """resources/events/echoes.yaml, checked. Raises ResourceError for a faulty file."""
    return read_table(files("letopis") / "resources" / "events" / "echoes.yaml", dict[str, EchoGroup])


@lru_cache(maxsize=2)
def _types_by_word(*, itself: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in echo_groups().values():
        for word in group.words if group.itself is itself else ():
            found.setdefault(word, set()).update(group.types)
    return found


class EchoFinder:
    """Finds echoes in one document, sentence by sentence."""

    def __init__(self, document: Document, ontology: Ontology, lexicon: EventLexicon) -> None:
        self._document = document
        self._ontology = ontology
        self._lexicon = lexicon
        self._types = _types_by_word(itself=False)
        self._own_types = _types_by_word(itself=True)
        self._indexed: list[EventMention] = []
        self._by_lemma: dict[str, list[EventMention]] = {}
        self._read = 0

    def find(
        self, sentence: Sentence, slots: SlotFinder, candidates: list[Candidate]
    ) -> tuple[list[Candidate], dict[int, EventMention]]:
        """Candidates with echoes put in their places, and what each echo (by token index) stands for."""
        taken = {candidate.token.index: candidate for candidate in reversed(candidates)}
        besides = [each for each in candidates if taken[each.token.index] is not each]
        stands_for: dict[int, EventMention] = {}
        for token in sentence.tokens:
            own = taken.get(token.index)
            told = self._stands_for(sentence, token, own)
            if own is None and told is None and not _is_within(sentence, token, taken):
                told = self._repeats(sentence, token)
            if told is not None:
                kind = self._ontology.types[told.type]
                taken[token.index] = Candidate(token, kind, _noun_rule(kind), slots.slots(token))
                stands_for[token.index] = told
        return sorted([*taken.values(), *besides], key=lambda each: each.token.index), stands_for

    def _stands_for(self, sentence: Sentence, token: Token, own: Candidate | None) -> EventMention | None:
        """What a general noun names again: one that has a type of its own, only where nothing of that is told."""
        types = self._types.get(token.lemma)
        if types is None or not self._refers(sentence, token, own):
            return None
        told = self._told(sentence, types - ({own.type.type} if own else set()))
        return None if own is not None and self._told(sentence, {own.type.type}) else told

    def _repeats(self, sentence: Sentence, token: Token) -> EventMention | None:
        """«На фестивале в Сочи ... Жюри фестиваля»: the last mention that the same noun told."""
        types = self._own_types.get(token.lemma)
        if types is None or token.pos != "NOUN":
            return None
        called = _called(sentence, token)
        if called & _NEW or any(child.rel.startswith("nummod") for child in sentence.children(token.index)):
            return None
        for mention in reversed(self._told_by(token.lemma)):
            if mention.trigger.start < token.start and mention.type in types and mention.claim is None:
                return mention if self._is_called_so(mention, called, plural=is_generic_plural(token)) else None
        return None

    def _told_by(self, lemma: str) -> Sequence[EventMention]:
        """The mentions so far whose trigger is that word, each looked at once while the document's list grows."""
        mentions = self._document.event_mentions
        if mentions is not self._indexed:
            self._indexed, self._by_lemma, self._read = mentions, {}, 0
        for mention in mentions[self._read :]:
            self._by_lemma.setdefault(mention.trigger.lemma, []).append(mention)
        self._read = len(mentions)
        return self._by_lemma.get(lemma, ())

    def repeated(self, plural: EventMention) -> EventMention | None:
        """«Прогремели взрывы ... После взрывов»: what a plural that tells of nothing by itself names again."""
        sentence = self._document.sentences[plural.sentence]
        noun = sentence.head_of(plural.trigger.start, plural.trigger.end)
        told = self._repeats(sentence, noun) if noun is not None else None
        return told if told is not None and told.type == plural.type else None

    def _is_called_so(self, mention: EventMention, called: set[str], *, plural: bool) -> bool:
        """No other number, and no other name: «чемпионат Европы ... чемпионата мира» are two."""
        sentence = self._document.sentences[mention.sentence]
        noun = sentence.head_of(mention.trigger.start, mention.trigger.end)
        if noun is None or (plural and noun.feats.get("Number") != "Plur"):
            return False
        told = _called(sentence, noun)
        return not called or not told or not called.isdisjoint(told)

    def _refers(self, sentence: Sentence, token: Token, own: Candidate | None) -> bool:
        """A singular noun without words that make it another one, which a verb carries; where it tells of nothing by
        itself, also one that stands where the reader must know of it."""
        if not _is_one(sentence, token):
            return False
        return self._is_carried(sentence, token) or (own is None and self._points_back(sentence, token))

    def _is_carried(self, sentence: Sentence, token: Token) -> bool:
        """«Происшествие случилось», without words that say whose it is."""
        above = sentence.tokens[token.head] if token.head >= 0 else None
        carried = above is not None and is_verbal(above) and above.lemma in self._lexicon.support_verbs
        return carried and token.rel.startswith("nsubj") and not _is_somebodys(sentence, token)

    def _points_back(self, sentence: Sentence, token: Token) -> bool:
        """«этот инцидент», «после инцидента», «жертвы трагедии»."""
        beside = sentence.children(token.index)
        if any(child.lemma in self._lexicon.pointing for child in beside):
            return True
        if _is_somebodys(sentence, token):
            return False
        above = sentence.tokens[token.head] if token.head >= 0 else None
        within = token.rel == "nmod" and above is not None and above.lemma in self._lexicon.aspects
        behind = any(child.rel == "case" and child.lemma in self._lexicon.beside_prepositions for child in beside)
        return behind or (within and token.feats.get("Case") == "Gen")

    def _told(self, sentence: Sentence, types: set[str]) -> EventMention | None:
        """The latest mention of one of the types, not far back."""
        for mention in reversed(self._document.event_mentions):
            if sentence.index - mention.sentence > REACH:
                return None
            if mention.type in types and mention.sentence < sentence.index:
                return mention
        return None


def _is_one(sentence: Sentence, token: Token) -> bool:
    """A noun that no word beside it makes another than what was told."""
    another = any(child.lemma in _NEW for child in sentence.children(token.index))
    return token.pos == "NOUN" and not another and not is_generic_plural(token)


def _called(sentence: Sentence, noun: Token) -> set[str]:
    """The words that say which it is: «детский», «Канны» of «детского фестиваля в Каннах»."""
    return {child.lemma for child in sentence.children(noun.index) if child.rel in ("amod", "nmod", "appos", "det")}


def _is_within(sentence: Sentence, noun: Token, taken: Mapping[int, Candidate]) -> bool:
    """«Премьера концерта» is told by the first word; «директор фестиваля Анна Лад» says who she is."""
    above = sentence.tokens[noun.head] if noun.rel == "nmod" and noun.head >= 0 else None
    if above is None:
        return False
    beside = sentence.children(above.index)
    named = any(child.rel in ("appos", "flat:name") and child.pos == "PROPN" for child in beside)
    return above.index in taken or (named and is_animate(above))


def _is_somebodys(sentence: Sentence, noun: Token) -> bool:
    return any(child.rel == "nmod" for child in sentence.children(noun.index))


def name_again(sentence: Sentence, other: Found, found: Sequence[Found]) -> None:
    """Make of what the model alone sees a telling of the event that it names again: «кинофестиваль «Тихий кадр»»,
    «стал победителем конкурса»."""
    event = next((each for each in found if _names(sentence, other.candidate.token, each)), None)
    if event is not None:
        other.mention.type, other.mention.echo = event.mention.type, event.mention
        other.mention.participants = [who for who in other.mention.participants if who.entity is not None]


def _names(sentence: Sentence, token: Token, event: Found) -> bool:
    """In quotation marks behind the event's noun, or below its word in the genitive and itself a word of the type."""
    if quoted_behind(sentence.tokens, token.index) in event.tokens:
        return True
    below = token.rel == "nmod" and token.feats.get("Case") == "Gen" and sentence.tokens[token.head] in event.tokens
    return below and any(token.lemma in rule.lemma for rule in event.candidate.type.triggers)


def _noun_rule(kind: EventType) -> TriggerRule:
    """The first rule of the type for nouns, else its first: what says which frame an echo has."""
    return next((rule for rule in kind.triggers if rule.pos == "noun"), kind.triggers[0])
