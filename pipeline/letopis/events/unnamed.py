"""Participants without a name: «30 демонстрантов», «неизвестные», «никто», and things: «склад», «колонна»."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from letopis.document import Amount, Argument, Document, Sentence, Token
from letopis.events.agreement import agrees
from letopis.events.lexicon import EventLexicon
from letopis.events.numerals import amount, numerals

_QUANTITY = ("nummod", "nummod:gov", "nummod:entity", "amod", "advmod", "det")
_NOBODY_IN_PARTICULAR = frozenset({"который", "кто", "что", "это"})
# Pronouns that stand for people whom nothing else names.
_QUANTIFIERS = frozenset({"весь", "никто", "кто-то", "некто", "каждый", "тот", "мы", "они"})


# Nouns that are written short, with a full stop.
_CUT_SHORT = frozenset({"чел", "чел."})
# What stands before an adjective in a phrase of its own, which the parser hangs on it.
_OF_PHRASES = frozenset({"NOUN", "PROPN", "PRON", "ADP"})
# What may stand before a numeral and change it.
_CUES = frozenset({"ADV", "PART", "ADP", "ADJ", "SCONJ"})
_MORE_OR_LESS = frozenset({"больше", "меньше", "более", "менее", "мера"})  # «по меньшей мере»
_OF_MANY = frozenset({"весь", "тот"})  # «всё», «то» are things


class Unnamed:
    """Tells who or what a noun phrase without an entity stands for in one document."""

    def __init__(self, document: Document, lexicon: EventLexicon) -> None:
        self._document = document
        self._lexicon = lexicon

    def fits(self, sentence: Sentence, token: Token, kinds: Collection[str]) -> bool:
        """Whether a role that takes these kinds («group», «thing») can be filled by the phrase that the token heads."""
        group = self._is_group(token) or self._is_part(sentence, token) or self._is_armed(sentence, token)
        people = "group" in kinds and group
        return people or ("thing" in kinds and _is_thing(token))

    def crew(self, sentence: Sentence, token: Token) -> Token | None:
        """«катер полиции обстрелял лодку»: whose it is that fights."""
        if not self._is_armed(sentence, token):
            return None
        return next((child for child in sentence.children(token.index)
                     if child.rel == "nmod" and child.feats.get("Case") == "Gen"), None)  # fmt: skip

    def argument(self, sentence: Sentence, token: Token, role: str) -> Argument:
        """The phrase as an argument without an entity; its count where the text gives an exact one."""
        numbers = _numerals(sentence, token)
        words = _quantified(sentence, token, numbers)
        start, end = words[0].start, _end_of(sentence, words[-1])
        figure = _figure(sentence, token, numbers)
        exact = figure is not None and figure.low == figure.high
        return Argument(
            None, role, "descriptor", self._document.text[start:end], start, end,
            count=figure.low if figure and exact else None,
        )  # fmt: skip

    def _is_group(self, token: Token) -> bool:
        if token.lemma in _QUANTIFIERS and token.pos in ("PRON", "DET"):
            return token.rel != "det" and (token.feats.get("Number") == "Plur" or token.lemma not in _OF_MANY)
        if token.pos == "PRON" or token.rel == "amod" or token.lemma in _NOBODY_IN_PARTICULAR:
            return False
        alone = token.pos in ("ADJ", "VERB") and token.rel not in ("amod", "acl") and not _is_clause(token)
        people = alone and (token.feats.get("Number") == "Plur" or _is_somebody(token))  # «собравшиеся», «нападавшего»
        animate = token.feats.get("Animacy") == "Anim" or token.pos == "NUM"
        bodies = self._lexicon.classes["body"]
        return people or animate or token.lemma in self._lexicon.groups or token.lemma in bodies

    def _is_armed(self, sentence: Sentence, token: Token) -> bool:
        """«дроны атаковали порт»: what fights does what its crew does, where something is done to others."""
        if token.lemma not in self._lexicon.arms or token.rel != "nsubj" or token.head < 0:
            return False
        objects = any(child.rel == "obj" for child in sentence.children(token.head))
        return objects and agrees(token, sentence.tokens[token.head])

    def _is_part(self, sentence: Sentence, token: Token) -> bool:
        """«десятки рабочих», «65 % избирателей», «четверть учеников»: a quantity of people."""
        if token.lemma not in self._lexicon.quantities:
            return False
        return any(child.feats.get("Animacy") == "Anim" and child.feats.get("Case") == "Gen"
                   for child in sentence.children(token.index))  # fmt: skip


def _end_of(sentence: Sentence, last: Token) -> int:
    """Offset behind the last word, with the full stop of one that is cut short: «57 чел.»."""
    behind = sentence.tokens[last.index + 1 : last.index + 2]
    stopped = last.lemma in _CUT_SHORT and bool(behind) and behind[0].text == "." and behind[0].start == last.end
    return behind[0].end if stopped else last.end


def _is_somebody(token: Token) -> bool:
    """A participle that stands for a noun: «нападавшего»; in the neuter it would be a thing."""
    part = token.feats.get("VerbForm") == "Part" and "Case" in token.feats
    return part and token.rel in ("obj", "nsubj", "nsubj:pass", "iobj") and token.feats.get("Gender") != "Neut"


def _is_thing(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.feats.get("Animacy") == "Inan"


def _is_clause(token: Token) -> bool:
    return token.feats.get("VerbForm") in ("Fin", "Inf", "Conv") or token.feats.get("Variant") == "Short"


def figure_of(sentence: Sentence, noun: Token) -> Amount | None:
    """How many: the noun's own numerals and the words before them («не менее 25 участников»), or the noun itself."""
    return _figure(sentence, noun, _numerals(sentence, noun))


