"""Licenses and the support behind them, as one person may see them."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, case, func, select
from sqlmodel import col

from monproduit.core.database import fetch
from monproduit.core.enums import LicenseStanding, Role
from monproduit.core.settings import settings
from monproduit.models import License, LicenseKey, LicenseUser, Membership, Product, RegisteredProduct, RenewalRequest, UserGroup
from monproduit.services import license_words as words
from monproduit.services.access import Actor, license_facts, registered_id, registered_ids, visible_groups
from monproduit.services.asking import ASKER, MOST, SLUG, SLUGS, asks
from monproduit.services.license_words import Bunch, Urgency
from monproduit.services.permissions import Deed, deed_name, license_deeds
from monproduit.views.licenses import LicenseAction, LicenseLine, LicenseStatus, SupportLine, SupportStatus
from monproduit.views.page import Page


async def support_statuses(actor: Actor, slugs: list[str] | None = None) -> dict[str, SupportStatus]:
    """Return the support cell of each registered product."""
    today = actor.today
    return {slug: words.support(bunches, today) for slug, (_, bunches) in (await _bunches(actor, slugs)).items()}


async def support_ends(actor: Actor) -> dict[str, date | None]:
    """Return the last day of the support that the cell of each registered product speaks of."""
    return {slug: words.support_end(bunches) for slug, (_, bunches) in (await _bunches(actor, None)).items()}


async def license_statuses(actor: Actor, slugs: list[str] | None = None) -> dict[str, LicenseStatus]:
    """Return the license cell of each registered product."""
    today = actor.today
    found = await _bunches(actor, slugs)
    return {slug: words.license_status(bunches, portal, today) for slug, (portal, bunches) in found.items()}


async def support_lines(actor: Actor, slug: str, limit: int) -> Page[SupportLine]:
    """Return the contracts behind the first licenses of a product, the most urgent first."""
    today = actor.today
    found = await fetch(_support_lines(), _asks(actor, slug=slug, most=limit))
    shown = [words.support_line(row, Urgency(row.urgency), today) for row in found]
    return words.page(shown, found[0].total if found else 0)


async def lines(actor: Actor, slug: str, limit: int) -> Page[LicenseLine]:
    """Return the first licenses of a product that the person's groups hold."""
    found = await fetch(_lines(), _asks(actor, slug=slug, most=limit))
    return words.page([_line(row) for row in found], found[0].total if found else 0)


def urgency_of(license_: License, today: date) -> Urgency:
    """Return the state of a contract on a day, as the database computes it for many."""
    renewal, start = license_.renewal_date, license_.maintenance_from
    if license_.standing == LicenseStanding.REVOKED or not (renewal or start):
        return Urgency.NONE
    if start and start > today:
        return Urgency.UPCOMING
    if not renewal or renewal > today + timedelta(days=settings().expiring_days):
        return Urgency.IN_FORCE
    return Urgency.EXPIRED if renewal < today else Urgency.EXPIRING


def license_actions(deeds: list[Deed], portal: str | None) -> list[LicenseAction]:
    """Name what the person may do with a license, in the order of the menu."""
    return [LicenseAction(deed, deed_name(deed), portal or "" if deed == Deed.OPEN_PORTAL else "") for deed in deeds]


def _line(row: Any) -> LicenseLine:
    held = row.roles.split(",")
    facts = license_facts(row, row, has_key=row.key is not None, is_assigned=row.assigned is not None, is_asked_for=row.asked is not None)
    return words.line(row, row.group, held, license_actions(license_deeds(held, facts), row.license_portal_url))


async def _bunches(actor: Actor, slugs: list[str] | None) -> dict[str, tuple[str | None, list[Bunch]]]:
    """Return per registered product its license portal and its licenses, gathered by the database: few rows for any number."""
    rows = await fetch(_aggregate(has_names=slugs is not None), _asks(actor, slugs))
    found: dict[str, tuple[str | None, list[Bunch]]] = {}
    for slug, portal, *bunch in rows:
        _, bunches = found.setdefault(slug, (portal, []))
        if bunch[0] is not None:
            bunches.append(Bunch(Urgency(bunch[0]), *bunch[1:]))
    return found


def _asks(actor: Actor, slugs: list[str] | None = None, **more: Any) -> dict[str, Any]:
    return asks(actor, slugs, **more, soon=actor.today + timedelta(days=settings().expiring_days))


