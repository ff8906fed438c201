"""How many people an event befell, moved or gathered, wherever its sentence puts the figure."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from letopis.document import Amount, Argument, Sentence, Token
from letopis.events.numerals import amount, numerals
from letopis.events.ontology import Role
from letopis.events.slots import is_verbal
from letopis.events.told_with import among
from letopis.events.triggers import Candidate
from letopis.events.unnamed import figure_of
from letopis.language.morphology import fold

_NUMBERS = frozenset({"число", "количество"})
# What may stand between a verb and the number behind it: «убиты не менее одиннадцати».
_CUES = frozenset({"ADV", "PART", "ADP", "ADJ"})
_BEHIND = 3
_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "nmod"})


def counts_of(sentence: Sentence, candidate: Candidate, participants: Sequence[Argument]) -> dict[str, Amount]:
    """The figures of the roles that the type counts: of their unnamed fillers, else of the words in their slots, else
    of the trigger itself («трое погибших»), else of a number that hangs on nothing («Рыбаков убили, пятерых»)."""
    figures: dict[str, Amount] = {}
    partial = False
    of_kind = candidate.type.kind_counts.get(candidate.rule.kind or "")
    counts = {role: of_kind or key for role, key in candidate.type.counts.items()}
    for role, key in counts.items():
        fillers = list(_fillers(sentence, candidate, participants, role))
        wholes = [each for each in fillers if not _is_part(sentence, each) and not _is_among(sentence, candidate, each)]
        partial = partial or any(_is_part(sentence, each) for each in fillers)
        figure = next(filter(None, (_figure(sentence, each) for each in wholes)), None)
        if figure is not None:
            figures.setdefault(key, figure)
    if counts and not figures and not partial:
        figure = _of_trigger(sentence, candidate)
        if figure is not None:
            figures[next(iter(counts.values()))] = figure
    return figures


def _fillers(sentence: Sentence, candidate: Candidate, participants: Sequence[Argument], role: Role) -> Iterator[Token]:
    """The heads of the role's unnamed fillers, then the people in its slots."""
    for each in participants:
        if each.role == role and each.entity is None and each.start is not None:
            head = sentence.head_of(each.start, each.end or each.start)
            yield from [head] if head is not None else []
    for slot, its in candidate.type.frame_of(candidate.rule).items():
        yield from filter(_is_of_people, candidate.slots.get(slot, ()) if its == role else ())


def _is_of_people(token: Token) -> bool:
    """«Двадцать фур перегородили дорогу»: figures are of people."""
    table = numerals()
    told = token.lemma in table.multipliers or token.lemma in table.for_people
    as_noun = token.feats.get("VerbForm") == "Part" and token.rel in _CORE  # «девятнадцати заключённых»
    return told or as_noun or token.pos == "NUM" or token.feats.get("Animacy") == "Anim"


def _is_among(sentence: Sentence, candidate: Candidate, people: Token) -> bool:
    """«Погибли двенадцать человек, в том числе четыре медика»: of the figure before; «из 240 работников»; «среди
    погибших двое детей»."""
    out_of = any(child.rel == "case" and child.lemma == "из" for child in sentence.children(people.index))
    again = among(sentence, candidate.token) is not None
    return out_of or again or _cue_between(sentence, candidate.token, people)


def _cue_between(sentence: Sentence, one: Token, other: Token) -> bool:
    between = sentence.tokens[one.index + 1 : other.index]
    said = f" {' '.join(fold(token.text) for token in between if token.text != '.')} "
    return any(f" {cue} " in said for cue in numerals().among)


def _is_part(sentence: Sentence, people: Token) -> bool:
    """«Ещё двоих», «три моряка и лоцман», «лётчик и два пассажира», which the text does not add up, «один из
    налётчиков»."""
    children = sentence.children(people.index)
    beside = [child for child in children if child.rel == "conj" and child.pos in ("NOUN", "PROPN", "NUM")]
    others = bool(beside) and _adds(sentence, beside[0]) and not _cue_between(sentence, people, beside[0])
    others = others or _is_added(sentence, people)
    out_of = people.lemma == "один" and any(
        inner.lemma == "из" for child in children for inner in sentence.children(child.index)
    )
    return others or out_of or _is_further(sentence, people)


def _is_added(sentence: Sentence, people: Token) -> bool:
    """«Лётчик и два пассажира»; but «остров, 320 жителей» says how many lived there."""
    first = sentence.tokens[people.head] if people.rel == "conj" and people.head >= 0 else None
    somebody = first is not None and (first.pos == "NUM" or first.feats.get("Animacy") == "Anim")
    return somebody and any(child.rel == "cc" for child in sentence.children(people.index))


