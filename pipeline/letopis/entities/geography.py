"""Places of one article: mentions grouped by the name they can be forms of, each group resolved once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from letopis.document import Document, EntityMention, MentionForm, Place, Sentence, Token
from letopis.entities.named_sites import RULE as NAMED
from letopis.entities.named_sites import is_byname, resolve_named_site
from letopis.entities.place_calling import name_in_text
from letopis.entities.place_finder import PlaceSpan, find_places
from letopis.entities.place_forms import nominatives, shared_nominative
from letopis.entities.place_guesses import behind, guess
from letopis.entities.places import PlaceResolution, PlaceResolver
from letopis.entities.span import Span
from letopis.entities.venues import RULE as VENUE
from letopis.entities.venues import resolve_venue
from letopis.language.lookalikes import in_one_script


@dataclass(slots=True)
class PlaceMention:
    """A place's name or adjective at [start, end), in any case of Russian.

    `hint` is the common noun beside the name («штат», «аэропорта»); `resolution` is set where the table knew at once.
    `name` is what it would be called alone, where the text tells that otherwise.
    """

    start: int
    end: int
    text: str
    sentence: int
    form: MentionForm = "name"
    rule: str = "recogniser"
    hint: str | None = None
    resolution: PlaceResolution | None = None
    name: str | None = None
    surface: str = field(init=False)

    def __post_init__(self) -> None:
        """`surface` is what is looked up."""
        self.surface = in_one_script(self.name or self.text)


@dataclass(slots=True)
class _Group:
    """Mentions whose surfaces can be forms of one nominative."""

    key: str
    mentions: list[PlaceMention] = field(default_factory=list)

    @property
    def surfaces(self) -> list[str]:
        """Different surfaces in text order."""
        return list(dict.fromkeys(mention.surface for mention in self.mentions))

    @property
    def hint(self) -> str | None:
        """The first common noun that stands beside the name."""
        return next((mention.hint for mention in self.mentions if mention.hint), None)


def place_mentions(document: Document, spans: Sequence[Span]) -> list[PlaceMention]:
    """Names and adjectives of places that are not read as people or bodies."""
    by_sentence: dict[int, list[Span]] = {}
    for span in spans:
        by_sentence.setdefault(span.sentence.index, []).append(span)
    found: list[PlaceMention] = []
    for sentence in document.sentences:
        own = by_sentence.get(sentence.index, [])
        found += [_of_venue(document, span) for span in own if span.rule == VENUE]
        sites, given = [span for span in own if span.rule == NAMED], [span for span in own if span.rule != NAMED]
        found += [_of_named_site(document, span) for span in sites]
        found += [
            _of_span(document, sentence, place)
            for place in _outside(find_places(sentence, given), sites)
            if not any(_takes(span, place) for span in given if span.type != "LOC" or span.rule == VENUE)
        ]
    return found


def _of_venue(document: Document, span: Span) -> PlaceMention:
    text, noun = document.text[span.start : span.end], span.sentence.tokens[span.first - 2].lemma
    mention = PlaceMention(span.start, span.end, text, span.sentence.index, rule=VENUE, hint=noun)
    mention.resolution = resolve_venue(text, noun)
    return mention


def _of_named_site(document: Document, span: Span) -> PlaceMention:
    text = document.text[span.start : span.end]
    mention = PlaceMention(span.start, span.end, text, span.sentence.index, rule=NAMED)
    mention.resolution = resolve_named_site(span, text)
    return mention


def _outside(found: Iterable[PlaceSpan], sites: Sequence[Span]) -> Iterator[PlaceSpan]:
    """The places but for what is read of a site's own name: «шоссе Орёл», «Орёл-Тамбов» of «шоссе Орёл — Тамбов»,
    «Урал» of «М-5 «Урал»»; the towns in it are not of the kind that its noun tells."""
    for place in found:
        site = next((each for each in sites if each.first < place.last and place.first < each.last), None)
        if site is None and any(is_byname(each, place.first, place.last) for each in sites):
            continue
        if site is None:
            yield place
        elif place.form == "adjective" or (place.first > site.first and "-" not in site.tokens[1].text):
            yield place._replace(hint=None)


def _takes(span: Span, place: PlaceSpan) -> bool:
    """Whether another reading holds these tokens; a place inside a body's name stays a place.

    Not so «Евразийский» in «Евразийский экономический союз»: it names no place that the article speaks of.
    """
    overlaps = span.first < place.last and place.first < span.last
    if span.type == "PER" or span.rule == VENUE or not overlaps:
        return overlaps
    if place.form == "adjective":
        return place.target is not None and place.target.kind == "area"
    return place.first <= span.first and span.last <= place.last


def _of_span(document: Document, sentence: Sentence, place: PlaceSpan) -> PlaceMention:
    text = document.text[place.start : place.end]
    mention = PlaceMention(place.start, place.end, text, sentence.index, place.form, hint=place.hint, name=place.name)
    if place.target is not None:
        mention.resolution, mention.rule = place.target, "place-adjective"
    return mention


def places(document: Document, mentions: Sequence[PlaceMention]) -> list[Place]:
    """One entity for each place that the mentions name, in text order; unresolved names keep a reason."""
    resolver = PlaceResolver.load()
    groups = _grouped([mention for mention in mentions if mention.resolution is None])
    context = _context(resolver, groups, mentions)
    found: dict[tuple[object, ...], Place] = {}
    for group in groups:
        resolution = resolver.resolve(group.surfaces, (), context, group.hint)
        if not resolution.score and (name := _guessed(document, group, resolution.name)):
            resolution = resolution._replace(name=name)
        for mention in group.mentions:
            mention.resolution = resolution
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.resolution is not None:
            place = found.setdefault(_identity(mention.resolution), _place(mention.resolution))
            place.mentions.append(_mention(mention))
    for place in found.values():
        place.name = name_in_text(place)
        first = place.mentions[0]
        document.explain("entities", "place", first.start, first.end, f"{place.name}: {place.reason}")
    return list(found.values())


def _guessed(document: Document, group: _Group, otherwise: str) -> str | None:
    """The nominative that the noun before one of its mentions tells, that all its forms share, or else that the case of
    the first tells that tells any."""
    if group.hint is None and (shared := shared_nominative(group.surfaces)) is not None:
        return shared
    for mention in group.mentions:
        if mention.name is not None or (mention.hint is None) != (group.hint is None):
            continue
        sentence = document.sentences[mention.sentence]
        tokens = sentence.tokens_in(mention.start, mention.end)
        noun = next((token for token in reversed(sentence.tokens[: tokens[0].index]) if _is(token, mention.hint)), None)
        before = sentence.tokens[tokens[0].index - 1].text if tokens[0].index else ""
        name = guess(tokens, otherwise, before) if noun is None else behind(noun, tokens, mention.surface)
        if name is not None:
            return name if mention.form == "name" else None
    return None


def _is(token: Token, hint: str | None) -> bool:
    """A noun written short is told by its lemma."""
    return hint is not None and hint in (token.text, token.lemma)


def _grouped(mentions: Sequence[PlaceMention]) -> list[_Group]:
    """Each surface goes to the nominative that most mentions of the article support."""
    support: dict[str, float] = {}
    for mention in mentions:
        for key, weight in nominatives(mention.surface):
            support[key] = support.get(key, 0.0) + weight
    groups: dict[str, _Group] = {}
    for mention in mentions:
        key = max(
            nominatives(mention.surface), key=lambda option: (support[option.key] * option.weight, option.key)
        ).key
        groups.setdefault(key, _Group(key)).mentions.append(mention)
    return list(groups.values())


def _context(resolver: PlaceResolver, groups: Iterable[_Group], mentions: Iterable[PlaceMention]) -> dict[str, float]:
    """How often the article speaks of each country, by its countries, their adjectives and well-known cities."""
    weights: dict[str, float] = {}
    for mention in mentions:
        if mention.resolution is not None and mention.resolution.country:
            weights[mention.resolution.country] = weights.get(mention.resolution.country, 0.0) + 1.0
    for group in groups:
        first = resolver.resolve(group.surfaces, (), None, group.hint)
        if first.country and (first.kind == "country" or first.score >= 0.9):
            share = 1.0 if first.kind == "country" else 0.5
            weights[first.country] = weights.get(first.country, 0.0) + share * len(group.mentions)
    return weights


def _identity(resolution: PlaceResolution) -> tuple[object, ...]:
    if resolution.geonames is not None:
        return ("geonames", resolution.geonames)
    return (resolution.kind, resolution.country, resolution.name.lower())


def _place(resolution: PlaceResolution) -> Place:
    return Place(
        id="",
        name=resolution.name,
        mentions=[],
        country=resolution.country,
        kind=resolution.kind,
        geonames=resolution.geonames,
        admin1=resolution.admin1,
        lat=resolution.lat,
        lon=resolution.lon,
        reason=resolution.reason,
    )


def _mention(mention: PlaceMention) -> EntityMention:
    return EntityMention(mention.start, mention.end, mention.text, mention.form, mention.sentence, rule=mention.rule)
