"""Conversations of customers with the vendor's support."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from monproduit.core.enums import ChatEvent
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers

_IS_OPEN = text("ended_at IS NULL")


class Chat(Table, table=True):
    """One conversation of one customer; each has one open at most.

    `places` is the place of its last line, `unread` how many words of the support the customer has not seen.
    """

    __table_args__ = (
        Index("ix_chat_open", "customer_id", unique=True, postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),
        Index("ix_chat_customer", "customer_id", "id"),
    )

    id: int = Field(default=None, sa_column=key())
    customer_id: int = Field(sa_column=refers("person.id"))
    service_request_id: int | None = Field(default=None, sa_column=refers("service_request.id", on_delete="SET NULL", nullable=True, index=True))
    opened_at: datetime = Field(sa_column=moment())
    last_at: datetime = Field(sa_column=moment())
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    places: int = 0
    unread: int = 0


class ChatLine(Table, table=True):
    """One line of a chat, in its place: places are given under a lock on the chat, so what is read in order has no gap.

    `key` is what the browser called the words, so that sending them twice writes them once.
    """

    __table_args__ = (
        one_of("kind", ChatEvent),
        UniqueConstraint("author_id", "key"),
        Index("ix_chat_line_author", "author_id", "at"),
    )

    chat_id: int = Field(sa_column=refers("chat.id", primary_key=True))
    place: int = Field(primary_key=True)
    author_id: int | None = Field(default=None, sa_column=refers("person.id", on_delete="SET NULL", nullable=True))
    kind: str = Field(sa_column=choice())
    key: str | None = None
    text: str = ""
    at: datetime = Field(sa_column=moment())


class ChatEngineer(Table, table=True):
    """An engineer who joined a chat, and the last place that they have seen."""

    __table_args__ = (Index("ix_chat_engineer_person", "user_id"),)

    chat_id: int = Field(sa_column=refers("chat.id", primary_key=True))
    user_id: int = Field(sa_column=refers("person.id", primary_key=True))
    seen_place: int = 0
    left_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class ChatPresence(Table, table=True):
    """When an engineer last looked at the chats, and whether they answer."""

    user_id: int = Field(sa_column=refers("person.id", primary_key=True))
    seen_at: datetime = Field(sa_column=moment())
    is_available: bool = True
