"""Finding what people are called by: «президент Чили», «исполняющий обязанности мэра», «российский лидер», «политик»."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from letopis.document import Entity, Organization, Place, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.countries import CountryTable
from letopis.entities.lexicon import Strict, load
from letopis.entities.phrases import adjective_nominative
from letopis.language.morphology import fold, lemmas, nominative

Rank = Literal["head", "office", "occupation", "human"]
_NOUNS = frozenset({"NOUN", "PROPN"})


class TitleRow(Strict):
    """Nouns of one kind; see offices.yaml."""

    lemma: tuple[str, ...]
    rank: Rank
    example: str
    found: str
    gender: Literal["Masc", "Fem"] | None = None
    needs_of: bool = False
    colleague: bool = False
    collective: bool = False
    unique: bool = False
    instrumental: bool = False
    prepositions: tuple[str, ...] = ()


class Becoming(Strict):
    """Verbs and nouns whose title in the instrumental somebody gets or has."""

    subject: frozenset[str]
    passive: frozenset[str]
    noun: frozenset[str]


class OfficeTable(Strict):
    """offices.yaml."""

    titles: tuple[TitleRow, ...]
    acting: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]
    state_nouns: frozenset[str]
    unspecific_heads: frozenset[str]
    becoming: Becoming
    broader: dict[str, frozenset[str]]
    groups: dict[str, Rank | None]


def office_table() -> OfficeTable:
    """The table of titles, loaded once."""
    table: OfficeTable = load("offices.yaml", OfficeTable)
    return table


@lru_cache(maxsize=1)
def title_rows() -> dict[str, TitleRow]:
    """Rows by folded lemma; a lemma in two rows has the first."""
    rows: dict[str, TitleRow] = {}
    for row in office_table().titles:
        for lemma in row.lemma:
            rows.setdefault(fold(lemma), row)
    return rows


@dataclass(slots=True)
class Title:
    """A title at tokens [first, last) of a sentence, headed by the token `head`.

    `words` is the title in the nominative without what it is of; `of` names that («Чили», «МИД Чили»), `of_entity`
    is it, `country` its ISO code, `also` further ones («президенты Чили и Перу»). `state` is set where it is of a state that it does not name («глава государства»).
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
        """Whether it speaks of several: «президенты», «оба президента»."""
        return self.token.feats.get("Number") == "Plur" or self.both

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
        return self.sentence.tokens[self.first if self.acting else self.head].feats.get("Case")


def find_titles(board: Board, sentence: Sentence) -> list[Title]:
    """Titles of the sentence in text order, none inside another's complement."""
    found: list[Title] = []
    behind = 0
    for token in sentence.tokens:
        if token.index < behind or token.pos not in _NOUNS | {"ADJ", "X"}:
            continue
        lemma = title_lemma(token)
        if lemma is None or board.person_at(sentence.index, token.index) is not None:
            continue
        title = _title(board, sentence, token, lemma)
        if title is not None:
            found.append(title)
            behind = title.last
    return found


def title_lemma(token: Token) -> str | None:
    """The lemma under which the table has the token, without «экс-»; None when it is no title."""
    if token.text.isupper() and len(token.text) > 1:
        return None
    for candidate in (token.lemma, fold(token.text), *sorted(lemmas(token.text))):
        bare = _unprefixed(candidate)
        if bare in title_rows():
            return bare
    return None


def _unprefixed(lemma: str) -> str:
    if lemma in title_rows():
        return lemma
    for prefix in office_table().prefixes:
        if lemma.startswith(prefix):
            return lemma[len(prefix) :]
    return lemma


def _title(board: Board, sentence: Sentence, token: Token, lemma: str) -> Title | None:
    row = title_rows()[lemma]
    if token.pos == "ADJ" and not row.lemma[0].endswith(("ий", "ая", "ый")):
        return None
    first = _attributes_from(board, sentence, token)
    last, split = _complement(board, sentence, token, row)
    title = Title(sentence, first, token.index, last, lemma, row, "")
    _set_of(board, title)
    title.words = _words(sentence, title, split)
    _set_acting(title)
    if row.needs_of and title.bare and title.last == token.index + 1 and not title.plural:
        return None
    return title


def _attributes_from(board: Board, sentence: Sentence, token: Token) -> int:
    first = token.index
    while first > 0:
        before = sentence.tokens[first - 1]
        if not _is_attribute(before, token) or board.person_at(sentence.index, before.index):
            break
        first -= 1
    return first


def _is_attribute(adjective: Token, noun: Token) -> bool:
    if (adjective.pos != "ADJ" and adjective.rel != "amod") or adjective.lemma in {"этот", "тот", "такой", "сам", "весь", "каждый"}:
        return False
    if noun.feats.get("Number") != adjective.feats.get("Number", noun.feats.get("Number")):
        return False
    return adjective.feats.get("Case") == noun.feats.get("Case")


def _complement(board: Board, sentence: Sentence, token: Token, row: TitleRow) -> tuple[int, int]:
    """Index behind the complement, and index where its first named place or body begins."""
    here = token.index + 1
    split: int | None = None
    while here < len(sentence.tokens):
        plural = token.feats.get("Number") == "Plur" and split is not None
        joined = plural and sentence.tokens[here].text == "и" and here + 1 < len(sentence.tokens)
        named = _named_complement(board, sentence, here + joined, split is not None)
        if named is not None:
            split = here if split is None else split
            here = named
            continue
        step = _common_complement(board, sentence, here, row, token.index)
        if step is None:
            break
        here = step
    return here, here if split is None else split


