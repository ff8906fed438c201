"""The nominative of a noun phrase: its head and the adjectives that agree with it, the rest as it stands."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from letopis.document import Token
from letopis.entities.inflection import entries, forms_with, in_nominative, inflected
from letopis.entities.place_guesses import from_case
from letopis.language.morphology import fold, like, vocabulary

_GENDERS = {"Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut"}
_GRAMS = {gender: frozenset({"nomn", "sing", tag}) for gender, tag in _GENDERS.items()} | {
    "Plur": frozenset({"nomn", "plur"})
}
# Features by which the dictionary's readings of a noun are told apart.
_DECIDING = ("Case", "Number", "Gender", "Animacy")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FLAT = frozenset({"flat:name", "flat:foreign", "flat"})
# Endings of a masculine noun in a consonant.
_MASCULINE = {"Gen": "а", "Dat": "у", "Ins": "ом", "Loc": "е"}
_ADJECTIVAL = ("ой", "ого", "ому", "ую", "ым", "ом", "ых", "ыми", "ей", "его", "ему", "юю", "им", "ем", "их", "ими")
_OF_PLACE = re.compile("(.*[сц]к)(?:ого|ому|им|ом|ой|ую|их|ими)")
_OF_PLACE_ENDS = {"Plur": "ие", "Masc": "ий", "Fem": "ая", "Neut": "ое"}
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


def head_index(tokens: Sequence[Token]) -> int:
    """Index within `tokens` of the phrase's head: its first noun that no adjective's case disowns."""
    low, high = tokens[0].index, tokens[-1].index
    for position, token in enumerate(tokens):
        if token.pos in _NOMINAL and not low <= token.head <= high:
            return position
    for position, token in enumerate(tokens):
        if token.pos in _NOMINAL:
            return position
    return len(tokens) - 1


def nominative_phrase(text: str, tokens: Sequence[Token], governed: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The phrase in the nominative, spaced as in `text`, and the folded lemma of its head.

    Only words before the head that agree with it change, and those that go on with a name («Ак Барса»); a complement
    («Министерство иностранных дел») stays. `governed` are the cases that the words around ask for, if they tell.
    """
    position = head_index(tokens)
    if tokens[position].feats.get("Foreign"):
        last = tokens[-1]
        changed = {last.index: noun_nominative(_governed(last, governed))}
        return _joined(text, tokens, changed), fold(tokens[position].lemma)
    head = _governed(_as_noun(tokens[position], tokens[:position]), governed)
    if head.feats.get("Case") == "Nom" or not _is_russian(head.text):
        return text[tokens[0].start : tokens[-1].end], fold(head.lemma)
    changed = {head.index: _head_nominative(head)}
    for token in tokens[position + 1 :]:
        if token.rel in _FLAT and token.head == head.index and _agrees(token, head):
            changed[token.index] = noun_nominative(token)
    for token in tokens[:position]:
        if (token.pos in {"ADJ", "DET", "VERB"} and _agrees(token, head)) or _is_attribute(token, head):
            changed[token.index] = adjective_nominative(token, head)
    return _joined(text, tokens, changed), fold(head.lemma)


def _as_noun(head: Token, before: Sequence[Token]) -> Token:
    """«Уральской стали»: what the tagger takes for a verb is the noun that agrees with the adjective before it."""
    if head.pos in _NOMINAL or not before or before[-1].pos not in {"ADJ", "DET"}:
        return head
    told = before[-1].feats
    nouns = [form for form in entries(head.text) if form.pos == "NOUN" and form.feats.get("Case") == told.get("Case")]
    fitting = [form for form in nouns if form.feats.get("Gender") == told.get("Gender", form.feats.get("Gender"))]
    if not fitting:
        return head
    return replace(head, pos="NOUN", lemma=fitting[0].normal_form, feats=dict(fitting[0].feats))


def _governed(head: Token, cases: frozenset[str]) -> Token:
    """«повстанцы «Движения»»: in the case asked for, where the dictionary has that form in it and in no other that the
    tagger's could be."""
    forms = [form for form in entries(head.text) if form.pos == "NOUN"]
    asked = [form for form in forms if form.feats.get("Case") in cases]
    told = head.feats.get("Case")
    fits = told in cases and any(form.feats.get("Case") == told for form in forms)
    stands = any(form.feats.get("Case") == "Nom" and form.feats.get("Number") == "Sing" for form in forms)
    if fits or stands or not asked:
        return head
    return replace(head, feats=dict(asked[0].feats))


def _is_russian(word: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in word.lower())


