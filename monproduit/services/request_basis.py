"""What a request may be opened for: a license that the person's role allows, or a product without any in their groups."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.enums import LicenseStanding
from monproduit.core.errors import PortalError
from monproduit.core.numbers import canonical
from monproduit.models import License, Membership, Product
from monproduit.services.access import Actor
from monproduit.services.license_words import Urgency
from monproduit.services.licenses import urgency_of
from monproduit.services.permissions import Deed, may


@dataclass(frozen=True, slots=True)
class Basis:
    """A product, the licenses that the person may open a request for, and the groups whose license they may only see."""

    product: Product
    licenses: list[License]
    barred: frozenset[int]

    @property
    def is_allowed(self) -> bool:
        """Whether a request may be opened at all."""
        return bool(self.licenses) or not self.barred

    def license(self, number: str) -> License | None:
        """Return the license of a number, or none where none is needed.

        Raises:
            PortalError: `request_not_allowed`, `no_license_chosen` or `license_not_usable`.
        """
        if not self.is_allowed:
            raise PortalError("request_not_allowed")
        if not self.licenses:
            return None
        if not number:
            raise PortalError("no_license_chosen")
        wanted = canonical(number)
        found = next((one for one in self.licenses if one.canonical_number == wanted), None)
        if not found:
            raise PortalError("license_not_usable", number=number[:100])
        return found


async def basis(session: AsyncSession, actor: Actor, slug: str) -> Basis:
    """Return what the person may open a request for, about one product.

    Raises:
        PortalError: `unknown_product`.
    """
    product = await session.scalar(select(Product).where(col(Product.slug) == slug))
    if not product:
        raise PortalError("unknown_product")
    query = (
        select(License, col(Membership.role))
        .join(Membership, col(Membership.group_id) == col(License.group_id))
        .where(col(Membership.user_id) == actor.id, col(License.product_id) == product.id)
        .order_by(col(License.renewal_date).desc().nulls_last(), col(License.number))
    )
    rows = (await session.execute(query)).all()
    usable = {one.id: one for one, role in rows if may([role], Deed.OPEN_REQUEST) and one.standing != LicenseStanding.REVOKED}
    return Basis(product, list(usable.values()), frozenset(one.group_id or 0 for one, _role in rows))


def plan_in_force(license_: License | None, today: date) -> str:
    """Return the support plan that a license gives today, or nothing."""
    if not license_ or not license_.support_plan:
        return ""
    return license_.support_plan if urgency_of(license_, today) in {Urgency.EXPIRING, Urgency.IN_FORCE} else ""
