"""Layout: title, headings, lead, body, captions, lists and quotes, told by lines, not by markup.

A line is a block, unless it is hard-wrapped (then lines join until a blank one). Rules are tried in
the order of `_RULES`, the first answer wins.
"""

import re
from collections.abc import Callable

from letopis.document import Block, BlockKind, Document

TITLE_LIMIT = 250
HEADING_LIMIT = 140
ITEM_LIMIT = 300
WRAP_LIMIT = 50
_TOP = 2

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"(?:[•·▪●*–—-]|\(?\d{1,2}[.)]|[а-яa-z]\))\s+(?=\S)")
_CAPTION = re.compile(
    r"(?:на\s+)?(?:фото|фотография|снимок|снимке|иллюстрация|видео|скриншот|инфографика)\b"
    r"(?=\s*[:.©/(—–-]|\s+(?:из|с|от|автора|предоставлен[оа]?|пресс-служб\w*|[А-ЯЁA-Z«\"]))",
    re.IGNORECASE,
)
# A caption stuck to the end of the line before it: «…динамики Фото из интернета. …».
_GLUED_CAPTION = re.compile(r"(?<=[а-яёa-z»\"])\s+(?=Фото\s*(?:из|с|от|автора|пресс-служб\w*|:|©|/))")
_DATE_FIRST = re.compile(r"\d{1,4}(?![\w-])")
# Whom a picture shows, and when: «Анна Ким, 2018 год».
_DATED_CAPTION = re.compile(r"[^,]+, [^,.:]*\b(?:18|19|20)\d\d(?: год(?:а|у)?| г\.?)?$")
# A heading of Markdown, as exports of sites have them: «## 2013», «**Хроника.**».
_MARKED = re.compile(r"#{1,6}\s+\S|\*\*[^*]+[^*.…:;,]\*\*$")
# When the article was printed, alone in its line: «12 мая 2023, 14:30», «Опубликовано: 12.05.2023»; with «года» it
# heads what was done that day.
_STAMP = re.compile(
    r"(?:(?:опубликовано|дата публикации|дата):?\s+)?(?:\d{1,2}:\d\d,?\s+)?"
    r"(?:\d{1,2}\s+(?:янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\s+\d{4}(?:\s*г\.)?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)(?:,?\s+(?:в\s+)?\d{1,2}:\d\d)?",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][\"»”)\]]*$")
_QUOTED = re.compile(r"[«\"„“].+[»\"”“][.!?…]?$", re.DOTALL)


def split_blocks(text: str) -> list[Block]:
    """Blocks in text order, trimmed of white space, never overlapping. An empty text has none."""
    spans = [part for span in _joined(text, _lines(text)) for part in _unglued(text, span)]
    pieces = [text[start:end] for start, end in spans]
    kinds = _kinds(pieces)
    blocks: list[Block] = []
    heading: int | None = None
    for index, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        if kind == "heading":
            heading = None
        blocks.append(Block(index, start, end, kind, heading, _intro(pieces, kinds, index)))
        if kind == "heading":
            heading = index
    return blocks


def stamp(document: Document) -> Block | None:
    """The line above or right below the title that says when the article was printed; see `_STAMP`."""
    pieces = [document.text[block.start : block.end] for block in document.blocks]
    return next((block for block in document.blocks[:_TOP] if _is_stamp(pieces, block.index)), None)


