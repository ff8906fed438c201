"""How far a title's complement reaches: «министр культуры и спорта Перу», «посол Кубы в Чили»."""

from dataclasses import dataclass, field

from letopis.document import Organization, Place, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.bodies import organization_table
from letopis.entities.inflection import is_plural
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.title_table import TitleRow, title_lemma
from letopis.language.morphology import fold

_NOUNS = frozenset({"NOUN", "PROPN"})
_JOINING = frozenset({",", "и"})
_GENITIVES = ("а", "я", "ы", "и")
_OPEN, _CLOSE = '«"„“', '»"“”'


@dataclass(slots=True)
class Complement:
    """Reads what stands behind the title at the token `head` of a sentence."""

    board: Board
    sentence: Sentence
    head: int
    row: TitleRow
    _tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        self._tokens = self.sentence.tokens

    def reach(self) -> tuple[int, int]:
        """Index behind the complement, and index where its first named place or body begins."""
        here = self.head + 1
        split: int | None = None
        while here < len(self._tokens):
            named = self._named(here, split is not None)
            if named is not None:
                split = here if split is None else split
                here = named
                continue
            step = self._common(here)
            if step is None:
                break
            here = step
        return here, here if split is None else split

    def _at(self, here: int) -> Reference | None:
        return self.board.named_at(self.sentence.index, here)

    def _named(self, here: int, second: bool) -> int | None:
        """Index behind a place or body named at `here`, in quotes or not, that can be a genitive."""
        plural = second and is_plural(self._tokens[self.head])
        here += plural and self._tokens[here].text in _JOINING and here + 1 < len(self._tokens)
        here = self._behind_legal_form(self._behind_adjectives(here))
        quoted = self._tokens[here].text in _OPEN and here + 1 < len(self._tokens)
        reference = self._at(here + 1 if quoted else here)
        if reference is None or reference.form == "adjective":
            return None
        if not quoted and not self._is_genitive(reference, second) and not self._is_apposed(reference):
            return None
        behind = reference.last
        closed = quoted and behind < len(self._tokens) and self._tokens[behind].text in _CLOSE
        return self._behind_bracket(behind + 1 if closed else behind)

    def _behind_bracket(self, here: int) -> int:
        """Index behind a body's abbreviation in brackets: «секретарь Союза кузнецов (СК) Иван Рогов»."""
        tokens = self._tokens
        if here + 1 >= len(tokens) or tokens[here].text != "(":
            return here
        inner = self._at(here + 1)
        if inner is None or not isinstance(inner.entity, Organization) or inner.last >= len(tokens):
            return here
        return inner.last + 1 if tokens[inner.last].text == ")" else here

    def _behind_adjectives(self, here: int) -> int:
        """«глава японского МИДа», «лидер московского «Центра»»: index of the name behind adjectives in the genitive."""
        end = here
        while end + 1 < len(self._tokens) and self._tokens[end].pos == "ADJ" and self._adjective_in_genitive(end):
            end += 1
        behind = end + (self._tokens[end].text in _OPEN)
        reference = self._at(behind) if behind < len(self._tokens) else None
        return end if reference is not None and isinstance(reference.entity, Organization) else here

    def _behind_legal_form(self, here: int) -> int:
        """«директор АО «Заря» Иван Рогов»: index of the quotes behind a legal form."""
        formed = self._tokens[here].text in organization_table().legal_forms and here + 1 < len(self._tokens)
        return here + 1 if formed and self._tokens[here + 1].text in _OPEN else here

    def _adjective_in_genitive(self, at: int) -> bool:
        return self._tokens[at].feats.get("Case") == "Gen" and self._tokens[at].feats.get("Number") == "Sing"

    def _is_genitive(self, reference: Reference, second: bool) -> bool:
        """Abbreviations and Latin names stand in any case, and the tagger guesses that of «Чили», «Перу»."""
        head = self._tokens[reference.head]
        if self.row.instrumental and head.feats.get("Case") == "Ins":
            return True
        if head.feats.get("Case") == "Gen" or self._tokens[reference.first].text.isupper():
            return True
        if not any("а" <= letter <= "я" for letter in head.text.lower()) or self._is_oblique(reference):
            return True
        return not second and fold(head.text)[-1:] in "оиуэыюе" and head.feats.get("Case") in {"Nom", "Acc", None}

    def _is_oblique(self, reference: Reference) -> bool:
        """«министр Гессена»: the tagger takes a rare name for a nominative, the place is called otherwise."""
        word = fold(self._tokens[reference.head].text)
        told = isinstance(reference.entity, Place) and reference.last - reference.first == 1
        return told and word != fold(reference.entity.name) and word.endswith(_GENITIVES)

    def _is_apposed(self, reference: Reference) -> bool:
        """«губернатор штата Техас»: a place called by its name behind the noun for what it is."""
        before = self._tokens[reference.first - 1]
        kind = isinstance(reference.entity, Place) and FacilityFile.load().kind_of(before.text) is not None
        return kind and before.feats.get("Case") == "Gen" and self._at(before.index) is None

    def _common(self, here: int) -> int | None:
        """Index behind common nouns in the genitive, «и …», «по …» or «в …» that begin at `here`."""
        token = self._tokens[here]
        if token.text == "и" and here > self.head + 1 and self._tokens[here - 1].feats.get("Case") == "Gen":
            return self._nouns(here + 1, "Gen", joined=True)
        if token.lemma in self.row.prepositions and token.pos == "ADP":
            named = self._at(here + 1)
            if named is not None and named.form != "adjective":
                return named.last
            return self._nouns(here + 1, "Dat") if token.lemma == "по" else None
        end = self._nouns(here, "Gen")
        if end is None and self.row.instrumental and here == self.head + 1:
            return self._nouns(here, "Ins")
        return end or self._located(here)

    def _located(self, here: int) -> int | None:
        """«директор школы в Ухте»: where the common noun of the complement is."""
        inside = here > self.head + 1 and self._tokens[here].lemma in {"в", "на"}
        if not inside or self._tokens[here - 1].feats.get("Case") != "Gen" or self._at(here - 1) is not None:
            return None
        named = self._at(here + 1)
        if named is None or not isinstance(named.entity, Place):
            return None
        return named.last if self._tokens[named.head].feats.get("Case") == "Loc" else None

    def _nouns(self, here: int, case: str, joined: bool = False) -> int | None:
        """Index behind adjectives and a common noun in the case; a second person does not join («и мэра»)."""
        tokens = self._tokens
        while here < len(tokens) and tokens[here].pos == "ADJ" and tokens[here].feats.get("Case") == case:
            here += 1
        if here >= len(tokens) or tokens[here].pos not in _NOUNS or tokens[here].feats.get("Case") != case:
            return None
        noun = tokens[here]
        named = self.board.person_at(self.sentence.index, here) or self._at(here)
        if named is not None or (noun.text[:1].isupper() and noun.pos == "PROPN"):
            return None
        someone = title_lemma(noun) is not None and (joined or self.row.rank in {"human", "occupation", "label"})
        return None if someone else here + 1
