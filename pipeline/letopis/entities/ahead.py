"""Of whom a headline tells before the news names him: «Боксёр задержан» above «Полиция задержала Ивана Седова».

Headlines tell of people by what they are. Who is meant is one of those whom the text below names for the first time;
what speaks for each is what he does there, what he is called, how often the article tells of him. Below the headline
such nouns are left open, but for the headline's own: there they are mostly of people whom the article never names.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from letopis.document import Person, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.choosing import Option
from letopis.entities.likeness import likeness
from letopis.entities.matching import fit
from letopis.entities.offices import named
from letopis.entities.person_options import kind_of, sex_of
from letopis.entities.titles import Title
from letopis.odds import Evidence

# How many sentences ahead somebody may be named first, and how many such people are looked at.
_REACH, _MOST, _SEVERAL = 13, 6, 4
_STEPS = (1, 2, 3, 4, 8)
_OFTEN, _OTHERWISE = 8, 0.3
_SIDES = {"nsubj": "subject", "obj": "object", "nsubj:pass": "object", "iobj": "object"}
_OWNERS = frozenset({"он", "она", "они", "его", "ее", "их", "свой"})
_OPENING = frozenset('«"„“')
_WITHIN = frozenset({"appos", "flat", "flat:name", "conj", "nmod"})


class _Newcomer(NamedTuple):
    """Somebody whom the text below the headline names first at the reference, as the so manieth, and how far down."""

    person: Person
    reference: Reference
    sentences: int
    number: int


def ahead(board: Board, title: Title) -> Person | None:
    """Whom the headline's noun means by the odds, who is known by it from then on, also before his name."""
    if title.plural or _is_told_there(board, title):
        return None
    if not _is_in_headline(board, title):
        return _taken_up(board, title)
    span = title.token.start, title.token.end
    chosen = board.chooser.choose("ahead", span, _options(board, title)).entity
    if not isinstance(chosen, Person):
        return None
    board.hold(chosen, title)
    return chosen


def _taken_up(board: Board, title: Title) -> Person | None:
    """«Задержан боксёр» in a headline, «калужский боксёр» below it and only then his name."""
    told = (one for one in board.holders({title.lemma}) for held in board.held[id(one)] if _is_of(board, held, title))
    people = {id(one): one for one in told if named(one) and not _is_named_before(one, title)}
    return next(iter(people.values())) if len(people) == 1 else None


def _is_of(board: Board, held: Title, title: Title) -> bool:
    return held.lemma == title.lemma and _is_in_headline(board, held)


def _is_named_before(person: Person, title: Title) -> bool:
    return any(one.form == "name" and one.place < title.start for one in person.mentions)


def _is_in_headline(board: Board, title: Title) -> bool:
    blocks = board.document.blocks
    return bool(blocks) and blocks[title.sentence.block].kind == "title"


def _is_told_there(board: Board, title: Title) -> bool:
    """«Создатель «Хоровода» Олег Сомов умер»: a name behind it in its case; «Артист» in quotes is a work."""
    tokens = title.sentence.tokens
    people = (one for one in board.by_sentence.get(title.sentence.index, ()) if isinstance(one.entity, Person))
    behind = [one for one in people if one.first >= title.last and tokens[one.head].feats.get("Case") == title.case]
    verbs = [token.index for token in tokens[title.last :] if token.pos in {"VERB", "AUX"}]
    quoted = title.first > 0 and tokens[title.first - 1].text in _OPENING
    return quoted or any(not verbs or one.first < verbs[0] for one in behind)


def _options(board: Board, title: Title) -> list[Option]:
    """Nobody first, then the newcomers in the order of their names."""
    people = list(islice(_newcomers(board, title), _MOST))
    most = max((len(one.person.mentions) for one in people), default=0)
    return [Option(None, _nobody(title)), *(Option(one.person, _evidence(board, title, one, most)) for one in people)]


