"""Subjects that no word expresses: «Прибыл в Москву утром», «В 1991-м возглавил студию».

The subject of the clause above, of the sentence before, or else whom the article tells of.
"""

from collections.abc import Sequence

from letopis.document import Person, Sentence, Token
from letopis.entities.board import Board, Reference
from letopis.entities.common_places import descriptor_table
from letopis.entities.salience import Phrase, people_of, phrases

_FAR_MORE = 2
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def take_up_dropped_subject(board: Board, sentence: Sentence, verb: Token) -> None:
    """«Прибыл в Москву утром»: the subject of the sentence before, or of the clause above."""
    if not _lacks_subject(sentence, verb):
        return
    matrix = _matrix_subject(board, sentence, verb)
    near = matrix or _previous_subject(board, sentence, verb)
    for person in near or _protagonist(board, sentence, verb):
        board.dropped(person, sentence, verb, "dropped-subject" if near else "dropped-protagonist")
        reference = Reference(person, sentence.index, verb.index, verb.index, verb.index, "zero")
        board.by_sentence.setdefault(sentence.index, []).append(reference)


def _lacks_subject(sentence: Sentence, verb: Token) -> bool:
    """A finite verb in the third person without a subject."""
    feats = verb.feats
    short = feats.get("VerbForm") == "Part" and "Case" not in feats  # «Был задержан»
    if (feats.get("VerbForm") != "Fin" and not short) or feats.get("Person") in {"1", "2"}:
        return False
    if feats.get("Mood") == "Imp" or feats.get("Gender") == "Neut":
        return False
    return not any(
        child.rel.startswith(("nsubj", "csubj")) or child.lemma == "нет" for child in sentence.children(verb.index)
    )


def _matrix_subject(board: Board, sentence: Sentence, verb: Token) -> list[Person]:
    """«Рогов сказал, что приедет»: the subject of the verb above."""
    if verb.rel == "root" or verb.head < 0:
        return []
    for child in sentence.children(verb.head):
        person = board.person_at(sentence.index, child.index)
        if child.rel.startswith("nsubj") and person is not None and _verb_agrees(verb, person):
            return [person]
    return []


def _verb_agrees(verb: Token, person: Person) -> bool:
    if verb.feats.get("Number") != "Sing":
        return False
    return verb.feats.get("Gender") in {None, person.gender} or person.gender is None


def _previous_subject(board: Board, sentence: Sentence, verb: Token) -> list[Person]:
    """Of the sentence before, in the same block; for a plural whoever came together there."""
    if verb.rel != "root" or sentence.index == 0:
        return []
    before = board.document.sentences[sentence.index - 1]
    blocks = board.document.blocks
    if before.block != sentence.block and blocks and blocks[sentence.block].kind != "body":
        return []
    if verb.feats.get("Number") == "Plur":
        return _together(board, before) if verb.lemma in descriptor_table().joint_verbs else []
    if verb.feats.get("Tense") != "Past":
        return []
    found = phrases(board, before)
    subjects = [p for p in found if p.role.startswith("nsubj") or p.form == "zero"]
    people = people_of(subjects)
    if len(people) != 1 or not all(p.entity is not None for p in subjects):
        people = _only_one(found, subjects, verb)
    return people if people and _verb_agrees(verb, people[0]) else []


def _only_one(found: Sequence[Phrase], subjects: list[Phrase], verb: Token) -> list[Person]:
    """«Учёному было 90 лет. Родился в Омске»: the only one of whom the sentence before tells, in no subject's place."""
    genders = {None, verb.feats.get("Gender")}
    agreeing = [p for p in subjects if p.number == "Sing" and p.gender in genders]
    people = people_of(found)
    if len(people) != 1 or agreeing or any(p.animate and p.number == "Sing" and p.entity is None for p in found):
        return []
    return people if any(p.entity is people[0] and p.role in {"obj", "iobj"} for p in found) else []


def _protagonist(board: Board, sentence: Sentence, verb: Token) -> list[Person]:
    """«В 1991-м возглавил студию»: whom the article has named far more often than anybody else."""
    if verb.rel != "root" or verb.feats.get("Number") != "Sing" or board.speech.at(verb.start) is not None:
        return []
    if verb.feats.get("Gender") is None or board.document.blocks[sentence.block].kind != "body":
        return []
    if any(_can_be_its_subject(token, verb) for token in sentence.tokens):
        return []  # the parser did not see it
    person = board.prominence.before(sentence.index, board.by_sentence).first_by(_FAR_MORE)
    return [person] if person is not None and _verb_agrees(verb, person) else []


def _can_be_its_subject(noun: Token, verb: Token) -> bool:
    feats = noun.feats
    agrees = feats.get("Number") != "Plur" and feats.get("Gender") in {None, verb.feats["Gender"]}
    return noun.pos in _NOUNS and feats.get("Case") == "Nom" and agrees


def _together(board: Board, sentence: Sentence) -> list[Person]:
    shared = board.spoken_of_together(sentence.index, None)
    if shared:
        return shared[-1]
    people = people_of([p for p in phrases(board, sentence) if p.entity is not None])
    return people if len(people) == 2 else []
