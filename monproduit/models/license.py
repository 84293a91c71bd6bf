"""What a customer purchased."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from monproduit.core.enums import LicenseStanding, LicenseType
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers


class License(Table, table=True):
    """A purchased license; without a group it is not registered yet.

    `canonical_number` is the number without spaces and dashes, in capitals: what a person types is compared with it.
    `user_limit` is how many license users it may have at most; without one, any license user of the group is one of its.
    """

    __table_args__ = (
        one_of("license_type", LicenseType),
        one_of("standing", LicenseStanding),
        Index("ix_license_group_product", "group_id", "product_id", "standing", "renewal_date"),
    )

    id: int = Field(default=None, sa_column=key())
    number: str
    canonical_number: str = Field(unique=True)
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT"))
    group_id: int | None = Field(default=None, sa_column=refers("user_group.id", on_delete="SET NULL", nullable=True))
    edition: str = ""
    license_type: str = Field(sa_column=choice())
    standing: str = Field(sa_column=choice())
    quantity: int = 1
    support_plan: str | None = None
    maintenance_from: date | None = None
    renewal_date: date | None = Field(default=None, index=True)
    user_limit: int | None = None


class LicenseKey(Table, table=True):
    """What unlocks the software of a license, encrypted."""

    license_id: int = Field(sa_column=refers("license.id", primary_key=True))
    ciphertext: str
    digest: str


class LicenseUser(Table, table=True):
    """A member to whom an administrator assigned a license."""

    license_id: int = Field(sa_column=refers("license.id", primary_key=True))
    user_id: int = Field(sa_column=refers("person.id", primary_key=True, index=True))
    assigned_at: datetime = Field(sa_column=moment())


class MaintenanceTerm(Table, table=True):
    """One term of a license's maintenance contract, as it was once said; never changed, only added."""

    __table_args__ = (UniqueConstraint("license_id", "ends_on"),)

    id: int = Field(default=None, sa_column=key())
    license_id: int = Field(sa_column=refers("license.id"))
    starts_on: date | None = None
    ends_on: date
    support_plan: str | None = None
    noted_at: datetime = Field(sa_column=moment())


class RenewalRequest(Table, table=True):
    """An administrator asks for a license to be renewed; it is open until a later renewal date arrives. One at a time."""

    __table_args__ = (
        Index(
            "ix_renewal_request_open", "license_id", unique=True, postgresql_where=text("closed_at IS NULL"), sqlite_where=text("closed_at IS NULL")
        ),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
    )

    id: int = Field(default=None, sa_column=key())
    license_id: int = Field(sa_column=refers("license.id"))
    requested_by_id: int = Field(sa_column=refers("person.id", on_delete="RESTRICT"))
    requested_at: datetime = Field(sa_column=moment())
    ends_on: date | None = None
    quantity: int
    wanted_until: date | None = None
    message: str = ""
    closed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
