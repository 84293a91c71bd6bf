"""The change log: what open pages must show anew."""

from datetime import datetime

from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class Change(Table, table=True):
    """Something changed for one person, one group, or everybody with the product on their account.

    `section` is a `Section`, or empty when the rows themselves changed. Without a person and a group, the change is for
    all who registered the product.
    """

    id: int = Field(default=None, sa_column=key())
    at: datetime = Field(sa_column=moment(index=True))
    user_id: int | None = Field(default=None, sa_column=refers("person.id", nullable=True))
    group_id: int | None = Field(default=None, sa_column=refers("user_group.id", nullable=True))
    product_id: int | None = Field(default=None, sa_column=refers("product.id", nullable=True))
    section: str = ""
