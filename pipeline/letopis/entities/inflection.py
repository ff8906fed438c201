"""Inflection of one dictionary reading, by OpenCorpora grammemes, without the vocabulary's costly wrapping of forms."""

from typing import Any


def lexeme(form: Any) -> list[tuple[str, frozenset[str]]]:
    """Every form of the reading's lexeme with its grammemes."""
    analyzer = form.methods_stack[-1][0]
    return [(row[0], row[1].grammemes) for row in analyzer.get_lexeme(form)]


def inflected(form: Any, wanted: frozenset[str]) -> str | None:
    """The lexeme's form with all grammemes `wanted` («nomn», «plur»), nearest to the reading; None without one."""
    fitting = [(word, tags) for word, tags in lexeme(form) if wanted <= tags]
    if not fitting:
        return None
    target = form.tag.updated_grammemes(set(wanted))

    def similarity(row: tuple[str, frozenset[str]]) -> float:
        return len(target & row[1]) - 0.1 * len(target ^ row[1])

    return max(fitting, key=similarity)[0]
