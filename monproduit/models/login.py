"""Who is signed in."""

from datetime import datetime

from sqlmodel import Field

from monproduit.models.base import Table
from monproduit.models.columns import moment, refers


class Login(Table, table=True):
    """One sign-in of one browser; `id` is the SHA-256 of its cookie, so the table opens no door.

    Attributes:
        proven_at: when the provider last asked the person who they are, if it says so; a sign-in may be older than this login.
    """

    id: str = Field(primary_key=True)
    user_id: int = Field(sa_column=refers("person.id", index=True))
    id_token: str = ""
    provider_session: str | None = Field(default=None, index=True)
    signed_in_at: datetime = Field(sa_column=moment())
    seen_at: datetime = Field(sa_column=moment())
    expires_at: datetime = Field(sa_column=moment(index=True))
    revoked_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    proven_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    browser: str = Field(default="", max_length=60)
