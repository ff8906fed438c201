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
from letopis.times.lexer import Lexeme, classes
from letopis.times.resources import RuleRow

_NAME = re.compile(r"(?<![?A-Za-z0-9])[A-Z][A-Z0-9]*")
_GROUP = re.compile(r"\(\?P<([a-z0-9]+)>")
_POINT = re.compile(r"\b(?:POINT|INNER)\b")
_FIRST_SYMBOL = 0xE000
# Classes at which no expression can begin and which no guard needs to see first.
_NEVER_FIRST = frozenset({"X", "COMMA", "CLOSE", "COLON", "SEMI", "DOT", "PERCENT", "AND", "ZHE", "AGO"})


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


@dataclass(frozen=True, slots=True)
class _Compiled:
    rules: list[RuleRow]
    groups: list[list[tuple[str, str]]]
    pattern: re.Pattern[str]


class Grammar:
    """All rules, compiled. `attempts` counts the words at which rules were tried."""

    def __init__(self, rows: Sequence[RuleRow]) -> None:
        self._symbols = {name: chr(_FIRST_SYMBOL + i) for i, name in enumerate(classes())}
        self._idle = frozenset(self._symbols[name] for name in _NEVER_FIRST)
        self._macros: dict[str, str] = {}
        for macro in resources.macros():
            self._macros[macro.name] = f"(?:{self._expanded(macro.pattern, macro.name)})"
        self.attempts = 0
        self._inner = self._compiled([row for row in rows if row.level in ("point", "inner")])
        for name, levels in (("POINT", ("point",)), ("INNER", ("inner",))):
            pieces = [self._bare(row) for row in rows if row.level in levels and not _POINT.search(row.pattern)]
            self._macros[name] = f"(?:{'|'.join(pieces)})"
        self._top = self._compiled([row for row in rows if row.level != "inner"])

    def symbols(self, lexemes: Sequence[Lexeme]) -> str:
        """The words of a sentence as patterns see them."""
        table = self._symbols
        return "".join([table[lexeme.cls] for lexeme in lexemes])

    def find(self, lexemes: Sequence[Lexeme]) -> list[Match]:
        """What the rules find, from left to right, without overlaps; skips are left out."""
        text, at, found = self.symbols(lexemes), 0, []
        while at < len(text):
            if text[at] in self._idle:
                at += 1
                continue
            self.attempts += 1
            match = self._top.pattern.match(text, at)
            if match is None or match.end() == at:
                at += 1
                continue
            result = self._longer(text, _result(self._top, match, lexemes))
            if result.rule.level != "skip":
                found.append(result)
            at = result.last
        return found

    def _longer(self, text: str, result: Match) -> Match:
        """After a preposition that is not part of it, an expression may reach further: «в [январе 2021 года]»."""
        span = result.groups.get(result.rule.span or "")
        if span is None or span[0] == result.first:
            return result
        self.attempts += 1
        match = self._top.pattern.match(text, span[0])
        further = match is not None and match.end() > result.last
        return _result(self._top, match, result.lexemes) if match is not None and further else result

    def point(self, lexemes: Sequence[Lexeme], first: int, last: int) -> Match | None:
        """The point that lexemes[first:last] make as a whole."""
        match = self._inner.pattern.fullmatch(self.symbols(lexemes), first, last)
        return _result(self._inner, match, lexemes) if match else None

    def _compiled(self, rows: Sequence[RuleRow]) -> _Compiled:
        pieces, groups = [], []
        for i, row in enumerate(rows):
            names = _GROUP.findall(row.pattern)
            groups.append([(name, f"r{i}_{name}") for name in names])
            renamed = _GROUP.sub(rf"(?P<r{i}_\1>", row.pattern)
            pieces.append(f"(?P<r{i}>{self._expanded(renamed, row.name)})")
        return _Compiled(list(rows), groups, re.compile("|".join(pieces)))

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


def _result(compiled: _Compiled, match: re.Match[str], lexemes: Sequence[Lexeme]) -> Match:
    number = int((match.lastgroup or "r0")[1:])
    groups = {name: match.span(full) for name, full in compiled.groups[number] if match.start(full) >= 0}
    return Match(compiled.rules[number], lexemes, match.start(), match.end(), groups)


@cache
def grammar() -> Grammar:
    """The grammar of the shipped rules, compiled once."""
    return Grammar(resources.rules())
