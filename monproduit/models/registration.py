"""The products on a person's account, and how they came there."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from monproduit.core.enums import Answer, RegistrationSource
from monproduit.models.base import Table
from monproduit.models.columns import choice, key, moment, one_of, refers


class RegisteredProduct(Table, table=True):
    """One row of *Mes produits*."""

    __table_args__ = (UniqueConstraint("user_id", "product_id"), Index("ix_registered_product_product", "product_id", "user_id"))

    id: int = Field(default=None, sa_column=key())
    user_id: int = Field(sa_column=refers("person.id"))
    product_id: int = Field(sa_column=refers("product.id", on_delete="RESTRICT"))
    added_at: datetime = Field(sa_column=moment())
    hidden_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    news_seen_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    wants_email: bool = False


class RegistrationOrigin(Table, table=True):
    """One reason why a product is on an account; a row keeps all of them."""

    __table_args__ = (one_of("source", RegistrationSource),)

    registered_product_id: int = Field(sa_column=refers("registered_product.id", primary_key=True))
    source: str = Field(sa_column=choice(primary_key=True))


class AccessRequest(Table, table=True):
    """A person asks the administrators of a group to be let in; a later request of theirs takes the place of this one."""

    __table_args__ = (UniqueConstraint("group_id", "user_id"), one_of("answer", Answer))

    id: int = Field(default=None, sa_column=key())
    group_id: int = Field(sa_column=refers("user_group.id"))
    license_id: int = Field(sa_column=refers("license.id"))
    user_id: int = Field(sa_column=refers("person.id", index=True))
    asked_at: datetime = Field(sa_column=moment())
    answer: str = Field(default=Answer.PENDING, sa_column=choice(default=Answer.PENDING))
    is_dismissed: bool = Field(default=False)
    answered_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))


class RegistrationAttempt(Table, table=True):
    """A wrong license number that a person typed."""

    __table_args__ = (Index("ix_registration_attempt", "user_id", "at"),)

    id: int = Field(default=None, sa_column=key())
    user_id: int = Field(sa_column=refers("person.id"))
    at: datetime = Field(sa_column=moment())
