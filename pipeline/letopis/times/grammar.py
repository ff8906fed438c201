"""Patterns over classed words: one character per word, one regular expression for all rules.

Rules are alternatives in the order of their files, so the first that fits at a word wins; a search
moves over the words once, and what a rule took is not looked at again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letopis.errors import ResourceError
from letopis.times import resources
from letopis.times.firsts import first_symbols
from letopis.times.lexer import Lexeme, classes
from letopis.times.resources import RuleRow

_NAME = re.compile(r"(?<![?A-Za-z0-9])[A-Z][A-Z0-9]*")
_GROUP = re.compile(r"\(\?P<([a-z0-9]+)>")
_POINT = re.compile(r"\b(?:POINT|INNER)\b")
_FIRST_SYMBOL = 0xE000


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits lexemes[first:last]; `groups` are its named parts, as ranges of lexemes."""

    rule: RuleRow
    lexemes: Sequence[Lexeme]
    first: int
    last: int
    groups: dict[str, tuple[int, int]]

    def part(self, name: str) -> Sequence[Lexeme]:
        """The lexemes of a named part, empty when it is absent."""
        first, last = self.groups.get(name, (0, 0))
        return self.lexemes[first:last]

    def one(self, name: str) -> Lexeme | None:
        """The first lexeme of a named part."""
        part = self.part(name)
        return part[0] if part else None


class _Rules:
    """Rules that are tried in order; by the symbol they may begin with, each such regular expression made once."""

    def __init__(self, rows: Sequence[RuleRow], expanded: Sequence[str]) -> None:
        self.rows = rows
        self._groups = [[(name, f"r{i}_{name}") for name in _GROUP.findall(row.pattern)] for i, row in enumerate(rows)]
        renamed = [_GROUP.sub(rf"(?P<r{i}_\1>", pattern) for i, pattern in enumerate(expanded)]
        self._pieces = [f"(?P<r{i}>{pattern})" for i, pattern in enumerate(renamed)]
        self._firsts = [self._first(row, pattern) for row, pattern in zip(rows, expanded, strict=True)]
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self.beginning = re.compile(f"[{''.join(sorted(frozenset().union(*self._firsts)))}]")

    @staticmethod
    def _first(row: RuleRow, pattern: str) -> frozenset[str]:
        try:
            return first_symbols(pattern)
        except ValueError as error:
            raise ResourceError("rules", f"rule {row.name!r}: {error}") from error

    def starting(self, symbol: str) -> re.Pattern[str] | None:
        """All the rules that may begin with a symbol, as one pattern; None when there is none."""
        if symbol not in self._patterns:
            pieces = [piece for piece, first in zip(self._pieces, self._firsts, strict=True) if symbol in first]
            self._patterns[symbol] = self._compile("|".join(pieces)) if pieces else None
        return self._patterns[symbol]

    def _compile(self, pattern: str) -> re.Pattern[str]:
        """Symbols with the same rules share one pattern: compiling is slow."""
        if pattern not in self._compiled:
            self._compiled[pattern] = re.compile(pattern)
        return self._compiled[pattern]

    def result(self, match: re.Match[str], lexemes: Sequence[Lexeme]) -> Match:
        """Which rule fitted, and its named parts."""
        number = int((match.lastgroup or "r0")[1:])
        spans = [(name, match.span(full)) for name, full in self._groups[number]]
        groups = {name: span for name, span in spans if span[0] >= 0}
        return Match(self.rows[number], lexemes, match.start(), match.end(), groups)


class Grammar:
    """All rules, compiled. `attempts` counts the words at which rules were tried."""

    def __init__(self, rows: Sequence[RuleRow]) -> None:
        self._symbols = {name: chr(_FIRST_SYMBOL + i) for i, name in enumerate(classes())}
        self._macros: dict[str, str] = {}
        for macro in resources.macros():
            self._macros[macro.name] = f"(?:{self._expanded(macro.pattern, macro.name)})"
        self.attempts = 0
        self._inner = self._ruled([row for row in rows if row.level in ("point", "inner")])
        for name, levels in (("POINT", ("point",)), ("INNER", ("inner",))):
            pieces = [self._bare(row) for row in rows if row.level in levels and not _POINT.search(row.pattern)]
            self._macros[name] = f"(?:{'|'.join(pieces)})"
        self._top = self._ruled([row for row in rows if row.level != "inner"])

    def symbols(self, lexemes: Sequence[Lexeme]) -> str:
        """The words of a sentence as patterns see them."""
        table = self._symbols
        return "".join([table[lexeme.cls] for lexeme in lexemes])

    def find(self, lexemes: Sequence[Lexeme]) -> list[Match]:
        """What the rules find, from left to right, without overlaps; skips are left out."""
        text, at, found = self.symbols(lexemes), 0, []
        while (start := self._top.beginning.search(text, at)) is not None:
            at = start.start()
            match = self._match(text, at)
            if match is None:
                at += 1
                continue
            result = self._longer(text, self._top.result(match, lexemes))
            if result.rule.level != "skip":
                found.append(result)
            at = result.last
        return found

    def _match(self, text: str, at: int) -> re.Match[str] | None:
        pattern = self._top.starting(text[at])
        if pattern is None:
            return None
        self.attempts += 1
        return pattern.match(text, at)

    def _longer(self, text: str, result: Match) -> Match:
        """After a preposition that is not part of it, an expression may reach further: «в [январе 2021 года]»."""
        span = result.groups.get(result.rule.span or "")
        if span is None or span[0] == result.first:
            return result
        match = self._match(text, span[0])
        further = match is not None and match.end() > result.last
        return self._top.result(match, result.lexemes) if match is not None and further else result

    def point(self, lexemes: Sequence[Lexeme], first: int, last: int) -> Match | None:
        """The point that lexemes[first:last] make as a whole; the match counts from `first`."""
        part = lexemes[first:last]
        text = self.symbols(part)
        pattern = self._inner.starting(text[0])
        match = pattern.fullmatch(text) if pattern else None
        return self._inner.result(match, part) if match else None

    def _ruled(self, rows: Sequence[RuleRow]) -> _Rules:
        return _Rules(rows, [self._expanded(row.pattern, row.name) for row in rows])

    def _bare(self, row: RuleRow) -> str:
        return self._expanded(_GROUP.sub("(?:", row.pattern), row.name)

    def _expanded(self, pattern: str, rule: str) -> str:
        def symbol(match: re.Match[str]) -> str:
            name = match.group()
            if name in self._macros:
                return self._macros[name]
            if name in self._symbols:
                return self._symbols[name]
            raise ResourceError("rules", f"rule {rule!r} uses {name!r}, which is neither a class nor a macro")

        return _NAME.sub(symbol, pattern).replace(" ", "")


@cache
def grammar() -> Grammar:
    """The grammar of the shipped rules, compiled once."""
    return Grammar(resources.rules())