def _lines(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            spans.append((start, start + len(stripped)))
    return spans


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo hard wrapping: a long line without an end joins a next one that goes on in lower case."""
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and _wraps(text, joined[-1], (start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _wraps(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    last = text[before[1] - 1]
    if text.count("\n", before[1], after[0]) > 1 or last in ".!?…:;":
        return False
    length = before[1] - max(before[0], text.rfind("\n", 0, before[1]) + 1)
    return length >= WRAP_LIMIT and (text[after[0]].islower() or last in ",-")


def _unglued(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = span
    match = _GLUED_CAPTION.search(text, start, end)
    return [(start, match.start()), (match.end(), end)] if match else [span]


def _kinds(pieces: list[str]) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    for index in range(len(pieces)):
        kinds.append(next(kind for kind, rule in _RULES if rule(pieces, kinds, index)))
    return kinds


def _is_stamp(pieces: list[str], index: int) -> bool:
    """A date alone in its line at the top; where there are more such lines they head the parts of a chronicle."""
    if index >= min(_TOP, len(pieces) - 1) or not _STAMP.fullmatch(pieces[index]):
        return False
    return sum(_STAMP.fullmatch(piece) is not None for piece in pieces) == 1


def _is_caption(pieces: list[str], kinds: list[BlockKind], index: int) -> bool:
    """Marked as a picture's text; or a line without an end that gives a year last, or stands with its like right below
    the title and opens with no date, as the heading of a chronicle does."""
    piece = pieces[index]
    if _CAPTION.match(piece):
        return True
    if not _is_heading(pieces, kinds, index):
        return False
    below_title = "title" in kinds[:_TOP] and set(kinds) - {"title"} <= {"caption"} and not _DATE_FIRST.match(piece)
    return below_title or _DATED_CAPTION.match(piece) is not None


def _is_title(pieces: list[str], _kinds: list[BlockKind], index: int) -> bool:
    piece = pieces[index]
    first = index == 0 or (index == 1 and _is_stamp(pieces, 0))
    return first and len(pieces) > index + 1 and len(piece) <= TITLE_LIMIT and piece[-1] not in ".…:;,"


def _is_list(pieces: list[str], kinds: list[BlockKind], index: int) -> bool:
    """Bulleted lines by twos or more, lines that end in a semicolon, and the line that closes such a list."""
    piece = pieces[index]
    if len(piece) > ITEM_LIMIT:
        return False
    if piece.endswith(";"):
        return True
    if index and kinds[index - 1] == "list" and pieces[index - 1].endswith(";"):
        return True
    near = [pieces[i] for i in (index - 1, index + 1) if 0 <= i < len(pieces)]
    return bool(_BULLET.match(piece)) and any(_same_bullet(piece, other) for other in near)


def _same_bullet(one: str, other: str) -> bool:
    first, second = _BULLET.match(one), _BULLET.match(other)
    if not first or not second:
        return False
    # Lines of speech open with dashes too, but they are not items of a list.
    return not (one[0] in "–—-" and _END.search(one) and one.rstrip()[-1] == "?")


def _is_heading(pieces: list[str], _kinds: list[BlockKind], index: int) -> bool:
    piece = pieces[index]
    if _MARKED.match(piece) and len(piece) <= HEADING_LIMIT and 0 < index < len(pieces) - 1:
        return True
    if len(piece) > HEADING_LIMIT or piece[-1] in ".…:;," or index + 1 >= len(pieces):
        return False
    return (piece[0].isupper() or piece[0].isdigit() or piece[0] in '«"') and index > 0


def _is_quote(pieces: list[str], _kinds: list[BlockKind], index: int) -> bool:
    return _QUOTED.match(pieces[index]) is not None and len(pieces[index]) > HEADING_LIMIT // 2


def _is_lead(_pieces: list[str], kinds: list[BlockKind], _index: int) -> bool:
    return not {"lead", "body", "quote"} & set(kinds)


_RULES: tuple[tuple[BlockKind, Callable[[list[str], list[BlockKind], int], bool]], ...] = (
    ("caption", lambda pieces, _kinds, index: _is_stamp(pieces, index)),
    ("caption", _is_caption),
    ("title", _is_title),
    ("list", _is_list),
    ("heading", _is_heading),
    ("quote", _is_quote),
    ("lead", _is_lead),
    ("body", lambda _pieces, _kinds, _index: True),
)


def _intro(pieces: list[str], kinds: list[BlockKind], index: int) -> int | None:
    """The nearest line before the list's first item, when it ends in a colon."""
    if kinds[index] != "list":
        return None
    first = index
    while first > 0 and kinds[first - 1] == "list":
        first -= 1
    return first - 1 if first > 0 and pieces[first - 1].endswith(":") else None
