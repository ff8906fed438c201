"""Organisations: spans of bodies put right, their nominative names, and one entity for each body."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from letopis.document import Document, Entity, EntityMention, MentionForm, Organization, Place, Sentence, Token
from letopis.entities.bodies import (
    head_nouns,
    head_of,
    is_common,
    known_bodies,
    known_short,
    organization_table,
)
from letopis.entities.body_clusters import QUOTES, Bodies, BodyCluster, BodyMention, key_of
from letopis.entities.body_complements import latin
from letopis.entities.body_finder import Body, find_bodies
from letopis.entities.body_names import (
    as_known,
    cited,
    governed_cases,
    is_class,
    known_of,
    name_within,
    of_country,
    stands_apart,
)
from letopis.entities.countries import CountryTable
from letopis.entities.declension import is_common_noun
from letopis.entities.inflection import is_only_plural
from letopis.entities.phrases import nominative_phrase
from letopis.entities.place_forms import word_nominatives
from letopis.entities.quoted_lists import names_behind, noun_of
from letopis.entities.shared_bodies import parted
from letopis.entities.span import Span
from letopis.entities.title_table import title_lemma
from letopis.language.morphology import fold


def with_bodies(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans with bodies found by their head nouns; what the recogniser had inside one is merged or nested."""
    by_sentence: dict[int, list[Span]] = {}
    for span in spans:
        by_sentence.setdefault(span.sentence.index, []).append(span)
    result: list[Span] = []
    for sentence in document.sentences:
        own = [
            s for span in by_sentence.get(sentence.index, []) if not _is_no_body(span) for s in _without_brackets(span)
        ]
        found = _merged(sentence, own, _bodies(document.text, sentence, own))
        found = [_unclassed(span) for span in _with_known(sentence, found) if not _is_unit(span, found)]
        found = list({(span.first, span.last, span.type): span for span in found}.values())
        found += [alias for span in found for alias in _aliases(span) if not any(map(alias.overlaps, found))]
        found += [other for span in list(found) for other in _listed_with(span) if not any(map(other.overlaps, found))]
        result += sorted(parted(sentence, found), key=lambda span: (span.first, -span.last))
    return result


def _listed_with(span: Span) -> Iterator[Span]:
    """«компании «Росток» и «Ромашка»», «хоккеисты «Сокола» и «Ромашки»»: names in quotes that a list has behind that of
    a body, where a noun before them says that such are listed."""
    tokens, opening = span.sentence.tokens, span.first - 1
    if span.type != "ORG" or span.last >= len(tokens) or tokens[span.last].text not in QUOTES:
        return
    noun = noun_of(tokens, opening) if opening > 0 and tokens[opening].text in QUOTES else None
    if noun is None or not (is_class(noun) or noun.feats.get("Animacy") == "Anim"):
        return
    for first, last in names_behind(tokens, span.last):
        yield Span(span.sentence, first, last, "ORG", "listed-name")


def _is_unit(span: Span, spans: Sequence[Span]) -> bool:
    """«факультет журналистики Ростовского университета» where the university is a body of its own."""
    noun = next((token for token in span.tokens if token.pos != "ADJ"), None)
    if span.type != "ORG" or noun is None or noun.lemma not in organization_table().units:
        return False
    return any(one.type == "ORG" and noun.index < one.first and one.last <= span.last for one in spans)


def _unclassed(span: Span) -> Span:
    """«ПАО «Росток»», «холдинг «Северный лес»», «агентство Rogov»: the name without what says of which class it is."""
    within = name_within(span.tokens) if span.type == "ORG" else None
    if within is not None:
        span.first, span.last, span.rule = span.first + within[0], span.first + within[1], "name-behind-class"
    return span


def _is_no_body(span: Span) -> bool:
    """«СМИ», «в Фейсбуке»: what the recogniser takes for a body and is none where it stands."""
    if span.type != "ORG" or span.rule != "recogniser":
        return False
    if not any(char.isalnum() for token in span.tokens for char in token.text) or _is_named_thing(span):
        return True
    if _holds_offices(span) or _heads_list(span):
        return True
    if span.last - span.first != 1:
        return False
    token, table = span.tokens[0], _unbodied()
    before = span.sentence.tokens[span.first - 1].lemma if span.first else ""
    words = {fold(token.text), token.lemma}
    return bool(words & table[0]) or (before in {"в", "через", "на"} and bool(words & table[1]))


