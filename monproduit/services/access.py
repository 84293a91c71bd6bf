"""Who may see which products and licenses: every read starts here."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.models import License, Membership, Product, RegisteredProduct


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks; made from a live login only."""

    id: int
    email: str
    name: str
    time_zone: str
    locale: str | None = None
    is_staff: bool = False

    @property
    def today(self) -> date:
        """The calendar date where the person is."""
        return clock.today(self.time_zone)


def visible_groups(actor: Actor) -> Select[int]:
    """Select the ids of the groups that a person is a member of."""
    return select(col(Membership.group_id)).where(col(Membership.user_id) == actor.id)


def visible_licenses(actor: Actor, slugs: list[str] | None = None) -> Select[License]:
    """Select the licenses of a person's groups, of some products or of all."""
    query = select(License).where(col(License.group_id).in_(visible_groups(actor)))
    return query if slugs is None else query.where(col(License.product_id).in_(registered_ids(actor, slugs)))


def registered_ids(actor: Actor, slugs: list[str] | None = None) -> Select[int]:
    """Select the ids of the products on a person's account that are not hidden: all, or those named."""
    query = select(col(RegisteredProduct.product_id)).where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.hidden_at).is_(None))
    if slugs is None:
        return query
    return query.join(Product, col(Product.id) == col(RegisteredProduct.product_id)).where(col(Product.slug).in_(slugs))
