"""Private addresses from which a calendar reads renewal dates."""

from datetime import datetime

from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class CalendarAddress(Table, table=True):
    """An address of one person, for all their groups or one; the database knows its digest only."""

    id: int = Field(default=None, sa_column=key())
    digest: str = Field(unique=True)
    user_id: int = Field(sa_column=refers("person.id", index=True))
    group_id: int | None = Field(default=None, sa_column=refers("user_group.id", nullable=True))
    created_at: datetime = Field(sa_column=moment())
    read_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