def _holds_offices(span: Span) -> bool:
    """«Министры обороны»: who they are, not what."""
    return is_only_plural(span.tokens[0].text) and title_lemma(span.tokens[0]) is not None


def _heads_list(span: Span) -> bool:
    """«Клубы «Заря» и «Луч»»: what those are whose names follow."""
    noun, after = span.tokens[0], span.sentence.tokens[span.last : span.last + 1]
    alone = span.last - span.first == 1 and noun.feats.get("Number") == "Plur" and noun.lemma in head_nouns()
    return alone and bool(after) and after[0].text in QUOTES


def _is_named_thing(span: Span) -> bool:
    """«фильм «Заря»», «шаттл «Индевор»»: a work or a craft, by the noun before its name; not «самолёт «Зари»»."""
    tokens, opening = span.sentence.tokens, span.first - 1
    noun = noun_of(tokens, opening) if opening > 0 and tokens[opening].text in QUOTES else None
    if noun is None or noun.lemma not in organization_table().things:
        return False
    own = span.tokens[0].feats.get("Case") == "Gen" and noun.feats.get("Case") != "Gen"
    return not own or noun.index < opening - 1


@lru_cache(maxsize=1)
def _unbodied() -> tuple[frozenset[str], frozenset[str]]:
    table = organization_table()
    return frozenset(map(fold, table.no_bodies)), frozenset(map(fold, table.services))


def _without_brackets(span: Span) -> list[Span]:
    """«Союз кузнецов (СК)» is two mentions, the name and its abbreviation."""
    whole = span.type == "ORG" and span.last - span.first > 1
    opening = next((t.index for t in span.tokens[1:] if t.text == "("), None) if whole else None
    if opening is None:
        return [span]
    closing = next((t.index for t in span.sentence.tokens[opening:] if t.text == ")"), opening + 1)
    inner = Span(span.sentence, opening + 1, closing, "ORG", "in-brackets")
    span.last = opening
    _drop_lone_quote(span)
    return [span, inner] if closing > opening + 1 else [span]


def _drop_lone_quote(span: Span) -> None:
    """«Союз кузнецов"»: the mark at the end whose partner stands before the span."""
    marks = [token.index for token in span.tokens if token.text in QUOTES]
    if marks == [span.last - 1] and span.last - span.first > 1:
        span.last -= 1


def _aliases(span: Span) -> list[Span]:
    """«Союз кузнецов» (Smiths' Union, SU)»: names in Latin letters in the brackets right behind a body's."""
    tokens = span.sentence.tokens
    quoted = span.last < len(tokens) and tokens[span.last].text in QUOTES
    opening = span.last + quoted
    if span.type != "ORG" or opening + 1 >= len(tokens) or tokens[opening].text != "(":
        return []
    found, here = [], opening + 1
    while here < len(tokens) and (end := latin(span.sentence, here)) is not None:
        found.append(Span(span.sentence, here, end, "ORG", "in-brackets"))
        here = end + (end < len(tokens) and tokens[end].text == ",")
    return found if here < len(tokens) and tokens[here].text == ")" else []


def _bodies(text: str, sentence: Sentence, spans: Sequence[Span]) -> list[Body]:
    """Without «Российская Федерация», «Советский Союз»: countries, though their head nouns are those of bodies."""
    return [one for one in find_bodies(sentence, spans) if not _is_country(text, sentence.tokens[one.first : one.last])]


def _is_country(text: str, tokens: Sequence[Token]) -> bool:
    table = CountryTable.load()
    alike = table.is_like_name(text[tokens[0].start : tokens[-1].end])
    return alike and bool(table.by_name(nominative_phrase(text, tokens)[0]))


def _merged(sentence: Sentence, spans: list[Span], bodies: Sequence[Body]) -> list[Span]:
    kept = list(spans)
    made: list[Span] = []
    for body in bodies:
        inside = made and made[-1].first <= body.first and body.last <= made[-1].last
        if inside and not body.name_only and not _stands_by_itself(sentence, body):
            continue
        span = Span(sentence, body.first, body.last, "ORG", "body-head")
        for other in [one for one in kept if one.overlaps(span)]:
            if _is_nested(sentence, other, body):
                continue
            kept.remove(other)
            if other.type == "ORG":
                span.first, span.last = min(span.first, _first_of(other)), max(span.last, other.last)
        made.append(span)
    return kept + made


