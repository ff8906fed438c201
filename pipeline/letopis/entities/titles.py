"""Finding what people are called by: «президент Чили», «исполняющий обязанности мэра», «российский лидер»."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from letopis.document import Entity, Organization, Person, Place, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.bodies import head_nouns
from letopis.entities.complements import Complement
from letopis.entities.countries import CountryTable
from letopis.entities.declension import is_common_noun
from letopis.entities.inflection import entries, is_only_plural, is_plural, lemmas, only_case
from letopis.entities.phrases import adjective_nominative, noun_nominative
from letopis.entities.place_adjectives import is_resident
from letopis.entities.places import PlaceResolver
from letopis.entities.title_table import TitleRow, listed_title, office_table, title_lemma, title_rows
from letopis.language.morphology import fold

# What a tagger takes a title for, participles besides: «управляющий», «командующий».
_TITLES = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_QUOTES = frozenset('«"„“')
# Words of a see besides its adjectives, and of how many it is at most.
_SEE, _SEE_AT_MOST = frozenset({"и", "весь", "всея", "русь"}), 4
_GOVERNORS = frozenset({"губернатор", "вице-губернатор", "замгубернатора"})
_OWNERS = frozenset({"он", "она", "они", "его", "ее", "их", "свой"})


@dataclass(frozen=True, slots=True)
class TitleContent:
    """What the words of a title say, for comparison: see `matching`."""

    ministry: str | None
    times: frozenset[str]
    complement: frozenset[str]


@dataclass(slots=True)
class Title:
    """A title at tokens [first, last) of a sentence, headed by the token `head`.

    `words` is the title in the nominative without what it is of; `of` names that («Чили», «МИД Чили»), `of_entity`
    is it, `country` its ISO code, `also` further ones («президенты Чили и Перу»). `state` is set where it is of a
    state that it does not name («глава государства»), `nationality` where `of` tells where somebody is from.
    """

    sentence: Sentence
    first: int
    head: int
    last: int
    lemma: str
    row: TitleRow
    words: str
    of: str | None = None
    of_entity: Entity | None = None
    also: list[Entity] = field(default_factory=list)
    country: str | None = None
    state: bool = False
    acting: bool = False
    nationality: bool = False
    content: TitleContent | None = field(default=None, repr=False, compare=False)
    _plural: bool | None = field(default=None, repr=False, compare=False)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.sentence.tokens[self.last - 1].end

    @property
    def token(self) -> Token:
        """The head's token."""
        return self.sentence.tokens[self.head]

    @property
    def plural(self) -> bool:
        """Whether it speaks of several: «президенты», «оба президента», «три девочки»."""
        if self._plural is None:
            self._plural = is_plural(self.token) or self.both or self._counted
        return self._plural

    @property
    def _counted(self) -> bool:
        return any(child.rel == "nummod:gov" for child in self.sentence.children(self.head))

    @property
    def both(self) -> bool:
        """Whether it speaks of exactly two."""
        before = self.sentence.tokens[self.first - 1].lemma if self.first else ""
        return before in {"оба", "двое"}

    @property
    def bare(self) -> bool:
        """Whether it says nothing of where the title is held."""
        return self.of is None and not self.state

    @property
    def case(self) -> str | None:
        """The case in which the phrase stands."""
        token = self.sentence.tokens[self.first if self.acting else self.head]
        mistaken = token.feats.get("Number") == "Sing" and is_only_plural(token.text)
        return only_case(token.text) if mistaken else token.feats.get("Case")


def find_titles(board: Board, sentence: Sentence) -> list[Title]:
    """Titles of the sentence in text order, none inside another's complement."""
    found: list[Title] = []
    behind = 0
    for token in sentence.tokens:
        if token.index < behind or (token.pos not in _TITLES and token.feats.get("VerbForm") != "Part"):
            continue
        lemma = listed_title(token.lemma, token.text)
        if lemma is None and (token.pos == "NOUN" or token.index == 0):
            lemma = _label(board, sentence, token) or _resident(token)
        if (
            lemma is None
            or _is_nobody(sentence, token, lemma)
            or board.person_at(sentence.index, token.index) is not None
        ):
            continue
        title = _title(board, sentence, token, lemma, _row(board, lemma))
        if title is not None:
            found.append(title)
            behind = title.last
    return found


