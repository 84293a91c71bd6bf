"""The outbox: what leaves the portal is written with the change that is its reason, and sent afterwards, by any process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.core import clock
from monproduit.core.database import insert_new
from monproduit.models import OutboxMessage
from monproduit.services.changes import Touched, note

MAIL = "mail"
"""The topic of mails."""
LIFE = timedelta(days=5)
"""How long a message is tried."""
STAFF_SECTION = "deliveries"
"""The section of changes that the vendor's staff sees where they look after deliveries."""
_MESSAGES: Any = OutboxMessage.__table__  # pyright: ignore[reportAttributeAccessIssue]
_wakers: set[Callable[[], None]] = set()


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send: `key` names it for ever, `kind` and `recipient` are for the people who look after deliveries."""

    topic: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    recipient: str = ""
    due_at: datetime | None = None


async def put(session: AsyncSession, *messages: Message) -> None:
    """Write messages in the caller's transaction; one whose key is known already is left out. They leave once it is committed."""
    moment = clock.now()
    rows = [_row(message, moment) for message in messages]
    if rows:
        await session.execute(insert_new(session, _MESSAGES).on_conflict_do_nothing(index_elements=["key"]), rows)
        event.listen(session.sync_session, "after_commit", _wake, once=True)


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
