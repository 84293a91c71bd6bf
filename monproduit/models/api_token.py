"""Who may use the REST door, and the answers that are given again to a repeated request."""

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import key, moment, refers


class ApiToken(Table, table=True):
    """A bearer token of another system; the database knows its digest only. `scopes` are words between spaces."""

    id: int = Field(default=None, sa_column=key())
    name: str
    digest: str = Field(unique=True)
    scopes: str
    created_at: datetime = Field(sa_column=moment())
    last_used_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    expires_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    revoked_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class IdempotentAnswer(Table, table=True):
    """What a request with an idempotency key was answered, kept with what it wrote; `fingerprint` tells whether a request is the same."""

    token_id: int = Field(sa_column=refers("api_token.id", primary_key=True))
    key: str = Field(primary_key=True, max_length=255)
    fingerprint: str
    status: int
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_column=moment(index=True))
