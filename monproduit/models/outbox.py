"""What the portal sends out, kept until it is known to have left."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Text, text
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment

_IS_OPEN = text("done_at IS NULL AND failed_at IS NULL")


class OutboxMessage(Table, table=True):
    """Something to send, written in the transaction that is the reason for it; the same key is sent once.

    Attributes:
        kind: what it is about, for people: an alert, an invitation …
        unsure: how often it was handed over without an answer: it may have arrived that often.
        lease_until: until then, one process is busy with it.
        give_up_at: after that, a failure is the last one.
    """

    __table_args__ = (Index("ix_outbox_message_open", "topic", "due_at", postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),)

    id: int = Field(default=None, sa_column=key())
    topic: str = Field(sa_column=choice())
    key: str = Field(unique=True)
    kind: str = ""
    recipient: str = Field(default="", index=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=moment(index=True))
    due_at: datetime = Field(sa_column=moment())
    give_up_at: datetime = Field(sa_column=moment())
    lease_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    attempts: int = 0
    unsure: int = 0
    last_error: str = Field(default="", sa_column=Column(Text, nullable=False))
    done_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    failed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
