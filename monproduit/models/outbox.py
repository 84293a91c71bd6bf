"""What the portal sends out, kept until it is known to have left."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Index, String, Text, false, text
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
        done_at: since then, nothing is left to do: it has left, or, `is_suspended`, it was withheld.
        digest: what its Message-ID begins with; nobody can guess it, so that nobody reports a mail they did not see.
        bounced_at: when it came back; its status (RFC 3463) and words say why.
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
    is_suspended: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    digest: str | None = Field(default=None, unique=True, index=True)
    bounced_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    bounce_status: str = Field(default="", sa_column=Column(String(12), nullable=False, server_default=""))
    bounce_words: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class SuspendedAddress(Table, table=True):
    """An address from which mails came back: until it is lifted, no mail is sent there."""

    email: str = Field(primary_key=True)
    since: datetime = Field(sa_column=moment())
    status: str = Field(sa_column=Column(String(12), nullable=False))
    words: str = Field(sa_column=Column(Text, nullable=False))
    lifted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