def _is_nobody(sentence: Sentence, token: Token, lemma: str) -> bool:
    """«российская премьера», «премьера «Чайки»»: a first night, no premier; «насилие со стороны мужа»: no party."""
    before = sentence.tokens[token.index - 1].text if token.index else ""
    if f"{before} {token.text}".lower() in office_table().prepositions:
        return True
    if lemma not in office_table().shown:
        return False
    after = sentence.tokens[token.index + 1 : token.index + 2]
    thing = token.lemma != lemma and token.feats.get("Animacy") == "Inan"
    return thing or (bool(after) and after[0].text in _QUOTES)


def _label(board: Board, sentence: Sentence, token: Token) -> str | None:
    """Any noun for a human that stands right before a name in its case, and that noun again later on."""
    common = token.pos == "NOUN" or (token.index == 0 and is_common_noun(token.text))
    if not common or token.text.isupper():
        return None
    if token.lemma in board.labels:
        return token.lemma
    if token.feats.get("Animacy") != "Anim" or token.feats.get("Number") != "Sing":
        return None
    names = [r for r in board.at(sentence.index, token.index + 1) if isinstance(r.entity, Person)]
    after = sentence.tokens[token.index + 1] if names else None
    if after is None or after.feats.get("Case") != token.feats.get("Case") or names[0].first != after.index:
        return None
    board.labels.add(token.lemma)
    return token.lemma


def _resident(token: Token) -> str | None:
    """«тюменка», «чех»: whoever lives somewhere takes up somebody just named."""
    one = token.feats.get("Animacy") == "Anim" and token.feats.get("Number") == "Sing"
    return token.lemma if one and is_resident(token.lemma) else None


_LABEL = TitleRow(lemma=("",), rank="label", example="", found="")
UNLISTED = TitleRow(lemma=("",), rank="label", example="", found="")
_RESIDENT = TitleRow(lemma=("",), rank="human", example="", found="", takes_up=True)


def find_nouns(board: Board, sentence: Sentence, titles: Sequence[Title]) -> list[Title]:
    """Other nouns for somebody: one animate being, that no title and no mention of anybody holds."""
    taken = {index for title in titles for index in range(title.first, title.last)}
    found = []
    for token in sentence.tokens:
        animate = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim" and token.feats.get("Number") == "Sing"
        if not animate or token.index in taken or board.at(sentence.index, token.index):
            continue
        if (sentence.index, token.index) not in board.titles:
            title = _title(board, sentence, token, token.lemma, UNLISTED)
            found += [title] if title is not None else []
    return found


def _row(board: Board, lemma: str) -> TitleRow:
    resident = lemma not in board.labels and is_resident(lemma)
    return title_rows().get(lemma) or (_RESIDENT if resident else _LABEL)


def _title(board: Board, sentence: Sentence, token: Token, lemma: str, row: TitleRow) -> Title | None:
    if token.pos in {"ADJ", "VERB"} and not _can_be_noun(token.text):
        return None
    first = _attributes_from(board, sentence, token)
    last, split = Complement(board, sentence, token.index, row).reach()
    last = _behind_see(board, sentence, token, last)
    title = Title(sentence, first, token.index, last, lemma, row, "")
    _set_of(board, title)
    title.words = _words(board, title, split)
    _set_acting(title)
    alone = title.bare and title.last == token.index + 1 and not title.plural
    if row.needs_of and alone and not _is_joined_title(sentence, title.last) and not _is_owned(title):
        return None
    return title