def _first_of(span: Span) -> int:
    """«Труппу Ростовского театра»: a common noun that opens the sentence heads no body's name."""
    first, second = span.tokens[0], span.tokens[min(1, span.last - span.first - 1)]
    plain = first.index == 0 and first.pos in {"NOUN", "PROPN"} and is_common_noun(first.text)
    headed = first.lemma in head_nouns() or second.feats.get("Case") != "Gen" or not second.text[:1].isupper()
    return span.first + 1 if plain and not headed else span.first


def _stands_by_itself(sentence: Sentence, body: Body) -> bool:
    """«пресс-служба министерства обороны», «судья Верховного суда»: a body too; «комитет совета по спорту»: one."""
    tokens = sentence.tokens
    owner = tokens[body.first - 1].pos != "PUNCT" and tokens[body.head].feats.get("Case") == "Gen"
    if body.first < body.head and owner and tokens[body.first].text[:1].isupper():
        return True
    head = head_of(tokens[body.head].lemma, tokens[body.head].text)
    return head is not None and head.kind == "body"


def _is_nested(sentence: Sentence, span: Span, body: Body) -> bool:
    """A name inside the complement or an adjective stays a mention of its own; what holds the head does not."""
    if span.first <= body.head < span.last:
        return False
    inside = body.first <= span.first and span.last <= body.last
    if span.type == "ORG":
        named = sentence.tokens[span.first].text
        own = span.first == body.head + 1 and named.isascii()  # «агентство Rogov»
        return inside and span.first > body.head and named[:1].isupper() and not own
    return inside


