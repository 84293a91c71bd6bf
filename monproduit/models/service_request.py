"""Cases opened with support."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from monproduit.core.enums import OPEN_STATUSES, RequestStatus
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers

_IS_OPEN = text(f"status IN ({', '.join(repr(str(status)) for status in OPEN_STATUSES)})")


class ServiceRequest(Table, table=True):
    """A case that a person opened about a product."""

    __table_args__ = (
        one_of("status", RequestStatus),
        CheckConstraint("severity BETWEEN 1 AND 4", name="severity_is_known"),
        Index("ix_service_request_open", "created_by_id", "product_id", postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),
        Index("ix_service_request_person", "created_by_id", "product_id", "status"),
    )

    id: int = Field(default=None, sa_column=key())
    number: str = Field(unique=True)
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT"))
    license_id: int | None = Field(default=None, sa_column=refers("license.id", on_delete="SET NULL", nullable=True))
    created_by_id: int = Field(sa_column=refers("person.id", on_delete="RESTRICT"))
    title: str
    severity: int
    status: str = Field(sa_column=choice())
    created_at: datetime = Field(sa_column=moment())
    updated_at: datetime = Field(sa_column=moment())
