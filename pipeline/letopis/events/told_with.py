"""Who is told together with others by a word between them: «вместе с», «во главе с», «среди них», «в том числе», and
as one of those whom an event's word is for: «среди раненых — повар»."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from letopis.document import Sentence, Token
from letopis.events.control import is_passive, is_verbal

# What stands between a group and somebody of it; a full stop belongs to what is written short.
_BETWEEN = (
    ("во", "главе", "с"), ("во", "главе", "со"), ("включая",), ("среди", "них"), ("среди", "которых"),
    ("в", "том", "числе"), ("в", "т", ".", "ч", "."), ("в", "т.", "ч."),
)  # fmt: skip
_FIRST = frozenset(words[0] for words in _BETWEEN)
_TOGETHER = frozenset({"вместе", "совместно"})
_COUNTING = frozenset({"число", "список"})
_BEING = frozenset({"быть", "оказаться", "оказываться", "значиться", "числиться", "находиться", "есть"})
_SETTING_OFF = frozenset({",", ".", "—", "–", "-", "("})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
# How far behind such a word its noun may stand: «в том числе двое несовершеннолетних детей».
_REACH = 5


def told_with(sentence: Sentence) -> Mapping[int, list[Token]]:
    """By index of the words for a group, who is told as one of it or its head: «бригада во главе с врачом»."""
    found: defaultdict[int, list[Token]] = defaultdict(list)
    for first, last in _marks(sentence):
        one = _noun(sentence, last)
        if one is not None:
            for each in _group(sentence, first):
                found[each.index].append(one)
    return found


def add_company(sentence: Sentence, word: Token, slots: defaultdict[str, list[Token]]) -> None:
    """«Рус уехал вместе с братом», «Среди раненых — повар»: those who share in it by other words than its own."""
    _add_companions(sentence, word, slots)
    filled = slots[("obj" if is_passive(sentence, word) else "subj") if is_verbal(word) else "self"]
    filled += [each for each in _members(sentence, word) if each not in filled]


def _add_companions(sentence: Sentence, verb: Token, slots: defaultdict[str, list[Token]]) -> None:
    """He does what the subject does, unless somebody else suffers it."""
    companions = [each for each in slots.get("с+Ins", ()) if is_verbal(verb) and _is_together(sentence, each)]
    if companions:
        suffers = any(each.feats.get("Animacy") == "Anim" for each in slots.get("obj", ()))
        slots["obj" if suffers or is_passive(sentence, verb) or not slots.get("subj") else "subj"] += companions


def _members(sentence: Sentence, word: Token) -> list[Token]:
    """Who is told as one of those whom the word is for: «среди раненых (оказались) двое», «в числе раненых повар»."""
    head = among(sentence, word)
    if head is None or word.feats.get("Number") != "Plur":
        return []
    over = sentence.tokens[head.head] if head.head >= 0 and head.rel == "obl" else head
    if over is not head and over.lemma not in _BEING:
        return []
    told = [child for child in sentence.children(over.index) if child.rel.startswith("nsubj")]
    return [each for child in told for each in _joined(sentence, child)]


def among(sentence: Sentence, word: Token) -> Token | None:
    """The head of «среди раненых», «в числе погибших», which name again those of whom some are told; else None."""
    number = sentence.tokens[word.head] if word.head >= 0 and word.rel == "nmod" else None
    head = number if number is not None and number.lemma in _COUNTING else word
    cases = {child.lemma for child in sentence.children(head.index) if child.rel in ("case", "mark")}
    found = word.feats.get("Case") == "Gen" and bool(cases & ({"среди"} if head is word else {"в"}))
    return head if found else None


def _joined(sentence: Sentence, noun: Token) -> list[Token]:
    others = [child for child in sentence.children(noun.index) if child.rel == "conj" and child.pos in _NOMINAL]
    return [noun, *(each for other in others for each in _joined(sentence, other))]


def _is_together(sentence: Sentence, noun: Token) -> bool:
    before = [sentence.tokens[child.index - 1] for child in sentence.children(noun.index) if child.rel == "case"]
    return any(token.lemma in _TOGETHER for token in before)


def _marks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last index of each such word."""
    texts = [token.text.lower() for token in sentence.tokens]
    for at, text in enumerate(texts):
        if text in _FIRST:
            length = next((len(words) for words in _BETWEEN if tuple(texts[at : at + len(words)]) == words), 0)
            if length:
                yield at, at + length - 1


def _group(sentence: Sentence, first: int) -> Sequence[Token]:
    """The noun before and those in whose phrase it stands."""
    at = first - 1
    while at >= 0 and sentence.tokens[at].text in _SETTING_OFF:
        at -= 1
    if at < 0 or sentence.tokens[at].pos not in (*_NOMINAL, "PRON", "ADJ"):
        return []
    group = [sentence.tokens[at]]
    for above in sentence.ancestors(at):
        if above.pos not in _NOMINAL or above.index > first:
            break
        group.append(above)
    return group


def _noun(sentence: Sentence, last: int) -> Token | None:
    """The first noun behind, or a numeral alone."""
    behind = [token for token in sentence.tokens[last + 1 : last + 1 + _REACH] if token.pos != "PUNCT"]
    nouns = (token for token in behind if token.pos in ("NOUN", "PROPN"))
    return next(nouns, next((token for token in behind if token.pos == "NUM"), None))
