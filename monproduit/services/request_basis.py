"""What a request may be opened for: a license that the person's role allows, or a product without any in their groups."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.enums import LicenseStanding
from monproduit.core.errors import PortalError
from monproduit.core.numbers import canonical
from monproduit.models import License, Membership, Product
from monproduit.services.access import Actor
from monproduit.services.license_words import Urgency
from monproduit.services.licenses import urgency_of
from monproduit.services.permissions import ALLOWED, Deed


@dataclass(frozen=True, slots=True)
class Basis:
    """A product, whether the person may open a request for a license of it, and their groups that hold one."""

    product: Product
    has_license: bool
    holders: frozenset[int]

    @property
    def is_allowed(self) -> bool:
        """Whether a request may be opened at all."""
        return self.has_license or not self.holders


async def basis(session: AsyncSession, actor: Actor, slug: str) -> Basis:
    """Return what the person may open a request for, about one product.

    Raises:
        PortalError: `unknown_product`.
    """
    product = await session.scalar(select(Product).where(col(Product.slug) == slug))
    if not product:
        raise PortalError("unknown_product")
    holds = exists().where(col(License.group_id) == col(Membership.group_id), col(License.product_id) == product.id)
    holders = await session.scalars(select(col(Membership.group_id)).where(col(Membership.user_id) == actor.id, holds))
    has_license = (await session.execute(select(usable(actor, product.id).exists()))).scalar_one()
    return Basis(product, has_license, frozenset(holders))


def usable(actor: Actor, product: int) -> Select[License]:
    """Select the licenses of a product that the person may open a request for."""
    may_open = col(Membership.role).in_(ALLOWED[Deed.OPEN_REQUEST])
    groups = select(col(Membership.group_id)).where(col(Membership.user_id) == actor.id, may_open)
    is_usable = col(License.standing) != LicenseStanding.REVOKED
    return select(License).where(col(License.product_id) == product, is_usable, col(License.group_id).in_(groups))


async def license_of(session: AsyncSession, actor: Actor, found: Basis, number: str) -> License | None:
    """Return the license of a number, or none where none is needed.

    Raises:
        PortalError: `request_not_allowed`, `no_license_chosen` or `license_not_usable`.
    """
    if not found.is_allowed:
        raise PortalError("request_not_allowed")
    if not found.has_license:
        return None
    if not number:
        raise PortalError("no_license_chosen")
    license_ = await session.scalar(usable(actor, found.product.id).where(col(License.canonical_number) == canonical(number)))
    if not license_:
        raise PortalError("license_not_usable", number=number[:100])
    return license_


def plan_in_force(license_: License | None, today: date) -> str:
    """Return the support plan that a license gives today, or nothing."""
    if not license_ or not license_.support_plan:
        return ""
    return license_.support_plan if urgency_of(license_, today) in {Urgency.EXPIRING, Urgency.IN_FORCE} else ""
