"""Where an article names places, and what each of these names says wherever it is looked at from."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from letopis.document import Document, EntityMention, Person, Place, Sentence, Token
from letopis.entities.index import MentionIndex
from letopis.entities.named_sites import DASHES
from letopis.entities.named_sites import RULE as NAMED
from letopis.events.lexicon import EventLexicon
from letopis.events.sites import REASON as SITE
from letopis.events.slots import is_verbal
from letopis.odds import Evidence
from letopis.story.facts import same_place
from letopis.story.reading import LABEL_TOKENS
from letopis.story.standing import numbers

# How many places of title and lead are looked at.
FRONT = 6
_TOWNS = frozenset({"city", "locality"})
_LANDS = frozenset({"country", "region"})
_DESCENT = frozenset({"nmod", "appos", "amod", "flat", "flat:name"})
MAX_DEPTH = 4
# Between a vehicle's noun and its route: «поезд № 30 «Орёл — Тамбов»».
_BEFORE_ROUTE = frozenset({"«", '"', "№"})
# A site told by where it leads or what it crosses is not there.
_OVER = (" через ", " на ")


def level(place: Place) -> str:
    """How large it is: a site, a town, a land, or an area of whatever size."""
    if place.reason == SITE or place.kind == "facility":
        return "site"
    return "town" if place.kind in _TOWNS else "land" if place.kind in _LANDS else "area"


def contains(outer: Place, inner: Place) -> bool:
    """A land a town of it, a country its regions."""
    sizes = outer.kind in ("country", "region") and inner.kind not in ("country", outer.kind)
    return sizes and same_place(outer, inner)


@dataclass(slots=True, eq=False)
class NamedPlace:
    """One mention of a place; `phrase` is the noun of whose phrase it is part («в центре Минска») in the tree."""

    place: Place
    mention: EntityMention
    start: int
    end: int
    sentence: Sentence
    phrase: Token | None
    level: str
    evidence: Evidence


class NamedPlaces:
    """The places of one document by where they are named."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._index = MentionIndex(document)
        people = [entity for entity in document.entities if isinstance(entity, Person)]
        told = [(office.start, office.end, office.of) for person in people for office in person.offices]
        self._offices = sorted(told, key=lambda office: office[:2])
        # Of the offices so far in the text the end of the one that ends last.
        self._office_ends = list(accumulate((end for _, end, _ in self._offices), max))
        self.places = {entity.id: entity for entity in document.entities if isinstance(entity, Place)}
        self.levels = {id_: level(place) for id_, place in self.places.items()}
        self.inside: defaultdict[str, set[str]] = defaultdict(set)  # somebody → the places in his name or office
        mentions = [
            (place, each) for place in self.places.values() for each in place.mentions if each.start is not None
        ]
        self.no_scenes = {(each.start, each.end) for _, each in mentions
                          if self._is_end_of_way(each) or self._is_author(each)}  # fmt: skip
        named = [self._tell(place, each) for place, each in mentions if (each.start, each.end) not in self.no_scenes]
        self.all = sorted(named, key=lambda each: (each.start, each.end))
        self._starts = [each.start for each in self.all]
        self._starts_of: defaultdict[str, list[int]] = defaultdict(list)
        self._of_level: defaultdict[str, list[NamedPlace]] = defaultdict(list)
        self._first: dict[str, NamedPlace] = {}
        for each in self.all:
            self._first.setdefault(each.place.id, each)
            self._starts_of[each.place.id].append(each.start)
            self._of_level[each.level].append(each)
        self.within: defaultdict[int, list[NamedPlace]] = defaultdict(list)
        self.in_block: defaultdict[int, list[NamedPlace]] = defaultdict(list)
        for each in self.all:
            self.within[each.sentence.index].append(each)
            self.in_block[each.sentence.block].append(each)
        self.labels = self._find_labels()
        self.front = [each for each in self.all if self.block_kind(each) in ("title", "lead")][:FRONT]
        self.front_of: defaultdict[str, set[str]] = defaultdict(set)  # of these, by level
        for each in self.front:
            self.front_of[each.level].add(each.place.id)
        self.counts = Counter(each.place.id for each in self.all)
        self.number = Counter(self.levels[id_] for id_ in self.counts)
        self.most = {size: max(n for id_, n in self.counts.items() if self.levels[id_] == size)
                     for size in self.number}  # fmt: skip
        self.first_town = next((each.place.id for each in self.all if each.level == "town"), None)
        held, realms = {of for _, _, of in self._offices}, _TOWNS | {"region"}
        self.ruled = {id_ for id_, each in self.places.items() if each.kind in realms and each.name in held}
        self.ruled_regions = {id_ for id_ in self.ruled if self.places[id_].kind == "region"}

    def block_kind(self, told: NamedPlace) -> str:
        """Of the paragraph that it stands in."""
        return self._document.blocks[told.sentence.block].kind

    def last_before(self, offset: int, size: str) -> str | None:
        """Id of the place of that level named last before an offset."""
        its = self._of_level[size]
        number = bisect_left(its, offset, key=lambda each: each.start)
        while number and its[number - 1].end > offset:
            number -= 1
        return its[number - 1].place.id if number else None

    def town_of(self, id_: str) -> str | None:
        """Id of the town that is named last before a site is first, in the same paragraph."""
        first = self._first[id_]
        before = [each for each in self.in_block[first.sentence.block] if each.end <= first.start]
        return next((each.place.id for each in reversed(before) if each.level == "town"), None)

    def between(self, told: NamedPlace, offset: int) -> int:
        """How many others are named behind it and before an offset."""
        starts = (self._starts, self._starts_of[told.place.id])
        every, own = (bisect_left(its, offset) - bisect_left(its, told.end) for its in starts)
        return max(every - own, 0)

    def _tell(self, place: Place, mention: EntityMention) -> NamedPlace:
        sentence = self._document.sentences[mention.sentence]
        start, end = mention.start or 0, mention.end or 0
        head = sentence.head_of(start, end)
        phrase, slot = _phrase(sentence, head) if head is not None else (None, "")
        around = [entity for entity, other in self._index.covering(start, end)
                  if entity is not place and (other.start, other.end) != (start, end)]  # fmt: skip
        for entity in around:
            self.inside[entity.id].add(place.id)
        told = {
            "site" if place.reason == SITE else f"form {mention.form}": True,
            f"slot {slot}": bool(slot),
            "inside a name": any(not isinstance(entity, Place) for entity in around),
            "inside a place": any(isinstance(entity, Place) for entity in around),
            "inside an office": self._is_inside_office(start, end),
        }
        return NamedPlace(place, mention, start, end, sentence, phrase, self.levels[place.id], numbers(told))

    def _is_end_of_way(self, mention: EntityMention) -> bool:
        """«на трассе Орёл — Тамбов», «на мосту через Тобол», «поезд Орёл — Тамбов»: what is told of was at neither."""
        start, end, text = mention.start or 0, mention.end or 0, self._document.text
        around = [other for _, other in self._index.covering(start, end) if (other.start, other.end) != (start, end)]
        return (
            any(
                other.rule == NAMED or (other.rule == "site" and text[other.start : start].endswith(_OVER))
                for other in around
            )
            or self._is_in_quotes(around, start)
            or _is_on_route(self._document.sentences[mention.sentence], mention)
        )

    def _is_author(self, mention: EntityMention) -> bool:
        """«говорится в сообщении Виндзорского дворца», «на сайте Кремля»: whose words they are, not where it was."""
        sentence = self._document.sentences[mention.sentence]
        head = sentence.head_of(mention.start or 0, mention.end or 0)
        above = sentence.tokens[head.head] if head is not None and head.head >= 0 and head.rel == "nmod" else None
        genitive = head is not None and head.feats.get("Case") == "Gen"
        return genitive and above is not None and above.lemma in EventLexicon.load().source["papers"]

    def _is_in_quotes(self, around: Sequence[EntityMention], start: int) -> bool:
        """«Почта России»: what stands in a body's or a work's name in quotation marks is where nothing was."""
        text = self._document.text
        return any("«" in text[max((other.start or 0) - 1, 0) : start] for other in around if other.form == "name")

    def _is_inside_office(self, start: int, end: int) -> bool:
        before = bisect_left(self._offices, (start + 1,))
        return before > 0 and self._office_ends[before - 1] >= end

    def _find_labels(self) -> dict[int, list[NamedPlace]]:
        """Paragraph → the places of the few verbless words that it begins with: datelines, items of a digest; what is
        nothing but such words is the label of the paragraph below."""
        verbal = {each.block for each in self._document.sentences if any(is_verbal(token) for token in each.tokens)}
        firsts: dict[int, Sentence] = {}
        for sentence in self._document.sentences:
            firsts.setdefault(sentence.block, sentence)
        found: dict[int, list[NamedPlace]] = {}
        for block, first in firsts.items():
            end = _label_end(first)
            places = [each for each in self.within[first.index] if each.end <= end]
            if places and self._document.blocks[block].kind in ("lead", "body", "list"):
                found[block] = places
                if block not in verbal:
                    found.setdefault(block + 1, places)
        return found


