"""Licenses and the support behind them, as one person may see them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import LicenseStanding
from monproduit.core.settings import settings
from monproduit.models import License, Membership, Product, RegisteredProduct, UserGroup
from monproduit.services import license_words as words
from monproduit.services.access import Actor, registered_ids, visible_groups
from monproduit.services.license_words import Bunch, Urgency
from monproduit.views.licenses import LicenseLine, LicenseStatus, SupportLine, SupportStatus
from monproduit.views.page import Page


async def support_statuses(actor: Actor, slugs: list[str] | None = None) -> dict[str, SupportStatus]:
    """Return the support cell of each registered product."""
    today = actor.today
    return {slug: words.support(bunches, today) for slug, (_, bunches) in (await _bunches(actor, slugs, today)).items()}


async def license_statuses(actor: Actor, slugs: list[str] | None = None) -> dict[str, LicenseStatus]:
    """Return the license cell of each registered product."""
    today = actor.today
    found = await _bunches(actor, slugs, today)
    return {slug: words.license_status(bunches, portal, today) for slug, (portal, bunches) in found.items()}


async def support_lines(actor: Actor, slug: str, limit: int) -> Page[SupportLine]:
    """Return the contracts behind the first licenses of a product, the most urgent first."""
    today = actor.today
    async with reading() as session:
        query = _page(actor, slug).add_columns(_urgency(today)).order_by(None)
        found = (await session.execute(query.order_by(_urgency(today), col(License.renewal_date), col(License.number)).limit(limit))).all()
    shown = [words.support_line(license_, Urgency(urgency), today) for license_, _, _, _, urgency in found]
    return words.page(shown, found[0][3] if found else 0)


async def lines(actor: Actor, slug: str, limit: int) -> Page[LicenseLine]:
    """Return the first licenses of a product that the person's groups hold."""
    async with reading() as session:
        found = (await session.execute(_page(actor, slug).limit(limit))).all()
    shown = [words.line(license_, group, roles.split(",")) for license_, group, roles, _ in found]
    return words.page(shown, found[0][3] if found else 0)


async def _bunches(actor: Actor, slugs: list[str] | None, today: date) -> dict[str, tuple[str | None, list[Bunch]]]:
    """Return per registered product its license portal and its licenses, gathered by the database: few rows for any number."""
    async with reading() as session:
        rows = (await session.execute(_aggregate(actor, slugs, today))).all()
    found: dict[str, tuple[str | None, list[Bunch]]] = {}
    for slug, portal, *bunch in rows:
        _, bunches = found.setdefault(slug, (portal, []))
        if bunch[0] is not None:
            bunches.append(Bunch(Urgency(bunch[0]), *bunch[1:]))
    return found


def _aggregate(actor: Actor, slugs: list[str] | None, today: date) -> Select[Any, Any, Any, Any]:
    mine = visible_groups(actor).distinct().subquery()
    grouped = (
        select(
            col(License.product_id).label("product_id"),
            _urgency(today).label("urgency"),
            col(License.standing),
            col(License.license_type),
            func.count().label("count"),
            func.min(License.renewal_date).label("first"),
            func.max(License.renewal_date).label("last"),
            func.min(License.maintenance_from).label("starts"),
            func.min(License.support_plan).label("plan"),
            func.min(License.number).label("number"),
        )
        .join(mine, mine.c.group_id == col(License.group_id))
        .group_by("product_id", "urgency", col(License.standing), col(License.license_type))
        .subquery()
    )
    columns = [column for column in grouped.c if column.name != "product_id"]
    return (
        select(col(Product.slug), col(Product.license_portal_url), *columns)
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .outerjoin(grouped, grouped.c.product_id == col(Product.id))
        .where(col(RegisteredProduct.user_id) == actor.id, col(Product.id).in_(registered_ids(actor, slugs)))
    )


def _urgency(today: date) -> ColumnElement[int]:
    """Return the state of a contract on a day, computed by the database."""
    renewal, start = col(License.renewal_date), col(License.maintenance_from)
    return case(
        (col(License.standing) == LicenseStanding.REVOKED, Urgency.NONE),
        (start > today, Urgency.UPCOMING),
        (renewal < today, Urgency.EXPIRED),
        (renewal <= today + timedelta(days=settings().expiring_days), Urgency.EXPIRING),
        (renewal.is_(None) & start.is_(None), Urgency.NONE),
        else_=Urgency.IN_FORCE,
    )


def _page(actor: Actor, slug: str) -> Select[Any, Any, Any, Any]:
    mine = (
        select(col(Membership.group_id).label("group_id"), func.aggregate_strings(col(Membership.role), ",").label("roles"))
        .where(col(Membership.user_id) == actor.id)
        .group_by(col(Membership.group_id))
        .subquery()
    )
    return (
        select(License, col(UserGroup.name), mine.c.roles, func.count().over())
        .join(mine, mine.c.group_id == col(License.group_id))
        .join(UserGroup, col(UserGroup.id) == col(License.group_id))
        .where(col(License.product_id).in_(registered_ids(actor, [slug])))
        .order_by(col(License.renewal_date).is_(None), col(License.renewal_date), col(License.number))
    )
