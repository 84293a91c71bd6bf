"""Who did what with an alert: written with the deed itself."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.enums import AlertAction
from monproduit.core.localisation import _, local_moment
from monproduit.models import AlertEvent
from monproduit.services.access import Actor
from monproduit.views.staff_alerts import DeedLine

_SHOWN = 50


def record(session: AsyncSession, actor: Actor, key: str, action: AlertAction, detail: str = "") -> None:
    """Note a deed in the transaction that does it; `detail` names the parts that were edited."""
    session.add(AlertEvent(at=clock.now(), alert=key, actor_id=actor.id, actor=actor.name or actor.email, action=action, detail=detail))


async def lines(session: AsyncSession, actor: Actor, key: str) -> list[DeedLine]:
    """Return the latest deeds with an alert."""
    query = select(AlertEvent).where(col(AlertEvent.alert) == key).order_by(col(AlertEvent.id).desc()).limit(_SHOWN)
    return [_line(actor, event) for event in await session.scalars(query)]


async def last_editor(session: AsyncSession, key: str) -> str:
    """Return who changed an alert last; nobody's name for an import."""
    query = select(col(AlertEvent.actor)).where(col(AlertEvent.alert) == key).order_by(col(AlertEvent.id).desc()).limit(1)
    return await session.scalar(query) or ""


def _line(actor: Actor, event: AlertEvent) -> DeedLine:
    parts = ", ".join(_parts()[name] for name in event.detail.split(",") if name in _parts())
    words = f"{_deeds()[event.action]} ({parts})" if parts else _deeds()[event.action]
    return DeedLine(str(event.id), local_moment(event.at, actor.time_zone), event.actor, words)


def _deeds() -> dict[str, str]:
    return {
        AlertAction.PUBLISHED: _("Alerte publiée"),
        AlertAction.SCHEDULED: _("Publication programmée"),
        AlertAction.EDITED: _("Alerte modifiée"),
        AlertAction.WITHDRAWN: _("Alerte retirée"),
        AlertAction.RESTORED: _("Alerte publiée à nouveau"),
    }


def _parts() -> dict[str, str]:
    return {
        "title": _("titre"),
        "body": _("texte"),
        "kind": _("type"),
        "severity": _("gravité"),
        "important": _("importance"),
        "url": _("adresse"),
        "published_at": _("date de publication"),
        "products": _("produits et versions"),
    }