@cache
def _aggregate(*, has_names: bool) -> Select[Any, Any, Any, Any]:
    mine = visible_groups(ASKER).distinct().subquery()
    administered = visible_groups(ASKER).where(col(Membership.role) == Role.ADMINISTRATOR)
    grouped = (
        select(
            col(License.product_id).label("product_id"),
            _urgency().label("urgency"),
            col(License.standing),
            col(License.license_type),
            func.count().label("count"),
            func.min(License.renewal_date).label("first"),
            func.max(License.renewal_date).label("last"),
            func.min(License.maintenance_from).label("starts"),
            func.min(License.support_plan).label("plan"),
            func.min(License.number).label("number"),
            col(RenewalRequest.id).is_not(None).label("is_asked_for"),
            func.max(case((col(License.group_id).in_(administered), 1), else_=0)).label("may_ask"),
        )
        .join(mine, mine.c.group_id == col(License.group_id))
        .outerjoin(RenewalRequest, (col(RenewalRequest.license_id) == col(License.id)) & col(RenewalRequest.closed_at).is_(None))
        .group_by("product_id", "urgency", col(License.standing), col(License.license_type), "is_asked_for")
        .subquery()
    )
    columns = [column for column in grouped.c if column.name != "product_id"]
    return (
        select(col(Product.slug), col(Product.license_portal_url), *columns)
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .outerjoin(grouped, grouped.c.product_id == col(Product.id))
        .where(col(RegisteredProduct.user_id) == ASKER.id, col(Product.id).in_(registered_ids(ASKER, SLUGS if has_names else None)))
    )


def _urgency() -> ColumnElement[int]:
    """Return the state of a contract today, computed by the database."""
    renewal, start, today = col(License.renewal_date), col(License.maintenance_from), ASKER.today
    return case(
        (col(License.standing) == LicenseStanding.REVOKED, Urgency.NONE),
        (start > today, Urgency.UPCOMING),
        (renewal < today, Urgency.EXPIRED),
        (renewal <= bindparam("soon", type_=Date()), Urgency.EXPIRING),
        (renewal.is_(None) & start.is_(None), Urgency.NONE),
        else_=Urgency.IN_FORCE,
    )


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    facts = (col(LicenseKey.license_id).label("key"), col(RenewalRequest.id).label("asked"), col(LicenseUser.user_id).label("assigned"))
    return (
        _page()
        .add_columns(col(Product.license_portal_url), col(Product.merges_keys), *facts)
        .join(Product, col(Product.id) == col(License.product_id))
        .outerjoin(LicenseKey, col(LicenseKey.license_id) == col(License.id))
        .outerjoin(RenewalRequest, (col(RenewalRequest.license_id) == col(License.id)) & col(RenewalRequest.closed_at).is_(None))
        .outerjoin(LicenseUser, (col(LicenseUser.license_id) == col(License.id)) & (col(LicenseUser.user_id) == ASKER.id))
    )


@cache
def _support_lines() -> Select[*tuple[Any, ...]]:
    query = _page().add_columns(_urgency().label("urgency")).order_by(None)
    return query.order_by(_urgency(), col(License.renewal_date), col(License.number))


def _of_a_line() -> list[Any]:
    dated = (License.renewal_date, License.maintenance_from)
    named = (License.number, License.edition, License.quantity, License.user_limit, License.standing, License.license_type, License.support_plan)
    return [col(one) for one in (*named, *dated)]


def _page() -> Select[*tuple[Any, ...]]:
    mine = visible_groups(ASKER).distinct().subquery()
    held = (col(Membership.user_id) == ASKER.id) & (col(Membership.group_id) == mine.c.group_id)
    roles = select(func.aggregate_strings(col(Membership.role), ",")).where(held).correlate(mine).scalar_subquery()
    return (
        select(*_of_a_line(), col(UserGroup.name).label("group"), roles.label("roles"), func.count().over().label("total"))
        .join(mine, mine.c.group_id == col(License.group_id))
        .join(UserGroup, col(UserGroup.id) == col(License.group_id))
        .where(col(License.product_id) == registered_id(ASKER, SLUG).scalar_subquery())
        .order_by(col(License.renewal_date).is_(None), col(License.renewal_date), col(License.number))
        .limit(MOST)
    )
