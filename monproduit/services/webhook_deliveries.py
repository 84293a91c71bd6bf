"""What was sent to other systems, or is on its way; and once more, where that is wanted."""

from sqlalchemy import select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment
from monproduit.models import OutboxMessage, WebhookEndpoint
from monproduit.services import outbox
from monproduit.services.access import Actor, require_staff
from monproduit.services.changes import STAFF, Touched, note
from monproduit.services.webhooks import TOPIC
from monproduit.views.api import DeliveryLine

_SHOWN = 50


async def lines(actor: Actor) -> list[DeliveryLine]:
    """Return the latest deliveries.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    query = select(OutboxMessage).where(col(OutboxMessage.topic) == TOPIC).order_by(col(OutboxMessage.id).desc()).limit(_SHOWN)
    async with reading() as session:
        names = {f"{TOPIC}:{id_}": name for id_, name in await session.execute(select(col(WebhookEndpoint.id), col(WebhookEndpoint.name)))}
        return [_line(actor, one, names.get(one.recipient, _("adresse supprimée"))) for one in await session.scalars(query)]


async def replay(actor: Actor, delivery_id: int) -> None:
    """Send a webhook once more, under the same name.

    Raises:
        PortalError: `staff_only`, `no_such_delivery` or `hook_disabled`.
    """
    require_staff(actor)
    moment = clock.now()
    async with writing() as session:
        delivery = await session.get(OutboxMessage, delivery_id)
        if not delivery or delivery.topic != TOPIC or not (delivery.done_at or delivery.failed_at):
            raise PortalError("no_such_delivery")
        endpoint = await session.get(WebhookEndpoint, delivery.payload["endpoint"])
        if not endpoint or endpoint.disabled_at:
            raise PortalError("hook_disabled" if endpoint else "no_such_hook")
        for name, value in {**outbox.again(moment), "last_error": ""}.items():
            setattr(delivery, name, value)
        await note(session, [Touched(section=STAFF)])


def _line(actor: Actor, delivery: OutboxMessage, endpoint: str) -> DeliveryLine:
    status, label = "expiring", _("En route")
    if delivery.done_at:
        status, label = "in_force", _("Arrivé")
    elif delivery.failed_at:
        status, label = "expired", _("Abandonné")
    elif delivery.attempts:
        label = _("Nouvel essai le %(date)s") % {"date": local_moment(delivery.due_at, actor.time_zone)}
    at = local_moment(delivery.created_at, actor.time_zone)
    is_over = bool(delivery.done_at or delivery.failed_at)
    return DeliveryLine(delivery.id, delivery.kind, endpoint, at, status, label, delivery.last_error, is_over)
