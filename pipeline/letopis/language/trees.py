"""Whatever the parser says, what every later stage sees is a forest: heads lead to a root, never round in a ring."""

from letopis.document import Sentence, Token


def break_cycles(sentence: Sentence) -> None:
    """Cut each ring of heads at its finite verb, else at its first word, which becomes a root."""
    settled: set[int] = set()
    for token in sentence.tokens:
        path: dict[int, Token] = {}
        at: Token | None = token
        while at is not None and at.index not in settled and at.index not in path:
            path[at.index] = at
            at = sentence.tokens[at.head] if at.head >= 0 else None
        if at is not None and at.index in path:
            _cut(_ring(path, at))
        settled.update(path)


def _ring(path: dict[int, Token], at: Token) -> list[Token]:
    """The part of the path that leads from the token back to it."""
    order = list(path)
    return [path[index] for index in order[order.index(at.index) :]]


def _cut(ring: list[Token]) -> None:
    finite = [token for token in ring if token.feats.get("VerbForm") == "Fin"]
    top = min(finite or ring, key=lambda token: token.index)
    top.head, top.rel = -1, "root"