def _adds(sentence: Sentence, other: Token) -> bool:
    """«и лоцман», «, два механика»; but «двоих, отца и сына» says who the two are."""
    return any(child.rel == "cc" or child.pos == "NUM" for child in sentence.children(other.index))


def _figure(sentence: Sentence, noun: Token) -> Amount | None:
    """The noun's own, or that of the number set off behind it: «Пассажиров, 74 человека, разместили»."""
    behind = (child for child in sentence.children(noun.index) if child.rel == "appos" and child.index > noun.index)
    set_off = (child for child in behind if _is_of_people(child) and not _is_part(sentence, child))
    return figure_of(sentence, noun) or next(filter(None, (figure_of(sentence, child) for child in set_off)), None)


def _of_trigger(sentence: Sentence, candidate: Candidate) -> Amount | None:
    trigger = candidate.token
    if candidate.rule.cases or _names_people(trigger):  # «214 случаев кори»
        return figure_of(sentence, trigger) or _told_of_number(sentence, trigger)
    return _behind(sentence, trigger) if is_verbal(trigger) else None


def _names_people(token: Token) -> bool:
    as_noun = token.feats.get("VerbForm") == "Part" and token.rel in ("nmod", "obl", "obj", "iobj")
    return as_noun or token.feats.get("Animacy") == "Anim"


def _told_of_number(sentence: Sentence, people: Token) -> Amount | None:
    """«Число погибших выросло до пяти», «достигло 120»: the figure that the number is said to have reached."""
    number = sentence.tokens[people.head] if people.head >= 0 else None
    if number is None or number.lemma not in _NUMBERS or number.head < 0:
        return None
    for child in sentence.children(number.head):
        cases = {inner.lemma for inner in sentence.children(child.index) if inner.rel == "case"}
        if child.rel in ("obl", "obj", "nmod", "iobj", "nummod") and cases <= {"до"}:
            figure = amount([t for t in sentence.subtree(child.index) if t.lemma != "до"])
            if figure is not None:
                return figure
    return None


def _behind(sentence: Sentence, verb: Token) -> Amount | None:
    """«Под Солвези убиты трое шахтёров», «Рыбаков они убили, пятерых»: a number of people right behind the verb, that
    the parser hung on what is not there."""
    words = sentence.tokens[verb.index + 1 :]
    cues = list(takewhile(lambda each: each.pos in _CUES or each.text == ",", words[:_BEHIND]))
    number = list(takewhile(_is_number, words[len(cues) :]))
    if not number or any(each.lemma == "еще" for each in cues):
        return None
    after = words[len(cues) + len(number) :][:1]
    counts_people = (number[0].lemma in numerals().of_people and not any(map(_is_thing, after))) or any(
        map(_is_many, after)
    )
    return amount([*cues, *number]) if counts_people else None


def _is_number(token: Token) -> bool:
    return token.pos == "NUM" or token.lemma in numerals().multipliers


def _is_many(noun: Token) -> bool:
    return noun.pos == "NOUN" and noun.feats.get("Animacy") == "Anim" and noun.feats.get("Case") == "Gen"


def _is_thing(noun: Token) -> bool:
    """«на трое суток»."""
    return noun.pos == "NOUN" and noun.feats.get("Animacy") == "Inan"


def _is_further(sentence: Sentence, noun: Token) -> bool:
    """«Тела ещё двоих нашли утром»: a figure that comes on top of another is not the whole; but «трое погибли, ещё
    пятеро ранены» are all that were wounded."""
    words = sentence.subtree(noun.index)
    before = sentence.tokens[max(min(words[0].index, noun.index) - 1, 0) : noun.index]
    return any(token.lemma == "еще" for token in [*before, *words]) and not _of_another_verb(sentence, noun)


def _of_another_verb(sentence: Sentence, noun: Token) -> bool:
    """Whether the verb's figure is told on top of that of the verb before it, of which it is the second."""
    verb = sentence.tokens[noun.head] if noun.head >= 0 else None
    if verb is None or verb.rel != "conj" or verb.head < 0:
        return False
    first = sentence.tokens[verb.head]
    told = (child for child in sentence.children(first.index) if child.rel in _CORE and _is_of_people(child))
    return first.lemma != verb.lemma and any(figure_of(sentence, child) is not None for child in told)
