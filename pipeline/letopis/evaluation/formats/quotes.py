"""Standoff by quoting: a quote names a stretch of the article, offsets are computed from it.

- `визитом`            the text itself, whole words; it has to be the only one where it is looked for
- `визитом#2`          its second occurrence in the article
- `рабочим [визитом]`  the part in brackets, told apart by the words around it
- `Абишев*`            every occurrence of words that begin so (only where a list of mentions is asked for)

White space in a quote stands for any white space of the article.
"""

import re
from functools import lru_cache

Span = tuple[int, int]

_NUMBERED = re.compile(r"(?P<quote>.+)#(?P<number>\d+)")
_BRACKETED = re.compile(r"(?P<left>[^\[\]]*)\[(?P<inner>[^\[\]]+)\](?P<right>[^\[\]]*)")


class QuoteError(ValueError):
    """The quote names nothing, or more than one stretch; the message says how to mend it."""


def locate(text: str, quote: str, scope: Span | None = None) -> Span:
    """The one stretch that the quote names, half-open [start, end).

    A quote without a number is looked for inside `scope` first, then in the whole text.
    Raises QuoteError when there is none, or no single one.
    """
    number = _NUMBERED.fullmatch(quote)
    if number is None:
        return _only(text, quote, scope)
    found = _all(text, number["quote"])
    index = int(number["number"])
    if not 1 <= index <= len(found):
        raise QuoteError(f"«{number['quote']}» occurs {len(found)} times, there is no #{index}")
    return found[index - 1]


def locate_all(text: str, quote: str) -> list[Span]:
    """Every stretch that a pattern with `*` names, or the one that any other quote names."""
    if "*" not in quote:
        return [locate(text, quote)]
    found = _all(text, quote)
    if not found:
        raise QuoteError(f"no words of the article fit «{quote}»; check the spelling")
    return found


def _only(text: str, quote: str, scope: Span | None) -> Span:
    found = _all(text, quote)
    near = [span for span in found if scope and scope[0] <= span[0] and span[1] <= scope[1]] or found
    if len(near) == 1:
        return near[0]
    if not near:
        raise QuoteError(f"«{quote}» does not occur in the article; quote it letter by letter")
    fix = f"write {quote}#1 ... #{len(found)}, or its neighbours too: before [{quote}] after"
    raise QuoteError(f"«{quote}» occurs {len(near)} times; {fix}")


def _all(text: str, quote: str) -> list[Span]:
    return [match.span("inner") for match in _pattern(quote.strip()).finditer(text)]


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    parts = _BRACKETED.fullmatch(quote)
    left, inner, right = parts.group("left", "inner", "right") if parts else ("", quote, "")
    whole = left + inner + right
    # A hyphen inside a word joins: «мэра» is not a word of «вице-мэра».
    before = r"(?<!\w)(?<![^\W\d]-)" if whole[:1].isalnum() else ""
    after = r"(?!\w)(?!-[^\W\d])" if whole[-1:].isalnum() or whole.endswith("*") else ""
    return re.compile(f"{before}{_words(left)}(?P<inner>{_words(inner)}){_words(right)}{after}")


def _words(piece: str) -> str:
    escaped = re.escape(piece).replace(r"\*", r"\w*")
    return re.sub(r"(?:\\\s|\s)+", r"\\s+", escaped)
