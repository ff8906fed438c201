"""Where events took place whose own words do not say it: where «здесь» points, at the label, in the article's town."""

from letopis.document import Argument, Block, Document, Event, EventMention, Place, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.events.ontology import Ontology
from letopis.events.slots import is_verbal
from letopis.story.facts import same_place
from letopis.story.home import Home
from letopis.story.reading import LABEL_TOKENS, Reading
from letopis.story.relations import Relations


def place_scenes(document: Document, events: list[Event], ontology: Ontology, lexicon: EventLexicon) -> None:
    """Give events without places, in text order, that of what «здесь» points at, of their label or their town."""
    stage = _Scenes(document, ontology, lexicon)
    for event in sorted(events, key=lambda event: event.mentions[0].trigger.start):
        stage.place(event)


def show_sites(events: list[Event]) -> None:
    """Put the sites of the mentions («в кафе») beside the places of mentions and events, before what their words do
    not say, and beside the places of parts that have none of their own and are where their whole is."""
    own = {event.id for event in events if any(mention.places for mention in event.mentions)}
    for event in events:
        around = event.places
        event.places = list(around) if event.id in own else []
        for mention in event.mentions:
            mention.places += mention.sites
            _add(event, mention.sites)
        _add(event, around)
    by_id = {event.id: event for event in events}
    for event in events:
        whole = by_id.get(event.part_of or "")
        sited = event.id in own or any(mention.sites for mention in event.mentions)
        if whole is not None and not sited and {p.entity for p in event.places} <= {p.entity for p in whole.places}:
            for mention in whole.mentions:
                _add(event, mention.sites)


def _add(event: Event, sites: list[Argument]) -> None:
    for site in sites:
        if all(place.entity != site.entity for place in event.places):
            event.places.append(site)


class _Scenes:
    """The places told so far in one document."""

    def __init__(self, document: Document, ontology: Ontology, lexicon: EventLexicon) -> None:
        self._document = document
        self._ontology = ontology
        self._lexicon = lexicon
        self._reading = Reading(document)
        self._sudden = Relations.load().sudden
        self._labels = _labels(document)
        self._places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
        self._told: list[Event] = []
        one = len({label.entity for label in self._labels.values()}) < 2
        self._home = Home(document, self._reading) if one else None

    def place(self, event: Event) -> None:
        """Complete one event and remember it; an event of no type or without place roles is left as it is."""
        kind = self._ontology.types.get(event.type)
        if kind is None or not kind.places:
            return
        if not event.places:
            self._take(event, kind.places[0], frozenset(kind.placed_by))
        if event.places and "scene" in kind.placed_by:
            self._told.append(event)

    def _take(self, event: Event, role: str, placed_by: frozenset[str]) -> None:
        for rule, places in self._candidates(event, placed_by):
            if places:
                event.places = [Argument(p.entity, role, p.form, p.text, p.start, p.end, rule=rule) for p in places]
                trigger = event.mentions[0].trigger
                self._document.explain("story.place", rule, trigger.start, trigger.end, places[0].text)
                return

    def _candidates(self, event: Event, placed_by: frozenset[str]) -> list[tuple[str, list[Argument]]]:
        label, scene, home = self._label(event), "scene" in placed_by, self._home
        # A body decides at home, whatever it decides about: «ЧЕХИЯ. Сенат одобрил договор с Чили».
        if label is not None and placed_by != {"agent"}:
            elsewhere = self._reading.names_other_place(event, self._around(label))
            label = label if scene and not elsewhere else None
        return [
            ("«здесь» points back", self._pointed(event)),
            ("the scene of the accident", self._spot(event)),
            ("label of the paragraph", [label] if label is not None else []),
            ("land of the office", home.of_office(event) if home is not None else []),
            ("town of the article", home.of_town(event) if home is not None else []),
        ]

    def _around(self, label: Argument) -> set[str | None]:
        """The label's place and those that hold it or lie in it: «ХЕЛЬСИНКИ. Премьер-министр Финляндии женился»."""
        place = self._places.get(label.entity or "")
        return {label.entity, *(id_ for id_, other in self._places.items() if place and same_place(place, other))}

    def _label(self, event: Event) -> Argument | None:
        return self._labels.get(self._reading.block(event))

    def _pointed(self, event: Event) -> list[Argument]:
        """«здесь», «там» beside the verb: the place told last."""
        if not any(self._points(mention) for mention in event.mentions):
            return []
        label = self._label(event)
        if label is not None:
            return [label]
        return self._told[-1].places if self._told else self._reading.named_before(event.mentions[0])

    def _points(self, mention: EventMention) -> bool:
        sentence, trigger = self._reading.word(mention)
        over = (trigger, *sentence.ancestors(trigger.index)) if trigger is not None else ()
        verb = next((token for token in over if is_verbal(token)), None)
        beside = sentence.children(verb.index) if verb is not None else []
        return any(child.lemma in self._lexicon.here for child in beside)

    def _spot(self, event: Event) -> list[Argument]:
        """«вылетел на место происшествия»: where the accident was."""
        sentence, trigger = self._reading.word(event.mentions[0])
        goals = [child for child in sentence.children(trigger.index) if child.lemma == "место"] if trigger else []
        onto = any(_has_case(sentence, goal, "на") for goal in goals)
        sudden = [told for told in self._told if told.type in self._sudden] if onto else []
        return sudden[-1].places if sudden else []


def _has_case(sentence: Sentence, noun: Token, preposition: str) -> bool:
    return any(child.rel == "case" and child.lemma == preposition for child in sentence.children(noun.index))


def _labels(document: Document) -> dict[int, Argument]:
    """Paragraph → the place with which a verbless first sentence of it begins: datelines, items of a digest.

    Two places («ИНДИЯ — ПАКИСТАН.») say whom the item is about, not where it happened.
    """
    names = {
        mention.start: (entity, mention)
        for entity in document.entities
        if isinstance(entity, Place)
        for mention in entity.mentions
        if mention.form == "name" and mention.start is not None
    }
    within: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        within.setdefault(sentence.block, []).append(sentence)
    found: dict[int, Argument] = {}
    for block, (first, *others) in within.items():
        named = [names[token.start] for token in _label(document.blocks[block], first) if token.start in names]
        if named and named[0][1].start == _opening(first) and all(same_place(named[0][0], e) for e, _ in named):
            entity, mention = named[0]
            found[block] = Argument(entity.id, "location", mention.form, mention.text, mention.start, mention.end)
            if not any(is_verbal(token) for other in others for token in other.tokens):
                found.setdefault(block + 1, found[block])  # nothing but a label: it is that of the paragraph below
    return found


def _label(block: Block, sentence: Sentence) -> list[Token]:
    """The words before the colon of a paragraph's first sentence, else all of it, if they are few and no verb."""
    tokens = sentence.tokens
    colon = next((token.index for token in tokens[:LABEL_TOKENS] if token.text == ":"), None)
    if colon is None and (len(tokens) > LABEL_TOKENS or block.end <= sentence.end):
        return []
    words = tokens[:colon]
    told = block.kind in ("lead", "body", "list") and not any(is_verbal(token) for token in words)
    return words if told else []


def _opening(sentence: Sentence) -> int:
    """Where the first word begins, behind a bullet."""
    return next((token.start for token in sentence.tokens if token.text[0].isalnum()), sentence.start)
