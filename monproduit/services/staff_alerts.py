"""All alerts, for the vendor's staff: published, scheduled and withdrawn; withdrawn and published again."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import AlertAction
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment, ngettext, number
from monproduit.core.search import searchable
from monproduit.core.sections import Section
from monproduit.models import Alert, AlertProduct, Product
from monproduit.services import alert_history
from monproduit.services.access import Actor, is_published, require_staff
from monproduit.services.alerts import kind_name, severity_name
from monproduit.services.changes import STAFF, Touched, note
from monproduit.services.words import more_label
from monproduit.views.alerts import Choice
from monproduit.views.staff_alerts import StaffAlertLine, StaffAlerts

_NAMED = 3
_STATUSES = ("published", "scheduled", "withdrawn")


async def find(actor: Actor, status: str, text: str, limit: int) -> StaffAlerts:
    """Return the alerts of a status, or all, the latest first.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    async with reading() as session:
        found = (await session.execute(_query(status, text).limit(limit))).all()
        names = await _names(session, [alert.id for alert, _total in found])
    total = found[0][1] if found else 0
    label = ngettext("%(count)s actualité ou alerte", "%(count)s actualités et alertes", total) % {"count": number(total)}
    return StaffAlerts([_line(actor, alert, names[alert.id]) for alert, _total in found], label, total - len(found), more_label(total - len(found)))


def statuses() -> list[Choice]:
    """Return the statuses, to choose from."""
    return [
        Choice("", _("Toutes")),
        *(Choice(status, name) for status, name in zip(_STATUSES, (_("Publiées"), _("Programmées"), _("Retirées")), strict=True)),
    ]


def status_name(status: str) -> str:
    """Name where an alert stands."""
    return {"published": _("Publiée"), "scheduled": _("Programmée"), "withdrawn": _("Retirée")}[status]


def status_of(published_at: datetime, *, is_withdrawn: bool) -> str:
    """Tell where an alert stands now."""
    if is_withdrawn:
        return "withdrawn"
    return "published" if published_at <= clock.now() else "scheduled"


async def withdraw(actor: Actor, key: str) -> str:
    """Take an alert away from every page, count and feed; return its title.

    Raises:
        PortalError: `staff_only` or `no_such_alert`.
    """
    return await _turn(actor, key, is_withdrawn=True)


async def restore(actor: Actor, key: str) -> str:
    """Show a withdrawn alert again, with the date that it had; return its title.

    Raises:
        PortalError: `staff_only` or `no_such_alert`.
    """
    return await _turn(actor, key, is_withdrawn=False)


async def _turn(actor: Actor, key: str, *, is_withdrawn: bool) -> str:
    require_staff(actor)
    async with writing() as session:
        alert = await session.scalar(select(Alert).where(col(Alert.key) == key).with_for_update())
        if not alert:
            raise PortalError("no_such_alert")
        if alert.withdrawn != is_withdrawn:
            alert.withdrawn = is_withdrawn
            alert_history.record(session, actor, key, AlertAction.WITHDRAWN if is_withdrawn else AlertAction.RESTORED)
            products = await session.scalars(select(col(AlertProduct.product_id)).where(col(AlertProduct.alert_id) == alert.id))
            cells = [Touched(product_id=product, section=Section.NEWS_ALERTS) for product in products]
            await note(session, [*cells, Touched(section=STAFF)])
    return alert.title


def _query(status: str, text: str) -> Select[Any, Any]:
    query = select(Alert, func.count().over()).order_by(col(Alert.published_at).desc(), col(Alert.id).desc())
    if status == "withdrawn":
        query = query.where(col(Alert.withdrawn))
    elif status in _STATUSES:
        query = query.where(~col(Alert.withdrawn), is_published() if status == "published" else col(Alert.published_at) > clock.now())
    for word in searchable(text).split():
        query = query.where(col(Alert.search_text).contains(word, autoescape=True))
    return query


async def _names(session: AsyncSession, alerts: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(col(AlertProduct.alert_id), col(Product.name)).join(Product, col(Product.id) == col(AlertProduct.product_id))
    for alert, name in await session.execute(query.where(col(AlertProduct.alert_id).in_(alerts)).order_by(col(Product.search_text))):
        found[alert].append(name)
    return found


def _line(actor: Actor, alert: Alert, names: list[str]) -> StaffAlertLine:
    status = status_of(alert.published_at, is_withdrawn=alert.withdrawn)
    others = len(names) - _NAMED
    words = ", ".join(names[:_NAMED])
    if others > 0:
        words += " " + ngettext("et %(count)s autre", "et %(count)s autres", others) % {"count": number(others)}
    return StaffAlertLine(
        key=alert.key,
        title=alert.title,
        kind_label=kind_name(alert.kind),
        status=status,
        status_label=status_name(status),
        moment=local_moment(alert.published_at, actor.time_zone),
        products=words,
        severity=alert.severity or "",
        severity_label=severity_name(alert.severity),
        is_important=alert.important,
    )