def _newcomers(board: Board, title: Title) -> Iterator[_Newcomer]:
    """Who may be meant and is named first in the sentences behind the headline's."""
    sex, number = sex_of(title), 0
    at, sentences = title.sentence.index, board.document.sentences
    seen = {id(one.entity) for index in range(at + 1) for one in board.by_sentence.get(index, ())}
    for index in range(at + 1, min(at + 1 + _REACH, len(sentences))):
        for one in sorted(board.by_sentence.get(index, ()), key=lambda one: one.first):
            if isinstance(one.entity, Person) and named(one.entity) and id(one.entity) not in seen:
                seen.add(id(one.entity))
                fits = None in {sex, one.entity.gender} or sex == one.entity.gender
                other = _is_beside(title, sentences[index], one) or _is_of_elsewhere(board, title, one.entity)
                if fits and not other:
                    number += 1
                    yield _Newcomer(one.entity, one, index - at, number)


def _is_beside(title: Title, sentence: Sentence, one: Reference) -> bool:
    """«Глава Тувы встретился с Иваном Котовым»: whoever is called so beside the name in one clause is another."""
    verb, side = _verb(sentence, sentence.tokens[one.head])
    called = (_verb(sentence, token) for token in sentence.tokens if token.lemma == title.lemma)
    return any(verb is over and side != its for over, its in called if over is not None)


def _is_of_elsewhere(board: Board, title: Title, person: Person) -> bool:
    """«Президент Чили погиб» above «президент Аргентины Луис Перес»: whose posts are all of other countries."""
    countries = {held.country for held in board.held.get(id(person), [])} - {None}
    return title.country is not None and bool(countries) and title.country not in countries


def _evidence(board: Board, title: Title, one: _Newcomer, most: int) -> Evidence:
    person, sentence = one.person, board.document.sentences[one.reference.sentence]
    often = len(person.mentions)
    mine, its = _verb(title.sentence, title.token), _verb(sentence, sentence.tokens[one.reference.head])
    same = mine[0] is not None and its[0] is not None and mine[0].lemma == its[0].lemma
    return {
        f"newcomer {min(one.number, _SEVERAL)}": 1.0,
        f"{next((step for step in _STEPS if one.sentences <= step), 'far')} ahead": 1.0,
        "often": min(often, _OFTEN) / 4,
        "most often": float(often == most),
        "same verb": float(same),
        "same verb, same side": float(same and mine[1] == its[1]),
        f"same side, {mine[1]}": float(mine[1] == its[1]),
        "sex known": float(person.gender is not None and person.gender == title.token.feats.get("Gender")),
        "alone in its line": float(_is_alone(sentence, one.reference)),
        **_called(board, title, person),
    }


def _called(board: Board, title: Title, person: Person) -> Evidence:
    """What is known of the person beside what the headline says."""
    held = board.held.get(id(person), [])
    alike = max((likeness(title.lemma, one.lemma) for one in held), default=0.0)
    countries = {one.country for one in held} - {None}
    return {
        "called so": float(any(one.lemma == title.lemma for one in held)),
        "fits": float(fit(board, person, title) > 0),
        "alike": max(alike, 0.0),
        "called otherwise": float(bool(held) and alike < _OTHERWISE),
        "of nothing known": float(not held),
        "same country": float(title.country in countries),
        "another country": float(title.country is not None and bool(countries - {title.country})),
    }


def _nobody(title: Title) -> Evidence:
    before = title.sentence.tokens[title.first - 1] if title.first else None
    return {
        "nobody": 1.0,
        f"nobody for {kind_of(title)}": 1.0,
        f"nobody, as {_verb(title.sentence, title.token)[1]}": 1.0,
        f"nobody, in {title.case}": 1.0,
        "nobody, with an attribute": float(title.first < title.head),
        "nobody, with a complement": float(title.last > title.head + 1),
        "nobody, somebody's": float(before is not None and before.lemma in _OWNERS),
    }


def _verb(sentence: Sentence, noun: Token) -> tuple[Token | None, str]:
    """The verb of which the noun, or the noun that it stands with, is an argument, and which of its sides."""
    token, seen = noun, 0
    while token.head >= 0 and seen <= len(sentence.tokens):
        if token.rel in _SIDES or token.rel.startswith("obl"):
            return sentence.tokens[token.head], _SIDES.get(token.rel, "beside")
        if token.rel not in _WITHIN:
            break
        token, seen = sentence.tokens[token.head], seen + 1
    return None, "none"


def _is_alone(sentence: Sentence, reference: Reference) -> bool:
    """Whether the sentence is the name, as below a photograph."""
    words = [token.index for token in sentence.tokens if token.pos != "PUNCT"]
    return bool(words) and reference.first <= words[0] and words[-1] < reference.last
