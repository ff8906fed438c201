"""Places called by a common noun, where something happens: «в кафе», «на старом кладбище», «в зале суда».

Only those where an event is told to be become entities; of what else a text speaks it is not asked.
"""

from collections.abc import Collection, Iterator

from letopis.document import (
    Argument,
    Attribution,
    Document,
    Entity,
    EntityMention,
    EventMention,
    Organization,
    Place,
    Sentence,
    Token,
)
from letopis.entities.index import MentionIndex
from letopis.entities.place_forms import guess_nominative
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import is_place_role
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.language.morphology import fold

REASON = "a common noun"
# How deep inside a phrase the noun is looked for: «у края поля», «на скамье у входа в парк».
MAX_DEPTH = 2


class Sites:
    """The sites of one document's events."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self._nouns = lexicon.classes["site"]
        self._slots = lexicon.site_slots
        self._sources = lexicon.source["verbs"]
        self._found: dict[str, Place] = {}

    def add(self, sentence: Sentence, candidate: Candidate, mention: EventMention, slots: SlotFinder) -> None:
        """Give the mention the site of its own slots, else the nearest of its clause, if it has one."""
        roles = candidate.type.places
        for token in self._phrases(candidate, slots) if roles else ():
            site = self._site(sentence, token, 0)
            if site is not None:
                role = "location" if "location" in roles else roles[0]
                mention.sites.append(self._argument(sentence, site, role))
                return

    def _phrases(self, candidate: Candidate, slots: SlotFinder) -> Iterator[Token]:
        """Nouns behind prepositions of place: where the frame asks for a place, its own ones, those of its clause."""
        frame = candidate.type.frame_of(candidate.rule)
        for slot, tokens in candidate.slots.items():
            role = frame.get(slot)
            if slot in self._slots or ("+" in slot and role is not None and is_place_role(role)):
                yield from tokens
        over = _clauses(slots.sentence, candidate.token, self._sources)
        beside = [each for each in slots.behind_prepositions if each.rel in ("obl", "nmod") and each.head in over]
        yield from (token for token in beside if self._slots.intersection(slots.phrase_slot(token)))

    def _site(self, sentence: Sentence, noun: Token, depth: int) -> tuple[str, int, int] | None:
        """Name, start and end of the site that a phrase names; None where it is none, or a place with a name."""
        if noun.feats.get("Animacy") == "Anim":
            return None
        if noun.lemma not in self._nouns:
            inner = [child for child in sentence.children(noun.index) if child.rel == "nmod" and depth < MAX_DEPTH]
            return next((site for child in inner if (site := self._site(sentence, child, depth + 1))), None)
        named = self._mentions.at_token(sentence, noun.index)
        for entity, mention in reversed(named):
            if isinstance(entity, Organization) and mention.start is not None and mention.end is not None:
                return entity.name, mention.start, mention.end
        return None if named or noun.feats.get("Number") != "Sing" else self._phrase(sentence, noun)

    def _phrase(self, sentence: Sentence, noun: Token) -> tuple[str, int, int] | None:
        """The noun with the adjectives before it and the genitives behind: «граница Чада и Нигера»."""
        first, last, below = noun, noun, sentence.subtree(noun.index)
        if any(child.rel in ("appos", "flat", "flat:name", "nummod") for child in sentence.children(noun.index)):
            return None
        for token in reversed(sentence.tokens[: noun.index]):
            if token.pos != "ADJ" or token.head != noun.index:
                break
            first = token
        for token in sentence.tokens[noun.index + 1 :]:
            if token not in below or not (token.pos == "CCONJ" or token.feats.get("Case") == "Gen"):
                break
            last = token if token.pos in ("NOUN", "PROPN") else last
        text = self._document.text
        *before, named = guess_nominative(text[first.start : noun.end]).split(" ")
        named = named if fold(named) == noun.lemma else noun.lemma  # «парке» is of «парк», not of «парка»
        return " ".join([*before, named]) + text[noun.end : last.end], first.start, last.end

    def _argument(self, sentence: Sentence, site: tuple[str, int, int], role: str) -> Argument:
        name, start, end = site
        text = self._document.text[start:end]
        place = self._found.setdefault(name.lower(), Place("", name, [], kind="facility", reason=REASON))
        place.id = place.id or f"site {len(self._found)}"
        if not any(each.start == start for each in place.mentions):
            place.mentions.append(EntityMention(start, end, text, "name", sentence.index, rule="site"))
        return Argument(place.id, role, "name", text, start, end, rule=f"site → {role}")

    def settle(self) -> None:
        """Put the sites among the document's entities, which are numbered anew in text order."""
        if not self._found:
            return
        entities = sorted([*self._document.entities, *self._found.values()], key=_first)
        ids = {entity.id: f"e{number}" for number, entity in enumerate(entities, start=1)}
        for entity in entities:
            entity.id = ids[entity.id]
        self._document.entities = entities
        for reference in self._references():
            reference.entity = ids[reference.entity] if reference.entity is not None else None

    def _references(self) -> list[Argument | Attribution]:
        """Everything in the mentions that names an entity, once, though mentions share some of it."""
        found: dict[int, Argument | Attribution] = {}
        for mention in self._document.event_mentions:
            parts = [*mention.participants, *mention.places, *mention.sites]
            found.update((id(part), part) for part in parts)
            if mention.attribution is not None:
                found[id(mention.attribution)] = mention.attribution
        return list(found.values())


def _clauses(sentence: Sentence, trigger: Token, sources: Collection[str]) -> set[int]:
    """Indexes of the words whose phrases say where: the verb of the trigger's clause and its subject, and those of
    the clauses before it to which «и» or a comma joins it: «У рынка закидали патруль; ранен солдат»."""
    found: set[int] = set()
    for token in (trigger, *sentence.ancestors(trigger.index)):
        if is_verbal(token) and (token is trigger or token.lemma not in sources):
            subjects = [child for child in sentence.children(token.index) if child.rel.startswith("nsubj")]
            things = [child.index for child in subjects if child.feats.get("Animacy") == "Inan"]
            found.update((token.index, *things))
            if token.rel not in ("conj", "parataxis") or token.head > token.index:
                break
        elif found:
            break
    return found


def _first(entity: Entity) -> tuple[int, int]:
    mention = entity.mentions[0]
    start = mention.start if mention.start is not None else mention.at or 0
    return start, mention.end or start