def _is_on_route(sentence: Sentence, mention: EntityMention) -> bool:
    """Whether it is one of the towns between which a train or an aeroplane runs: «рейс Омск — Сочи — Ереван»."""
    tokens, vehicles = sentence.tokens, EventLexicon.load().classes["vehicle"]
    its = [token.index for token in tokens if (mention.start or 0) <= token.start < (mention.end or 0)]
    if not its:
        return False
    first, behind = its[0], its[-1] + 1
    joined = behind < len(tokens) and tokens[behind].text in DASHES
    while first > 1 and tokens[first - 1].text in DASHES and tokens[first - 2].text[:1].isupper():
        first, joined = first - 2, True
        while first and tokens[first - 1].text[:1].isupper() and tokens[first - 1].lemma not in vehicles:
            first -= 1
    while first and (tokens[first - 1].text in _BEFORE_ROUTE or tokens[first - 1].text.isdigit()):
        first -= 1
    return joined and first > 0 and tokens[first - 1].lemma in vehicles


def _label_end(sentence: Sentence) -> int:
    """Where the words before the colon end, or all of the sentence if they are few; its start where they tell more."""
    colon = next((token.index for token in sentence.tokens[:LABEL_TOKENS] if token.text == ":"), None)
    words = sentence.tokens[:colon]
    short = bool(words) and len(words) <= LABEL_TOKENS and not any(is_verbal(token) for token in words)
    return words[-1].end if short else sentence.start


def _phrase(sentence: Sentence, head: Token) -> tuple[Token, str]:
    """The noun with a preposition that the name is part of, and its slot; else the name's head."""
    token = head
    for depth in range(MAX_DEPTH):
        case = next((child.lemma for child in sentence.children(token.index) if child.rel == "case"), None)
        if case is not None:
            return token, f"{case}+{token.feats.get('Case', '?')}{', within' if depth else ''}"
        above = sentence.tokens[token.head] if token.head >= 0 and token.rel in _DESCENT else None
        if above is None or is_verbal(above) or above.feats.get("Animacy") == "Anim":
            break
        token = above
    return head, ""
