"""General nouns that name again what was just told: «На складе прогремел взрыв. Происшествие случилось ночью.»"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from letopis.document import Document, EventMention, Sentence, Token
from letopis.entities.quoted_lists import quoted_behind
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
    """`words` that may stand for an event of one of the `types`; a test runs the examples."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...]
    types: tuple[str, ...]
    examples: tuple[str, ...]


@lru_cache(maxsize=1)
def echo_groups() -> dict[str, EchoGroup]:
    """resources/events/echoes.yaml, checked. Raises ResourceError for a faulty file."""
    return read_table(files("letopis") / "resources" / "events" / "echoes.yaml", dict[str, EchoGroup])


@lru_cache(maxsize=1)
def _types_by_word() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in echo_groups().values():
        for word in group.words:
            found.setdefault(word, set()).update(group.types)
    return found


class EchoFinder:
    """Finds echoes in one document, sentence by sentence."""

    def __init__(self, document: Document, ontology: Ontology, lexicon: EventLexicon) -> None:
        self._document = document
        self._ontology = ontology
        self._lexicon = lexicon
        self._types = _types_by_word()

    def find(
        self, sentence: Sentence, slots: SlotFinder, candidates: list[Candidate]
    ) -> tuple[list[Candidate], dict[int, EventMention]]:
        """Candidates with echoes put in their places, and what each echo (by token index) stands for."""
        taken = {candidate.token.index: candidate for candidate in reversed(candidates)}
        besides = [each for each in candidates if taken[each.token.index] is not each]
        stands_for: dict[int, EventMention] = {}
        for token in sentence.tokens:
            types = self._types.get(token.lemma)
            own = taken.get(token.index)
            if types is None or not self._refers(sentence, token, own):
                continue
            told = self._told(sentence, types - ({own.type.type} if own else set()))
            if told is not None and not (own is not None and self._told(sentence, {own.type.type})):
                kind = self._ontology.types[told.type]
                taken[token.index] = Candidate(token, kind, _noun_rule(kind), slots.slots(token))
                stands_for[token.index] = told
        return sorted([*taken.values(), *besides], key=lambda each: each.token.index), stands_for

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
