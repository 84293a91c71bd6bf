"""What is due in the outbox, taken by one process at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.models import OutboxMessage

LEASE = timedelta(minutes=2)
"""How long one process may be busy with a message before another takes it."""
_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send now.

    Attributes:
        attempts: how often it was taken, this time included.
        unsure: how often it may have arrived once it is handed over now.
        due_at: when it was due.
        give_up_at: after that, a failure is the last one.
        digest: what its Message-ID begins with.
    """

    id: int
    topic: str
    key: str
    payload: dict[str, Any]
    recipient: str
    created_at: datetime
    due_at: datetime
    give_up_at: datetime
    attempts: int
    unsure: int
    digest: str


async def claim(topic: str, most: int, busy: Collection[int] = ()) -> list[Claimed]:
    """Take the messages that are due first, so that no other process sends them.

    Those that this process is busy with are left alone, whatever the clock says of their leases.
    One that was handed over twice without an answer is given up: it may have arrived twice already.
    """
    while await _is_due(topic, busy):
        async with writing() as session:
            messages = await _take(session, topic, most, busy)
            for message in messages:
                if message.unsure > _AT_MOST:
                    _give_up(message)
        if found := [_claimed(message) for message in messages if not message.failed_at]:
            return found
    return []


def _due(topic: str, busy: Collection[int]) -> ColumnElement[bool]:
    """Return what holds for messages to send now; a lease or a writing that lies ahead is from a clock that went wrong."""
    moment, lease = clock.now(), col(OutboxMessage.lease_until)
    is_open = col(OutboxMessage.done_at).is_(None) & col(OutboxMessage.failed_at).is_(None)
    is_free = or_(lease.is_(None), lease <= moment, lease > moment + LEASE + clock.APART)
    is_from_ahead = (col(OutboxMessage.created_at) > moment) & (col(OutboxMessage.due_at) == col(OutboxMessage.created_at))
    is_due = or_(col(OutboxMessage.due_at) <= moment, is_from_ahead)
    return and_(col(OutboxMessage.topic) == topic, is_open, is_free, is_due, col(OutboxMessage.id).not_in(list(busy)))


async def _is_due(topic: str, busy: Collection[int]) -> bool:
    async with reading() as session:
        return bool(await session.scalar(select(exists().where(_due(topic, busy)))))


async def _take(session: AsyncSession, topic: str, most: int, busy: Collection[int]) -> list[OutboxMessage]:
    """Lease the first messages that no other process is taking at this moment, and count the handing over before it happens."""
    first = select(col(OutboxMessage.id)).where(_due(topic, busy)).order_by(col(OutboxMessage.due_at), col(OutboxMessage.id)).limit(most)
    chosen = list(await session.scalars(first.with_for_update(skip_locked=True)))
    values = {"lease_until": clock.now() + LEASE, "attempts": OutboxMessage.attempts + 1, "unsure": OutboxMessage.unsure + 1}
    query = update(OutboxMessage).where(col(OutboxMessage.id).in_(chosen)).values(**values).returning(OutboxMessage)
    return sorted(await session.scalars(query), key=attrgetter("due_at", "id"))


def _give_up(message: OutboxMessage) -> None:
    message.failed_at, message.lease_until, message.unsure = clock.now(), None, _AT_MOST
    message.attempts -= 1
    message.last_error = message.last_error or "interrupted twice while sending: it may have arrived"


def _claimed(message: OutboxMessage) -> Claimed:
    return Claimed(
        message.id,
        message.topic,
        message.key,
        message.payload,
        message.recipient,
        message.created_at,
        message.due_at,
        message.give_up_at,
        message.attempts,
        message.unsure,
        message.digest or "",
    )
