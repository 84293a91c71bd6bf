"""Who may see and do what with which products, licenses and groups: every use case starts here."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.errors import PortalError
from monproduit.core.numbers import canonical
from monproduit.models import Alert, License, LicenseKey, LicenseUser, Membership, Product, RegisteredProduct, RenewalRequest, UserGroup
from monproduit.services.permissions import Deed, LicenseFacts, license_deeds, may

_log = logging.getLogger(__name__)


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


def require_staff(actor: Actor) -> None:
    """Let the vendor's staff through, and nobody else.

    Raises:
        PortalError: `staff_only`.
    """
    if not actor.is_staff:
        raise refused("staff_only")


def refused(key: str) -> PortalError:
    """Note in the log that somebody asked for what is not theirs or does not exist, and return the error to raise."""
    _log.warning("access refused: %s", key)
    return PortalError(key)


@dataclass(frozen=True, slots=True)
class Held:
    """A license as one of its group's members has it."""

    license: License
    product: Product
    group: UserGroup
    roles: frozenset[str]
    facts: LicenseFacts
    key: LicenseKey | None
    renewal: RenewalRequest | None

    @property
    def deeds(self) -> list[Deed]:
        """What the person may do with it now."""
        return license_deeds(self.roles, self.facts)


async def held_license(session: AsyncSession, actor: Actor, number: str, deed: Deed = Deed.SEE, *, lock: bool = False) -> Held:
    """Return a license that the person's groups hold, if they may do this with it.

    Raises:
        PortalError: `no_such_license`, as if it did not exist; or `not_allowed`, when they may see it and no more.
    """
    wanted = canonical(number)
    if lock:  # whoever holds the lock reads what the one before wrote
        await session.execute(select(col(License.id)).where(col(License.canonical_number) == wanted).with_for_update())
    query = (
        select(License, Product, UserGroup, LicenseKey, RenewalRequest, col(LicenseUser.user_id))
        .join(Product, col(Product.id) == col(License.product_id))
        .join(UserGroup, col(UserGroup.id) == col(License.group_id))
        .outerjoin(LicenseKey, col(LicenseKey.license_id) == col(License.id))
        .outerjoin(RenewalRequest, (col(RenewalRequest.license_id) == col(License.id)) & col(RenewalRequest.closed_at).is_(None))
        .outerjoin(LicenseUser, (col(LicenseUser.license_id) == col(License.id)) & (col(LicenseUser.user_id) == actor.id))
        .where(col(License.canonical_number) == wanted, col(License.group_id).in_(visible_groups(actor)))
    )
    found = (await session.execute(query)).first()
    if not found:
        raise refused("no_such_license")
    license_, product, group, key, renewal, assigned = found
    facts = license_facts(license_, product, has_key=bool(key), is_assigned=bool(assigned), is_asked_for=bool(renewal))
    held = Held(license_, product, group, await roles_in(session, actor, group.id), facts, key, renewal)
    if deed not in held.deeds:
        raise refused("not_allowed")
    return held


def license_facts(license_: License, product: Product, *, has_key: bool, is_assigned: bool, is_asked_for: bool) -> LicenseFacts:
    """Return what a license and its product allow."""
    return LicenseFacts(
        standing=license_.standing,
        has_key=has_key,
        merges_keys=product.merges_keys,
        has_portal=bool(product.license_portal_url),
        has_end=license_.renewal_date is not None,
        is_limited=license_.user_limit is not None,
        is_assigned=is_assigned,
        is_asked_for=is_asked_for,
    )


async def roles_in(session: AsyncSession, actor: Actor, group_id: int) -> frozenset[str]:
    """Return the person's roles in a group; none for a stranger."""
    query = select(col(Membership.role)).where(col(Membership.group_id) == group_id, col(Membership.user_id) == actor.id)
    return frozenset(await session.scalars(query))


async def own_group(session: AsyncSession, actor: Actor, group_id: int, deed: Deed = Deed.SEE_DIRECTORY, *, lock: bool = False) -> UserGroup:
    """Return a group of the person's, if their role allows a deed in it.

    Raises:
        PortalError: `no_such_group`, as if it did not exist; or `not_allowed`, for a member whose role does not.
    """
    query = select(UserGroup).where(col(UserGroup.id) == group_id)
    group = await session.scalar(query.with_for_update() if lock else query)
    roles = await roles_in(session, actor, group_id)
    if not group or not roles:
        raise refused("no_such_group")
    if not may(roles, deed):
        raise refused("not_allowed")
    return group


async def administered_group(session: AsyncSession, actor: Actor, group_id: int, *, lock: bool = False) -> UserGroup:
    """Return a group that the person administers.

    Raises:
        PortalError: `no_such_group` or `not_allowed`.
    """
    return await own_group(session, actor, group_id, Deed.MANAGE_GROUP, lock=lock)


def visible_groups(actor: Actor) -> Select[int]:
    """Select the ids of the groups that a person is a member of."""
    return select(col(Membership.group_id)).where(col(Membership.user_id) == actor.id)


def visible_licenses(actor: Actor, slugs: list[str] | None = None) -> Select[License]:
    """Select the licenses of a person's groups, of some products or of all."""
    query = select(License).where(col(License.group_id).in_(visible_groups(actor)))
    return query if slugs is None else query.where(col(License.product_id).in_(registered_ids(actor, slugs)))


def registered_ids(actor: Actor, slugs: list[str] | None = None) -> Select[int]:
    """Select the ids of the products on a person's account that are not hidden: all, or those named."""
    query = registered_by(actor.id)
    if slugs is None:
        return query
    return query.join(Product, col(Product.id) == col(RegisteredProduct.product_id)).where(col(Product.slug).in_(slugs))


def registered_id(actor: Actor, slug: str) -> Select[int]:
    """Select the id of one product by its name, if it is on a person's account and not hidden."""
    return registered_by(actor.id).join(Product, col(Product.id) == col(RegisteredProduct.product_id)).where(col(Product.slug) == slug)


def registered_by(person: int | ColumnElement[int]) -> Select[int]:
    """Select the same of a person who is known by their id alone, or by a query for it."""
    return select(col(RegisteredProduct.product_id)).where(col(RegisteredProduct.user_id) == person, col(RegisteredProduct.hidden_at).is_(None))


def known_ids(actor: Actor, slugs: list[str] | None = None) -> Select[int]:
    """Select the ids of the products on a person's account, and of those that their groups hold licenses of: all, or those named."""
    held = select(col(License.product_id)).where(col(License.group_id).in_(visible_groups(actor)))
    query = select(col(Product.id)).where(or_(col(Product.id).in_(registered_ids(actor)), col(Product.id).in_(held)))
    return query if slugs is None else query.where(col(Product.slug).in_(slugs))


def is_published(moment: ColumnElement[datetime] | None = None) -> ColumnElement[bool]:
    """Select the alerts that customers may see, now or at a moment to be given: their hour has come, and they were not withdrawn."""
    return and_(col(Alert.published_at) <= (clock.now() if moment is None else moment), ~col(Alert.withdrawn))
