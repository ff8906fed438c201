"""With which symbols can a pattern begin? So that a word is tried only against the rules that may fit.

Patterns are regular expressions of single symbols, groups, alternatives, look-aheads, `?` and `{m,n}`.
"""

import re

_HEADER = re.compile(r"\((?:\?:|\?P<\w+>|\?[=!])?")
_BOUNDS = re.compile(r"\{(\d+),\d+\}")

Parsed = tuple[set[str], bool, int]


def first_symbols(pattern: str) -> frozenset[str]:
    """Symbols that a match of the pattern can begin with. Raises ValueError for a pattern that can be empty."""
    found, empty, end = _alternatives(pattern, 0)
    if empty or end != len(pattern):
        raise ValueError("a rule must not fit nothing, and its brackets must be balanced")
    return frozenset(found)


def _alternatives(pattern: str, at: int) -> Parsed:
    found, empty, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        more, also, at = _sequence(pattern, at + 1)
        found, empty = found | more, empty or also
    return found, empty, at


def _sequence(pattern: str, at: int) -> Parsed:
    found: set[str] = set()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        item, skippable, at = _item(pattern, at)
        if empty:
            found |= item
        empty = empty and skippable
    return found, empty, at


def _item(pattern: str, at: int) -> Parsed:
    header = _HEADER.match(pattern, at)
    if header is not None:
        found, empty, end = _alternatives(pattern, header.end())
        at = end + 1
        if header.group()[-1] in "=!":
            found, empty = set(), True
    else:
        empty = pattern[at] == "$"
        found = set() if empty else {pattern[at]}
        at += 1
    bounds = _BOUNDS.match(pattern, at)
    if bounds is not None:
        return found, empty or bounds.group(1) == "0", bounds.end()
    optional = pattern[at : at + 1] == "?"
    return found, empty or optional, at + optional