def _behind_see(board: Board, sentence: Sentence, head: Token, last: int) -> int:
    """Index behind the places of a see between title and name, adjectives that agree with the title.

    «папа римский Бенедикт XVI», «патриарх Московский и всея Руси Кирилл».
    """
    see = board.at(sentence.index, last)
    if last != head.index + 1 or not any(isinstance(one.entity, Place) and one.form == "adjective" for one in see):
        return last
    end = last
    for token in sentence.tokens[last : last + _SEE_AT_MOST]:
        agrees = token.feats.get("Case") == head.feats.get("Case") and token.text.istitle()
        if board.person_at(sentence.index, token.index) or not (agrees or token.index == last or token.lemma in _SEE):
            break
        end += 1
    return end if board.person_at(sentence.index, end) is not None else last


def _can_be_noun(word: str) -> bool:
    return any(form.pos == "NOUN" or "Subx" in form.tag.grammemes for form in entries(word))


def _is_owned(title: Title) -> bool:
    """«его владелец»: whose is told by a pronoun."""
    before = title.sentence.tokens[title.first - 1] if title.first else None
    return before is not None and before.pos in {"DET", "PRON"} and before.lemma in _OWNERS


def _is_joined_title(sentence: Sentence, at: int) -> bool:
    """«основатель и глава фонда»: the second says what both are of."""
    after = sentence.tokens[at : at + 2]
    return len(after) > 1 and after[0].text == "и" and title_lemma(after[1]) is not None


def _attributes_from(board: Board, sentence: Sentence, token: Token) -> int:
    first = token.index
    while first > 0:
        before = sentence.tokens[first - 1]
        if not _is_attribute(before, token) or board.person_at(sentence.index, before.index):
            break
        first -= 1
    return first


def _is_attribute(adjective: Token, noun: Token) -> bool:
    if (adjective.pos != "ADJ" and adjective.rel != "amod") or adjective.lemma in {
        "этот",
        "тот",
        "такой",
        "сам",
        "весь",
        "каждый",
    }:
        return False
    if noun.feats.get("Number") != adjective.feats.get("Number", noun.feats.get("Number")):
        return False
    return adjective.feats.get("Case") == noun.feats.get("Case")


def _set_of(board: Board, title: Title) -> None:
    """What the title is of: a place or body in the complement, an adjective before it, or a state unnamed."""
    sentence = title.sentence
    for index in _named_from(board, title):
        reference = board.named_at(sentence.index, index)
        if reference is not None and isinstance(reference.entity, Place | Organization):
            if reference.entity.name in office_table().state_nouns:
                break
            title.of, title.of_entity = reference.entity.name, reference.entity
            title.country = reference.entity.country
            title.also = _further(board, title, index + 1)
            return
    for index in range(title.first, title.head):
        if _of_adjective(board, title, sentence.tokens[index]):
            title.nationality = title.row.rank in {"occupation", "label", "human"}
            return
    after = sentence.tokens[title.head + 1 : title.last]
    title.state = any(token.lemma in office_table().state_nouns for token in after)


def _named_from(board: Board, title: Title) -> list[int]:
    """Tokens of the complement, an adjective of a place last: «солист ленинградского «Телевизора»» is of the band."""
    index = title.sentence.index
    adjectives = {
        reference.first
        for token in range(title.head + 1, title.last)
        for reference in board.at(index, token)
        if reference.form == "adjective"
    }
    return sorted(range(title.head + 1, title.last), key=lambda token: token in adjectives)


def _further(board: Board, title: Title, start: int) -> list[Entity]:
    """Places after the first, of a title in the plural."""
    if not title.plural:
        return []
    found = (board.named_at(title.sentence.index, index) for index in range(start, title.last))
    return [reference.entity for reference in found if reference is not None]


def _of_adjective(board: Board, title: Title, token: Token) -> bool:
    for reference in board.at(title.sentence.index, token.index):
        if isinstance(reference.entity, Place) and reference.form == "adjective":
            title.of, title.of_entity = reference.entity.name, reference.entity
            title.country = reference.entity.country
            _widen(board, title, token)
            return True
    countries = CountryTable.load().by_adjective(token.lemma)
    if countries:
        title.of, title.country = countries[0].name, countries[0].alpha2
    return bool(countries)


