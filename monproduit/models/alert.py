"""News and alerts about products."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from monproduit.core.enums import AlertKind, AlertSeverity
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers


class Alert(Table, table=True):
    """A notification published about products; visible from `published_at` on."""

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


class AlertProduct(Table, table=True):
    """A product that an alert is about."""

    product_id: int = Field(sa_column=refers("product.id", primary_key=True))
    alert_id: int = Field(sa_column=refers("alert.id", primary_key=True, index=True))
