"""Invitations into a user group."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from monproduit.core.enums import Role
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers

_IS_OPEN = text("accepted_at IS NULL AND revoked_at IS NULL")


class Invitation(Table, table=True):
    """A link that lets one e-mail address into a group, once and for a while; the database knows its digest only.

    With a license, whoever accepts becomes a user of it too.
    """

    __table_args__ = (
        one_of("role", Role),
        Index("ix_invitation_open", "group_id", "email", unique=True, postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),
    )

    id: int = Field(default=None, sa_column=key())
    digest: str = Field(unique=True)
    group_id: int = Field(sa_column=refers("user_group.id"))
    license_id: int | None = Field(default=None, sa_column=refers("license.id", nullable=True))
    email: str
    name: str = ""
    phone: str = ""
    role: str = Field(sa_column=choice())
    invited_by_id: int = Field(sa_column=refers("person.id"))
    invited_at: datetime = Field(sa_column=moment())
    expires_at: datetime = Field(sa_column=moment())
    accepted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    revoked_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
