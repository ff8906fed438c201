"""What a site is called: «на парковке у ледовой арены» is «парковка у ледовой арены», «в кировском парке» «парк»."""

from collections.abc import Collection, Sequence

from letopis.document import Sentence, Token
from letopis.entities.place_facilities import FacilityFile
from letopis.entities.place_forms import guess_nominative
from letopis.language.morphology import fold

# Behind a bare noun they tell which one it is: «баня на Советской», «дом напротив музея», «мост через речку».
_NEAR = frozenset({"у", "напротив", "возле", "около"})
_BESIDE = _NEAR | {"на", "под", "через"}
_OPEN, _CLOSED = '«"„“', '»"”“'
# Words of a name in quotation marks behind the noun.
QUOTED = 6
SHORTENED = 3  # letters of «ул.», «пр.», «пос.», at most


def site_phrase(text: str, sentence: Sentence, noun: Token, foreign: Collection[int]) -> tuple[str, int, int]:
    """Name, start and end in `text`; `foreign` are the indexes of adjectives that are no part of the name."""
    first = _first(sentence, noun, foreign)
    last = quoted_name(sentence, noun) or _last(sentence, noun)
    lemma = _lemma(noun)
    *before, named = guess_nominative(text[first.start : noun.end]).split(" ")
    # «парке» is of «парк», not of «парка»: so are the adjectives to stand.
    if fold(named) != lemma:
        *before, named = guess_nominative(text[first.start : noun.start] + lemma).split(" ")
    return " ".join([*before, named]) + text[noun.end : last.end], first.start, last.end


def _lemma(noun: Token) -> str:
    """«ущелья» is of «ущелье», whatever the dictionary has first."""
    stem = noun.lemma.removesuffix("ие") + "ь"
    return stem + "е" if noun.lemma.endswith("ие") and fold(noun.text).startswith(stem) else noun.lemma


def named_alone(name: str, venues: Collection[str]) -> str | None:
    """«Заря» of «кинотеатр «Заря»»: the name in quotation marks alone, where a word before it is one of `venues`."""
    before, opening, behind = name.partition("«")
    quoted = behind.partition("»")[0]
    return quoted if opening and quoted and any(fold(word) in venues for word in before.split()) else None


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end in `text` of what stands in quotation marks within `start` and `end`."""
    opening = text.find("«", start, end)
    closing = text.find("»", opening, end)
    return opening + 1 if opening >= 0 else start, closing if closing >= 0 else end


def _first(sentence: Sentence, noun: Token, foreign: Collection[int]) -> Token:
    """The first of the adjectives right before the noun."""
    first = noun
    for token in reversed(sentence.tokens[: noun.index]):
        if token.pos != "ADJ" or token.head != noun.index or token.index in foreign:
            break
        first = token
    return first


def _whose(after: Sequence[Token]) -> Token | None:
    """The noun of a phrase behind a preposition, or the capitalised adjective in its stead: «на Советской». None where
    a common noun has its name behind it («у посёлка Заречного», «на ул. Мира»): so long no site is called."""
    at = next((at for at, token in enumerate(after) if token.pos != "ADJ"), len(after))
    if at == len(after) or after[at].pos not in ("NOUN", "PROPN"):
        return after[at - 1] if at and after[at - 1].text[:1].isupper() else None
    noun, behind = after[at], after[at + 1].text if at + 1 < len(after) else ""
    name = behind[:1].isupper() or behind.startswith(tuple(_OPEN)) or (behind == "." and len(noun.text) <= SHORTENED)
    return None if name and noun.text[:1].islower() else noun


def quoted_name(sentence: Sentence, noun: Token) -> Token | None:
    """The closing mark of a name that stands right behind: «стадион «Луч»»."""
    after = sentence.tokens[noun.index + 1 : noun.index + 2 + QUOTED]
    if not after or after[0].text not in _OPEN:
        return None
    return next((token for token in after[1:] if token.text in _CLOSED), None)


def _last(sentence: Sentence, noun: Token) -> Token:
    """The last of the genitives behind the noun, else of the phrase that tells where it stands."""
    last, below = noun, sentence.subtree(noun.index)
    for token in sentence.tokens[noun.index + 1 :]:
        if token not in below or not (token.pos == "CCONJ" or token.feats.get("Case") == "Gen"):
            break
        last = token if token.pos in ("NOUN", "PROPN") and len(token.text) > 1 else last  # «на берегу р. Камы»
    if last is not noun:
        return _named(sentence, last)
    return _numbered(sentence, noun) or _beside(sentence, noun)


def _named(sentence: Sentence, noun: Token) -> Token:
    """The end of the name that a common noun has behind it, whatever its case: «на кладбище города Шали»."""
    last, below = noun, sentence.subtree(noun.index)
    for token in sentence.tokens[noun.index + 1 :] if noun.text[:1].islower() else ():
        if token not in below or not token.text[:1].isupper():
            break
        last = token
    return last


def _numbered(sentence: Sentence, noun: Token) -> Token | None:
    """The number behind it: «шахта № 7»."""
    sign, number = ([*sentence.tokens[noun.index + 1 : noun.index + 3], noun, noun])[:2]
    return number if sign.text == "№" and number.text[:1].isdigit() else None


def _beside(sentence: Sentence, noun: Token) -> Token:
    """The noun behind the preposition that stands right behind the site's, also where the parser gave it to the verb:
    «на парковке у арены задержали», «у моста через Обь», but not «в лесу на рыбака напал», «в кафе через час»."""
    below, after = sentence.subtree(noun.index), sentence.tokens[noun.index + 1 :]
    if not after or after[0].lemma not in _BESIDE:
        return noun
    last = _whose(after[1:])
    if last is None or last.feats.get("Animacy") == "Anim":
        return noun
    told = (after[0].lemma, last.feats.get("Case"))
    way = FacilityFile.load().named_how(noun.lemma) == "way"
    over = last.text[:1].isupper() and (told == ("через", "Acc") or (way and told == ("на", "Acc")))
    surely = after[0] in below or after[0].lemma in _NEAR or told == ("на", "Loc") or over
    return last if surely else noun
