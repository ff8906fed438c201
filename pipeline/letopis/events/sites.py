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
    MentionForm,
    Organization,
    Place,
    Sentence,
    Token,
)
from letopis.entities.index import MentionIndex
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import is_place_role
from letopis.events.site_names import named_alone, quoted_name, site_phrase, unquoted
from letopis.events.slots import SlotFinder, is_verbal
from letopis.events.triggers import Candidate
from letopis.language.morphology import fold

REASON = "a common noun"
# How deep inside a phrase the noun is looked for: «у края поля», «на скамье у входа в парк».
MAX_DEPTH = 2
TITLE = 40  # characters of a title in quotation marks, at most, before or behind a word of it
HOUSE = "здание"  # any site may be taken up by it
_STEERING = frozenset({"управление"})  # «автобус под управлением пенсионера»
_NAMING = frozenset({"appos", "flat", "flat:name", "nummod"})


class Sites:
    """The sites of one document's events."""

    def __init__(self, document: Document, mentions: MentionIndex, lexicon: EventLexicon) -> None:
        self._document = document
        self._mentions = mentions
        self._nouns = lexicon.classes["site"]
        self._seats = lexicon.classes["seat"]
        self._told = lexicon.classes["told_site"]
        self._centres, self._kinds = lexicon.classes["centre"], lexicon.classes["centre_kind"]
        self._plural, self._venues = lexicon.classes["plural_site"], lexicon.classes["venue"]
        self._passing = lexicon.passing_adjectives
        self._slots = lexicon.site_slots
        self._sources = lexicon.source["verbs"]
        self._found: dict[str, Place] = {}

    def add(self, sentence: Sentence, candidate: Candidate, mention: EventMention, slots: SlotFinder) -> None:
        """Give the mention the site of its own slots, else the nearest of its clause, and those joined to it by «и»."""
        roles = candidate.type.places
        role = "location" if "location" in roles else next(iter(roles), "location")
        for token in self._phrases(candidate, slots) if roles else ():
            if self._site(sentence, token, 0) is None:
                continue
            for each in (token, *(child for child in sentence.children(token.index) if child.rel == "conj")):
                site = self._site(sentence, each, 0)
                if site is not None:
                    mention.sites.append(self._argument(sentence, site, role))
            return

    def _phrases(self, candidate: Candidate, slots: SlotFinder) -> Iterator[Token]:
        """Nouns behind prepositions of place: where the frame asks for a place, its own ones, those of its clause;
        among them what the type's words say to have been struck («загорелся склад»)."""
        kind, frame = candidate.type, candidate.type.frame_of(candidate.rule)
        for slot, tokens in candidate.slots.items():
            role = frame.get(slot)
            asked = "+" in slot and role is not None and is_place_role(role)
            if asked or slot in self._slots or slot in kind.sited_by:
                yield from tokens
        over = _clauses(slots.sentence, candidate.token, self._sources)
        told = self._slots.union(kind.sited_by)
        for token in slots.behind_prepositions:
            if token.rel in ("obl", "nmod") and not told.isdisjoint(_places_of(slots, token, over)):
                yield token

    def _site(self, sentence: Sentence, noun: Token, depth: int) -> tuple[str, int, int] | None:
        """Name, start and end of the site that a phrase names; None where it is none, or a place with a name."""
        if noun.feats.get("Animacy") == "Anim" or self._in_title(noun):
            return None
        if not self._is_site(sentence, noun):
            inner = [child for child in sentence.children(noun.index) if child.rel == "nmod" and depth < MAX_DEPTH]
            return next((site for child in inner if (site := self._site(sentence, child, depth + 1))), None)
        named = self._mentions.at_token(sentence, noun.index)
        for entity, mention in reversed(named):
            if isinstance(entity, Organization) and mention.start is not None and mention.end is not None:
                return entity.name, mention.start, mention.end
        single = noun.feats.get("Number") == "Sing" or noun.lemma in self._plural
        return None if named or not single else self._phrase(sentence, noun)

    def _is_site(self, sentence: Sentence, noun: Token) -> bool:
        """Of a body's seat («к прокуратуре») unless the words speak of what it does: «в прокуратуре считают»."""
        if noun.lemma in self._centres:
            return any(child.lemma in self._kinds for child in sentence.children(noun.index))
        if noun.lemma in self._nouns or noun.lemma in self._told or noun.lemma not in self._seats:
            return noun.lemma in self._nouns or noun.lemma in self._told
        before = [child.lemma for child in sentence.children(noun.index) if child.rel == "case"]
        inside = before[:1] in (["в"], ["во"]) and noun.feats.get("Case") == "Loc"
        return bool(before) and not inside and not (before[0] == "под" and noun.lemma in _STEERING)

    def _phrase(self, sentence: Sentence, noun: Token) -> tuple[str, int, int] | None:
        """What the site is called, unless a name or a number beside the noun makes it a place with a name."""
        named = any(child.rel in _NAMING or _is_called(child) for child in sentence.children(noun.index))
        quoted = quoted_name(sentence, noun)
        if (named and quoted is None) or (quoted is not None and self._is_known_place(sentence, quoted.index - 1)):
            return None
        foreign = {token.index for token in sentence.tokens[: noun.index]
                   if token.lemma in self._passing or self._of_place(sentence, token.index)}  # fmt: skip
        site = site_phrase(self._document.text, sentence, noun, foreign)
        return None if noun.lemma in self._told and not self._told_which(sentence, noun, site[2]) else site

    def _is_known_place(self, sentence: Sentence, index: int) -> bool:
        return any(isinstance(entity, Place) for entity, _ in self._mentions.at_token(sentence, index))

    def _told_which(self, sentence: Sentence, noun: Token, end: int) -> bool:
        """Whether common nouns up to `end` do, «район боёв»: «район Аксая» is of that place."""
        behind = [token.index for token in sentence.tokens[noun.index + 1 :] if token.end <= end]
        return bool(behind) and not any(self._mentions.at_token(sentence, index) for index in behind)

    def _in_title(self, noun: Token) -> bool:
        """«на съёмках «Тихой переправы»»: a word of what is called so, not of somebody's sentence."""
        before = self._document.text[max(noun.start - TITLE, 0) : noun.start].rpartition("«")[2]
        behind = self._document.text[noun.end : noun.end + TITLE].partition("»")
        inside = before + behind[0]
        return len(before) < TITLE and "»" not in before and bool(behind[1]) and not set(inside) & set(",.!?«")

    def _of_place(self, sentence: Sentence, index: int) -> bool:
        found = self._mentions.at_token(sentence, index)
        return any(isinstance(entity, Place) and mention.form == "adjective" for entity, mention in found)

    def _argument(self, sentence: Sentence, site: tuple[str, int, int], role: str) -> Argument:
        name, start, end = site
        place = self._known(name.lower())
        shown = named_alone(name, self._venues)
        if shown is not None:
            start, end = unquoted(self._document.text, start, end)
        text = self._document.text[start:end]
        capital = any(letter.isupper() for letter in text[1 if start == sentence.start else 0 :])
        form: MentionForm = "name" if capital else "descriptor"
        if place is None:
            place = Place(f"site {len(self._found) + 1}", shown or name, [], kind="facility", reason=REASON)
            self._found[name.lower()] = place
        if not any(each.start == start for each in place.mentions):
            place.mentions.append(EntityMention(start, end, text, form, sentence.index, rule="site"))
        return Argument(place.id, role, form, text, start, end, rule=f"site → {role}")

    def _known(self, name: str) -> Place | None:
        """The site of that name; «на складе» takes up «склад бытовой химии», «в здании» the one told last."""
        if name in self._found or " " in name:
            return self._found.get(name)
        told = reversed(self._found.items())
        return next((place for each, place in told if name == HOUSE or each.startswith(f"{name} ")), None)

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
        for mention in self._document.event_mentions:
            mention.doubted = {(ids[name], role): odds for (name, role), odds in mention.doubted.items()}

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


def _places_of(slots: SlotFinder, noun: Token, over: Collection[int]) -> list[str]:
    """The slots that a noun behind a preposition fills of the words `over`, or of an adverb that hangs on one of them:
    «задержали недалеко от вокзала»."""
    above = slots.sentence.tokens[noun.head] if noun.head >= 0 else None
    if above is None or above.index in over:
        return slots.phrase_slot(noun) if above is not None else []
    near = above.pos == "ADV" and above.head in over
    return [f"{fold(above.text)} {name}" for name in slots.phrase_slot(noun)] if near else []


def _first(entity: Entity) -> tuple[int, int]:
    mention = entity.mentions[0]
    start = mention.start if mention.start is not None else mention.at or 0
    return start, mention.end or start


def _is_called(child: Token) -> bool:
    """«в аэропорту Пулково»: a name in the nominative, whatever the parser makes of it."""
    return child.rel == "nmod" and child.pos == "PROPN" and child.feats.get("Case") == "Nom"
