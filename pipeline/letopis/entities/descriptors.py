"""Titles without a name: «российский лидер», «глава государства», «министр», «оба президента».

A wrong link is worse than none: where several people fit alike, nobody is meant for sure, and the trace says so.
"""

from collections.abc import Sequence

from letopis.document import Person, Place, Sentence, Token
from letopis.entities.ahead import ahead
from letopis.entities.board import Board
from letopis.entities.inflection import is_only_plural
from letopis.entities.listed_holders import listed_holders
from letopis.entities.matching import akin, fit
from letopis.entities.newcomers import newcomer
from letopis.entities.office_names import holder_of_home, holder_of_same, office_name
from letopis.entities.offices import is_honour, named
from letopis.entities.person_options import Told, person_options
from letopis.entities.salience import clause_mates, phrases
from letopis.entities.taken_up import mentioned_before, new_title, only_person, people_in
from letopis.entities.title_table import office_table
from letopis.entities.titles import UNLISTED, Title

# Who is meant, and by which rule or why nobody is.
Found = tuple[Sequence[Person], str]
_LOOK_BACK = 3
_PAIR = 2
# Reasons with which the odds are not asked: whoever has nobody before him cannot be one of them.
_SURE = frozenset({"descriptor-ahead", "descriptor-new-person", "descriptor-of-home"})
_PAIR_WORDS = frozenset({"два", "оба", "страна", "государство", "республика", "держава"})


def resolve(board: Board, title: Title) -> None:
    """Add the title as a mention of whom it speaks of, or explain why nobody is sure."""
    reason = _unspecific(title)
    if reason is None:
        people, reason = _group(board, title) if title.plural else _likeliest(board, title)
        for person in people:
            board.mention(person, title.sentence, (_start(title), title.end), "descriptor", reason)
            if id(person) not in board.held:
                board.hold(person, title)
        states = [] if people or title.lemma != "сторона" else _states(board, title)
        for state in states:
            board.mention(state, title.sentence, (_start(title), title.end), "descriptor", "descriptor-states")
        if people or states:
            return
    board.document.explain("entities", "descriptor-unresolved", title.start, title.end, reason)


def _states(board: Board, title: Title) -> list[Place]:
    """«Чили и Перу подписали договор. Стороны ...»: the two states that acted together in the sentence before."""
    if title.sentence.index == 0 or not title.plural:
        return []
    found = phrases(board, board.document.sentences[title.sentence.index - 1])
    states = [p.entity for p in found if p.role.startswith("nsubj") and isinstance(p.entity, Place)]
    joined = len(states) == _PAIR and all(state.kind == "country" for state in states)
    return states if joined else []


def _start(title: Title) -> int:
    """«его казахстанский коллега», «оба президента»: the word before belongs to the mention."""
    before = title.sentence.tokens[title.first - 1] if title.first else None
    owns = (
        title.row.colleague and before is not None and before.lemma in {"он", "она", "они", "свой", "его", "ее", "их"}
    )
    if before is not None and (owns or title.both):
        return before.start
    return title.start


def _unspecific(title: Title) -> str | None:
    """Why the title speaks of nobody in particular, or None."""
    sentence, token = title.sentence, title.token
    if is_honour(title):
        return "named in honour"
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if head is not None and head.lemma in office_table().unspecific_heads and not title.plural:
        return f"after «{head.text}» it is the post that is meant"
    case = token.feats.get("Case")
    if case == "Ins" and head is not None and head.lemma in _becoming():
        return "says what somebody is or becomes"
    if token.rel == "root" and case == "Nom" and _has_subject(sentence, token):
        return "predicate"
    return _negative(sentence, token)


def _becoming() -> frozenset[str]:
    table = office_table().becoming
    return table.subject | table.passive | table.noun


def _has_subject(sentence: Sentence, token: Token) -> bool:
    return any(child.rel == "nsubj" for child in sentence.children(token.index))


def _negative(sentence: Sentence, token: Token) -> str | None:
    for child in sentence.children(token.index):
        if child.rel in {"det", "amod"} and child.lemma in {
            "каждый",
            "любой",
            "никакой",
            "какой",
            "какой-нибудь",
            "иной",
        }:
            return f"«{child.text}» speaks of nobody in particular"
        if child.lemma in {"один", "другой", "некий", "многий", "несколько", "второй"} and child.rel != "nmod":
            return f"«{child.text}»: somebody not named"
    return None


def _likeliest(board: Board, title: Title) -> Found:
    """Whom the odds tell of those before, among them whom rules name; a holder that is new to the article stays."""
    people, reason = ([], "no title") if title.row is UNLISTED else _single(board, title)
    if reason in _SURE or is_only_plural(title.token.text) or (not people and _is_predicate(title)):
        return people, reason
    mates = clause_mates(board, title.sentence, title.head)
    options = person_options(board, title, Told(people, reason), mates)
    chosen = board.chooser.choose("person", (_start(title), title.end), options).entity
    if isinstance(chosen, Person):
        return [chosen], reason if chosen in people else "descriptor-likeliest"
    return _nobody_before(board, title, people, reason)


