"""What people fetched."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class Download(Table, table=True):
    """One person fetched one file of a version; the names are kept as they were, so that history outlives the file."""

    __table_args__ = (Index("ix_download_person", "user_id", "product_id", "downloaded_at"),)

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    user_id: int = Field(sa_column=refers("person.id"))
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT"))
    version: str
    file: str
    file_date: date | None = None
    downloaded_at: datetime = Field(sa_column=moment())