def _widen(board: Board, title: Title, adjective: Token) -> None:
    """«свердловский губернатор» governs no town but the region that is called by the same adjective."""
    place = title.of_entity
    if title.lemma not in _GOVERNORS or not isinstance(place, Place) or place.kind != "city":
        return
    stem = adjective.lemma.removesuffix("ий")
    found = (PlaceResolver.load().resolve([name]) for name in (f"{stem}ая область", f"{adjective.lemma} край"))
    region = next((one for one in found if one.kind == "region" and one.country == place.country), None)
    if region is not None:
        same = (e for e in board.entities if isinstance(e, Place) and e.name == region.name)
        title.of, title.of_entity = region.name, next(same, None)


def _words(board: Board, title: Title, split: int) -> str:
    """The title in the nominative: its adjectives but those of places and of fame, its head, and common complements."""
    tokens = title.sentence.tokens
    head = tokens[title.head]
    before = [t for t in tokens[title.first : title.head] if not _is_aside(board, title, t)]
    words = [adjective_nominative(t, head) for t in before]
    words.append(_nominative(title))
    words += [token.text for token in tokens[title.head + 1 : _common_end(title, min(split, title.last))]]
    words = words[:-1] if words[-1] == "и" else words
    text = " ".join(words)
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


def _nominative(title: Title) -> str:
    """The head in the nominative singular; «премьеру» that the tagger takes for a first night is a premier's."""
    named = title.token.lemma.endswith(title.lemma)
    return title.lemma if title.plural or not named else noun_nominative(title.token)


def _is_aside(board: Board, title: Title, adjective: Token) -> bool:
    """«подмосковный губернатор», «известный журналист»: no part of what the position is called."""
    praise = not office_table().asides.isdisjoint(lemmas(adjective.text))
    if praise or CountryTable.load().by_adjective(adjective.lemma):
        return True
    held = board.at(title.sentence.index, adjective.index)
    return any(isinstance(r.entity, Place) and r.form == "adjective" for r in held)


def _common_end(title: Title, end: int) -> int:
    """«координатор движения «Заря»»: the noun before a body's own name says what the body is, not the position."""
    tokens = title.sentence.tokens
    if not isinstance(title.of_entity, Organization) or end <= title.head + 1 or end >= title.last:
        return end
    quoted = tokens[end].text in _QUOTES
    if tokens[end - 1].lemma not in head_nouns() and not quoted:
        return end
    while end > title.head + 1 and (tokens[end - 1].pos == "ADJ" or tokens[end - 1].lemma in head_nouns()):
        end -= 1
    return end


def _set_acting(title: Title) -> None:
    """«и. о. губернатора», «исполняющий обязанности мэра»: the title begins with the words before it."""
    tokens = title.sentence.tokens
    if not title.first or not _is_acting_word(tokens[title.first - 1]):
        return
    for pattern in office_table().acting:
        first = title.first - len(pattern)
        if first >= 0 and all(w in {t.lemma, fold(t.text)} for t, w in zip(tokens[first:], pattern, strict=False)):
            title.first, title.acting, title._plural = first, True, None
            title.words = f"исполняющий обязанности {_genitive_words(title)}"
            return


def _is_acting_word(token: Token) -> bool:
    """Whether words for an acting holder can end with the token."""
    return not _acting_ends().isdisjoint((token.lemma, fold(token.text)))


@lru_cache(maxsize=1)
def _acting_ends() -> frozenset[str]:
    return frozenset(pattern[-1] for pattern in office_table().acting)


def _genitive_words(title: Title) -> str:
    """The title's words as they stand behind «обязанности»."""
    tokens = title.sentence.tokens
    stop = next((r for r in range(title.head + 1, title.last) if title.of and tokens[r].text[:1].isupper()), title.last)
    return " ".join(token.text for token in tokens[title.head : stop])