def _nobody_before(board: Board, title: Title, people: Sequence[Person], reason: str) -> tuple[Sequence[Person], str]:
    """Who is meant if nobody spoken of before is, not even those whom rules name."""
    if people and _tells_apart(title):
        if (holder := holder_of_same(board, title, people)) is not None:
            return [holder], "descriptor-holder"
        return _untold(board, title, "descriptor-other-holder")
    if (person := ahead(board, title)) is not None:
        return [person], "descriptor-ahead"
    if (person := newcomer(board, title)) is not None:
        return [person], "descriptor-newcomer"
    return [], reason if not people else f"unlikely, though {reason}"


def _tells_apart(title: Title) -> bool:
    """«посол Перу»: who is none of those known to hold such an office is somebody else, and called so."""
    of_one = _is_one_mans(title) and title.of_entity is not None and title.row.rank in {"head", "office"}
    return of_one and not _is_subset(title) and not _says_what(title)


def _is_predicate(title: Title) -> bool:
    """«Визит был рабочим»: what something or somebody is."""
    return _says_what(title) or any(child.rel == "cop" for child in title.sentence.children(title.head))


def _single(board: Board, title: Title) -> Found:
    if title.row.colleague:
        return _colleague(board, title)
    if title.row.collective:
        return [], "speaks of people only in the plural"
    mates = clause_mates(board, title.sentence, title.head)
    people = _best_fitting(board, title, mates)
    if title.bare or title.state:
        return _bare(board, title, people, mates)
    if len(people) == 1:
        return people, "descriptor-office"
    if people:
        near = _nearest(board, title, people)
        return (near, "descriptor-office-nearest") if near else ([], "several people hold such an office")
    return _unknown_office(board, title, mates)


def _best_fitting(board: Board, title: Title, mates: set[int]) -> list[Person]:
    """Those whom the title fits best. A verb's other arguments are left out, but for a title of one holder.

    A title of a country is no one's of whom no country is known and who comes later: «глава словенского
    правительства заявил после переговоров с премьер-министром Ваграмом Сафаряном».
    """
    held = board.holders(akin(title.lemma))
    known = [p for p in held if title.country is None or p.country is not None or mentioned_before(title, p)]
    scored = [(fit(board, person, title), person) for person in known]
    free = [(score, person) for score, person in scored if id(person) not in mates]
    if not title.bare and not any(score for score, _ in free):
        free = scored
    best = max((score for score, _ in free), default=0)
    return [person for score, person in free if score == best and score]


def _bare(board: Board, title: Title, people: list[Person], mates: set[int]) -> Found:
    """«президент», «глава государства», «политик»: somebody spoken of before."""
    before = [p for p in people if mentioned_before(title, p)]
    if title.row.rank == "human":
        return only_person(board, title, mates)
    if len(before) == 1 and (title.row.rank != "occupation" or _is_near(board, title, before[0])):
        return before, "descriptor-title"
    if before:
        near = _nearest(board, title, before)
        return (near, "descriptor-title-nearest") if near else ([], "several people hold such a title")
    if people or (holder := holder_of_home(board, title)) is None:
        return ([], "nobody with such a title before") if people else new_title(board, title, mates)
    board.entities.append(holder)
    board.give(title, holder)
    return [holder], "descriptor-of-home"


def _unknown_office(board: Board, title: Title, mates: set[int]) -> Found:
    """Of a place or body, but nobody is known to hold it: the one person just spoken of, or somebody new."""
    if title.row.rank in {"human", "occupation"} or not _is_one_mans(title):
        return [], "such an office has many holders"
    heads = title.row.rank == "head" and title.country is not None
    near = [p for p in _recent(board, title) if id(p) not in mates]
    untold = [p for p in near if not board.held.get(id(p)) and named(p) and p.country in {None, title.country}]
    if heads and len(untold) == 1:
        return untold, "descriptor-only-person"
    if _is_subset(title):
        return [], "one of many such"
    if _says_what(title):
        return [], "says what somebody is or was"
    return _untold(board, title, "descriptor-new-person")


def _is_one_mans(title: Title) -> bool:
    """Whether one at a time holds the office: of secretaries there are many, but one general one."""
    sole = (token.lemma in office_table().sole for token in title.sentence.tokens[title.first : title.head])
    return title.row.unique or title.row.rank == "head" or any(sole)


def _is_subset(title: Title) -> bool:
    """«бывший президент», «первый президент» beside the present one: still one person, but «другой» is not."""
    return any(
        t.lemma in {"другой", "иной", "многий", "некий"} for t in title.sentence.tokens[title.first : title.head]
    )


def _says_what(title: Title) -> bool:
    """«В 2008 году был главой штаба»: an instrumental without a preposition, and no agent of a passive verb."""
    sentence, token = title.sentence, title.token
    if title.case != "Ins" or any(child.pos == "ADP" for child in sentence.children(token.index)):
        return False
    return token.head < 0 or sentence.tokens[token.head].feats.get("Voice") != "Pass"


def _untold(board: Board, title: Title, reason: str) -> Found:
    """Whoever is named below the headline, or somebody new for the reason."""
    if (person := ahead(board, title)) is not None:
        return [person], "descriptor-ahead"
    return [_new_person(board, title)], reason