def _with_known(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Well-known abbreviations that the recogniser missed or took for places."""
    taken: dict[int, Span] = {i: span for span in spans for i in range(span.first, span.last)}
    for token in sentence.capitals:
        if token.text not in known_short():
            continue
        span = taken.get(token.index)
        if span is None:
            spans.append(Span(sentence, token.index, token.index + 1, "ORG", "known-body"))
        elif span.type != "ORG" and span.last - span.first == 1:
            span.type, span.rule = "ORG", "known-body"
    return spans


def organizations(document: Document, spans: Sequence[Span]) -> list[Organization]:
    """One entity for each body that the spans of type ORG name, in text order."""
    mentions = [_mention(document, span) for span in spans if span.type == "ORG"]
    _bracketed(document, mentions)
    bodies = Bodies()
    for mention in sorted(mentions, key=lambda one: (-len(key_of(one.name).split()), one.span.start)):
        bodies.place(mention)
    entities = [_entity(one) for one in bodies.all]
    return sorted(entities, key=lambda one: one.mentions[0].start or 0)


def _mention(document: Document, span: Span) -> BodyMention:
    tokens = span.tokens
    text = document.text[span.start : span.end]
    name, head = nominative_phrase(document.text, tokens, governed_cases(span))
    told = text if stands_apart(span) else _as_known(tokens) or as_known(text) or of_country(document.text, tokens)
    bare = span.name or told or _unquoted(name)
    return BodyMention(span, text, bare, head, span.first == 0, _inner(bare))


def _as_known(tokens: Sequence[Token]) -> str | None:
    """«Хезболлы», «Талибаном»: a form of a known body's name in one word, which dictionaries lack."""
    word = tokens[0].text
    if len(tokens) > 1 or not word.istitle():
        return None
    known = (known_bodies()[form.key] for form in word_nominatives(word) if form.key in known_bodies())
    return next((body.name for body in known if " " not in body.name), None)


def _unquoted(name: str) -> str:
    """Quotes around the whole name go, quotes that are a part of it stay, and each has its partner."""
    text = name.strip()
    if text[:1] in QUOTES and text[-1:] in QUOTES and not any(c in QUOTES for c in text[1:-1]):
        return text[1:-1].strip()
    opening, closing = text.count("«"), text.count("»")
    if opening > closing:
        return text + "»" if text[:1] != "«" else text[1:]
    if text.count('"') % 2:
        return text + '"' if text[:1] != '"' else text[1:]
    return text.removesuffix("»") if closing > opening else text


def _inner(name: str) -> str | None:
    """What stands in quotes at the end of a name: «Ромашка» of «ООО «Ромашка»»."""
    for opening, closing in ("«»", '""', "“”", "„“"):
        start = name.find(opening)
        if start > 0 and name.endswith(closing) and start < len(name) - 2:
            return name[start + 1 : -1]
    return None


def _bracketed(document: Document, mentions: Sequence[BodyMention]) -> None:
    """«Форум стран — экспортёров газа (ФСЭГ)»: the abbreviation that the text gives, the last in the brackets."""
    at_start = {mention.span.start: mention for mention in mentions}
    for mention in mentions:
        end = mention.span.end
        end += document.text[end : end + 1] in QUOTES
        inside = [at_start.get(end + 2)] if document.text[end : end + 2] == " (" else []
        while inside and inside[-1] is not None and document.text.startswith(", ", inside[-1].span.end):
            inside.append(at_start.get(inside[-1].span.end + 2))
        found = [one for one in inside if one is not None]
        if not found or len(found) < len(inside) or document.text[found[-1].span.end : found[-1].span.end + 1] != ")":
            continue
        for one in (mention, *found):
            one.abbreviation = found[-1].name


def _entity(cluster: BodyCluster) -> Organization:
    cluster.mentions.sort(key=lambda one: one.span.start)
    known = known_of(sorted(cluster.keys))
    names = _names(cluster.mentions)
    short = _abbreviation(cluster, names)
    told = {mention.name for mention in cluster.mentions if mention.span.rule != "in-brackets"}
    full = [name for name in names if name != short and name in told] or names
    name = cited(known, full)
    aliases = [*names, known.name] if known else names
    return Organization(
        id="",
        name=name,
        mentions=[_as_told(mention) for mention in cluster.mentions],
        country=known.country if known and known.country else _country(cluster),
        abbreviation=short,
        of_states=known is not None and known.of_states,
        aliases=[one for one in dict.fromkeys(aliases) if one not in {name, short}],
    )


def _as_told(mention: BodyMention) -> EntityMention:
    """Without an adjective in lower case before the name: «алматинского Театра комедии»."""
    span, tokens = mention.span, mention.span.tokens
    apart = len(tokens) > 1 and tokens[0].pos == "ADJ" and tokens[0].text.islower() and tokens[1].text.istitle()
    start = tokens[1].start if apart else span.start
    form: MentionForm = "descriptor" if is_common(tokens) else "name"
    return EntityMention(start, span.end, mention.text[start - span.start :], form, span.sentence.index, rule=span.rule)


def _names(mentions: Sequence[BodyMention]) -> list[str]:
    """Different names in text order, without their sentence's capital where the noun is a common one."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        name = mention.name
        if mention.opens and mention.head in head_nouns() and not name[:2].isupper() and " " not in name:
            name = name[:1].lower() + name[1:]
        counts[name] += 1
    unique: dict[str, str] = {}
    for name in counts:
        kept = unique.setdefault(key_of(name), name)
        if counts[name] > counts[kept]:
            unique[key_of(name)] = name
    return list(unique.values())


def _abbreviation(cluster: BodyCluster, names: Sequence[str]) -> str | None:
    given = next((one.abbreviation for one in cluster.mentions if one.abbreviation), None)
    if given:
        return given
    upper = [name for name in names if name.isupper() and " " not in name and len(name) > 1]
    if upper and len(names) > 1:
        return upper[0]
    known = known_of(sorted(cluster.keys))
    return next((short for short in known.short if short.isupper() and " " not in short), None) if known else None


def _country(cluster: BodyCluster) -> str | None:
    """The country whose name or adjective stands in one of its names, the last such word first."""
    table = CountryTable.load()
    for mention in cluster.mentions:
        for token in reversed(mention.span.tokens):
            code = _country_of(table, token)
            if code is not None:
                return code
    return None


def _country_of(table: CountryTable, token: Token) -> str | None:
    if token.pos == "ADJ":
        found = table.by_adjective(token.lemma)
    else:
        found = table.by_name(token.text) or (table.by_name(token.lemma) if token.text[:1].isupper() else ())
    return found[0].alpha2 if found else None


def give_countries(entities: Sequence[Entity]) -> None:
    """«мэрия Москвы»: a body whose name holds a place, and of whose country nothing else tells, is of that country."""
    places: dict[int, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for mention in entity.mentions if isinstance(entity, Place) and entity.country else ():
            if mention.start is not None and mention.end is not None and entity.country:
                places.setdefault(mention.sentence, []).append((mention.start, mention.end, entity.country))
    for body in entities:
        if isinstance(body, Organization) and body.country is None:
            body.country = next((code for m in body.mentions if (code := _held(places, m)) is not None), None)


def _held(places: dict[int, list[tuple[int, int, str]]], body: EntityMention) -> str | None:
    """The country of the last place inside the mention."""
    if body.start is None or body.end is None:
        return None
    inside = [row for row in places.get(body.sentence, ()) if body.start <= row[0] and row[1] <= body.end]
    return max(inside)[2] if inside else None
