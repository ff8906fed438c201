"""Whether a title can be another word for one that somebody is known to hold."""

from functools import lru_cache

from letopis.document import Organization, Person, Place
from letopis.entities.board import Board
from letopis.entities.bodies import expansions
from letopis.entities.title_table import office_table
from letopis.entities.titles import Title, TitleContent
from letopis.language.morphology import fold

_LEADERS = frozenset({"глава", "лидер", "руководитель"})
_MINISTERS = frozenset({"министр", "замминистра"})
_PREMIERS = frozenset({"премьер-министр", "премьер"})
_GOVERNMENT = _PREMIERS | {"канцлер"}
_GOVERNMENT_WORDS = frozenset({"правительство", "кабинет", "кабмин"})
SAME, ALIKE, VAGUE = 3, 2, 1


def fit(board: Board, person: Person, title: Title) -> int:
    """How well the title fits what the person holds: 0 not at all, `SAME`, `ALIKE`, or `VAGUE`."""
    if _gender_differs(person, title):
        return 0
    return max((_fit_title(title, held) for held in board.held.get(id(person), [])), default=0)


@lru_cache(maxsize=5_000)
def akin(lemma: str) -> frozenset[str] | None:
    """Lemmas of the titles that one with this lemma can be another word for, None for all; others fit in no case."""
    if lemma in _LEADERS:
        return None
    kin = _MINISTERS if lemma in _MINISTERS else frozenset({lemma})
    return kin | _LEADERS | office_table().broader.get(lemma, frozenset())


def _gender_differs(person: Person, title: Title) -> bool:
    return title.row.gender is not None and person.gender is not None and title.row.gender != person.gender


def _fit_title(title: Title, held: Title) -> int:
    kind = min(_kind_fit(title, held), 3)
    return min(kind, _of_fit(title, held)) if kind else 0


def same_office(title: Title, held: Title) -> bool:
    """Whether both are the one office of one place or body, and whoever is told by them has it or had it alike."""
    return _fit_title(title, held) == SAME and _content(title).times == _content(held).times


def _kind_fit(title: Title, held: Title) -> int:
    if title.row.rank == "human" or held.row.rank == "human":
        return 0
    one, other = _content(title), _content(held)
    if one.ministry and one.ministry == other.ministry:
        return SAME
    if title.lemma == "министр" and title.bare and other.ministry:
        return ALIKE
    if title.lemma == held.lemma:
        return SAME if one.times <= other.times and _words_fit(one, other) else 0
    if held.lemma in office_table().broader.get(title.lemma, ()):
        return ALIKE
    return _leader_fit(title, held)


def _times(title: Title) -> frozenset[str]:
    """Words that tell the holder from who holds the title now: «новый», «бывший», «экс-»."""
    words = {token.lemma for token in title.sentence.tokens[title.first : title.head]}
    former = title.token.text.lower().startswith("экс-") or not words.isdisjoint(office_table().former)
    return frozenset(words & _TIMES | ({"бывший"} if former else set()))


def _words_fit(one: TitleContent, other: TitleContent) -> bool:
    """«министр» fits «министр обороны», «министр финансов» does not; «экс-президент» is no president."""
    return one.complement <= other.complement or other.complement <= one.complement


def _content(title: Title) -> TitleContent:
    """What the title's words say, worked out once: each title of an article is compared with all others."""
    if title.content is None:
        title.content = TitleContent(_ministry(title), _times(title), _complement(title))
    return title.content


def _complement(title: Title) -> frozenset[str]:
    """Folded words of the title's complement that are no names."""
    after = title.sentence.tokens[title.head + 1 : title.last]
    return frozenset(t.lemma for t in after if t.pos in {"NOUN", "ADJ"} and not t.text[:1].isupper()) - _IDLE


_TIMES = frozenset({"новый", "будущий", "избранный", "новоизбранный"})
_IDLE = frozenset({"страна", "государство", "республика", "город", "область", "край", "регион", "район", "ведомство"})


def _leader_fit(title: Title, held: Title) -> int:
    """«лидер», «глава» of a state for its president, of a body for whoever heads it; «глава правительства» for its
    premier."""
    if title.lemma in _LEADERS and _heads_same_body(title, held):
        return SAME
    if title.lemma in _LEADERS and _heads_state(held):
        government = any(t.lemma in _GOVERNMENT_WORDS for t in title.sentence.tokens[title.head + 1 : title.last])
        if government:
            return SAME if held.lemma in _GOVERNMENT else 0
        if not _of_state(title) and not title.state:
            return 0
        return VAGUE if held.lemma in _GOVERNMENT else ALIKE
    heads = title.row.rank == "head" and title.lemma not in _PREMIERS
    states = held.lemma in _LEADERS and heads and _of_state(held)
    return ALIKE if states or _heads_same_area(title, held) or _heads_same_area(held, title) else 0


def _heads_state(held: Title) -> bool:
    """A president, a king, or «председатель КНР»."""
    return held.row.rank == "head" or (held.lemma == "председатель" and _of_state(held))


def _heads_same_area(head: Title, named: Title) -> bool:
    """«глава региона» for a governor, «глава города» for a mayor; «глава Тулы» for either."""
    areas = office_table().area_heads.get(named.lemma) if head.lemma in _LEADERS else None
    if areas is None:
        return False
    words = {token.lemma for token in head.sentence.tokens[head.head + 1 : head.last]}
    return bool(words & areas) or _of_place(head)


def _heads_same_body(title: Title, held: Title) -> bool:
    """«глава Росводы» for its director or chairman."""
    same = isinstance(title.of_entity, Organization) and title.of_entity is held.of_entity
    return same and (held.lemma in _LEADERS or held.lemma in office_table().broader["руководитель"])


def _of_state(title: Title) -> bool:
    entity = title.of_entity
    if entity is None:
        return title.of is not None and title.country is not None
    return isinstance(entity, Place) and entity.kind == "country"


def _of_place(title: Title) -> bool:
    return isinstance(title.of_entity, Place)


def _of_fit(title: Title, held: Title) -> int:
    """Whether both are of the same place or body; a title that does not say takes any."""
    if title.bare or title.state:
        return SAME if not title.bare or held.of is None else ALIKE
    if held.of is None:
        return ALIKE if title.of_entity is None or not _of_state(title) else VAGUE
    if title.of_entity is not None and title.of_entity is held.of_entity:
        return SAME
    if fold(title.of or "") == fold(held.of):
        return SAME
    state = _of_state(title) or _of_state(held)
    return ALIKE if state and title.country is not None and title.country == held.country else 0


def _ministry(title: Title) -> str | None:
    """What a ministry is of, for its minister or its head: «глава МИД» and «министр иностранных дел» alike."""
    after = title.sentence.tokens[title.head + 1 : title.last]
    if not after:
        return None
    if title.lemma in _MINISTERS:
        words = [fold(t.text) for t in after if not t.text[:1].isupper()]
        return " ".join(words) or None
    if title.lemma not in _LEADERS:
        return None
    expanded = expansions().get(fold(after[0].text)) or " ".join(fold(t.text) for t in after)
    head, _, rest = expanded.partition(" ")
    return rest if head in {"министерство", "министерства"} and rest else None
