"""What other systems are told: the data of each kind of event."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import HookEvent, LicenseStanding
from monproduit.core.settings import settings
from monproduit.models import (
    Alert,
    AlertProduct,
    License,
    Membership,
    Person,
    Product,
    RenewalRequest,
    ServiceRequest,
    UserGroup,
    WebhookEvent,
)
from monproduit.services.access import is_published
from monproduit.services.webhooks import Announced, announce, announce_all, wanting

_MOST = 1000


async def tell_renewal(session: AsyncSession, request: RenewalRequest, license_: License, product: str, group: str, email: str) -> None:
    """Tell that a renewal is asked for."""
    until = request.wanted_until.isoformat() if request.wanted_until else None
    asked = {"requested_by": email, "quantity": request.quantity, "wanted_until": until, "message": request.message}
    told = {"license": license_.number, "product": product, "group": group, "renewal_date": _day(license_.renewal_date), **asked}
    await announce(session, HookEvent.RENEWAL_REQUESTED, told, key=str(request.id))


async def tell_opened(session: AsyncSession, request: ServiceRequest, product: str, license_: str | None, email: str) -> None:
    """Tell that a service request was opened here, in the words of the data format."""
    people = {"product": product, "license": license_, "created_by": email, "assigned_to": None}
    known = {"number": request.number, "title": request.title, "severity": request.severity, "status": request.status}
    moments = {"created_at": request.created_at.isoformat(), "updated_at": request.updated_at.isoformat()}
    told = {**known, **people, "version": request.version or None, **moments}
    await announce(session, HookEvent.REQUEST_CREATED, told, key=request.number)


async def tell_joined(session: AsyncSession, entered: Sequence[tuple[int, int, str]]) -> None:
    """Tell who entered a group (group, person, role): those who had no role in it before, and each time that they come."""
    if not entered or not await wanting(session, HookEvent.GROUP_JOINED):
        return
    moment, news = clock.now().isoformat(), list[Announced]()
    new = Counter((group, person) for group, person, _role in entered)
    for (group_id, user_id), count in new.items():
        held = list(await session.scalars(select(col(Membership.role)).where(_of(group_id, user_id))))
        if len(held) == count:
            group, person = await session.get_one(UserGroup, group_id), await session.get_one(Person, user_id)
            roles = sorted(role for one, other, role in entered if (one, other) == (group_id, user_id))
            news.append((f"{group.key} {person.email} {moment}", {"group": group.key, "user": person.email, "roles": roles}))
    await announce_all(session, HookEvent.GROUP_JOINED, news)


async def tell_published() -> None:
    """Tell of the alerts that are visible now and were not told of, as far back as an endpoint has wanted it."""
    async with reading() as session:
        untold = await _untold(session, col(Alert.id).is_not(None))
    if untold:
        async with writing() as session:
            await tell_alerts(session, [alert.key for alert in untold])


async def tell_alerts(session: AsyncSession, keys: Sequence[str]) -> None:
    """Tell of those of these alerts that are visible, in the caller's transaction."""
    alerts = await _untold(session, col(Alert.key).in_(keys)) if keys else []
    slugs: dict[int, list[str]] = {alert.id: [] for alert in alerts}
    query = select(col(AlertProduct.alert_id), col(Product.slug)).join(Product, col(Product.id) == col(AlertProduct.product_id))
    if alerts:
        for alert_id, slug in await session.execute(query.where(col(AlertProduct.alert_id).in_(slugs)).order_by(col(Product.slug))):
            slugs[alert_id].append(slug)
    await announce_all(session, HookEvent.ALERT_PUBLISHED, [_alert(alert, slugs[alert.id]) for alert in alerts])


async def tell_expiring() -> None:
    """Tell of the licenses whose maintenance ends soon: each with each of its ends once."""
    first = clock.today("UTC")
    last = first + timedelta(days=settings().expiring_days)
    async with writing() as session:
        while await wanting(session, HookEvent.LICENSE_EXPIRING) and (news := await _expiring(session, first, last)):
            await announce_all(session, HookEvent.LICENSE_EXPIRING, news)


async def _untold(session: AsyncSession, which: ColumnElement[bool]) -> list[Alert]:
    endpoints = await wanting(session, HookEvent.ALERT_PUBLISHED)
    if not endpoints:
        return []
    since = min(endpoint.created_at for endpoint in endpoints)
    query = select(Alert).where(which, col(Alert.published_at) > since, is_published(), ~_is_told(HookEvent.ALERT_PUBLISHED, col(Alert.key)))
    return list(await session.scalars(query.order_by(col(Alert.published_at)).limit(_MOST)))


async def _expiring(session: AsyncSession, first: date, last: date) -> list[Announced]:
    ends = col(License.renewal_date)
    key = col(License.canonical_number).concat(" ").concat(cast(ends, String))
    query = (
        select(License, col(Product.slug), col(UserGroup.key))
        .join(Product, col(Product.id) == col(License.product_id))
        .outerjoin(UserGroup, col(UserGroup.id) == col(License.group_id))
        .where(ends.between(first, last), col(License.standing) == LicenseStanding.ACTIVE, ~_is_told(HookEvent.LICENSE_EXPIRING, key))
        .limit(_MOST)
    )
    return [_license(*row) for row in await session.execute(query)]


def _is_told(event: HookEvent, key: Any) -> ColumnElement[bool]:
    return select(col(WebhookEvent.id)).where(col(WebhookEvent.event) == event, col(WebhookEvent.key) == key).exists()


def _license(license_: License, product: str, group: str | None) -> Announced:
    ends = _day(license_.renewal_date)
    told = {"license": license_.number, "product": product, "group": group, "renewal_date": ends, "quantity": license_.quantity}
    return f"{license_.canonical_number} {ends}", told


def _alert(alert: Alert, products: list[str]) -> Announced:
    told = {name: getattr(alert, name) for name in ("key", "kind", "important", "severity", "title", "body", "url")}
    return alert.key, {**told, "products": products, "published_at": alert.published_at.isoformat()}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _of(group_id: int, user_id: int) -> ColumnElement[bool]:
    return (col(Membership.group_id) == group_id) & (col(Membership.user_id) == user_id)
