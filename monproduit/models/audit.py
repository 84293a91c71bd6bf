"""Who did what: rows that the database lets nobody change or delete."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from monproduit.core.enums import AuditAction
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of


class AuditEvent(Table, table=True):
    """One deed; it keeps names as they were, and refers to nothing, so that it outlives all it speaks of."""

    __table_args__ = (one_of("action", AuditAction), Index("ix_audit_event_group", "group_id", "id"))

    id: int = Field(default=None, sa_column=key())
    at: datetime = Field(sa_column=moment())
    actor_id: int = Field(sa_type=BigInteger)
    actor: str
    action: str = Field(sa_column=choice(length=30))
    group_id: int | None = Field(default=None, sa_type=BigInteger)
    license: str = ""
    detail: str = ""
