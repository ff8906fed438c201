"""Who holds an office of several lands at once: «президенты Чили и Перу», «мэры Калуги, Тулы и Орла»."""

from dataclasses import replace

from letopis.document import Office, Person, Place
from letopis.entities.board import Board
from letopis.entities.genitive import genitive_of
from letopis.entities.titles import Title

_PAIR = 2


def listed_holders(board: Board, title: Title) -> tuple[list[Person], str]:
    """«президенты Чили и Перу», «мэры Калуги, Тулы и Орла»: one for each, somebody new where nobody of it is known;
    else nobody, and why."""
    every = [title.of_entity, *title.also]
    lands = [place for place in every if isinstance(place, Place)]
    if len(every) < _PAIR or len(lands) < len(every):
        return [], "plural of one land"
    known = [[p for p in board.people if _holds(board, p, title, land)] for land in lands]
    if any(len(people) > 1 for people in known):
        return [], "several such people of one land"
    if all(known):
        return [people[0] for people in known], "descriptor-listed"
    if not title.row.unique or title.first < title.head:
        return [], "nobody of one of the lands"
    pairs = zip(known, lands, strict=True)
    return [people[0] if people else _holder_of(board, title, land) for people, land in pairs], "descriptor-listed"


def _holds(board: Board, person: Person, title: Title, land: Place) -> bool:
    """Whether the person is known to hold such an office there."""
    if land.kind == "country":
        return person.country == land.country is not None and _kind_of(board, person, title)
    return any(held.of == land.name and held.lemma == title.lemma for held in board.held.get(id(person), []))


def _holder_of(board: Board, title: Title, land: Place) -> Person:
    """One of those of whom the title speaks in the plural, who is nobody known."""
    name = f"{title.words} {genitive_of(land.name)}"
    office = Office(title.words, land.name, title.start, title.end, land.country)
    person = Person(id="", name=name, mentions=[], country=land.country, gender=title.row.gender, offices=[office])
    board.entities.append(person)
    board.hold(
        person, replace(title, of=land.name, of_entity=land, country=land.country, also=[], content=None, _plural=False)
    )
    return person


def _kind_of(board: Board, person: Person, title: Title) -> bool:
    head = title.row.rank == "head"
    return any(
        held.row.rank == "head" if head else held.lemma == title.lemma for held in board.held.get(id(person), [])
    )
