"""Find articles by words and rank them, on SQLite (FTS5) and PostgreSQL (tsvector) alike."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, column, func, literal_column, select, table, type_coerce
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY, TSVECTOR
from sqlalchemy.sql import cast, literal

from monproduit.core.database import engine
from monproduit.core.search import findable
from monproduit.models import Article

_WORDS = 12
_MEANS_NOTHING = 3
_TITLE_WEIGHS = 8.0


@dataclass(frozen=True, slots=True)
class Query:
    """The words to find: all of them, or, loosely, any; each also as the beginning of a longer one."""

    words: tuple[str, ...]
    is_loose: bool = False

    def loosened(self) -> "Query":
        """Return what finds any of the words that mean something by themselves."""
        return Query(tuple(word for word in self.words if len(word) > _MEANS_NOTHING) or self.words, is_loose=True)


def query(text: str) -> Query:
    """Read what a person typed."""
    return Query(tuple(dict.fromkeys(findable(text).split()))[:_WORDS])


def ranked(wanted: Query) -> Select[Any, Any]:
    """Select `article_id` and `rank` of the articles with these words; the higher the rank, the better."""
    return _on_sqlite(wanted) if engine().dialect.name == "sqlite" else _on_postgresql(wanted)


def _on_sqlite(wanted: Query) -> Select[Any, Any]:
    index = table("article_search", column("rowid"))
    words = (" OR " if wanted.is_loose else " AND ").join(f'"{word}"*' for word in wanted.words)
    rank = literal_column(f"-bm25(article_search, {_TITLE_WEIGHS}, 1.0)")
    return select(index.c.rowid.label("article_id"), rank.label("rank")).where(literal_column("article_search").op("MATCH")(words))


def _on_postgresql(wanted: Query) -> Select[Any, Any]:
    columns: Any = Article.__table__  # pyright: ignore[reportAttributeAccessIssue]
    simple = literal_column("'simple'", REGCONFIG)
    title, text = (func.to_tsvector(simple, columns.c[name]) for name in ("search_title", "search_text"))
    vector = type_coerce(
        func.setweight(title, literal_column("'A'")).op("||")(func.setweight(text, literal_column("'D'"))),
        TSVECTOR,
    )
    words = (" | " if wanted.is_loose else " & ").join(f"'{word}':*" for word in wanted.words)
    tsquery = type_coerce(func.to_tsquery(simple, cast(literal(words), columns.c.search_text.type)), TSQUERY)
    return select(columns.c.id.label("article_id"), func.ts_rank(vector, tsquery).label("rank")).where(vector.op("@@")(tsquery))