def _named_complement(board: Board, sentence: Sentence, here: int, second: bool) -> int | None:
    """Index behind a place or body named at `here`, in quotes or not, that can be a genitive."""
    quoted = sentence.tokens[here].text in "«\"„“" and here + 1 < len(sentence.tokens)
    reference = board.named_at(sentence.index, here + 1 if quoted else here)
    if reference is None or reference.form == "adjective":
        return None
    head = sentence.tokens[reference.head]
    fixed = sentence.tokens[reference.first].text.isupper() or quoted or not _is_cyrillic(head.text)
    if head.feats.get("Case") != "Gen" and not fixed and not (not second and _is_foreign(head)):
        return None
    closing = reference.last
    if quoted and closing < len(sentence.tokens) and sentence.tokens[closing].text in "»\"“”":
        closing += 1
    return closing


def _is_foreign(token: Token) -> bool:
    """Names in -о, -и, -у do not decline, and the tagger guesses their case: «президент Чили»."""
    return fold(token.text)[-1:] in "оиуэыюе" and token.feats.get("Case") in {"Nom", "Acc", None}


def _is_cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word.lower())


def _common_complement(board: Board, sentence: Sentence, here: int, row: TitleRow, head: int) -> int | None:
    """Index behind common nouns in the genitive, «и …», «по …» or «в …» that begin at `here`."""
    tokens = sentence.tokens
    token = tokens[here]
    if token.text == "и" and here > head + 1 and tokens[here - 1].feats.get("Case") == "Gen":
        return _nouns(board, sentence, here + 1, "Gen", row, joined=True)
    if token.lemma in row.prepositions and token.pos == "ADP":
        named = board.named_at(sentence.index, here + 1)
        if named is not None and named.form != "adjective":
            return named.last
        return _nouns(board, sentence, here + 1, "Dat", row) if token.lemma == "по" else None
    end = _nouns(board, sentence, here, "Gen", row)
    if end is None and row.instrumental and here == head + 1:
        return _nouns(board, sentence, here, "Ins", row)
    return end


def _nouns(
    board: Board, sentence: Sentence, here: int, case: str, row: TitleRow, joined: bool = False
) -> int | None:
    """Index behind adjectives and a common noun in the case; a second person does not join («и мэра»)."""
    tokens = sentence.tokens
    while here < len(tokens) and tokens[here].pos == "ADJ" and tokens[here].feats.get("Case") == case:
        here += 1
    if here >= len(tokens) or tokens[here].pos not in _NOUNS or tokens[here].feats.get("Case") != case:
        return None
    noun = tokens[here]
    if board.person_at(sentence.index, here) is not None or board.named_at(sentence.index, here) is not None:
        return None
    if noun.text[:1].isupper() and noun.pos == "PROPN":
        return None
    if title_lemma(noun) is not None and (joined or row.rank in {"human", "occupation"}):
        return None
    return here + 1


def _set_of(board: Board, title: Title) -> None:
    """What the title is of: a place or body in the complement, an adjective before it, or a state unnamed."""
    sentence = title.sentence
    for index in range(title.head + 1, title.last):
        reference = board.named_at(sentence.index, index)
        if reference is not None and isinstance(reference.entity, Place | Organization):
            title.of, title.of_entity = reference.entity.name, reference.entity
            title.country = reference.entity.country
            title.also = _further(board, title, index + 1)
            return
    for index in range(title.first, title.head):
        if _of_adjective(board, title, sentence.tokens[index]):
            return
    after = sentence.tokens[title.head + 1 : title.last]
    title.state = any(token.lemma in office_table().state_nouns for token in after)


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
            return True
    countries = CountryTable.load().by_adjective(token.lemma)
    if countries:
        title.of, title.country = countries[0].name, countries[0].alpha2
    return bool(countries)


def _words(sentence: Sentence, title: Title, split: int) -> str:
    """The title in the nominative: its adjectives but that of a place, its head, and common complements."""
    head = sentence.tokens[title.head]
    before = sentence.tokens[title.first : title.head]
    words = [adjective_nominative(t, head) for t in before if not CountryTable.load().by_adjective(t.lemma)]
    words.append(title.lemma if title.plural else nominative(head.text, head.feats))
    words += [token.text for token in sentence.tokens[title.head + 1 : min(split, title.last)]]
    text = " ".join(words)
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


def _set_acting(title: Title) -> None:
    """«и. о. губернатора», «исполняющий обязанности мэра»: the title begins with the words before it."""
    before = title.sentence.tokens[: title.first]
    for pattern in office_table().acting:
        count = len(pattern)
        piece = before[-count:]
        if len(piece) == count and all(_fits(t, w) for t, w in zip(piece, pattern, strict=True)):
            title.first, title.acting = piece[0].index, True
            title.words = f"исполняющий обязанности {_genitive_words(title)}"
            return


def _fits(token: Token, wanted: str) -> bool:
    return wanted in {token.lemma, fold(token.text)}


def _genitive_words(title: Title) -> str:
    """The title's words as they stand behind «обязанности»."""
    tokens = title.sentence.tokens
    stop = next(
        (r for r in range(title.head + 1, title.last) if title.of and tokens[r].text[:1].isupper()), title.last
    )
    return " ".join(token.text for token in tokens[title.head : stop])
