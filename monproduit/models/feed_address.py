"""Private addresses from which a feed reader reads alerts."""

from datetime import datetime

from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class FeedAddress(Table, table=True):
    """An address of one person, for all their products or one; the database knows its digest only."""

    id: int = Field(default=None, sa_column=key())
    digest: str = Field(unique=True)
    user_id: int = Field(sa_column=refers("person.id", index=True))
    product_id: int | None = Field(default=None, sa_column=refers("product.id", nullable=True))
    created_at: datetime = Field(sa_column=moment())
    read_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