def _agrees(adjective: Token, head: Token) -> bool:
    return adjective.feats.get("Case") == head.feats.get("Case")


def _is_attribute(token: Token, head: Token) -> bool:
    """«Шкловского», «Эстонско-Латвийской»: told by the parser alone, where the tagger does not know the word."""
    cases = (None, head.feats.get("Case"))
    alike = token.text.lower().endswith(_ADJECTIVAL) and token.feats.get("Case") in cases
    return alike and token.rel == "amod" and token.head == head.index


def _head_nominative(head: Token) -> str:
    """An abbreviation in capitals does not decline, or has an ending behind them: «МИДа»."""
    capitals = head.text.rstrip("ауеом")
    if capitals.isupper() and len(capitals) > 1:
        return capitals
    return noun_nominative(head)


def noun_nominative(noun: Token) -> str:
    """The noun in the nominative of its own number."""
    return _noun_nominative(noun.text, tuple((key, noun.feats[key]) for key in _DECIDING if key in noun.feats))


@lru_cache(maxsize=20_000)
def _noun_nominative(word: str, feats: tuple[tuple[str, str], ...]) -> str:
    told = dict(feats)
    return word if told.get("Case", "Nom") == "Nom" else _invented(word, told) or _declined(word, told)


def _declined(word: str, told: dict[str, str]) -> str:
    """By the dictionary's reading that shares most features with the tagger's; words it cannot inflect as they are."""
    forms = entries(word)
    case = told.get("Case", "")
    if not any(form.is_known or form.feats.get("Case") == case for form in forms):  # «Бенфики»
        guessed = from_case(word, case, told.get("Gender"))
        if guessed is not None:
            return guessed
    best = max(forms, key=lambda form: sum(form.feats.get(key) == value for key, value in told.items()), default=None)
    if best is None:
        return word
    number = told.get("Number")
    if all(form.feats.get("Number") != number for form in forms):  # «акимату» is no plural, whatever the tagger says
        number = best.feats.get("Number")
    changed = in_nominative(best, *([number] if number else []))
    return like(word, changed) if changed is not None else word


def _invented(word: str, feats: dict[str, str]) -> str | None:
    """«Мечела»: a masculine in a consonant that the dictionary lacks, and takes for a neuter in -о."""
    ending = _MASCULINE.get(feats.get("Case", ""), "")
    masculine = (feats.get("Gender"), feats.get("Number")) == ("Masc", "Sing")
    if not ending or not masculine or not word.endswith(ending) or vocabulary().word_is_known(word):
        return None
    stem = word[: -len(ending)]
    fleeting = stem.endswith("ц") and any(form.normal_form.endswith("ец") for form in entries(word))  # «Енисейца»
    return stem if stem[-1:] in _CONSONANTS and not fleeting else None


def adjective_nominative(token: Token, head: Token) -> str:
    """The adjective in the nominative of the head's gender and number, by the lexeme's form nearest to its own.

    «Высшего» is a form of «высший», of «высочайший» and of «высокий»: what shares most letters is meant.
    """
    number = head.feats.get("Number", "Sing")
    gender = "Plur" if number == "Plur" else head.feats.get("Gender", "Masc")
    return _agreeing(token.text, gender)


@lru_cache(maxsize=10_000)
def _agreeing(word: str, gender: str) -> str:
    wanted = frozenset({"nomn", _GENDERS.get(gender, "masc")})
    best = ""
    lexemes = set()
    for form in entries(word):
        lexeme = (form.normal_form, form.methods_stack[0][2:3])
        if form.pos not in {"ADJ", "VERB", "DET", "PRON", "NUM"} or lexeme in lexemes:
            continue
        lexemes.add(lexeme)
        changed = inflected(form, _GRAMS.get(gender, _GRAMS["Masc"]))
        nominatives = [changed] if changed is not None else []
        nominatives += forms_with(form, wanted)
        best = max([best, *nominatives], key=lambda one: _shared(word, one))
    placed = _OF_PLACE.fullmatch(word)  # «Шкловского» is a surname to the dictionary
    return like(word, best) if best else placed[1] + _OF_PLACE_ENDS[gender] if placed else word


def _shared(one: str, other: str) -> int:
    """How many letters two words share from the beginning."""
    first, second = fold(one), fold(other)
    count = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        count += 1
    return count


def _joined(text: str, tokens: Sequence[Token], changed: dict[int, str]) -> str:
    pieces = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        pieces.append(changed.get(token.index, token.text))
        if after is not None:
            pieces.append(text[token.end : after.start])
    return " ".join("".join(pieces).split())
