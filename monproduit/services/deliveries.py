"""Look after what leaves the portal: where each message stands, and try again what failed. For the vendor's staff."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment, ngettext, number
from monproduit.models import OutboxMessage, SuspendedAddress
from monproduit.services.access import Actor, require_staff
from monproduit.services.bounce_words import reason
from monproduit.services.outbox import MAIL, note_staff, reopen
from monproduit.services.suspensions import lift_address
from monproduit.services.words import more_label
from monproduit.views.deliveries import Deliveries, DeliveryCount, DeliveryLine


class Standing(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    RETRIED = "retried"
    FAILED = "failed"
    BOUNCED = "bounced"
    SUSPENDED = "suspended"
    DELIVERED = "delivered"


_BADGES = {
    Standing.WAITING: "upcoming",
    Standing.RETRIED: "expiring",
    Standing.FAILED: "expired",
    Standing.BOUNCED: "expired",
    Standing.SUSPENDED: "none",
    Standing.DELIVERED: "in_force",
}
_UNDONE = (Standing.FAILED, Standing.BOUNCED, Standing.SUSPENDED)
"""Where a message stands that may be tried again."""


async def find(actor: Actor, standing: str, recipient: str, limit: int) -> Deliveries:
    """Return the messages to a recipient, or to all, that stand somewhere, or anywhere; what left long ago is not kept.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    wanted = _to(recipient)
    query = _lines().add_columns(func.count().over()).where(wanted)
    if standing in set(Standing):
        query = query.where(_standing() == standing)
    async with reading() as session:
        found = (await session.execute(query.order_by(col(OutboxMessage.id).desc()).limit(limit))).all()
        rows = (await session.execute(select(_standing().label("standing"), func.count()).where(wanted).group_by("standing"))).all()
    total = found[0][-1] if found else 0
    words = ngettext("%(count)s envoi", "%(count)s envois", total) % {"count": number(total)}
    lines = [_line(actor, message, Standing(stands), status) for message, stands, status, _total in found]
    return Deliveries(lines, _counts({stands: count for stands, count in rows}), words, total - len(lines), more_label(total - len(lines)))  # noqa: C416 (rows are not pairs for the checker)


async def retry(actor: Actor, message_id: int) -> None:
    """Try a message again that failed, came back or was withheld, as if it were new; its recipient gets mail again, if they got none.

    Raises:
        PortalError: `staff_only` or `no_such_delivery`.
    """
    require_staff(actor)
    async with writing() as session:
        message = await session.get(OutboxMessage, message_id, with_for_update=True)
        if not message or not _is_undone(message):
            raise PortalError("no_such_delivery")
        if message.topic == MAIL:
            await lift_address(session, message.recipient)
        reopen(session, message)
        await note_staff(session)


def standing_name(standing: str) -> str:
    """Name where a message stands."""
    return {
        "": _("Tous"),
        Standing.WAITING: _("En attente"),
        Standing.RETRIED: _("À nouveau tentés"),
        Standing.FAILED: _("En échec"),
        Standing.BOUNCED: _("Revenus"),
        Standing.SUSPENDED: _("Suspendus"),
        Standing.DELIVERED: _("Remis"),
    }[standing]


def _to(recipient: str) -> ColumnElement[bool]:
    return col(OutboxMessage.recipient).icontains(recipient.strip(), autoescape=True)


def _lines() -> Select[Any, Any, Any]:
    """Select messages, where they stand, and why nothing is sent to their recipient, if so."""
    is_theirs = (col(SuspendedAddress.email) == func.lower(col(OutboxMessage.recipient))) & col(SuspendedAddress.lifted_at).is_(None)
    return select(OutboxMessage, _standing(), col(SuspendedAddress.status)).outerjoin(SuspendedAddress, is_theirs)


def _is_undone(message: OutboxMessage) -> bool:
    return bool(message.failed_at or message.bounced_at or message.is_suspended)


def _standing() -> ColumnElement[Any]:
    return case(
        (col(OutboxMessage.bounced_at).is_not(None), Standing.BOUNCED.value),
        (col(OutboxMessage.is_suspended), Standing.SUSPENDED.value),
        (col(OutboxMessage.failed_at).is_not(None), Standing.FAILED.value),
        (col(OutboxMessage.done_at).is_not(None), Standing.DELIVERED.value),
        (col(OutboxMessage.last_error) != "", Standing.RETRIED.value),
        else_=Standing.WAITING.value,
    )


def _counts(counts: dict[str, int]) -> list[DeliveryCount]:
    every = DeliveryCount("", standing_name(""), number(sum(counts.values())))
    return [every, *(DeliveryCount(one, standing_name(one), number(counts.get(one, 0))) for one in Standing)]


def _line(actor: Actor, message: OutboxMessage, stands: Standing, suspended: str | None) -> DeliveryLine:
    moment = message.bounced_at or message.done_at or message.failed_at or message.due_at
    label = {
        Standing.WAITING: _("En attente"),
        Standing.RETRIED: _("Nouvelle tentative"),
        Standing.FAILED: _("Échec"),
        Standing.BOUNCED: _("Revenu"),
        Standing.SUSPENDED: _("Suspendu"),
        Standing.DELIVERED: _("Remis"),
    }[stands]
    return DeliveryLine(
        id=message.id,
        kind=_kind_name(message.topic, message.kind),
        recipient=message.recipient,
        status=stands,
        status_label=label,
        badge=_BADGES[stands],
        when=local_moment(moment, actor.time_zone),
        attempts=number(message.attempts),
        reason=_reason(message, stands, suspended),
        error=message.bounce_words if stands == Standing.BOUNCED else message.last_error,
        is_undone=stands in _UNDONE,
    )


def _reason(message: OutboxMessage, stands: Standing, suspended: str | None) -> str:
    """Say in plain words why a mail came back, or why none is sent."""
    if stands == Standing.BOUNCED:
        return reason(message.bounce_status)
    if stands != Standing.SUSPENDED:
        return ""
    if suspended is None:
        return _("Retenu quand cette adresse ne recevait plus d’e-mails.")
    nothing = _("Rien n’est plus envoyé à cette adresse.")
    return f"{nothing} {reason(suspended)}"


def _kind_name(topic: str, kind: str) -> str:
    names = {
        "alert": _("Alerte"),
        "digest": _("Alertes réunies"),
        "reminder": _("Rappel d’échéance"),
        "invitation": _("Invitation"),
        "answer": _("Réponse à une demande"),
    }
    return names.get(kind, f"{topic} {kind}".strip())
