"""The addresses of other systems, looked after by the vendor's staff: added, tried, disabled, removed."""

import base64
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import HookEvent
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment
from monproduit.core.sealing import seal
from monproduit.core.settings import settings
from monproduit.models import WebhookEndpoint
from monproduit.services import outbox
from monproduit.services.access import Actor, require_staff
from monproduit.services.changes import STAFF, Touched, note
from monproduit.services.webhooks import message
from monproduit.views.api import HookLine, MadeSecret

PING = "ping"
_LONGEST, _LONGEST_URL, _MOST = 100, 2000, 50


async def lines(actor: Actor) -> list[HookLine]:
    """Return the addresses, the oldest first.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    async with reading() as session:
        return [_line(actor, endpoint) for endpoint in await session.scalars(select(WebhookEndpoint).order_by(col(WebhookEndpoint.id)))]


async def add(actor: Actor, name: str, url: str, events: Collection[str]) -> MadeSecret:
    """Add an address, and return the secret with which what it gets is signed: it is shown this once.

    Raises:
        PortalError: `staff_only`, `no_hook_name`, `hook_name_taken`, `wrong_url`, `hook_host`, `no_event` or `too_many_hooks`.
    """
    require_staff(actor)
    name, url = name.strip(), url.strip()
    if not name or len(name) > _LONGEST:
        raise PortalError("no_hook_name", limit=_LONGEST)
    if not _is_address(url):
        raise PortalError("wrong_url")
    if not is_allowed(url):
        raise PortalError("hook_host")
    wanted = [event for event in HookEvent if event in events]
    if not wanted:
        raise PortalError("no_event")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    async with writing() as session:
        if await session.scalar(select(WebhookEndpoint).where(col(WebhookEndpoint.name) == name)):
            raise PortalError("hook_name_taken", name=name)
        if (await session.execute(select(func.count()).select_from(WebhookEndpoint))).scalar_one() >= _MOST:
            raise PortalError("too_many_hooks", limit=_MOST)
        session.add(WebhookEndpoint(name=name, url=url, secret=seal(secret, name), events=" ".join(wanted), created_at=clock.now()))
        await note(session, [Touched(section=STAFF)])
    return MadeSecret(name, secret)


def is_allowed(url: str) -> bool:
    """Tell whether the settings let webhooks go to the host of an address."""
    allowed = settings().webhook_hosts.lower().split()
    return not allowed or (urlsplit(url).hostname or "") in allowed


async def switch(actor: Actor, endpoint_id: int) -> None:
    """Disable an address, or enable it again.

    Raises:
        PortalError: `staff_only` or `no_such_hook`.
    """
    async with writing() as session:
        endpoint = await _one(session, actor, endpoint_id)
        endpoint.disabled_at = None if endpoint.disabled_at else clock.now()
        endpoint.failing_since = None
        await note(session, [Touched(section=STAFF)])


async def remove(actor: Actor, endpoint_id: int) -> None:
    """Remove an address: it is told nothing more.

    Raises:
        PortalError: `staff_only` or `no_such_hook`.
    """
    async with writing() as session:
        await session.delete(await _one(session, actor, endpoint_id))
        await note(session, [Touched(section=STAFF)])


async def ping(actor: Actor, endpoint_id: int) -> None:
    """Send a webhook that says nothing, to see whether it arrives.

    Raises:
        PortalError: `staff_only`, `no_such_hook` or `hook_disabled`.
    """
    async with writing() as session:
        endpoint = await _one(session, actor, endpoint_id)
        if endpoint.disabled_at:
            raise PortalError("hook_disabled")
        await outbox.put(session, message(endpoint, PING, uuid4().hex, {"name": endpoint.name}))
        await note(session, [Touched(section=STAFF)])


async def _one(session: AsyncSession, actor: Actor, endpoint_id: int) -> WebhookEndpoint:
    require_staff(actor)
    endpoint = await session.get(WebhookEndpoint, endpoint_id)
    if not endpoint:
        raise PortalError("no_such_hook")
    return endpoint


def _is_address(url: str) -> bool:
    """Tell whether an address can be called; without encryption only where private addresses are allowed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_encrypted = parts.scheme == "https" or (parts.scheme == "http" and settings().webhooks_private)
    is_plain = url.isprintable() and not any(sign.isspace() for sign in url) and "@" not in parts.netloc and port != 0
    return is_encrypted and bool(parts.hostname) and is_plain and len(url) <= _LONGEST_URL


def _line(actor: Actor, endpoint: WebhookEndpoint) -> HookLine:
    status, label = "in_force", _("Active")
    if endpoint.disabled_at:
        status, label = "none", _("Désactivée le %(date)s") % {"date": local_moment(endpoint.disabled_at, actor.time_zone)}
    elif endpoint.failing_since:
        status, label = "expiring", _("En échec depuis le %(date)s") % {"date": local_moment(endpoint.failing_since, actor.time_zone)}
    events = ", ".join(endpoint.events.split())
    return HookLine(endpoint.id, endpoint.name, endpoint.url, events, status, label, endpoint.disabled_at is None)
