"""CoNLL with BIO tags: a token a line, its tag in the last column, an empty line between sentences.

Read: any number of columns; `# newdoc id = NAME` begins an article, and without `# text = "..."` (the whole text as a
JSON string, which we write) the text is the tokens joined by spaces. Written: token, start, end, tag. One tag a token:
of spans that overlap the longest stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import orjson

from letopis.document import Sentence
from letopis.evaluation.formats.standoff import Span, StandoffArticle, checked, files_of, text_of
from letopis.evaluation.gold import Fault, GoldError
from letopis.evaluation.segmentation import Segmentation
from letopis.language.blocks import split_blocks
from letopis.language.segmentation import split_sentences

_NAME, _TEXT = "# newdoc id = ", "# text = "
_ENDINGS = (".conll", ".bio", ".iob", ".tsv")


@dataclass(slots=True)
class _Part:
    """The rows of one article: sentences of (line, token, tag)."""

    name: str
    path: Path
    text: str | None = None
    sentences: list[list[tuple[int, str, str]]] = field(default_factory=lambda: [[]])


def read(path: Path) -> list[StandoffArticle]:
    """Articles of a file, or of all in a folder. Raises UsageError, GoldError with every faulty line."""
    articles: list[StandoffArticle] = []
    faults: list[Fault] = []
    for file in files_of(path, _ENDINGS, "CoNLL file"):
        for part in _parts(file):
            try:
                articles.append(_article(part))
            except GoldError as error:
                faults += error.faults
    if faults:
        raise GoldError(faults)
    return checked(articles)


def _parts(path: Path) -> list[_Part]:
    parts = [_Part(path.stem, path)]
    for number, row in enumerate(text_of(path).split("\n"), 1):
        line = row.rstrip("\r")
        if line.startswith(_NAME):
            parts.append(_Part(line.removeprefix(_NAME).strip(), path))
        elif line.startswith(_TEXT):
            parts[-1].text = _string(line.removeprefix(_TEXT))
        elif line.startswith("-DOCSTART-"):
            parts.append(_Part(f"{path.stem}-{len(parts)}", path))
        elif not line.strip():
            parts[-1].sentences.append([])
        elif not line.startswith("# "):
            token, *rest = line.split("\t") if "\t" in line else line.split()
            parts[-1].sentences[-1].append((number, token, rest[-1] if rest else ""))
    return [part for part in parts if any(part.sentences)]


def _string(value: str) -> str | None:
    """CoNLL-U has a sentence's bare text there, which is none of ours."""
    try:
        text = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    return text if isinstance(text, str) else None


def _article(part: _Part) -> StandoffArticle:
    sentences = [rows for rows in part.sentences if rows]
    text = part.text if part.text is not None else "\n".join(" ".join(row[1] for row in rows) for rows in sentences)
    article = StandoffArticle(part.name, part.path, text)
    at = 0
    tokens: list[list[tuple[int, int]]] = []
    for rows in sentences:
        tokens.append([])
        open_: Span | None = None
        for line, token, tag in rows:
            at = text.find(token, at)
            prefix, dash, label = tag.partition("-")
            if at < 0 or prefix not in {"B", "I", "O"} or (bool(dash) == (prefix == "O")):
                tagged = f"has the tag {tag!r}: write O, B-LABEL or I-LABEL"
                reason = "does not follow in the text" if at < 0 else tagged
                raise GoldError([Fault(part.path, line, f"{part.name}: {token!r} {reason}")])
            if prefix == "I" and open_ is not None and open_.label == label:
                open_.end = at + len(token)
            elif prefix == "O":
                open_ = None
            else:
                open_ = Span(f"s{len(article.spans) + 1}", label, at, at + len(token))
                article.spans.append(open_)
            tokens[-1].append((at, at + len(token)))
            at += len(token)
    article.segmentation = Segmentation(
        tuple(place for sentence in tokens for place in sentence),
        tuple((sentence[0][0], sentence[-1][1]) for sentence in tokens),
    )
    return article


def write(articles: Sequence[StandoffArticle], path: Path) -> None:
    """All articles in one file."""
    path.write_bytes("".join(line for article in articles for line in _lines(article)).encode("utf-8"))


def _lines(article: StandoffArticle) -> Iterator[str]:
    yield f"{_NAME}{article.name}\n{_TEXT}{orjson.dumps(article.text).decode('utf-8')}\n"
    spans = _flat(article.spans)
    for sentence in split_sentences(article.text, split_blocks(article.text)):
        for start, end in _tokens(sentence, spans):
            inside = next((span for span in spans if span.start <= start and end <= span.end), None)
            tag = "O" if inside is None else f"{'B' if inside.start == start else 'I'}-{inside.label}"
            yield f"{article.text[start:end]}\t{start}\t{end}\t{tag}\n"
        yield "\n"


def _flat(spans: Sequence[Span]) -> list[Span]:
    """Spans that do not overlap, the longest first choice, in text order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start, span.label)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _tokens(sentence: Sentence, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Tokens, cut where a span begins or ends inside one."""
    edges = {offset for span in spans for offset in (span.start, span.end)}
    for token in sentence.tokens:
        cuts = [token.start, *sorted(edge for edge in edges if token.start < edge < token.end), token.end]
        yield from pairwise(cuts)
