"""Where other systems are told what happens, and what they were told."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment


class WebhookEndpoint(Table, table=True):
    """An address of another system. `events` are words between spaces; the secret is sealed for the endpoint's `name`.

    `failing_since` is the first failure after the last success; without `disabled_at` the endpoint is told everything.
    """

    id: int = Field(default=None, sa_column=key())
    name: str = Field(unique=True)
    url: str
    secret: str
    events: str
    created_at: datetime = Field(sa_column=moment())
    failing_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    disabled_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class WebhookEvent(Table, table=True):
    """Something that was announced; it is announced once."""

    __table_args__ = (UniqueConstraint("event", "key"),)

    id: int = Field(default=None, sa_column=key())
    event: str
    key: str
    at: datetime = Field(sa_column=moment(index=True))
