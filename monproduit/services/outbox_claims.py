"""What is due in the outbox, taken by one process at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Integer, String, and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.models import OutboxMessage
from monproduit.models.columns import Moment

LEASE = timedelta(minutes=2)
"""How long one process may be busy with a message before another takes it."""
_AT_MOST = 2
_NOW, _FARTHEST = bindparam("moment", type_=Moment), bindparam("farthest", type_=Moment)
_LEASE_UNTIL, _DUE_AT, _CREATED_AT = col(OutboxMessage.lease_until), col(OutboxMessage.due_at), col(OutboxMessage.created_at)
_IS_FREE = or_(_LEASE_UNTIL.is_(None), _LEASE_UNTIL <= _NOW, _LEASE_UNTIL > _FARTHEST)
_DUE = and_(
    col(OutboxMessage.topic) == bindparam("topic", type_=String),
    col(OutboxMessage.done_at).is_(None) & col(OutboxMessage.failed_at).is_(None),
    _IS_FREE,
    or_(_DUE_AT <= _NOW, (_CREATED_AT > _NOW) & (_DUE_AT == _CREATED_AT)),
    col(OutboxMessage.id).not_in(bindparam("busy", expanding=True)),
)
"""What holds for messages to send now; a lease or a writing that lies far ahead is from a clock that went wrong."""
_IS_DUE = select(exists().where(_DUE))
_FIRST = (
    select(col(OutboxMessage.id))
    .where(_DUE)
    .order_by(_DUE_AT, col(OutboxMessage.id))
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_COUNTED = {"lease_until": bindparam("until", type_=Moment), "attempts": OutboxMessage.attempts + 1, "unsure": OutboxMessage.unsure + 1}
_TAKE = update(OutboxMessage).where(col(OutboxMessage.id).in_(bindparam("chosen", expanding=True))).values(**_COUNTED).returning(OutboxMessage)


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


async def _is_due(topic: str, busy: Collection[int]) -> bool:
    async with reading() as session:
        return bool(await session.scalar(_IS_DUE, _asked(topic, busy)))


async def _take(session: AsyncSession, topic: str, most: int, busy: Collection[int]) -> list[OutboxMessage]:
    """Lease the first messages that no other process is taking at this moment, and count the handing over before it happens."""
    chosen = list(await session.scalars(_FIRST, {**_asked(topic, busy), "most": most}))
    taken = await session.scalars(_TAKE, {"chosen": chosen, "until": clock.now() + LEASE})
    return sorted(taken, key=attrgetter("due_at", "id"))


def _asked(topic: str, busy: Collection[int]) -> dict[str, Any]:
    moment = clock.now()
    return {"topic": topic, "busy": list(busy), "moment": moment, "farthest": moment + LEASE + clock.APART}


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
