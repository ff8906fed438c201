"""Bodies told by a common noun alone, named nowhere: «профсоюз», «районная больница», «конкурсная комиссия»."""

from functools import lru_cache

from letopis.document import Organization, Sentence, Token
from letopis.entities.board import Board
from letopis.entities.body_complements import is_attribute
from letopis.entities.common_places import descriptor_table
from letopis.entities.phrases import nominative_phrase
from letopis.language.morphology import fold

RULE = "told-body"
# Beside the noun they tell of any such body, of another, or of one among several.
_ANY = frozenset(
    {"любой", "каждый", "какой", "другой", "иной", "один", "некий", "никакой", "какой-либо", "какой-нибудь"}
)
_WITHIN = ("nmod", "appos", "flat", "nummod", "conj")


@lru_cache(maxsize=1)
def told_nouns() -> frozenset[str]:
    """Nouns for bodies that are told so, folded."""
    return frozenset(map(fold, descriptor_table().institutions))


def tell_body(board: Board, sentence: Sentence, noun: Token) -> bool:
    """Whether the noun tells of a body, told so before or new, of which a mention is added."""
    first = _phrase_from(sentence, noun)
    if noun.lemma not in told_nouns() or first is None:
        return False
    name, _ = nominative_phrase(board.document.text, sentence.tokens[first.index : noun.index + 1])
    name = name[:1].lower() + name[1:]
    body = _told_before(board, name, noun)
    if body is None:
        body = Organization(id="", name=name, mentions=[])
        board.entities.append(body)
        board.told.setdefault(noun.lemma, []).append(body)
    board.mention(body, sentence, (first.start, noun.end), "descriptor", RULE)
    return True


def _phrase_from(sentence: Sentence, noun: Token) -> Token | None:
    """The first of the adjectives in front, or the noun; None where the phrase tells of no particular body."""
    children = sentence.children(noun.index)
    if noun.feats.get("Number") != "Sing" or (noun.index and noun.text[:1].isupper()):
        return None
    if any(child.lemma in _ANY or (child.rel in _WITHIN and child.index > noun.index) for child in children):
        return None
    if noun.feats.get("Case") == "Ins" and not any(child.rel == "case" for child in children):
        return None
    first = noun
    while first.index and is_attribute(sentence.tokens[first.index - 1], noun):
        first = sentence.tokens[first.index - 1]
    return first


def _told_before(board: Board, name: str, noun: Token) -> Organization | None:
    """The latest so told that is called alike, or whose noun it is: «комиссия» takes up «конкурсная комиссия»."""
    told = board.told.get(noun.lemma, [])
    alike = [body for body in told if body.name == name] or (told if fold(name) == noun.lemma else [])
    return alike[-1] if alike else None
