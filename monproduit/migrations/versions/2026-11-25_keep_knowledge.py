"""Keep articles, documents and videos, and find articles by their words."""

import sqlalchemy as sa
from alembic import op

revision = "20261127g"
down_revision = "20261127b"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FTS = """
CREATE VIRTUAL TABLE article_search USING fts5(
  search_title, search_text, content='article', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)
"""
_ADD = "INSERT INTO article_search(rowid, search_title, search_text) VALUES (new.id, new.search_title, new.search_text);"
_TAKE = "INSERT INTO article_search(article_search, rowid, search_title, search_text) VALUES ('delete', old.id, old.search_title, old.search_text);"
_TRIGGERS = (
    f"CREATE TRIGGER article_search_insert AFTER INSERT ON article BEGIN {_ADD} END",
    f"CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN {_TAKE} END",
    f"CREATE TRIGGER article_search_update AFTER UPDATE OF search_title, search_text ON article BEGIN {_TAKE} {_ADD} END",
)
_GIN = """
CREATE INDEX article_search ON article USING gin (
  (setweight(to_tsvector('simple', search_title), 'A') || setweight(to_tsvector('simple', search_text), 'D'))
)
"""


def upgrade() -> None:
    """Go one step forward."""
    _articles()
    _links("article")
    _votes()
    _documents()
    _videos()
    _links("video")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (_FTS, *_TRIGGERS) if is_sqlite else (_GIN,):
        op.execute(statement)


def downgrade() -> None:
    """Go one step back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE article_search")
    for table in ("video_product", "video", "document", "article_vote", "article_product", "article"):
        op.drop_table(table)


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("search_title", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", "language"),
    )


def _links(table: str) -> None:
    op.create_table(
        f"{table}_product",
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column(f"{table}_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint([f"{table}_id"], [f"{table}.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("product_id", f"{table}_id"),
    )
    op.create_index(f"ix_{table}_product_{table}_id", f"{table}_product", [f"{table}_id"])


def _votes() -> None:
    op.create_table(
        "article_vote",
        sa.Column("article_id", _BIG, nullable=False),
        sa.Column("user_id", _BIG, nullable=False),
        sa.Column("is_helpful", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "user_id"),
    )
    op.create_index("ix_article_vote_user_id", "article_vote", ["user_id"])


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("product_id", _BIG, nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_document_product", "document", ["product_id", "language"])


def _videos() -> None:
    op.create_table(
        "video",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
