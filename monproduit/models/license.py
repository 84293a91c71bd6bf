"""What a customer purchased."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from monproduit.core.enums import LicenseStanding, LicenseType
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, one_of, refers


class License(Table, table=True):
    """A purchased license; without a group it is not registered yet.

    `canonical_number` is the number without spaces and dashes, in capitals: what a person types is compared with it.
    """

    __table_args__ = (
        one_of("license_type", LicenseType),
        one_of("standing", LicenseStanding),
        Index("ix_license_group_product", "group_id", "product_id", "standing", "renewal_date"),
    )

    id: int = Field(default=None, sa_column=key())
    number: str
    canonical_number: str = Field(unique=True)
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT", index=True))
    group_id: int | None = Field(default=None, sa_column=refers("user_group.id", on_delete="SET NULL", nullable=True))
    edition: str = ""
    license_type: str = Field(sa_column=choice())
    standing: str = Field(sa_column=choice())
    quantity: int = 1
    support_plan: str | None = None
    maintenance_from: date | None = None
    renewal_date: date | None = None
