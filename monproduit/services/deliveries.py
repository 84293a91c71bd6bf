"""Look after what leaves the portal: where each message stands, and try again what failed. For the vendor's staff."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, update
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment, ngettext, number
from monproduit.models import OutboxMessage
from monproduit.services.access import Actor, require_staff
from monproduit.services.changes import Touched, note
from monproduit.services.outbox import STAFF_SECTION, again
from monproduit.services.words import more_label
from monproduit.views.deliveries import Deliveries, DeliveryCount, DeliveryLine


class Standing(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    RETRIED = "retried"
    FAILED = "failed"
    DELIVERED = "delivered"


_BADGES = {Standing.WAITING: "upcoming", Standing.RETRIED: "expiring", Standing.FAILED: "expired", Standing.DELIVERED: "in_force"}


async def find(actor: Actor, standing: str, recipient: str, limit: int) -> Deliveries:
    """Return the messages to a recipient, or to all, that stand somewhere, or anywhere; what left long ago is not kept.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    wanted = _to(recipient)
    query = select(OutboxMessage, _standing(), func.count().over()).where(wanted)
    if standing in set(Standing):
        query = query.where(_standing() == standing)
    async with reading() as session:
        found = (await session.execute(query.order_by(col(OutboxMessage.id).desc()).limit(limit))).all()
        rows = (await session.execute(select(_standing().label("standing"), func.count()).where(wanted).group_by("standing"))).all()
    total = found[0][2] if found else 0
    words = ngettext("%(count)s envoi", "%(count)s envois", total) % {"count": number(total)}
    lines = [_line(actor, message, Standing(stands)) for message, stands, _total in found]
    return Deliveries(lines, _counts({stands: count for stands, count in rows}), words, total - len(lines), more_label(total - len(lines)))  # noqa: C416 (rows are not pairs for the checker)


async def retry(actor: Actor, message_id: int) -> None:
    """Try a message that failed again, as if it were new: with the Message-ID that it had.

    Raises:
        PortalError: `staff_only` or `no_such_delivery`.
    """
    require_staff(actor)
    failed = (col(OutboxMessage.id) == message_id) & col(OutboxMessage.failed_at).is_not(None)
    async with writing() as session:
        query = update(OutboxMessage).where(failed).values(**again(clock.now())).returning(col(OutboxMessage.id))
        if not await session.scalar(query):
            raise PortalError("no_such_delivery")
        await note(session, [Touched(section=STAFF_SECTION)])


def standing_name(standing: str) -> str:
    """Name where a message stands."""
    return {
        "": _("Tous"),
        Standing.WAITING: _("En attente"),
        Standing.RETRIED: _("À nouveau tentés"),
        Standing.FAILED: _("En échec"),
        Standing.DELIVERED: _("Remis"),
    }[standing]


def _to(recipient: str) -> ColumnElement[bool]:
    return col(OutboxMessage.recipient).icontains(recipient.strip(), autoescape=True)


def _standing() -> ColumnElement[Any]:
    return case(
        (col(OutboxMessage.failed_at).is_not(None), Standing.FAILED.value),
        (col(OutboxMessage.done_at).is_not(None), Standing.DELIVERED.value),
        (col(OutboxMessage.last_error) != "", Standing.RETRIED.value),
        else_=Standing.WAITING.value,
    )


def _counts(counts: dict[str, int]) -> list[DeliveryCount]:
    every = DeliveryCount("", standing_name(""), number(sum(counts.values())))
    return [every, *(DeliveryCount(one, standing_name(one), number(counts.get(one, 0))) for one in Standing)]


def _line(actor: Actor, message: OutboxMessage, stands: Standing) -> DeliveryLine:
    moment = message.done_at or message.failed_at or message.due_at
    label = {
        Standing.WAITING: _("En attente"),
        Standing.RETRIED: _("Nouvelle tentative"),
        Standing.FAILED: _("Échec"),
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
        error=message.last_error,
    )


def _kind_name(topic: str, kind: str) -> str:
    names = {
        "alert": _("Alerte"),
        "digest": _("Alertes réunies"),
        "reminder": _("Rappel d’échéance"),
        "invitation": _("Invitation"),
        "answer": _("Réponse à une demande"),
    }
    return names.get(kind, f"{topic} {kind}".strip())
