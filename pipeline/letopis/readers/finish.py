"""The last step of every reader: the article checked, cut where it is too long, dated, and given its id."""

from typing import Final

from letopis import ids
from letopis.document import Article, Notice
from letopis.readers.checks import check_surrogates, check_text
from letopis.readers.published import is_bare_new_year, parse_published
from letopis.readers.source import RawArticle, ReadOptions, SourceArticle, fault

# A cut goes back to the end of a paragraph or a word, but no further than this share of the text.
_CUT_BACK: Final = 0.1


def finish(raw: RawArticle, path: str | None, options: ReadOptions) -> SourceArticle:
    """Check the article, date it, give it its id. Raises InputError when it cannot be analysed.

    `path` is the file relative to the input root; None when it came without a file.
    """
    if len(raw.text) > options.max_bytes:
        raise fault(raw.where, "too-large", f"an article larger than {options.max_bytes} bytes")
    text, cut = truncate(raw.text, options.max_characters)
    passages = check_text(text, raw.where)
    for value in (raw.id, raw.url, raw.title, raw.source):
        check_surrogates(value or "", raw.where)
    url = _tidy(raw.url)
    published, doubts = _published(raw, path, options)
    given = published or options.published
    article = Article(
        id=ids.article_id(text, given=_tidy(raw.id), url=url, path=path, position=raw.position),
        text=text,
        sha256=ids.sha256_text(text),
        title=_tidy(raw.title),
        url=url,
        source=_tidy(raw.source),
        published=given,
        published_from="metadata" if published else "argument" if given else None,
        path=path,
    )
    return SourceArticle(article, [*raw.notices, *cut, *doubts, *passages])


def truncate(text: str, most: int) -> tuple[str, list[Notice]]:
    """The beginning of a text, of at most so many characters, and the notice that the rest is left out.

    The notice's offsets are into the whole text: from the end of what is kept to the text's own.
    """
    if len(text) <= most:
        return text, []
    earliest = int(most * (1 - _CUT_BACK))
    end = next((at for mark in ("\n", " ") if (at := text.rfind(mark, earliest, most)) >= 0), most)
    kept = text[:end].rstrip()
    message = f"the text has {len(text)} characters: only the first {len(kept)} were read (--max-characters)"
    return kept, [Notice("truncated", message, len(kept), len(text))]


def _tidy(value: str | None) -> str | None:
    """White space runs as one space; None for nothing."""
    return " ".join((value or "").split()) or None


def _said(raw: RawArticle, path: str | None, options: ReadOptions) -> list[str]:
    """Dates as the article gives them, then the one in its path; those of a column in the form asked for."""
    dates = options.published_from
    if dates is None:
        return raw.published
    if dates.column is not None:
        return [dates.find(said) or said for said in raw.published]
    found = dates.find(path or "")
    return [*raw.published, found] if found else raw.published


def _published(raw: RawArticle, path: str | None, options: ReadOptions) -> tuple[str | None, list[Notice]]:
    """The first trustworthy date of publication that the input gives, and what is wrong with the rest."""
    doubts: list[Notice] = []
    for said in _said(raw, path, options):
        found = parse_published(said, options.timezone)
        if found is None:
            doubts.append(Notice("published-unreadable", f"{said!r} is no date of publication"))
        elif is_bare_new_year(found) and raw.doubtful_new_year:
            doubts.append(Notice("published-doubtful", f"{said!r} may be a template's: not believed"))
        else:
            return found, []
    return None, doubts[:1]
