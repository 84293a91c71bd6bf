"""Send what the outbox holds for other systems; who fails for days is told nothing more."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, select

from monproduit.core import clock
from monproduit.core.database import look, writing
from monproduit.core.sealing import SealBrokenError, unseal
from monproduit.core.settings import settings
from monproduit.integrations.hook_client import Hook, HookError, post
from monproduit.models import WebhookEndpoint
from monproduit.services.changes import STAFF, Touched, note
from monproduit.services.outbox_claims import Claimed
from monproduit.services.outbox_notes import Outcome
from monproduit.services.relay import SendError
from monproduit.services.webhook_endpoints import is_allowed

PATIENCE = timedelta(days=3)
"""How long an endpoint may fail before it is disabled."""
_TOGETHER = 0.5
_COLUMNS: Any = WebhookEndpoint.__table__.c  # pyright: ignore[reportAttributeAccessIssue]
_ENDPOINT = select(_COLUMNS).where(_COLUMNS.id == bindparam("id"))
_showing: set[asyncio.Task[None]] = set()


async def send(claimed: Claimed) -> Outcome:
    """Send one webhook.

    Raises:
        SendError: it was not taken.
    """
    endpoint = await look(_ENDPOINT, {"id": claimed.payload["endpoint"]})
    if not endpoint or endpoint.disabled_at:
        raise SendError("the endpoint is disabled", is_permanent=True)
    if not is_allowed(endpoint.url):
        raise SendError("the host is none of MONPRODUIT_WEBHOOK_HOSTS", is_permanent=True)
    try:
        secret = unseal(endpoint.secret, endpoint.name)
        await post(Hook(endpoint.url, secret, name_of(claimed.key), claimed.payload["body"]), clock.now(), private=settings().webhooks_private)
    except SealBrokenError as error:
        raise SendError("the secret cannot be read: the portal's secret key has changed", is_permanent=True) from error
    except HookError as error:
        if not endpoint.failing_since or _is_long(endpoint.failing_since):
            await _note_failure(endpoint.id)
        raise SendError(str(error), is_permanent=error.is_permanent, is_unsure=error.is_unsure) from error
    finally:
        _show_soon()
    if endpoint.failing_since:
        async with writing() as session:
            (await session.get_one(WebhookEndpoint, endpoint.id)).failing_since = None
    return Outcome.SENT


def name_of(key: str) -> str:
    """Return the name of a webhook: the same each time that it is sent, so that its receiver does it once."""
    return f"msg_{sha256(key.encode()).hexdigest()[:32]}"


def _show_soon() -> None:
    """Let the vendor's staff see what became of it, once that is written; several deliveries are shown together."""
    if not _showing:
        task = asyncio.create_task(_show())
        _showing.add(task)
        task.add_done_callback(_showing.discard)


async def _show() -> None:
    await asyncio.sleep(_TOGETHER)
    with suppress(Exception):  # they see it at the next one
        async with writing() as session:
            await note(session, [Touched(section=STAFF)])


def _is_long(since: datetime) -> bool:
    return clock.now() - since >= PATIENCE


async def _note_failure(endpoint_id: int) -> None:
    moment = clock.now()
    async with writing() as session:
        endpoint = await session.get(WebhookEndpoint, endpoint_id)
        if endpoint:
            endpoint.failing_since = endpoint.failing_since or moment
            if _is_long(endpoint.failing_since):
                endpoint.disabled_at = moment
