"""What customers read and watch: articles, documents and videos."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class Article(Table, table=True):
    """An article of the knowledge base in one language; its translations have the same key.

    The two search columns hold its words as `core.search.findable` writes them; the database's own index of words is made by the migrations.
    """

    __table_args__ = (UniqueConstraint("key", "language"),)

    id: int = Field(default=None, sa_column=key())
    key: str
    language: str
    title: str
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
    versions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    keywords: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    updated_on: date | None = None
    search_title: str = Field(default="", sa_column=Column(Text, nullable=False))
    search_text: str = Field(default="", sa_column=Column(Text, nullable=False))


class ArticleProduct(Table, table=True):
    """A product that an article is about; an article without any is about all."""

    product_id: int = Field(sa_column=refers("product.id", primary_key=True))
    article_id: int = Field(sa_column=refers("article.id", primary_key=True, index=True))


class ArticleVote(Table, table=True):
    """Whether an article helped one person, and what they add."""

    article_id: int = Field(sa_column=refers("article.id", primary_key=True))
    user_id: int = Field(sa_column=refers("person.id", primary_key=True, index=True))
    is_helpful: bool
    remark: str = Field(default="", sa_column=Column(Text, nullable=False))
    voted_at: datetime = Field(sa_column=moment())


class Document(Table, table=True):
    """A document about a product or one of its versions: at an address, or a file under the portal's data folder."""

    __table_args__ = (Index("ix_document_product", "product_id", "language"),)

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    product_id: int = Field(sa_column=refers("product.id"))
    version: str | None = None
    language: str
    title: str
    kind: str = ""
    url: str | None = None
    source: str | None = None
    size: int | None = Field(default=None, sa_type=BigInteger)
    published_on: date | None = None
    search_text: str = Field(default="", sa_column=Column(Text, nullable=False))


class Video(Table, table=True):
    """A video about products, or about all: at an address, or a file under the portal's data folder."""

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    language: str
    title: str
    description: str = Field(default="", sa_column=Column(Text, nullable=False))
    url: str | None = None
    source: str | None = None
    seconds: int | None = None
    published_on: date | None = None
    search_text: str = Field(default="", sa_column=Column(Text, nullable=False))


class VideoProduct(Table, table=True):
    """A product that a video is about."""

    product_id: int = Field(sa_column=refers("product.id", primary_key=True))
    video_id: int = Field(sa_column=refers("video.id", primary_key=True, index=True))
