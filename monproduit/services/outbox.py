"""The outbox: what leaves the portal is written with the change that is its reason, and sent afterwards, by any process."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, and_, event, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, reading, writing
from monproduit.core.metrics import DELIVERIES
from monproduit.models import OutboxMessage
from monproduit.services.changes import Touched, note

MAIL = "mail"
"""The topic of mails."""
LEASE = timedelta(minutes=2)
"""How long one process may be busy with a message before another takes it."""
LIFE = timedelta(days=5)
"""How long a message is tried."""
STAFF_SECTION = "deliveries"
"""The section of changes that the vendor's staff sees where they look after deliveries."""
_MESSAGES: Any = OutboxMessage.__table__  # pyright: ignore[reportAttributeAccessIssue]
_AT_MOST = 2
_ERROR = 500
_wakers: set[Callable[[], None]] = set()


class Outcome(StrEnum):
    """What became of a message that was not refused: it has left, or nothing is sent where it was to go."""

    SENT = "sent"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send: `key` names it for ever, `kind` and `recipient` are for the people who look after deliveries."""

    topic: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    recipient: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send now; `attempts` counts this one."""

    id: int
    topic: str
    key: str
    payload: dict[str, Any]
    recipient: str
    created_at: datetime
    attempts: int
    digest: str


async def put(session: AsyncSession, *messages: Message) -> None:
    """Write messages in the caller's transaction; one whose key is known already is left out. They leave once it is committed."""
    moment = clock.now()
    rows = [_row(message, moment) for message in messages]
    if rows:
        await session.execute(insert_new(session, _MESSAGES).on_conflict_do_nothing(index_elements=["key"]), rows)
        event.listen(session.sync_session, "after_commit", _wake, once=True)


async def claim(topic: str, busy: Collection[int] = ()) -> Claimed | None:
    """Take the message that is due first, so that no other process sends it; None when nothing is due.

    Those that this process is busy with are left alone, whatever the clock says of their leases.
    One that was handed over twice without an answer is given up: it may have arrived twice already.
    """
    while await _is_due(topic, busy):
        async with writing() as session:
            message = await _take(session, topic, busy)
            if message and message.unsure <= _AT_MOST:
                return _claimed(message)
            if message:
                message.failed_at, message.lease_until, message.unsure = clock.now(), None, _AT_MOST
                message.attempts -= 1
                message.last_error = message.last_error or "interrupted twice while sending: it may have arrived"
    return None


async def delivered(claimed: Claimed, outcome: Outcome = Outcome.SENT) -> None:
    """Note that a message has left, or that it is withheld."""
    DELIVERIES.labels(claimed.topic, outcome).inc()
    is_suspended = outcome == Outcome.SUSPENDED
    await _finish(claimed, done_at=clock.now(), lease_until=None, unsure=0, last_error="", is_suspended=is_suspended)


async def delayed(claimed: Claimed, error: str, wait: timedelta, *, is_unsure: bool = False) -> bool:
    """Note that a message could not be sent, to be tried later; tell whether it will be, or was given up."""
    moment = clock.now()
    async with reading() as session:
        give_up_at = await session.scalar(select(col(OutboxMessage.give_up_at)).where(col(OutboxMessage.id) == claimed.id))
    if give_up_at and moment + wait > give_up_at:
        await refused(claimed, error)
        return False
    DELIVERIES.labels(claimed.topic, "delayed").inc()
    sure = {} if is_unsure else {"unsure": OutboxMessage.unsure - 1}
    await _finish(claimed, due_at=moment + wait, lease_until=None, last_error=error[:_ERROR], **sure)
    return True


async def refused(claimed: Claimed, error: str) -> None:
    """Note that a message is not to be tried again."""
    DELIVERIES.labels(claimed.topic, "failed").inc()
    await _finish(claimed, failed_at=clock.now(), lease_until=None, last_error=error[:_ERROR])


async def note_staff(session: AsyncSession) -> None:
    """Let the pages of deliveries that are open show how things stand."""
    await note(session, [Touched(section=STAFF_SECTION)])