def _figure(sentence: Sentence, noun: Token, words: list[Token]) -> Amount | None:
    words = words or ([noun] if noun.pos == "NUM" else [])  # «более 500 получили ранения»
    after = list(takewhile(_is_numeral, sentence.tokens[noun.index + 1 :]))
    close = bool(after) and _is_of_many(noun) and (after[0].head == noun.index or noun.lemma == "человек")
    if not words and close and (figure := amount(after)) is not None:
        return replace(figure, approximate=True)  # «человек сто пятьдесят»
    if not words:
        before = sentence.tokens[noun.index - 1 : noun.index]
        until = before if before and before[0].lemma == "до" else []  # «до сотни»
        times = takewhile(lambda t: t.lemma in numerals().multipliers, sentence.tokens[noun.index + 1 :])
        return amount([*until, noun, *times])  # «десятки тысяч человек»
    if noun.lemma in numerals().multipliers:  # «46 тысяч жителей»
        words = [*words, noun]
    first = words[0].index
    near = reversed(sentence.tokens[max(0, first - 3) : first])
    cues = list(takewhile(lambda t: t.pos in _CUES or t.lemma in _MORE_OR_LESS, near))
    return amount([*reversed(cues), *words])


def _is_of_many(noun: Token) -> bool:
    """«Приятель одного из них» counts no friends."""
    return noun.feats.get("Case") == "Gen" and noun.feats.get("Number") == "Plur"


def _numerals(sentence: Sentence, noun: Token) -> list[Token]:
    """Numerals that the parser hung on the noun, or digits right before it: «28 апреля 2 человека погибли»."""
    own = [c for c in sentence.children(noun.index) if _counts(c) and _adjoins(sentence, c, noun)]
    words = [token for child in own for token in sentence.subtree(child.index) if token.index < noun.index]
    before = sentence.tokens[noun.index - 1] if noun.index else None
    if words or before is None or noun.feats.get("Case") != "Gen":
        return words
    return [before] if before.text.isdigit() else []


def _counts(child: Token) -> bool:
    """«девятнадцати заключённых» is an attribute to the parser."""
    return child.rel.startswith("nummod") or (child.pos == "NUM" and child.rel == "amod")


def _is_numeral(token: Token) -> bool:
    """«семьсот» behind its noun is an adverb to the tagger."""
    return token.pos == "NUM" or (token.pos == "ADV" and token.lemma in numerals().values)


def _adjoins(sentence: Sentence, numeral: Token, noun: Token) -> bool:
    """Whether no other noun than «тысяч» and the like stands between the numeral and what it counts."""
    between = sentence.tokens[numeral.index + 1 : noun.index]
    return numeral.index < noun.index and all(t.pos not in ("NOUN", "PROPN") or amount([t]) for t in between)


def _quantified(sentence: Sentence, token: Token, numbers: Sequence[Token]) -> list[Token]:
    """The noun with its numerals and adjectives, and a bare genitive behind it, as one run of tokens."""
    low, high = min([token.index, *(numeral.index for numeral in numbers)]), token.index
    for child in sentence.children(token.index):
        whose = child.rel == "nmod" and child.pos == "PRON"  # «его сына»
        if child.index < token.index and (child.rel in _QUANTITY or whose):
            low = min(low, _first_of(sentence, child))
        elif child.index > token.index and child.rel == "nmod" and child.feats.get("Case") == "Gen":
            inner = sentence.subtree(child.index)
            plain = not any(word.rel in ("case", "punct", "acl", "acl:relcl") for word in inner)
            high = max(high, inner[-1].index) if plain else high
    return sentence.tokens[low : high + 1]


def _first_of(sentence: Sentence, child: Token) -> int:
    """Index of the first word that goes with it: «в Туле умер от ран 40-летний шахтёр» is not of wounds forty."""
    words = sentence.subtree(child.index)
    if child.rel != "amod":
        return words[0].index
    before = reversed([word for word in words if word.index < child.index])
    own = list(takewhile(lambda word: word.pos not in _OF_PHRASES, before))
    return own[-1].index if own else child.index