def _new_person(board: Board, title: Title) -> Person:
    person = Person(id="", name=office_name(board, title), mentions=[], country=title.country, gender=title.row.gender)
    board.entities.append(person)
    board.give(title, person)
    return person


def _colleague(board: Board, title: Title) -> Found:
    """«казахстанский коллега»: who holds an office of that country, other than those of the clause."""
    if title.country is None:
        return [], "does not say whose colleague"
    mates = clause_mates(board, title.sentence, title.head)
    every = [p for p in board.people if p.country == title.country and board.held.get(id(p))]
    people = [p for p in every if id(p) not in mates] or every
    if len(people) == 1:
        return people, "descriptor-colleague"
    ranks = {held.lemma for mate in board.people if id(mate) in mates for held in board.held.get(id(mate), [])}
    alike = [p for p in people if any(held.lemma in ranks for held in board.held[id(p)])]
    if len(alike) == 1:
        return alike, "descriptor-colleague"
    return [], "several people of that country" if people else "nobody of that country"


def _group(board: Board, title: Title) -> Found:
    """«президенты», «лидеры двух стран», «оба министра», «стороны»."""
    if title.also and title.row.rank in {"head", "office"}:
        return listed_holders(board, title)
    if title.lemma not in office_table().groups:
        return [], "plural"
    if title.row.colleague and title.case != "Nom":
        return [], "colleagues of somebody"  # «соболезнования родным и коллегам»
    if title.also or (title.of is not None and not title.row.collective):
        return listed_holders(board, title)
    if not _is_plain(title):
        return [], "plural with an attribute"
    return _several(board, title)


def _several(board: Board, title: Title) -> Found:
    """The only two of the article who can be meant, or those of the nearest sentences with at least two."""
    people = board.people if title.row.collective else _possible(board, title)
    if not title.row.collective and len(before := [p for p in people if mentioned_before(title, p)]) == 2:
        return before, "descriptor-pair"
    for size in range(_LOOK_BACK + 2):
        spoken = _spoken_of(board, title, size)
        near = [p for p in people if id(p) in spoken]
        if len(near) == 2:
            return near, "descriptor-pair"
        if len(near) > 2:
            pair = title.both or title.row.collective or title.row.colleague
            return ([], "more than two") if pair else (near, "descriptor-group")
    return _untold_pair(board, title)


def _untold_pair(board: Board, title: Title) -> Found:
    """«Президенты» right behind a sentence about two people of whom nothing is told."""
    if title.row.rank not in {"head", "office"}:
        return [], "fewer than two such people before"
    every = [p for p in board.people if mentioned_before(title, p)]
    for people in (people_in(board, title.sentence.index - 1), every):
        if len(people) == 2 and not any(board.held.get(id(p)) for p in people):
            return people, "descriptor-untold-pair"
    return [], "fewer than two such people before"


def _possible(board: Board, title: Title) -> Sequence[Person]:
    """Who may be one of those of whom the title speaks: «лидеры», «главы» without complement are of states."""
    if title.row.colleague:
        return board.holders(None)
    if title.lemma == "супруг":
        return [person for person in board.people if named(person)]
    if title.lemma in {"глава", "лидер", "руководитель"}:
        title.state = True
    return [person for person in board.holders(akin(title.lemma)) if fit(board, person, title)]


def _is_plain(title: Title) -> bool:
    tokens = title.sentence.tokens
    before = tokens[title.first : title.head]
    after = tokens[title.head + 1 : title.last]
    return not before and all(t.lemma in _PAIR_WORDS for t in after)


def _spoken_of(board: Board, title: Title, back: int) -> set[int]:
    """Who is mentioned before the title within `back` sentences, by identity."""
    index = title.sentence.index
    return {
        id(reference.entity)
        for distance in range(back + 1)
        for reference in board.by_sentence.get(index - distance, ())
        if distance or reference.last <= title.first
    }


def _nearest(board: Board, title: Title, people: Sequence[Person]) -> list[Person]:
    """The only one of them in the nearest sentence that has any."""
    for back in range(_LOOK_BACK + 1):
        spoken = _spoken_of(board, title, back)
        near = [p for p in people if id(p) in spoken]
        if len(near) > 1:
            near = [p for p in near if _is_named_in(board, title.sentence.index - back, p)]
        if near:
            return near if len(near) == 1 else []
    return []


def _is_named_in(board: Board, sentence: int, person: Person) -> bool:
    """Whether the sentence has the person's name and not just a pronoun."""
    return any(r.entity is person and r.form != "pronoun" for r in board.by_sentence.get(sentence, []))


def _is_near(board: Board, title: Title, person: Person) -> bool:
    return id(person) in _spoken_of(board, title, _LOOK_BACK + 1)


def _recent(board: Board, title: Title) -> list[Person]:
    """People spoken of in the sentence before the title and in the one before that."""
    spoken = _spoken_of(board, title, 1) - _spoken_of(board, title, 0)
    return [p for p in board.people if id(p) in spoken]
