"""What the vendor sells, its versions, and their files."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from monproduit.core import clock
from monproduit.models.base import Table
from monproduit.models.columns import BYTES, Moment, key, refers, texts


class Product(Table, table=True):
    """Something the vendor sells; `merges_keys` lets several licenses of it go into one license file.

    `identifiers` are the CPEs and package URLs under which documents of others know it.
    """

    id: int = Field(default=None, sa_column=key())
    slug: str = Field(unique=True)
    name: str = Field(index=True)
    family: str = ""
    search_text: str = ""
    license_portal_url: str | None = None
    merges_keys: bool = False
    forum_url: str | None = None
    identifiers: list[str] = Field(default_factory=list, sa_column=texts())


class Release(Table, table=True):
    """A version of a product, with its life-cycle dates and its notes in Markdown.

    A date of the life cycle may be unknown while the fact is known: `has_…` then says whether it has happened. `updated_at` is when
    any of this last changed.
    """

    __table_args__ = (UniqueConstraint("product_id", "version"), Index("ix_release_order", "product_id", "sort_key", "released_on"))

    id: int = Field(default=None, sa_column=key())
    product_id: int = Field(sa_column=refers("product.id"))
    version: str
    sort_key: str = Field(sa_type=BYTES)  # type: ignore[call-overload]
    released_on: date | None = None
    notes: str | None = None
    full_support_until: date | None = None
    has_full_support: bool | None = None
    limited_support_until: date | None = None
    has_limited_support: bool | None = None
    end_of_support_on: date | None = None
    has_support_ended: bool | None = None
    updated_at: datetime | None = Field(default=None, sa_column=Column(Moment(), default=clock.now, onupdate=clock.now))


class ReleaseFile(Table, table=True):
    """A file to download of a version; `source` is a path below the folder of files, or an address elsewhere."""

    __table_args__ = (UniqueConstraint("release_id", "name"), Index("ix_release_file_sha256", "sha256"))

    id: int = Field(default=None, sa_column=key())
    release_id: int = Field(sa_column=refers("release.id"))
    name: str
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
    file_date: date | None = None
    source: str | None = None
