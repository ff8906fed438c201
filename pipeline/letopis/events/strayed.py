"""Subjects that the parser hung on a word of the neighbouring clause.

«Сначала отказала связь, и диспетчер попросил помощи»: «диспетчер» hangs on «связь» or on its verb, though nothing but
its own phrase stands between it and «попросил», while a mark or another verb parts it from the word on which it hangs.
"""

from letopis.document import Sentence, Token
from letopis.entities.named_sites import DASHES
from letopis.events.control import is_verbal

_PARTING = frozenset({",", ";", ":", "—", "–", "-", "(", ")", "и", "а", "но", "или", "однако", "зато"})
_OPENING = frozenset({"punct", "cc"})
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_HUNG = _SUBJECTS | {"conj", "root", "flat", "nmod", "obl"}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def strayed_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The nominative that stands in the clause of a verb without a subject and hangs elsewhere, the nearest one."""
    if not _tells(verb) or _has_subject(sentence, verb):
        return None
    found = [token for token in sentence.tokens if _is_of(sentence, token, verb)]
    return min(found, key=lambda token: abs(token.index - verb.index), default=None)


def strays(sentence: Sentence, verb: Token, subject: Token) -> bool:
    """Whether what hangs on a verb as its subject is that of another one, beside which it stands."""
    if not _can_be_subject(sentence, subject) or not _is_parted(sentence, subject, verb):
        return False
    others = (token for token in sentence.tokens if token is not verb and _tells(token))
    return any(not _has_subject(sentence, other) and _is_of(sentence, subject, other) for other in others)


def _tells(word: Token) -> bool:
    """A finite verb or a short participle («убит»), none that only helps another word."""
    tells = word.feats.get("VerbForm") == "Fin" or word.feats.get("Variant") == "Short"
    return is_verbal(word) and tells and word.rel not in _HELPING


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return any(child.rel.startswith(("nsubj", "csubj")) for child in sentence.children(verb.index))


def _can_be_subject(sentence: Sentence, noun: Token) -> bool:
    """A nominative, «девять человек» too."""
    if noun.rel not in _HUNG or noun.pos not in _NOUNS:
        return False
    return noun.feats.get("Case") == "Nom" or _is_counted(sentence, noun)


def _is_counted(sentence: Sentence, noun: Token) -> bool:
    return any(
        child.rel == "nummod:gov" and child.feats.get("Case") == "Nom" for child in sentence.children(noun.index)
    )


def _is_of(sentence: Sentence, noun: Token, verb: Token) -> bool:
    if noun.head == verb.index or not _can_be_subject(sentence, noun) or not _agrees(sentence, noun, verb):
        return False
    above = sentence.tokens[noun.head] if noun.head >= 0 else None
    if above is not None and (_is_end_of_way(sentence, noun) or not _is_parted(sentence, noun, above)):
        return False
    own = {word.index for word in sentence.subtree(noun.index)}
    between = [word for word in _words(sentence, noun, verb) if word.index not in own]
    parting = [word for word in between if _parts(word)]
    return verb.index not in own and (not parting or _is_set_off(noun, verb, between, parting))


def _is_end_of_way(sentence: Sentence, noun: Token) -> bool:
    """«пассажиров рейса Москва — Сочи эвакуировали»: a dash joins the name to the one on which it hangs."""
    begin, dash = (sentence.tokens[max(noun.index - back, 0)] for back in (2, 1))
    return dash.text in DASHES and begin.index == noun.head and begin.pos == noun.pos == "PROPN"


def _is_set_off(noun: Token, verb: Token, between: list[Token], parting: list[Token]) -> bool:
    """«Сторож, по слухам видевший всё, уволен, и его ищут»: commas set off what stands between the two."""
    before = noun.index < verb.index < noun.head and noun.rel in _SUBJECTS
    return before and {between[0].text, between[-1].text} == {","} and not any(_tells(word) for word in parting)


def _is_parted(sentence: Sentence, noun: Token, above: Token) -> bool:
    """Whether a mark, a joining word or another verb stands between a noun and what it hangs on.

    What stands behind a preposition has no subject: «на собрании восемь человек проголосовали».
    """
    if noun.rel in _SUBJECTS and any(child.rel == "case" for child in sentence.children(above.index)):
        return True
    between = [word for word in _words(sentence, noun, above) if _parts(word)]
    if not between:
        return False
    own = {word.index for word in sentence.subtree(noun.index)}
    return any(word.index not in own or (word.head == noun.index and word.rel in _OPENING) for word in between)


def _words(sentence: Sentence, one: Token, other: Token) -> list[Token]:
    low, high = sorted((one.index, other.index))
    return sentence.tokens[low + 1 : high]


def _parts(word: Token) -> bool:
    return word.text.lower() in _PARTING or _tells(word)


def _agrees(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """In number, and things in gender: «министр Анна Рус сказала»."""
    number, gender = verb.feats.get("Number"), verb.feats.get("Gender")
    if number == "Plur":
        return noun.feats.get("Number") == "Plur" or any(c.rel == "conj" for c in sentence.children(noun.index))
    if noun.feats.get("Number") == "Plur" or verb.feats.get("Person") in ("1", "2"):
        return False
    return gender is None or noun.feats.get("Animacy") == "Anim" or noun.feats.get("Gender", gender) == gender
