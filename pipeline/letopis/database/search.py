"""Full-text search over articles: by dictionary forms, so that «встречи» finds «встреча», and «ё» finds «е».

SQLite's FTS5 folds neither Cyrillic inflection nor ё, so it is given lemmas (filled by linking); PostgreSQL
has a Russian stemmer of its own, and an index over title and text. The stemmer does not know that «послом» is
of «посол»; the lemmas do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, func, literal_column, select, text

from letopis.database import schema
from letopis.database.batches import portions, rows_where
from letopis.language.morphology import fold, lemmas, parses

_WORD: Final = re.compile(r"\w+")
_ARTICLE = schema.articles.c
# A tsvector holds at most a megabyte.
_DOCUMENT: Final = (
    "to_tsvector('russian', translate(left(coalesce(title, '') || ' ' || coalesce(text, ''), 250000), 'ёЁ', 'еЕ'))"
)
SEARCH_TABLES: Final = ("article_numbers", "article_search")
_SQLITE: Final = (
    "CREATE TABLE article_numbers (number INTEGER PRIMARY KEY, article_id VARCHAR(255) NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE article_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')",
)
_FOUND_SQLITE: Final = text(
    "SELECT a.id, a.title, a.published, a.url FROM article_search s JOIN article_numbers n ON n.number = s.rowid "
    "JOIN articles a ON a.id = n.article_id WHERE article_search MATCH :words ORDER BY s.rank, a.id LIMIT :limit"
)
_NUMBERED: Final = text("SELECT number FROM article_numbers WHERE article_id IN :ids")
_UNINDEX: Final = text("DELETE FROM article_search WHERE rowid = :number")
_UNNUMBER: Final = text("DELETE FROM article_numbers WHERE number = :number")
_NUMBER: Final = text("INSERT INTO article_numbers (article_id) VALUES (:id) RETURNING number")
_INDEX: Final = text("INSERT INTO article_search (rowid, words) VALUES (:number, :words)")


@dataclass(frozen=True, slots=True)
class Found:
    """An article that has all the words."""

    article: str
    title: str | None
    published: str | None
    url: str | None


def create_search(connection: Connection) -> None:
    """The index, empty."""
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.execute(text(statement))
    else:
        connection.execute(text(f"CREATE INDEX articles_search ON articles USING gin ({_DOCUMENT})"))


def index_articles(connection: Connection, articles: Iterable[str]) -> None:
    """Bring SQLite's index up to date with these articles; those that are no more leave it."""
    if connection.dialect.name != "sqlite":
        return
    for portion in portions(set(articles)):
        ids: BindParameter[list[str]] = bindparam("ids", portion, expanding=True)
        gone = [{"number": number} for number in connection.scalars(_NUMBERED.bindparams(ids))]
        for statement in (_UNINDEX, _UNNUMBER):
            if gone:
                connection.execute(statement, gone)
        columns = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.text)
        for id_, title, body in rows_where(connection, columns, _ARTICLE.id, portion):
            number = connection.execute(_NUMBER, {"id": id_}).scalar_one()
            words = " ".join(map(_lemma, _WORD.findall(f"{title or ''} {body or ''}")))
            connection.execute(_INDEX, {"number": number, "words": words})


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    """The likeliest dictionary form, folded."""
    readings = parses(fold(word))
    return readings[0].lemma if readings else fold(word)


def search(connection: Connection, words: str, limit: int) -> Iterator[Found]:
    """Articles that have all the words in any form, the best first."""
    if connection.dialect.name != "sqlite":
        return (Found(*row) for row in connection.execute(_postgresql(words, limit)))
    asked = " AND ".join(f"({' OR '.join(_forms(word))})" for word in _WORD.findall(words))
    if not asked:
        return iter(())
    return (Found(*row) for row in connection.execute(_FOUND_SQLITE, {"words": asked, "limit": limit}))


def _postgresql(words: str, limit: int) -> Select[Any]:
    document: ColumnElement[Any] = literal_column(_DOCUMENT)
    asked = func.plainto_tsquery(literal_column("'russian'"), fold(words))
    found = select(_ARTICLE.id, _ARTICLE.title, _ARTICLE.published, _ARTICLE.url).where(document.op("@@")(asked))
    return found.order_by(func.ts_rank(document, asked).desc(), _ARTICLE.id).limit(limit)


def _forms(word: str) -> list[str]:
    """All dictionary forms that the word may be of, quoted for FTS5; \\w has no quotation mark."""
    return [f'"{lemma}"' for lemma in sorted(lemmas(word) | {_lemma(word)})]