@contextmanager
def woken(wake: Callable[[], None]) -> Iterator[None]:
    """Call this as soon as this process has written messages."""
    _wakers.add(wake)
    try:
        yield
    finally:
        _wakers.discard(wake)


def again(moment: datetime) -> dict[str, Any]:
    """Return the values of a message that is tried as if it were new."""
    is_open = {"done_at": None, "failed_at": None, "bounced_at": None, "is_suspended": False, "lease_until": None}
    return {**is_open, "due_at": moment, "give_up_at": moment + LIFE, "attempts": 0, "unsure": 0}


def reopen(session: AsyncSession, message: OutboxMessage) -> None:
    """Try a message as if it were new; one that came back gets a new Message-ID, so that no late report of the old one counts."""
    if message.bounced_at:
        message.digest = _new_digest()
    for name, value in again(clock.now()).items():
        setattr(message, name, value)
    event.listen(session.sync_session, "after_commit", _wake, once=True)


def _new_digest() -> str:
    """Return what a Message-ID begins with: known to whoever has the mail or a report of it, and to nobody else."""
    return token_hex(16)


def _wake(*_arguments: object) -> None:
    for wake in list(_wakers):
        wake()


def _row(message: Message, moment: datetime) -> dict[str, Any]:
    due = message.due_at or moment
    known = {
        "digest": _new_digest(),
        "topic": message.topic,
        "key": message.key,
        "kind": message.kind,
        "recipient": message.recipient,
        "payload": message.payload,
    }
    return {**known, "created_at": moment, "due_at": due, "give_up_at": max(due, moment) + LIFE, "attempts": 0, "unsure": 0, "last_error": ""}


def _due(topic: str, busy: Collection[int]) -> ColumnElement[bool]:
    """Return what holds for messages to send now; a lease or a writing that lies ahead is from a clock that went wrong."""
    moment, lease = clock.now(), col(OutboxMessage.lease_until)
    is_open = col(OutboxMessage.done_at).is_(None) & col(OutboxMessage.failed_at).is_(None)
    is_free = or_(lease.is_(None), lease <= moment, lease > moment + LEASE)
    is_from_ahead = (col(OutboxMessage.created_at) > moment) & (col(OutboxMessage.due_at) == col(OutboxMessage.created_at))
    is_due = or_(col(OutboxMessage.due_at) <= moment, is_from_ahead)
    return and_(col(OutboxMessage.topic) == topic, is_open, is_free, is_due, col(OutboxMessage.id).not_in(list(busy)))


async def _is_due(topic: str, busy: Collection[int]) -> bool:
    async with reading() as session:
        return bool(await session.scalar(select(exists().where(_due(topic, busy)))))


async def _take(session: AsyncSession, topic: str, busy: Collection[int]) -> OutboxMessage | None:
    """Lease the first message that no other process is taking at this moment, and count the handing over before it happens."""
    first = select(col(OutboxMessage.id)).where(_due(topic, busy)).order_by(col(OutboxMessage.due_at), col(OutboxMessage.id)).limit(1)
    values = {"lease_until": clock.now() + LEASE, "attempts": OutboxMessage.attempts + 1, "unsure": OutboxMessage.unsure + 1}
    query = update(OutboxMessage).where(col(OutboxMessage.id) == first.with_for_update(skip_locked=True).scalar_subquery()).values(**values)
    return await session.scalar(query.returning(OutboxMessage))


def _claimed(message: OutboxMessage) -> Claimed:
    return Claimed(
        message.id, message.topic, message.key, message.payload, message.recipient, message.created_at, message.attempts, message.digest or ""
    )


async def _finish(claimed: Claimed, **values: Any) -> None:
    """Write what became of a message, unless another process has taken it since."""
    mine = (col(OutboxMessage.id) == claimed.id) & (col(OutboxMessage.attempts) == claimed.attempts) & col(OutboxMessage.done_at).is_(None)
    async with writing() as session:
        await session.execute(update(OutboxMessage).where(mine).values(**values).execution_options(synchronize_session=False))
        if values.get("last_error"):
            await note_staff(session)
