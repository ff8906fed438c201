"""The surname of people who are told of by first name, as a man's nearest: «Олег Рогов и его дочь Вера».

The record has her as «Вера Рогова», as a careful reader would name her and as other articles do. Of a woman's it is not
sure: her children may have their father's surname, her husband and brother another one than hers.
"""

import re
from collections.abc import Iterator

from letopis.document import Person, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.declension import names_table, tags_of

_OWNERS = frozenset({"он", "она", "они", "его", "ее", "их"})
# Surnames that a woman has in another form, and how hers ends.
_ENDINGS = ((re.compile(r"(?:[оеё]в|[иы]н)$"), "а"), (re.compile(r"[сц]к(?:ий|ой)$"), "ая"))


def give_family_names(board: Board) -> None:
    """Complete the names of relatives, in text order: a sister may have hers from a brother who just got his."""
    for sentence in board.document.sentences:
        for noun in sentence.tokens:
            for person in _relatives(board, sentence, noun) if noun.lemma in names_table().nearest else ():
                owners = [one for one in _owners(board, sentence, noun) if one is not person]
                owner = next(filter(_passes_on, owners), None)
                name = _own_form(owner, person, noun) if owner is not None else None
                if name is not None and not _is_anothers(board, person, name):
                    person.last = name
                    person.name = f"{person.name} {name}"
                    board.document.explain("entities", "family-name", noun.start, noun.end, person.name)


def _relatives(board: Board, sentence: Sentence, noun: Token) -> list[Person]:
    """Those whom the noun calls so and of whom the article gives no more than a first name: «сыновья Илья и Пётр»."""
    names = [child for child in sentence.children(noun.index) if child.rel in ("appos", "flat:name", "flat")]
    names += [other for name in names for other in sentence.children(name.index) if other.rel == "conj"]
    named = [board.person_at(sentence.index, name.index) for name in names if name.index > noun.index]
    told = [*named, board.titles.get((sentence.index, noun.index))]
    people = {id(person): person for person in told if person is not None and _is_bare(person)}
    return list(people.values())


def _is_bare(person: Person) -> bool:
    """A first name and no more."""
    return person.first is not None and person.last is None and person.name == person.first


def _owners(board: Board, sentence: Sentence, noun: Token) -> Iterator[Person]:
    """«его дочь Вера», «дочь Рогова Вера»; where nothing tells whose, or «свой», the subject's."""
    for child in sentence.children(noun.index):
        if child.rel in ("nmod", "det") and child.lemma in _OWNERS:
            meant = [r.entity for r in board.at(sentence.index, child.index) if r.form == "pronoun"]
            yield from (one for one in meant if isinstance(one, Person) and len(meant) == 1)
            return
        if child.rel == "nmod" and child.feats.get("Case") == "Gen":
            person = board.person_at(sentence.index, child.index)
            yield from () if person is None else (person,)
            return
    subject = _subject(sentence, noun)
    person = board.person_at(sentence.index, subject.index) if subject is not None else None
    yield from () if person is None else (person,)


def _subject(sentence: Sentence, noun: Token) -> Token | None:
    """Of the verb on which the noun hangs, where the noun itself is none: «приехал в суд с женой Мариной»."""
    if noun.rel.startswith("nsubj") or noun.rel in ("conj", "appos"):
        return None
    verb = next((one for one in sentence.ancestors(noun.index) if one.pos == "VERB"), None)
    subjects = [] if verb is None else [c for c in sentence.children(verb.index) if c.rel.startswith("nsubj")]
    return subjects[0] if len(subjects) == 1 else None


def _passes_on(owner: Person) -> bool:
    return owner.last is not None and owner.gender != "Fem"


def _own_form(owner: Person, person: Person, noun: Token) -> str | None:
    """The owner's surname as the relative has it; None where the two differ and how is not sure."""
    last = owner.last or ""
    ending = next((woman for of_man, woman in _ENDINGS if of_man.search(last)), None)
    if ending is None or (person.gender or noun.feats.get("Gender")) != "Fem":
        return last
    if not _is_slavic(owner, person):
        return None
    return f"{last}{ending}" if len(ending) == 1 else f"{last[:-2]}{ending}"


def _is_slavic(*people: Person) -> bool:
    """Whether first names that the dictionary knows speak for a surname that women decline: not of «Чаплин»."""
    return all(person.first is None or "Name" in tags_of(person.first) for person in people)


def _is_anothers(board: Board, person: Person, last: str) -> bool:
    """Somebody else of the article has that name in full."""
    return any(one is not person and one.first == person.first and one.last == last for one in board.people)
