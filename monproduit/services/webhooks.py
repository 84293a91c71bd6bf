"""Tell other systems what happens: written into the outbox with the change itself, and only if somebody wants to know."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new
from monproduit.models import WebhookEndpoint, WebhookEvent
from monproduit.services import outbox
from monproduit.services.outbox import Message

TOPIC = "webhook"
_AT_ONCE = 500
Announced = tuple[str, dict[str, Any]]
"""What tells an event from others of its kind, and what is told of it."""


async def announce(session: AsyncSession, event: str, data: dict[str, Any], *, key: str) -> None:
    """Tell of something once, in the caller's transaction; `key` tells it from others of its kind."""
    await announce_all(session, event, [(key, data)])


async def announce_all(session: AsyncSession, event: str, news: Sequence[Announced]) -> None:
    """Tell of many things of one kind, each once."""
    endpoints = await wanting(session, event) if news else []
    for start in range(0, len(news) if endpoints else 0, _AT_ONCE):
        fresh = await _fresh(session, event, dict(news[start : start + _AT_ONCE]))
        await outbox.put(session, *(message(endpoint, event, key, data) for key, data in fresh.items() for endpoint in endpoints))


async def wanting(session: AsyncSession, event: str) -> list[WebhookEndpoint]:
    """Return the endpoints that want to be told of a kind of event."""
    found = await session.scalars(select(WebhookEndpoint).where(col(WebhookEndpoint.disabled_at).is_(None)).order_by(col(WebhookEndpoint.id)))
    return [endpoint for endpoint in found if event in endpoint.events.split()]


def message(endpoint: WebhookEndpoint, event: str, key: str, data: dict[str, Any]) -> Message:
    """Return what is sent to one endpoint."""
    body = {"type": event, "timestamp": clock.now().isoformat(timespec="seconds"), "data": data}
    name = f"{TOPIC}:{endpoint.id}:{event}:{key}"
    return Message(TOPIC, name, {"endpoint": endpoint.id, "body": body}, kind=event, recipient=f"{TOPIC}:{endpoint.id}")


async def _fresh(session: AsyncSession, event: str, news: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Keep what was not told yet, and return it."""
    moment = clock.now()
    rows = [{"event": event, "key": key, "at": moment} for key in news]
    query = insert_new(session, WebhookEvent).on_conflict_do_nothing(index_elements=["event", "key"]).returning(col(WebhookEvent.key))
    new = set(await session.scalars(query, rows))
    return {key: data for key, data in news.items() if key in new}
