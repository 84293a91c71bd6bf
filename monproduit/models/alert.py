"""News and alerts about products."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, Text, text
from sqlmodel import Field

from monproduit.core import clock
from monproduit.core.enums import AlertAction, AlertKind, AlertSeverity
from monproduit.models.base import Table
from monproduit.models.columns import Moment, choice, key, moment, one_of, refers, texts


class Alert(Table, table=True):
    """A notification published about products; visible from `published_at` on, unless it was withdrawn.

    Attributes:
        version: grows with every change, so that of two who edit it the second is told.
        edited_at: when it last changed; none for one that stands as it came.
        revision: the revision of the document that it was made of.
    """

    __table_args__ = (
        one_of("kind", AlertKind),
        one_of("severity", AlertSeverity),
    )

    id: int = Field(default=None, sa_column=key())
    key: str = Field(unique=True)
    kind: str = Field(sa_column=choice())
    important: bool = False
    severity: str | None = Field(default=None, sa_column=choice(nullable=True))
    title: str
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
    url: str | None = None
    published_at: datetime = Field(sa_column=moment(index=True))
    search_text: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    version: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1", onupdate=text("version + 1")))
    edited_at: datetime | None = Field(default=None, sa_column=Column(Moment(), onupdate=clock.now))
    revision: str | None = None


class AlertProduct(Table, table=True):
    """A product that an alert is about, with the versions concerned and those that mend it, as the vendor writes them."""

    product_id: int = Field(sa_column=refers("product.id", primary_key=True))
    alert_id: int = Field(sa_column=refers("alert.id", primary_key=True, index=True))
    affected: list[str] = Field(default_factory=list, sa_column=texts())
    fixed: list[str] = Field(default_factory=list, sa_column=texts())


class AlertEvent(Table, table=True):
    """What a member of the vendor's staff did with an alert; it keeps names as they were, and the database lets nobody change it."""

    __table_args__ = (one_of("action", AlertAction),)

    id: int = Field(default=None, sa_column=key())
    at: datetime = Field(sa_column=moment())
    alert: str = Field(index=True)
    actor_id: int = Field(sa_type=BigInteger)
    actor: str
    action: str = Field(sa_column=choice())
    detail: str = ""
