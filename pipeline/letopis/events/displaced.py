"""Phrases that the parser hung on a neighbour of the verb to which grammar gives them."""

from letopis.document import Sentence, Token
from letopis.events.agreement import agrees
from letopis.events.control import is_verbal
from letopis.events.lexicon import EventLexicon
from letopis.language.morphology import parses

_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "parataxis"})


def displaced_object(sentence: Sentence, verb: Token) -> Token | None:
    """«выбрали мэром Ивана Котова», «под стражу Иванова взяли»: somebody hung on a noun beside the verb.

    Grammar allows no bare accusative attribute: the parser took the nearest noun for its head.
    """
    for token in _beneath(sentence, verb):
        if token.feats.get("Animacy") == "Anim" and _is_accusative(sentence, token, verb):
            return token
    return None


def displaced_subject(sentence: Sentence, verb: Token) -> Token | None:
    """«визит после отпуска Иванов совершил», «въезд запретил Евросоюз»: a subject hung on a noun beside the verb.

    Grammar allows no bare nominative attribute either; a name's like-sounding accusative is one.
    """
    for token in _beneath(sentence, verb):
        case = token.feats.get("Case")
        named = token.pos == "PROPN" and token.feats.get("Animacy") == "Inan" and token.index > verb.index
        alike = case == "Acc" and named
        if (case == "Nom" or alike) and agrees(token, verb) and (named or token.feats.get("Animacy") == "Anim"):
            return token
    return None


def directions(sentence: Sentence, word: Token, subjects: list[Token]) -> list[Token]:
    """«Губернатор на шахту приехал»: phrases between somebody and his verb, which may say whither or whence."""
    people = [each for each in subjects if each.feats.get("Animacy") == "Anim"] if is_verbal(word) else []
    below = [(somebody, child) for somebody in people for child in sentence.children(somebody.index)]
    return [child for somebody, child in below if child.rel == "nmod" and somebody.index < child.index < word.index]


def _beneath(sentence: Sentence, verb: Token) -> list[Token]:
    """Bare attributes and adjuncts somewhere below the verb: those before it from the nearest, then those after."""
    around = [*reversed(sentence.tokens[: verb.index]), *sentence.tokens[verb.index + 1 :]]
    return [
        token for token in around
        if token.rel in ("nmod", "obl") and not _has_preposition(sentence, token)
        and _clause(sentence, token) == verb.index
    ]  # fmt: skip


def _clause(sentence: Sentence, token: Token) -> int | None:
    """Index of the nearest verb above the token."""
    return next((above.index for above in sentence.ancestors(token.index) if is_verbal(above)), None)


def _has_preposition(sentence: Sentence, token: Token) -> bool:
    return any(child.rel == "case" and child.index < token.index for child in sentence.children(token.index))


def _is_accusative(sentence: Sentence, token: Token, verb: Token) -> bool:
    """By the tagger; a like-sounding genitive where nobody is said to act: of a name («взяли»), or of a noun right
    before the verb («за спасение детей врача наградили»)."""
    near = token.pos == "PROPN" or (token.index == verb.index - 1 and takes_object(sentence, verb))
    alike = token.feats.get("Case") == "Gen" and near and token.index < verb.index
    return token.feats.get("Case") == "Acc" or (alike and _nobody_acts(sentence, verb))


def _nobody_acts(sentence: Sentence, verb: Token) -> bool:
    plural = verb.feats.get("Number") == "Plur" and verb.feats.get("Tense") == "Past"
    return plural and not any(child.rel == "nsubj" for child in sentence.children(verb.index))


def counted_object(sentence: Sentence, verb: Token, subjects: list[Token]) -> bool:
    """«Двести человек сократят»: counted people before a transitive plural without an object suffer, not act."""
    if len(subjects) != 1 or verb.feats.get("Number") != "Plur" or subjects[0].index > verb.index:
        return False
    counted = subjects[0].pos == "NUM" or any(
        child.rel.startswith("nummod") for child in sentence.children(subjects[0].index)
    )
    return counted and takes_object(sentence, verb)


def takes_object(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is transitive and nothing in its clause is its complement yet."""
    filled = any(child.rel == "obj" or child.rel in _CLAUSAL for child in sentence.children(verb.index))
    verbal = [parse for parse in parses(verb.text) if "VERB" in parse.tags or "INFN" in parse.tags]
    return not filled and bool(verbal) and all("tran" in parse.tags for parse in verbal)


def object_across(sentence: Sentence, verb: Token, lexicon: EventLexicon) -> Token | None:
    """The verb that shares its object with one that «и» joins to it.

    «похитил и убил Петрова»: nothing but «и» between them; «арестовал Петрова и оштрафовал»: a transitive verb
    behind it without an object of its own.
    """
    for other in sentence.children(verb.index):
        beside = other.rel == "conj" and other.index - verb.index == 2 and is_verbal(other)
        if beside and sentence.tokens[other.index - 1].lemma in ("и", "или"):
            return other
    above = sentence.tokens[verb.head] if verb.rel == "conj" and verb.head >= 0 else None
    if above is None or not is_verbal(above) or verb.lemma in lexicon.source["verbs"]:
        return None
    return above if takes_object(sentence, verb) else None
