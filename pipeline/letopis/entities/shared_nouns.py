"""Places whose noun is told once for several of them: «в Тульской и Орловской областях»."""

from collections.abc import Sequence
from typing import NamedTuple

from letopis.document import Sentence, Token
from letopis.entities.place_forms import adjectival, agreeing_with

# What lands are divided into, each called by an adjective.
DISTRICTS = frozenset(("район", "область", "край", "округ", "губерния", "воеводство"))
_JOINING = frozenset({",", "и", "или"})


class Sharing(NamedTuple):
    """One of the places, tokens [first, last), the last of them with the noun; `name` is what it is called alone."""

    first: int
    last: int
    name: str


def sharing(sentence: Sentence) -> list[Sharing]:
    """Places in text order of which two or more share a noun."""
    found: list[Sharing] = []
    for noun in sentence.tokens:
        adjectives = joined_names(sentence.tokens, noun.index - 1) if noun.lemma in DISTRICTS else []
        for adjective in adjectives if len(adjectives) > 1 else ():
            last = noun.index if adjective is adjectives[-1] else adjective.index
            name = f"{agreeing_with(adjective.text, noun.lemma)} {noun.lemma}"
            found.append(Sharing(adjective.index, last + 1, name))
    return found


def joined_names(tokens: Sequence[Token], last: int) -> list[Token]:
    """Adjectives that are names, in text order: the one at `last` and those joined to it before it by commas and
    conjunctions; none where that is no name."""
    found: list[Token] = []
    at = last
    while at >= 0 and _is_name(tokens[at]):
        found.insert(0, tokens[at])
        if at < 2 or tokens[at - 1].text not in _JOINING:
            break
        at -= 2
    return found


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and adjectival(token.text)
