"""What became of messages that were sent, or were not; what is found out at about the same time is written together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.core import clock
from monproduit.core.database import writing
from monproduit.core.metrics import DELIVERIES
from monproduit.models import OutboxMessage
from monproduit.services.outbox import note_staff
from monproduit.services.outbox_claims import Claimed

_MESSAGES: Any = OutboxMessage.__table__  # pyright: ignore[reportAttributeAccessIssue]
_ERROR = 500
_IS_MINE = (_MESSAGES.c.id == bindparam("message")) & (_MESSAGES.c.attempts == bindparam("taken")) & _MESSAGES.c.done_at.is_(None)
_CHANGED = ("done_at", "failed_at", "due_at", "unsure", "last_error", "is_suspended")
_WRITE = update(_MESSAGES).where(_IS_MINE).values(lease_until=None, **{name: bindparam(name) for name in _CHANGED})


class Outcome(StrEnum):
    """What became of a message that was not refused: it has left, or nothing is sent where it was to go."""

    SENT = "sent"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """What became of a message, to be written; `what` is its word in the metrics."""

    claimed: Claimed
    what: str
    due_at: datetime
    unsure: int
    last_error: str = ""
    done_at: datetime | None = None
    failed_at: datetime | None = None


def delivered(claimed: Claimed, outcome: Outcome = Outcome.SENT) -> Noted:
    """Return that a message has left, or that it is withheld."""
    return Noted(claimed, outcome, claimed.due_at, 0, done_at=clock.now())


def delayed(claimed: Claimed, error: str, wait: timedelta, *, is_unsure: bool = False) -> Noted:
    """Return that a message could not be sent: it is tried later, or given up if that is too late."""
    due_at = clock.now() + wait
    if due_at > claimed.give_up_at:
        return refused(claimed, error)
    return Noted(claimed, "delayed", due_at, claimed.unsure if is_unsure else claimed.unsure - 1, error)


def refused(claimed: Claimed, error: str) -> Noted:
    """Return that a message is not to be tried again."""
    return Noted(claimed, "failed", claimed.due_at, claimed.unsure, error, failed_at=clock.now())


class Notebook:
    """Writes what became of messages; those that come while the database is busy go together in its next transaction."""

    def __init__(self) -> None:
        """Begin with nothing to write."""
        self._waiting, self._turn = list[Noted](), asyncio.Lock()

    async def keep(self, noted: Noted) -> None:
        """Write it, with all that waits; where it cannot be written, its lease will end."""
        self._waiting.append(noted)
        try:
            async with self._turn:
                if noted in self._waiting:
                    await self._write()
        finally:
            if noted in self._waiting:
                self._waiting.remove(noted)

    async def _write(self) -> None:
        taken = list[Noted]()
        try:
            async with writing() as session:
                taken, self._waiting = self._waiting, []
                await write(session, taken)
        except BaseException:
            self._waiting = taken + self._waiting
            raise
        for noted in taken:
            DELIVERIES.labels(noted.claimed.topic, noted.what).inc()


async def write(session: AsyncSession, notes: Sequence[Noted]) -> None:
    """Write what became of messages, unless another process has taken them since."""
    await session.execute(_WRITE, [_row(noted) for noted in notes])
    if any(noted.last_error for noted in notes):
        await note_staff(session)


def _row(noted: Noted) -> dict[str, Any]:
    known = {name: getattr(noted, name) for name in ("done_at", "failed_at", "due_at", "unsure")}
    mine = {"message": noted.claimed.id, "taken": noted.claimed.attempts}
    return {**known, **mine, "last_error": noted.last_error[:_ERROR], "is_suspended": noted.what == Outcome.SUSPENDED}
